//! What the answers of an operation are, as docs and as the tables that the runtime decodes by.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::context::Context;
use super::super::{certainty, docs, tokens};
use crate::api::{Operation, Response, Status, Type, TypeId};
use crate::surface::json;

/// The anchor of the section on errors in the docs of `operations`.
const ERRORS: &str = "operations#error-responses";

/// A table of the documented responses, and a line on the errors that many operations share.
pub(super) fn table(operation: &Operation, context: &Context<'_>) -> String {
    let usual = &context.usual_errors;
    let rows = operation
        .responses
        .iter()
        .filter(|response| !usual.contains(operation, response))
        .map(|response| {
            let remark = certainty::remark(response.provenance, operation.provenance);
            row(response, Some(operation), &remark, context)
        });
    let rows: String = rows.collect();
    let usual = usual.of_operation(operation);
    let usual: Vec<String> = usual.map(|response| status(response.status)).collect();
    let mut text = String::new();
    if !rows.is_empty() {
        text.push_str(&format!(
            "| Status | Body | |\n| --- | --- | --- |\n{rows}\n"
        ));
    }
    if !usual.is_empty() {
        let root = context.root_path();
        let (usual, link) = (usual.join(", "), ERRORS);
        text.push_str(&format!(
            "[Common error responses]({root}::{link}): {usual}.\n"
        ));
    }
    text
}

/// A row of a table of responses. Links to types start at the root of the crate.
pub(super) fn row(
    response: &Response,
    operation: Option<&Operation>,
    remark: &str,
    context: &Context<'_>,
) -> String {
    let status = status(response.status);
    let text = docs::cell(&docs::line(&docs::first_sentence(&response.docs)));
    let shape = error_variant(response, context)
        .map(|variant| {
            format!(
                "[`ErrorBody::{}`](types::ErrorBody::{})",
                variant.unraw(),
                variant.unraw()
            )
        })
        .or_else(|| {
            named(response)
                .and_then(|id| Some(context.names.types.get(id)?.ident.unraw()))
                .map(|name| format!("[`{name}`](types::{name})"))
        })
        .or_else(|| Some(bytes(response, operation?)))
        .unwrap_or_default();
    format!("| {status} | {shape} | {text}{remark} |\n")
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}xx"),
        Status::Default => "other".to_owned(),
    }
}

/// The media types of a body that is returned as bytes; nothing for any other.
fn bytes(response: &Response, operation: &Operation) -> String {
    if !response.status.is_success() || !operation.returns_bytes() {
        return String::new();
    }
    let media = response.media.iter();
    let types: Vec<String> = media.map(|media| docs::code(&media.media_type)).collect();
    types.join(", ")
}

/// Which statuses are the success that is decoded: a closure over a `u16`.
pub(super) fn success(operation: &Operation) -> TokenStream {
    let statuses: Vec<Status> = operation.successes().map(|it| it.status).collect();
    if statuses.is_empty() || statuses.contains(&Status::Class(2)) {
        return quote!(|status| (200..300).contains(&status));
    }
    if let [Status::Code(code)] = statuses.as_slice() {
        let code = Literal::u16_unsuffixed(*code);
        return quote!(|status| status == #code);
    }
    let patterns = patterns(statuses);
    quote!(|status| matches!(status, #patterns))
}

/// How the bodies of errors are read: a closure over the status and the bytes.
pub(super) fn error_body(operation: &Operation, context: &Context<'_>) -> TokenStream {
    let mut by_variant: BTreeMap<u16, (Vec<Status>, &crate::names::Ident)> = BTreeMap::new();
    for (position, response) in operation.errors().enumerate() {
        let Some(variant) = error_variant(response, context) else {
            continue;
        };
        match by_variant.values_mut().find(|(_, known)| *known == variant) {
            Some((statuses, _)) => statuses.push(response.status),
            None => {
                let position = u16::try_from(position).unwrap_or(u16::MAX);
                by_variant.insert(position, (vec![response.status], variant));
            }
        }
    }
    let mut default = None;
    let mut exact = Vec::new();
    let mut classes = Vec::new();
    for (statuses, variant) in by_variant.into_values() {
        let variant = tokens::ident(variant);
        let read = quote!(ErrorBody::read(body, ErrorBody::#variant));
        if statuses.contains(&Status::Default) {
            default = Some(read.clone());
        }
        // One status goes before the hundred that it belongs to.
        for (arms, is_wanted) in [
            (
                &mut exact,
                (|status| matches!(status, Status::Code(_))) as fn(Status) -> bool,
            ),
            (&mut classes, |status| matches!(status, Status::Class(_))),
        ] {
            let wanted = statuses.iter().copied().filter(|status| is_wanted(*status));
            let patterns = patterns(wanted);
            if !patterns.is_empty() {
                arms.push(quote!(#patterns => #read));
            }
        }
    }
    if exact.is_empty() && classes.is_empty() {
        return match default {
            Some(default) => quote!(|_, body| #default),
            None => quote!(ErrorBody::undocumented),
        };
    }
    let default = default.unwrap_or_else(|| quote!(ErrorBody::undocumented(status, body)));
    quote! {
        |status, body| match status {
            #(#exact,)*
            #(#classes,)*
            _ => #default,
        }
    }
}

/// A pattern of these statuses and no other, in their order; nothing if there are none.
pub(in super::super) fn patterns(statuses: impl IntoIterator<Item = Status>) -> TokenStream {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for status in statuses {
        let (first, last) = match status {
            Status::Code(code) => (code, code),
            Status::Class(class) => {
                let first = class.saturating_mul(100);
                (first, first.saturating_add(99))
            }
            Status::Default => continue,
        };
        match ranges.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
            _ => ranges.push((first, last)),
        }
    }
    let patterns = ranges.into_iter().map(|(first, last)| {
        let [from, to] = [first, last].map(Literal::u16_unsuffixed);
        match last.saturating_sub(first) {
            0 => quote!(#from),
            // Two are easier to read one by one.
            1 => quote!(#from | #to),
            _ => quote!(#from..=#to),
        }
    });
    quote!(#(#patterns)|*)
}

fn error_variant<'a>(
    response: &Response,
    context: &Context<'a>,
) -> Option<&'a crate::names::Ident> {
    if !response.status.is_error() {
        return None;
    }
    context.error_variant(named(response)?)
}

/// The named type of the JSON that a response has.
pub(in super::super) fn named(response: &Response) -> Option<&TypeId> {
    match &json(&response.media)?.ty.ty {
        Type::Named(id) => Some(id),
        _ => None,
    }
}
