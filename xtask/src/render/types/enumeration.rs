//! An open enum of texts.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::{docs, tokens};
use crate::api::{EnumValue, TypeDef, TypeKind};
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
        text(item, &variants),
        parsing(item, &variants),
        display(item),
        serialize(item),
        deserialize(item),
    ];
    if context.is_body(&def.id) {
        let name = tokens::ident(&item.ident);
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
    let name = tokens::ident(&item.ident);
    let variants = variants.iter().map(|(variant, value)| {
        let ident = tokens::ident(&variant.ident);
        let spelled = if value.wire.is_empty() {
            "empty".to_owned()
        } else {
            docs::code(&value.wire)
        };
        let text = match &value.docs {
            Some(text) => format!(
                "{} ({spelled}).",
                docs::line(text.trim().trim_end_matches('.'))
            ),
            None if value.wire.is_empty() => "The empty string.".to_owned(),
            None => format!("{spelled}."),
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

fn text(item: &EnumItem, variants: &[(&VariantItem, &EnumValue)]) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let arms = variants.iter().map(|(variant, value)| {
        let ident = tokens::ident(&variant.ident);
        let wire = &value.wire;
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

fn parsing(item: &EnumItem, variants: &[(&VariantItem, &EnumValue)]) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let arms = variants.iter().map(|(variant, value)| {
        let ident = tokens::ident(&variant.ident);
        let wire = &value.wire;
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

fn display(item: &EnumItem) -> TokenStream {
    let name = tokens::ident(&item.ident);
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}

fn serialize(item: &EnumItem) -> TokenStream {
    let name = tokens::ident(&item.ident);
    quote! {
        impl Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    }
}

fn deserialize(item: &EnumItem) -> TokenStream {
    let name = tokens::ident(&item.ident);
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                runtime::deserialize_open_enum(deserializer)
            }
        }
    }
}
