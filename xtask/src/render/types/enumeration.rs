//! An open enum of strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
use crate::api::{EnumValue, TypeDef, TypeKind};
use crate::names::Ident;
use crate::surface::{EnumItem, RustType, VariantItem};

pub(super) fn items(
    def: &TypeDef,
    item: &EnumItem,
    context: &Context<'_>,
) -> (Vec<RustType>, Vec<TokenStream>) {
    let TypeKind::Enum(values) = &def.kind else {
        return (Vec::new(), Vec::new());
    };
    let variants: Vec<(&VariantItem, &EnumValue)> =
        item.variants.iter().zip(&values.values).collect();
    let mut items = vec![
        definition(def, item, &variants, context),
        as_str(&item.ident, &variants),
        from_string(&item.ident, &variants),
    ];
    items.extend(trait_impls(&item.ident, values.is_integer));
    if context.is_body(&def.id) {
        let name = &item.ident;
        items.push(quote!(impl runtime::Check for #name {}));
    }
    (Vec::new(), items)
}

fn definition(
    def: &TypeDef,
    item: &EnumItem,
    variants: &[(&VariantItem, &EnumValue)],
    context: &Context<'_>,
) -> TokenStream {
    let docs = super::type_docs(def, context);
    let name = &item.ident;
    let variants = variants.iter().map(|(variant, value)| {
        let ident = &variant.ident;
        let wire = match value.wire.as_str() {
            "" => "empty".to_owned(),
            wire => docs::code(wire),
        };
        let text = match &value.docs {
            Some(text) => {
                let text = docs::line(text.trim().trim_end_matches('.'));
                format!("{text} ({wire}).")
            }
            None if value.wire.is_empty() => "The empty string.".to_owned(),
            None => format!("{wire}."),
        };
        let docs = docs::attributes(&text);
        quote!(#docs #ident)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// An unknown value, kept as received.
            Unrecognized(runtime::Unrecognized),
        }
    }
}

fn as_str(name: &Ident, variants: &[(&VariantItem, &EnumValue)]) -> TokenStream {
    let arms = variants.iter().map(|(variant, value)| {
        let (ident, wire) = (&variant.ident, &value.wire);
        quote!(Self::#ident => #wire)
    });
    quote! {
        impl #name {
            /// The value as the API represents it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::Unrecognized(value) => value.as_str(),
                }
            }
        }
    }
}

fn from_string(name: &Ident, variants: &[(&VariantItem, &EnumValue)]) -> TokenStream {
    let arms = variants.iter().map(|(variant, value)| {
        let (ident, wire) = (&variant.ident, &value.wire);
        quote!(#wire => Self::#ident)
    });
    quote! {
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#arms,)*
                    other => Self::Unrecognized(runtime::Unrecognized::new(other)),
                }
            }
        }
        impl From<String> for #name {
            fn from(value: String) -> Self {
                value.as_str().into()
            }
        }
        impl From<&String> for #name {
            fn from(value: &String) -> Self {
                value.as_str().into()
            }
        }
        impl runtime::FromString for #name {}
    }
}

fn trait_impls(name: &Ident, is_integer: bool) -> [TokenStream; 3] {
    let (write, read) = match is_integer {
        true => (
            quote!(runtime::serialize_integer(self.as_str(), serializer)),
            quote!(runtime::deserialize_open_integer_enum(deserializer)),
        ),
        false => (
            quote!(serializer.serialize_str(self.as_str())),
            quote!(runtime::deserialize_open_enum(deserializer)),
        ),
    };
    let display = quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
    let serialize = quote! {
        impl Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    };
    let deserialize = quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }
    };
    [display, serialize, deserialize]
}
