//! [`changes`]: all changes between two documents, and between the crates generated from them.

use serde_json::Value;

use super::change::Side;
use super::fingerprint::{is_below, pointer};
use super::join::{OF_RUST, join};
use super::places::Places;
use super::version::Version;
use super::{Change, Rule, rust, wire};
use crate::diagnostic::{Anchor, Severity};
use crate::pipeline::Model;
use crate::source::pointer::component_schema;

/// All changes, the worst first, and then in the order of the documents. The day (`2026-12-31`) decides which removals
/// come before their announced date.
pub fn changes(base: &Model, head: &Model, day: &str) -> Vec<Change> {
    let mut wire = wire::changes(base, head);
    wire.iter_mut()
        .filter(|change| is_before_sunset(change, day))
        .for_each(report_early_removal);
    let [before, after] = [base, head].map(rust::items);
    let is_kept = |pointer: &str| {
        component_schema(pointer).is_some()
            && [base, head]
                .iter()
                .all(|it| it.contract.schema_at(pointer).is_some())
    };
    let rust = rust::compare(&before, &after, &is_kept);
    let versions = (Version::new(base, &before), Version::new(head, &after));
    let mut changes = join(versions, wire, rust);
    let (before, after) = (Places::new(base), Places::new(head));
    changes.retain(|change| is_compared(change, &before, &after));
    for change in &mut changes {
        let place = |base, head| match pointer(base, head)? {
            (Side::Base, pointer) => before.named(pointer),
            (Side::Head, pointer) => after.named(pointer),
        };
        change.place = place(&change.base, &change.head);
        for also in &mut change.also {
            also.place = place(&also.base, &also.head);
        }
    }
    sort(&mut changes);
    changes
}

/// How many parts of the document after cannot be read. What the one before lacks as well is not the fault of the change,
/// unless it is an error.
pub fn newly_unread(base: &Model, head: &Model) -> usize {
    let what = |model: &Model| -> Vec<(String, String)> {
        let places = Places::new(model);
        let findings = model.unread.findings.iter();
        let whats = findings.map(|it| (it.message.clone(), places.at(&it.at.pointer)));
        whats.collect()
    };
    let (mut known, new) = (what(base), what(head));
    let findings = head.unread.findings.iter().zip(new);
    let unread = findings.filter(|(finding, what)| {
        let known_at = known.iter().position(|known| known == what);
        let is_known = known_at.map(|at| known.remove(at)).is_some();
        !is_known || finding.severity == Severity::Error
    });
    unread.count()
}

/// Whether a change is none of what could not be read of one document: that may still be there. The same holds for what is
/// left of the Rust API without it.
fn is_compared(change: &Change, before: &Places<'_>, after: &Places<'_>) -> bool {
    let place = |at: &Option<Anchor>, places: &Places<'_>| {
        let at = at.as_ref();
        at.map(|at| places.of(&at.pointer))
    };
    let (base, head) = (place(&change.base, before), place(&change.head, after));
    let is_unread = |place: &Option<String>, own: &Places<'_>, other, others: &Places<'_>| {
        let (Some(place), other): (_, &Option<String>) = (place, other) else {
            return false;
        };
        let is_missing = other.as_ref().is_none_or(|other| is_below(place, other));
        own.is_unread(place) || is_missing && others.may_have(place)
    };
    let is_unread =
        is_unread(&base, before, &head, after) || is_unread(&head, after, &base, before);
    let is_rest = OF_RUST.contains(&change.rule)
        && (base.is_none() || head.is_none())
        && [before, after].iter().any(|it| it.is_partial());
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
