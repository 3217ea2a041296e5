//! An enum of the successes of an operation.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
use super::super::operations::responses;
use super::super::tokens::{self, Place};
use crate::api::{Format, Outcome, Status, TypeDef, TypeKind};
use crate::surface::{EnumItem, RustType, VariantItem};

pub(super) fn items(
    def: &TypeDef,
    item: &EnumItem,
    context: &Context<'_>,
) -> (Vec<RustType>, Vec<TokenStream>) {
    let TypeKind::Outcomes(outcomes) = &def.kind else {
        return (Vec::new(), Vec::new());
    };
    let variants: Vec<(&VariantItem, &Outcome)> = item.variants.iter().zip(outcomes).collect();
    let types = item.variants.iter().filter_map(|it| it.payload.clone());
    let items = vec![
        definition(def, item, &variants, context),
        reader(item, &variants),
    ];
    (types.collect(), items)
}

fn definition(
    def: &TypeDef,
    item: &EnumItem,
    variants: &[(&VariantItem, &Outcome)],
    context: &Context<'_>,
) -> TokenStream {
    let docs = super::type_docs(def, context);
    let name = &item.ident;
    let variants = variants.iter().map(|(variant, outcome)| {
        let ident = &variant.ident;
        let payload = variant.payload.as_ref();
        let payload = payload.map(|ty| tokens::rust_type(ty, Place::Types));
        let payload = payload.map(|ty| quote!((#ty)));
        let status = responses::status(outcome.status);
        let media: Vec<String> = outcome.media.iter().map(|it| docs::code(it)).collect();
        let media = match media.as_slice() {
            [] => String::new(),
            media => format!(" in {}", media.join(" or ")),
        };
        let text = docs::line(&docs::first_sentence(&outcome.docs));
        let docs = docs::attributes(&format!("Status {status}{media}: {text}"));
        quote!(#docs #ident #payload)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// The implementation that reads a response: by its status, then by its media type.
fn reader(item: &EnumItem, variants: &[(&VariantItem, &Outcome)]) -> TokenStream {
    let name = &item.ident;
    let mut json_bodies: BTreeMap<Status, usize> = BTreeMap::new();
    for (_, outcome) in variants {
        if matches!(outcome.body, Some((Format::Json, _))) {
            *json_bodies.entry(outcome.status).or_default() += 1;
        }
    }
    let mut statuses = variants.iter().map(|(_, outcome)| outcome.status);
    let has_codes = statuses.any(|status| matches!(status, Status::Code(_)));
    let mut sorted = variants.to_vec();
    // A code precedes its class, and a media type precedes a range of them.
    sorted.sort_by_key(|(_, outcome)| {
        (
            outcome.status,
            outcome.media.iter().any(|it| it.contains('*')),
        )
    });
    let arms = sorted.into_iter().map(|(variant, outcome)| {
        let ident = &variant.ident;
        let status = match outcome.status {
            Status::Default => Status::Class(2),
            status => status,
        };
        let pattern = responses::patterns([status]);
        let is_beside_codes = has_codes && !matches!(status, Status::Code(_));
        let format = outcome.body.as_ref().map(|(format, _)| *format);
        let guard = outcome.is_one_of_several.then(|| {
            let media = outcome.media.iter().map(String::as_str);
            // The only JSON of a status is meant by any name for JSON.
            let is_only_json =
                format == Some(Format::Json) && json_bodies.get(&outcome.status) == Some(&1);
            let media = media.chain(is_only_json.then_some("json"));
            quote!(response.is_any(&[#(#media),*]))
        });
        let value = match format {
            None => quote!(Ok(Self::#ident)),
            Some(Format::Json) => quote!(response.json().map(Self::#ident)),
            Some(_) => quote!(runtime::FromResponse::from_response(response).map(Self::#ident)),
        };
        // With single statuses, a class is a guard: rustc warns about overlapping patterns.
        match (is_beside_codes, guard) {
            (false, None) => quote!(#pattern => #value),
            (false, Some(guard)) => quote!(#pattern if #guard => #value),
            (true, None) => quote!(status if matches!(status, #pattern) => #value),
            (true, Some(guard)) => {
                quote!(status if matches!(status, #pattern) && #guard => #value)
            }
        }
    });
    quote! {
        impl runtime::FromResponse for #name {
            fn from_response(response: &runtime::RawResponse) -> Result<Self, runtime::Unreadable> {
                match response.status().as_u16() {
                    #(#arms,)*
                    _ => Err(response.undocumented()),
                }
            }
        }
    }
}
