//! `ErrorBody`: the bodies of error answers, a variant per documented schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
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
    // Requests of one's own have no documented error.
    let undocumented = undocumented(context);
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
    let reads: Vec<TokenStream> = shapes
        .iter()
        .filter_map(|id| read(context.api.types.get(*id)?, context))
        .collect();
    let (argument, guess) = match reads.as_slice() {
        [] => (quote!(_body), quote!(Self::Unexpected)),
        [one] => (quote!(body), one.clone()),
        many => (
            quote!(body),
            quote! {
                [#(#many),*]
                    .into_iter()
                    .find(|body| *body != Self::Unexpected)
                    .unwrap_or(Self::Unexpected)
            },
        ),
    };
    quote! {
        /// Reads the body of an error that the operation does not document: as a shape that other operations
        /// document, if it has all that the shape requires; if that is nothing, one of its fields.
        #gate
        pub(crate) fn undocumented(#argument: &[u8]) -> Self {
            #guess
        }
    }
}

/// Reads a body as a type. Of a type that requires nothing, the body must have a field.
fn read(def: &TypeDef, context: &Context<'_>) -> Option<TokenStream> {
    let variant = tokens::ident(context.error_variant(&def.id)?);
    let TypeKind::Struct(object) = &def.kind else {
        return None;
    };
    if !object.required.is_empty() {
        return Some(quote!(Self::read(body, Self::#variant)));
    }
    let keys = object.fields.iter().map(|field| &field.wire);
    Some(quote! {
        runtime::decode_error_with(body, &[#(#keys),*]).map_or(Self::Unexpected, Self::#variant)
    })
}

/// Whether a body that decodes as the type is likely to be meant as it: it must have a field at least.
fn is_recognizable(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(Struct { fields, .. }) if !fields.is_empty())
}
