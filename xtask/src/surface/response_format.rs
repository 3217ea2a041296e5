//! What a call returns of a response: a decoded value, a string, bytes, or a stream.

use super::RustType;
use super::resolve::Resolver;
use crate::api::{Format, Media, MediaKind, Operation, TypeRef};

/// The type of the first success that has one.
pub(super) fn response_type(operation: &Operation) -> Option<&TypeRef> {
    let mut bodies = operation
        .successes()
        .filter_map(|it| Media::json(&it.media));
    bodies.next().map(|media| &media.ty)
}

/// What a success holds: the documented type, or an `Option` of it where a success may come without a body.
pub(super) fn response_format(operation: &Operation, resolver: &Resolver<'_>) -> RustType {
    match (operation.format(), &operation.outcomes) {
        (Format::Outcomes, Some(outcomes)) => resolver.value(outcomes),
        (Format::Text, _) => RustType::String,
        (Format::Bytes, _) => RustType::Bytes,
        (Format::Stream, _) => stream(operation, resolver).unwrap_or(RustType::Unit),
        (Format::Empty | Format::Outcomes, _) => RustType::Unit,
        (Format::Json, _) => {
            let body = response_type(operation).map(|ty| resolver.item(ty));
            let mut successes = operation.successes();
            let is_optional = successes.any(|success| Media::json(&success.media).is_none());
            let body = body.unwrap_or(RustType::Unit);
            match is_optional {
                true => body.or_none(),
                false => body,
            }
        }
    }
}

/// What `send_stream` returns, if the operation has it: the items of a body that is a stream, or the bytes of any other
/// body that is not decoded.
pub(super) fn stream(operation: &Operation, resolver: &Resolver<'_>) -> Option<RustType> {
    match operation.stream() {
        Some(media) => {
            let item = resolver.item(&media.ty);
            let item = match media.kind {
                MediaKind::Events => RustType::Event(Box::new(item)),
                _ => item,
            };
            Some(RustType::ItemStream(Box::new(item)))
        }
        None => (operation.format() == Format::Bytes).then_some(RustType::ByteStream),
    }
}
