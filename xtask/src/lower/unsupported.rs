//! What the API offers and the generated client does not: said, and taken out of the model, so that no request is made
//! that means something else.

use super::context::Context;
use super::{body, files};
use crate::api::{Media, MediaKind, Operation, Response, Type, TypeRef};

/// Takes out what cannot be generated, and reports it.
pub(super) fn drop_unsupported(context: &mut Context<'_>, operations: &mut Vec<Operation>) {
    for operation in operations.iter_mut() {
        for media in operation.responses.iter_mut().flat_map(|it| &mut it.media) {
            body::flatten(context, media);
        }
    }
    operations.retain_mut(|operation| request(context, operation));
    files::mark(context, operations);
    for operation in operations {
        successes(context, operation);
        for response in operation.errors() {
            error(context, response);
        }
    }
}

/// Whether the operation's request can be made.
fn request(context: &mut Context<'_>, operation: &mut Operation) -> bool {
    let Some(body) = &mut operation.body else {
        return true;
    };
    let id = &operation.id;
    body.media.retain(|media| can_be_sent(context, id, media));
    for media in &mut body.media {
        body::flatten(context, media);
    }
    // A range is the media type that is there beside it.
    let specific: Vec<Media> = body
        .media
        .iter()
        .filter(|it| !it.is_range())
        .cloned()
        .collect();
    let is_covered = |range: &Media| {
        let mut others = specific.iter();
        others.any(|it| it.kind == range.kind && it.holds_same(range))
    };
    body.media.retain(|it| !it.is_range() || !is_covered(it));
    if !body.media.is_empty() {
        return true;
    }
    let at = body.at.clone();
    let help = "add a media type that can be sent, such as `application/json`, if the API takes it";
    if body.required {
        let message = format!("the body of `{id}` cannot be sent: the operation is left out");
        context.unsupported(at, message, help);
        return false;
    }
    let message = format!("the body of `{id}` cannot be sent: the operation is called without it");
    context.unsupported(at, message, help);
    operation.body = None;
    true
}

/// Whether the client can write a body in a media type.
fn can_be_sent(context: &mut Context<'_>, id: &str, media: &Media) -> bool {
    let reason = match media.kind {
        MediaKind::Xml => "XML is not supported",
        MediaKind::Form | MediaKind::Multipart if !files::has_fields(context, &media.ty) => {
            "its schema is no object, so there are no fields to send"
        }
        _ => return true,
    };
    context.unsupported(
        media.at.clone(),
        format!("`{id}` is not sent as `{}`: {reason}", media.media_type),
        "ignore this, or offer JSON if the API takes it",
    );
    false
}

fn successes(context: &mut Context<'_>, operation: &Operation) {
    if operation.returns_bytes() {
        return;
    }
    let mut first: Option<&TypeRef> = None;
    for success in operation.successes() {
        others(context, success);
        match (Media::json(&success.media), first) {
            (None, _) if !success.media.is_empty() => context.unsupported(
                success.at.clone(),
                "this response is not JSON, but another success of the operation is: `Response::raw` has its bytes",
                "ignore this, or describe the response as JSON if it is",
            ),
            (None, _) => {}
            (Some(media), None) => first = Some(&media.ty),
            (Some(media), Some(known)) if media.ty != *known => context.unsupported(
                success.at.clone(),
                "successes of several types: the response is returned as raw JSON",
                "describe one type, with `oneOf` if need be, for all successes of the operation",
            ),
            (Some(_), Some(_)) => {}
        }
    }
}

/// The client asks for one kind of JSON, so another schema is never seen.
fn others(context: &mut Context<'_>, success: &Response) {
    let Some(known) = Media::json(&success.media) else {
        return;
    };
    let others = success
        .media
        .iter()
        .filter(|media| media.kind == MediaKind::Json && media.ty != known.ty);
    for other in others {
        let message = format!(
            "the response is decoded as `{}`: the schema of `{}` is another",
            known.media_type, other.media_type
        );
        context.unsupported(
            other.at.clone(),
            message,
            "write one schema for all media types of the response, or ignore this",
        );
    }
}

fn error(context: &mut Context<'_>, response: &Response) {
    let Some(media) = Media::json(&response.media) else {
        return;
    };
    if !matches!(media.ty.ty, Type::Named(_) | Type::Any) {
        context.unsupported(
            response.at.clone(),
            "an error's body that is no object is not decoded: `ApiError::raw` has its bytes",
            "describe the error as an object",
        );
    }
}
