//! The documented responses of an operation.

use openapiv3::{ReferenceOr, Response as Source, Responses, StatusCode};

use super::body::Media;
use super::context::Context;
use super::{headers, pointer};
use crate::api::{Method, Provenance, Response, Status};

/// The responses of an operation, in the order of the document.
pub(super) fn responses(
    context: &mut Context<'_>,
    pointer: &str,
    sources: &Responses,
    (method, provenance): (Method, Option<Provenance>),
    media: &mut Media,
) -> Vec<Response> {
    let mut ordered: Vec<(usize, Status, String, &ReferenceOr<Source>)> = sources
        .responses
        .iter()
        .map(|(status, source)| match status {
            StatusCode::Code(code) => (Status::Code(*code), code.to_string(), source),
            StatusCode::Range(class) => (Status::Class(*class), format!("{class}XX"), source),
        })
        .chain(
            sources
                .default
                .iter()
                .map(|source| (Status::Default, "default".to_owned(), source)),
        )
        .map(|(status, key, source)| {
            // A class may be written `4xx`.
            let place =
                [key.clone(), key.to_ascii_lowercase()].map(|key| pointer::child(pointer, &key));
            let place = place
                .into_iter()
                .find(|place| context.node(place).is_some())
                .unwrap_or_else(|| pointer.to_owned());
            (context.key(&place).span.start, status, place, source)
        })
        .collect();
    // openapiv3 keeps `default` apart.
    ordered.sort_by_key(|(start, ..)| *start);
    ordered
        .into_iter()
        .filter_map(|(_, status, place, source)| {
            let mut response = response(context, status, &place, source, provenance, media)?;
            let reason = bodiless(method, status);
            if let (Some(reason), Some(first)) = (reason, response.media.first()) {
                let message = format!("{reason}: `content` has no effect");
                let help = "remove it, or ignore this: `Response::raw` has the bytes of a body";
                context.unsupported(first.at.clone(), message, help);
                response.media.clear();
            }
            Some(response)
        })
        .collect()
}

fn response(
    context: &mut Context<'_>,
    status: Status,
    place: &str,
    source: &ReferenceOr<Source>,
    operation: Option<Provenance>,
    media: &mut Media,
) -> Option<Response> {
    let at = context.key(place);
    let (pointer, source) = context.resolve(place, source)?;
    let provenance = context.provenance(&pointer).or(operation);
    if !source.links.is_empty() {
        let at = context.key(&pointer::child(&pointer, "links"));
        context.unsupported(
            at,
            "links are not generated: the client follows none",
            "call the other operation with what the response contains; remove `links`, or ignore this",
        );
    }
    Some(Response {
        status,
        docs: context.description(place).unwrap_or_default(),
        headers: headers::headers(context, &pointer),
        media: media.lower(context, &pointer, &source.content, provenance),
        provenance,
        at,
    })
}

/// Why a response has no body that is decoded; `None` if it may have one.
fn bodiless(method: Method, status: Status) -> Option<&'static str> {
    match status {
        _ if method == Method::Head => Some("a response to HEAD has no body"),
        Status::Code(204 | 205) => Some("a response with this status has no body"),
        _ if status.is_redirect() => Some("the body of a redirect is not decoded"),
        _ => None,
    }
}
