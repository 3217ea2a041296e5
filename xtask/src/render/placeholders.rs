//! [`Placeholders`]: values in examples where the document has none.

use serde_json::{Value, json};

use crate::api::{Api, StringFormat, Type, TypeDef, TypeKind, TypeRef};

/// Deeper values are null.
const MAX_DEPTH: usize = 6;
/// Schemas that require many others would make examples of any size.
const MAX_VALUES: usize = 200;

/// Makes the values of one example.
pub(super) struct Placeholders<'a> {
    api: &'a Api,
    count: usize,
}

impl<'a> Placeholders<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api, count: 0 }
    }

    /// A value of the type.
    pub(super) fn value(&mut self, ty: &TypeRef) -> Value {
        self.nested(ty, 0)
    }

    fn nested(&mut self, ty: &TypeRef, depth: usize) -> Value {
        self.count += 1;
        match &ty.ty {
            _ if depth > MAX_DEPTH || self.count > MAX_VALUES => Value::Null,
            Type::Boolean => json!(true),
            Type::Integer(_) | Type::Number(_) => json!(1),
            Type::String(StringFormat::DateTime) => json!("2026-01-31T12:00:00Z"),
            Type::String(StringFormat::Base64 | StringFormat::Base64Url) => json!("aGVsbG8="),
            Type::String(_) => json!("…"),
            Type::Array(item) => json!([self.nested(item, depth + 1)]),
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.nested(item, depth + 1));
                Value::Array(items.collect())
            }
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
                Some(value) => values.json(value),
                None => Value::Null,
            },
            TypeKind::Alias(target) => self.nested(target, depth + 1),
            TypeKind::Union(_) | TypeKind::Outcomes(_) | TypeKind::FieldErrors => Value::Null,
        }
    }
}
