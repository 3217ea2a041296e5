//! What a schema says to people and to the generator.

use std::collections::BTreeMap;

use super::leaves::{self, Leaf};
use super::source::Source;
use super::{listed, unions};
use crate::contract::{Located, Notes};
use crate::diagnostic::Anchor;
use crate::source::{Cursor, format};

/// The notes of a schema; of several that say one thing, the outermost counts.
pub(super) fn notes(leaves: &[Leaf<'_>], is_union: bool) -> Notes {
    let mut notes = Notes::default();
    for leaf in leaves.iter().filter(|leaf| leaf.has_notes) {
        add(&mut notes, &leaf.place);
        if !is_union && notes.discriminator.is_none() {
            notes.discriminator = unions::discriminator(&leaf.place, &BTreeMap::new());
        }
    }
    notes.default = notes.default.map(|default| Located {
        value: listed::plain(default.value),
        at: default.at,
    });
    notes
}

/// The notes at one location; of what a reference there leads to, the default alone.
pub(crate) fn own_notes(place: &Cursor<'_>) -> Notes {
    let mut notes = Notes::default();
    add(&mut notes, place);
    if place.node.get("$ref").is_some() {
        notes.texts.clear();
        notes.deprecated = None;
        let target = place.clone().resolved();
        notes.default = target.and_then(|target| target.json_of("default"));
    }
    notes
}

/// The notes where a property is defined; of several locations, the last in the order of the document counts.
pub(super) fn of_property(sources: &[Source<'_>]) -> Notes {
    let mut ordered: Vec<&Source<'_>> = sources.iter().collect();
    ordered.sort_by_key(|source| std::cmp::Reverse(source.order));
    let mut all = ordered.into_iter().map(|source| own_notes(&source.place));
    let mut notes = all.next().unwrap_or_default();
    for more in all {
        for (key, text) in more.texts {
            notes.texts.entry(key).or_insert(text);
        }
        for (key, extension) in more.extensions {
            notes.extensions.entry(key).or_insert(extension);
        }
        notes.example = notes.example.or(more.example);
        notes.default = notes.default.or(more.default);
        notes.deprecated = notes.deprecated.or(more.deprecated);
    }
    notes
}

/// Adds what is said at a location, unless it is there already.
fn add(notes: &mut Notes, place: &Cursor<'_>) {
    let mut has_extensions = false;
    for entry in place.node.as_mapping().into_iter().flatten() {
        let text = match entry.key.as_str() {
            "title" => "title",
            "description" => "description",
            "externalDocs" => "externalDocs",
            "xml" => "xml",
            "example" => {
                notes.example = notes.example.take().or_else(|| place.json_of("example"));
                continue;
            }
            "default" => {
                notes.default = notes.default.take().or_else(|| place.json_of("default"));
                continue;
            }
            "deprecated" => {
                notes.deprecated = notes.deprecated.take().or_else(|| place.flag("deprecated"));
                continue;
            }
            "format" if entry.value.as_str() == Some(format::PASSWORD) => {
                let secret = Located {
                    value: true.into(),
                    at: place.anchor(),
                };
                let sensitive = notes.extensions.entry("x-sensitive".into());
                sensitive.or_insert(secret);
                continue;
            }
            key => {
                has_extensions |= key.starts_with("x-");
                continue;
            }
        };
        if let (false, Some(value)) = (notes.texts.contains_key(text), place.json_of(text)) {
            notes.texts.insert(text, value);
        }
    }
    if has_extensions {
        for (key, value) in place.extensions() {
            notes.extensions.entry(key).or_insert(value);
        }
    }
}

/// Where a property is said to be only in responses, and where only in requests.
pub(super) fn access(sources: &[Source<'_>]) -> (Option<Anchor>, Option<Anchor>) {
    let leaves = leaves::leaves(sources, &mut Vec::new());
    let flag = |keyword: &str| leaves.iter().find_map(|leaf| leaf.place.flag(keyword));
    (flag("readOnly"), flag("writeOnly"))
}
