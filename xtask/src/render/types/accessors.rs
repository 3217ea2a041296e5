//! The methods of a union that return a member, or a field that its members share.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::super::tokens::{self, Place};
use crate::surface::{Accessor, AccessorItem, EnumItem, Reading, RustType, VariantItem};

pub(super) fn accessors(item: &EnumItem) -> TokenStream {
    let name = &item.ident;
    let methods = item.accessors.iter();
    let methods: TokenStream = methods.filter_map(|it| method(item, it)).collect();
    match methods.is_empty() {
        true => methods,
        false => quote!(impl #name { #methods }),
    }
}

fn method(item: &EnumItem, accessor: &AccessorItem) -> Option<TokenStream> {
    let signature = tokens::signature(&accessor.function, Place::Types);
    let name = docs::code(accessor.function.name.unraw());
    let (text, arms) = match &accessor.kind {
        Accessor::As(index) => {
            let variant = item.variants.get(*index)?;
            let value = match variant.payload.as_ref()?.is_copy() {
                true => quote!(*value),
                false => quote!(value),
            };
            (member_docs(variant)?, member(variant, item, &value))
        }
        Accessor::Into(index) => {
            let variant = item.variants.get(*index)?;
            let value = match variant.payload.as_ref()? {
                RustType::Boxed(_) => quote!(*value),
                _ => quote!(value),
            };
            (member_docs(variant)?, member(variant, item, &value))
        }
        Accessor::Field(readings) => {
            let text = format!(
                "The field {name}, which all members share.\n\n{}",
                none(readings)
            );
            (text, fields(item, readings))
        }
        Accessor::List(readings) => {
            let one = readings.iter().find(|reading| reading.is_item)?;
            let text = format!(
                "The list {name}, or the field {} as a list with one item, depending on the member.\n\n{}",
                docs::code(one.field.unraw()),
                none(readings)
            );
            (text, fields(item, readings))
        }
    };
    let docs = docs::attributes(&text);
    Some(quote! {
        #docs
        #[must_use]
        pub #signature {
            match self {
                #arms
            }
        }
    })
}

/// When a method that returns a field returns `None`.
fn none(readings: &[Reading]) -> &'static str {
    let may_lack = |it: &Reading| matches!(it.ty, RustType::Option(_) | RustType::Patch(_));
    match readings.iter().any(may_lack) {
        true => "`None` if it is absent or null, or if the value is `Unrecognized`.",
        false => "`None` if the value is `Unrecognized`.",
    }
}

fn member_docs(variant: &VariantItem) -> Option<String> {
    Some(match variant.payload.as_ref()?.unboxed() {
        RustType::Named(ty) => format!("The value, if it is a [`{}`].", ty.unraw()),
        ty => format!("The value, if it is a `{ty}`."),
    })
}

fn member(variant: &VariantItem, item: &EnumItem, value: &TokenStream) -> TokenStream {
    let ident = &variant.ident;
    // Clippy rejects a wildcard for a single variant.
    let other = match item.variants.len() {
        1 => quote!(Self::Unrecognized(_)),
        _ => quote!(_),
    };
    quote! {
        Self::#ident(value) => Some(#value),
        #other => None,
    }
}

fn fields(item: &EnumItem, readings: &[Reading]) -> TokenStream {
    let arms = item.variants.iter().zip(readings);
    let arms = arms.map(|(variant, reading)| {
        let (ident, value) = (&variant.ident, read(reading));
        quote!(Self::#ident(value) => #value,)
    });
    quote! {
        #(#arms)*
        Self::Unrecognized(_) => None,
    }
}

/// A field of `value` as an `Option`, without moving it.
fn read(reading: &Reading) -> TokenStream {
    let field = &reading.field;
    if reading.is_item {
        return quote!(Some(std::slice::from_ref(&value.#field)));
    }
    let derefs = |ty: &RustType| matches!(ty, RustType::String | RustType::Vec(_));
    match &reading.ty {
        RustType::Option(inner) if inner.is_copy() => quote!(value.#field),
        RustType::Option(inner) if derefs(inner) => quote!(value.#field.as_deref()),
        RustType::Option(_) => quote!(value.#field.as_ref()),
        RustType::Patch(inner) if inner.is_copy() => quote!(value.#field.value().copied()),
        RustType::Patch(inner) if derefs(inner) => quote!(value.#field.value().map(|it| &**it)),
        RustType::Patch(_) => quote!(value.#field.value()),
        ty if ty.is_copy() => quote!(Some(value.#field)),
        _ => quote!(Some(&value.#field)),
    }
}
