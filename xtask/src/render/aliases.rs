//! What other names of types stand for.

use crate::api::{Api, Type, TypeKind, TypeRef};

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
