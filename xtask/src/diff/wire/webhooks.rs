//! Webhooks: which there are, and what is delivered, which is compared as a response without a request.

use std::collections::BTreeMap;

use super::super::{Level, Rule};
use super::call::{Call, Roots, name, reach};
use super::difference::{Difference, Differences};
use super::operations::compare_call;
use super::security;
use crate::api::Method;
use crate::contract::{Contract, Operation, Webhook};

/// The webhooks of a document by name and method, each with an index that no operation has.
pub(super) type Webhooks<'a> = BTreeMap<(&'a str, Method), (usize, &'a Webhook)>;

pub(super) fn by_key(contract: &Contract) -> Webhooks<'_> {
    let webhooks = contract.webhooks.iter();
    webhooks
        .zip(contract.operations.len()..)
        .map(|(it, index)| ((it.delivery.path.as_str(), it.delivery.method), (index, it)))
        .collect()
}

pub(super) fn compare(
    base: &Contract,
    head: &Contract,
    found: &mut Differences,
    roots: &mut Roots,
) {
    let renamed = security::renamed(base, head);
    let (before, after) = (by_key(base), by_key(head));
    for (key, (index, old)) in &before {
        let old = &old.delivery;
        let Some((index, new)) = after.get(key) else {
            let removed = about(Rule::WebhookRemoved, "removed", old).base(&old.at);
            let removed = match old.deprecated {
                Some(_) => removed.level(Level::Risky),
                None => removed,
            };
            found.add(removed, [reach(*index, old, "webhook")]);
            continue;
        };
        let mut call = Call {
            documents: (base, head),
            index: *index,
            base: old,
            head: &new.delivery,
            found,
            roots,
        };
        compare_call(&mut call, &renamed);
    }
    for (index, new) in after
        .iter()
        .filter(|(key, _)| !before.contains_key(*key))
        .map(|(_, it)| it)
    {
        let new = &new.delivery;
        let added = about(Rule::WebhookAdded, "added", new).head(&new.at);
        found.add(added, [reach(*index, new, "webhook")]);
    }
}

fn about(rule: Rule, how: &str, webhook: &Operation) -> Difference {
    let deprecated = match webhook.deprecated {
        Some(_) if rule == Rule::WebhookRemoved => "deprecated ",
        _ => "",
    };
    Difference::new(rule, format!("{deprecated}webhook {how}"))
        .subject(format!("{} webhook", name(webhook)))
        .fact("method", webhook.method.as_str())
        .fact("webhook", webhook.path.as_str())
}
