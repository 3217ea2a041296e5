//! Path Items that are references: what they refer to is written in their place.

use std::collections::{BTreeMap, BTreeSet};

use super::Respelled;
use crate::source::cursor::Cursor;
use crate::source::objects::{Object, objects};
use crate::source::pointer;
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Tree};

/// How many times as long a document may be after references to path items are replaced.
const MAX_GROWTH: usize = 16;

/// The path items of a document that are references, by pointer, each with what it refers to.
type Found = BTreeMap<String, String>;

/// Writes path items in the place of references to them. What such a component holds is then in these places alone.
pub(super) fn inline(tree: &mut Tree, respelled: &mut Respelled) {
    let mut found = Found::new();
    find(tree, &tree.root, String::new(), 0, &mut found);
    let mut used = BTreeSet::new();
    // A document that is not repetitive is about as long with what its paths refer to.
    let mut left = tree.root.span.len().saturating_mul(MAX_GROWTH);
    for (place, target) in found {
        let Some(item) = tree.get(&target).and_then(Node::as_mapping) else {
            continue;
        };
        let length = item.iter().map(|it| it.value.span.len()).sum();
        let Some(rest) = left.checked_sub(length) else {
            break;
        };
        left = rest;
        let entries = item.to_vec();
        let Some(node) = tree.get_mut(&place) else {
            continue;
        };
        let NodeKind::Mapping(mapping) = &mut node.kind else {
            continue;
        };
        let own = std::mem::take(mapping).into_entries().into_iter();
        let own: Vec<Entry> = own.filter(|it| it.key != "$ref").collect();
        let more = entries
            .into_iter()
            .filter(|entry| own.iter().all(|it| it.key != entry.key));
        let more: Vec<Entry> = more.collect();
        for entry in &more {
            let here = pointer::child(&place, &entry.key);
            respelled.add(here, &pointer::child(&target, &entry.key));
        }
        *mapping = Mapping::new(own.into_iter().chain(more).collect());
        used.insert(target);
    }
    own_ids(tree, respelled);
    let objects = objects(tree);
    let references = objects.iter().filter_map(Object::reference);
    let left: BTreeSet<String> = references.filter_map(pointer::from_fragment).collect();
    let items = tree.get_mut("/components/pathItems");
    if let Some(NodeKind::Mapping(items)) = items.map(|it| &mut it.kind) {
        let all = std::mem::take(items).into_entries().into_iter();
        let is_inlined = |it: &Entry| {
            let place = pointer::join("", &["components", "pathItems", &it.key]);
            used.contains(&place) && !left.contains(&place)
        };
        *items = Mapping::new(all.filter(|it| !is_inlined(it)).collect());
    }
}

/// Leaves the `operationId` to the first operation that has it, which is reported elsewhere.
fn own_ids(tree: &mut Tree, respelled: &mut Respelled) {
    let mut known = BTreeSet::new();
    for of_copies in [false, true] {
        let paths = tree.root.get_mut("paths").map(|it| &mut it.kind);
        let Some(NodeKind::Mapping(paths)) = paths else {
            return;
        };
        for (path, item) in paths.values_mut() {
            let NodeKind::Mapping(item) = &mut item.kind else {
                continue;
            };
            for (method, operation) in item.values_mut() {
                let place = pointer::join("", &["paths", path, method]);
                let is_copy = respelled.moved.contains_key(&place);
                let NodeKind::Mapping(operation) = &mut operation.kind else {
                    continue;
                };
                let id = operation.get("operationId").and_then(Node::as_str);
                let Some(id) = id.filter(|_| is_copy == of_copies) else {
                    continue;
                };
                if !known.insert(id.to_owned()) && is_copy {
                    respelled.unnamed.insert(place);
                    let entries = std::mem::take(operation).into_entries().into_iter();
                    *operation =
                        Mapping::new(entries.filter(|it| it.key != "operationId").collect());
                }
            }
        }
    }
}

/// Finds the references, which are not far below the root: in paths, webhooks and callbacks.
fn find(tree: &Tree, node: &Node, place: String, depth: usize, found: &mut Found) {
    const DEPTH: usize = 6;
    let keys = pointer::keys(&place);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let is_item = matches!(
        keys.as_slice(),
        ["paths" | "webhooks", _]
            | ["components", "pathItems", _]
            | ["components", "callbacks", _, _]
            | ["paths" | "webhooks", _, _, "callbacks", _, _]
            | ["components", "pathItems", _, _, "callbacks", _, _]
    );
    if is_item && let Some(target) = target(tree, node) {
        found.insert(place.clone(), target);
    }
    let leads_on = |key: &str| match keys.as_slice() {
        [] => ["paths", "webhooks", "components"].contains(&key),
        ["components"] => ["pathItems", "callbacks"].contains(&key),
        [.., _] => key != "responses" && key != "parameters" && key != "requestBody",
    };
    for entry in node.as_mapping().into_iter().flatten() {
        if depth <= DEPTH && leads_on(&entry.key) {
            let below = pointer::child(&place, &entry.key);
            find(tree, &entry.value, below, depth + 1, found);
        }
    }
}

/// The path item that a chain of references leads to.
pub(in crate::source) fn target(tree: &Tree, item: &Node) -> Option<String> {
    let target = pointer::from_fragment(item.get("$ref")?.as_str()?)?;
    Some(Cursor::at(tree, &target)?.resolved()?.pointer)
}
