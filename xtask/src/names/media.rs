//! The names of the media types of a body.

use std::collections::BTreeMap;

use super::Ident;
use super::case::{camel, snake};
use super::scope::{Candidate, Scope};
use crate::api::{Media, MediaKind, Operation, essence};
use crate::diagnostic::Report;

/// The media types that a setter of the request chooses: those that hold the same as the preferred one.
pub(super) fn with_setters(operation: &Operation) -> Vec<&Media> {
    let mut media = others(operation, true);
    // Forms have one name each, so one of several with other parameters.
    let mut seen = Vec::new();
    media.retain(|it| {
        let name = reserved_name(it.kind);
        let is_first = name.is_none() || !seen.contains(&name);
        seen.push(name);
        is_first
    });
    media
}

/// The media types that have a method of the group, since they hold something else.
pub(super) fn with_methods(operation: &Operation) -> Vec<&Media> {
    others(operation, false)
}

/// The variants of the bodies that such methods take.
pub(super) fn variants(operation: &Operation) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new("bodies", &["Preferred"]);
    for media in with_methods(operation) {
        scope.add(Candidate {
            key: media.media_type.clone(),
            ident: Ident::escape(&camel(&short_name(&media.media_type))),
            qualified: Ident::escape(&camel(&media.media_type)),
            source: media.media_type.clone(),
            at: media.at.clone(),
        });
    }
    // They are private, so a collision does no harm.
    scope.resolve(&mut Report::default())
}

/// The media types besides the preferred one, of those that hold the same or of the others.
fn others(operation: &Operation, hold_same: bool) -> Vec<&Media> {
    let body = operation.body.iter();
    let mut media = body.flat_map(|body| body.by_preference());
    let Some(preferred) = media.next() else {
        return Vec::new();
    };
    media
        .filter(|it| it.holds_same(preferred) == hold_same)
        .collect()
}

/// The name of a form, which no parameter has in any operation.
pub(super) fn reserved_name(kind: MediaKind) -> Option<&'static str> {
    match kind {
        MediaKind::Form => Some("form"),
        MediaKind::Multipart => Some("multipart"),
        MediaKind::Json
        | MediaKind::Text
        | MediaKind::Xml
        | MediaKind::Events
        | MediaKind::JsonLines
        | MediaKind::Binary => None,
    }
}

/// What people call a media type, in `snake_case`: `json`, `text`, `csv`, `png`, `merge_patch_json`.
pub(super) fn short_name(media_type: &str) -> String {
    let essence = essence(media_type);
    match MediaKind::of(essence) {
        MediaKind::Form => "form".to_owned(),
        MediaKind::Multipart => "multipart".to_owned(),
        _ => match essence.split_once('/') {
            Some(("text", "plain" | "*")) => "text".to_owned(),
            Some(("*", _)) => "any".to_owned(),
            Some((kind, "*")) => snake(kind),
            Some((_, subtype)) => snake(subtype),
            None => snake(essence),
        },
    }
}
