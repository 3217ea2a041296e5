//! [`Renames`]: which types and requests only have another name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use super::owner::{OwnerItems, Owners};
use super::{NEW, place};
use crate::names::Ident;
use crate::surface::{Member, Owner, RustType, Signature, Trait};

/// Owners before, with those after.
#[derive(Debug, Default)]
pub(super) struct Renames {
    forth: BTreeMap<Owner, Owner>,
    back: BTreeMap<Owner, Owner>,
}

/// Whether both documents have what makes each of two types, so that neither is the other under another name.
type AreKept<'k> = dyn Fn(&Owner, &Owner) -> bool + 'k;

/// What a type has: members with their signatures.
type Shape = BTreeSet<(Member, Signature)>;

/// So much must be alike in types that are not equal: two members besides the type itself and `extra`.
const LEAST: usize = 4;

impl Renames {
    /// Finds them. A name replaces another if the same place of the document has them; if all that they have is the same
    /// and no other removed or added type looks like them; or if most of it is, and more than with any other.
    pub(super) fn find(
        before: &Owners<'_>,
        after: &Owners<'_>,
        is_kept: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut renames = Self::default();
        renames.find_by_place(before, after);
        let are_kept = |old: &Owner, new: &Owner| {
            let items = [before.get(old), after.get(new)];
            let items = items.map(|it| it.and_then(|it| it.itself));
            items
                .into_iter()
                .all(|it| it.is_some_and(|it| is_kept(it.pointer())))
        };
        // Types may look alike only under names that are found on the way.
        while renames.find_by_shape(before, after, &are_kept) {}
        renames.find_by_likeness(before, after, &are_kept);
        while renames.find_by_shape(before, after, &are_kept) {}
        renames
    }

    pub(super) fn new_owner<'a>(&'a self, owner: &'a Owner) -> &'a Owner {
        self.forth.get(owner).unwrap_or(owner)
    }

    pub(super) fn old_owner<'a>(&'a self, owner: &'a Owner) -> &'a Owner {
        self.back.get(owner).unwrap_or(owner)
    }

    /// A signature of an owner with the names after.
    pub(super) fn applied(&self, owner: &Owner, signature: &Signature) -> Signature {
        signature.replaced(&|ty| self.renamed(owner, ty))
    }

    fn renamed(&self, owner: &Owner, ty: &RustType) -> Option<RustType> {
        let request = |name: &Ident| match owner {
            Owner::Operation { module, .. } => self.name(&Owner::Operation {
                module: module.clone(),
                name: name.clone(),
            }),
            _ => None,
        };
        match ty {
            RustType::Named(name) => self.name(&Owner::Type(name.clone())).map(RustType::Named),
            RustType::Request(name) => request(name).map(RustType::Request),
            RustType::RequestFor(name, response) => {
                let response = response.replaced(&|ty| self.renamed(owner, ty));
                Some(RustType::RequestFor(request(name)?, Box::new(response)))
            }
            _ => None,
        }
    }

    fn name(&self, owner: &Owner) -> Option<Ident> {
        match self.forth.get(owner)? {
            Owner::Type(name) | Owner::Operation { name, .. } => Some(name.clone()),
            Owner::Root(_) => None,
        }
    }

    /// A member with the names after: conversions name a type.
    pub(super) fn member(&self, member: &Member) -> Member {
        match member {
            Member::Impl(Trait::From { ty, by_reference }) => Member::Impl(Trait::From {
                ty: self
                    .name(&Owner::Type(ty.clone()))
                    .unwrap_or_else(|| ty.clone()),
                by_reference: *by_reference,
            }),
            member => member.clone(),
        }
    }

