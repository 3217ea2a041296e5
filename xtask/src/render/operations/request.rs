//! The file of an operation: its description for the runtime, and the request with setters and `send`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::context::Context;
use super::super::mentions::Mentions;
use super::super::rust_file::RustFile;
use super::super::tokens::{self, Place};
use super::super::{constraints, credentials, docs, example};
use super::{calls, media, parameter, responses};
use crate::api::Operation;
use crate::surface::{GenericItem, GroupItem, ParameterItem, RequestItem};

pub(super) fn file(
    group: &GroupItem,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<(String, String)> {
    let operation = context.operation(&item.operation)?;
    let mut items = vec![description(operation, context)];
    items.extend(media::rules(operation, item, context));
    items.extend(media::bodies(item));
    items.push(definition(operation, group, item, context));
    items.extend(functions(operation, item, context));
    items.push(calls::into_future(item));
    let root = context.root();
    let mentions = Mentions::of(&items);
    let types = mentions.module("types").then(|| quote!(, types));
    let map = mentions.name("BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let file = RustFile {
        docs: docs::code(&format!("{} {}", operation.method.as_str(), operation.path)),
        imports: vec![
            quote!(#map),
            quote!(use #root::types::ErrorBody; use #root::{Client, Error, runtime #types};),
        ],
        items,
        ..RustFile::default()
    };
    let path = format!(
        "src/operations/{}/{}.rs",
        group.name.module.file_name(),
        item.name.module.file_name()
    );
    Some((path, file.into_text()))
}

fn description(operation: &Operation, context: &Context<'_>) -> TokenStream {
    let id = &operation.id;
    let method = tokens::word(operation.method.as_str());
    let path = &operation.template;
    let security = credentials::security(operation);
    let success = responses::success(operation);
    let error_body = responses::error_body(operation, context);
    quote! {
        static OPERATION: runtime::Operation<ErrorBody> = runtime::Operation {
            id: #id,
            method: runtime::Method::#method,
            path: #path,
            security: #security,
            success: #success,
            error_body: #error_body,
        };
    }
}

fn definition(
    operation: &Operation,
    group: &GroupItem,
    item: &RequestItem,
    context: &Context<'_>,
) -> TokenStream {
    let name = tokens::ident(&item.name.request);
    let summary = operation.summary.as_deref().unwrap_or(&operation.id);
    let docs = docs::attributes(&format!(
        "{}: request builder returned by [`{group}::{method}`](super::{group}::{method}).{}",
        docs::line(summary.trim().trim_end_matches('.')),
        sparse_docs(operation, item, context).unwrap_or_default(),
        group = group.name.ident.unraw(),
        method = item.name.method.unraw(),
    ));
    let (parameter, marker) = match &item.generic {
        None => (None, None),
        Some(generic) => {
            let whole = tokens::rust_type(&generic.whole, Place::Outside);
            (
                Some(quote!(<P = #whole>)),
                Some(quote!(marker: std::marker::PhantomData<fn() -> P>,)),
            )
        }
    };
    let parameters = item.parameters.iter().map(|parameter| {
        let name = tokens::ident(&parameter.ident);
        let ty = stored(parameter);
        quote!(#name: #ty,)
    });
    let body = body_field(item).map(|field| quote!(#field,));
    let media = media::is_chosen(item).then(|| quote!(body_media: runtime::Media,));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "requests do nothing until they are sent"]
        pub struct #name #parameter {
            client: Client,
            #(#parameters)*
            #body
            #media
            options: runtime::CallOptions,
            #marker
        }
    }
}

/// The docs about a request being generic over its response.
fn sparse_docs(operation: &Operation, item: &RequestItem, context: &Context<'_>) -> Option<String> {
    let generic = item.generic.as_ref()?;
    let setters = item.sparse_setters().map(|setter| {
        let name = setter.name.unraw();
        format!("[`{name}`](Self::{name})")
    });
    let example = example::call(operation, item, example::Way::Sparse, context)
        .map(|code| format!("\n\n# Example\n\n```no_run\n{code}```"))
        .unwrap_or_default();
    Some(format!(
        "\n\n`P` is the type of the response. {} changes it to\n[`{}`]({}), in which any field may be absent.{example}",
        setters.collect::<Vec<_>>().join(" or "),
        generic.sparse.to_string().trim_start_matches("types::"),
        generic.sparse,
    ))
}

fn stored(parameter: &ParameterItem) -> TokenStream {
    let ty = tokens::rust_type(&parameter.ty, Place::Outside);
    if parameter.setter.is_some() {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

fn functions(operation: &Operation, item: &RequestItem, context: &Context<'_>) -> Vec<TokenStream> {
    let name = tokens::ident(&item.name.request);
    let new = new(item);
    let setters = item.parameters.iter();
    let setters = setters.filter_map(|parameter| calls::setter(operation, parameter));
    let media = media::setters(operation, item, context);
    let request = request(operation, item, context);
    let options = options(item);
    let when_some = when_some();
    let deprecated = operation
        .parameters
        .iter()
        .any(|parameter| parameter.deprecated && !parameter.required);
    let allow = deprecated.then(|| quote!(#[allow(deprecated)]));
    let setters = quote! {
        #(#setters)*
        #(#media)*
        #options
        #when_some
    };
    let Some(generic) = &item.generic else {
        let calls = calls::functions(operation, item, context);
        return vec![quote! {
            #allow
            impl #name {
                #new
                #setters
                #calls
                #request
            }
        }];
    };
    let into_sparse = into_sparse(item, generic);
    let mut blocks = vec![
        quote! {
            impl #name {
                #new
            }
        },
        quote! {
            #allow
            impl<P> #name<P> {
                #setters
                #into_sparse
                #request
            }
        },
    ];
    blocks.extend(calls::generic_functions(operation, item, context));
    blocks
}

/// The private function that changes the type of the response.
fn into_sparse(item: &RequestItem, generic: &GenericItem) -> TokenStream {
    let name = tokens::ident(&item.name.request);
    let sparse = tokens::rust_type(&generic.sparse, Place::Outside);
    let parameters = item.parameters.iter().map(|it| tokens::ident(&it.ident));
    let body = item.body.as_ref().map(|_| tokens::word("body"));
    let media = media::is_chosen(item).then(|| tokens::word("body_media"));
    let fields = parameters.chain(body).chain(media);
    quote! {
        fn into_sparse(self) -> #name<#sparse> {
            #name {
                client: self.client,
                #(#fields: self.#fields,)*
                options: self.options,
                marker: std::marker::PhantomData,
            }
        }
    }
}

/// The function that sets something only if there is a value.
fn when_some() -> TokenStream {
    quote! {
        /// Calls a setter if there is a value: `.when_some(value, |it, value| it.setter(value))`.
        pub fn when_some<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
            runtime::when_some(self, value, set)
        }
    }
}

fn new(item: &RequestItem) -> TokenStream {
    let required = item
        .parameters
        .iter()
        .filter(|parameter| parameter.setter.is_none())
        .map(|parameter| {
            let name = tokens::ident(&parameter.ident);
            let ty = stored(parameter);
            quote!(#name: #ty)
        });
    let body = body_field(item);
    let fields = item.parameters.iter().map(|parameter| {
        let name = tokens::ident(&parameter.ident);
        if parameter.setter.is_some() {
            quote!(#name: None)
        } else {
            quote!(#name)
        }
    });
    let body_field = item.body.as_ref().map(|_| quote!(body));
    let arguments = required.chain(body);
    let fields = fields.chain(body_field).chain(media::initial(item));
    let marker = item
        .generic
        .as_ref()
        .map(|_| quote!(marker: std::marker::PhantomData,));
    quote! {
        pub(super) fn new(client: Client #(, #arguments)*) -> Self {
            Self { client, #(#fields,)* options: runtime::CallOptions::new(), #marker }
        }
    }
}

/// The body as a field and an argument.
fn body_field(item: &RequestItem) -> Option<TokenStream> {
    let ty = tokens::rust_type(&item.stored_body(item.body.as_ref()?), Place::Outside);
    Some(match item.other_bodies.is_empty() {
        true => quote!(body: #ty),
        false => quote!(body: RequestBody),
    })
}

fn options(item: &RequestItem) -> TokenStream {
    let signature = tokens::signature(&item.options, Place::Outside);
    quote! {
        /// Adds settings of this call: timeouts, retries, additional headers and query parameters. Later ones take precedence.
        pub #signature {
            self.options = self.options.and(options);
            self
        }
    }
}

/// The private function that writes the request down.
fn request(operation: &Operation, item: &RequestItem, context: &Context<'_>) -> TokenStream {
    let mut calls: Vec<TokenStream> = item.parameters.iter().map(parameter::written).collect();
    let mut checks: Vec<TokenStream> = item
        .parameters
        .iter()
        .filter_map(|parameter| {
            let rules = constraints::rules(&parameter.parameter.ty, context);
            let name = tokens::ident(&parameter.ident);
            let wire = &parameter.parameter.wire;
            (!rules.is_empty()).then(|| quote!(report.field(#wire, &self.#name) #rules;))
        })
        .collect();
    // An array, a map or a string has no `Check` that would know its constraints.
    if let (Some(body), true) = (item.media.first(), item.other_bodies.is_empty()) {
        let rules = constraints::outer_rules(&body.media.ty, context);
        if !rules.is_empty() {
            checks.push(quote!(report.field("body", &self.body) #rules;));
        }
    }
    if !checks.is_empty() {
        calls.push(quote!(.check(|report| { #(#checks)* })));
    }
    if let Some(server) = context.server_of(operation) {
        let server = Literal::usize_unsuffixed(server);
        calls.push(quote!(.server(#server)));
    }
    calls.extend(responses::accepted(operation));
    calls.extend(media::written(item));
    let request = quote!(runtime::Request::new(&OPERATION) #(#calls)* .options(&self.options));
    let request = match media::written_bodies(operation, item, context) {
        None => request,
        Some(written) => quote!(let request = #request; #written),
    };
    quote! {
        fn request(&self) -> runtime::Request<ErrorBody> {
            #request
        }
    }
}
