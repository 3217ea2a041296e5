//! Identifiers, types and signatures as tokens.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use serde_json::{Number, Value};

use crate::api::{FloatFormat, IntegerFormat};
use crate::names::Ident;
use crate::surface::{Argument, Function, Receiver, RustType, UNCONFIRMED};

/// Where a type is named, which decides how types of the module `types` are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file of `types`, which imports the others.
    Types,
    /// Anywhere else.
    Outside,
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        ident(self).to_tokens(tokens);
    }
}

pub(super) fn ident(ident: &Ident) -> proc_macro2::Ident {
    match ident.as_str().strip_prefix("r#") {
        Some(raw) => proc_macro2::Ident::new_raw(raw, Span::call_site()),
        None => proc_macro2::Ident::new(ident.as_str(), Span::call_site()),
    }
}

/// The attribute of an item that requires the feature `unconfirmed`.
pub(super) fn gate(unconfirmed: bool) -> Option<TokenStream> {
    unconfirmed.then(|| quote!(#[cfg(feature = #UNCONFIRMED)]))
}

/// The attribute of a deprecated item.
pub(super) fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[deprecated = "the API documents it as deprecated"]))
}

/// A fixed word of the generator.
pub(super) fn word(word: &'static str) -> proc_macro2::Ident {
    ident(&Ident::word(word))
}

