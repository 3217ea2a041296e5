//! The model's types → Rust's.

use super::recursion::Recursion;
use super::{Argument, RustType};
use crate::api::{
    Api, FloatFormat, Format, IntegerFormat, StringFormat, Type, TypeDef, TypeId, TypeKind, TypeRef,
};
use crate::names::Names;

/// What is needed to spell a type.
pub(super) struct Resolver<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    recursion: Recursion,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(api: &'a Api, names: &'a Names) -> Self {
        Self {
            api,
            names,
            recursion: Recursion::of(api),
        }
    }

    /// The type of a value that is there and not null.
    pub(super) fn value(&self, ty: &TypeRef) -> RustType {
        match &ty.ty {
            Type::Any => RustType::Json,
            Type::Boolean => RustType::Bool,
            Type::Integer(IntegerFormat::Int32) => RustType::I32,
            Type::Integer(IntegerFormat::Int64) => RustType::I64,
            Type::Integer(IntegerFormat::Uint32) => RustType::U32,
            Type::Integer(IntegerFormat::Uint64) => RustType::U64,
            Type::Integer(IntegerFormat::Int128) => RustType::I128,
            Type::Number(FloatFormat::Float) => RustType::F32,
            Type::Number(FloatFormat::Double) => RustType::F64,
            Type::String(_) if ty.sensitive => RustType::Secret,
            Type::String(StringFormat::DateTime) => RustType::Timestamp,
            Type::String(StringFormat::Base64) => RustType::Base64,
            Type::String(StringFormat::Base64Url) => RustType::Base64Url,
            Type::String(StringFormat::File) => RustType::Upload,
            Type::String(StringFormat::Plain | StringFormat::Binary | StringFormat::Other(_)) => {
                RustType::String
            }
            Type::Array(item) => RustType::Vec(Box::new(self.item(item))),
            Type::Tuple(items) => {
                RustType::Tuple(items.iter().map(|item| self.item(item)).collect())
            }
            Type::Map(value) => RustType::Map(Box::new(self.item(value))),
            Type::Named(id) => self.named(id),
        }
    }

    /// How a function takes a value: as conveniently as its type allows without guessing.
    pub(super) fn argument(&self, ty: &TypeRef, spelled: &RustType) -> Argument {
        match spelled {
            RustType::Patch(_) => Argument::Into(spelled.clone()),
            ty if ty.is_made_by_into() => Argument::Into(spelled.clone()),
            RustType::Vec(item) => Argument::List((**item).clone()),
            RustType::Boxed(inner) => self.argument(ty, inner),
            RustType::Named(_) => match self.value(self.api.target(ty)) {
                ty if ty.is_made_by_into() => Argument::Into(spelled.clone()),
                RustType::Vec(item) => Argument::List(*item),
                _ => match self.definition(ty).map(|def| &def.kind) {
                    Some(TypeKind::Struct(_) | TypeKind::Enum(_)) => {
                        Argument::Into(spelled.clone())
                    }
                    _ => Argument::Exact(spelled.clone()),
                },
            },
            _ => Argument::Exact(spelled.clone()),
        }
    }

    /// The type of an item of a list or a value of a map: there, but maybe null.
    pub(super) fn item(&self, ty: &TypeRef) -> RustType {
        let value = self.value(ty);
        if ty.nullable { value.optional() } else { value }
    }

    /// The type of a field of `owner`, boxed where the owner would contain itself.
    pub(super) fn field(&self, owner: &TypeId, ty: &TypeRef) -> RustType {
        let value = self.value(ty);
        match &ty.ty {
            Type::Named(inner) if self.recursion.needs_box(owner, inner) => {
                RustType::Boxed(Box::new(value))
            }
            _ => value,
        }
    }

    /// The type of a variant that holds a body.
    pub(super) fn body(&self, format: Format, ty: &TypeRef) -> RustType {
        match format {
            Format::Bytes => RustType::Bytes,
            Format::Text => RustType::String,
            _ => self.payload(ty),
        }
    }

    /// The type of a variant that holds it: structs and unions are boxed, so that the enum stays small whatever they
    /// grow to.
    pub(super) fn payload(&self, ty: &TypeRef) -> RustType {
        let value = self.item(ty);
        match self.definition(ty) {
            Some(TypeDef {
                kind: TypeKind::Struct(_) | TypeKind::Union(_),
                ..
            }) => RustType::Boxed(Box::new(value)),
            _ => value,
        }
    }

    /// The definition that a type leads to, through its aliases.
    pub(super) fn definition(&self, ty: &TypeRef) -> Option<&'a TypeDef> {
        match &self.api.target(ty).ty {
            Type::Named(id) => self.api.types.get(id),
            _ => None,
        }
    }

    fn named(&self, id: &TypeId) -> RustType {
        match (
            self.api.types.get(id).map(|def| &def.kind),
            self.names.types.get(id),
        ) {
            (Some(TypeKind::FieldErrors), _) => RustType::FieldErrors,
            (Some(_), Some(name)) => RustType::Named(name.ident.clone()),
            _ => RustType::Json,
        }
    }
}
