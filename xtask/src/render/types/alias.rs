//! `pub type`: a schema that is another name for a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::tokens::{self, Place};
use crate::api::TypeDef;
use crate::names::Ident;
use crate::surface::RustType;

pub(super) fn items(
    def: &TypeDef,
    ident: &Ident,
    target: &RustType,
    context: &Context<'_>,
) -> (Vec<RustType>, Vec<TokenStream>) {
    let docs = super::type_docs(def, context);
    let name = tokens::ident(ident);
    let ty = tokens::rust_type(target, Place::Types);
    (
        vec![target.clone()],
        vec![quote!(#docs pub type #name = #ty;)],
    )
}
