//! [`Tree`]: the document as YAML nodes, each with its location in the text.

mod build;
mod flow;
mod json;
mod mapping;
mod offsets;
mod problem;
mod scalar;
mod surrogates;
mod syntax;
#[cfg(test)]
mod tests;
mod yaml;
mod yaml_mistakes;
#[cfg(test)]
mod yaml_mistakes_tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use mapping::{Entry, Mapping};
pub use scalar::Scalar;

use super::pointer::unescape;
use super::unresolved::Unresolved;
use crate::diagnostic::{Anchor, Report};

/// The whole document as located nodes.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The top node.
    pub root: Node,
    /// The YAML aliases. What they refer to is in their place.
    pub aliases: Vec<Anchor>,
    /// The pointers of nodes that are not what the text says.
    pub(super) lost: BTreeSet<String>,
    /// By the offset of the reference: why there is nothing in another file that it refers to.
    pub(super) unresolved: BTreeMap<usize, Unresolved>,
}

/// A YAML node with its location.
#[derive(Clone, Debug)]
pub struct Node {
    /// Bytes of the text. For a block mapping or sequence: where it starts, up to the end of its last item.
    pub span: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A mapping, in the order of the text.
    Mapping(Mapping),
    /// A sequence.
    Sequence(Vec<Node>),
    /// A scalar.
    Scalar(Scalar),
}

impl Tree {
    /// Reads JSON or YAML. `None` if the text is not one document whose keys are strings. Aliases and merge keys are replaced
    /// by what they mean, with the locations of that. Numbers that JSON has not are `lost`, and reported.
    pub fn parse(text: &str, report: &mut Report) -> Option<Self> {
        json::read(text, report).or_else(|| yaml::read(text, report))
    }

    /// The node at a JSON pointer (RFC 6901).
    pub fn get(&self, pointer: &str) -> Option<&Node> {
        let walk = self.walk(pointer);
        walk.complete.then_some(walk.node)
    }

    /// The node at a JSON pointer, to change it.
    pub(super) fn get_mut(&mut self, pointer: &str) -> Option<&mut Node> {
        let mut node = &mut self.root;
        for token in pointer.split('/').skip(1) {
            node = match &mut node.kind {
                NodeKind::Mapping(mapping) => mapping.get_mut(&unescape(token))?,
                NodeKind::Sequence(items) => items.get_mut(sequence_index(token)?)?,
                NodeKind::Scalar(_) => return None,
            };
        }
        Some(node)
    }

    /// The location of a node's value; the nearest ancestor's if there is no such node.
    pub fn value(&self, pointer: &str) -> Anchor {
        let walk = self.walk(pointer);
        Anchor {
            span: walk.node.span.clone(),
            pointer: pointer.to_owned(),
        }
    }

    /// The location of the key of a node; of the item itself in a sequence, and of the nearest ancestor if
    /// there is no such node.
    pub fn key(&self, pointer: &str) -> Anchor {
        let walk = self.walk(pointer);
        Anchor {
            span: walk.key_span.clone(),
            pointer: pointer.to_owned(),
        }
    }

    /// Goes down as far as the pointer leads.
    fn walk(&self, pointer: &str) -> Walk<'_> {
        let mut walk = Walk {
            node: &self.root,
            key_span: &self.root.span,
            complete: true,
        };
        if pointer.is_empty() {
            return walk;
        }
        let Some(tokens) = pointer.strip_prefix('/') else {
            return Walk {
                complete: false,
                ..walk
            };
        };
        for token in tokens.split('/') {
            let next = match &walk.node.kind {
                NodeKind::Mapping(mapping) => mapping
                    .entry(&unescape(token))
                    .map(|entry| (&entry.value, &entry.key_span)),
                NodeKind::Sequence(items) => sequence_index(token)
                    .and_then(|index| items.get(index))
                    .map(|item| (item, &item.span)),
                NodeKind::Scalar(_) => None,
            };
            let Some((node, key_span)) = next else {
                return Walk {
                    complete: false,
                    ..walk
                };
            };
            walk = Walk {
                node,
                key_span,
                complete: true,
            };
        }
        walk
    }
}

/// How far a pointer leads.
struct Walk<'a> {
    node: &'a Node,
    key_span: &'a Range<usize>,
    /// Whether `node` is what the pointer names, and not an ancestor of it.
    complete: bool,
}

impl Node {
    /// The node as a JSON value. Of a duplicate key, the last counts.
    pub fn to_json(&self) -> serde_json::Value {
        self.kind.to_json()
    }

    /// The mapping, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.kind {
            NodeKind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items, if it is a sequence.
    pub fn as_sequence(&self) -> Option<&[Self]> {
        match &self.kind {
            NodeKind::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(Scalar::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The value of a key, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_mapping().and_then(|mapping| mapping.get(key))
    }

    /// The same, to change it.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.kind {
            NodeKind::Mapping(mapping) => mapping.get_mut(key),
            _ => None,
        }
    }

    /// Moves everything to where its text begins.
    pub(super) fn shift(&mut self, by: usize) {
        self.span = self.span.start + by..self.span.end + by;
        match &mut self.kind {
            NodeKind::Mapping(mapping) => mapping.shift(by),
            NodeKind::Sequence(items) => items.iter_mut().for_each(|item| item.shift(by)),
            NodeKind::Scalar(_) => {}
        }
    }
}

impl NodeKind {
    /// The value as JSON. Of a duplicate key, the last counts.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Mapping(mapping) => mapping
                .iter()
                .map(|entry| (entry.key.clone(), entry.value.to_json()))
                .collect(),
            Self::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Self::Scalar(scalar) => scalar.to_json(),
        }
    }
}

/// RFC 6901, section 4: digits without a leading zero.
fn sequence_index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    if canonical { token.parse().ok() } else { None }
}
