//! `ErrorBody::undocumented`: decodes the body of an error that the operation does not document.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::operations::responses;
use super::super::tokens;
use crate::api::{Operation, Status, Struct, TypeDef, TypeId, TypeKind};
use crate::surface::{RequestItem, UNCONFIRMED};

/// The function; two versions if the feature `unconfirmed` adds types or statuses.
pub(super) fn reader(context: &Context<'_>) -> TokenStream {
    let all = Shapes::new(context, context.operations(), |_| true);
    let confirmed = Shapes::new(context, context.confirmed_operations(), |id| {
        !context.is_unconfirmed(id)
    });
    if all == confirmed {
        return all.function(None, context);
    }
    let with = all.function(tokens::gate(true), context);
    let without = quote!(#[cfg(not(feature = #UNCONFIRMED))]);
    let without = confirmed.function(Some(without), context);
    quote!(#with #without)
}

/// The documented types that a body may have, the likeliest first.
#[derive(PartialEq)]
struct Shapes<'a> {
    /// By each status that an operation documents.
    by_status: BTreeMap<Status, Vec<&'a TypeId>>,
    /// With any other status.
    others: Vec<&'a TypeId>,
}

impl<'a> Shapes<'a> {
    fn new(
        context: &Context<'a>,
        operations: impl Iterator<Item = (&'a Operation, &'a RequestItem)>,
        is_included: impl Fn(&TypeId) -> bool,
    ) -> Self {
        let variants = context.surface.error_body.iter();
        let variants = variants.filter_map(|(ty, _)| ty.id());
        let variants: Vec<&TypeId> = variants.filter(|id| is_included(id)).collect();
        let is_recognizable = |id: &TypeId| context.api.types.get(id).is_some_and(is_recognizable);
        let mut uses: BTreeMap<Status, Vec<&TypeId>> = BTreeMap::new();
        for response in operations.flat_map(|(operation, _)| operation.errors()) {
            if let (Some(id), false) = (
                responses::named(response),
                response.status == Status::Default,
            ) {
                uses.entry(response.status).or_default().push(id);
            }
        }
        let of_status = |status: Status| {
            let count = |id: &TypeId| {
                let uses = uses.get(&status).into_iter().flatten();
                uses.filter(|used| **used == id).count()
            };
            let mut shapes = variants.clone();
            shapes.retain(|id| count(id) > 0);
            // A type that accepts any object comes last.
            shapes.sort_by_key(|id| (!is_recognizable(id), Reverse(count(id))));
            shapes
        };
        let mut others = variants.clone();
        others.retain(|id| is_recognizable(id));
        let by_status = uses.keys().map(|status| {
            let class = match status {
                Status::Code(code) => of_status(Status::Class(code / 100)),
                Status::Class(_) | Status::Default => Vec::new(),
            };
            let mut shapes = of_status(*status);
            for shape in class.iter().chain(&others) {
                if !shapes.contains(shape) {
                    shapes.push(shape);
                }
            }
            (*status, shapes)
        });
        let by_status = by_status.filter(|(_, shapes)| *shapes != others).collect();
        Self { by_status, others }
    }

    fn function(&self, gate: Option<TokenStream>, context: &Context<'_>) -> TokenStream {
        let mut arms: Vec<(Vec<Status>, &[&TypeId])> = Vec::new();
        // Codes come first in the map, so a status precedes its class.
        for (status, shapes) in &self.by_status {
            let is_code = |status: &Status| matches!(status, Status::Code(_));
            match arms.iter_mut().find(|(statuses, known)| {
                known == shapes && statuses.iter().all(is_code) == is_code(status)
            }) {
                Some((statuses, _)) => statuses.push(*status),
                None => arms.push((vec![*status], shapes)),
            }
        }
        let has_codes = self
            .by_status
            .keys()
            .any(|it| matches!(it, Status::Code(_)));
        let arms: Vec<TokenStream> = arms
            .into_iter()
            .map(|(statuses, shapes)| {
                let pattern = responses::arm(&statuses, has_codes);
                let read = read(shapes, context);
                quote!(#pattern => #read)
            })
            .collect();
        let others = read(&self.others, context);
        let status = match arms.is_empty() {
            true => quote!(_),
            false => quote!(status),
        };
        let body = match arms.is_empty() && self.others.is_empty() {
            true => quote!(_),
            false => quote!(body),
        };
        let result = match arms.as_slice() {
            [] => others,
            arms => quote!(match status { #(#arms,)* _ => #others, }),
        };
        quote! {
            /// Decodes the body of an error response that the operation does not document: as a type that other operations
            /// document for the status, or else as any documented type that matches.
            #gate
            pub(crate) fn undocumented(#status: u16, #body: &[u8]) -> Self {
                #result
            }
        }
    }
}

fn read(shapes: &[&TypeId], context: &Context<'_>) -> TokenStream {
    let defs = shapes.iter().filter_map(|id| context.api.types.get(*id));
    let reads: Vec<TokenStream> = defs.filter_map(|def| read_as(def, context)).collect();
    match reads.as_slice() {
        [] => quote!(Self::Unexpected),
        [one] => one.clone(),
        many => quote! {
            [#(#many),*]
                .into_iter()
                .find(|body| *body != Self::Unexpected)
                .unwrap_or(Self::Unexpected)
        },
    }
}

/// Decodes a body as a type. If the type requires nothing, the body must have one of its fields.
fn read_as(def: &TypeDef, context: &Context<'_>) -> Option<TokenStream> {
    let variant = context.error_variant_of(&def.id)?;
    match &def.kind {
        TypeKind::Struct(object) if object.required.is_empty() => {
            let keys = object.fields.iter().map(|field| &field.wire);
            Some(quote! {
                runtime::decode_error_with(body, &[#(#keys),*])
                    .map_or(Self::Unexpected, Self::#variant)
            })
        }
        _ => Some(quote!(Self::read(body, Self::#variant))),
    }
}

/// Whether a body that decodes as the type is likely to be of it: the type has fields.
fn is_recognizable(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(Struct { fields, .. }) if !fields.is_empty())
}
