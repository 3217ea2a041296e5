//! Callbacks: requests that the server makes.
//!
//! A client has no part in them, but whoever uses it may serve them. Which way what differs in them travels is the other
//! way round, and who reads it is not known: so all of it is of one rule, but for what only people read.

use std::collections::BTreeMap;

use super::super::{Level, Reach, Rule};
use super::finding::{Finding, Findings};
use super::operations;
use super::roots::{Call, Roots, reach};
use super::routes::Routes;
use super::words::code;
use super::{schemas, security};
use crate::api::Method;
use crate::contract::{Contract, Operation};

/// What tells callbacks of an operation apart: name, URL and method.
type Key<'a> = (&'a str, &'a str, Method);

fn by_key(operation: &Operation) -> BTreeMap<Key<'_>, &Operation> {
    let callbacks = operation.callbacks.iter();
    callbacks
        .map(|callback| {
            let exchange = &callback.exchange;
            let key = (
                callback.name.as_str(),
                exchange.path.as_str(),
                exchange.method,
            );
            (key, exchange)
        })
        .collect()
}

/// The differences between the callbacks of operations that both documents have.
pub(super) fn compare(base: &Contract, head: &Contract, findings: &mut Findings) {
    let renamed = security::renamed(base, head);
    let routes = Routes::new(base, head);
    let mut inner = Findings::default();
    let mut roots = Roots::default();
    // The places of callbacks: what is inside has the index of one.
    let mut places: Vec<(usize, Reach)> = Vec::new();
    for (route, (_, old)) in &routes.base {
        let Some((index, new)) = routes.head.get(route) else {
            continue;
        };
        let place = |name: &str| reach(*index, new, &format!("callback {name}"));
        let (before, after) = (by_key(old), by_key(new));
        for (key, old) in &before {
            let Some(new) = after.get(key) else {
                let gone = one_sided(key, "gone").base(old.at.clone());
                findings.add(gone, [place(key.0)]);
                continue;
            };
            let call = Call {
                index: places.len(),
                base: old,
                head: new,
            };
            places.push(place(key.0));
            operations::both((base, head), &call, &renamed, &mut inner, &mut roots);
        }
        for (key, new) in &after {
            if !before.contains_key(key) {
                let added = one_sided(key, "new").head(new.at.clone());
                findings.add(added, [place(key.0)]);
            }
        }
    }
    schemas(base, head, &roots, &mut inner);
    for (finding, reach) in inner.into_findings() {
        let reach = reach.iter().filter_map(|(index, _)| places.get(*index));
        findings.add(inside(finding), reach.cloned());
    }
}

fn one_sided((name, url, method): &Key<'_>, how: &str) -> Finding {
    let what = format!("the callback {} is {how}", code(name));
    Finding::new(Rule::CallbackChanged, what)
        .fact("callback", *name)
        .fact("url", *url)
        .fact("method", method.as_str())
}

/// What a difference is where it is in a callback.
fn inside(finding: Finding) -> Finding {
    if finding.level == Level::Docs {
        return Finding {
            subject: None,
            ..finding
        };
    }
    let told = Finding::new(
        Rule::CallbackChanged,
        format!("in a callback, {}", finding.what),
    );
    Finding {
        base: finding.base,
        head: finding.head,
        facts: finding.facts,
        ..told
    }
    .fact("change", finding.rule.as_str())
}
