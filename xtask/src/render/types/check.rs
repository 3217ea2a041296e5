//! `impl Check`: the constraints that are checked before a request is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::{constraints, tokens};
use super::fields::allow_deprecated;
use crate::api::Union;
use crate::surface::{EnumItem, Presence, RustType, StructItem};

pub(super) fn structure(item: &StructItem, context: &Context<'_>) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let checks: Vec<TokenStream> = item
        .fields
        .iter()
        .filter_map(|field| {
            let ident = tokens::ident(&field.ident);
            let wire = &field.property.wire;
            let rules = constraints::rules(&field.property.ty, context);
            let is_there = match (field.presence, &field.ty) {
                (Presence::Late, RustType::Patch(_)) => Some(quote!(!self.#ident.is_keep())),
                (Presence::Late, _) => Some(quote!(self.#ident.is_some())),
                _ => None,
            };
            let required = is_there.map(|is_there| quote!(report.required(#wire, #is_there);));
            let rules =
                (!rules.is_empty()).then(|| quote!(report.field(#wire, &self.#ident) #rules;));
            (required.is_some() || rules.is_some()).then(|| quote!(#required #rules))
        })
        .collect();
    if checks.is_empty() {
        return quote!(impl runtime::Check for #name {});
    }
    let allow = allow_deprecated(item);
    quote! {
        #allow
        impl runtime::Check for #name {
            fn check(&self, report: &mut runtime::CheckReport<'_>) {
                #(#checks)*
            }
        }
    }
}

/// A union checks what it holds.
pub(super) fn union(union: &Union, item: &EnumItem, context: &Context<'_>) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let arms: Vec<(proc_macro2::Ident, TokenStream)> = item
        .variants
        .iter()
        .zip(&union.members)
        .filter(|(_, member)| constraints::is_checked(&member.ty, context))
        .map(|(variant, _)| {
            let ident = tokens::ident(&variant.ident);
            let arm = quote!(Self::#ident(value) => value.check(report));
            (ident, arm)
        })
        .collect();
    let body = match arms.as_slice() {
        [] => return quote!(impl runtime::Check for #name {}),
        [(ident, _)] => quote! {
            if let Self::#ident(value) = self {
                value.check(report);
            }
        },
        arms => {
            let arms = arms.iter().map(|(_, arm)| arm);
            quote! {
                match self {
                    #(#arms,)*
                    _ => {}
                }
            }
        }
    };
    quote! {
        impl runtime::Check for #name {
            fn check(&self, report: &mut runtime::CheckReport<'_>) {
                #body
            }
        }
    }
}
