//! References: that each refers to an object of its kind.

use super::Checker;
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::refs::{Chain, References, mapped};
use crate::source::{Object, ObjectKind, pointer};

/// Checks every reference.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let objects = checker.objects;
    let references = References::new(checker.tree, objects);
    let mut has_long_chain = false;
    for object in objects {
        let Some(reference) = object.reference() else {
            continue;
        };
        let at = checker.tree.value(&pointer::child(&object.pointer, "$ref"));
        if is_known(checker, &at) {
            continue;
        }
        match references.problem(object.kind, reference, at) {
            Some(finding) => add(checker, object.kind, finding),
            None => match references.chain(&object.pointer) {
                Chain::Ends => {}
                Chain::Cycle(holders) => report_cycle(checker, object.kind, &holders),
                // Once: every reference of a long chain starts one.
                Chain::TooLong if has_long_chain => {}
                Chain::TooLong => {
                    has_long_chain = true;
                    report_chain(checker, object);
                }
            },
        }
    }
    for schema in checker.each(ObjectKind::Schema) {
        let mapping = schema
            .node
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("mapping")?.as_mapping());
        for entry in mapping.into_iter().flatten() {
            let Some(reference) = entry.value.as_str() else {
                continue;
            };
            let pointer = pointer::join(&schema.pointer, &["discriminator", "mapping", &entry.key]);
            let at = checker.tree.value(&pointer);
            if is_known(checker, &at) {
                continue;
            }
            let finding = references.problem(ObjectKind::Schema, &mapped(reference), at);
            if let Some(finding) = finding {
                add(checker, ObjectKind::Other, finding);
            }
        }
    }
}

/// Whether a reference has been reported.
fn is_known(checker: &Checker<'_, '_>, at: &Anchor) -> bool {
    checker.known.contains(&(Code::InvalidRef, at.span.start))
}

/// What becomes of a reference to nothing, at the end of a message.
fn outcome(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Schema => ": it is read as any value",
        _ => ": it is left out",
    }
}

fn add(checker: &mut Checker<'_, '_>, kind: ObjectKind, mut finding: Diagnostic) {
    let key = (Code::InvalidRef, finding.at.span.start);
    checker.known.insert(key);
    if finding.severity != Severity::Error {
        finding.message += outcome(kind);
    }
    checker.add(finding);
}

/// Reports a cycle once for all of its references.
fn report_cycle(checker: &mut Checker<'_, '_>, kind: ObjectKind, holders: &[String]) {
    let places: Vec<Anchor> = holders
        .iter()
        .map(|holder| checker.tree.value(&pointer::child(holder, "$ref")))
        .collect();
    let is_known = places.iter().any(|place| is_known(checker, place));
    let Some((at, others)) = places.split_first().filter(|_| !is_known) else {
        return;
    };
    let keys = places.iter().map(|it| (Code::InvalidRef, it.span.start));
    checker.known.extend(keys);
    let message = format!("this reference leads back to itself{}", outcome(kind));
    let mut finding = Diagnostic::new(Code::InvalidRef, at.clone(), message);
    if let Some(next) = others.first() {
        finding = finding.related(next.clone(), "by way of this one");
    }
    let help = format!(
        "break the cycle: write {} in one of these places",
        kind.noun()
    );
    checker.add(finding.help(help));
}

/// Reports a reference at the start of a chain that is longer than any real one.
fn report_chain(checker: &mut Checker<'_, '_>, object: &Object<'_>) {
    let at = checker.tree.value(&pointer::child(&object.pointer, "$ref"));
    let message = "too many references lead from here one to the other";
    let finding = Diagnostic::new(Code::TooDeep, at, message);
    let help = "refer to what is meant itself";
    checker.add_as(Severity::Warning, finding.help(help));
}
