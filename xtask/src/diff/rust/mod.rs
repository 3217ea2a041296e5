//! [`compare`]: two lists of public items → what changes for code that uses the crate.
//!
//! The judgements hold under the promises that `ARCHITECTURE.md` lists: types may grow, requests have no public fields,
//! and no user makes the values that answers hold.

mod aliases;
mod generic;
mod owner;
mod rename;
mod signature;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Effect, RustChange};
use crate::surface::{Item, ItemPath};
use aliases::Aliases;
use generic::Generic;
use owner::{Owner, owners};
use rename::Renames;
pub(super) use signature::is_reordered;

/// The public items of a crate by their paths.
pub type Items = BTreeMap<ItemPath, Item>;

/// What changes for users, an entry for each thing that they would have to touch: of a type that is gone its members
/// are not listed, and of one with another name not what only mentions it.
pub fn compare(base: &Items, head: &Items) -> Vec<RustChange> {
    let before = owners(base);
    let after = owners(head);
    let renames = Renames::find(&before, &after);
    let mut members = Members {
        aliases: (Aliases::of(base), Aliases::of(head)),
        ..Members::default()
    };
    for (path, owner) in &before {
        match after.get_key_value(renames.new_path(path)) {
            Some((new_path, new)) => members.owner((path, owner), (new_path, new), &renames),
            None => members.went(path, owner),
        }
    }
    for (path, owner) in &after {
        if !before.contains_key(renames.old_path(path)) {
            members.came(path, owner);
        }
    }
    members.changes()
}

/// What it does to code that an item is another one. The one place that decides it.
fn effect(before: Option<&Item>, after: Option<&Item>) -> Effect {
    match (before, after) {
        (None, None) => Effect::Nothing,
        // Whoever has implemented the trait has not got that.
        (None, Some(after)) if after.signature.starts_with("required ") => Effect::Breaks,
        (None, Some(_)) => Effect::Adds,
        // Outside of the promise.
        (Some(before), Some(after)) if before.unconfirmed && !after.unconfirmed => Effect::Adds,
        (Some(before), _) if before.unconfirmed => Effect::Nothing,
        (Some(_), None) => Effect::Breaks,
        (Some(before), Some(after)) => {
            let signature = signature::effect(&before.signature, &after.signature);
            if after.unconfirmed {
                Effect::Breaks
            } else if after.deprecated && !before.deprecated {
                signature.max(Effect::Warns)
            } else {
                signature
            }
        }
    }
}

/// A member with its path.
type Member<'a> = (String, &'a Item);

/// What was found, before what belongs together is put together.
#[derive(Default)]
struct Members<'a> {
    gone: Vec<Member<'a>>,
    new: Vec<Member<'a>>,
    changed: Vec<RustChange>,
    /// The aliases before and after.
    aliases: (Aliases<'a>, Aliases<'a>),
}

