//! [`Version`]: one of the two documents with the crate made from it, as far as causes are found by them.

use std::collections::{BTreeMap, BTreeSet};

use super::objects::Objects;
use super::uses::Uses;
use crate::api::Usage;
use crate::pipeline::Model;
use crate::surface::{Item, Member, Owner, RustType, Signature};

/// One of the two documents and its crate.
pub(super) struct Version<'a> {
    pub(super) uses: Uses,
    pub(super) objects: Objects<'a>,
    /// The types, requests and groups.
    owners: BTreeMap<&'a Owner, &'a Item>,
    /// In which directions types travel.
    usages: BTreeMap<Owner, Usage>,
}

impl<'a> Version<'a> {
    pub(super) fn new(model: &'a Model, items: &'a [Item]) -> Self {
        let owners = items
            .iter()
            .filter(|item| item.path.member == Member::Itself);
        let usages = model.api.types.values().filter_map(|def| {
            let name = model.names.types.get(&def.id)?;
            Some((Owner::Type(name.ident.clone()), def.usage))
        });
        Self {
            uses: Uses::of(&model.api),
            objects: Objects::of(&model.contract),
            owners: owners.map(|item| (&item.path.owner, item)).collect(),
            usages: usages.collect(),
        }
    }

    /// The pointer of the schema or operation that makes an owner.
    pub(super) fn owner(&self, owner: &Owner) -> Option<&'a str> {
        self.owners.get(owner).map(|item| item.pointer())
    }

    pub(super) fn usage(&self, owner: &Owner) -> Option<Usage> {
        self.usages.get(owner).copied()
    }

    /// The pointers of what makes those parts of an item that are not in the item of the other version.
    pub(super) fn sources<'i>(&self, item: &'i Item, other: Option<&Item>) -> BTreeSet<&'i str>
    where
        'a: 'i,
    {
        let mut sources = Vec::new();
        let mut differ = false;
        match (&item.signature, other.map(|other| &other.signature)) {
            (Signature::Function(own), Some(Signature::Function(other))) => {
                let arguments = own.arguments.iter().zip(&item.arguments);
                let arguments = arguments.filter(|(it, _)| !other.arguments.contains(it));
                sources.extend(arguments.map(|(_, at)| at));
                if own.output != other.output {
                    sources.extend(&item.result);
                }
                differ = other.arguments.iter().any(|it| !own.arguments.contains(it));
            }
            (_, None) => sources.extend(&item.result),
            _ => {}
        }
        if (sources.is_empty() && !differ) || other.is_none() {
            sources.extend(&item.at);
        }
        let listed = self.owner(&item.path.owner).and_then(|operation| {
            let parameter = sources.first()?;
            self.objects.listed(operation, &parameter.pointer)
        });
        let sources = sources
            .into_iter()
            .map(|at| self.objects.nearest(&at.pointer));
        sources.chain(listed).collect()
    }

    /// The pointers of the schemas whose types an item names where it differs.
    pub(super) fn named(&self, item: &Item, other: Option<&Item>) -> BTreeSet<&'a str> {
        let others = other.map_or_else(Vec::new, |other| other.signature.types());
        let types = item.signature.types().into_iter();
        let types = types.filter(|ty| !others.contains(ty));
        let named = types.filter_map(RustType::named);
        named
            .filter_map(|name| self.owner(&Owner::Type(name.clone())))
            .collect()
    }
}
