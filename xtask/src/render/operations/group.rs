//! The module of a tag: the group with a method per operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::rust_file::RustFile;
use super::super::tokens::{self, Place};
use super::super::{certainty, docs, example, field_docs};
use super::{answers, index, media};
use crate::api::Operation;
use crate::surface::{Argument, GroupItem, RequestItem, RustType};

pub(super) fn file(group: &GroupItem, context: &Context<'_>) -> (String, String) {
    let root = context.root();
    let mut requests: Vec<&RequestItem> = group.requests.iter().collect();
    requests.sort_by_key(|request| &request.name.method);
    let modules = requests.iter().map(|request| {
        let module = tokens::ident(&request.name.module);
        let gate = gate(group, request);
        quote!(#gate mod #module;)
    });
    let exports = requests.iter().map(|request| {
        let module = tokens::ident(&request.name.module);
        let ident = tokens::ident(&request.name.request);
        let gate = gate(group, request);
        quote!(#gate pub use self::#module::#ident;)
    });
    let import =
        |takes: fn(&Argument) -> bool, import: TokenStream| import_for(group, takes, &import);
    let map = import(
        |argument| argument.to_string().contains("BTreeMap<"),
        quote!(
            use std::collections::BTreeMap;
        ),
    );
    let runtime = import(tokens::needs_runtime, quote!(use #root::runtime;));
    let types = import(
        |argument| argument.to_string().contains("types::"),
        quote!(use #root::types;),
    );
    let tag = group.tag.as_deref().unwrap_or("operations without a tag");
    let file = RustFile {
        docs: docs::line(tag),
        imports: vec![
            quote!(#(#modules)*),
            quote!(#map),
            quote!(#(#exports)*),
            quote!(use #root::Client; #runtime #types),
        ],
        items: vec![definition(group, context), functions(group, context)],
        ..RustFile::default()
    };
    (
        format!("src/operations/{}/mod.rs", group.name.module.unraw()),
        file.into_text(),
    )
}

/// What stands before the parts of a request, unless it stands before the whole group.
fn gate(group: &GroupItem, request: &RequestItem) -> Option<TokenStream> {
    tokens::gate(request.unconfirmed && !group.is_unconfirmed())
}

/// An import, if an argument of a method needs it; behind the feature if only methods behind it do.
fn import_for(
    group: &GroupItem,
    takes: fn(&Argument) -> bool,
    import: &TokenStream,
) -> Option<TokenStream> {
    let mut needed = group.requests.iter().filter(|request| {
        let mut arguments = request.method.arguments.iter();
        arguments.any(|(_, argument)| takes(argument))
    });
    let first = needed.next()?;
    let gate = match needed.all(|request| request.unconfirmed) {
        true => gate(group, first),
        false => None,
    };
    Some(quote!(#gate #import))
}

fn definition(group: &GroupItem, context: &Context<'_>) -> TokenStream {
    let name = tokens::ident(&group.name.ident);
    let description = group.tag.as_ref().and_then(|tag| context.api.tags.get(tag));
    let text = match (description, &group.tag) {
        (Some(text), _) => docs::prose(text.trim()),
        (None, Some(tag)) => format!("Operations with the tag {}.", docs::line(tag)),
        (None, None) => "Operations without a tag.".to_owned(),
    };
    let accessor = group.name.module.unraw();
    let docs = docs::attributes(&format!(
        "{text}\n\nReturned by [`Client::{accessor}`]. It owns a clone of the client, so it can move to another task."
    ));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            client: Client,
        }
    }
}

fn functions(group: &GroupItem, context: &Context<'_>) -> TokenStream {
    let name = tokens::ident(&group.name.ident);
    let methods = group.requests.iter().filter_map(|request| {
        let operation = context.operation(&request.operation)?;
        Some(method(operation, group, request, context))
    });
    let deprecated = group.requests.iter().any(|request| {
        let operation = context.operation(&request.operation);
        operation.is_some_and(|operation| operation.deprecated)
    });
    let allow = deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #allow
        impl #name {
            pub(crate) fn new(client: Client) -> Self {
                Self { client }
            }
            #(#methods)*
        }
    }
}

fn method(
    operation: &Operation,
    group: &GroupItem,
    request: &RequestItem,
    context: &Context<'_>,
) -> TokenStream {
    let gate = gate(group, request);
    let docs = docs::attributes(&method_docs(operation, request, context));
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "the API documents it as deprecated"]));
    let signature = tokens::signature(&request.method, Place::Outside);
    let ident = tokens::ident(&request.name.request);
    let arguments = request
        .method
        .arguments
        .iter()
        .map(|(name, argument)| match argument {
            Argument::Exact(_) => {
                let name = tokens::ident(name);
                quote!(#name)
            }
            argument => tokens::taken(name, argument, &RustType::Unit),
        });
    quote! {
        #docs
        #gate
        #deprecated
        pub #signature {
            #ident::new(self.client.clone() #(, #arguments)*)
        }
    }
}

fn method_docs(operation: &Operation, request: &RequestItem, context: &Context<'_>) -> String {
    let summary = operation.summary.as_deref().unwrap_or(&operation.id);
    let mut text = format!(
        "{}: {}.\n",
        docs::line(summary.trim().trim_end_matches('.')),
        docs::code(&format!("{} {}", operation.method.as_str(), operation.path))
    );
    if let Some(description) = &operation.docs {
        text.push_str(&format!("\n{}\n", docs::prose(description.trim())));
    }
    if let Some(words) = certainty::of_operation(operation) {
        text.push_str(&format!("\n{words}\n"));
    }
    text.extend(ways(request));
    text.extend(body_docs(operation, request, context));
    text.push_str(&format!(
        "\n# Responses\n\n{}{}\n",
        answers::table(operation, context),
        index::retries_of(operation, context)
    ));
    if let Some(code) = example::call(operation, request, example::Way::Send, context) {
        text.push_str(&format!("\n# Example\n\n```no_run\n{code}```\n"));
    }
    // Links in the table are written as from the root of the crate.
    text.replace("](types::", &format!("]({}::types::", context.root_path()))
}

/// What there is to say of the body: its description, what it must satisfy, how sure it is, and how it is sent.
fn body_docs(
    operation: &Operation,
    request: &RequestItem,
    context: &Context<'_>,
) -> Option<String> {
    let body = operation.body.as_ref()?;
    let mut text = String::new();
    if let Some(description) = &body.docs {
        text.push_str(&format!("\n{}\n", docs::prose(description.trim())));
    }
    let mut facts: Vec<String> = body
        .preferred()
        .map(|media| field_docs::constraint_facts(&media.ty))
        .unwrap_or_default();
    let words = certainty::of_part(body.provenance, operation.provenance);
    facts.extend(words.map(str::to_owned));
    if !facts.is_empty() {
        text.push_str(&format!("\n{}\n", facts.join(" ")));
    }
    text.extend(media::docs(operation, request, context));
    (!text.is_empty()).then(|| format!("\n# Body\n{text}"))
}

/// Says what else there is than `send`.
fn ways(item: &RequestItem) -> Option<String> {
    let request = item.name.request.unraw();
    let mut sentences = Vec::new();
    if item.paging.is_some() {
        sentences.push(format!(
            "[`stream`]({request}::stream) returns the items of all pages, and [`pages`]({request}::pages) whole pages."
        ));
    }
    if item.generic.is_some() {
        let setters = item.sparse_setters();
        let setters = setters.map(|setter| {
            let name = setter.name.unraw();
            format!("[`{name}`]({request}::{name})")
        });
        sentences.push(format!(
            "With {}, the response may lack fields and has another type.",
            setters.collect::<Vec<_>>().join(" or ")
        ));
    }
    (!sentences.is_empty()).then(|| format!("\n{}\n", sentences.join("\n")))
}
