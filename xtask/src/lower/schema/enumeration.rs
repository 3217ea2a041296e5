//! `enum`: texts of which some values are known.

use serde_json::Value;

use super::super::context::Context;
use super::super::keywords::{Keywords, Kind};
use super::super::pointer;
use super::Shape;
use crate::api::{
    Enum, EnumValue, FloatFormat, IntegerFormat, StringFormat, Type, TypeKind, TypeRef,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::nearest;

impl<'a> Context<'a> {
    /// What a schema with `enum` is: an enum if its values are texts, else the type of its values.
    pub(super) fn enumeration(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Shape {
        let values = self.enum_values(pointer);
        if !values.is_empty()
            && values.iter().all(|(value, _)| value.is_string())
            && !matches!(keywords.kind, Some(kind) if kind != Kind::String)
        {
            return Shape::Definition(TypeKind::Enum(self.texts(pointer, keywords)));
        }
        if values.is_empty() {
            // Nothing but null, or nothing at all.
            return Shape::Type(TypeRef::plain(Type::Any));
        }
        let at = self.key(&pointer::child(pointer, "enum"));
        self.unsupported(
            at,
            "the values of this `enum` are not enforced: only texts become an enum in Rust",
            "remove `enum` and describe the values, or send them as texts",
        );
        if keywords.is_object() {
            return self.object(pointer, keywords);
        }
        if keywords.kind.is_some() {
            return Shape::Type(self.scalar_or_array(pointer, keywords));
        }
        Shape::Type(TypeRef::plain(common_type(
            values.iter().map(|(value, _)| value),
        )))
    }

    /// The values under `enum` of the schema at a pointer, without null, each with its pointer.
    pub(super) fn enum_values(&self, pointer: &str) -> Vec<(Value, String)> {
        let list = pointer::child(pointer, "enum");
        let items = self
            .node(&list)
            .and_then(|node| node.as_sequence())
            .unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(|(index, item)| (item.to_json(), format!("{list}/{index}")))
            .filter(|(value, _)| !value.is_null())
            .collect()
    }

    /// The texts under `enum` with what `x-enumDescriptions` says of them.
    pub(super) fn texts(&mut self, pointer: &str, keywords: &Keywords<'_>) -> Enum {
        let descriptions = keywords.data.extensions.get(DESCRIPTIONS);
        let mut texts: Vec<EnumValue> = Vec::new();
        for (value, at) in self.enum_values(pointer) {
            let Value::String(wire) = value else { continue };
            let at = self.value(&at);
            // Reported with all else about values.
            if texts.iter().any(|earlier| earlier.wire == wire) {
                continue;
            }
            let docs = descriptions.and_then(|descriptions| descriptions.get(&wire)?.as_str());
            texts.push(EnumValue {
                docs: docs.map(str::to_owned),
                wire,
                at,
            });
        }
        self.check_descriptions(pointer, descriptions, &texts);
        Enum { values: texts }
    }

    /// Reports descriptions of values that do not exist.
    fn check_descriptions(
        &mut self,
        pointer: &str,
        descriptions: Option<&Value>,
        texts: &[EnumValue],
    ) {
        let described = descriptions
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(serde_json::Map::keys);
        for wire in described.filter(|wire| !texts.iter().any(|text| text.wire == **wire)) {
            let at = self.key(&pointer::join(pointer, &[DESCRIPTIONS, wire]));
            let diagnostic = Diagnostic::new(
                Code::InvalidExtension,
                at,
                format!("`{wire}` is no value of this `enum`"),
            );
            self.add(
                match nearest(wire, texts.iter().map(|text| text.wire.as_str())) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help("add it to `enum`, or remove its description"),
                },
            );
        }
    }
}

const DESCRIPTIONS: &str = "x-enumDescriptions";

/// The type that all values have.
fn common_type<'v>(values: impl Iterator<Item = &'v Value> + Clone) -> Type {
    let all = |test: fn(&Value) -> bool| values.clone().all(test);
    if all(Value::is_string) {
        Type::String(StringFormat::Plain)
    } else if all(Value::is_boolean) {
        Type::Boolean
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Type::Integer(IntegerFormat::Int64)
    } else if all(Value::is_number) {
        Type::Number(FloatFormat::Double)
    } else {
        Type::Any
    }
}
