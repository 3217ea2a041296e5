//! [`Placeholders`]: values for examples where the document gives none.

use serde_json::{Value, json};

use crate::api::{Api, EnumValue, StringFormat, Type, TypeDef, TypeKind, TypeRef};

/// So deep is a value at most; what is deeper is null.
const MAX_DEPTH: usize = 6;
/// So many values an example has at most: schemas that require many others have no end in sight.
const MAX_VALUES: usize = 200;

/// Makes the values of one example.
pub(super) struct Placeholders<'a> {
    api: &'a Api,
    /// How many values it has made.
    made: usize,
}

impl<'a> Placeholders<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api, made: 0 }
    }

    /// A value that fits the type.
    pub(super) fn value(&mut self, ty: &TypeRef) -> Value {
        self.nested(ty, 0)
    }

    fn nested(&mut self, ty: &TypeRef, depth: usize) -> Value {
        self.made += 1;
        match &ty.ty {
            _ if depth > MAX_DEPTH || self.made > MAX_VALUES => Value::Null,
            Type::Boolean => json!(true),
            Type::Integer(_) | Type::Number(_) => json!(1),
            Type::String(StringFormat::DateTime) => json!("2026-01-31T12:00:00Z"),
            Type::String(_) => json!("…"),
            Type::Array(item) => json!([self.nested(item, depth + 1)]),
            Type::Map(_) | Type::Any => json!({}),
            Type::Named(id) => match self.api.types.get(id) {
                Some(def) => self.of_definition(def, depth),
                None => Value::Null,
            },
        }
    }

    fn of_definition(&mut self, def: &TypeDef, depth: usize) -> Value {
        match &def.kind {
            TypeKind::Struct(object) => {
                let required = object.fields.iter().filter(|field| field.required);
                required
                    .map(|field| (field.wire.clone(), self.nested(&field.ty, depth + 1)))
                    .collect()
            }
            TypeKind::Enum(values) => match values.values.first() {
                Some(EnumValue { wire, .. }) => json!(wire),
                None => Value::Null,
            },
            TypeKind::Alias(target) => self.nested(target, depth + 1),
            TypeKind::Union(_) | TypeKind::FieldErrors => Value::Null,
        }
    }
}
