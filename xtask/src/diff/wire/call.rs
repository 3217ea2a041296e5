//! [`Call`]: an operation of both documents that is compared; [`Root`]: a location of a schema in it.

use super::super::{Reach, Rule};
use super::difference::{Difference, Differences};
use super::documents::Documents;
use crate::contract::{Operation, SchemaId};
use crate::diagnostic::Anchor;
use crate::source::Direction;

/// Two schemas at one location of an operation.
#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) base: SchemaId,
    pub(super) head: SchemaId,
    pub(super) direction: Direction,
    /// Whether it is written as plain text, so that `1` is a number as well as a string.
    pub(super) is_text: bool,
    /// Whether it is a parameter that was required and is.
    pub(super) is_required: bool,
    /// The index of the operation, and the location.
    pub(super) reach: (usize, Reach),
    /// What to call the schema if it is used only here.
    pub(super) subject: Option<String>,
    /// The locations of the schemas.
    pub(super) at: (Anchor, Anchor),
    /// Whether they are those of references to another component than before.
    pub(super) is_replaced: bool,
}

/// All locations of schemas in both documents.
pub(super) type Roots = Vec<Root>;

/// An operation of both documents, and what is found in it.
pub(super) struct Call<'a, 'f> {
    pub(super) documents: &'a Documents<'a>,
    pub(super) index: usize,
    pub(super) base: &'a Operation,
    pub(super) head: &'a Operation,
    pub(super) found: &'f mut Differences,
    pub(super) roots: &'f mut Roots,
    /// Where the part that is compared refers to another component than before: all that differs is a change there.
    pub(super) reference: Option<(Anchor, Anchor)>,
}

impl Call<'_, '_> {
    /// Starts the comparison of a part, by where each document defines it and where the operation has it.
    pub(super) fn refer(&mut self, at: [&Anchor; 2], listed: [&Anchor; 2]) {
        let [old, new] = at.map(|it| it.pointer.as_str());
        let [base, head] = listed.map(Anchor::clone);
        let is_replaced = self.documents.are_different(old, new);
        self.reference = is_replaced.then_some((base, head));
    }

    /// The locations of two schemas of the part.
    pub(super) fn at(&self, base: &Anchor, head: &Anchor) -> (Anchor, Anchor) {
        let reference = self.reference.clone();
        reference.unwrap_or_else(|| (base.clone(), head.clone()))
    }

    pub(super) fn name(&self) -> String {
        name(self.head)
    }

    pub(super) fn reach(&self, part: &str) -> (usize, Reach) {
        reach(self.index, self.head, part)
    }

    /// Adds differences in a part of the operation.
    pub(super) fn add(&mut self, part: &str, found: impl IntoIterator<Item = Difference>) {
        for mut difference in found {
            if let Some((base, head)) = &self.reference {
                difference = difference.base(base).head(head);
            }
            let reach = self.reach(part);
            self.found.add(difference, [reach]);
        }
    }

    /// Adds differences in a part of the operation that are about a subject.
    pub(super) fn add_about(
        &mut self,
        (part, subject): (&str, &str),
        found: impl IntoIterator<Item = Difference>,
    ) {
        let found = found.into_iter();
        self.add(part, found.map(|it| it.subject(subject)));
    }
}

/// What to call an operation.
pub(super) fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// A part of an operation, with the index of the operation.
pub(super) fn reach(index: usize, operation: &Operation, part: &str) -> (usize, Reach) {
    let operation = name(operation);
    let part = part.to_owned();
    (index, Reach { operation, part })
}

/// The rule for a direction.
pub(super) fn rule(direction: Direction, request: Rule, response: Rule) -> Rule {
    match direction {
        Direction::Request => request,
        Direction::Response => response,
    }
}
