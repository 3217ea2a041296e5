//! `ErrorBody`: the bodies of error responses, a variant per documented schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
use super::super::tokens::{self, Place};
use super::error_shapes;
use crate::api::{Format, Operation, Response, Type};
use crate::surface::RustType;

pub(super) fn items(context: &Context<'_>) -> (Vec<RustType>, Vec<TokenStream>) {
    let variants = &context.surface.error_body;
    let types = variants.iter().filter_map(|(_, it)| it.payload.clone());
    let items = vec![definition(context), functions(context)];
    (types.collect(), items)
}

fn definition(context: &Context<'_>) -> TokenStream {
    let variants = context.surface.error_body.iter().map(|(ty, variant)| {
        let ident = &variant.ident;
        let payload = variant.payload.as_ref();
        let payload = payload.map(|ty| tokens::rust_type(ty, Place::Types));
        let def = match ty {
            Type::Named(id) => context.api.types.get(id),
            _ => None,
        };
        let text = def.and_then(|it| it.docs.as_deref());
        let text = docs::first_sentence(text.unwrap_or("As the API documents it"));
        let text = docs::line(&text);
        let docs = docs::attributes(&format!("{text}."));
        let gate = tokens::gate(context.surface.is_unconfirmed(ty));
        quote!(#docs #gate #ident(#payload))
    });
    let unexpected = docs::attributes(&format!(
        "A body without a documented shape: HTML from a proxy, an empty body, or a shape that is newer than this version of\n\
         the crate. [`ApiError::raw`]({}::ApiError::raw) returns its bytes.",
        context.root_path()
    ));
    quote! {
        /// The body of an error response, decoded as documented for the operation and the status.
        ///
        /// The docs of each operation list its documented statuses.
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
    let documents = |operation: &Operation, is_text: bool| {
        let mut media = operation.errors().flat_map(Response::error_media);
        media.any(|media| (media.format() == Some(Format::Text)) == is_text)
    };
    let [has_json, has_text] = [false, true].map(|is_text| {
        let mut operations = context.operations();
        operations.any(|(operation, _)| documents(operation, is_text))
    });
    let read = has_json.then(|| {
        let mut confirmed = context.confirmed_operations();
        let gate = tokens::gate(!confirmed.any(|(operation, _)| documents(operation, false)));
        quote! {
            /// Decodes a body as the type that is documented for the status.
            #gate
            pub(crate) fn read<T: serde::de::DeserializeOwned>(body: &[u8], variant: fn(T) -> Self) -> Self {
                runtime::decode_error(body).map_or(Self::Unexpected, variant)
            }
        }
    });
    let text = has_text.then(|| {
        quote! {
            /// Reads a body that does not decode as a string.
            pub(crate) fn or_text(self, body: &[u8], variant: fn(String) -> Self) -> Self {
                match self {
                    Self::Unexpected => runtime::error_text(body).map_or(self, variant),
                    decoded => decoded,
                }
            }
        }
    });
    let undocumented = error_shapes::reader(context);
    quote! {
        impl ErrorBody {
            #read
            #text
            #undocumented
        }
    }
}
