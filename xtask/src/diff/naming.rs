//! [`names`] and [`words`]: what a change is about and what an item says, by name, to tell which belong together.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Change, RustChange};

/// Words of signatures that say nothing of the document.
const COMMON: &str = "async bool box btreemap enum error f32 f64 fn fnonce fromstring i32 i64 impl into intolist new option patch \
                      pub response result self send string struct type types u32 u64 union value vec whensome";

/// What a change is about, by name.
pub(super) fn names(change: &Change) -> BTreeSet<String> {
    let anchors = change.base.iter().chain(&change.head);
    let places = anchors.filter_map(|at| at.pointer.rsplit('/').next().map(str::to_owned));
    let mut facts = Vec::new();
    change
        .facts
        .values()
        .for_each(|value| texts(value, &mut facts));
    let names = places.chain(facts).map(|name| plain(&name));
    names.filter(|name| is_telling(name)).collect()
}

/// The texts in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(entries) => entries.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// The words that a signature has got or lost; all of them, where there was none before or is none after.
pub(super) fn words(rust: &RustChange) -> BTreeSet<String> {
    let of = |text: Option<&String>| -> BTreeSet<String> {
        let words = text
            .map_or("", String::as_str)
            .split(|c: char| c != '_' && !c.is_alphanumeric());
        words.map(plain).filter(|word| is_telling(word)).collect()
    };
    let before = of(rust.before.as_ref());
    let after = of(rust.after.as_ref());
    let mut words: BTreeSet<String> = before.symmetric_difference(&after).cloned().collect();
    words.extend(
        rust.path
            .rsplit("::")
            .next()
            .map(plain)
            .filter(|word| is_telling(word)),
    );
    words
}

fn is_telling(name: &str) -> bool {
    !name.is_empty()
        && !name.chars().all(|c| c.is_ascii_digit())
        && !COMMON.split(' ').any(|word| word == name)
}

/// A name without what differs between JSON and Rust.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}
