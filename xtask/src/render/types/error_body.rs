//! `ErrorBody`: the bodies of error answers, a variant per documented schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
use super::super::operations::answers;
use super::super::tokens::{self, Place};
use crate::api::{Struct, TypeDef, TypeId, TypeKind};
use crate::surface::{RustType, UNCONFIRMED};

pub(super) fn items(context: &Context<'_>) -> (Vec<RustType>, Vec<TokenStream>) {
    let variants = &context.surface.error_body;
    let types = variants
        .iter()
        .filter_map(|(_, variant)| variant.payload.clone())
        .collect();
    (types, vec![definition(context), functions(context)])
}

fn definition(context: &Context<'_>) -> TokenStream {
    let variants = context.surface.error_body.iter().map(|(id, variant)| {
        let ident = tokens::ident(&variant.ident);
        let payload = variant
            .payload
            .as_ref()
            .map(|ty| tokens::rust_type(ty, Place::Types));
        let text = context
            .api
            .types
            .get(id)
            .and_then(|def| def.docs.as_deref());
        let text = docs::line(&docs::first_sentence(
            text.unwrap_or("As the API documents it"),
        ));
        let docs = docs::attributes(&format!("{text}."));
        let gate = tokens::gate(context.is_unconfirmed(id));
        quote!(#docs #gate #ident(#payload))
    });
    let unexpected = docs::attributes(&format!(
        "A body of no documented shape: HTML from a proxy, nothing at all, or something newer than this version of the\n\
         crate. [`ApiError::raw`]({}::ApiError::raw) has its bytes.",
        context.root_path()
    ));
    quote! {
        /// The body of an error answer, decoded as the API documents it for the operation and the status.
        ///
        /// Which statuses an operation documents stands in its docs.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum ErrorBody {
            #(#variants,)*
            #unexpected
            Unexpected,
        }
    }
}

fn functions(context: &Context<'_>) -> TokenStream {
    let variants = &context.surface.error_body;
    let read = (!variants.is_empty()).then(|| {
        let gate = tokens::gate(variants.iter().all(|(id, _)| context.is_unconfirmed(id)));
        quote! {
            /// Reads a body as what a documented status holds.
            #gate
            pub(crate) fn read<T: serde::de::DeserializeOwned>(body: &[u8], variant: fn(T) -> Self) -> Self {
                runtime::decode_error(body).map_or(Self::Unexpected, variant)
            }
        }
    });
    let undocumented = answers::some_are_undocumented(context).then(|| undocumented(context));
    if read.is_none() && undocumented.is_none() {
        return quote!();
    }
    quote! {
        impl ErrorBody {
            #read
            #undocumented
        }
    }
}

/// The function that reads a body of which nothing is documented; two of them if it can guess more with the feature
/// `unconfirmed`.
fn undocumented(context: &Context<'_>) -> TokenStream {
    let recognizable: Vec<&TypeId> = context
        .surface
        .error_body
        .iter()
        .map(|(id, _)| id)
        .filter(|id| context.api.types.get(id).is_some_and(is_recognizable))
        .collect();
    let confirmed: Vec<&TypeId> = recognizable
        .iter()
        .copied()
        .filter(|id| !context.is_unconfirmed(id))
        .collect();
    if confirmed.len() == recognizable.len() {
        return guess(&recognizable, None, context);
    }
    let with = guess(&recognizable, tokens::gate(true), context);
    let without = guess(
        &confirmed,
        Some(quote!(#[cfg(not(feature = #UNCONFIRMED))])),
        context,
    );
    quote!(#with #without)
}

fn guess(shapes: &[&TypeId], gate: Option<TokenStream>, context: &Context<'_>) -> TokenStream {
    let variants: Vec<proc_macro2::Ident> = shapes
        .iter()
        .filter_map(|id| Some(tokens::ident(context.error_variant(id)?)))
        .collect();
    let (argument, guess) = match variants.as_slice() {
        [] => (quote!(_body), quote!(Self::Unexpected)),
        [one] => (quote!(body), quote!(Self::read(body, Self::#one))),
        many => (
            quote!(body),
            quote! {
                [#(Self::read(body, Self::#many)),*]
                    .into_iter()
                    .find(|body| *body != Self::Unexpected)
                    .unwrap_or(Self::Unexpected)
            },
        ),
    };
    quote! {
        /// Reads the body of an error that the operation does not document: as a shape that other operations
        /// document, if it has all that the shape requires.
        #gate
        pub(crate) fn undocumented(#argument: &[u8]) -> Self {
            #guess
        }
    }
}

/// Whether a body that decodes as the type is likely to be meant as it: something must be required.
fn is_recognizable(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(Struct { required, .. }) if !required.is_empty())
}
