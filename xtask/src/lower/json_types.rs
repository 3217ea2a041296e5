//! [`JsonTypes`]: which kinds of JSON value the values of each type can be.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{JsonKind, Type, TypeDef, TypeId, TypeKind, TypeRef};

/// The kinds of JSON value that the values of each type can be.
#[derive(Debug, Default)]
pub(super) struct JsonTypes<'t> {
    kinds: BTreeMap<&'t TypeId, BTreeSet<JsonKind>>,
}

impl<'t> JsonTypes<'t> {
    /// Starts with what each type has by itself and hands it on to those that are made of it, until nothing changes:
    /// there may be more ways through unions of unions than can be walked.
    pub(super) fn of(types: &'t BTreeMap<TypeId, TypeDef>) -> Self {
        let mut holders: BTreeMap<&TypeId, Vec<&TypeId>> = BTreeMap::new();
        let mut pending = Vec::new();
        for (id, definition) in types {
            for part in parts(&definition.kind) {
                match &part.ty {
                    Type::Named(inner) if types.contains_key(inner) => {
                        holders.entry(inner).or_default().push(id);
                    }
                    ty => pending.push((id, of_unnamed(ty))),
                }
            }
            match &definition.kind {
                TypeKind::Struct(_) => pending.push((id, vec![JsonKind::Object])),
                TypeKind::Enum(known) if known.is_integer => {
                    pending.push((id, vec![JsonKind::Number]))
                }
                TypeKind::Enum(_) => pending.push((id, vec![JsonKind::String])),
                TypeKind::FieldErrors => {
                    pending.push((id, vec![JsonKind::Array, JsonKind::Object]))
                }
                TypeKind::Alias(_) | TypeKind::Union(_) | TypeKind::Outcomes(_) => {}
            }
        }
        let mut kinds: BTreeMap<&TypeId, BTreeSet<JsonKind>> = BTreeMap::new();
        while let Some((id, mut new)) = pending.pop() {
            let known = kinds.entry(id).or_default();
            new.retain(|kind| known.insert(*kind));
            if !new.is_empty() {
                let holders = holders.get(id).into_iter().flatten();
                pending.extend(holders.map(|holder| (*holder, new.clone())));
            }
        }
        Self { kinds }
    }

    /// Those of a type as it is used.
    pub(super) fn of_type(&self, ty: &TypeRef) -> Vec<JsonKind> {
        let known = match &ty.ty {
            Type::Named(id) => self.kinds.get(id),
            _ => None,
        };
        known.map_or_else(
            || of_unnamed(&ty.ty),
            |kinds| kinds.iter().copied().collect(),
        )
    }
}

/// The types whose values are values of this one.
fn parts(kind: &TypeKind) -> Vec<&TypeRef> {
    match kind {
        TypeKind::Alias(target) => vec![target],
        TypeKind::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::FieldErrors | TypeKind::Outcomes(_) => {
            Vec::new()
        }
    }
}

fn of_unnamed(ty: &Type) -> Vec<JsonKind> {
    match ty {
        Type::Boolean => vec![JsonKind::Boolean],
        Type::Integer(_) | Type::Number(_) => vec![JsonKind::Number],
        Type::String(_) => vec![JsonKind::String],
        Type::Array(_) | Type::Tuple(_) => vec![JsonKind::Array],
        Type::Map(_) => vec![JsonKind::Object],
        Type::Any | Type::Named(_) => JsonKind::ALL.to_vec(),
    }
}
