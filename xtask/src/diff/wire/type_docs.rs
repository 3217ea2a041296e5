//! Descriptions of components that the contract does not keep: an `allOf` with a description of its own replaces them on
//! the wire, but the docs of the generated type show them.

use std::collections::BTreeMap;

use super::finding::{Finding, Findings};
use super::words;
use crate::api::{Api, NameHint, TypeDef};
use crate::diff::Rule;

/// Compares the descriptions of the types made from components.
pub(super) fn compare(base: &Api, head: &Api, findings: &mut Findings) {
    let after = by_pointer(head);
    for (pointer, old) in by_pointer(base) {
        let Some(new) = after.get(pointer) else {
            continue;
        };
        if old.docs == new.docs || findings.has(Rule::DescriptionChanged, pointer) {
            continue;
        }
        let value = |ty: &TypeDef| ty.docs.clone().map(serde_json::Value::from);
        let (before, now) = (value(old), value(new));
        let (to, from) = words::quoted_both(now.as_ref(), before.as_ref());
        findings.add(
            Finding::new(
                Rule::DescriptionChanged,
                format!("`description` {}", words::instead(to, from)),
            )
            .base(old.at.clone())
            .head(new.at.clone())
            .maybe("from", before)
            .maybe("to", now),
            [],
        );
    }
}

/// The types made from components; several views of one schema have the same description.
fn by_pointer(api: &Api) -> BTreeMap<&str, &TypeDef> {
    let types = api.types.values();
    types
        .filter(|ty| matches!(ty.name, NameHint::Component(_) | NameHint::Explicit(_)))
        .map(|ty| (ty.at.pointer.as_str(), ty))
        .collect()
}
