//! The imports of a file of `types`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::mentions::Mentions;
use super::super::tokens;
use crate::names::Ident;
use crate::surface::RustType;

/// The imports for items that use these types.
pub(super) fn imports(
    types: &[RustType],
    items: &[TokenStream],
    own: &Ident,
    context: &Context<'_>,
) -> Vec<TokenStream> {
    let mut siblings = BTreeSet::new();
    for ty in types {
        collect(ty, &mut siblings);
    }
    siblings.remove(own);
    let mentions = Mentions::of(items);
    // Names that only items behind the feature use are imported behind it.
    let confirmed = Mentions::of_confirmed(items);
    let root = context.root();
    let std = mentions.name("BTreeMap").then(|| {
        let gate = tokens::gate(!confirmed.name("BTreeMap"));
        quote!(#gate use std::collections::BTreeMap;)
    });
    let serde = match (mentions.name("Deserialize"), mentions.name("Serialize")) {
        (true, true) => quote!(
            use serde::{Deserialize, Serialize};
        ),
        _ => quote!(),
    };
    let (gated, siblings): (Vec<&Ident>, Vec<&Ident>) = siblings
        .iter()
        .partition(|ident| context.is_gated(own, ident));
    let gate = tokens::gate(true);
    let gated = gated.iter().map(|ident| quote!(#gate use super::#ident;));
    let siblings = match siblings.as_slice() {
        [] => quote!(),
        [one] => quote!(use super::#one;),
        many => quote!(use super::{#(#many),*};),
    };
    let runtime = mentions.module("runtime").then(|| {
        let gate = tokens::gate(!confirmed.module("runtime"));
        quote!(#gate use #root::runtime;)
    });
    vec![quote!(#std), serde, quote!(#siblings #(#gated)* #runtime)]
}

fn collect(ty: &RustType, siblings: &mut BTreeSet<Ident>) {
    match ty {
        RustType::Named(ident) => {
            siblings.insert(ident.clone());
        }
        RustType::Option(inner)
        | RustType::Patch(inner)
        | RustType::Vec(inner)
        | RustType::Slice(inner)
        | RustType::Map(inner)
        | RustType::Boxed(inner)
        | RustType::Reference(inner)
        | RustType::Response(inner) => collect(inner, siblings),
        _ => {}
    }
}
