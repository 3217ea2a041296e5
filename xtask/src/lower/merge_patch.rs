//! Merge patches (RFC 7396): null removes a member, whatever the schema says of its values.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use crate::api::{Extra, Field, Media, Operation, Type, TypeDef, TypeKind, TypeRef, essence};
use crate::diagnostic::Anchor;

const MEDIA_TYPE: &str = "application/merge-patch+json";

/// Allows null in the types that only bodies of merge patches have: for optional fields, and for the values of maps.
pub(super) fn allow_null(context: &mut Context<'_>, operations: &mut [Operation]) {
    let bodies = operations.iter().flat_map(|it| &it.body);
    let bodies = bodies.flat_map(|body| &body.media);
    let (patches, bodies): (Vec<&Media>, Vec<&Media>) = bodies.partition(|it| is_patch(it));
    if patches.is_empty() {
        return;
    }
    let responses = operations.iter().flat_map(|it| &it.responses);
    let headers = responses.clone().flat_map(|it| &it.headers);
    let parameters = operations.iter().flat_map(|it| &it.parameters);
    let media = bodies.into_iter().chain(responses.flat_map(|it| &it.media));
    let others = media.map(|it| &it.ty).chain(headers);
    let others = others.chain(parameters.map(|it| &it.ty));
    let others = reached(&context.types, others);
    let own = reached(&context.types, patches.into_iter().map(|it| &it.ty));
    for pointer in own.difference(&others) {
        if let Some(def) = context.types.get_mut(pointer) {
            members(&mut def.kind);
        }
    }
    let shared = own.intersection(&others);
    let shared = shared.filter_map(|pointer| context.types.get(pointer));
    let shared: Vec<Anchor> = shared
        .filter(|def| cannot_remove(&def.kind))
        .map(|def| def.at.clone())
        .collect();
    for at in shared {
        context.unsupported(
            at,
            "other requests or responses have this schema too, so a merge patch cannot remove its members with null",
            "give the patch a schema of its own",
        );
    }
    let bodies = operations.iter_mut().flat_map(|it| &mut it.body);
    for media in bodies.flat_map(|body| &mut body.media) {
        if is_patch(media) {
            values(&mut media.ty);
        }
    }
}

fn is_patch(media: &Media) -> bool {
    essence(&media.media_type) == MEDIA_TYPE
}

/// The pointers of the types that values of some types contain.
fn reached<'a>(
    types: &'a BTreeMap<String, TypeDef>,
    roots: impl Iterator<Item = &'a TypeRef>,
) -> BTreeSet<String> {
    let mut pending: Vec<&TypeRef> = roots.collect();
    let mut reached = BTreeSet::new();
    while let Some(ty) = pending.pop() {
        match &ty.ty {
            Type::Array(item) | Type::Map(item) => pending.push(item),
            Type::Named(id) if reached.insert(id.pointer.clone()) => {
                let def = types.get(&id.pointer);
                pending.extend(def.into_iter().flat_map(|def| def.kind.parts()));
            }
            _ => {}
        }
    }
    reached
}

/// Whether a type has members that null should remove but cannot.
fn cannot_remove(kind: &TypeKind) -> bool {
    let TypeKind::Struct(object) = kind else {
        return false;
    };
    let mut fields = object.fields.iter();
    fields.any(|field| is_removable(field) && !field.ty.nullable)
}

/// Whether null removes a field: a constant is always sent.
fn is_removable(field: &Field) -> bool {
    !field.required && field.constant.is_none()
}

fn members(kind: &mut TypeKind) {
    match kind {
        TypeKind::Struct(object) => {
            for field in &mut object.fields {
                field.ty.nullable |= is_removable(field);
                values(&mut field.ty);
            }
            if let Extra::Typed(value) = &mut object.extra {
                value.nullable = true;
                values(value);
            }
        }
        TypeKind::Alias(target) => values(target),
        _ => {}
    }
}

/// Allows null for the values of maps. Arrays are replaced as a whole, so that items are what they are.
fn values(ty: &mut TypeRef) {
    if let Type::Map(value) = &mut ty.ty {
        value.nullable = true;
        values(value);
    }
}
