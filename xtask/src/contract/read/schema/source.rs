//! [`Source`]: a schema of the document that a schema of the contract is put together from.

use crate::diagnostic::Anchor;
use crate::source::{Cursor, Node, pointer};

/// A schema of the document, or a part of what it says.
#[derive(Clone)]
pub(super) struct Source<'a> {
    pub(super) place: Cursor<'a>,
    /// Where it is written: the reference that leads to it, if one does.
    pub(super) written: Anchor,
    /// Its rank among several sources by the order of the document.
    pub(super) order: usize,
    /// Whether its `allOf` counts.
    pub(super) all_of: bool,
    /// Whether its `oneOf` counts.
    pub(super) one_of: bool,
    /// Whether its `anyOf` counts.
    pub(super) any_of: bool,
}

/// What a source is known by: its node, and which of its compositions count.
pub(super) type SourceKey = (usize, [bool; 3]);

impl<'a> Source<'a> {
    /// All that a schema says.
    pub(super) fn whole(place: Cursor<'a>) -> Self {
        Self {
            written: place.anchor(),
            place,
            order: 0,
            all_of: true,
            one_of: true,
            any_of: true,
        }
    }

    /// What its references lead to.
    pub(super) fn resolved(self) -> Option<Self> {
        Some(Self {
            place: self.place.resolved()?,
            ..self
        })
    }

    /// What it is known by.
    pub(super) fn key(&self) -> SourceKey {
        (
            self.place.identity(),
            [self.all_of, self.one_of, self.any_of],
        )
    }

    /// Whether all that it says counts.
    pub(super) fn is_whole(&self) -> bool {
        self.all_of && self.one_of && self.any_of
    }

    /// The name of the component that it is.
    pub(super) fn component(&self) -> Option<String> {
        pointer::component_schema(&self.place.pointer).filter(|_| self.is_whole())
    }
}

/// Whether a schema says of values anything beside compositions.
pub(super) fn restricts(node: &Node) -> bool {
    says(node, |key| key == "type" || narrows(key))
}

/// Whether a schema says of values anything beside their type and compositions.
pub(super) fn narrows_type(node: &Node) -> bool {
    says(node, narrows)
}

/// Whether a schema says anything of values.
pub(super) fn says_something(node: &Node) -> bool {
    says(node, |key| {
        matches!(key, "type" | "allOf" | "oneOf" | "anyOf" | "$ref") || narrows(key)
    })
}

fn says(node: &Node, test: impl Fn(&str) -> bool) -> bool {
    let is_empty = |node: &Node| {
        let mapping = node.as_mapping().is_some_and(|mapping| mapping.is_empty());
        mapping || node.as_sequence().is_some_and(|items| items.is_empty())
    };
    let mut entries = node.as_mapping().into_iter().flatten();
    entries.any(|entry| {
        // Without one in it, these say nothing.
        let is_nothing = matches!(
            entry.key.as_str(),
            "properties" | "required" | "allOf" | "oneOf" | "anyOf"
        ) && is_empty(&entry.value);
        !is_nothing && test(&entry.key)
    })
}

fn narrows(keyword: &str) -> bool {
    matches!(
        keyword,
        "format"
            | "enum"
            | "x-extensible-enum"
            | "minLength"
            | "maxLength"
            | "pattern"
            | "minimum"
            | "maximum"
            | "multipleOf"
            | "minItems"
            | "maxItems"
            | "uniqueItems"
            | "items"
            | "minProperties"
            | "maxProperties"
            | "properties"
            | "required"
            | "additionalProperties"
            | "patternProperties"
            | "propertyNames"
            | "prefixItems"
            | "contains"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "not"
    )
}
