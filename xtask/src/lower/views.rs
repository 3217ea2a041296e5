//! Views: which types travel in which direction, and what is left of them there.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{
    Access, Extra, Operation, Struct, Type, TypeDef, TypeId, TypeKind, TypeRef, Usage, View,
    Webhook,
};
use crate::source::Direction;

/// The types of an API before their views are made, by pointer.
type Types = BTreeMap<String, TypeDef>;

/// Splits the types that differ between requests and responses, and drops those that no operation or webhook reaches.
pub(super) fn split(
    operations: &mut [Operation],
    webhooks: &mut [Webhook],
    types: Types,
) -> BTreeMap<TypeId, TypeDef> {
    let mut used = used(operations, webhooks);
    let usages = usages(&used, &types);
    let divided = divided(&types, &usages);
    for (ty, direction) in &mut used {
        point(ty, &divided, *direction);
    }
    let mut split = BTreeMap::new();
    let usage = |request, response| Usage { request, response };
    for (pointer, definition) in types {
        let used = usages.get(&pointer).copied().unwrap_or_default();
        let views: &[(View, Option<Direction>, Usage)] =
            match (divided.contains(&pointer), used.request, used.response) {
                (_, false, false) => &[],
                (true, ..) => &[
                    (View::Read, Some(Direction::Response), usage(false, true)),
                    (View::Write, Some(Direction::Request), usage(true, false)),
                ],
                (false, true, false) => &[(View::Whole, Some(Direction::Request), used)],
                (false, false, true) => &[(View::Whole, Some(Direction::Response), used)],
                (false, true, true) => &[(View::Whole, None, used)],
            };
        for (view, direction, usage) in views {
            let id = TypeId {
                pointer: pointer.clone(),
                view: *view,
            };
            let seen = seen(&definition, id.clone(), *direction, *usage, &divided);
            split.insert(id, seen);
        }
    }
    split
}

/// The directions that each type travels in.
fn usages(used: &[(&mut TypeRef, Direction)], types: &Types) -> BTreeMap<String, Usage> {
    let mut pending: Vec<(String, Direction)> = Vec::new();
    for (ty, direction) in used {
        named_in(ty, &mut |id| pending.push((id.pointer.clone(), *direction)));
    }
    let mut usages: BTreeMap<String, Usage> = BTreeMap::new();
    while let Some((pointer, direction)) = pending.pop() {
        let Some(definition) = types.get(&pointer) else {
            continue;
        };
        let usage = usages.entry(pointer).or_default();
        let known = match direction {
            Direction::Request => &mut usage.request,
            Direction::Response => &mut usage.response,
        };
        if !std::mem::replace(known, true) {
            for ty in parts(&definition.kind, direction) {
                named_in(ty, &mut |id| pending.push((id.pointer.clone(), direction)));
            }
        }
    }
    usages
}

/// The types that differ between requests and responses: they have properties of one direction, or something in them has.
fn divided(types: &Types, usages: &BTreeMap<String, Usage>) -> BTreeSet<String> {
    let both = |pointer: &String| {
        usages
            .get(pointer)
            .is_some_and(|usage| usage.request && usage.response)
    };
    let mut holders: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    let mut pending: Vec<&String> = Vec::new();
    for (pointer, definition) in types.iter().filter(|(pointer, _)| both(pointer)) {
        if has_direction(&definition.kind) {
            pending.push(pointer);
        }
        for ty in definition.kind.parts() {
            named_in(ty, &mut |id| {
                if let Some((held, _)) = types.get_key_value(&id.pointer) {
                    holders.entry(held.as_str()).or_default().push(pointer);
                }
            });
        }
    }
    let mut divided = BTreeSet::new();
    while let Some(pointer) = pending.pop() {
        if divided.insert(pointer.clone()) {
            pending.extend(holders.get(pointer.as_str()).into_iter().flatten());
        }
    }
    divided
}

fn has_direction(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Struct(object) if object.fields.iter().any(|field| field.access != Access::ReadWrite))
}

