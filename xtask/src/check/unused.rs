//! Components that nothing uses.

use crate::diagnostic::phrase::list;
use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::pointer::{self, component};
use crate::source::refs::mapped;
use crate::source::{Mapping, Node, Object, ObjectKind};

/// More than this in one section are one finding: a document that is a part of a larger one leaves hundreds unused, and
/// what else there is to say about it would be lost among them.
const MANY: usize = 10;

/// Reports the components that no operation reaches. Those that only such components refer to are not reached either.
/// What is unused is known only when every reference leads somewhere: a misspelt one was meant for something.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let broken = || {
        let findings = checker.report.iter();
        findings.filter(|finding| finding.code == Code::InvalidRef)
    };
    // Security schemes are referred to by name, and nothing else is.
    let by_name = |finding: &Diagnostic| finding.at.pointer.contains("/security/");
    let schemes_are_known = !broken().any(by_name);
    let others_are_known = broken().all(by_name);
    let used = used(checker);
    let components = checker
        .tree
        .root
        .get("components")
        .and_then(Node::as_mapping);
    for section in components.into_iter().flatten() {
        let is_known = match section.key.as_str() {
            "securitySchemes" => schemes_are_known,
            key => others_are_known && !key.starts_with("x-"),
        };
        let Some(entries) = section.value.as_mapping().filter(|_| is_known) else {
            continue;
        };
        let place = pointer::join("", &["components", &section.key]);
        let unused: Vec<&str> = entries
            .iter()
            .map(|entry| entry.key.as_str())
            .filter(|name| !used.contains(&pointer::child(&place, name)))
            .collect();
        report(checker, &section.key, entries, &unused);
    }
}

fn report(checker: &mut Checker<'_, '_>, section: &str, entries: &Mapping, unused: &[&str]) {
    let place = pointer::join("", &["components", section]);
    if unused.len() <= MANY {
        for name in unused {
            let at = checker.keyword(&place, name);
            checker.add(
                Diagnostic::new(
                    Code::UnusedComponent,
                    at,
                    format!("no operation uses `{name}`"),
                )
                .help("remove it, or refer to it where it is meant"),
            );
        }
        return;
    }
    let shown = unused.iter().take(MANY).copied();
    let more = unused.len().saturating_sub(MANY);
    let names = if more == 0 {
        list(shown)
    } else {
        let shown: Vec<String> = shown.map(|name| format!("`{name}`")).collect();
        format!("{} and {more} more", shown.join(", "))
    };
    let at = checker.tree.key(&place);
    let message = format!(
        "no operation uses {} of the {} components under `{section}`",
        unused.len(),
        entries.len()
    );
    checker.add(
        Diagnostic::new(Code::UnusedComponent, at, message)
            .help(format!("remove {names}, or refer to them")),
    );
}

/// The pointers of the components that operations reach.
fn used(checker: &Checker<'_, '_>) -> BTreeSet<String> {
    let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut pending: Vec<String> = security(checker);
    for object in checker.objects {
        let referred = referred(object);
        let Some(owner) = component(&object.pointer) else {
            pending.extend(referred);
            continue;
        };
        if object.pointer == owner {
            for parent in parents(checker, object) {
                uses.entry(parent).or_default().push(owner.clone());
            }
        }
        uses.entry(owner).or_default().extend(referred);
    }
    // What could not be read is there all the same.
    for (holder, named) in checker.document.lost_references() {
        let Some(used) = component(&named) else {
            continue;
        };
        match component(holder) {
            Some(owner) => uses.entry(owner).or_default().push(used),
            None => pending.push(used),
        }
    }
    let mut used = BTreeSet::new();
    while let Some(next) = pending.pop() {
        if let Some(more) = uses.remove(&next) {
            pending.extend(more);
        }
        used.insert(next);
    }
    used
}

/// The components that an object refers to itself.
pub(super) fn referred(object: &Object<'_>) -> Vec<String> {
    let mapping = object
        .node
        .get("discriminator")
        .and_then(|discriminator| discriminator.get("mapping")?.as_mapping());
    let mapped = mapping
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(mapped(entry.value.as_str()?)));
    let reference = object.reference().map(str::to_owned);
    reference
        .into_iter()
        .chain(mapped)
        .filter_map(|reference| component(&pointer::from_fragment(&reference)?))
        .collect()
}

/// The schemas that stand for this one as well: OpenAPI 3.0, section 4.7.25, lets a schema with a `discriminator` stand
/// for every schema that has it in its `allOf`.
fn parents(checker: &Checker<'_, '_>, object: &Object<'_>) -> Vec<String> {
    let members = object.node.get("allOf").and_then(Node::as_sequence);
    members
        .unwrap_or_default()
        .iter()
        .filter_map(|member| pointer::from_fragment(member.get("$ref")?.as_str()?))
        .filter(|parent| {
            let parent = checker.tree.get(parent);
            parent.is_some_and(|parent| parent.get("discriminator").is_some())
        })
        .filter_map(|parent| component(&parent))
        .collect()
}

/// The security schemes that the document or its operations name.
fn security(checker: &Checker<'_, '_>) -> Vec<String> {
    let own = checker
        .each(ObjectKind::Operation)
        .filter_map(|operation| operation.node.get("security"));
    checker
        .tree
        .root
        .get("security")
        .into_iter()
        .chain(own)
        .filter_map(Node::as_sequence)
        .flatten()
        .filter_map(Node::as_mapping)
        .flatten()
        .map(|entry| pointer::join("", &["components", "securitySchemes", &entry.key]))
        .collect()
}
