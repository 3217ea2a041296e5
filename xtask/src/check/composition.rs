//! What a schema is put together from: itself and the members of its `allOf`, through references.

use std::collections::BTreeSet;

use super::{MAX_REFERENCES, follow};
use crate::source::{Node, Tree, pointer};

/// A schema with its pointer.
pub(super) type Part<'a> = (String, &'a Node);

/// The schemas whose keywords all hold for a value of this one, each once: members before what stands beside them.
pub(super) fn parts<'a>(tree: &'a Tree, at: &str, schema: &'a Node) -> Vec<Part<'a>> {
    let mut found = Found {
        tree,
        seen: BTreeSet::new(),
        parts: Vec::new(),
    };
    found.add(at, schema, 0);
    found.parts
}

struct Found<'a> {
    tree: &'a Tree,
    seen: BTreeSet<String>,
    parts: Vec<Part<'a>>,
}

impl<'a> Found<'a> {
    fn add(&mut self, at: &str, schema: &'a Node, depth: usize) {
        let Some((at, schema)) = follow(self.tree, at, schema) else {
            return;
        };
        if depth > MAX_REFERENCES || !self.seen.insert(at.clone()) {
            return;
        }
        let members = schema.get("allOf").and_then(Node::as_sequence);
        for (index, member) in members.unwrap_or_default().iter().enumerate() {
            self.add(&pointer::item(&at, "allOf", index), member, depth + 1);
        }
        self.parts.push((at, schema));
    }
}

/// The schema of a property, in the first of the parts that has it.
pub(super) fn property<'a>(parts: &[Part<'a>], name: &str) -> Option<&'a Node> {
    parts
        .iter()
        .find_map(|(_, part)| part.get("properties")?.get(name))
}

/// Whether one of the parts requires a property.
pub(super) fn requires(parts: &[Part<'_>], name: &str) -> bool {
    parts.iter().any(|(_, part)| {
        let required = part.get("required").and_then(Node::as_sequence);
        required
            .unwrap_or_default()
            .iter()
            .any(|required| required.as_str() == Some(name))
    })
}
