//! Descriptions of components that the contract does not keep: an `allOf` with a description of its own replaces them on
//! the wire, but the docs of the generated type show them.

use std::collections::BTreeMap;

use super::difference::Differences;
use super::metadata::compare_description;
use crate::api::{Api, NameHint, TypeDef};
use crate::contract::Located;
use crate::diff::Rule;

/// Compares the descriptions of the types of components.
pub(super) fn compare(base: &Api, head: &Api, found: &mut Differences) {
    let after = by_pointer(head);
    for (pointer, old) in by_pointer(base) {
        let Some(new) = after.get(pointer) else {
            continue;
        };
        let docs = |ty: &TypeDef| {
            let value = ty.docs.clone()?.into();
            let at = ty.at.clone();
            Some(Located { value, at })
        };
        if let Some(difference) = compare_description(&docs(old), &docs(new))
            && !found.has(Rule::DescriptionChanged, pointer)
        {
            found.add(difference.or_at(&old.at, &new.at), []);
        }
    }
}

/// The types of components; several views of one schema have the same description.
fn by_pointer(api: &Api) -> BTreeMap<&str, &TypeDef> {
    let types = api.types.values();
    types
        .filter(|ty| matches!(ty.name, NameHint::Component(_) | NameHint::Explicit(_)))
        .map(|ty| (ty.at.pointer.as_str(), ty))
        .collect()
}
