//! What of the responses of an operation is decoded: JSON, or bytes.

use super::RustType;
use super::resolve::Resolver;
use crate::api::{Media, Operation, TypeRef};

/// The JSON body among the media types.
pub(crate) fn json(media: &[Media]) -> Option<&Media> {
    Media::json(media)
}

/// The type of the first success that has one.
pub(super) fn response_type(operation: &Operation) -> Option<&TypeRef> {
    let mut bodies = operation.successes().filter_map(|it| json(&it.media));
    bodies.next().map(|media| &media.ty)
}

/// What a success holds: the documented type; an `Option` where a success may come without a body; any JSON where
/// successes differ; bytes where none of them is JSON.
pub(super) fn response_format(operation: &Operation, resolver: &Resolver<'_>) -> RustType {
    if operation.returns_bytes() {
        return RustType::Bytes;
    }
    let mut bodies: Vec<RustType> = Vec::new();
    let mut some_are_empty = false;
    for success in operation.successes() {
        match json(&success.media) {
            Some(media) => {
                let ty = resolver.item(&media.ty);
                if !bodies.contains(&ty) {
                    bodies.push(ty);
                }
            }
            None => some_are_empty = true,
        }
    }
    match (bodies.len(), bodies.pop()) {
        (1, Some(RustType::Option(inner))) => RustType::Option(inner),
        (1, Some(body)) => {
            if some_are_empty {
                body.optional()
            } else {
                body
            }
        }
        (0, _) | (_, None) => RustType::Unit,
        _ => RustType::Json,
    }
}
