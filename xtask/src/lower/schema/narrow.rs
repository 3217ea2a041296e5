//! What two schemas say of one value, put together.

use super::super::context::Context;
use super::super::pointer;
use super::integer;
use crate::api::{Bound, Constraints, FloatFormat, StringFormat, Type, TypeKind, TypeRef};
use crate::source::format;

impl Context<'_> {
    /// The type of a value that is of both types; `None` if there is no such value, or no such type.
    pub(super) fn narrow(&self, a: &TypeRef, b: &TypeRef) -> Option<TypeRef> {
        let constraints = narrow_constraints(&a.constraints, &b.constraints);
        Some(TypeRef {
            ty: integer::with_sign(self.narrow_type(&a.ty, &b.ty)?, &constraints),
            nullable: a.nullable && b.nullable,
            sensitive: a.sensitive || b.sensitive,
            constraints,
        })
    }

    fn narrow_type(&self, a: &Type, b: &Type) -> Option<Type> {
        Some(match (a, b) {
            (a, b) if a == b => a.clone(),
            (Type::Any, other) | (other, Type::Any) => other.clone(),
            (Type::Integer(format), Type::Number(_)) | (Type::Number(_), Type::Integer(format)) => {
                Type::Integer(*format)
            }
            (Type::Integer(a), Type::Integer(b)) => Type::Integer(integer::narrow(*a, *b)),
            (Type::Number(_), Type::Number(_)) => Type::Number(FloatFormat::Double),
            (Type::String(StringFormat::Plain), Type::String(format))
            | (Type::String(format), Type::String(StringFormat::Plain)) => {
                Type::String(format.clone())
            }
            (Type::Array(a), Type::Array(b)) => Type::Array(Box::new(self.narrow(a, b)?)),
            (Type::Map(a), Type::Map(b)) => Type::Map(Box::new(self.narrow(a, b)?)),
            (Type::Named(id), other) | (other, Type::Named(id)) => {
                return self.narrow_named(&id.pointer, other);
            }
            _ => return None,
        })
    }

    /// A type with a name against another.
    fn narrow_named(&self, pointer: &str, other: &Type) -> Option<Type> {
        let named = Type::Named(super::whole(pointer));
        match other {
            Type::String(StringFormat::Plain) => self.enum_texts(pointer).map(|_| named),
            Type::Map(value) if value.ty == Type::Any => {
                self.node(pointer)?.get("properties").map(|_| named)
            }
            Type::Named(second) => {
                if let (Some(mine), Some(theirs)) =
                    (self.enum_texts(pointer), self.enum_texts(&second.pointer))
                {
                    return if theirs.iter().all(|value| mine.contains(value)) {
                        Some(other.clone())
                    } else if mine.iter().all(|value| theirs.contains(value)) {
                        Some(named)
                    } else {
                        None
                    };
                }
                match (self.aliased(pointer), self.aliased(&second.pointer)) {
                    (Some(mine), None) => {
                        (self.narrow_type(&mine, other)? == *other).then(|| other.clone())
                    }
                    (None, Some(theirs)) => {
                        (self.narrow_type(&named, &theirs)? == named).then_some(named)
                    }
                    _ => None,
                }
            }
            other => {
                // An alias stays itself where the other says nothing more.
                let mine = self.aliased(pointer)?;
                let narrowed = self.narrow_type(&mine, other)?;
                Some(if narrowed == mine { named } else { narrowed })
            }
        }
    }

    fn aliased(&self, pointer: &str) -> Option<Type> {
        if let Some(definition) = self.types.get(pointer) {
            return match &definition.kind {
                TypeKind::Alias(ty) => Some(ty.ty.clone()),
                _ => None,
            };
        }
        let schema = self.node(pointer)?;
        let plain = schema.get("enum").is_none()
            && schema.get("allOf").is_none()
            && schema.get("oneOf").is_none()
            && schema.get("anyOf").is_none();
        match schema.get("type")?.as_str()? {
            "string" if plain => Some(Type::String(
                match schema.get("format").and_then(|format| format.as_str()) {
                    None | Some(format::PASSWORD) => StringFormat::Plain,
                    Some(format::DATE_TIME) => StringFormat::DateTime,
                    Some(format::BINARY) => StringFormat::Binary,
                    Some(other) => StringFormat::Other(other.to_owned()),
                },
            )),
            _ => None,
        }
    }

    /// The values of the enum of texts at a pointer, if there is one.
    fn enum_texts(&self, pointer: &str) -> Option<Vec<String>> {
        self.node(&pointer::child(pointer, "enum"))?;
        self.enum_values(pointer)
            .into_iter()
            .map(|(value, _)| value.as_str().map(str::to_owned))
            .collect()
    }
}

/// Constraints that hold where both hold. Of two patterns the later one stays: one check has one pattern.
pub(super) fn narrow_constraints(a: &Constraints, b: &Constraints) -> Constraints {
    Constraints {
        min_length: a.min_length.max(b.min_length),
        max_length: least(a.max_length, b.max_length),
        pattern: b.pattern.clone().or_else(|| a.pattern.clone()),
        minimum: stricter(a.minimum.as_ref(), b.minimum.as_ref(), |a, b| a > b),
        maximum: stricter(a.maximum.as_ref(), b.maximum.as_ref(), |a, b| a < b),
        multiple_of: b.multiple_of.clone().or_else(|| a.multiple_of.clone()),
        min_items: a.min_items.max(b.min_items),
        max_items: least(a.max_items, b.max_items),
        unique_items: a.unique_items || b.unique_items,
        min_properties: a.min_properties.max(b.min_properties),
        max_properties: least(a.max_properties, b.max_properties),
    }
}

fn least(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn stricter(
    a: Option<&Bound>,
    b: Option<&Bound>,
    is_stricter: fn(f64, f64) -> bool,
) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let (x, y) = (a.value.as_f64()?, b.value.as_f64()?);
            Some(
                if is_stricter(x, y) || (!is_stricter(y, x) && a.exclusive) {
                    a
                } else {
                    b
                }
                .clone(),
            )
        }
        (a, b) => a.or(b).cloned(),
    }
}
