//! [`apply`]: a tree with the errors repaired or removed.

use std::collections::BTreeMap;

use super::broken::Broken;
use crate::source::pointer;
use crate::source::repair::{Fix, Repair};
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Tree};

/// The tree with these repairs; what was removed or replaced goes into `broken`. `None` if nothing is left.
pub(super) fn apply(tree: &Tree, repairs: Vec<Repair>, broken: &mut Broken) -> Option<Node> {
    let mut fixes = BTreeMap::new();
    for Repair { pointer, fix } in repairs {
        let place = match fix {
            Fix::Replace(_) => pointer,
            _ => entry(tree, &pointer)?,
        };
        fixes.entry(place).or_insert(fix);
    }
    let mut run = Run {
        fixes,
        broken,
        moved: Vec::new(),
    };
    let mut root = run.node(&tree.root, "");
    if let NodeKind::Mapping(mapping) = &root.kind
        && !run.moved.is_empty()
    {
        let mut entries = mapping.to_vec();
        entries.append(&mut run.moved);
        root.kind = NodeKind::Mapping(Mapping::new(entries));
    }
    Some(root)
}

/// The pointer of the nearest entry of a mapping.
fn entry(tree: &Tree, mut pointer: &str) -> Option<String> {
    loop {
        let (above, _) = pointer.rsplit_once('/')?;
        let is_entry = tree
            .get(above)
            .is_some_and(|node| node.as_mapping().is_some());
        if is_entry && tree.get(pointer).is_some() {
            return Some(pointer.to_owned());
        }
        pointer = above;
    }
}

struct Run<'r> {
    fixes: BTreeMap<String, Fix>,
    broken: &'r mut Broken,
    moved: Vec<Entry>,
}

impl Run<'_> {
    fn node(&mut self, node: &Node, pointer: &str) -> Node {
        let kind = match &node.kind {
            NodeKind::Scalar(scalar) => NodeKind::Scalar(match self.fixes.get(pointer) {
                Some(Fix::Replace(meant)) => {
                    self.broken.guessed.insert(pointer.to_owned());
                    meant.clone()
                }
                _ => scalar.clone(),
            }),
            NodeKind::Sequence(items) => {
                let items = items.iter().enumerate();
                NodeKind::Sequence(
                    items
                        .map(|(index, item)| self.node(item, &format!("{pointer}/{index}")))
                        .collect(),
                )
            }
            NodeKind::Mapping(mapping) => {
                let entries = mapping.iter();
                NodeKind::Mapping(Mapping::new(
                    entries
                        .filter_map(|entry| self.entry(mapping, entry, pointer))
                        .collect(),
                ))
            }
        };
        Node {
            span: node.span.clone(),
            kind,
        }
    }

    fn entry(&mut self, mapping: &Mapping, entry: &Entry, above: &str) -> Option<Entry> {
        let pointer = pointer::child(above, &entry.key);
        let is_first = mapping
            .entry(&entry.key)
            .is_some_and(|first| std::ptr::eq(first, entry));
        let key = match self.fixes.get(&pointer) {
            _ if !is_first => None,
            Some(Fix::Rename(meant)) if mapping.entry(meant).is_none() => Some(meant.clone()),
            Some(Fix::Remove | Fix::Rename(_)) => None,
            Some(Fix::MoveToRoot) => {
                self.moved.push(entry.clone());
                return None;
            }
            Some(Fix::Replace(_)) | None => Some(entry.key.clone()),
        };
        let Some(key) = key else {
            self.broken.removed.insert(pointer, entry.value.clone());
            return None;
        };
        Some(Entry {
            key,
            key_span: entry.key_span.clone(),
            value: self.node(&entry.value, &pointer),
        })
    }
}
