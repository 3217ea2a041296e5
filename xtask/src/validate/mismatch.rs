//! [`Mismatch`]: what does not fit of a value, where in it, and by which keyword.

use serde_json::{Number, Value};

use crate::contract::{Alternatives, Facets, Limit};
use crate::diagnostic::Anchor;

/// What does not fit of a value.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch<'c> {
    /// The way to the part of the value that does not fit.
    pub(crate) path: Vec<Step>,
    /// Whether it is about the last key of the way, not about what is there.
    pub(crate) is_key: bool,
    /// The keyword that excludes it.
    pub(crate) keyword: &'c Anchor,
    pub(crate) problem: Problem<'c>,
}

/// A step on the way into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    Item(usize),
}

/// Why a value does not fit.
#[derive(Clone, Debug)]
pub(crate) enum Problem<'c> {
    /// It is of none of the types.
    Type(&'c Facets),
    /// It is not one of the values of an `enum`.
    Enum(&'c [Value]),
    /// It is beyond a bound.
    Limit(Limit, &'c Number),
    /// It does not have the format whose values are called so.
    Format(String),
    Pattern,
    /// It is equal to the item with this index.
    EqualItems(usize),
    /// Required properties are missing. `found` is the key that was likely meant to be the first of them.
    Missing {
        names: Vec<&'c str>,
        found: Option<String>,
    },
    /// It is only in values that go the other way, by this keyword.
    OneWay(&'static str),
    /// The schema does not have a property of this name. `similar` is one that it has.
    UnknownProperty {
        similar: Option<&'c str>,
    },
    /// It fits no member of a union.
    NoMember(&'c Alternatives),
    /// The name of the property does not fit.
    Name,
    /// So many of its items are what some must be.
    Contains(usize, u64),
    /// It is what `not` excludes.
    Excluded,
}

/// A way down into a value, which becomes steps only when there is something to report.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(super) fn steps(&self) -> Vec<Step> {
        let (parent, step) = match self {
            Self::Root => return Vec::new(),
            Self::Key(parent, key) => (parent, Step::Key((*key).to_owned())),
            Self::Item(parent, index) => (parent, Step::Item(*index)),
        };
        let mut steps = parent.steps();
        steps.push(step);
        steps
    }
}
