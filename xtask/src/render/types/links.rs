//! The links from a type to where it is used.

use super::super::context::Context;
use crate::api::TypeId;
use crate::surface::RequestItem;

/// More than these say only that a type is used everywhere.
const SHOWN: usize = 5;

/// What the docs of a type say of its uses; nothing if none can be linked to.
pub(super) fn links(id: &TypeId, context: &Context<'_>) -> Option<String> {
    let used = context.uses(id)?;
    let all_are_there = context.is_unconfirmed(id);
    let operations = |ids: &[&str]| {
        let links = ids.iter().filter_map(|id| {
            let item = context.request(id)?;
            // A link to what is behind the feature would lead nowhere without it.
            (all_are_there || !item.unconfirmed).then(|| method(item, context))
        });
        links.collect::<Vec<_>>()
    };
    let others = used.part_of.iter().filter(|holder| **holder != id);
    let types = others.filter_map(|holder| {
        let name = context.names.types.get(holder)?.ident.unraw();
        let is_there = all_are_there || !context.is_unconfirmed(holder);
        let root = context.root_path();
        is_there.then(|| format!("[`{name}`]({root}::types::{name})"))
    });
    let error = context.error_variant(id).map(|variant| {
        let (root, variant) = (context.root_path(), variant.unraw());
        format!("[`ErrorBody::{variant}`]({root}::types::ErrorBody::{variant})")
    });
    let mut sentences = Vec::new();
    for (words, links) in [
        ("Accepted by", operations(&used.taken_by)),
        ("Returned by", operations(&used.given_by)),
        ("Part of", types.chain(error).collect()),
    ] {
        sentences.extend(sentence(words, &links));
    }
    (!sentences.is_empty()).then(|| sentences.join("\n"))
}

fn sentence(words: &str, links: &[String]) -> Option<String> {
    let shown: Vec<&str> = links.iter().take(SHOWN).map(String::as_str).collect();
    let more = links.len().saturating_sub(SHOWN);
    match shown.as_slice() {
        [] => None,
        shown if more > 0 => Some(format!("{words} {}\nand {more} more.", shown.join(",\n"))),
        [only] => Some(format!("{words} {only}.")),
        [most @ .., last] => Some(format!("{words} {}\nand {last}.", most.join(",\n"))),
    }
}

/// A link to the method of an operation.
fn method(item: &RequestItem, context: &Context<'_>) -> String {
    let (module, group) = (
        item.name.group.module.unraw(),
        item.name.group.ident.unraw(),
    );
    let (method, root) = (item.name.method.unraw(), context.root_path());
    format!("[`{module}().{method}()`]({root}::operations::{module}::{group}::{method})")
}
