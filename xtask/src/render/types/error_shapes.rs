//! `ErrorBody::undocumented`: reads the body of an error that the operation does not document.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::operations::answers;
use super::super::tokens;
use crate::api::{Operation, Status, Struct, TypeDef, TypeId, TypeKind};
use crate::surface::{RequestItem, UNCONFIRMED};

/// The function; two of them if the feature `unconfirmed` adds shapes or statuses.
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

/// The documented shapes that a body may have, the likeliest first.
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
        is_there: impl Fn(&TypeId) -> bool,
    ) -> Self {
        let variants = context.surface.error_body.iter().map(|(id, _)| id);
        let variants: Vec<&TypeId> = variants.filter(|id| is_there(id)).collect();
        let is_recognizable = |id: &TypeId| context.api.types.get(id).is_some_and(is_recognizable);
        let mut uses: BTreeMap<Status, Vec<&TypeId>> = BTreeMap::new();
        for response in operations.flat_map(|(operation, _)| operation.errors()) {
            if let (Some(id), false) =
                (answers::named(response), response.status == Status::Default)
            {
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
            // A shape that takes anything would leave nothing to the others.
            shapes.sort_by_key(|id| (!is_recognizable(id), Reverse(count(id))));
            shapes
        };
        let others: Vec<&TypeId> = variants
            .iter()
            .copied()
            .filter(|id| is_recognizable(id))
            .collect();
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
        // Codes come first in the map, so one status goes before the hundred that it belongs to.
        for (status, shapes) in &self.by_status {
            let is_code = |status: &Status| matches!(status, Status::Code(_));
            match arms.iter_mut().find(|(statuses, known)| {
                known == shapes && statuses.iter().all(is_code) == is_code(status)
            }) {
                Some((statuses, _)) => statuses.push(*status),
                None => arms.push((vec![*status], shapes)),
            }
        }
        let arms: Vec<TokenStream> = arms
            .into_iter()
            .map(|(statuses, shapes)| {
                let (pattern, read) = (answers::patterns(statuses), read(shapes, context));
                quote!(#pattern => #read)
            })
            .collect();
        let others = read(&self.others, context);
        let status = if arms.is_empty() {
            quote!(_)
        } else {
            quote!(status)
        };
        let body = if arms.is_empty() && self.others.is_empty() {
            quote!(_)
        } else {
            quote!(body)
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
    let reads: Vec<TokenStream> = shapes
        .iter()
        .filter_map(|id| read_as(context.api.types.get(*id)?, context))
        .collect();
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

/// Reads a body as a type. Of a type that requires nothing, the body must have a field.
fn read_as(def: &TypeDef, context: &Context<'_>) -> Option<TokenStream> {
    let variant = tokens::ident(context.error_variant(&def.id)?);
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

/// Whether a body that decodes as the type is likely to be meant as it: it must have a field at least.
fn is_recognizable(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(Struct { fields, .. }) if !fields.is_empty())
}
