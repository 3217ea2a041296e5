//! [`group`]: an edit that was made at several locations is one change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::fingerprint::place;
use super::{Also, Change, Reach};

/// Joins the changes that are equal but for their locations, in the order of the first of each.
pub(super) fn group(changes: Vec<Change>) -> Vec<Change> {
    let mut groups: Vec<Vec<Change>> = Vec::new();
    let mut by_edit = BTreeMap::new();
    for change in changes {
        let facts = serde_json::to_string(&change.facts).unwrap_or_default();
        let edit = (change.rule, change.level, change.message.clone(), facts);
        let index = *by_edit.entry(edit).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups.into_iter().filter_map(joined).collect()
}

fn joined(group: Vec<Change>) -> Option<Change> {
    let mut changes = group.into_iter();
    let mut first = changes.next()?;
    let mut places: Vec<String> = first.also.iter().filter_map(pointer).collect();
    let mut reach: BTreeSet<Reach> = first.reach.iter().cloned().collect();
    let mut items: BTreeSet<String> = first.rust.iter().map(|item| item.path()).collect();
    for change in changes {
        places.push(place(&change).to_owned());
        places.extend(change.also.iter().filter_map(pointer));
        let more = change.reach.into_iter();
        first
            .reach
            .extend(more.filter(|it| reach.insert(it.clone())));
        let more = change.rust.into_iter();
        first
            .rust
            .extend(more.filter(|item| items.insert(item.path())));
        first.witness = first.witness.or(change.witness);
        first.also.push(Also {
            subject: change.subject,
            base: change.base,
            head: change.head,
        });
        first.also.extend(change.also);
    }
    if !places.is_empty() {
        // Who accepts a change accepts it at these locations.
        first.facts.insert("also", json!(places));
    }
    Some(first)
}

fn pointer(also: &Also) -> Option<String> {
    let at = also.head.as_ref().or(also.base.as_ref());
    at.map(|at| at.pointer.clone())
}
