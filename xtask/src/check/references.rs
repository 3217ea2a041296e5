//! References: that each refers to an object of its kind.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::refs::{Chain, References, mapped};
use crate::source::{Object, ObjectKind, pointer};

/// Checks every reference. Those that no generated code depends on are warnings.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let objects = checker.objects;
    let references = References::new(checker.tree, objects);
    let used = used(objects);
    let mut has_long_chain = false;
    for object in objects {
        let Some(reference) = object.reference() else {
            continue;
        };
        let severity = severity(&used, object);
        let at = checker.tree.value(&pointer::child(&object.pointer, "$ref"));
        if is_known(checker, &at) {
            continue;
        }
        match references.problem(object.kind, reference, at) {
            Some(finding) => add(checker, severity, finding),
            None => match references.chain(&object.pointer) {
                Chain::Ends => {}
                Chain::Cycle(holders) => report_cycle(checker, severity, object.kind, &holders),
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
                add(checker, severity(&used, schema), finding);
            }
        }
    }
}

/// How bad a wrong reference in an object is.
fn severity(used: &BTreeSet<String>, object: &Object<'_>) -> Severity {
    let component = pointer::component(&object.pointer);
    match object.is_generated && component.is_none_or(|it| used.contains(&it)) {
        true => Severity::Error,
        false => Severity::Warning,
    }
}

/// The pointers of the components that code may be generated for.
fn used(objects: &[Object<'_>]) -> BTreeSet<String> {
    let mut uses: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for object in objects.iter().filter(|object| object.is_generated) {
        let target = object.reference().and_then(pointer::from_fragment);
        if let Some(target) = target.and_then(|target| pointer::component(&target)) {
            let user = pointer::component(&object.pointer);
            uses.entry(user).or_default().push(target);
        }
    }
    let mut used = BTreeSet::new();
    let mut pending = uses.remove(&None).unwrap_or_default();
    while let Some(next) = pending.pop() {
        pending.extend(uses.remove(&Some(next.clone())).unwrap_or_default());
        used.insert(next);
    }
    // All security schemes are offered.
    let schemes = objects.iter();
    let schemes = schemes.filter(|object| object.kind == ObjectKind::SecurityScheme);
    used.extend(schemes.map(|scheme| scheme.pointer.clone()));
    used
}

/// Whether a reference has been reported.
fn is_known(checker: &Checker<'_, '_>, at: &Anchor) -> bool {
    checker.known.contains(&(Code::InvalidRef, at.span.start))
}

fn add(checker: &mut Checker<'_, '_>, severity: Severity, finding: Diagnostic) {
    let key = (Code::InvalidRef, finding.at.span.start);
    checker.known.insert(key);
    checker.add_as(severity, finding);
}

/// Reports a cycle once for all of its references.
fn report_cycle(
    checker: &mut Checker<'_, '_>,
    severity: Severity,
    kind: ObjectKind,
    holders: &[String],
) {
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
    let message = "this reference leads back to itself";
    let mut finding = Diagnostic::new(Code::InvalidRef, at.clone(), message);
    if let Some(next) = others.first() {
        finding = finding.related(next.clone(), "by way of this one");
    }
    let help = format!(
        "break the cycle: write {} in one of these places",
        kind.noun()
    );
    checker.add_as(severity, finding.help(help));
}

/// Reports a reference at the start of a chain that is longer than any real one.
fn report_chain(checker: &mut Checker<'_, '_>, object: &Object<'_>) {
    let at = checker.tree.value(&pointer::child(&object.pointer, "$ref"));
    let message = "too many references lead from here one to the other";
    checker.add_once(
        Diagnostic::new(Code::TooDeep, at, message).help("refer to what is meant itself"),
    );
}