    fn find_by_place(&mut self, before: &Owners<'_>, after: &Owners<'_>) {
        let mut at_place: BTreeMap<String, Vec<(&Owner, &OwnerItems<'_>)>> = BTreeMap::new();
        for (owner, items) in after
            .iter()
            .filter(|(owner, _)| !before.contains_key(*owner))
        {
            if let Some(item) = items.itself {
                at_place
                    .entry(place(item))
                    .or_default()
                    .push((owner, items));
            }
        }
        let mut pairs = Vec::new();
        for (old_owner, old) in before
            .iter()
            .filter(|(owner, _)| !after.contains_key(*owner))
        {
            let place = old.itself.filter(|_| !old.is_group()).map(place);
            let place = place.filter(|place| !place.is_empty());
            let candidates = place.and_then(|place| at_place.get(&place));
            for (new_owner, new) in candidates.into_iter().flatten() {
                if kind(old) == kind(new) {
                    let mut members = old.members.keys();
                    let common = members.by_ref().filter(|it| new.members.contains_key(**it));
                    pairs.push((common.count(), *old_owner, *new_owner));
                }
            }
        }
        // Views of one schema have one place: those that have most in common belong together.
        pairs.sort_by_cached_key(|(common, old, new)| {
            (Reverse(*common), old.to_string(), new.to_string())
        });
        for (_, old, new) in pairs {
            self.add(old, new);
        }
    }

    /// Whether it found any.
    fn find_by_shape(
        &mut self,
        before: &Owners<'_>,
        after: &Owners<'_>,
        are_kept: &AreKept<'_>,
    ) -> bool {
        let (removed, added) = self.shapes(before, after);
        let mut found = false;
        for (old, shape) in &removed {
            let mut alike = added.iter().filter(|(_, it)| it == shape);
            let is_only_one = removed.iter().filter(|(_, it)| it == shape).count() == 1;
            if let (Some((new, _)), None, true) = (alike.next(), alike.next(), is_only_one)
                && !are_kept(old, new)
            {
                found |= self.add(old, new);
            }
        }
        found
    }

    fn find_by_likeness(
        &mut self,
        before: &Owners<'_>,
        after: &Owners<'_>,
        are_kept: &AreKept<'_>,
    ) {
        let (removed, added) = self.shapes(before, after);
        let mut pairs = Vec::new();
        for (old_owner, old) in &removed {
            for (new_owner, new) in &added {
                let common = old.intersection(new).count();
                let most = old.len().max(new.len());
                if common * 2 > most && common >= LEAST && !are_kept(old_owner, new_owner) {
                    pairs.push((most - common, *old_owner, *new_owner));
                }
            }
        }
        pairs.sort();
        for (_, old, new) in pairs {
            self.add(old, new);
        }
    }

    /// The shapes of removed and of added types.
    fn shapes<'a>(&self, before: &Owners<'a>, after: &Owners<'a>) -> (Shapes<'a>, Shapes<'a>) {
        let removed = before
            .iter()
            .filter(|(owner, _)| !after.contains_key(*owner) && !self.forth.contains_key(**owner))
            .filter_map(|(owner, items)| Some((*owner, self.shape(owner, items, true)?)));
        let added = after
            .iter()
            .filter(|(owner, _)| !before.contains_key(*owner) && !self.back.contains_key(**owner))
            .filter_map(|(owner, items)| Some((*owner, self.shape(owner, items, false)?)));
        (removed.collect(), added.collect())
    }

    /// Everything that a type has, without its name; `None` if that is too little to recognize it by.
    fn shape(&self, owner: &Owner, items: &OwnerItems<'_>, is_before: bool) -> Option<Shape> {
        let Owner::Type(own) = owner else {
            return None;
        };
        let itself = items.itself?;
        let is_telling = |member: &&&Member| match member {
            Member::Named(name) => name.as_str() != "extra",
            Member::Function(name) => name.as_str() != NEW,
            _ => true,
        };
        items.members.keys().find(is_telling)?;
        if matches!(itself.signature, Signature::Alias(_)) {
            return None;
        }
        let members = items.members.values();
        let shape = members.chain([&itself]).map(|item| {
            let (member, signature) = match is_before {
                true => (
                    self.member(&item.path.member),
                    self.applied(owner, &item.signature),
                ),
                false => (item.path.member.clone(), item.signature.clone()),
            };
            let signature = signature.replaced(&|ty| match ty {
                RustType::Named(name) if name == own => Some(RustType::SelfType),
                _ => None,
            });
            (member, signature)
        });
        Some(shape.collect())
    }

    fn add(&mut self, old: &Owner, new: &Owner) -> bool {
        if self.forth.contains_key(old) || self.back.contains_key(new) {
            return false;
        }
        self.forth.insert(old.clone(), new.clone());
        self.back.insert(new.clone(), old.clone());
        true
    }
}

/// Types with their shapes.
type Shapes<'a> = Vec<(&'a Owner, Shape)>;

/// What must be equal for one to replace the other under another name.
fn kind(items: &OwnerItems<'_>) -> (Option<Discriminant<Owner>>, bool, bool) {
    let owner = items.itself.map(|item| discriminant(&item.path.owner));
    let is_enum = items
        .itself
        .is_some_and(|item| matches!(item.signature, Signature::Enum(_)));
    // A request has options, and a group has none.
    (owner, is_enum, items.has_function("options"))
}
