//! [`join`]: what changes for Rust code goes to the change of the document that causes it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::cause::{Causes, operation_of, owner};
use super::rust::is_reordered;
use super::version::Version;
use super::{Change, Facts, Reach, Rule, RustChange};
use crate::source::pointer::component_schema;
use crate::surface::{Item, Member, Owner, RustType, Trait};

/// The rules that only the two crates tell.
pub const OF_RUST: [Rule; 4] = [
    Rule::TypeRenamed,
    Rule::ArgumentsReordered,
    Rule::RustApiChanged,
    Rule::GeneratorChanged,
];

/// Puts each item that differs with its causes. Where no change on the wire explains it, it is a change of its own.
pub(super) fn join(
    (base, head): (Version<'_>, Version<'_>),
    mut changes: Vec<Change>,
    rust: Vec<RustChange>,
) -> Vec<Change> {
    let rust = rust.into_iter().flat_map(|it| {
        let values = [
            base.objects.value(it.before.as_ref()),
            head.objects.value(it.after.as_ref()),
        ];
        match values {
            [Some(old), Some(new)] if old != new => it.split().to_vec(),
            _ => vec![it],
        }
    });
    let rust: Vec<RustChange> = rust.collect();
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
    // The others may follow from what happened to a type.
    let (of_types, of_others): (Vec<_>, Vec<_>) = by_owner(unexplained)
        .into_iter()
        .partition(|items| items.iter().any(is_type));
    let own = |items| own_change(items, &causes);
    changes.extend(of_types.into_iter().filter_map(own));
    let left = follow(of_others.into_iter().flatten(), &mut changes);
    changes.extend(by_owner(left).into_iter().filter_map(own));
    changes
}

/// The items of each schema or operation together.
fn by_owner(items: Vec<RustChange>) -> Vec<Vec<RustChange>> {
    let mut groups: BTreeMap<String, Vec<RustChange>> = BTreeMap::new();
    for item in items {
        let owner = owner(pointer(&item)).to_owned();
        groups.entry(owner).or_default().push(item);
    }
    groups.into_values().collect()
}

/// Puts items that name a type in one version only with the change that adds or removes the type. Returns the others.
fn follow(items: impl Iterator<Item = RustChange>, changes: &mut [Change]) -> Vec<RustChange> {
    let mut makers: BTreeMap<Owner, usize> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        let types = change.rust.iter().filter(|item| is_type(item));
        let owners = types.flat_map(|it| it.before.iter().chain(&it.after));
        makers.extend(owners.map(|item| (item.path.owner.clone(), index)));
    }
    let mut left = Vec::new();
    for item in items {
        let [before, after] = [&item.before, &item.after].map(named_types);
        let named = before.symmetric_difference(&after);
        let maker = named.filter_map(|owner| makers.get(owner)).min();
        match maker.and_then(|index| changes.get_mut(*index)) {
            Some(change) => change.rust.push(item),
            None => left.push(item),
        }
    }
    left
}

/// The types that an item names.
fn named_types(item: &Option<Item>) -> BTreeSet<Owner> {
    let types = item.iter().flat_map(|item| item.signature.types());
    let converted = item.iter().filter_map(|item| match &item.path.member {
        Member::Impl(Trait::From { ty, .. }) => Some(ty),
        _ => None,
    });
    let named = types.filter_map(RustType::named).chain(converted);
    named.cloned().map(Owner::Type).collect()
}

fn is_type(change: &RustChange) -> bool {
    let path = change.item().map(|item| &item.path);
    path.is_some_and(|path| path.owner.is_type() && path.member == Member::Itself)
}

fn pointer(change: &RustChange) -> &str {
    change.item().map_or("", Item::pointer)
}

/// The kind of change that says what happened to an item.
fn rule(change: &RustChange) -> Rule {
    match (&change.before, &change.after) {
        (Some(old), Some(new)) if old.path != new.path => match is_type(change) {
            true => Rule::TypeRenamed,
            false => Rule::RustApiChanged,
        },
        (Some(old), Some(new)) if is_reordered(&old.signature, &new.signature) => {
            Rule::ArgumentsReordered
        }
        _ => Rule::RustApiChanged,
    }
}

fn own_change(items: Vec<RustChange>, causes: &Causes<'_>) -> Option<Change> {
    let first = items
        .iter()
        .min_by_key(|item| (rule(item), pointer(item), item.path().len()))?;
    let rule = rule(first);
    let at = |side: fn(&RustChange) -> Option<&Item>| {
        let own = side(first).and_then(|item| item.at.clone());
        own.or_else(|| items.iter().find_map(|it| side(it)?.at.clone()))
    };
    let mut facts = Facts::from([("item", json!(first.path()))]);
    if let Some(new) = first.new_path() {
        facts.insert("renamed", json!(new));
    } else {
        let signatures = |side: fn(&RustChange) -> Option<&Item>| {
            let items = items.iter().filter_map(side).map(Item::to_string);
            json!(items.collect::<Vec<_>>())
        };
        facts.insert("before", signatures(|item| item.before.as_ref()));
        facts.insert("after", signatures(|item| item.after.as_ref()));
    }
    Some(Change {
        rule,
        level: rule.level(),
        direction: None,
        message: message(first),
        subject: subject(first),
        base: at(|item| item.before.as_ref()),
        head: at(|item| item.after.as_ref()),
        also: Vec::new(),
        place: None,
        facts,
        witness: None,
        reach: reach(&items, causes),
        rust: items,
    })
}

/// What it is about, as the document calls it where that is short.
fn subject(change: &RustChange) -> String {
    let is_of_type = change.item().is_some_and(|item| item.path.owner.is_type());
    let operation = operation_of(pointer(change)).filter(|_| !is_of_type);
    let path = change.path();
    let short = path
        .strip_prefix("types::")
        .or_else(|| path.strip_prefix("operations::"));
    operation.unwrap_or_else(|| short.unwrap_or(&path).to_owned())
}

fn reach(items: &[RustChange], causes: &Causes<'_>) -> Vec<Reach> {
    let mut operations = BTreeSet::new();
    for pointer in items.iter().map(pointer) {
        match operation_of(pointer) {
            Some(operation) => {
                operations.insert(operation);
            }
            None => {
                let users = causes.operations(owner(pointer)).into_iter();
                operations.extend(users.map(str::to_owned));
            }
        }
    }
    let reach = operations.into_iter().map(|operation| Reach {
        operation,
        part: String::new(),
    });
    reach.collect()
}

fn message(change: &RustChange) -> String {
    let name = |path: &str| path.rsplit("::").next().unwrap_or(path).to_owned();
    let old = name(&change.path());
    match (rule(change), change.new_path().as_deref().map(name)) {
        (Rule::TypeRenamed, Some(new)) => {
            // On the schema of a property it would name the field.
            let pointer = change.after.as_ref().map(Item::pointer);
            let advice = match pointer.and_then(component_schema) {
                Some(_) => format!(", and `x-rust-name: {old}` would keep the name"),
                None => String::new(),
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
