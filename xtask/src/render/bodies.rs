//! [`bodies`]: the types that requests have as their bodies.

use std::collections::BTreeSet;

use crate::api::{Api, Type, TypeId, TypeKind, TypeRef};

/// The types that are a request's body, alone or as items of a list: a body must have a `Check`.
pub(super) fn bodies(api: &Api) -> BTreeSet<&TypeId> {
    let media = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref())
        .flat_map(|body| &body.media);
    media.filter_map(|media| held(&media.ty, api)).collect()
}

fn held<'a>(ty: &'a TypeRef, api: &'a Api) -> Option<&'a TypeId> {
    match &target(ty, api).ty {
        Type::Array(item) | Type::Map(item) => held(item, api),
        Type::Named(id) => Some(id),
        _ => None,
    }
}

/// What a type stands for, through its other names.
pub(super) fn target<'a>(ty: &'a TypeRef, api: &'a Api) -> &'a TypeRef {
    let mut ty = ty;
    for _ in 0..api.types.len() {
        let Type::Named(id) = &ty.ty else { break };
        match api.types.get(id).map(|def| &def.kind) {
            Some(TypeKind::Alias(next)) => ty = next,
            _ => break,
        }
    }
    ty
}
