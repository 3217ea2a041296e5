//! [`join`]: what changes for Rust code goes to the change of the document that causes it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::cause::{Causes, operation_of, owner};
use super::rust::is_reordered;
use super::{Change, Direction, Facts, Reach, Rule, RustChange};
use crate::diagnostic::Anchor;
use crate::pipeline::Model;

/// Puts each item that is another one with its cause. What no change on the wire explains, since only names say it, is a
/// change of its own.
pub(super) fn join(
    base: &Model,
    head: &Model,
    mut changes: Vec<Change>,
    rust: Vec<RustChange>,
) -> Vec<Change> {
    let causes = Causes::new(base, head, &changes);
    let mut unexplained = Vec::new();
    for item in rust {
        let indices = causes.of(&item, &changes);
        if indices.is_empty() {
            unexplained.push(item);
            continue;
        }
        for index in indices {
            if let Some(change) = changes.get_mut(index) {
                change.rust.push(item.clone());
            }
        }
    }
    changes.extend(own_changes(unexplained, &causes));
    changes
}

fn own_changes(items: Vec<RustChange>, causes: &Causes) -> Vec<Change> {
    let mut groups: BTreeMap<String, Vec<RustChange>> = BTreeMap::new();
    for item in items {
        groups
            .entry(owner(&pointer(&item)).to_owned())
            .or_default()
            .push(item);
    }
    groups
        .into_values()
        .filter_map(|items| own_change(items, causes))
        .collect()
}

fn pointer(item: &RustChange) -> String {
    let at = item.base.as_ref().or(item.head.as_ref());
    at.map(|at| at.pointer.clone()).unwrap_or_default()
}

/// The kind of change that says what happened to an item.
fn rule(item: &RustChange) -> Rule {
    let is_type = item.path.starts_with("types::") && item.path.split("::").count() == 2;
    let signatures = item.before.as_ref().zip(item.after.as_ref());
    let is_reordered = signatures.is_some_and(|(before, after)| is_reordered(before, after));
    match &item.new_path {
        Some(_) if is_type => Rule::TypeRenamed,
        None if is_reordered => Rule::ArgumentsReordered,
        _ => Rule::RustApiChanged,
    }
}

fn own_change(items: Vec<RustChange>, causes: &Causes) -> Option<Change> {
    let first = items
        .iter()
        .min_by_key(|item| (rule(item), pointer(item)))?;
    let rule = rule(first);
    let old = first.path.clone();
    let new = first.new_path.clone();
    let subject = subject(first);
    let at = |side: fn(&RustChange) -> Option<&Anchor>| items.iter().find_map(side).cloned();
    let reach = reach(&items, causes);
    let mut facts = Facts::new();
    facts.insert("item", json!(old));
    if let Some(new) = &new {
        facts.insert("renamed", json!(new));
    }
    if new.is_none() {
        let signatures = |side: fn(&RustChange) -> Option<&String>| {
            json!(items.iter().filter_map(side).collect::<Vec<_>>())
        };
        facts.insert("before", signatures(|item| item.before.as_ref()));
        facts.insert("after", signatures(|item| item.after.as_ref()));
    }
    Some(Change {
        rule,
        level: rule.level(),
        direction: Direction::Both,
        message: message(rule, &old, new.as_deref()),
        subject,
        base: first.base.clone().or_else(|| at(|item| item.base.as_ref())),
        head: first.head.clone().or_else(|| at(|item| item.head.as_ref())),
        facts,
        witness: None,
        reach,
        rust: items,
    })
}

/// What only the two crates tell.
pub const OF_RUST: [Rule; 4] = [
    Rule::TypeRenamed,
    Rule::ArgumentsReordered,
    Rule::RustApiChanged,
    Rule::GeneratorChanged,
];

/// What it is about, as the document calls it where that is short.
fn subject(item: &RustChange) -> String {
    let short = |path: &str| {
        let path = path
            .strip_prefix("types::")
            .or_else(|| path.strip_prefix("operations::"))
            .unwrap_or(path);
        path.to_owned()
    };
    let operation = operation_of(&pointer(item)).filter(|_| !item.path.starts_with("types::"));
    operation.unwrap_or_else(|| short(&item.path))
}

fn reach(items: &[RustChange], causes: &Causes) -> Vec<Reach> {
    let mut operations = BTreeSet::new();
    for item in items {
        let pointer = pointer(item);
        match operation_of(&pointer) {
            Some(operation) => operations.insert(operation),
            None => {
                operations.extend(
                    causes
                        .operations(owner(&pointer))
                        .into_iter()
                        .map(str::to_owned),
                );
                false
            }
        };
    }
    operations
        .into_iter()
        .map(|operation| Reach {
            operation,
            part: String::new(),
        })
        .collect()
}

fn message(rule: Rule, old: &str, new: Option<&str>) -> String {
    let name = |path: &str| path.rsplit("::").next().unwrap_or(path).to_owned();
    match (rule, new) {
        (Rule::TypeRenamed, Some(new)) => format!(
            "The type `{}` is called `{}` now. On the wire nothing changes. `x-rust-name: {}` would keep the name.",
            name(old),
            name(new),
            name(old),
        ),
        (Rule::ArgumentsReordered, _) => {
            "On the wire nothing changes. In Rust the arguments come in another order: that of the document.".to_owned()
        }
        (_, Some(new)) => format!(
            "On the wire nothing changes. In Rust `{}` is called `{}` now.",
            name(old),
            name(new),
        ),
        _ => "On the wire nothing changes. In Rust something does, by how the document is written.".to_owned(),
    }
}
