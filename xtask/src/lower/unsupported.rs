//! What the API offers and the generated client does not: said, and taken out of the model, so that no request is made
//! that means something else.

use super::context::Context;
use super::{body, files};
use crate::api::{Media, MediaKind, Operation, StringFormat, Type, TypeRef};

/// Takes out what cannot be generated, and reports it.
pub(super) fn drop_unsupported(context: &mut Context<'_>, operations: &mut Vec<Operation>) {
    for operation in operations.iter_mut() {
        for media in operation.responses.iter_mut().flat_map(|it| &mut it.media) {
            body::flatten(context, media);
            // Text is read as a string, whatever is in it.
            let is_binary = matches!(media.ty.ty, Type::String(StringFormat::Binary));
            if media.kind == MediaKind::Text && !is_binary {
                media.ty = TypeRef::plain(Type::String(StringFormat::Plain));
            }
        }
    }
    operations.retain_mut(|operation| request(context, operation));
    files::mark(context, operations);
}

/// Whether the operation's request can be made.
fn request(context: &mut Context<'_>, operation: &mut Operation) -> bool {
    let Some(body) = &mut operation.body else {
        return true;
    };
    let id = &operation.id;
    body.media.retain(|media| can_be_sent(context, id, media));
    for media in &mut body.media {
        // Only responses are read item by item.
        if matches!(media.kind, MediaKind::Events | MediaKind::JsonLines) {
            media.kind = MediaKind::Binary;
        }
        body::flatten(context, media);
    }
    // A range adds nothing to a media type of its kind that holds the same.
    let media = &body.media;
    let covers =
        |it: &Media, range: &Media| !it.is_range() && it.kind == range.kind && it.holds_same(range);
    let is_kept = |it: &Media| !it.is_range() || !media.iter().any(|other| covers(other, it));
    let mut kept = media.iter().map(is_kept).collect::<Vec<_>>().into_iter();
    body.media.retain(|_| kept.next().unwrap_or(true));
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
