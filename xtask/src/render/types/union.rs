//! An enum of the members of a union.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
use super::super::tokens::{self, Place};
use super::{accessors, check};
use crate::api::{Decoding, JsonKind, TypeDef, TypeKind, Union};
use crate::names::Ident;
use crate::surface::{EnumItem, RustType};

pub(super) fn items(
    def: &TypeDef,
    item: &EnumItem,
    context: &Context<'_>,
) -> (Vec<RustType>, Vec<TokenStream>) {
    let TypeKind::Union(union) = &def.kind else {
        return (Vec::new(), Vec::new());
    };
    let payloads = item.variants.iter().filter_map(|it| it.payload.clone());
    let outputs = item.accessors.iter().map(|it| it.function.output.clone());
    let types = payloads.chain(outputs).collect();
    let mut items = vec![
        definition(def, item, context),
        accessors::accessors(item),
        serialize(item),
        deserialize(union, item),
    ];
    if def.usage.request {
        items.push(check::union(union, item, context));
    }
    (types, items)
}

fn definition(def: &TypeDef, item: &EnumItem, context: &Context<'_>) -> TokenStream {
    let docs = super::type_docs(def, context);
    let name = &item.ident;
    let variants = item.variants.iter().map(|variant| {
        let ident = &variant.ident;
        let payload = variant.payload.as_ref();
        let payload = payload.map(|ty| tokens::rust_type(ty, Place::Types));
        let docs = docs::attributes(&match variant.payload.as_ref().map(RustType::unboxed) {
            Some(RustType::Named(ty)) => format!("A value that is a [`{}`].", ty.unraw()),
            Some(ty) => format!("A value that is a `{ty}`."),
            None => String::new(),
        });
        quote!(#docs #ident(#payload))
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value of another shape, kept as received.
            Unrecognized(runtime::UnrecognizedValue),
        }
    }
}

fn serialize(item: &EnumItem) -> TokenStream {
    let name = &item.ident;
    let arms = item.variants.iter().map(|variant| {
        let ident = &variant.ident;
        quote!(Self::#ident(value) => value.serialize(serializer))
    });
    quote! {
        impl Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#arms,)*
                    Self::Unrecognized(value) => value.serialize(serializer),
                }
            }
        }
    }
}

fn deserialize(union: &Union, item: &EnumItem) -> TokenStream {
    let name = &item.ident;
    let variants: Vec<&Ident> = item.variants.iter().map(|it| &it.ident).collect();
    let body = match &union.decoding {
        Decoding::Discriminator { property, mapping } => {
            by_discriminator(property, mapping, &variants)
        }
        Decoding::RequiredKeys(keys) => by_keys(keys, &variants),
        Decoding::JsonType(kinds) => by_json_type(kinds, &variants),
        Decoding::InOrder => in_order(&variants),
    };
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                #body
            }
        }
    }
}

fn by_discriminator(
    property: &str,
    mapping: &[(String, usize)],
    variants: &[&Ident],
) -> TokenStream {
    let arms = variants.iter().enumerate().filter_map(|(index, variant)| {
        let values = mapping.iter().filter(|(_, member)| *member == index);
        let values: Vec<&String> = values.map(|(value, _)| value).collect();
        (!values.is_empty())
            .then(|| quote!(Some(#(#values)|*) => runtime::member(value).map(Self::#variant)))
    });
    quote! {
        match runtime::text_member(&value, #property) {
            #(#arms,)*
            _ => Ok(Self::Unrecognized(value.into())),
        }
    }
}

fn by_keys(keys: &[Vec<String>], variants: &[&Ident]) -> TokenStream {
    let branches = keys.iter().zip(variants).map(|(keys, variant)| {
        let condition = match keys.is_empty() {
            true => quote!(value.is_object()),
            false => quote!(runtime::has_keys(&value, &[#(#keys),*])),
        };
        quote!(if #condition { runtime::member(value).map(Self::#variant) } else)
    });
    quote! {
        #(#branches)* {
            Ok(Self::Unrecognized(value.into()))
        }
    }
}

fn by_json_type(kinds: &[Vec<JsonKind>], variants: &[&Ident]) -> TokenStream {
    let arms = kinds.iter().zip(variants).map(|(kinds, variant)| {
        let patterns = kinds.iter().map(|kind| match kind {
            JsonKind::Boolean => quote!(serde_json::Value::Bool(_)),
            JsonKind::Number => quote!(serde_json::Value::Number(_)),
            JsonKind::String => quote!(serde_json::Value::String(_)),
            JsonKind::Array => quote!(serde_json::Value::Array(_)),
            JsonKind::Object => quote!(serde_json::Value::Object(_)),
        });
        quote!(#(#patterns)|* => runtime::member(value).map(Self::#variant))
    });
    quote! {
        match &value {
            #(#arms,)*
            _ => Ok(Self::Unrecognized(value.into())),
        }
    }
}

fn in_order(variants: &[&Ident]) -> TokenStream {
    let attempts = variants.iter().map(|variant| {
        quote! {
            if let Some(member) = runtime::try_member(&value) {
                return Ok(Self::#variant(member));
            }
        }
    });
    quote! {
        #(#attempts)*
        Ok(Self::Unrecognized(value.into()))
    }
}
