//! [`Root`]: where a schema is in an operation.

use super::super::Reach;
use crate::contract::SchemaId;

/// Two schemas at one place of an operation.
#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) base: SchemaId,
    pub(super) head: SchemaId,
    /// Whether clients send it; otherwise they read it.
    pub(super) is_request: bool,
    /// Whether it is written as text, so that `1` is a number as well as a text.
    pub(super) is_text: bool,
    /// Whether it is a parameter that had to be given and has to be.
    pub(super) is_required: bool,
    /// The index of the operation, and what to say of the place.
    pub(super) reach: (usize, Reach),
    /// What the schema is called if it is of the place alone.
    pub(super) subject: Option<String>,
}

/// All places of schemas in both documents.
#[derive(Debug, Default)]
pub(super) struct Roots {
    pub(super) all: Vec<Root>,
}

/// An operation of both documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call<'a> {
    pub(super) index: usize,
    pub(super) base: &'a crate::contract::Operation,
    pub(super) head: &'a crate::contract::Operation,
}

impl Call<'_> {
    /// What to call it.
    pub(super) fn name(&self) -> String {
        name(self.head)
    }

    /// A part of it.
    pub(super) fn part(&self, part: &str) -> (usize, Reach) {
        reach(self.index, self.head, part)
    }
}

/// What to call an operation.
pub(super) fn name(operation: &crate::contract::Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// A part of an operation.
pub(super) fn reach(
    index: usize,
    operation: &crate::contract::Operation,
    part: &str,
) -> (usize, Reach) {
    let operation = name(operation);
    let part = part.to_owned();
    (index, Reach { operation, part })
}
