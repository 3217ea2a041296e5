//! A struct with public fields.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::super::context::Context;
use super::super::tokens::{self, Place};
use super::super::{docs, field_docs};
use super::fields::allow_deprecated;
use super::{check, conversion, page};
use crate::api::TypeDef;
use crate::surface::{Argument, FieldItem, Function, Presence, RustType, StructItem};

pub(super) fn items(
    def: &TypeDef,
    item: &StructItem,
    context: &Context<'_>,
) -> (Vec<RustType>, Vec<TokenStream>) {
    let mut types: Vec<RustType> = item.fields.iter().map(|field| field.ty.clone()).collect();
    types.extend(item.extra.clone());
    if item.constructor.is_some() {
        types.extend(item.fields.iter().map(|it| it.argument.ty().clone()));
    }
    let mut items = vec![definition(def, item, context)];
    if let Some(constructor) = &item.constructor {
        items.push(functions(item, constructor));
        items.push(check::structure(item, context));
    }
    if item.from_string {
        items.push(conversion::from_strings(item));
    }
    if let Some(conversion) = &item.conversion {
        types.push(RustType::Named(conversion.ident.clone()));
        items.push(conversion::from_read_view(item, conversion, context));
    }
    if let Some(it) = &item.page {
        types.push(it.item.clone());
        items.extend(page::page(item, it));
    }
    (types, items)
}

fn definition(def: &TypeDef, item: &StructItem, context: &Context<'_>) -> TokenStream {
    let docs = super::type_docs(def, context);
    let name = tokens::ident(&item.ident);
    let default = (item.has_default && !item.has_presets).then(|| quote!(Default,));
    let fields = item.fields.iter().map(|field| definition_field(def, field));
    let extra = item.extra.as_ref().map(|ty| {
        let ty = tokens::rust_type(ty, Place::Types);
        quote! {
            /// Unknown fields, kept as received.
            #[serde(flatten)]
            pub extra: #ty,
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

fn definition_field(def: &TypeDef, item: &FieldItem) -> TokenStream {
    let docs = field_docs::field(&item.property, def.provenance, item.presence);
    let deprecated = super::deprecated(item.property.deprecated);
    let name = tokens::ident(&item.ident);
    let ty = tokens::rust_type(&item.ty, Place::Types);
    let wire = &item.property.wire;
    // rustc normalizes identifiers, and serde takes the field for the name.
    let rename = (item.ident.unraw() != wire || !wire.is_ascii()).then(|| quote!(rename = #wire,));
    let absent = match (&item.ty, item.presence) {
        (_, Presence::Required) => None,
        (RustType::Patch(_), _) => Some(quote!(
            default,
            skip_serializing_if = "runtime::Patch::is_keep"
        )),
        _ => Some(quote!(skip_serializing_if = "Option::is_none")),
    };
    let serde = (rename.is_some() || absent.is_some()).then(|| quote!(#[serde(#rename #absent)]));
    quote!(#docs #deprecated #serde pub #name: #ty,)
}

/// `new` and the setters.
fn functions(item: &StructItem, constructor: &Function) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let allow = allow_deprecated(item);
    let new = new(item, constructor);
    let default = (item.has_default && item.has_presets).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let setters = item.fields.iter();
    let setters = setters.filter_map(|field| Some(setter(field, field.setter.as_ref()?)));
    let when_some = item.has_when_some().then(|| when_some(item));
    quote! {
        #default
        #allow
        impl #name {
            #new
            #(#setters)*
            #when_some
        }
    }
}

fn when_some(item: &StructItem) -> TokenStream {
    let mut fields = item.fields.iter();
    let takes_null =
        fields.any(|field| field.setter.is_some() && matches!(field.ty, RustType::Patch(_)));
    let null = takes_null.then(|| {
        quote!(
            #[doc = " To send `null` for a nullable field, pass `None` to its setter directly."]
        )
    });
    // What requires nothing is what PATCH takes.
    let unset = (item.has_default || takes_null).then(|| {
        quote! {
            ///
            /// Without a value the field stays unset and is not sent.
            #null
        }
    });
    quote! {
        /// Calls a setter if there is a value: `.when_some(value, |it, value| it.setter(value))`.
        #unset
        #[must_use]
        pub fn when_some<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
            match value {
                Some(value) => set(self, value),
                None => self,
            }
        }
    }
}

fn new(item: &StructItem, constructor: &Function) -> TokenStream {
    let signature = tokens::signature(constructor, Place::Types);
    if item.has_default && !item.has_presets {
        return quote! {
            /// Creates a value with no field set; none is required.
            #[must_use]
            pub #signature {
                Default::default()
            }
        };
    }
    let fields = item.fields.iter().map(|field| {
        let name = tokens::ident(&field.ident);
        let argument = constructor
            .arguments
            .iter()
            .find(|(argument, _)| *argument == field.ident);
        let value = match (argument, field.property.preset(), &field.ty) {
            (Some((argument, how)), _, ty) => tokens::taken(argument, how, ty),
            (None, Some(preset), ty) => preset_value(preset, ty),
            (None, None, RustType::Patch(_)) => quote!(runtime::Patch::Keep),
            (None, None, _) => quote!(None),
        };
        if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    let extra = item.extra.as_ref().map(|ty| match ty {
        RustType::Map(_) => quote!(extra: BTreeMap::new()),
        _ => quote!(extra: runtime::Extra::default()),
    });
    let takes_list = constructor.arguments.iter().any(|(_, how)| is_list(how));
    let empty = takes_list.then(empty_list);
    quote! {
        /// Creates a value with only the required fields set.
        #empty
        #[must_use]
        pub #signature {
            Self { #(#fields,)* #extra }
        }
    }
}

/// A constant as a field of a type.
fn preset_value(value: &Value, ty: &RustType) -> TokenStream {
    match (value, ty) {
        (value, RustType::Option(inner)) => {
            let value = preset_value(value, inner);
            quote!(Some(#value))
        }
        (Value::String(text), RustType::String) => quote!(#text.to_owned()),
        (Value::String(text), _) => quote!(#text.into()),
        (value, _) => tokens::literal(value),
    }
}

fn is_list(argument: &Argument) -> bool {
    matches!(argument, Argument::List(_))
}

/// The compiler cannot infer the type of `[]`, and does not suggest this.
fn empty_list() -> TokenStream {
    docs::attributes("\nAn empty list is [`Empty`](runtime::Empty).")
}

fn setter(item: &FieldItem, function: &Function) -> TokenStream {
    let docs = field_docs::setter(&item.property);
    let deprecated = super::deprecated(item.property.deprecated);
    let signature = tokens::signature(function, Place::Types);
    let name = tokens::ident(&item.ident);
    let value = function
        .arguments
        .first()
        .map(|(argument, how)| match &item.ty {
            RustType::Option(inner) => {
                let value = tokens::taken(argument, how, inner);
                quote!(Some(#value))
            }
            ty => tokens::taken(argument, how, ty),
        });
    let takes_list = function.arguments.iter().any(|(_, how)| is_list(how));
    let empty = takes_list.then(empty_list);
    quote! {
        #docs
        #empty
        #deprecated
        #[must_use]
        pub #signature {
            self.#name = #value;
            self
        }
    }
}
