//! The responses of an operation, in docs and in the tables by which the runtime decodes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::context::Context;
use super::super::{docs, provenance};
use crate::api::{Format, Media, MediaKind, Operation, Response, Status, Type, TypeId};
use crate::names::Ident;

/// The anchor of the section on errors in the docs of `operations`.
const ERRORS: &str = "operations#error-responses";

/// A table of the documented responses, and a line on the common error responses.
pub(super) fn table(operation: &Operation, context: &Context<'_>) -> String {
    let common = &context.common_errors;
    let responses = operation.responses.iter();
    let rows = responses.filter(|response| !common.contains(operation, response));
    let rows = rows.map(|response| {
        let remark = provenance::remark(response.provenance, operation.provenance);
        row(response, Some(operation), &remark, context)
    });
    let rows: String = rows.collect();
    let common = common.of_operation(operation);
    let common: Vec<String> = common.map(|response| status(response.status)).collect();
    let mut text = String::new();
    if !rows.is_empty() {
        text.push_str(&format!(
            "| Status | Body | |\n| --- | --- | --- |\n{rows}\n"
        ));
    }
    if !common.is_empty() {
        let (root, common) = (context.root_path(), common.join(", "));
        text.push_str(&format!(
            "[Common error responses]({root}::{ERRORS}): {common}.\n"
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
    let name = match error_variant(response, context) {
        Some(variant) => Some(format!("ErrorBody::{}", variant.unraw())),
        None => {
            let name = named(response).and_then(|id| context.names.types.get(id));
            name.map(|name| name.ident.unraw().to_owned())
        }
    };
    let name = name.map(|name| format!("[`{name}`](types::{name})"));
    let media = operation.and_then(|operation| media_types(response, operation));
    let body: Vec<String> = name.into_iter().chain(media).collect();
    let headers = response.headers.as_ref().and_then(|ty| match &ty.ty {
        Type::Named(id) => context.names.types.get(id),
        _ => None,
    });
    let headers = headers.map(|name| {
        let name = name.ident.unraw();
        format!(" Headers: [`{name}`](types::{name}).")
    });
    let body = body.join(", ");
    let headers = headers.unwrap_or_default();
    format!("| {status} | {body} | {text}{headers}{remark} |\n")
}

pub(in super::super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}xx"),
        Status::Default => "other".to_owned(),
    }
}

/// The media types of a success that are not JSON.
fn media_types(response: &Response, operation: &Operation) -> Option<String> {
    let is_success = operation.successes().any(|it| it.at == response.at);
    let media = response.media.iter();
    let media = media.filter(|it| is_success && it.kind != MediaKind::Json);
    let types: Vec<String> = media.map(|media| docs::code(&media.media_type)).collect();
    (!types.is_empty()).then(|| types.join(", "))
}

/// The call that sets `Accept`: the media types of the successes in the order of the document, unless that is just JSON.
/// Where no success is JSON, the JSON of documented errors is accepted too.
pub(super) fn accepted(operation: &Operation) -> Option<TokenStream> {
    let is_streamed = operation.format() == Format::Stream;
    let media = operation.successes().flat_map(|it| &it.media);
    let media = media.filter(|media| is_streamed || media.format().is_some());
    let mut types = Vec::new();
    for media in media {
        let name = media.json_type().unwrap_or(match media.kind {
            MediaKind::Json => "application/json",
            _ => &media.media_type,
        });
        let is_range = media.kind == MediaKind::Json && media.is_range();
        for name in [name.to_owned()]
            .into_iter()
            .chain(is_range.then(|| weighed(&media.media_type)))
        {
            if !types.contains(&name) {
                types.push(name);
            }
        }
    }
    let is_json = |media: &Media| media.kind == MediaKind::Json;
    let mut successes = operation.successes().flat_map(|it| &it.media);
    let mut errors = operation.errors().flat_map(|it| &it.media);
    if !types.is_empty() && !successes.any(is_json) && errors.any(is_json) {
        types.push(weighed("application/json"));
    }
    let accepted = types.join(", ");
    let is_default = matches!(accepted.as_str(), "" | "application/json");
    (!is_default).then(|| quote!(.header("accept", #accepted)))
}

/// A media type that is accepted if there is no better one.
fn weighed(media_type: &str) -> String {
    format!("{media_type};q=0.9")
}

/// The statuses of a success that is decoded, as a closure over a `u16`.
pub(super) fn success(operation: &Operation) -> TokenStream {
    let all_2xx = Status::Class(2);
    let statuses = operation.successes().map(|it| match it.status {
        Status::Default => all_2xx,
        status => status,
    });
    let mut statuses: Vec<Status> = statuses.collect();
    for class in [2, 3].map(Status::Class) {
        if statuses.contains(&class) {
            statuses.retain(|status| *status == class || status.class() != class);
        }
    }
    if statuses.is_empty() || statuses == [all_2xx] {
        return quote!(|status| (200..300).contains(&status));
    }
    if let [Status::Code(code)] = statuses.as_slice() {
        let code = Literal::u16_unsuffixed(*code);
        return quote!(|status| status == #code);
    }
    let patterns = patterns(statuses);
    quote!(|status| matches!(status, #patterns))
}

/// Decodes the bodies of errors, as a closure over the status and the bytes.
pub(super) fn error_body(operation: &Operation, context: &Context<'_>) -> TokenStream {
    let mut statuses_by_variants: Vec<(ErrorVariants<'_>, Vec<Status>)> = Vec::new();
    for response in operation.errors() {
        let Some(variants) = ErrorVariants::of(response, context) else {
            continue;
        };
        let mut known = statuses_by_variants.iter_mut();
        match known.find(|(it, _)| *it == variants) {
            Some((_, statuses)) => statuses.push(response.status),
            None => statuses_by_variants.push((variants, vec![response.status])),
        }
    }
    let mut default = None;
    // A status precedes its class.
    let mut arms = [Vec::new(), Vec::new()];
    let mut statuses = operation.errors().map(|it| it.status);
    let has_codes = statuses.any(|it| matches!(it, Status::Code(_)));
    for (variants, statuses) in statuses_by_variants {
        let read = variants.read();
        if statuses.contains(&Status::Default) {
            default = Some(read.clone());
        }
        let (codes, classes): (Vec<Status>, Vec<Status>) = statuses
            .into_iter()
            .filter(|status| *status != Status::Default)
            .partition(|status| matches!(status, Status::Code(_)));
        for (arms, statuses) in arms.iter_mut().zip([codes, classes]) {
            if !statuses.is_empty() {
                let pattern = arm(&statuses, has_codes);
                arms.push(quote!(#pattern => #read));
            }
        }
    }
    let arms = arms.concat();
    match default {
        Some(default) if arms.is_empty() => quote!(|_, body| #default),
        None if arms.is_empty() => quote!(ErrorBody::undocumented),
        default => {
            let default = default.unwrap_or_else(|| quote!(ErrorBody::undocumented(status, body)));
            quote! {
                |status, body| match status {
                    #(#arms,)*
                    _ => #default,
                }
            }
        }
    }
}

/// The pattern of an arm over `status`. With single statuses, a class is a guard: rustc warns about overlapping patterns.
pub(in super::super) fn arm(statuses: &[Status], is_beside_codes: bool) -> TokenStream {
    let patterns = patterns(statuses.iter().copied());
    let has_class = statuses.iter().any(|it| matches!(it, Status::Class(_)));
    match is_beside_codes && has_class {
        true => quote!(_ if matches!(status, #patterns)),
        false => patterns,
    }
}

/// A pattern of exactly these statuses, in their order; empty if there are none.
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
            // Two are easier to read separately.
            1 => quote!(#from | #to),
            _ => quote!(#from..=#to),
        }
    });
    quote!(#(#patterns)|*)
}

/// The variants of `ErrorBody` that the body of an error may be.
#[derive(Default, PartialEq)]
struct ErrorVariants<'a> {
    /// If it is JSON.
    json: Option<&'a Ident>,
    /// If it is text.
    text: Option<&'a Ident>,
}

impl<'a> ErrorVariants<'a> {
    fn of(response: &Response, context: &Context<'a>) -> Option<Self> {
        let mut variants = Self::default();
        for media in response.error_media() {
            let variant = Some(context.error_variant(&media.ty.ty)?);
            match media.format() {
                Some(Format::Text) => variants.text = variant,
                _ => variants.json = variant,
            }
        }
        (variants != Self::default()).then_some(variants)
    }

    /// How the body is decoded: as JSON, as text, or as text if it is not JSON.
    fn read(&self) -> TokenStream {
        let json = match self.json {
            Some(variant) => quote!(ErrorBody::read(body, ErrorBody::#variant)),
            None => quote!(ErrorBody::Unexpected),
        };
        match self.text {
            Some(variant) => quote!(#json.or_text(body, ErrorBody::#variant)),
            None => json,
        }
    }
}

fn error_variant<'a>(response: &Response, context: &Context<'a>) -> Option<&'a Ident> {
    let media = response.error_media().next()?;
    context
        .error_variant(&media.ty.ty)
        .filter(|_| response.status.is_error())
}

/// The named type of the JSON body of a response.
pub(in super::super) fn named(response: &Response) -> Option<&TypeId> {
    Media::json(&response.media)?.ty.ty.id()
}
