//! Webhooks: which there are, and what is delivered, which is compared as a response without a request.

use std::collections::BTreeMap;

use super::super::{Level, Rule};
use super::call::{Call, Roots, name, reach};
use super::difference::{Difference, Differences};
use super::documents::Documents;
use super::metadata::compare_flag;
use super::operations::compare_call;
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

pub(super) fn compare(documents: &Documents<'_>, found: &mut Differences, roots: &mut Roots) {
    let (before, after) = (by_key(documents.base), by_key(documents.head));
    for (key, (index, old)) in &before {
        let Some((index, new)) = after.get(key) else {
            let old = &old.delivery;
            let (level, what) = match old.deprecated {
                Some(_) => (Level::Risky, "deprecated webhook removed"),
                None => (Level::Breaking, "webhook removed"),
            };
            let removed = about(Rule::WebhookRemoved, what, old).base(&old.at);
            found.add(removed.level(level), [reach(*index, old, "webhook")]);
            continue;
        };
        let mut call = Call {
            documents,
            index: *index,
            base: &old.delivery,
            head: &new.delivery,
            found,
            roots,
            reference: None,
        };
        compare_call(&mut call);
        compare_required(&mut call, old, new);
    }
    for (key, (index, new)) in &after {
        if !before.contains_key(key) {
            let new = &new.delivery;
            let added = about(Rule::WebhookAdded, "webhook added", new).head(&new.at);
            found.add(added, [reach(*index, new, "webhook")]);
        }
    }
}

/// Compares whether there is always a body, unless it is added or removed.
fn compare_required(call: &mut Call<'_, '_>, old: &Webhook, new: &Webhook) {
    let both = old.received().zip(new.received());
    let Some((before, after)) =
        both.filter(|(old, new)| !old.content.is_empty() && !new.content.is_empty())
    else {
        return;
    };
    let rule = Rule::WebhookExchangeChanged;
    let required = compare_flag(
        &old.required,
        &new.required,
        (rule, "the body of a webhook became required"),
        (rule, "the body of a webhook became optional"),
    );
    let (level, consequence) = match new.required {
        Some(_) => (Level::Safe, "receivers always get one"),
        None => (Level::Risky, "receivers may get none"),
    };
    let required = required.map(|it| {
        it.or_at(&before.at, &after.at)
            .level(level)
            .consequence(consequence)
    });
    let subject = format!("{} webhook", call.name());
    call.add_about(("webhook", &subject), required);
}

fn about(rule: Rule, what: &str, webhook: &Operation) -> Difference {
    Difference::new(rule, what)
        .subject(format!("{} webhook", name(webhook)))
        .fact("method", webhook.method.as_str())
        .fact("webhook", webhook.path.as_str())
}
