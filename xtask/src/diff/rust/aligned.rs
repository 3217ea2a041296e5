//! [`Aligned`]: signatures before and after as the compiler compares them.

use std::collections::BTreeMap;

use super::owner::OwnerItems;
use super::rename::Renames;
use crate::names::Ident;
use crate::surface::{Item, Owner, RustType, Signature};

/// Brings the signatures of two crates into one form: with the names after, and without aliases and type parameters,
/// which mean the same to the compiler as what they stand for.
pub(super) struct Aligned<'a> {
    pub(super) renames: &'a Renames,
    pub(super) aliases: [Aliases<'a>; 2],
}

impl Aligned<'_> {
    /// The signatures of an item of both crates. `defaults` are those of the type parameters of its owners.
    pub(super) fn signatures(
        &self,
        [old, new]: [&Item; 2],
        defaults: [Option<&RustType>; 2],
    ) -> [Signature; 2] {
        let [before, after] = match defaults {
            [Some(default), None] => [without_parameter(old, default, new), new.signature.clone()],
            [None, Some(default)] => [old.signature.clone(), without_parameter(new, default, old)],
            _ => [old.signature.clone(), new.signature.clone()],
        };
        let [old_aliases, new_aliases] = &self.aliases;
        let before = old_aliases.expanded(before);
        [
            self.renames.applied(&old.path.owner, &before),
            new_aliases.expanded(after),
        ]
    }
}

/// The default of the type parameter of a request: a parameter `P` with a default changes nothing for code that does not
/// name it.
pub(super) fn default<'a>(owner: &OwnerItems<'a>) -> Option<&'a RustType> {
    match &owner.itself?.signature {
        Signature::Struct(default) => default.as_ref(),
        _ => None,
    }
}

/// The signature of an item with the default instead of the type parameter.
fn without_parameter(item: &Item, default: &RustType, other: &Item) -> Signature {
    match &item.signature {
        Signature::Struct(_) => Signature::Struct(None),
        Signature::Impl { item, .. } => Signature::Impl {
            is_generic: false,
            item: item.clone(),
        },
        signature => signature.replaced(&|ty| match ty {
            RustType::Generic => Some(default.clone()),
            // The item of a page follows from the page, and is compared as its field.
            RustType::ItemOfGeneric => match &other.signature {
                Signature::Function(function) => match &function.output {
                    RustType::Items(item) => Some((**item).clone()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }),
    }
}

/// The type aliases of a crate, by name.
#[derive(Default)]
pub(super) struct Aliases<'a>(BTreeMap<&'a Ident, &'a RustType>);

impl<'a> Aliases<'a> {
    pub(super) fn of(items: &'a [Item]) -> Self {
        let aliases = items
            .iter()
            .filter_map(|item| match (&item.path.owner, &item.signature) {
                (Owner::Type(name), Signature::Alias(target)) => Some((name, target)),
                _ => None,
            });
        Self(aliases.collect())
    }

    /// A signature with every alias replaced by its target.
    fn expanded(&self, mut signature: Signature) -> Signature {
        // An alias may lead to another one, but never to itself.
        for _ in 0..=self.0.len() {
            let next = signature.replaced(&|ty| match ty {
                RustType::Named(name) => self.0.get(name).map(|target| (*target).clone()),
                _ => None,
            });
            if next == signature {
                break;
            }
            signature = next;
        }
        signature
    }
}
