//! [`changes`]: all changes between two documents, and between the crates generated from them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::change::Side;
use super::fingerprint::{is_below, pointer};
use super::join::{OF_RUST, join};
use super::version::Version;
use super::wire::location;
use super::{Change, Rule, rust, wire};
use crate::diagnostic::Anchor;
use crate::pipeline::Model;

/// All changes, the worst first, and then in the order of the documents. The day (`2026-12-31`) decides which removals
/// come before their announced date.
pub fn changes(base: &Model, head: &Model, day: &str) -> Vec<Change> {
    let mut wire = wire::changes(base, head);
    wire.iter_mut()
        .filter(|change| is_before_sunset(change, day))
        .for_each(report_early_removal);
    let [before, after] = [base, head].map(rust::items);
    let rust = rust::compare(&before, &after);
    let versions = (Version::new(base, &before), Version::new(head, &after));
    let mut changes = join(versions, wire, rust);
    changes.retain(|change| is_compared(change, base, head));
    let (before, after) = (parameters(base), parameters(head));
    for change in &mut changes {
        let place = |base, head| match pointer(base, head)? {
            (Side::Base, pointer) => named(pointer, &before),
            (Side::Head, pointer) => named(pointer, &after),
        };
        change.place = place(&change.base, &change.head);
        for also in &mut change.also {
            also.place = place(&also.base, &also.head);
        }
    }
    sort(&mut changes);
    changes
}

/// Whether a change is none of what could not be read of one document: that may still be there. The same holds for what is
/// left of the Rust API without it.
fn is_compared(change: &Change, base: &Model, head: &Model) -> bool {
    let anchors = [&change.base, &change.head];
    // What is missing in a document may be what could not be read there.
    let is_missing = |at: &Anchor, other: &Option<Anchor>| {
        let other = other.as_ref();
        other.is_none_or(|other| is_below(&at.pointer, &other.pointer))
    };
    let is_unread = |at: &Option<Anchor>, own: &Model, other: &Option<Anchor>, others: &Model| {
        at.as_ref().is_some_and(|at| {
            let is_unread = |model: &Model| model.unread.holds(&at.pointer);
            is_unread(own) || is_missing(at, other) && is_unread(others)
        })
    };
    let is_unread = is_unread(&change.base, base, &change.head, head)
        || is_unread(&change.head, head, &change.base, base);
    let is_rest = OF_RUST.contains(&change.rule)
        && anchors.contains(&&None)
        && [base, head].iter().any(|it| !it.unread.is_empty());
    !is_unread && !is_rest
}

/// Whether it removes an operation before the date that the document announced.
fn is_before_sunset(change: &Change, day: &str) -> bool {
    let sunset = change.facts.get("sunset").and_then(Value::as_str);
    let sunset = sunset.and_then(|sunset| sunset.get(..day.len()));
    // Without a date, it is unknown whether the removal is early.
    let is_date = |text: &str| {
        text.split('-')
            .map(str::len)
            .eq(day.split('-').map(str::len))
    };
    change.rule == Rule::DeprecatedOperationRemoved
        && sunset.is_some_and(|sunset| is_date(sunset) && sunset > day)
}

fn report_early_removal(change: &mut Change) {
    let announced = change.rule.consequence();
    change.rule = Rule::OperationRemoved;
    change.level = change.rule.level();
    let early = format!("{} before the announced date", change.rule.consequence());
    change.message = change.message.replace(announced, &early);
}

/// The locations and names of parameters where they are listed, as in `query limit`, by pointer.
fn parameters(model: &Model) -> BTreeMap<&str, String> {
    let operations = model.contract.operations.iter();
    let parameters = operations.flat_map(|operation| &operation.parameters);
    parameters
        .map(|it| {
            let name = format!("{} {}", location(it), it.name);
            let name = name.replace('~', "~0").replace('/', "~1");
            (it.listed.pointer.as_str(), name)
        })
        .collect()
}

/// The pointer with the name of the parameter instead of its index.
fn named(pointer: &str, parameters: &BTreeMap<&str, String>) -> Option<String> {
    parameters.iter().find_map(|(listed, name)| {
        let rest = pointer.strip_prefix(listed)?;
        let (list, _) = listed.rsplit_once('/')?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{list}/{name}{rest}"))
    })
}

/// Sorts the worst first, and then by location in the document after, or before for what was removed.
pub fn sort(changes: &mut [Change]) {
    changes.sort_by_key(|change| {
        let at = change.head.as_ref().or(change.base.as_ref());
        let start = at.map_or(usize::MAX, |at| at.span.start);
        (
            std::cmp::Reverse((change.level, change.effect())),
            start,
            change.rule,
            change.subject.clone(),
        )
    });
}
