//! [`apply`]: a tree with its departures from OpenAPI repaired or removed.

use std::collections::{BTreeMap, BTreeSet};

use super::broken::{Broken, RemovedItems};
use crate::source::pointer;
use crate::source::repair::{Fix, Repair};
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Tree};

/// The tree with these repairs, and without what is lost; what was removed or replaced goes into `broken`. `None` if
/// nothing is left.
pub(super) fn apply(
    tree: &Tree,
    repairs: Vec<Repair>,
    lost: BTreeSet<String>,
    broken: &mut Broken,
) -> Option<Node> {
    let mut run = Run {
        fixes: BTreeMap::new(),
        additions: BTreeMap::new(),
        broken,
        removed: BTreeMap::new(),
        moved: Vec::new(),
    };
    let repairs = repairs.into_iter().map(|it| (it.pointer, it.fix));
    for (pointer, fix) in repairs.chain(lost.into_iter().map(|it| (it, Fix::Remove))) {
        match fix {
            Fix::Set(keys) => run.additions.entry(pointer).or_default().extend(keys),
            Fix::Replace(_) => drop(run.fixes.entry(pointer).or_insert(fix)),
            _ => drop(run.fixes.entry(part(tree, &pointer)?).or_insert(fix)),
        }
    }
    let mut root = run.node(&tree.root, "");
    if let NodeKind::Mapping(mapping) = &root.kind
        && !run.moved.is_empty()
    {
        let mut entries = mapping.to_vec();
        entries.append(&mut run.moved);
        root.kind = NodeKind::Mapping(Mapping::new(entries));
    }
    let removed = run.removed;
    if !removed.is_empty() {
        broken.rounds.push(removed);
    }
    Some(root)
}

/// The pointer, or the nearest above it, of something that is there: the value of a key, or an item.
fn part(tree: &Tree, mut pointer: &str) -> Option<String> {
    loop {
        let (above, _) = pointer.rsplit_once('/')?;
        if tree.get(pointer).is_some() {
            return Some(pointer.to_owned());
        }
        pointer = above;
    }
}

struct Run<'r> {
    fixes: BTreeMap<String, Fix>,
    /// What objects get.
    additions: BTreeMap<String, Vec<(&'static str, NodeKind)>>,
    broken: &'r mut Broken,
    /// The items that are removed.
    removed: RemovedItems,
    moved: Vec<Entry>,
}

impl Run<'_> {
    fn node(&mut self, node: &Node, pointer: &str) -> Node {
        if let Some(Fix::Replace(meant)) = self.fixes.get(pointer) {
            self.broken.guessed.insert(self.broken.original(pointer));
            return Node {
                span: node.span.clone(),
                kind: meant.clone(),
            };
        }
        let kind = match &node.kind {
            NodeKind::Scalar(scalar) => NodeKind::Scalar(scalar.clone()),
            NodeKind::Sequence(items) => {
                let items = items.iter().enumerate();
                NodeKind::Sequence(
                    items
                        .filter_map(|(index, item)| self.item(item, pointer, index))
                        .collect(),
                )
            }
            NodeKind::Mapping(mapping) => {
                let entries = mapping.iter();
                let mut entries: Vec<Entry> = entries
                    .filter_map(|entry| self.entry(mapping, entry, pointer))
                    .collect();
                for (key, kind) in self.additions.remove(pointer).unwrap_or_default() {
                    entries.retain(|entry| entry.key != key);
                    let span = node.span.clone();
                    entries.push(Entry {
                        key: key.to_owned(),
                        key_span: span.clone(),
                        value: Node { span, kind },
                    });
                }
                NodeKind::Mapping(Mapping::new(entries))
            }
        };
        Node {
            span: node.span.clone(),
            kind,
        }
    }

    fn item(&mut self, item: &Node, above: &str, index: usize) -> Option<Node> {
        let pointer = format!("{above}/{index}");
        if let Some(Fix::Remove) = self.fixes.get(&pointer) {
            let removed = self.removed.entry(above.to_owned()).or_default();
            removed.insert(index);
            let place = self.broken.original(&pointer);
            self.broken.removed.insert(place, item.clone());
            return None;
        }
        Some(self.node(item, &pointer))
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
            Some(Fix::Replace(_) | Fix::Set(_)) | None => Some(entry.key.clone()),
        };
        let Some(key) = key else {
            let place = self.broken.original(&pointer);
            self.broken.removed.insert(place, entry.value.clone());
            return None;
        };
        Some(Entry {
            key,
            key_span: entry.key_span.clone(),
            value: self.node(&entry.value, &pointer),
        })
    }
}
