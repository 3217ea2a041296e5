//! [`Tree`]: the document as YAML nodes, each with its place in the text.

use std::ops::Range;

use crate::diagnostic::Anchor;

/// The whole document as located nodes.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The top node.
    pub root: Node,
}

/// A YAML node and where it stands.
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
    Mapping(Vec<Entry>),
    /// A sequence.
    Sequence(Vec<Node>),
    /// A scalar.
    Scalar(Scalar),
}

/// A key of a mapping with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

/// A scalar, resolved by the rules of the YAML core schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, a decimal or a float.
    Number(serde_json::Number),
    /// Anything else, and everything in quotes.
    String(String),
}

impl Tree {
    /// The node at a JSON pointer (RFC 6901).
    pub fn get(&self, pointer: &str) -> Option<&Node> {
        let _ = pointer;
        None
    }

    /// The place of a node's value; the nearest ancestor's if there is no such node.
    pub fn value(&self, pointer: &str) -> Anchor {
        Anchor { span: 0..0, pointer: pointer.to_owned() }
    }

    /// The place of the key under which a node stands; of the item itself in a sequence.
    pub fn key(&self, pointer: &str) -> Anchor {
        self.value(pointer)
    }
}

impl Node {
    /// The node as a JSON value.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::Value::Null
    }
}
