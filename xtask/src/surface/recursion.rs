//! Which types contain themselves, so that a `Box` must stand in between.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Type, TypeId, TypeKind};

/// For each type those that it contains directly or through others, without a list or a map in between.
#[derive(Debug, Default)]
pub(super) struct Recursion {
    reaches: BTreeMap<TypeId, BTreeSet<TypeId>>,
}

impl Recursion {
    pub(super) fn of(api: &Api) -> Self {
        let direct: BTreeMap<&TypeId, Vec<&TypeId>> = api
            .types
            .values()
            .map(|def| (&def.id, contained(&def.kind)))
            .collect();
        let mut reaches = BTreeMap::new();
        for id in direct.keys() {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&TypeId> = vec![id];
            while let Some(next) = open.pop() {
                for inner in direct.get(next).into_iter().flatten() {
                    if seen.insert((*inner).clone()) {
                        open.push(inner);
                    }
                }
            }
            if seen.contains(*id) {
                reaches.insert((*id).clone(), seen);
            }
        }
        Self { reaches }
    }

    /// Whether a field of `owner` that holds `inner` must be boxed.
    pub(super) fn needs_box(&self, owner: &TypeId, inner: &TypeId) -> bool {
        let reaches = |from: &TypeId, to: &TypeId| {
            self.reaches
                .get(from)
                .is_some_and(|reached| reached.contains(to))
        };
        reaches(owner, inner) && reaches(inner, owner)
    }
}

/// Types that a type holds in place. Members of unions are boxed anyway.
fn contained(kind: &TypeKind) -> Vec<&TypeId> {
    let types: Vec<&Type> = match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| &field.ty.ty).collect(),
        TypeKind::Alias(target) => vec![&target.ty],
        TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::FieldErrors => Vec::new(),
    };
    let named = types.into_iter().filter_map(|ty| match ty {
        Type::Named(id) => Some(id),
        _ => None,
    });
    named.collect()
}
