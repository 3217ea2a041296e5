//! The response of an operation, where it must be one object.

use std::collections::BTreeMap;

use crate::api::{Media, Operation, Struct, Type, TypeDef, TypeId, TypeKind, TypeRef, target};

/// The types of an API after their views are made.
pub(super) type Types = BTreeMap<TypeId, TypeDef>;

/// The object that every success of an operation is; `None` if one of them may be something else or nothing.
pub(super) fn object<'t>(
    operation: &Operation,
    types: &'t Types,
) -> Option<(&'t TypeDef, &'t Struct)> {
    let mut bodies = operation
        .successes()
        .map(|success| Media::json(&success.media).map(|media| &media.ty));
    let first = bodies.next()??;
    if bodies.any(|other| other != Some(first)) {
        return None;
    }
    match first.nullable {
        true => None,
        false => structure(target(types, first), types),
    }
}

/// The struct that a type is.
pub(super) fn structure<'t>(ty: &TypeRef, types: &'t Types) -> Option<(&'t TypeDef, &'t Struct)> {
    let Type::Named(id) = &ty.ty else { return None };
    let def = types.get(id)?;
    match &def.kind {
        TypeKind::Struct(object) => Some((def, object)),
        _ => None,
    }
}
