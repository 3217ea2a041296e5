//! [`JsonTypes`]: which JSON types the values of each type can have.

use std::collections::BTreeMap;

use crate::api::{Type, TypeDef, TypeId, TypeKind, TypeRef};

const BOOLEAN: u8 = 1;
const NUMBER: u8 = 2;
const STRING: u8 = 4;
const ARRAY: u8 = 8;
const OBJECT: u8 = 16;
const ANY: u8 = 31;

/// The JSON types of the values of each type, as bits.
#[derive(Debug, Default)]
pub(super) struct JsonTypes<'t> {
    bits: BTreeMap<&'t TypeId, u8>,
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
                TypeKind::Struct(_) => pending.push((id, OBJECT)),
                TypeKind::Enum(_) => pending.push((id, STRING)),
                TypeKind::FieldErrors => pending.push((id, ARRAY | OBJECT)),
                TypeKind::Alias(_) | TypeKind::Union(_) => {}
            }
        }
        let mut bits: BTreeMap<&TypeId, u8> = BTreeMap::new();
        while let Some((id, new)) = pending.pop() {
            let known = bits.entry(id).or_default();
            if *known | new != *known {
                *known |= new;
                let all = *known;
                let holders = holders.get(id).into_iter().flatten();
                pending.extend(holders.map(|holder| (*holder, all)));
            }
        }
        Self { bits }
    }

    /// Those of a type as it is used.
    pub(super) fn of_type(&self, ty: &TypeRef) -> u8 {
        match &ty.ty {
            Type::Named(id) => self.bits.get(id).copied().unwrap_or(ANY),
            ty => of_unnamed(ty),
        }
    }
}

/// The types whose values are values of this one.
fn parts(kind: &TypeKind) -> Vec<&TypeRef> {
    match kind {
        TypeKind::Alias(target) => vec![target],
        TypeKind::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::FieldErrors => Vec::new(),
    }
}

fn of_unnamed(ty: &Type) -> u8 {
    match ty {
        Type::Boolean => BOOLEAN,
        Type::Integer(_) | Type::Number(_) => NUMBER,
        Type::String(_) => STRING,
        Type::Array(_) => ARRAY,
        Type::Map(_) => OBJECT,
        Type::Any | Type::Named(_) => ANY,
    }
}
