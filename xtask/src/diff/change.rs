//! [`Change`]: one difference between two documents, with everything that it affects.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Level, Rule};
use crate::diagnostic::Anchor;
use crate::source::Direction;
use crate::surface::Item;

/// One difference between two documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub rule: Rule,
    /// How bad it is for clients that are not rebuilt: the level of the rule, or a lower one.
    pub level: Level,
    /// The direction in which what changed travels; `None` for both, and for what does not travel, such as a path.
    pub direction: Option<Direction>,
    /// What changed, for people: `User.title`, `GET /users/, query parameter active`.
    pub subject: String,
    /// What differs and how that affects a client that is not rebuilt, in one sentence.
    pub message: String,
    /// The location in the document before; `None` if it was added.
    pub base: Option<Anchor>,
    /// The location in the document after; `None` if it was removed.
    pub head: Option<Anchor>,
    /// The other locations with the same change.
    pub also: Vec<Also>,
    /// The location for the list of accepted changes, if the pointer has an index where the object has a name: an index
    /// changes with the objects before it.
    pub place: Option<String>,
    /// What the change consists of, apart from its wording: accepted changes are identified by it.
    pub facts: Facts,
    /// A value that proves it.
    pub witness: Option<Witness>,
    /// The affected operations, in the order of the document.
    pub reach: Vec<Reach>,
    /// The effects on Rust code.
    pub rust: Vec<RustChange>,
}

impl Change {
    /// What differs, and how that affects a client: the two parts of the message, the second one empty if there is none.
    pub fn parts(&self) -> (&str, &str) {
        self.message.split_once("; ").unwrap_or((&self.message, ""))
    }

    /// The worst effect on Rust code.
    pub fn effect(&self) -> Option<Effect> {
        self.rust.iter().map(|it| it.effect).max()
    }
}

/// Another location with the same change.
#[derive(Clone, Debug, PartialEq)]
pub struct Also {
    /// What changed there, for people.
    pub subject: String,
    /// The location in the document before; `None` if it was added.
    pub base: Option<Anchor>,
    /// The location in the document after; `None` if it was removed.
    pub head: Option<Anchor>,
    /// As in [`Change`].
    pub place: Option<String>,
}

/// What a change consists of, by name: `from`, `to`, `property`, …
pub type Facts = BTreeMap<&'static str, Value>;

/// An operation that a change affects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// The operation, as in `GET /users/`.
    pub operation: String,
    /// The part of it: `request`, `200`, `query`, …
    pub part: String,
}

/// The affected operations, each with its parts: `GET /users/` with `200`, `PATCH /users/{id}/` with `request, 200`.
pub(super) fn operations(reach: &[Reach]) -> Vec<(String, String)> {
    let mut operations: Vec<(&str, Vec<&str>)> = Vec::new();
    for Reach { operation, part } in reach {
        if !operations.iter().any(|(name, _)| name == operation) {
            operations.push((operation, Vec::new()));
        }
        let is_whole = part.is_empty() || part == "operation";
        let mut operations = operations.iter_mut();
        if let Some((_, parts)) = operations.find(|(name, _)| name == operation)
            && !is_whole
            && !parts.contains(&part.as_str())
        {
            parts.push(part);
        }
    }
    let operations = operations.into_iter();
    operations
        .map(|(name, parts)| (name.to_owned(), parts.join(", ")))
        .collect()
}

/// A value that shows a change to break something: a whole body, parameter or header.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// A small value that is valid by one document and invalid by the other.
    pub value: Value,
    /// What it is a value of.
    pub place: Reach,
    /// The JSON pointer to the part of it that decides, `""` for the whole value.
    pub pointer: String,
}

/// A public item of the Rust API that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustChange {
    /// How it affects code that uses the crate.
    pub effect: Effect,
    /// The item before; `None` if it was added.
    pub before: Option<Item>,
    /// The item after; `None` if it was removed.
    pub after: Option<Item>,
}

impl RustChange {
    /// The item before, or after if it was added.
    pub fn item(&self) -> Option<&Item> {
        self.before.as_ref().or(self.after.as_ref())
    }

    /// The path of the item, as in `types::User::title`.
    pub fn path(&self) -> String {
        let path = self.item().map(|item| item.path.to_string());
        path.unwrap_or_default()
    }

    /// The item removed, and the other one added: two values of an enum are not one under two names.
    pub(super) fn split(self) -> [Self; 2] {
        let added = match self.effect {
            Effect::Nothing => Effect::Nothing,
            _ => Effect::Adds,
        };
        [
            Self {
                effect: self.effect,
                before: self.before,
                after: None,
            },
            Self {
                effect: added,
                before: None,
                after: self.after,
            },
        ]
    }

    /// The path of the item after, if it was renamed.
    pub fn new_path(&self) -> Option<String> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        (before.path != after.path).then(|| after.path.to_string())
    }
}

/// How a change affects code that uses the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Not at all.
    Nothing,
    /// It has more to use.
    Adds,
    /// It compiles with a warning, which may be denied.
    Warns,
    /// It may not compile.
    Breaks,
}

/// One of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Base,
    Head,
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Base => Self::Head,
            Self::Head => Self::Base,
        }
    }
}
