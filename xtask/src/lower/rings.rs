//! Rings: types that are only other names for each other, or that hold nothing but themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::pointer;
use super::views::named_in;
use crate::api::{Type, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::{Code, Diagnostic};

/// Reports rings and opens them, so that no later stage runs in circles.
pub(super) fn open(context: &mut Context<'_>) {
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
    for pointer in in_rings(&context.types, &aliases) {
        report(
            context,
            &pointer,
            "this schema is only another name for itself",
        );
    }
    for pointer in in_rings(&context.types, &members) {
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
fn in_rings(
    types: &BTreeMap<String, TypeDef>,
    next: &dyn Fn(&TypeDef) -> Vec<String>,
) -> Vec<String> {
    let steps: BTreeMap<&String, Vec<String>> = types
        .iter()
        .map(|(pointer, definition)| (pointer, next(definition)))
        .collect();
    let returns = |start: &String| {
        let mut seen = BTreeSet::new();
        let mut pending: Vec<&String> = steps.get(start).into_iter().flatten().collect();
        while let Some(pointer) = pending.pop() {
            if pointer == start {
                return true;
            }
            if seen.insert(pointer) {
                pending.extend(steps.get(pointer).into_iter().flatten());
            }
        }
        false
    };
    types
        .keys()
        .filter(|pointer| returns(pointer))
        .cloned()
        .collect()
}

fn report(context: &mut Context<'_>, pointer: &str, message: &str) {
    let reference = ["", "/allOf/0", "/items", "/additionalProperties"]
        .map(|rest| pointer::child(&format!("{pointer}{rest}"), "$ref"))
        .into_iter()
        .find(|reference| context.node(reference).is_some());
    let at = reference.map_or_else(
        || context.key(pointer),
        |reference| context.value(&reference),
    );
    context.add(
        Diagnostic::new(Code::InvalidRef, at, message)
            .help("say in one of the places what the value is"),
    );
    if let Some(definition) = context.types.get_mut(pointer) {
        definition.kind = TypeKind::Alias(TypeRef::plain(Type::Any));
    }
}
