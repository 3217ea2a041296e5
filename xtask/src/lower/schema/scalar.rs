//! Texts, numbers, booleans and lists, with their constraints.

use super::super::context::Context;
use super::super::keywords::{Keywords, Kind};
use super::super::pointer;
use super::integer;
use crate::api::{Bound, Constraints, FloatFormat, IntegerFormat, StringFormat, Type, TypeRef};
use crate::source::format::{self, Format, Values};
use crate::source::{Node, NodeKind, Scalar};

impl<'a> Context<'a> {
    /// The type of a schema that is neither an enum nor an object nor composed.
    pub(super) fn scalar_or_array(&mut self, pointer: &str, keywords: &Keywords<'a>) -> TypeRef {
        let ty = if keywords.is_array() {
            let item = match keywords.items {
                Some(items) => self.type_ref(&pointer::child(pointer, "items"), items),
                None => TypeRef::plain(Type::Any),
            };
            Type::Array(Box::new(item))
        } else {
            scalar(keywords)
        };
        self.constrained(pointer, ty)
    }

    /// A type with the constraints of the schema at a pointer; those that do not fit are reported.
    pub(super) fn constrained(&mut self, pointer: &str, ty: Type) -> TypeRef {
        let (constraints, misfits) = self
            .node(pointer)
            .map(|node| constraints_of(node, &ty))
            .unwrap_or_default();
        for keyword in misfits {
            let at = self.key(&pointer::child(pointer, keyword));
            self.unsupported(
                at,
                format!("`{keyword}` has no effect on {}", noun(&ty)),
                "remove it, or correct `type`",
            );
        }
        TypeRef {
            ty: integer::with_sign(ty, &constraints),
            nullable: false,
            sensitive: false,
            constraints,
        }
    }
}

/// The type of a string, number or boolean by `type` and `format`; anything without a type.
fn scalar(keywords: &Keywords<'_>) -> Type {
    let format = keywords.format.as_deref();
    let known = format.and_then(Format::named);
    match keywords.kind {
        Some(Kind::String) => Type::String(match format {
            None | Some(format::PASSWORD) => StringFormat::Plain,
            Some(format::DATE_TIME) => StringFormat::DateTime,
            Some(format::BINARY) => StringFormat::Binary,
            Some(other) => StringFormat::Other(other.to_owned()),
        }),
        Some(Kind::Integer) => Type::Integer(match known.and_then(Format::integers) {
            Some((0, greatest)) if greatest <= u32::MAX.into() => IntegerFormat::Uint32,
            Some((0, _)) => IntegerFormat::Uint64,
            Some((_, greatest)) if greatest <= i32::MAX.into() => IntegerFormat::Int32,
            _ => IntegerFormat::Int64,
        }),
        Some(Kind::Number) => Type::Number(match known.map(|format| &format.values) {
            Some(Values::Numbers(greatest)) if *greatest < f64::MAX => FloatFormat::Float,
            _ => FloatFormat::Double,
        }),
        Some(Kind::Boolean) => Type::Boolean,
        Some(Kind::Array | Kind::Object) | None => Type::Any,
    }
}

/// The constraints in a schema that fit a type, and the keywords of those that do not.
pub(in super::super) fn constraints_of(
    schema: &Node,
    ty: &Type,
) -> (Constraints, Vec<&'static str>) {
    let mut constraints = Constraints::default();
    let mut misfits = Vec::new();
    let mut set =
        |keyword: &'static str, fits: bool, apply: &mut dyn FnMut(&Node, &mut Constraints)| {
            match schema.get(keyword) {
                Some(value) if fits => apply(value, &mut constraints),
                Some(_) => misfits.push(keyword),
                None => {}
            }
        };
    let text = matches!(
        ty,
        Type::String(StringFormat::Plain | StringFormat::Other(_))
    );
    let number = matches!(ty, Type::Integer(_) | Type::Number(_));
    let list = matches!(ty, Type::Array(_));
    let map = matches!(ty, Type::Map(_));
    set("minLength", text, &mut |value, to| {
        to.min_length = count(value)
    });
    set("maxLength", text, &mut |value, to| {
        to.max_length = count(value)
    });
    set("pattern", text, &mut |value, to| {
        to.pattern = value.as_str().map(str::to_owned)
    });
    set("minimum", number, &mut |value, to| {
        to.minimum = bound(value, schema.get("exclusiveMinimum"))
    });
    set("maximum", number, &mut |value, to| {
        to.maximum = bound(value, schema.get("exclusiveMaximum"))
    });
    set("multipleOf", number, &mut |value, to| {
        to.multiple_of = as_number(value)
    });
    set("minItems", list, &mut |value, to| {
        to.min_items = count(value)
    });
    set("maxItems", list, &mut |value, to| {
        to.max_items = count(value)
    });
    set("uniqueItems", list, &mut |value, to| {
        to.unique_items = is_true(value)
    });
    set("minProperties", map, &mut |value, to| {
        to.min_properties = count(value)
    });
    set("maxProperties", map, &mut |value, to| {
        to.max_properties = count(value)
    });
    (constraints, misfits)
}

fn count(value: &Node) -> Option<u64> {
    as_number(value)?.as_u64()
}

fn bound(value: &Node, exclusive: Option<&Node>) -> Option<Bound> {
    Some(Bound {
        value: as_number(value)?,
        exclusive: exclusive.is_some_and(is_true),
    })
}

fn as_number(value: &Node) -> Option<serde_json::Number> {
    match &value.kind {
        NodeKind::Scalar(Scalar::Number(number)) => Some(number.clone()),
        _ => None,
    }
}

fn is_true(value: &Node) -> bool {
    matches!(value.kind, NodeKind::Scalar(Scalar::Bool(true)))
}

/// What to call a value of a type in a message.
pub(super) fn noun(ty: &Type) -> &'static str {
    match ty {
        Type::Any => "a value without `type`",
        Type::Boolean => "a boolean",
        Type::Integer(_) => "an integer",
        Type::Number(_) => "a number",
        Type::String(StringFormat::DateTime) => "a date and time",
        Type::String(StringFormat::Binary) => "binary data",
        Type::String(_) => "a text",
        Type::Array(_) => "a list",
        Type::Map(_) => "an object without properties",
        Type::Named(_) => "an object with properties",
    }
}
