//! Cycles: types that are only other names for each other, or that hold nothing but themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::pointer;
use super::views::named_in;
use crate::api::{Type, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::{Code, Diagnostic};

/// Reports cycles and breaks them, so that no later stage follows one.
pub(super) fn break_cycles(context: &mut Context<'_>) {
    // A list of itself ends, but Rust has no name for it: a type alias cannot hold itself.
    let aliases = |definition: &TypeDef| match &definition.kind {
        TypeKind::Alias(ty) => names_in(ty),
        _ => Vec::new(),
    };
    // A union that is one of its own members, directly or through other names, has no value that ends.
    let members = |definition: &TypeDef| match &definition.kind {
        TypeKind::Alias(ty) => direct(ty).into_iter().collect(),
        TypeKind::Union(union) => union
            .members
            .iter()
            .filter_map(|member| direct(&member.ty))
            .collect(),
        _ => Vec::new(),
    };
    for pointer in in_cycles(&context.types, &aliases) {
        report(
            context,
            &pointer,
            "this schema is only another name for itself",
        );
    }
    for pointer in in_cycles(&context.types, &members) {
        report(context, &pointer, "this schema is one of its own members");
    }
}

fn names_in(ty: &TypeRef) -> Vec<String> {
    let mut names = Vec::new();
    named_in(ty, &mut |id| names.push(id.pointer.clone()));
    names
}

fn direct(ty: &TypeRef) -> Option<String> {
    match &ty.ty {
        Type::Named(id) => Some(id.pointer.clone()),
        _ => None,
    }
}

/// The types from which a way leads back to them.
fn in_cycles(
    types: &BTreeMap<String, TypeDef>,
    next: &dyn Fn(&TypeDef) -> Vec<String>,
) -> BTreeSet<String> {
    let mut steps: Steps = types
        .iter()
        .flat_map(|(from, definition)| next(definition).into_iter().map(|to| (from.clone(), to)))
        .collect();
    // What remains when every type without a way out has been taken away, and then every type without a way in.
    for _ in 0..2 {
        steps = without_dead_ends(steps)
            .into_iter()
            .map(|(from, to)| (to, from))
            .collect();
    }
    steps.into_iter().map(|(from, _)| from).collect()
}

/// Ways from one type to another.
type Steps = BTreeSet<(String, String)>;

fn without_dead_ends(steps: Steps) -> Steps {
    let mut ways_in: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut ways_out: BTreeMap<&str, usize> = BTreeMap::new();
    for (from, to) in &steps {
        ways_in.entry(to).or_default().push(from);
        *ways_out.entry(from).or_default() += 1;
        ways_out.entry(to).or_default();
    }
    let mut dead: Vec<&str> = ways_out
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(name, _)| *name)
        .collect();
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    while let Some(name) = dead.pop() {
        gone.insert(name);
        for from in ways_in.get(name).into_iter().flatten() {
            if let Some(count) = ways_out.get_mut(from) {
                *count -= 1;
                if *count == 0 {
                    dead.push(from);
                }
            }
        }
    }
    let gone: BTreeSet<String> = gone.into_iter().map(str::to_owned).collect();
    steps
        .into_iter()
        .filter(|(_, to)| !gone.contains(to))
        .collect()
}

fn report(context: &mut Context<'_>, pointer: &str, message: &str) {
    let reference = ["", "/allOf/0", "/items", "/additionalProperties"]
        .map(|rest| pointer::child(&format!("{pointer}{rest}"), "$ref"))
        .into_iter()
        .find_map(|reference| Some((context.node(&reference)?.as_str()?, reference)));
    let mut finding = Diagnostic::new(Code::InvalidRef, context.key(pointer), message)
        .help("say in one of the places what the value is");
    if let Some((target, place)) = reference {
        finding.at = context.value(&place);
        if place.ends_with("/items/$ref") || place.ends_with("/additionalProperties/$ref") {
            finding.message = "this schema holds nothing but itself".to_owned();
        }
        if let Some(target) = pointer::from_fragment(target) {
            finding = finding.related(context.key(&target), "this leads back to it");
        }
    }
    context.add(finding);
    if let Some(definition) = context.types.get_mut(pointer) {
        definition.kind = TypeKind::Alias(TypeRef::plain(Type::Any));
    }
}
