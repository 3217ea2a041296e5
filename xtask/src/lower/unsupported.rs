//! What the API offers and the generated client does not: said, and taken out of the model, so that no request is made
//! that means something else.

use std::collections::BTreeSet;

use super::context::Context;
use crate::api::{Media, MediaKind, Operation, Response, StringFormat, Type, TypeKind, TypeRef};

/// Takes out what cannot be generated, and reports it.
pub(super) fn drop_unsupported(context: &mut Context<'_>, operations: &mut Vec<Operation>) {
    operations.retain_mut(|operation| request(context, operation));
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
    if let Some(ty) = body.preferred().map(|media| media.ty.clone()) {
        body.media
            .retain(|media| !is_structured(media) || is_of(context, id, media, &ty));
        return true;
    }
    let at = body.at.clone();
    let help = "add `application/json` if the API takes it";
    if body.required {
        let message =
            format!("`{id}` takes neither JSON nor a form that can be sent: it is left out");
        context.unsupported(at, message, help);
        return false;
    }
    let message =
        format!("the body of `{id}` is never sent: it is neither JSON nor a form that can be sent");
    context.unsupported(at, message, help);
    operation.body = None;
    true
}

/// Whether the client could send it: text and bytes are only documented.
fn is_structured(media: &Media) -> bool {
    media.kind == MediaKind::Json || is_form(media)
}

fn is_form(media: &Media) -> bool {
    matches!(media.kind, MediaKind::Form | MediaKind::Multipart)
}

/// Whether a form can hold the schema. What is no form is judged elsewhere.
fn can_be_sent(context: &mut Context<'_>, id: &str, media: &Media) -> bool {
    if !is_form(media) {
        return true;
    }
    let reason = match held(context, &media.ty) {
        Held::Fields => return true,
        Held::Files if media.kind == MediaKind::Form => return true,
        Held::Files => "a part with `format: binary` is a file, which is not sent yet",
        Held::NoFields => "its schema is no object, so there are no fields to send",
    };
    context.unsupported(
        media.at.clone(),
        format!("`{id}` is not sent as `{}`: {reason}", media.media_type),
        "ignore this, or offer JSON if the API takes it",
    );
    false
}

/// Whether a media type has the schema of what is sent by default: a request has one body, whichever way it is written.
fn is_of(context: &mut Context<'_>, id: &str, media: &Media, ty: &TypeRef) -> bool {
    if media.ty == *ty {
        return true;
    }
    context.unsupported(
        media.at.clone(),
        format!(
            "`{id}` is not sent as `{}`: its schema is another than that of the body in other media types",
            media.media_type
        ),
        "write one schema for all media types of the body, or ignore this",
    );
    false
}

/// What a form of some type holds.
enum Held {
    Fields,
    /// Fields, of which some are files.
    Files,
    NoFields,
}

fn held(context: &Context<'_>, ty: &TypeRef) -> Held {
    let mut pending = vec![ty];
    let mut seen = BTreeSet::new();
    let mut some_are_files = false;
    while let Some(ty) = pending.pop() {
        match &ty.ty {
            Type::Any => {}
            Type::Map(value) => some_are_files |= is_file(context, value),
            Type::Named(id) => {
                if !seen.insert(&id.pointer) {
                    continue;
                }
                match context.types.get(&id.pointer).map(|def| &def.kind) {
                    Some(TypeKind::Struct(object)) => {
                        let mut fields = object.fields.iter();
                        some_are_files |= fields.any(|field| is_file(context, &field.ty));
                    }
                    Some(TypeKind::Union(union)) => {
                        pending.extend(union.members.iter().map(|member| &member.ty));
                    }
                    Some(TypeKind::Alias(target)) => pending.push(target),
                    Some(TypeKind::Enum(_) | TypeKind::FieldErrors) | None => {
                        return Held::NoFields;
                    }
                }
            }
            _ => return Held::NoFields,
        }
    }
    if some_are_files {
        Held::Files
    } else {
        Held::Fields
    }
}

fn is_file(context: &Context<'_>, ty: &TypeRef) -> bool {
    let mut ty = ty;
    // An alias leads to an alias at most as often as there are types.
    for _ in 0..=context.types.len() {
        ty = match &ty.ty {
            Type::String(format) => return *format == StringFormat::Binary,
            Type::Array(item) => item,
            Type::Named(id) => match context.types.get(&id.pointer).map(|def| &def.kind) {
                Some(TypeKind::Alias(target)) => target,
                _ => return false,
            },
            _ => return false,
        };
    }
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
