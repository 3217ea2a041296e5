//! The encodings of a request's body: how one is chosen, and how the body is written in it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::docs;
use super::super::provenance;
use super::super::tokens::{self, Place};
use super::form;
use crate::api::{MediaKind, Operation};
use crate::surface::{MediaItem, RequestItem, json};

/// The rules by which the body is written as a form, for operations that can send one.
pub(super) fn rules(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<TokenStream> {
    if item.media.iter().all(|it| it.media.kind == MediaKind::Json) {
        return None;
    }
    let body = operation.body.as_ref()?.preferred()?;
    let rules = form::rules(operation, &body.ty, context);
    Some(quote!(static FORM: runtime::FormRules = #rules;))
}

/// Whether there is a choice.
pub(super) fn is_chosen(item: &RequestItem) -> bool {
    item.media.len() > 1
}

/// The field of the choice when nothing is chosen.
pub(super) fn initial(item: &RequestItem) -> Option<TokenStream> {
    let first = item.media.first().filter(|_| is_chosen(item))?;
    let variant = variant(first.media.kind)?;
    Some(quote!(body_media: #variant))
}

/// The functions that choose.
pub(super) fn setters(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Vec<TokenStream> {
    let setter = |choice: &MediaItem| {
        let signature = tokens::signature(choice.setter.as_ref()?, Place::Outside);
        let media = &choice.media;
        let variant = variant(media.kind)?;
        let body = operation.body.as_ref()?;
        let remark = provenance::of_part(media.provenance, body.provenance)
            .map(|words| format!("\n\n{words}"))
            .unwrap_or_default();
        let docs = docs::attributes(&format!(
            "Sends the body as {} instead of {}.{remark}\n\n{}",
            name(media.kind)?,
            name(item.media.first()?.media.kind)?,
            limits(context, "")
        ));
        Some(quote! {
            #docs
            pub #signature {
                self.body_media = #variant;
                self
            }
        })
    };
    item.media.iter().filter_map(setter).collect()
}

/// The call that writes the body into the request.
pub(super) fn written(operation: &Operation, item: &RequestItem) -> Option<TokenStream> {
    let body = operation.body.as_ref()?.preferred()?;
    let written = write(item)?;
    let json_type = body.json_type().map(|name| quote!(.json_type(#name)));
    Some(quote!(#written #json_type))
}

/// The call that sets `Accept`, where it is not just JSON: the names that the documented successes have for JSON, or the
/// media types of a response that is returned as bytes. The latter also accepts the JSON of a documented error.
pub(super) fn accepted(operation: &Operation) -> Option<TokenStream> {
    if operation.returns_bytes() {
        let media = operation.successes().flat_map(|it| &it.media);
        let types: BTreeSet<&str> = media.map(|media| media.media_type.as_str()).collect();
        let mut accepted = Vec::from_iter(types).join(", ");
        if operation.errors().any(|error| json(&error.media).is_some()) {
            accepted.push_str(", application/json;q=0.9");
        }
        return Some(quote!(.header("accept", #accepted)));
    }
    let bodies = operation.successes().filter_map(|it| json(&it.media));
    let types: BTreeSet<&str> = bodies
        .map(|media| media.json_type().unwrap_or("application/json"))
        .collect();
    if types.iter().all(|name| *name == "application/json") {
        return None;
    }
    let accepted = Vec::from_iter(types).join(", ");
    Some(quote!(.header("accept", #accepted)))
}

fn write(item: &RequestItem) -> Option<TokenStream> {
    let first = item.media.first()?;
    if is_chosen(item) {
        return Some(quote!(.body(self.body_media, &self.body, &FORM)));
    }
    if first.media.kind == MediaKind::Json {
        return Some(quote!(.json(&self.body)));
    }
    let variant = variant(first.media.kind)?;
    Some(quote!(.body(#variant, &self.body, &FORM)))
}

/// What the docs of an operation's method say of its body, unless JSON is all there is.
pub(super) fn docs(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<String> {
    let first = item.media.first()?;
    let request = item.name.request.unraw();
    let others: Vec<String> = item
        .media
        .iter()
        .filter_map(|choice| {
            let setter = choice.setter.as_ref()?.name.unraw();
            let name = name(choice.media.kind)?;
            Some(format!(
                "[`{setter}`]({request}::{setter}) sends it as {name}"
            ))
        })
        .collect();
    let unsent: Vec<String> = operation
        .body
        .iter()
        .flat_map(|body| &body.media)
        .filter(|media| name(media.kind).is_none())
        .map(|media| docs::code(&media.media_type))
        .collect();
    if first.media.kind == MediaKind::Json && others.is_empty() && unsent.is_empty() {
        return None;
    }
    let mut text = format!("\nThe body is sent as {}", name(first.media.kind)?);
    if !others.is_empty() {
        text.push_str(&format!(";\n{}", others.join(",\n")));
    }
    text.push_str(".\n");
    if !unsent.is_empty() {
        text.push_str(&format!(
            "The API also accepts {}, which this client does not support.\n",
            unsent.join(" and ")
        ));
    }
    if first.media.kind != MediaKind::Json {
        let error = format!("({}::Error::InvalidRequest)", context.root_path());
        let limits = limits(context, &error);
        text.push_str(&format!("\n{limits}\n"));
    }
    Some(text)
}

/// What a form cannot carry, with a link to the guide if there is one. `error` is where the link to
/// `Error::InvalidRequest` leads, if that is not in scope.
fn limits(context: &Context<'_>, error: &str) -> String {
    let what = "what a form cannot carry";
    let what = context.guide_link("forms", what).unwrap_or_else(|| {
        format!("{what} (null, an empty array, an object without fields and a few more)")
    });
    format!(
        "A body with {what} is not sent: [`Error::InvalidRequest`]{error} lists the path of each such value."
    )
}

fn variant(kind: MediaKind) -> Option<TokenStream> {
    match kind {
        MediaKind::Json => Some(quote!(runtime::Media::Json)),
        MediaKind::Form => Some(quote!(runtime::Media::Form)),
        MediaKind::Multipart => Some(quote!(runtime::Media::Multipart)),
        MediaKind::Text | MediaKind::Binary => None,
    }
}

/// What people call it.
fn name(kind: MediaKind) -> Option<&'static str> {
    match kind {
        MediaKind::Json => Some("JSON"),
        MediaKind::Form => Some("a form (`application/x-www-form-urlencoded`)"),
        MediaKind::Multipart => Some("`multipart/form-data`"),
        MediaKind::Text | MediaKind::Binary => None,
    }
}
