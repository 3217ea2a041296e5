//! References that lowering never follows: in headers, links and callbacks, in components that nothing uses, and in the
//! mappings of discriminators.

use std::collections::BTreeMap;

use super::{Checker, MAX_REFERENCES};
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::{Node, ObjectKind, nearest, pointer, without_homoglyphs};

/// The kinds of the objects of a document by their pointers.
type Kinds<'r> = BTreeMap<&'r str, ObjectKind>;

/// Checks every reference. That the crate doesn't depend on these makes them warnings.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let objects = checker.objects;
    let kinds: Kinds<'_> = objects
        .iter()
        .map(|object| (object.pointer.as_str(), object.kind))
        .collect();
    for object in objects {
        let Some(reference) = object.reference() else {
            continue;
        };
        let holder = pointer::child(&object.pointer, "$ref");
        if is_known(checker, &holder) {
            continue;
        }
        match problem(checker, &kinds, object.kind, reference) {
            Some(finding) => report(checker, &holder, finding),
            None => ring(checker, &object.pointer),
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
            let at = pointer::join(&schema.pointer, &["discriminator", "mapping", &entry.key]);
            if is_known(checker, &at) {
                continue;
            }
            let finding = problem(checker, &kinds, ObjectKind::Schema, &mapped(reference));
            if let Some(finding) = finding {
                report(checker, &at, finding);
            }
        }
    }
}

/// The reference that a value of a discriminator's mapping is: OpenAPI allows bare names of schemas as well.
pub(super) fn mapped(reference: &str) -> String {
    if reference.contains(['#', '/']) {
        reference.to_owned()
    } else {
        format!("#/components/schemas/{reference}")
    }
}

/// Whether lowering has reported the reference.
fn is_known(checker: &Checker<'_, '_>, pointer: &str) -> bool {
    let start = checker.tree.value(pointer).span.start;
    checker.known.contains(&(Code::InvalidRef, start))
}

fn report(checker: &mut Checker<'_, '_>, pointer: &str, finding: Diagnostic) {
    let at = checker.tree.value(pointer);
    checker.known.insert((Code::InvalidRef, at.span.start));
    checker.add_as(Severity::Warning, Diagnostic { at, ..finding });
}

/// What is wrong with a reference by itself.
fn problem(
    checker: &Checker<'_, '_>,
    kinds: &Kinds<'_>,
    kind: ObjectKind,
    reference: &str,
) -> Option<Diagnostic> {
    let finding = |message: String| Diagnostic::new(Code::InvalidRef, Anchor::default(), message);
    let Some(target) = pointer::from_fragment(reference) else {
        if let Some(help) = without_homoglyphs(reference) {
            return Some(finding(format!("`{reference}` is no reference")).help(help));
        }
        let message = if reference.starts_with('#') {
            format!("`{reference}` is no JSON pointer")
        } else {
            format!("`{reference}` is in another document")
        };
        return Some(finding(message).help("write `#/`, then the keys that lead there"));
    };
    if checker.tree.get(&target).is_none() {
        return Some(missing(
            checker,
            finding(format!("`{reference}` does not exist")),
            &target,
        ));
    }
    if kinds.get(target.as_str()) == Some(&kind) {
        return None;
    }
    let there = checker.tree.key(&target);
    Some(
        finding(format!("`{reference}` is not {}", kind.noun()))
            .related(there, "this is what it refers to")
            .help(format!("refer to {}", kind.noun())),
    )
}

/// Adds what was most likely meant: something similar beside the first key that does not exist.
fn missing(checker: &Checker<'_, '_>, finding: Diagnostic, target: &str) -> Diagnostic {
    let mut there = String::new();
    for key in pointer::keys(target) {
        let next = pointer::child(&there, &key);
        if checker.tree.get(&next).is_some() {
            there = next;
            continue;
        }
        let siblings = checker.tree.get(&there).and_then(Node::as_mapping);
        let names = siblings
            .into_iter()
            .flatten()
            .map(|entry| entry.key.as_str());
        if let Some(near) = nearest(&key, names) {
            let meant = pointer::child(&there, near);
            let place = checker.tree.key(&meant);
            return finding
                .related(place, "something similar")
                .help(format!("did you mean `#{meant}`?"));
        }
        break;
    }
    finding.help("define it, or refer to something that exists")
}

/// Reports references that lead back to themselves and to nothing else, once for all of them.
fn ring(checker: &mut Checker<'_, '_>, pointer: &str) {
    let mut passed = vec![pointer.to_owned()];
    while passed.len() <= MAX_REFERENCES {
        let Some(last) = passed.last() else { return };
        let reference = checker
            .tree
            .get(last)
            .and_then(|node| node.get("$ref")?.as_str());
        let Some(next) = reference.and_then(pointer::from_fragment) else {
            return;
        };
        if let Some(start) = passed.iter().position(|earlier| *earlier == next) {
            return report_ring(checker, passed.get(start..).unwrap_or_default());
        }
        passed.push(next);
    }
}

fn report_ring(checker: &mut Checker<'_, '_>, holders: &[String]) {
    let places: Vec<Anchor> = holders
        .iter()
        .map(|holder| checker.tree.value(&pointer::child(holder, "$ref")))
        .collect();
    let key = |place: &Anchor| (Code::InvalidRef, place.span.start);
    if places
        .iter()
        .any(|place| checker.known.contains(&key(place)))
    {
        return;
    }
    checker.known.extend(places.iter().map(key));
    let Some((at, others)) = places.split_first() else {
        return;
    };
    let mut finding = Diagnostic::new(
        Code::InvalidRef,
        at.clone(),
        "this reference leads back to itself",
    );
    if let Some(next) = others.first() {
        finding = finding.related(next.clone(), "by way of this one");
    }
    checker.add_as(
        Severity::Warning,
        finding.help("put what is meant in one of the places that refer to each other"),
    );
}