impl<'a> Members<'a> {
    /// Compares what is in both, under its old or its new name.
    fn owner(
        &mut self,
        (old_path, before): (&str, &Owner<'a>),
        (new_path, after): (&str, &Owner<'a>),
        renames: &Renames,
    ) {
        let generic = Generic::of(before.item, after.item);
        if let (Some(old), Some(new)) = (before.item, after.item) {
            let is_renamed = old_path != new_path;
            let seen = renames.apply(old_path, &old.signature);
            let (seen, shown) = generic.align(seen, &new.signature);
            let same_kind = seen == shown;
            if is_renamed || !same_kind {
                self.changed.push(change(old_path, old, (new_path, new)));
            }
            if !same_kind {
                return;
            }
        }
        let is_made = |owner: &Owner<'_>| owner.members.contains_key(NEW);
        let (was_made, is_made) = (is_made(before), is_made(after));
        for (name, old) in &before.members {
            let path = format!("{old_path}{name}");
            let new_path = format!("{new_path}{}", renames.member(name));
            match after.members.get(renames.member(name).as_str()) {
                // Who cannot make a value any more needs no setters, and the other way round.
                None if was_made && !is_made && is_setter(name) => {}
                None => self.gone.push((path, old)),
                Some(new) => {
                    let (old_aliases, new_aliases) = &self.aliases;
                    let (mut seen, mut shown) = ((*old).clone(), (*new).clone());
                    let before = renames.apply(old_path, &old_aliases.expand(&old.signature));
                    let after = new_aliases.expand(&new.signature);
                    (seen.signature, shown.signature) = generic.align(before, &after);
                    let effect = effect(Some(&seen), Some(&shown));
                    let is_other =
                        signature::effect(&seen.signature, &shown.signature) != Effect::Nothing;
                    if effect != Effect::Nothing || is_other {
                        self.changed.push(RustChange {
                            effect,
                            ..change(&path, old, (&new_path, new))
                        });
                    }
                }
            }
        }
        let matched: BTreeSet<String> = before
            .members
            .keys()
            .map(|name| renames.member(name))
            .collect();
        for (name, new) in &after.members {
            let is_told = !was_made && is_made && is_setter(name);
            if !matched.contains(*name) && !is_told {
                self.new.push((format!("{new_path}{name}"), new));
            }
        }
    }

    fn went(&mut self, path: &str, owner: &Owner<'a>) {
        self.gone.extend(listed(path, owner));
    }

    fn came(&mut self, path: &str, owner: &Owner<'a>) {
        self.new.extend(listed(path, owner));
    }

    /// Everything, with members that only have another name as one change.
    fn changes(self) -> Vec<RustChange> {
        let mut changes = self.changed;
        let mut taken = BTreeSet::new();
        for (path, old) in &self.gone {
            let renamed = self.new.iter().enumerate().find(|(at, (new_path, new))| {
                !taken.contains(at) && is_renamed((path, old), (new_path, new))
            });
            match renamed {
                Some((at, (new_path, new))) => {
                    taken.insert(at);
                    changes.push(change(path, old, (new_path, new)));
                }
                None => changes.push(RustChange {
                    path: path.clone(),
                    new_path: None,
                    effect: effect(Some(old), None),
                    before: Some(old.to_string()),
                    after: None,
                    base: Some(old.at.clone()),
                    head: None,
                }),
            }
        }
        for (at, (path, new)) in self.new.iter().enumerate() {
            if !taken.contains(&at) {
                changes.push(RustChange {
                    path: path.clone(),
                    new_path: None,
                    effect: effect(None, Some(new)),
                    before: None,
                    after: Some(new.to_string()),
                    base: None,
                    head: Some(new.at.clone()),
                });
            }
        }
        without_requests_of_methods(&mut changes);
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        changes
    }
}

/// What users make values with.
const NEW: &str = "::new()";

/// Whether a member is there only where users make values, besides `new`.
fn is_setter(name: &str) -> bool {
    name != NEW && (name.ends_with("()") || [" as Default", " as FromString"].contains(&name))
}

/// What to list of something that is gone or new: a type or a request is one thing, of others the members count.
fn listed<'a>(path: &str, owner: &Owner<'a>) -> Vec<Member<'a>> {
    let members = owner
        .members
        .iter()
        .map(|(name, item)| (format!("{path}{name}"), *item));
    match owner.item {
        // A group is listed where the client leads to it, and each method leads to its request.
        Some(_) if owner::is_group(path, owner) => members.collect(),
        Some(item) => vec![(path.to_owned(), item)],
        None => members.collect(),
    }
}

/// Whether an item that is gone and one that is new stand for the same place of the document, in the same way.
fn is_renamed(old: (&str, &Item), new: (&str, &Item)) -> bool {
    let kind = |path: &str, item: &Item| {
        let parts = path.split("::").count();
        (
            parts,
            path.ends_with(')'),
            path.contains(" as "),
            owner::is_named_type(item),
        )
    };
    let pointer = place(old.1);
    let owns_many = pointer.is_empty() || old.0.starts_with("Client::");
    !owns_many && pointer == place(new.1) && kind(old.0, old.1) == kind(new.0, new.1) && {
        // `new` and `send` are not what the document names, and one trait is not another.
        let name = |path: &str| path.rsplit("::").next().map(str::to_owned);
        let fixed = [
            "new()",
            "when_some()",
            "send()",
            "send_blocking()",
            "send_lenient()",
            "send_lenient_blocking()",
            "items()",
            "into_items()",
            "pages()",
            "stream()",
        ];
        let is_fixed = |path: &str| {
            let name = name(path).unwrap_or_default();
            let is_trait = name.contains(" as ") && !name.contains(" as From<");
            is_trait || fixed.contains(&name.as_str())
        };
        !is_fixed(old.0) && !is_fixed(new.0)
    }
}

/// Where an item stands in the document, whatever the parameters of a path are called.
fn place(item: &Item) -> String {
    let mut parts = item.at.pointer.split('{');
    let mut place = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        place.push_str("{}");
        place.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    place
}

/// A request is made by its method only, so where the method is listed, the request says the same once more.
fn without_requests_of_methods(changes: &mut Vec<RustChange>) {
    let methods: Vec<RustChange> = changes
        .iter()
        .filter(|it| it.path.ends_with("()"))
        .cloned()
        .collect();
    changes.retain(|change| {
        let is_request = change.path.starts_with("operations::") && !change.path.ends_with("()");
        !is_request
            || !methods.iter().any(|method| {
                let fate = |it: &RustChange| (it.before.is_some(), it.after.is_some());
                let pointer = |it: &RustChange| {
                    let at = it.base.as_ref().or(it.head.as_ref());
                    at.map(|at| at.pointer.clone())
                };
                fate(method) == fate(change) && pointer(method) == pointer(change)
            })
    });
}

/// What it does to code that an item has another name.
fn renamed(old: &Item) -> Effect {
    effect(Some(old), None)
}

fn change(path: &str, old: &Item, (new_path, new): (&str, &Item)) -> RustChange {
    RustChange {
        path: path.to_owned(),
        new_path: (path != new_path).then(|| new_path.to_owned()),
        effect: renamed(old),
        before: Some(old.to_string()),
        after: Some(new.to_string()),
        base: Some(old.at.clone()),
        head: Some(new.at.clone()),
    }
}
