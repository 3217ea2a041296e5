//! Nodes that are references, and how large nodes are.

use super::reference::is_file;
use crate::source::tree::{Node, NodeKind};

/// The reference that a node is, with its offset.
pub(super) fn reference(node: &Node) -> Option<(&str, usize)> {
    let reference = node.get("$ref")?;
    Some((reference.as_str()?, reference.span.start))
}

/// The same, if there is nothing beside it.
pub(super) fn only_reference(node: &Node) -> Option<(&str, usize)> {
    let mapping = node.as_mapping()?;
    reference(node).filter(|_| mapping.len() == 1)
}

/// Whether there is any reference to another file.
pub(super) fn refers_to_files(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Mapping(mapping) => mapping.iter().any(|entry| {
            let text = entry.value.as_str();
            let is_reference = entry.key == "$ref" && text.is_some_and(|it| !it.starts_with('#'));
            is_reference || text.is_some_and(is_file) || refers_to_files(&entry.value)
        }),
        NodeKind::Sequence(items) => items.iter().any(refers_to_files),
        NodeKind::Scalar(_) => false,
    }
}

/// How many levels a node has, and how many nodes.
pub(super) fn size(node: &Node) -> (usize, usize) {
    let inner = |(levels, nodes): (usize, usize), node: &Node| {
        let (inner_levels, inner_nodes) = size(node);
        (levels.max(inner_levels + 1), nodes + inner_nodes)
    };
    match &node.kind {
        NodeKind::Mapping(mapping) => mapping.iter().map(|it| &it.value).fold((0, 1), inner),
        NodeKind::Sequence(items) => items.iter().fold((0, 1), inner),
        NodeKind::Scalar(_) => (0, 1),
    }
}
