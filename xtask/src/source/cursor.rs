//! [`Cursor`]: a node of the document with its location.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::limits::MAX_REFERENCES;
use super::pointer;
use super::tree::{Node, NodeKind, Scalar, Tree};
use super::version::Version;
use crate::diagnostic::Anchor;

/// A value with its location.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The location.
    pub at: Anchor,
}

/// A node of the document with its location.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) node: &'a Node,
    pub(crate) pointer: String,
    /// The location of its key.
    pub(super) key: Range<usize>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn root(tree: &'a Tree) -> Self {
        Self {
            tree,
            node: &tree.root,
            pointer: String::new(),
            key: tree.root.span.clone(),
        }
    }

    /// The node at a JSON pointer.
    pub(crate) fn at(tree: &'a Tree, pointer: &str) -> Option<Self> {
        Some(Self {
            tree,
            node: tree.get(pointer)?,
            key: tree.key(pointer).span,
            pointer: pointer.to_owned(),
        })
    }

    /// The value of a key.
    pub(crate) fn child(&self, key: &str) -> Option<Self> {
        let entry = self.node.as_mapping()?.entry(key)?;
        Some(self.below(&entry.value, key, &entry.key_span))
    }

    /// The value of every key.
    pub(crate) fn entries(&self) -> Vec<Self> {
        let entries = self.node.as_mapping().into_iter().flatten();
        entries
            .map(|entry| self.below(&entry.value, &entry.key, &entry.key_span))
            .collect()
    }

    /// The items of an array.
    pub(crate) fn items(&self) -> Vec<Self> {
        let items = self.node.as_sequence().into_iter().flatten().enumerate();
        items
            .map(|(index, item)| self.below(item, &index.to_string(), &item.span))
            .collect()
    }

    fn below(&self, node: &'a Node, key: &str, span: &Range<usize>) -> Self {
        Self {
            tree: self.tree,
            node,
            pointer: pointer::child(&self.pointer, key),
            key: span.clone(),
        }
    }

    /// Its own key, unescaped.
    pub(crate) fn key(&self) -> String {
        pointer::last_key(&self.pointer).into_owned()
    }

    /// What distinguishes its node from the others of the document.
    pub(crate) fn identity(&self) -> usize {
        std::ptr::from_ref(self.node).addr()
    }

    /// The location of its key.
    pub(crate) fn anchor(&self) -> Anchor {
        Anchor {
            span: self.key.clone(),
            pointer: self.pointer.clone(),
        }
    }

    /// What a chain of references leads to, or the thing itself; `None` if it leads nowhere.
    pub(crate) fn resolved(self) -> Option<Self> {
        let mut place = self;
        for _ in 0..MAX_REFERENCES {
            let Some(reference) = place.node.get("$ref").and_then(Node::as_str) else {
                return Some(place);
            };
            place = Self::at(place.tree, &pointer::from_fragment(reference)?)?;
        }
        None
    }

    /// The description; in OpenAPI 3.1 one beside a reference counts instead of that of the target.
    pub(crate) fn description(&self) -> Option<Located<Value>> {
        let mut place = self.clone();
        if Version::of(self.tree) == Version::V30 {
            place = place.resolved()?;
        }
        for _ in 0..MAX_REFERENCES {
            if let Some(description) = place.json_of("description") {
                return Some(description);
            }
            let reference = place.node.get("$ref").and_then(Node::as_str)?;
            place = Self::at(place.tree, &pointer::from_fragment(reference)?)?;
        }
        None
    }

    /// The value with its location.
    pub(crate) fn json(&self) -> Located<Value> {
        Located {
            value: self.node.to_json(),
            at: self.anchor(),
        }
    }

    /// The value of a key with its location.
    pub(crate) fn json_of(&self, key: &str) -> Option<Located<Value>> {
        Some(self.child(key)?.json())
    }

    /// Every value with its location, by key.
    pub(crate) fn map_json(&self) -> BTreeMap<String, Located<Value>> {
        let entries = self.entries().into_iter();
        entries.map(|entry| (entry.key(), entry.json())).collect()
    }

    /// The string under a key with its location.
    pub(crate) fn text_of(&self, key: &str) -> Option<Located<String>> {
        let child = self.child(key)?;
        Some(Located {
            value: child.node.as_str()?.to_owned(),
            at: child.anchor(),
        })
    }

    /// The location of a key whose value is `true`.
    pub(crate) fn flag(&self, key: &str) -> Option<Anchor> {
        let child = self.child(key)?;
        is_true(child.node).then(|| child.anchor())
    }

    /// Those of the keys that exist, with their values and locations.
    pub(crate) fn texts<const N: usize>(
        &self,
        keys: [&'static str; N],
    ) -> BTreeMap<&'static str, Located<Value>> {
        keys.into_iter()
            .filter_map(|key| Some((key, self.json_of(key)?)))
            .collect()
    }

    /// The extensions, those that are not known too.
    pub(crate) fn extensions(&self) -> BTreeMap<String, Located<Value>> {
        let keys = self.node.as_mapping().into_iter().flatten();
        keys.filter(|entry| entry.key.starts_with("x-"))
            .filter_map(|entry| Some((entry.key.clone(), self.json_of(&entry.key)?)))
            .collect()
    }
}

/// Whether everything that is wrong in a document is to be mended before code is generated.
pub(super) fn is_strict(tree: &Tree) -> bool {
    tree.get("/x-rust/strict").is_some_and(is_true)
}

/// Whether a node is `true`.
pub(crate) fn is_true(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::Bool(true)))
}
