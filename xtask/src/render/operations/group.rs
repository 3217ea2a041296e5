//! The module of a tag: the group with a method per operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::rust_file::RustFile;
use super::super::tokens::{self, Place};
use super::super::{credentials, docs, example, field_docs, provenance};
use super::{index, media, responses};
use crate::api::Operation;
use crate::names::Ident;
use crate::surface::{Argument, BodyItem, Function, GroupItem, RequestItem, RustType};

pub(super) fn file(group: &GroupItem, context: &Context<'_>) -> (String, String) {
    let root = context.root();
    let mut requests: Vec<&RequestItem> = group.requests.iter().collect();
    requests.sort_by_key(|request| &request.name.method);
    let modules = requests.iter().map(|request| {
        let (gate, module) = (gate(group, request), &request.name.module);
        let path = tokens::module_path(module, ".rs");
        quote!(#gate #path mod #module;)
    });
    let exports = requests.iter().map(|request| {
        let (gate, name) = (gate(group, request), &request.name);
        let (module, request) = (&name.module, &name.request);
        quote!(#gate pub use self::#module::#request;)
    });
    let map = import_for(
        group,
        |argument| argument.to_string().contains("BTreeMap<"),
        quote!(
            use std::collections::BTreeMap;
        ),
    );
    let runtime = import_for(group, tokens::needs_runtime, quote!(use #root::runtime;));
    let types = import_for(
        group,
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
    let path = format!("src/operations/{}/mod.rs", group.name.module.file_name());
    (path, file.into_text())
}

/// The attribute for the feature of a request, unless the whole group has it.
fn gate(group: &GroupItem, request: &RequestItem) -> Option<TokenStream> {
    tokens::gate(request.unconfirmed && !group.is_unconfirmed())
}

/// An import, if an argument of a method needs it; with the attribute for the feature if all such methods have it.
fn import_for(
    group: &GroupItem,
    needs: fn(&Argument) -> bool,
    import: TokenStream,
) -> Option<TokenStream> {
    let mut needed = group.requests.iter().filter(|request| {
        let others = request.other_bodies.iter().map(|body| &body.method);
        let methods = [&request.method].into_iter().chain(others);
        let mut arguments = methods.flat_map(|method| &method.arguments);
        arguments.any(|(_, argument)| needs(argument))
    });
    let first = needed.next()?;
    let gate = match needed.all(|request| request.unconfirmed) {
        true => gate(group, first),
        false => None,
    };
    Some(quote!(#gate #import))
}

fn definition(group: &GroupItem, context: &Context<'_>) -> TokenStream {
    let name = &group.name.ident;
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
    let name = &group.name.ident;
    let methods = group.requests.iter().filter_map(|request| {
        let operation = context.operation(&request.operation)?;
        let method = method(operation, group, request, context);
        let others = request.other_bodies.iter();
        let others = others.map(|body| other_method(operation, group, request, body));
        Some(quote!(#method #(#others)*))
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
    let deprecated = tokens::deprecated(operation.deprecated);
    let preferred = media::preferred();
    let first = request.body.as_ref();
    let first = first.filter(|_| !request.other_bodies.is_empty());
    let variant = first.map(|ty| (&preferred, ty));
    let function = function(request, &request.method, variant);
    quote! {
        #docs
        #gate
        #deprecated
        #function
    }
}

/// The method that takes a body of another type.
fn other_method(
    operation: &Operation,
    group: &GroupItem,
    request: &RequestItem,
    body: &BodyItem,
) -> TokenStream {
    let gate = gate(group, request);
    let method = request.name.method.unraw();
    let docs = docs::attributes(&format!(
        "The same as [`{method}`](Self::{method}), with a body as {}.",
        docs::code(&body.media.media_type)
    ));
    let deprecated = tokens::deprecated(operation.deprecated);
    let variant = (&body.variant, &body.ty);
    let function = function(request, &body.method, Some(variant));
    quote! {
        #docs
        #gate
        #deprecated
        #function
    }
}

/// The function that makes a request; `variant` is that of its body with the type, if there are several.
fn function(
    request: &RequestItem,
    method: &Function,
    variant: Option<(&Ident, &RustType)>,
) -> TokenStream {
    let signature = tokens::signature(method, Place::Outside);
    let (ident, module) = (&request.name.request, &request.name.module);
    let arguments = method.arguments.iter().map(|(name, argument)| {
        match variant.filter(|_| *name == Ident::word("body")) {
            Some((variant, ty)) => {
                let taken = tokens::taken(name, argument, &request.stored_variant(ty));
                quote!(self::#module::RequestBody::#variant(#taken))
            }
            None => tokens::taken(name, argument, &RustType::Unit),
        }
    });
    quote! {
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
    if let Some(paragraph) = provenance::of_operation(operation) {
        text.push_str(&format!("\n{paragraph}\n"));
    }
    if let Some(paragraph) = credentials::of_operation(operation, context) {
        text.push_str(&format!("\n{paragraph}\n"));
    }
    text.extend(other_ways(request));
    text.extend(body_docs(operation, request, context));
    text.push_str(&format!(
        "\n# Responses\n\n{}{}\n",
        responses::table(operation, context),
        index::retries_of(operation, context)
    ));
    if let Some(code) = example::call(operation, request, example::Way::Send, context) {
        text.push_str(&format!("\n# Example\n\n```no_run\n{code}```\n"));
    }
    // Links in the table start at the root of the crate.
    text.replace("](types::", &format!("]({}::types::", context.root_path()))
}

/// The docs of the body: its description, constraints, provenance and encoding.
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
    let provenance = provenance::of_part(body.provenance, operation.provenance);
    facts.extend(provenance.map(str::to_owned));
    if !facts.is_empty() {
        text.push_str(&format!("\n{}\n", facts.join(" ")));
    }
    text.extend(media::docs(request, context));
    (!text.is_empty()).then(|| format!("\n# Body\n{text}"))
}

/// The docs of the ways to send the request other than `send`.
fn other_ways(item: &RequestItem) -> Option<String> {
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
