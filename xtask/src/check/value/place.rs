//! [`Value`] and [`Schema`]: nodes with the way that led to them, which becomes a pointer only when there is something
//! to say.

use std::ops::Range;

use super::mark;
use crate::diagnostic::Anchor;
use crate::source::{Entry, Node, pointer};

/// A way down from a pointer.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Path<'p> {
    /// Where it starts.
    Pointer(&'p str),
    /// A key of what stands there.
    Key(&'p Path<'p>, &'p str),
    /// An item of it.
    Index(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(super) fn pointer(&self) -> String {
        match self {
            Self::Pointer(pointer) => (*pointer).to_owned(),
            Self::Key(parent, key) => pointer::child(&parent.pointer(), key),
            Self::Index(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }

    /// What to call what stands there, if the start is called `subject`.
    pub(super) fn name(&self, subject: &str) -> String {
        match self {
            Self::Pointer(_) => subject.to_owned(),
            Self::Key(_, key) => format!("`{key}`"),
            Self::Index(parent, _) => format!("an item of {}", parent.name(subject)),
        }
    }
}

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Value<'p, 'a> {
    pub(super) node: &'a Node,
    pub(super) key_span: &'p Range<usize>,
    pub(super) path: &'p Path<'p>,
}

impl<'p, 'a> Value<'p, 'a> {
    pub(super) fn new(node: &'a Node, key_span: &'p Range<usize>, path: &'p Path<'p>) -> Self {
        Self {
            node,
            key_span,
            path,
        }
    }

    /// The place to point at.
    pub(super) fn anchor(&self) -> Anchor {
        Anchor {
            span: mark(self.node, self.key_span),
            pointer: self.path.pointer(),
        }
    }

    /// The place of a key in it.
    pub(super) fn key_of(&self, entry: &Entry) -> Anchor {
        Anchor {
            span: entry.key_span.clone(),
            pointer: pointer::child(&self.path.pointer(), &entry.key),
        }
    }
}

/// A schema in a document.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Schema<'p, 'a> {
    pub(super) node: &'a Node,
    pub(super) path: &'p Path<'p>,
}

impl<'p, 'a> Schema<'p, 'a> {
    pub(super) fn new(node: &'a Node, path: &'p Path<'p>) -> Self {
        Self { node, path }
    }

    /// Its JSON pointer.
    pub(super) fn pointer(&self) -> String {
        self.path.pointer()
    }

    /// The way to what a keyword holds.
    pub(super) fn key(&self, keyword: &'p str) -> Path<'p> {
        Path::Key(self.path, keyword)
    }

    /// The schemas that a keyword lists.
    pub(super) fn members(&self, keyword: &str) -> &'a [Node] {
        self.node
            .get(keyword)
            .and_then(Node::as_sequence)
            .unwrap_or_default()
    }

    /// The place of a keyword.
    pub(super) fn anchor(&self, keyword: &str) -> Anchor {
        let entry = self
            .node
            .as_mapping()
            .and_then(|mapping| mapping.entry(keyword));
        Anchor {
            span: entry.map_or_else(|| self.node.span.clone(), |entry| entry.key_span.clone()),
            pointer: pointer::child(&self.path.pointer(), keyword),
        }
    }
}
