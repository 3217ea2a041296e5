//! Callbacks: requests that the server sends; and how webhooks are received.
//!
//! A client does not send them, but its user may serve them. What differs in them travels in the reverse direction, and
//! their readers are unknown: so every difference is of one rule, except in documentation.

use std::collections::BTreeMap;

use super::super::{Level, Reach, Rule};
use super::call::{Call, Roots, reach};
use super::difference::{Difference, Differences};
use super::documents::Documents;
use super::operations::compare_call;
use super::phrases::quote;
use super::routes::Routes;
use super::{compare_schemas, webhooks};
use crate::api::Method;
use crate::contract::{Contract, Operation};

/// What identifies a callback of an operation: name, URL and method.
type Key<'a> = (&'a str, &'a str, Method);

fn by_key(operation: &Operation) -> BTreeMap<Key<'_>, &Operation> {
    let callbacks = operation.callbacks.iter();
    callbacks
        .map(|callback| {
            let it = &callback.exchange;
            ((callback.name.as_str(), it.path.as_str(), it.method), it)
        })
        .collect()
}

/// A request that the server sends, in both documents.
struct Sent<'a> {
    rule: Rule,
    base: &'a Operation,
    head: &'a Operation,
    location: (usize, Reach),
}

/// Compares the callbacks of the operations that both documents have, and how the webhooks of both are received.
pub(super) fn compare(documents: &Documents<'_>, found: &mut Differences) {
    let (base, head) = (documents.base, documents.head);
    let mut inner = Differences::default();
    let mut roots = Roots::default();
    // What is inside of each has its index.
    let mut sent = of_operations(base, head, found);
    sent.extend(of_webhooks(base, head));
    for (index, it) in sent.iter().enumerate() {
        let mut call = Call {
            documents,
            index,
            base: it.base,
            head: it.head,
            found: &mut inner,
            roots: &mut roots,
            reference: None,
        };
        compare_call(&mut call);
    }
    compare_schemas(documents, &roots, &mut inner);
    for (difference, reach) in inner.into_differences() {
        // A schema may be used by both.
        for rule in [Rule::CallbackChanged, Rule::WebhookExchangeChanged] {
            let reached = reach.iter().filter_map(|(index, _)| sent.get(*index));
            let reached = reached.filter(|it| it.rule == rule);
            let locations: Vec<_> = reached.map(|it| it.location.clone()).collect();
            if !locations.is_empty() {
                found.add(of_server(rule, difference.clone()), locations);
            }
        }
    }
}

/// The callbacks that both documents have; the others are reported.
fn of_operations<'a>(
    base: &'a Contract,
    head: &'a Contract,
    found: &mut Differences,
) -> Vec<Sent<'a>> {
    let routes = Routes::new(base, head);
    let mut sent = Vec::new();
    for (route, (_, old)) in &routes.base {
        let Some((index, new)) = routes.head.get(route) else {
            continue;
        };
        let location = |name: &str| reach(*index, new, &format!("callback {name}"));
        let (before, mut after) = (by_key(old), by_key(new));
        for (key, old) in before {
            let Some(new) = after.remove(&key) else {
                let removed = added_or_removed(&key, "removed").base(&old.at);
                found.add(removed, [location(key.0)]);
                continue;
            };
            sent.push(Sent {
                rule: Rule::CallbackChanged,
                base: old,
                head: new,
                location: location(key.0),
            });
        }
        for (key, new) in after {
            let added = added_or_removed(&key, "added").head(&new.at);
            found.add(added, [location(key.0)]);
        }
    }
    sent
}

fn of_webhooks<'a>(base: &'a Contract, head: &'a Contract) -> impl Iterator<Item = Sent<'a>> {
    let before = webhooks::by_key(base);
    let after = webhooks::by_key(head).into_iter();
    after.filter_map(move |(key, (index, new))| {
        Some(Sent {
            rule: Rule::WebhookExchangeChanged,
            base: &before.get(&key)?.1.exchange,
            head: &new.exchange,
            location: reach(index, &new.exchange, "webhook"),
        })
    })
}

fn added_or_removed((name, url, method): &Key<'_>, how: &str) -> Difference {
    let what = format!("callback {} {how}", quote(name));
    Difference::new(Rule::CallbackChanged, what)
        .fact("callback", *name)
        .fact("url", *url)
        .fact("method", method.as_str())
}

/// A difference in a request that the server sends, as one of the rule for all of them.
fn of_server(rule: Rule, difference: Difference) -> Difference {
    if difference.level == Level::Docs {
        return Difference {
            subject: None,
            ..difference
        };
    }
    let place = match rule {
        Rule::CallbackChanged => "in a callback",
        _ => "in how a webhook is received",
    };
    let what = format!("{place}, {}", difference.what);
    let inner = difference.rule.as_str();
    Difference {
        base: difference.base,
        head: difference.head,
        facts: difference.facts,
        ..Difference::new(rule, what)
    }
    .fact("change", inner)
}
