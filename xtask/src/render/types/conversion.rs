//! `From` for write views: the read view of the schema, by value and by reference; and strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::tokens;
use super::fields::allow_deprecated;
use crate::surface::{ConversionItem, FieldItem, RustType, StructItem, TypeItem};

/// Strings make a value of a type whose one required field is made from a string.
pub(super) fn from_strings(item: &StructItem) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let impls = [quote!(&str), quote!(String), quote!(&String)].map(|string| {
        quote! {
            impl From<#string> for #name {
                fn from(value: #string) -> Self {
                    Self::new(value)
                }
            }
        }
    });
    quote! {
        #(#impls)*
        impl runtime::FromString for #name {}
    }
}

pub(super) fn from_read_view(
    item: &StructItem,
    conversion: &ConversionItem,
    context: &Context<'_>,
) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let from = tokens::ident(&conversion.ident);
    let allow = allow_deprecated(item);
    let gate = tokens::gate(context.is_gated(&item.ident, &conversion.ident));
    let by_value = fields(item, conversion, Source::Owned, context);
    let by_reference = fields(item, conversion, Source::Place, context);
    quote! {
        /// Moves the writable fields, and drops those that only responses have.
        #gate
        #allow
        impl From<#from> for #name {
            fn from(value: #from) -> Self {
                Self { #by_value extra: value.extra }
            }
        }
        /// Clones the writable fields, without those that only responses have.
        #gate
        #allow
        impl From<&#from> for #name {
            fn from(value: &#from) -> Self {
                Self { #by_reference extra: value.extra.clone() }
            }
        }
        #gate
        impl runtime::IntoItem<#name> for #from {
            fn into_item(self) -> #name {
                self.into()
            }
        }
        #gate
        impl runtime::IntoItem<#name> for &#from {
            fn into_item(self) -> #name {
                self.into()
            }
        }
    }
}

/// The fields of the write view, each with its value.
fn fields(
    item: &StructItem,
    conversion: &ConversionItem,
    kind: Source,
    context: &Context<'_>,
) -> TokenStream {
    let source: &[FieldItem] = match context.surface.types.get(&conversion.from) {
        Some(TypeItem::Struct(source)) => &source.fields,
        _ => &[],
    };
    let fields = item.fields.iter().map(|field| {
        let ident = tokens::ident(&field.ident);
        match source
            .iter()
            .find(|it| it.property.wire == field.property.wire)
        {
            Some(from) => {
                let source = tokens::ident(&from.ident);
                let value = kind.converted(quote!(value.#source), &from.ty, &field.ty);
                quote!(#ident: #value,)
            }
            None if matches!(field.ty, RustType::Patch(_)) => quote!(#ident: runtime::Patch::Keep,),
            None => quote!(#ident: None,),
        }
    });
    fields.collect()
}

/// What the expression is that a value is converted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// A value to move.
    Owned,
    /// A field behind a reference.
    Place,
    /// A reference.
    Reference,
}

impl Source {
    /// A value of the read view's type as the write view's.
    fn converted(self, value: TokenStream, from: &RustType, to: &RustType) -> TokenStream {
        match (from, to) {
            _ if from == to => self.copied(value, from),
            (RustType::Option(from), RustType::Patch(to)) => {
                let value = self.mapped(self.option(value, from, from == to), from, to);
                quote!(#value.map_or(runtime::Patch::Keep, runtime::Patch::Set))
            }
            (RustType::Option(from), RustType::Option(to)) => {
                self.mapped(self.option(value, from, false), from, to)
            }
            (from, RustType::Option(to)) => {
                let value = self.converted(value, from, to);
                quote!(Some(#value))
            }
            (from, RustType::Patch(to)) => {
                let value = self.converted(value, from, to);
                quote!(runtime::Patch::Set(#value))
            }
            (RustType::Vec(from), RustType::Vec(to)) => {
                let items = match self {
                    Self::Owned => quote!(#value.into_iter()),
                    Self::Place | Self::Reference => quote!(#value.iter()),
                };
                let items = self.mapped(items, from, to);
                quote!(#items.collect())
            }
            (RustType::Boxed(from), RustType::Boxed(to)) => {
                let inner = match self {
                    Self::Owned | Self::Place => quote!((*#value)),
                    Self::Reference => quote!((**#value)),
                };
                let inside = match self {
                    Self::Owned => Self::Owned,
                    Self::Place | Self::Reference => Self::Place,
                };
                let value = inside.converted(inner, from, to);
                quote!(Box::new(#value))
            }
            _ => match self {
                Self::Owned | Self::Reference => quote!(#value.into()),
                Self::Place => quote!((&#value).into()),
            },
        }
    }

    /// A value of the same type.
    fn copied(self, value: TokenStream, ty: &RustType) -> TokenStream {
        match self {
            Self::Owned => value,
            Self::Place if ty.is_copy() => value,
            Self::Reference if ty.is_copy() => quote!(*#value),
            Self::Place | Self::Reference => quote!(#value.clone()),
        }
    }

    /// An `Option` whose value can be converted: behind a reference one of a reference, unless it is cloned whole.
    fn option(self, value: TokenStream, inner: &RustType, is_same: bool) -> TokenStream {
        match self {
            Self::Owned => value,
            Self::Place | Self::Reference if is_same => self.copied(value, inner),
            Self::Place | Self::Reference => quote!(#value.as_ref()),
        }
    }

    fn mapped(self, values: TokenStream, from: &RustType, to: &RustType) -> TokenStream {
        if from == to {
            return values;
        }
        let inside = match self {
            Self::Owned => Self::Owned,
            Self::Place | Self::Reference => Self::Reference,
        };
        match (from, to) {
            (RustType::Named(_), RustType::Named(_)) => quote!(#values.map(Into::into)),
            _ => {
                let value = inside.converted(quote!(value), from, to);
                quote!(#values.map(|value| #value))
            }
        }
    }
}
