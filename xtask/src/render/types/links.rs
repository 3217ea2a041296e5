//! The links from a type to its uses.

use super::super::context::Context;
use crate::api::TypeId;
use crate::surface::RequestItem;

/// A type with more uses is used everywhere.
const SHOWN: usize = 5;

/// The uses of a type in its docs; `None` if none can be linked to.
pub(super) fn links(id: &TypeId, context: &Context<'_>) -> Option<String> {
    let uses = context.uses(id)?;
    let is_unconfirmed = context.is_unconfirmed(id);
    let operations = |ids: &[&str]| {
        let links = ids.iter().filter_map(|id| {
            let item = context.request(id)?;
            // Without the feature, a link to an item behind it would be broken.
            (is_unconfirmed || !item.unconfirmed).then(|| method(item, context))
        });
        links.collect::<Vec<_>>()
    };
    let others = uses.part_of.iter().filter(|holder| **holder != id);
    let types = others.filter_map(|holder| {
        let name = context.names.types.get(holder)?.ident.unraw();
        let is_linkable = is_unconfirmed || !context.is_unconfirmed(holder);
        let root = context.root_path();
        is_linkable.then(|| format!("[`{name}`]({root}::types::{name})"))
    });
    let error = context.error_variant_of(id).map(|variant| {
        let (root, variant) = (context.root_path(), variant.unraw());
        format!("[`ErrorBody::{variant}`]({root}::types::ErrorBody::{variant})")
    });
    let webhooks = uses.delivered_by.iter().filter_map(|index| {
        let variant = context.surface.webhooks.get(*index)?.ident.unraw();
        let root = context.root_path();
        Some(format!(
            "[`Webhook::{variant}`]({root}::webhooks::Webhook::{variant})"
        ))
    });
    let mut sentences = Vec::new();
    for (words, links) in [
        ("Accepted by", operations(&uses.accepted_by)),
        ("Returned by", operations(&uses.returned_by)),
        ("Part of", types.chain(error).chain(webhooks).collect()),
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
    let group = &item.name.group;
    let (module, group) = (group.module.unraw(), group.ident.unraw());
    let (method, root) = (item.name.method.unraw(), context.root_path());
    format!("[`{module}().{method}()`]({root}::operations::{module}::{group}::{method})")
}
