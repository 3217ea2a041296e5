//! [`change`]: what the generator or the runtime changes of the Rust API, by two snapshots of it.

use std::collections::BTreeMap;

use serde_json::json;

use super::rust::compare;
use super::{Change, Facts, Rule, RustChange};
use crate::pipeline::Model;
use crate::surface::Item;

/// What differs between the snapshots and not between what one generator makes of both documents; `None` if nothing.
/// The snapshots come in pairs, before and after.
pub fn change(snapshots: &[(String, String)], base: &Model, head: &Model) -> Option<Change> {
    let all = |side: fn(&(String, String)) -> &String| -> Vec<Item> {
        snapshots
            .iter()
            .flat_map(|pair| items(side(pair)))
            .collect()
    };
    let (before, after) = (all(|(before, _)| before), all(|(_, after)| after));
    let [old, new] = [&before, &after].map(|items| printed(items));
    let [base, head] = [base, head].map(|model| printed(&model.surface.items()));
    let is_by_generator =
        |path: &String| base.get(path) == head.get(path) && old.get(path) != new.get(path);
    let left = |items: Vec<Item>| -> Vec<Item> {
        let mut items = items;
        items.retain(|item| is_by_generator(&item.path.to_string()));
        items
    };
    let rust = compare(&left(before), &left(after), &|_| false);
    if rust.is_empty() {
        return None;
    }
    let lines = |side: fn(&RustChange) -> Option<&Item>| {
        let lines = rust
            .iter()
            .filter_map(|change| Some(format!("{} {}", change.path(), side(change)?)));
        json!(lines.collect::<Vec<_>>())
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
        also: Vec::new(),
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

/// Signatures by path.
fn printed(items: &[Item]) -> BTreeMap<String, String> {
    let printed = items
        .iter()
        .map(|item| (item.path.to_string(), item.to_string()));
    printed.collect()
}

/// The items of snapshots, one after the other: behind the header of each, a line with path and signature for each item.
fn items(snapshots: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut path = None;
    let mut is_header = false;
    for line in snapshots.lines() {
        // The header is between two of these lines.
        if line == "---" {
            is_header = !is_header;
            path = None;
        }
        if is_header || line == "---" {
            continue;
        }
        match (line.strip_prefix("    "), path.take()) {
            (Some(text), Some(path)) => items.push(Item::read(path, text)),
            // Older snapshots have the signature on a line of its own.
            _ => match line.split_once(": ") {
                Some((path, text)) => items.push(Item::read(path, text)),
                None => path = Some(line),
            },
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_is_read() {
        for separator in [": ", "\n    "] {
            let lines = [
                "types::A",
                "pub struct A\ntypes::A::b",
                "#[deprecated] pub b: bool\n",
            ];
            let text = format!("---\nsource: x\n---\n{}", lines.join(separator));
            let read: Vec<String> = items(&text)
                .iter()
                .map(|item| format!("{} {item}", item.path))
                .collect();
            let expected = [
                "types::A pub struct A",
                "types::A::b #[deprecated] pub b: bool",
            ];
            assert_eq!(read, expected, "{text}");
        }
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
