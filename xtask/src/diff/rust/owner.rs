//! [`OwnerItems`]: a type, a request or a group of operations, with its members.

use std::collections::BTreeMap;

use crate::surface::{Item, Member, Owner, Receiver, Signature};

/// The items of an owner.
#[derive(Debug, Default)]
pub(super) struct OwnerItems<'a> {
    /// The owner itself; `None` if it does not depend on the document, such as `Client`.
    pub(super) itself: Option<&'a Item>,
    pub(super) members: BTreeMap<&'a Member, &'a Item>,
}

pub(super) type Owners<'a> = BTreeMap<&'a Owner, OwnerItems<'a>>;

/// The owners of a list of items.
pub(super) fn owners(items: &[Item]) -> Owners<'_> {
    let mut owners = Owners::new();
    for item in items {
        let owner = owners.entry(&item.path.owner).or_default();
        match &item.path.member {
            Member::Itself => owner.itself = Some(item),
            member => {
                owner.members.insert(member, item);
            }
        }
    }
    owners
}

impl<'a> OwnerItems<'a> {
    /// Whether it is a group of operations: its methods borrow it, and those of a request consume it.
    pub(super) fn is_group(&self) -> bool {
        self.members.values().any(|item| {
            let borrows = matches!(&item.signature, Signature::Function(it) if it.receiver == Receiver::Reference);
            borrows && item.path.owner.is_operation()
        })
    }

    /// Whether it has a function of this name.
    pub(super) fn has_function(&self, name: &str) -> bool {
        let mut members = self.members.keys();
        members.any(|member| matches!(member, Member::Function(it) if it.as_str() == name))
    }

    /// What to list if all of it is removed or new: a type or a request is one item. A group is listed by its methods,
    /// each of which leads to its request.
    pub(super) fn listed(&self) -> Vec<&'a Item> {
        match self.itself {
            Some(item) if !self.is_group() => vec![item],
            _ => self.members.values().copied().collect(),
        }
    }
}
