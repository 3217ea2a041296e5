//! Identifiers, types and signatures as tokens.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::names::Ident;
use crate::surface::{Argument, Function, Receiver, RustType, UNCONFIRMED};

/// Where a type is spelled: it decides how types of the module `types` are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file of `types`, which imports its siblings.
    Types,
    /// Anywhere else.
    Outside,
}

pub(super) fn ident(ident: &Ident) -> proc_macro2::Ident {
    match ident.as_str().strip_prefix("r#") {
        Some(raw) => proc_macro2::Ident::new_raw(raw, Span::call_site()),
        None => proc_macro2::Ident::new(ident.as_str(), Span::call_site()),
    }
}

/// What stands before an item that is there only with the feature `unconfirmed`.
pub(super) fn gate(unconfirmed: bool) -> Option<TokenStream> {
    unconfirmed.then(|| quote!(#[cfg(feature = #UNCONFIRMED)]))
}

/// A word of the generator's own.
pub(super) fn word(word: &'static str) -> proc_macro2::Ident {
    ident(&Ident::word(word))
}

pub(super) fn rust_type(ty: &RustType, place: Place) -> TokenStream {
    let inner = |ty: &RustType| rust_type(ty, place);
    match ty {
        RustType::Unit => quote!(()),
        RustType::SelfType => quote!(Self),
        RustType::Bool => quote!(bool),
        RustType::I32 => quote!(i32),
        RustType::I64 => quote!(i64),
        RustType::U32 => quote!(u32),
        RustType::U64 => quote!(u64),
        RustType::F32 => quote!(f32),
        RustType::F64 => quote!(f64),
        RustType::String => quote!(String),
        RustType::Json => quote!(serde_json::Value),
        RustType::Bytes => quote!(runtime::Bytes),
        RustType::Timestamp => quote!(runtime::Timestamp),
        RustType::Secret => quote!(runtime::Secret),
        RustType::Extra => quote!(runtime::Extra),
        RustType::FieldErrors => quote!(runtime::FieldErrors),
        RustType::CallOptions => quote!(runtime::CallOptions),
        RustType::Option(ty) => {
            let ty = inner(ty);
            quote!(Option<#ty>)
        }
        RustType::Patch(ty) => {
            let ty = inner(ty);
            quote!(runtime::Patch<#ty>)
        }
        RustType::Vec(ty) => {
            let ty = inner(ty);
            quote!(Vec<#ty>)
        }
        RustType::Slice(ty) => {
            let ty = inner(ty);
            quote!(&[#ty])
        }
        RustType::Map(ty) => {
            let ty = inner(ty);
            quote!(BTreeMap<String, #ty>)
        }
        RustType::Boxed(ty) => {
            let ty = inner(ty);
            quote!(Box<#ty>)
        }
        RustType::Str => quote!(&str),
        RustType::Reference(ty) => {
            let ty = inner(ty);
            quote!(&#ty)
        }
        RustType::Named(name) => {
            let name = ident(name);
            match place {
                Place::Types => quote!(#name),
                Place::Outside => quote!(types::#name),
            }
        }
        RustType::Request(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::RequestFor(name, response) => {
            let name = ident(name);
            let response = inner(response);
            quote!(#name<#response>)
        }
        RustType::Generic => quote!(P),
        RustType::ItemOfGeneric => quote!(P::Item),
        RustType::Group(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Answer(ty) => {
            let ty = inner(ty);
            quote!(Result<runtime::Response<#ty>, Error>)
        }
        RustType::Lenient(ty) => {
            let ty = inner(ty);
            quote!(runtime::LenientPage<#ty>)
        }
        RustType::Pages(ty) => {
            let ty = inner(ty);
            quote!(runtime::Pages<#ty, ErrorBody>)
        }
        RustType::Items(ty) => {
            let ty = inner(ty);
            quote!(runtime::Items<#ty, ErrorBody>)
        }
    }
}

/// A signature without `pub`. What changes a request before it gives something takes `mut self`.
pub(super) fn signature(function: &Function, place: Place) -> TokenStream {
    let name = ident(&function.name);
    let asyncness = function.is_async.then(|| quote!(async));
    let receiver = match (function.receiver, &function.output) {
        (Receiver::None, _) => None,
        (Receiver::Reference, _) => Some(quote!(&self,)),
        (Receiver::Value, RustType::SelfType | RustType::RequestFor(..) | RustType::Pages(_)) => {
            Some(quote!(mut self,))
        }
        (Receiver::Value, _) => Some(quote!(self,)),
    };
    let arguments = function.arguments.iter().map(|(name, argument)| {
        let name = ident(name);
        let ty = argument_type(argument, place);
        quote!(#name: #ty)
    });
    let output = match &function.output {
        RustType::Unit => None,
        output => {
            let ty = rust_type(output, place);
            Some(quote!(-> #ty))
        }
    };
    quote!(#asyncness fn #name(#receiver #(#arguments),*) #output)
}

fn argument_type(argument: &Argument, place: Place) -> TokenStream {
    match argument {
        Argument::Exact(ty) => rust_type(ty, place),
        Argument::Into(ty) => {
            let ty = rust_type(ty, place);
            quote!(impl Into<#ty>)
        }
        Argument::List(ty) => {
            let ty = rust_type(ty, place);
            quote!(impl runtime::IntoList<#ty>)
        }
    }
}

/// The value of an argument as the type that it is stored as, without an `Option` around.
pub(super) fn taken(name: &Ident, argument: &Argument, stored: &RustType) -> TokenStream {
    let name = ident(name);
    match (argument, stored) {
        (Argument::Exact(_), RustType::Boxed(_)) => quote!(Box::new(#name)),
        (Argument::Exact(_), _) => quote!(#name),
        (Argument::Into(_), RustType::Boxed(_)) => quote!(Box::new(#name.into())),
        (Argument::Into(_), _) => quote!(#name.into()),
        (Argument::List(_), _) => quote!(runtime::IntoList::into_list(#name)),
    }
}

/// Whether the spelling of an argument names the module `runtime`.
pub(super) fn needs_runtime(argument: &Argument) -> bool {
    argument_type(argument, Place::Outside)
        .to_string()
        .contains("runtime ::")
}
