//! [`resolve_ids`]: references to a schema by its `$id`, as references to its place in the document.

use std::collections::BTreeMap;

use crate::source::objects::{ObjectKind, objects};
use crate::source::pointer;
use crate::source::tree::{Node, NodeKind, Scalar, Tree};
use crate::source::version::Version;

/// Replaces references by `$id` in a document of 3.1, before references to other files are followed.
pub(in crate::source) fn resolve_ids(tree: &mut Tree) {
    if Version::of(tree) == Version::V30 {
        return;
    }
    let ids: BTreeMap<String, String> = objects(tree)
        .into_iter()
        .filter(|object| object.kind == ObjectKind::Schema)
        .filter_map(|object| {
            let id = object.node.get("$id")?.as_str()?;
            Some((id.to_owned(), object.pointer))
        })
        .collect();
    if !ids.is_empty() {
        replace(&mut tree.root, &ids);
    }
}

fn replace(node: &mut Node, ids: &BTreeMap<String, String>) {
    match &mut node.kind {
        NodeKind::Mapping(mapping) => {
            for (key, node) in mapping.values_mut() {
                match node.as_str() {
                    Some(text) if key == "$ref" || key == "$dynamicRef" => {
                        if let Some(found) = resolved(text, ids) {
                            node.kind = NodeKind::Scalar(Scalar::String(found));
                        }
                    }
                    _ => replace(node, ids),
                }
            }
        }
        NodeKind::Sequence(items) => items.iter_mut().for_each(|item| replace(item, ids)),
        NodeKind::Scalar(_) => {}
    }
}

fn resolved(reference: &str, ids: &BTreeMap<String, String>) -> Option<String> {
    let (id, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let place = pointer::to_fragment(ids.get(id)?);
    match fragment {
        "" => Some(place),
        below if below.starts_with('/') => Some(format!("{place}{below}")),
        name => Some(format!("#{name}")),
    }
}