/// A type as one direction sees it (`None`: both see it alike).
fn seen(
    definition: &TypeDef,
    id: TypeId,
    direction: Option<Direction>,
    usage: Usage,
    divided: &BTreeSet<String>,
) -> TypeDef {
    let mut seen = TypeDef {
        id,
        usage,
        ..definition.clone()
    };
    if let TypeKind::Struct(Struct {
        fields, required, ..
    }) = &mut seen.kind
    {
        fields.retain(|field| exists(field.access, direction));
        required.retain(|name| fields.iter().any(|field| field.wire == *name));
    }
    if let Some(direction) = direction {
        for ty in parts_mut(&mut seen.kind) {
            point(ty, divided, direction);
        }
    }
    seen
}

/// Whether a property exists in a direction.
fn exists(access: Access, direction: Option<Direction>) -> bool {
    !matches!(
        (access, direction),
        (Access::ReadOnly, Some(Direction::Request))
            | (Access::WriteOnly, Some(Direction::Response))
    )
}

/// The types that a type is made of, as a direction sees it.
fn parts(kind: &TypeKind, direction: Direction) -> Vec<&TypeRef> {
    let TypeKind::Struct(object) = kind else {
        return kind.parts();
    };
    let fields = object.fields.iter();
    let fields = fields.filter(|field| exists(field.access, Some(direction)));
    let types = fields.map(|field| &field.ty);
    types.chain(object.extra.ty()).collect()
}

fn parts_mut(kind: &mut TypeKind) -> Vec<&mut TypeRef> {
    match kind {
        TypeKind::Struct(object) => {
            let extra = match &mut object.extra {
                Extra::Typed(ty) => Some(ty.as_mut()),
                Extra::Any | Extra::Ignored => None,
            };
            object
                .fields
                .iter_mut()
                .map(|field| &mut field.ty)
                .chain(extra)
                .collect()
        }
        TypeKind::Union(union) => union
            .members
            .iter_mut()
            .map(|member| &mut member.ty)
            .collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Outcomes(outcomes) => outcomes
            .iter_mut()
            .filter_map(|outcome| outcome.body.as_mut())
            .map(|(_, ty)| ty)
            .collect(),
        TypeKind::Enum(_) | TypeKind::FieldErrors => Vec::new(),
    }
}

/// The types that operations and webhooks name themselves, each with its direction.
fn used<'a>(
    operations: &'a mut [Operation],
    webhooks: &'a mut [Webhook],
) -> Vec<(&'a mut TypeRef, Direction)> {
    let mut used = Vec::new();
    for operation in operations {
        let parameters = operation.parameters.iter_mut().map(|it| &mut it.ty);
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.media);
        let in_request = parameters.chain(bodies.map(|media| &mut media.ty));
        used.extend(in_request.map(|ty| (ty, Direction::Request)));
        let responses = operation.responses.iter_mut().flat_map(|response| {
            let bodies = response.media.iter_mut().map(|media| &mut media.ty);
            bodies.chain(&mut response.headers)
        });
        let in_responses = responses.chain(&mut operation.outcomes);
        used.extend(in_responses.map(|ty| (ty, Direction::Response)));
    }
    let bodies = webhooks.iter_mut().filter_map(|it| it.body.as_mut());
    used.extend(bodies.map(|media| (&mut media.ty, Direction::Response)));
    used
}

/// Calls back for the type with a name in a type, if there is one.
pub(super) fn named_in<'t>(ty: &'t TypeRef, found: &mut dyn FnMut(&'t TypeId)) {
    match &ty.ty {
        Type::Named(id) => found(id),
        Type::Array(item) | Type::Map(item) => named_in(item, found),
        _ => {}
    }
}

/// Points a type at the view that a direction sees.
fn point(ty: &mut TypeRef, divided: &BTreeSet<String>, direction: Direction) {
    match &mut ty.ty {
        Type::Named(id) if divided.contains(&id.pointer) => {
            id.view = match direction {
                Direction::Request => View::Write,
                Direction::Response => View::Read,
            };
        }
        Type::Array(item) | Type::Map(item) => point(item, divided, direction),
        _ => {}
    }
}
