//! What a schema says to people and to the generator.

use std::collections::BTreeMap;

use super::leaves::{self, Leaf};
use super::source::Source;
use super::{listed, unions};
use crate::contract::{Located, Notes};
use crate::diagnostic::Anchor;
use crate::source::Cursor;
use crate::source::Node;

/// The notes of a schema; of several that say one thing, the outermost counts.
pub(super) fn notes(leaves: &[Leaf<'_>], is_union: bool) -> Notes {
    let mut notes = Notes::default();
    for leaf in leaves.iter().filter(|leaf| leaf.has_notes) {
        let place = &leaf.place;
        for (key, text) in place.texts(["title", "description", "externalDocs", "xml"]) {
            notes.texts.entry(key).or_insert(text);
        }
        first(&mut notes.example, place, "example");
        if notes.default.is_none() {
            notes.default = place.json_of("default").map(|default| Located {
                value: listed::plain(default.value),
                at: default.at,
            });
        }
        notes.deprecated = notes.deprecated.take().or_else(|| place.flag("deprecated"));
        for (key, value) in place.extensions() {
            notes.extensions.entry(key).or_insert(value);
        }
        if leaf.get("format").and_then(Node::as_str) == Some("password") {
            let at = place.anchor();
            let secret = Located {
                value: true.into(),
                at,
            };
            notes
                .extensions
                .entry("x-sensitive".into())
                .or_insert(secret);
        }
        if !is_union && notes.discriminator.is_none() {
            notes.discriminator = unions::discriminator(place, &BTreeMap::new());
        }
    }
    notes
}

fn first(slot: &mut Option<Located<serde_json::Value>>, place: &Cursor<'_>, key: &str) {
    if slot.is_none() {
        *slot = place.json_of(key);
    }
}

/// Whether a property is only in answers, and whether only in requests.
pub(super) fn access(sources: &[Source<'_>]) -> (Option<Anchor>, Option<Anchor>) {
    let leaves = leaves::leaves(sources);
    let flag = |keyword: &str| leaves.iter().find_map(|leaf| leaf.place.flag(keyword));
    match (flag("readOnly"), flag("writeOnly")) {
        // Both at once is a mistake, which is reported elsewhere.
        (Some(_), Some(_)) => (None, None),
        flags => flags,
    }
}