/// The path of a module whose file has another name. `rest` follows the name of the file.
pub(super) fn module_path(module: &Ident, rest: &str) -> Option<TokenStream> {
    let path = module.file_name() + rest;
    (!module.as_str().is_ascii()).then(|| quote!(#[path = #path]))
}

/// A string, an integer or a boolean.
pub(super) fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => {
            let integer = Literal::i64_unsuffixed(number.as_i64().unwrap_or_default());
            quote!(#integer)
        }
        value => {
            let text = value.as_str().unwrap_or_default();
            quote!(#text)
        }
    }
}

/// An integer, unless the type does not have it.
pub(super) fn integer(format: IntegerFormat, number: &Number) -> Option<TokenStream> {
    let literal = match format {
        IntegerFormat::Int32 | IntegerFormat::Int64 => Literal::i64_unsuffixed(number.as_i64()?),
        IntegerFormat::Uint32 | IntegerFormat::Uint64 => Literal::u64_unsuffixed(number.as_u64()?),
        IntegerFormat::Int128 => match number.as_i64() {
            Some(number) => Literal::i64_unsuffixed(number),
            None => Literal::u64_unsuffixed(number.as_u64()?),
        },
    };
    Some(quote!(#literal))
}

/// A number, unless the type does not have it.
pub(super) fn float(format: FloatFormat, number: &Number) -> Option<TokenStream> {
    let value = number.as_f64().filter(|value| value.is_finite())?;
    let literal = match format {
        FloatFormat::Float | FloatFormat::Double => Literal::f64_unsuffixed(value),
    };
    Some(quote!(#literal))
}

pub(super) fn rust_type(ty: &RustType, place: Place) -> TokenStream {
    let of = |ty: &RustType, generic: fn(TokenStream) -> TokenStream| generic(rust_type(ty, place));
    match ty {
        RustType::Unit => quote!(()),
        RustType::SelfType => quote!(Self),
        RustType::Bool => quote!(bool),
        RustType::I32 => quote!(i32),
        RustType::I64 => quote!(i64),
        RustType::I128 => quote!(i128),
        RustType::U32 => quote!(u32),
        RustType::U64 => quote!(u64),
        RustType::F32 => quote!(f32),
        RustType::F64 => quote!(f64),
        RustType::String => quote!(String),
        RustType::Str => quote!(&str),
        RustType::Json => quote!(serde_json::Value),
        RustType::Bytes => quote!(runtime::Bytes),
        RustType::ByteStream => quote!(runtime::ByteStream<ErrorBody>),
        RustType::Timestamp => quote!(runtime::Timestamp),
        RustType::Secret => quote!(runtime::Secret),
        RustType::Base64 => quote!(runtime::Base64),
        RustType::Base64Url => quote!(runtime::Base64Url),
        RustType::Upload => quote!(runtime::Upload),
        RustType::Extra => quote!(runtime::Extra),
        RustType::FieldErrors => quote!(runtime::FieldErrors),
        RustType::CallOptions => quote!(runtime::CallOptions),
        RustType::Generic => quote!(P),
        RustType::ItemOfGeneric => quote!(P::Item),
        RustType::Option(ty) => of(ty, |ty| quote!(Option<#ty>)),
        RustType::Patch(ty) => of(ty, |ty| quote!(runtime::Patch<#ty>)),
        RustType::Vec(ty) => of(ty, |ty| quote!(Vec<#ty>)),
        RustType::Tuple(items) => {
            let items = items.iter().map(|item| rust_type(item, place));
            quote!((#(#items),*))
        }
        RustType::Slice(ty) => of(ty, |ty| quote!(&[#ty])),
        RustType::Map(ty) => of(ty, |ty| quote!(BTreeMap<String, #ty>)),
        RustType::Boxed(ty) => of(ty, |ty| quote!(Box<#ty>)),
        RustType::Reference(ty) => of(ty, |ty| quote!(&#ty)),
        RustType::Response(ty) => of(ty, |ty| quote!(Result<runtime::Response<#ty>, Error>)),
        RustType::ItemStream(ty) => of(ty, |ty| quote!(runtime::ItemStream<#ty, ErrorBody>)),
        RustType::Event(ty) => of(ty, |ty| quote!(runtime::Event<#ty>)),
        RustType::Lenient(ty) => of(ty, |ty| quote!(runtime::LenientPage<#ty>)),
        RustType::Pages(ty) => of(ty, |ty| quote!(runtime::Pages<#ty, ErrorBody>)),
        RustType::Items(ty) => of(ty, |ty| quote!(runtime::Items<#ty, ErrorBody>)),
        RustType::Named(name) => match place {
            Place::Types => quote!(#name),
            Place::Outside => quote!(types::#name),
        },
        RustType::Request(name) | RustType::Group(name) => quote!(#name),
        RustType::RequestFor(name, response) => {
            let response = rust_type(response, place);
            quote!(#name<#response>)
        }
    }
}

/// A signature without `pub`. A function that changes the value it consumes takes `mut self`.
pub(super) fn signature(function: &Function, place: Place) -> TokenStream {
    let name = &function.name;
    let asyncness = function.is_async.then(|| quote!(async));
    let receiver = match (function.receiver, &function.output) {
        (Receiver::None, _) => quote!(),
        (Receiver::Reference, _) => quote!(&self,),
        (Receiver::Value, RustType::SelfType | RustType::RequestFor(..) | RustType::Pages(_)) => {
            quote!(mut self,)
        }
        (Receiver::Value, _) => quote!(self,),
    };
    let arguments = function.arguments.iter().map(|(name, argument)| {
        let ty = argument_type(argument, place);
        quote!(#name: #ty)
    });
    let output = (function.output != RustType::Unit).then(|| {
        let ty = rust_type(&function.output, place);
        quote!(-> #ty)
    });
    quote!(#asyncness fn #name(#receiver #(#arguments),*) #output)
}

fn argument_type(argument: &Argument, place: Place) -> TokenStream {
    let ty = rust_type(argument.ty(), place);
    match argument {
        Argument::Exact(_) => ty,
        Argument::Into(_) => quote!(impl Into<#ty>),
        Argument::List(_) => quote!(impl runtime::IntoList<#ty>),
    }
}

/// An argument converted to the type that it is stored as, without an `Option` around.
pub(super) fn taken(name: &Ident, argument: &Argument, stored: &RustType) -> TokenStream {
    match (argument, stored) {
        (Argument::Exact(_), RustType::Boxed(_)) => quote!(Box::new(#name)),
        (Argument::Exact(_), _) => quote!(#name),
        (Argument::Into(_), RustType::Boxed(_)) => quote!(Box::new(#name.into())),
        (Argument::Into(_), _) => quote!(#name.into()),
        (Argument::List(_), _) => quote!(runtime::IntoList::into_list(#name)),
    }
}

/// Whether the type of an argument is in the module `runtime`.
pub(super) fn needs_runtime(argument: &Argument) -> bool {
    let ty = argument_type(argument, Place::Outside);
    ty.to_string().contains("runtime ::")
}
