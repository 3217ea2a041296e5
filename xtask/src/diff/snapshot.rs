//! [`change`]: what the generator or the runtime changes of the Rust API, by two snapshots of it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Change, Facts, Items, Rule, RustChange, compare_items};
use crate::diagnostic::Anchor;
use crate::pipeline::Model;
use crate::surface::Item;

/// What differs between the snapshots and not between what one generator makes of both documents; `None` if nothing.
/// The snapshots come in pairs, before and after.
pub fn change(snapshots: &[(String, String)], base: &Model, head: &Model) -> Option<Change> {
    let all = |side: fn(&(String, String)) -> &String| -> Items {
        snapshots
            .iter()
            .flat_map(|pair| items(side(pair)))
            .collect()
    };
    let (before, after) = (all(|(before, _)| before), all(|(_, after)| after));
    let (base, head) = (base.surface.items(), head.surface.items());
    let is_by_document = |path: &String| {
        let text = |items: &Items| items.get(path).map(Item::to_string);
        text(&base) != text(&head) || text(&before) == text(&after)
    };
    let left = |items: Items| -> Items {
        items
            .into_iter()
            .filter(|(path, _)| !is_by_document(path))
            .collect()
    };
    let rust: Vec<RustChange> = compare_items(&left(before.clone()), &left(after.clone()))
        .into_iter()
        .map(|item| RustChange {
            base: None,
            head: None,
            ..item
        })
        .collect();
    if rust.is_empty() {
        return None;
    }
    let lines = |side: fn(&RustChange) -> Option<&String>| {
        json!(
            rust.iter()
                .filter_map(|item| Some(format!("{} {}", item.path, side(item)?)))
                .collect::<Vec<_>>()
        )
    };
    Some(Change {
        rule: Rule::GeneratorChanged,
        level: Rule::GeneratorChanged.level(),
        direction: None,
        subject: "the generator".to_owned(),
        message: "By the document nothing of this changes: the generator or the runtime does it."
            .to_owned(),
        base: None,
        head: None,
        place: None,
        facts: Facts::from([
            ("before", lines(|item| item.before.as_ref())),
            ("after", lines(|item| item.after.as_ref())),
        ]),
        witness: None,
        reach: Vec::new(),
        rust,
    })
}

/// The items of snapshots, one after the other: behind the head of each, a line with a path and an indented one with the
/// signature for each item.
fn items(snapshots: &str) -> Items {
    let mut items = BTreeMap::new();
    let mut path = None;
    let mut is_head = false;
    for line in snapshots.lines() {
        // The head stands between two of these lines.
        if line == "---" {
            is_head = !is_head;
            path = None;
        }
        if is_head || line == "---" {
            continue;
        }
        match (line.strip_prefix("    "), path.take()) {
            (Some(text), Some(path)) => {
                items.insert(path, Item::read(text, Anchor::default()));
            }
            _ => path = Some(line.to_owned()),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_is_read() {
        let text = "---\nsource: x\n---\ntypes::A\n    pub struct A\ntypes::A::b\n    #[deprecated] pub b: bool\n";
        let read: Vec<String> = items(text)
            .iter()
            .map(|(path, item)| format!("{path} {item}"))
            .collect();
        assert_eq!(
            read,
            [
                "types::A pub struct A",
                "types::A::b #[deprecated] pub b: bool"
            ]
        );
    }

    #[test]
    fn a_list_in_parts_is_the_same_list() {
        let whole = "---\nsource: x\n---\ntypes::A\n    pub struct A\ntypes::B\n    pub struct B\n";
        let parts = "---\nsource: x\n---\ntypes::A\n    pub struct A\n\
                     ---\nsource: x\n---\ntypes::B\n    pub struct B\n";
        assert_eq!(items(whole).len(), 2);
        assert_eq!(items(whole), items(parts));
    }
}
