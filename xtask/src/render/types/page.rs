//! What the type of a page has: its items, `impl Page` and `impl IntoIterator`.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::super::tokens::{self, Place};
use super::fields::allow_deprecated;
use crate::names::Ident;
use crate::surface::{PageItem, Receiver, RustType, StructItem};

pub(super) fn page(item: &StructItem, page: &PageItem) -> Vec<TokenStream> {
    let name = tokens::ident(&item.ident);
    let element = tokens::rust_type(&page.item, Place::Types);
    let wire = &page.total_wire;
    let total = total(item, page);
    let items_wire = &page.items_wire;
    let items = tokens::ident(&page.items);
    let (items, slice) = match stored(item, &page.items) {
        Some(RustType::Option(_)) => (
            quote!(self.#items.unwrap_or_default()),
            quote!(self.#items.as_deref().unwrap_or_default()),
        ),
        Some(RustType::Patch(_)) => (
            quote!(self.#items.into_value().unwrap_or_default()),
            quote!(self.#items.value().map(Vec::as_slice).unwrap_or_default()),
        ),
        _ => (quote!(self.#items), quote!(self.#items.as_slice())),
    };
    let allow = allow_deprecated(item);
    let functions: Vec<TokenStream> = page
        .functions
        .iter()
        .map(|function| {
            let signature = tokens::signature(function, Place::Types);
            let (docs, body) = match function.receiver {
                Receiver::Reference => ("The items on the page, in order.", &slice),
                _ => ("The items on the page, in order, by value.", &items),
            };
            let docs = docs::attributes(docs);
            quote!(#docs pub #signature { #body })
        })
        .collect();
    let functions = (!functions.is_empty()).then(|| {
        quote! {
            #allow
            impl #name {
                #(#functions)*
            }
        }
    });
    let trait_of_pages = quote! {
        #allow
        impl runtime::Page for #name {
            type Item = #element;
            const TOTAL: &'static str = #wire;
            const ITEMS: &'static str = #items_wire;
            fn total(&self) -> Option<u64> {
                #total
            }
            fn into_items(self) -> Vec<#element> {
                #items
            }
        }
    };
    let by_value = quote! {
        /// The items on the page, in order.
        impl IntoIterator for #name {
            type Item = #element;
            type IntoIter = std::vec::IntoIter<#element>;
            fn into_iter(self) -> Self::IntoIter {
                runtime::Page::into_items(self).into_iter()
            }
        }
    };
    let by_reference = quote! {
        /// References to the items on the page, in order.
        #allow
        impl<'a> IntoIterator for &'a #name {
            type Item = &'a #element;
            type IntoIter = std::slice::Iter<'a, #element>;
            fn into_iter(self) -> Self::IntoIter {
                #slice.iter()
            }
        }
    };
    let others = [trait_of_pages, by_value, by_reference];
    functions.into_iter().chain(others).collect()
}

/// The number of pages; none if it is absent, or is no such number.
fn total(item: &StructItem, page: &PageItem) -> TokenStream {
    let total = tokens::ident(&page.total);
    let value = match stored(item, &page.total) {
        Some(RustType::Option(_)) => quote!(self.#total),
        Some(RustType::Patch(_)) => quote!(self.#total.value().copied()),
        _ => {
            return match page.number {
                RustType::U64 => quote!(Some(self.#total)),
                RustType::U32 => quote!(Some(self.#total.into())),
                _ => quote!(self.#total.try_into().ok()),
            };
        }
    };
    match page.number {
        RustType::U64 => value,
        RustType::U32 => quote!(#value.map(u64::from)),
        _ => quote!(#value.and_then(|total| total.try_into().ok())),
    }
}

/// The type of a field.
fn stored<'a>(item: &'a StructItem, ident: &Ident) -> Option<&'a RustType> {
    let field = item.fields.iter().find(|field| field.ident == *ident)?;
    Some(&field.ty)
}
