//! References to schemas that are elsewhere in the spelling of 3.0.

use std::collections::BTreeMap;

use super::Respelled;
use crate::source::objects::objects;
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
    let moved: Vec<(String, String)> = objects(tree)
        .into_iter()
        .filter_map(|object| {
            let target = pointer::from_fragment(object.reference()?)?;
            let here = found(tree, respelled, &places, &target)?;
            Some((pointer::child(&object.pointer, "$ref"), here))
        })
        .collect();
    for (place, target) in moved {
        if let Some(reference) = tree.get_mut(&place) {
            let target = pointer::to_fragment(&target);
            reference.kind = NodeKind::Scalar(target.as_str().into());
        }
    }
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
