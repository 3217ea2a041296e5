//! What a file of `types` must import.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::super::context::Context;
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
    let words = Words::of(items);
    let root = context.root();
    let std = words.has("BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let serde = match (words.has("Deserialize"), words.has("Serialize")) {
        (true, true) => quote!(
            use serde::{Deserialize, Serialize};
        ),
        _ => quote!(),
    };
    let siblings: Vec<_> = siblings.iter().map(tokens::ident).collect();
    let siblings = match siblings.as_slice() {
        [] => quote!(),
        [one] => quote!(use super::#one;),
        many => quote!(use super::{#(#many),*};),
    };
    let runtime = words.has("runtime").then(|| quote!(use #root::runtime;));
    vec![quote!(#std), serde, quote!(#siblings #runtime)]
}

fn collect(ty: &RustType, siblings: &mut BTreeSet<Ident>) {
    match ty {
        RustType::Named(ident) => {
            siblings.insert(ident.clone());
        }
        RustType::Option(inner)
        | RustType::Patch(inner)
        | RustType::Vec(inner)
        | RustType::Map(inner)
        | RustType::Boxed(inner)
        | RustType::Answer(inner) => collect(inner, siblings),
        _ => {}
    }
}

/// The identifiers in the items, attributes' texts included.
struct Words(BTreeSet<String>);

impl Words {
    fn of(items: &[TokenStream]) -> Self {
        let mut words = BTreeSet::new();
        for item in items {
            gather(item.clone(), &mut words);
        }
        Self(words)
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

fn gather(tokens: TokenStream, words: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => gather(group.stream(), words),
            TokenTree::Ident(ident) => {
                words.insert(ident.to_string());
            }
            TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
}
