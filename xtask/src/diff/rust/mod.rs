//! [`compare`]: two lists of public items → what changes for code that uses the crate.
//!
//! The judgements rely on the promises that `ARCHITECTURE.md` lists: types may grow, requests have no public fields, and
//! users make no values of the types that only responses hold.

mod aligned;
mod effect;
mod items;
mod owner;
mod rename;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::{Effect, RustChange};
use crate::surface::{Item, Member, Owner, Trait};
use aligned::{Aliases, Aligned, default};
pub(super) use effect::is_reordered;
pub(super) use items::{ENVIRONMENT, items};
use owner::{OwnerItems, owners};
use rename::Renames;

/// What changes for users, an entry for each item that they would have to touch: the members of a removed type are not
/// listed, and neither is what only mentions a renamed type. No type is the other under another name if both documents have
/// what makes them (`is_kept`, by pointer).
pub fn compare(base: &[Item], head: &[Item], is_kept: &dyn Fn(&str) -> bool) -> Vec<RustChange> {
    let before = owners(base);
    let after = owners(head);
    let renames = Renames::find(&before, &after, is_kept);
    let aligned = Aligned {
        renames: &renames,
        aliases: [base, head].map(Aliases::of),
    };
    let mut differences = Differences::default();
    for (owner, old) in &before {
        match after.get(renames.new_owner(owner)) {
            Some(new) => differences.compare_owners(old, new, &aligned),
            None => differences.removed.extend(old.listed()),
        }
    }
    for (owner, new) in &after {
        if !before.contains_key(renames.old_owner(owner)) {
            differences.added.extend(new.listed());
        }
    }
    differences.into_changes()
}

/// The differences, before removed and added items are joined to renamed ones.
#[derive(Default)]
struct Differences<'a> {
    removed: Vec<&'a Item>,
    added: Vec<&'a Item>,
    changed: Vec<RustChange>,
}

impl<'a> Differences<'a> {
    fn compare_owners(
        &mut self,
        before: &OwnerItems<'a>,
        after: &OwnerItems<'a>,
        aligned: &Aligned<'_>,
    ) {
        let defaults = [default(before), default(after)];
        if let (Some(old), Some(new)) = (before.itself, after.itself) {
            let [seen, shown] = aligned.signatures([old, new], defaults);
            if old.path != new.path || seen != shown {
                self.changed.push(renamed(old, new));
            }
            if seen != shown {
                return;
            }
        }
        let [was_made, is_made] = [before, after].map(|owner| owner.has_function(NEW));
        let mut matched = BTreeSet::new();
        for (member, old) in &before.members {
            let member = aligned.renames.member(member);
            match after.members.get(&member) {
                // Who cannot make a value any more needs no setters.
                None if was_made && !is_made && is_setter(&member) => {}
                None => self.removed.push(old),
                Some(new) => self.compare_members(old, new, defaults, aligned),
            }
            matched.insert(member);
        }
        for (member, new) in &after.members {
            let is_implied = !was_made && is_made && is_setter(member);
            if !matched.contains(*member) && !is_implied {
                self.added.push(new);
            }
        }
    }

    fn compare_members(
        &mut self,
        old: &Item,
        new: &Item,
        defaults: [Option<&crate::surface::RustType>; 2],
        aligned: &Aligned<'_>,
    ) {
        let signatures = aligned.signatures([old, new], defaults);
        let effect = effect::of_change([old, new], &signatures);
        let [before, after] = &signatures;
        if effect != Effect::Nothing || !effect::is_compatible(before, after) {
            self.changed.push(RustChange {
                effect,
                before: Some(old.clone()),
                after: Some(new.clone()),
            });
        }
    }

    /// All changes, with members that only have another name as one change.
    fn into_changes(self) -> Vec<RustChange> {
        let mut changes = self.changed;
        let mut by_place: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
        for new in &self.added {
            by_place.entry(place(new)).or_default().push(new);
        }
        for old in &self.removed {
            let candidates = by_place.get_mut(&place(old));
            let new = candidates.and_then(|candidates| {
                let position = candidates.iter().position(|new| is_renamed(old, new))?;
                Some(candidates.remove(position))
            });
            changes.push(match new {
                Some(new) => renamed(old, new),
                None => RustChange {
                    effect: effect::of_removal(old),
                    before: Some((*old).clone()),
                    after: None,
                },
            });
        }
        let added = by_place.into_values().flatten();
        changes.extend(added.map(|new| RustChange {
            effect: effect::of_addition(new),
            before: None,
            after: Some(new.clone()),
        }));
        let mut changes = without_requests_of_methods(changes);
        changes.sort_by_cached_key(RustChange::path);
        changes
    }
}

/// The function that users make values with.
const NEW: &str = "new";

/// Whether a member exists only where users make values, besides `new`.
fn is_setter(member: &Member) -> bool {
    match member {
        Member::Function(name) => name.as_str() != NEW,
        Member::Impl(implemented) => matches!(implemented, Trait::Default | Trait::FromString),
        Member::Itself | Member::Named(_) => false,
    }
}

/// The change of an item that has another name or is of another kind.
fn renamed(old: &Item, new: &Item) -> RustChange {
    RustChange {
        effect: effect::of_removal(old),
        before: Some(old.clone()),
        after: Some(new.clone()),
    }
}

/// Whether one place of the document makes a removed and an added item in the same way.
fn is_renamed(old: &Item, new: &Item) -> bool {
    let kind = |item: &Item| {
        (
            discriminant(&item.path.owner),
            discriminant(&item.path.member),
        )
    };
    let place = place(old);
    // The first of its operations makes a group.
    let is_root = matches!(old.path.owner, Owner::Root(_));
    !place.is_empty()
        && !is_root
        && place == self::place(new)
        && kind(old) == kind(new)
        && [old, new]
            .iter()
            .all(|item| is_named_by_document(&item.path.member))
}

/// Whether the name of a member comes from the document.
fn is_named_by_document(member: &Member) -> bool {
    const FIXED: [&str; 10] = [
        "new",
        "when_some",
        "send",
        "send_blocking",
        "send_lenient",
        "send_lenient_blocking",
        "items",
        "into_items",
        "pages",
        "stream",
    ];
    match member {
        Member::Function(name) => !FIXED.contains(&name.as_str()),
        Member::Impl(implemented) => matches!(implemented, Trait::From { .. }),
        Member::Itself | Member::Named(_) => true,
    }
}

/// The pointer of what makes an item, without the names of the parameters of a path.
fn place(item: &Item) -> String {
    let mut parts = item.pointer().split('{');
    let mut place = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        place.push_str("{}");
        place.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    place
}

/// Only its method makes a request, so where the method is listed, the request would be listed twice.
fn without_requests_of_methods(changes: Vec<RustChange>) -> Vec<RustChange> {
    let is_function = |change: &RustChange| {
        let item = change.item();
        item.is_some_and(|item| matches!(item.path.member, Member::Function(_)))
    };
    let fate = |change: &RustChange| {
        let pointer = change.item().map(|item| item.pointer().to_owned());
        (change.before.is_some(), change.after.is_some(), pointer)
    };
    let methods: BTreeSet<_> = changes
        .iter()
        .filter(|it| is_function(it))
        .map(fate)
        .collect();
    let is_listed = |change: &RustChange| {
        let is_operation = change.item().is_some_and(|it| it.path.owner.is_operation());
        is_operation && !is_function(change) && methods.contains(&fate(change))
    };
    changes
        .into_iter()
        .filter(|change| !is_listed(change))
        .collect()
}
