//! References to schemas that are elsewhere in the spelling of 3.0.

use std::collections::BTreeMap;

use super::Respelled;
use crate::source::objects::{Object, objects};
use crate::source::pointer;
use crate::source::tree::{NodeKind, Tree};

/// Makes references lead to where their targets moved.
pub(super) fn follow(tree: &mut Tree, respelled: &Respelled) {
    if respelled.moved.is_empty() {
        return;
    }
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (here, original) in &respelled.moved {
        places.entry(original).or_default().push(here);
    }
    let found = |(place, reference): (String, &str)| {
        let target = pointer::from_fragment(reference)?;
        Some((place, found(tree, respelled, &places, &target)?))
    };
    let objects = objects(tree);
    let moved: Vec<_> = objects
        .iter()
        .flat_map(references)
        .filter_map(found)
        .collect();
    for (place, target) in moved {
        if let Some(reference) = tree.get_mut(&place) {
            let target = pointer::to_fragment(&target);
            reference.kind = NodeKind::Scalar(target.as_str().into());
        }
    }
}

/// The references of an object, each with its pointer: a `$ref`, or the schemas that a discriminator selects.
fn references<'a>(object: &Object<'a>) -> Vec<(String, &'a str)> {
    let reference = object.reference().into_iter();
    let reference = reference.map(|text| (pointer::child(&object.pointer, "$ref"), text));
    let mapping = object.node.get("discriminator");
    let mapping = mapping.and_then(|it| it.get("mapping")?.as_mapping());
    let mapping = mapping.into_iter().flatten().filter_map(|entry| {
        let keys = ["discriminator", "mapping", &entry.key];
        Some((pointer::join(&object.pointer, &keys), entry.value.as_str()?))
    });
    reference.chain(mapping).collect()
}

/// Where a target is that is not at its pointer any more: below the nearest of what moved.
fn found(
    tree: &Tree,
    respelled: &Respelled,
    places: &BTreeMap<&str, Vec<&str>>,
    target: &str,
) -> Option<String> {
    if tree.get(target).is_some() {
        return None;
    }
    let mut above = target;
    while !above.is_empty() {
        let rest = target.strip_prefix(above)?;
        // A part of what the target became is not the whole.
        let is_part = |here: &str| rest.is_empty() && respelled.is_part(here, target);
        let all = places.get(above).into_iter().flatten();
        let all = all.filter(|here| !is_part(here));
        let mut all: Vec<String> = all.map(|here| format!("{here}{rest}")).collect();
        // Of a condition, the innermost is the schema itself.
        all.sort_by_key(|here| std::cmp::Reverse(here.len()));
        if let Some(here) = all.into_iter().find(|here| tree.get(here).is_some()) {
            return Some(here);
        }
        above = pointer::parent(above);
    }
    None
}
