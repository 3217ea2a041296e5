//! `From` the read view of a schema for its write view.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::tokens;
use super::fields::allow_deprecated;
use crate::api::Struct;
use crate::surface::{ConversionItem, FieldItem, RustType, StructItem, TypeItem};

pub(super) fn from_read_view(
    object: &Struct,
    item: &StructItem,
    conversion: &ConversionItem,
    context: &Context<'_>,
) -> TokenStream {
    let source: &[FieldItem] = match context.surface.types.get(&conversion.from) {
        Some(TypeItem::Struct(source)) => &source.fields,
        _ => &[],
    };
    let name = tokens::ident(&item.ident);
    let from = tokens::ident(&conversion.ident);
    let fields = item.fields.iter().map(|field| {
        let ident = tokens::ident(&field.ident);
        match source.iter().find(|it| it.wire == field.wire) {
            Some(from) => {
                let source = tokens::ident(&from.ident);
                let value = converted(quote!(value.#source), &from.ty, &field.ty);
                quote!(#ident: #value)
            }
            None if matches!(field.ty, RustType::Patch(_)) => quote!(#ident: runtime::Patch::Keep),
            None => quote!(#ident: None),
        }
    });
    let extra = item.extra.as_ref().map(|_| quote!(extra: value.extra,));
    let allow = allow_deprecated(object);
    let gate = tokens::gate(context.is_gated(&item.ident, &conversion.ident));
    quote! {
        /// Keeps what can be written, and leaves out what only answers have.
        #gate
        #allow
        impl From<#from> for #name {
            fn from(value: #from) -> Self {
                Self { #(#fields,)* #extra }
            }
        }
    }
}

/// A value of the read view's type as the write view's.
fn converted(value: TokenStream, from: &RustType, to: &RustType) -> TokenStream {
    match (from, to) {
        _ if from == to => value,
        (RustType::Option(from), RustType::Patch(to)) => {
            let value = mapped(value, from, to);
            quote!(#value.map_or(runtime::Patch::Keep, runtime::Patch::Set))
        }
        (RustType::Option(from), RustType::Option(to)) => mapped(value, from, to),
        (from, RustType::Option(to)) => {
            let value = converted(value, from, to);
            quote!(Some(#value))
        }
        (from, RustType::Patch(to)) => {
            let value = converted(value, from, to);
            quote!(runtime::Patch::Set(#value))
        }
        (RustType::Vec(from), RustType::Vec(to)) => {
            let items = mapped(quote!(#value.into_iter()), from, to);
            quote!(#items.collect())
        }
        (RustType::Boxed(from), RustType::Boxed(to)) => {
            let value = converted(quote!((*#value)), from, to);
            quote!(Box::new(#value))
        }
        _ => quote!(#value.into()),
    }
}

fn mapped(values: TokenStream, from: &RustType, to: &RustType) -> TokenStream {
    if from == to {
        return values;
    }
    match (from, to) {
        (RustType::Named(_), RustType::Named(_)) => quote!(#values.map(Into::into)),
        _ => {
            let value = converted(quote!(value), from, to);
            quote!(#values.map(|value| #value))
        }
    }
}
