//! [`join`]: what changes for Rust code goes to the change of the document that causes it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::cause::{Causes, operation_of, owner};
use super::krate::Crate;
use super::rust::is_reordered;
use super::{Change, Facts, Reach, Rule, RustChange};
use crate::diagnostic::Anchor;
use crate::source::pointer::component_schema;

/// Puts each item that is another one with its cause. What no change on the wire explains, since only names say it, is a
/// change of its own.
pub(super) fn join(
    base: &Crate<'_>,
    head: &Crate<'_>,
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
    // What is left may follow from what happened to a type.
    let (of_types, of_others): (Vec<_>, Vec<_>) = by_owner(unexplained)
        .into_iter()
        .partition(|items| items.iter().any(is_type));
    changes.extend(
        of_types
            .into_iter()
            .filter_map(|it| own_change(it, &causes)),
    );
    let left = follow(of_others.into_iter().flatten(), &mut changes);
    let groups = by_owner(left).into_iter();
    changes.extend(groups.filter_map(|items| own_change(items, &causes)));
    changes
}

/// The items of each schema or operation together.
fn by_owner(items: Vec<RustChange>) -> Vec<Vec<RustChange>> {
    let mut groups: BTreeMap<String, Vec<RustChange>> = BTreeMap::new();
    for item in items {
        let owner = owner(&pointer(&item)).to_owned();
        groups.entry(owner).or_default().push(item);
    }
    groups.into_values().collect()
}

/// Puts items that name a type now, or do not any more, with the change that makes the type come or go. Gives back the
/// others.
fn follow(items: impl Iterator<Item = RustChange>, changes: &mut [Change]) -> Vec<RustChange> {
    let mut makers: BTreeMap<String, usize> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        for item in change.rust.iter().filter(|item| is_type(item)) {
            let paths = [Some(&item.path), item.new_path.as_ref()];
            makers.extend(paths.into_iter().flatten().map(|it| (it.clone(), index)));
        }
    }
    let mut left = Vec::new();
    for item in items {
        let [before, after] = [&item.before, &item.after].map(named_types);
        let named = before.symmetric_difference(&after);
        let maker = named.filter_map(|path| makers.get(*path)).min();
        match maker.and_then(|index| changes.get_mut(*index)) {
            Some(change) => change.rust.push(item),
            None => left.push(item),
        }
    }
    left
}

/// The types that a signature names, as in `types::User`.
fn named_types(signature: &Option<String>) -> BTreeSet<&str> {
    let text = signature.as_deref().unwrap_or_default();
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'))
        .filter(|word| word.starts_with("types::"))
        .collect()
}

fn is_type(item: &RustChange) -> bool {
    item.path.starts_with("types::") && item.path.split("::").count() == 2
}

fn pointer(item: &RustChange) -> String {
    let at = item.base.as_ref().or(item.head.as_ref());
    at.map(|at| at.pointer.clone()).unwrap_or_default()
}

/// The kind of change that says what happened to an item.
fn rule(item: &RustChange) -> Rule {
    let signatures = item.before.as_ref().zip(item.after.as_ref());
    let is_reordered = signatures.is_some_and(|(before, after)| is_reordered(before, after));
    match &item.new_path {
        Some(_) if is_type(item) => Rule::TypeRenamed,
        None if is_reordered => Rule::ArgumentsReordered,
        _ => Rule::RustApiChanged,
    }
}

fn own_change(items: Vec<RustChange>, causes: &Causes<'_>) -> Option<Change> {
    let first = items
        .iter()
        .min_by_key(|item| (rule(item), pointer(item), item.path.len()))?;
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
        direction: None,
        message: message(first),
        subject,
        base: first.base.clone().or_else(|| at(|item| item.base.as_ref())),
        head: first.head.clone().or_else(|| at(|item| item.head.as_ref())),
        place: None,
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

fn reach(items: &[RustChange], causes: &Causes<'_>) -> Vec<Reach> {
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

fn message(item: &RustChange) -> String {
    let name = |path: &str| path.rsplit("::").next().unwrap_or(path).to_owned();
    let old = name(&item.path);
    match (rule(item), item.new_path.as_deref().map(name)) {
        (Rule::TypeRenamed, Some(new)) => {
            // On a schema that stands in a property it would name the field.
            let advice = match item.head.as_ref().is_some_and(|at| component_schema(&at.pointer).is_some()) {
                true => format!(", and `x-rust-name: {old}` would keep the name"),
                false => String::new(),
            };
            format!("The type `{old}` is called `{new}` now; on the wire nothing changes{advice}.")
        }
        (Rule::ArgumentsReordered, _) => {
            "In Rust the arguments come in another order, that of the document; on the wire nothing changes.".to_owned()
        }
        (_, Some(new)) => {
            format!("In Rust `{old}` is called `{new}` now; on the wire nothing changes.")
        }
        _ => "In Rust something differs by how the document is written; on the wire nothing changes.".to_owned(),
    }
}
