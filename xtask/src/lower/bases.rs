//! [`Bases`]: the schemas whose subtypes are allowed wherever something refers to them.

use std::collections::{BTreeMap, BTreeSet};

use super::pointer;
use crate::contract::{Contract, parts_of};
use crate::source::refs::mapped;
use crate::source::{Cursor, Document, Node};

/// The base schemas with their subtypes, by pointer: the order of components and of a mapping means nothing.
pub(super) type Bases = BTreeMap<String, BTreeSet<String>>;

pub(super) fn bases(document: &Document, contract: &Contract) -> Bases {
    let components = Cursor::at(&document.tree, "/components/schemas");
    let mut components = components.map_or_else(Vec::new, |all| all.entries());
    components.retain(|component| component.node.get("$ref").is_none());
    let mut bases = Bases::new();
    for component in &components {
        let schema = contract.schema_of(&component.pointer);
        let is_union = schema.is_none_or(|schema| schema.alternatives.is_some());
        if let (false, Some(discriminator)) = (is_union, component.node.get("discriminator")) {
            let mapping = discriminator.get("mapping").and_then(Node::as_mapping);
            let targets = mapping.into_iter().flatten().filter_map(|entry| {
                let target = pointer::from_fragment(&mapped(entry.value.as_str()?))?;
                let is_other = target != component.pointer;
                (is_other && contract.schema_at(&target).is_some()).then_some(target)
            });
            bases.insert(component.pointer.clone(), targets.collect());
        }
    }
    if bases.is_empty() {
        return bases;
    }
    for component in components {
        for part in parts_of(component.clone()) {
            if let Some(subtypes) = bases.get_mut(&part.pointer)
                && part.pointer != component.pointer
            {
                subtypes.insert(component.pointer.clone());
            }
        }
    }
    bases.retain(|_, subtypes| !subtypes.is_empty());
    bases
}
