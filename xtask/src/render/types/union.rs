//! An enum of the members of a union.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::super::context::Context;
use super::super::docs;
use super::super::tokens::{self, Place};
use super::{accessors, check};
use crate::api::{Candidate, Decoding, JsonKind, TypeDef, TypeKind, Union};
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
    let body = decode(&union.decoding, &variants);
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                #body
            }
        }
    }
}

fn decode(decoding: &Decoding, variants: &[&Ident]) -> TokenStream {
    match decoding {
        Decoding::Only(index) => match variants.get(*index) {
            Some(variant) => only(variant),
            None => unrecognized(),
        },
        Decoding::Discriminator {
            property,
            mapping,
            absent,
            unknown,
        } => {
            // Absent and unknown may be one.
            let absent = absent.as_ref().filter(|it| Some(*it) != unknown.as_ref());
            let of = |it: Option<&Box<Decoding>>| it.map(|it| decode(it, variants));
            by_discriminator(
                property,
                mapping,
                of(absent),
                of(unknown.as_ref()),
                variants,
            )
        }
        Decoding::RequiredKeys(keys) => by_keys(keys, variants),
        Decoding::JsonType(cases) => by_json_type(cases, variants),
        Decoding::BestFit(candidates) => best_fit(candidates, variants),
    }
}

fn only(variant: &Ident) -> TokenStream {
    quote!(runtime::member(value).map(Self::#variant))
}

fn unrecognized() -> TokenStream {
    quote!(Ok(Self::Unrecognized(value.into())))
}

fn by_discriminator(
    property: &str,
    mapping: &[(Value, usize)],
    absent: Option<TokenStream>,
    unknown: Option<TokenStream>,
    variants: &[&Ident],
) -> TokenStream {
    let read = mapping.first().map(|(value, _)| reader(value));
    let Some(read) = read else {
        return unknown.unwrap_or_else(unrecognized);
    };
    let arms = variants.iter().enumerate().filter_map(|(index, variant)| {
        let values = mapping.iter().filter(|(_, member)| *member == index);
        let values: Vec<TokenStream> = values.map(|(value, _)| tokens::literal(value)).collect();
        let member = only(variant);
        (!values.is_empty()).then(|| quote!(Some(#(#values)|*) => #member))
    });
    // True, false and absent are all cases.
    let is_boolean = mapping.iter().all(|(value, _)| value.is_boolean());
    let is_all = is_boolean && mapping.len() > 1 && absent.is_some();
    let absent = absent.map(|absent| quote!(None => #absent,));
    let unknown = unknown.unwrap_or_else(unrecognized);
    let unknown = (!is_all).then(|| quote!(_ => #unknown,));
    quote! {
        match runtime::#read(&value, #property) {
            #(#arms,)*
            #absent
            #unknown
        }
    }
}

/// The function that reads such a value of a property.
fn reader(value: &Value) -> TokenStream {
    match value {
        Value::Bool(_) => quote!(boolean_member),
        Value::Number(_) => quote!(integer_member),
        _ => quote!(text_member),
    }
}

fn by_keys(keys: &[(usize, Vec<String>)], variants: &[&Ident]) -> TokenStream {
    let branches = keys.iter().filter_map(|(index, keys)| {
        let condition = match keys.is_empty() {
            true => quote!(value.is_object()),
            false => quote!(runtime::has_keys(&value, &[#(#keys),*])),
        };
        let member = only(variants.get(*index)?);
        Some(quote!(if #condition { #member } else))
    });
    let unrecognized = unrecognized();
    quote! {
        #(#branches)* {
            #unrecognized
        }
    }
}

fn by_json_type(cases: &[(Vec<JsonKind>, Decoding)], variants: &[&Ident]) -> TokenStream {
    let arms = cases.iter().map(|(kinds, decoding)| {
        let patterns = kinds.iter().map(|kind| match kind {
            JsonKind::Boolean => quote!(serde_json::Value::Bool(_)),
            JsonKind::Number => quote!(serde_json::Value::Number(_)),
            JsonKind::String => quote!(serde_json::Value::String(_)),
            JsonKind::Array => quote!(serde_json::Value::Array(_)),
            JsonKind::Object => quote!(serde_json::Value::Object(_)),
        });
        let body = decode(decoding, variants);
        quote!(#(#patterns)|* => #body)
    });
    let unrecognized = unrecognized();
    quote! {
        match &value {
            #(#arms,)*
            _ => #unrecognized,
        }
    }
}

fn best_fit(candidates: &[Candidate], variants: &[&Ident]) -> TokenStream {
    let attempts = candidates.iter().filter_map(|candidate| {
        let variant = variants.get(candidate.member)?;
        let checks = candidate.constants.iter().map(|(property, constant)| {
            let read = reader(constant);
            let constant = tokens::literal(constant);
            quote!(matches!(runtime::#read(&value, #property), None | Some(#constant)))
        });
        let checks: Vec<TokenStream> = checks.collect();
        Some(match checks.as_slice() {
            [] => quote!(.or(Self::#variant)),
            checks => quote!(.or_if(#(#checks)&&*, Self::#variant)),
        })
    });
    quote! {
        Ok(runtime::BestFit::new(&value)
            #(#attempts)*
            .finish()
            .unwrap_or_else(|| Self::Unrecognized(value.into())))
    }
}
