//! Callbacks: requests that the server sends.
//!
//! A client does not send them, but its user may serve them. What differs in them travels in the reverse direction, and
//! their readers are unknown: so every difference is of one rule, except in documentation.

use std::collections::BTreeMap;

use super::super::{Level, Reach, Rule};
use super::call::{Call, Roots, reach};
use super::difference::{Difference, Differences};
use super::operations::compare_call;
use super::phrases::quote;
use super::routes::Routes;
use super::{compare_schemas, security};
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

/// Compares the callbacks of the operations that both documents have.
pub(super) fn compare(base: &Contract, head: &Contract, found: &mut Differences) {
    let renamed = security::renamed(base, head);
    let routes = Routes::new(base, head);
    let mut inner = Differences::default();
    let mut roots = Roots::default();
    // The location of each callback: what is inside has its index.
    let mut locations: Vec<(usize, Reach)> = Vec::new();
    for (route, (_, old)) in &routes.base {
        let Some((index, new)) = routes.head.get(route) else {
            continue;
        };
        let location = |name: &str| reach(*index, new, &format!("callback {name}"));
        let (before, after) = (by_key(old), by_key(new));
        for (key, old) in &before {
            let Some(new) = after.get(key) else {
                let removed = added_or_removed(key, "removed").base(&old.at);
                found.add(removed, [location(key.0)]);
                continue;
            };
            let mut call = Call {
                documents: (base, head),
                index: locations.len(),
                base: old,
                head: new,
                found: &mut inner,
                roots: &mut roots,
                reference: None,
            };
            locations.push(location(key.0));
            compare_call(&mut call, &renamed);
        }
        for (key, new) in after.iter().filter(|(key, _)| !before.contains_key(key)) {
            let added = added_or_removed(key, "added").head(&new.at);
            found.add(added, [location(key.0)]);
        }
    }
    compare_schemas(base, head, &roots, &mut inner);
    for (difference, reach) in inner.into_differences() {
        let reach = reach.iter().filter_map(|(index, _)| locations.get(*index));
        found.add(in_callback(difference), reach.cloned());
    }
}

fn added_or_removed((name, url, method): &Key<'_>, how: &str) -> Difference {
    let what = format!("callback {} {how}", quote(name));
    Difference::new(Rule::CallbackChanged, what)
        .fact("callback", *name)
        .fact("url", *url)
        .fact("method", method.as_str())
}

fn in_callback(difference: Difference) -> Difference {
    if difference.level == Level::Docs {
        return Difference {
            subject: None,
            ..difference
        };
    }
    let what = format!("in a callback, {}", difference.what);
    let rule = difference.rule.as_str();
    Difference {
        base: difference.base,
        head: difference.head,
        facts: difference.facts,
        ..Difference::new(Rule::CallbackChanged, what)
    }
    .fact("change", rule)
}
