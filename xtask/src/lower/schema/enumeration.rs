//! `enum`: strings, or integers with names, of which some values are known.

use serde_json::Value;

use super::super::context::Context;
use super::super::pointer;
use super::Shape;
use crate::api::{Enum, EnumValue, Type, TypeKind, TypeRef};
use crate::contract::{JsonType, Located, Schema};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Node, nearest};

/// What other generators call the values by, in the order of `enum`.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

impl<'a> Context<'a> {
    /// What a schema with `enum` is: an enum if its values are strings, else the type of its values.
    pub(super) fn enumeration(
        &mut self,
        schema: &'a Schema,
        pointer: &str,
        values: &Located<Vec<Value>>,
        kind: Option<JsonType>,
    ) -> Shape {
        if values.value.is_empty() {
            // Nothing but null, or nothing at all.
            return Shape::Type(TypeRef::plain(Type::Any));
        }
        let is_string = kind == Some(JsonType::String) && values.value.iter().all(Value::is_string);
        let is_integer = kind == Some(JsonType::Integer) && values.value.iter().all(Value::is_i64);
        if is_string || is_integer && !self.beside(values, NAMES).is_empty() {
            return Shape::Definition(TypeKind::Enum(self.known_values(schema, values)));
        }
        let is_constant =
            matches!(values.value.as_slice(), [only] if only.is_boolean() || only.is_i64());
        if !is_constant {
            let (message, help) = match self.document.respelled(&values.at.pointer) {
                Some(_) => (
                    "this `const` is not enforced: it is no string, integer or boolean",
                    "remove `const` and describe the value",
                ),
                None => (
                    "the values of this `enum` are not enforced: only strings become an enum in Rust",
                    "remove `enum` and describe the values, or send them as strings",
                ),
            };
            self.unsupported(values.at.clone(), message, help);
        }
        match kind {
            Some(JsonType::Object) => self.object(schema, pointer),
            Some(_) => Shape::Type(self.scalar_or_array(schema, pointer, kind)),
            None => Shape::Type(TypeRef::plain(Type::Any)),
        }
    }

    /// The strings beside an `enum` that are about its values, by position.
    fn beside(&self, values: &Located<Vec<Value>>, keywords: [&str; 2]) -> Vec<Option<&'a str>> {
        let holder = values.at.pointer.rsplit_once('/');
        let holder = holder.and_then(|(holder, _)| self.node(holder));
        let list = |keyword: &&str| holder?.get(keyword)?.as_sequence();
        let list = keywords.iter().find_map(list).unwrap_or_default();
        list.iter().map(Node::as_str).collect()
    }

    /// The values of an `enum` with what is said of them beside it.
    pub(super) fn known_values(&mut self, schema: &Schema, values: &Located<Vec<Value>>) -> Enum {
        let is_integer = values.value.iter().all(Value::is_i64);
        let descriptions = schema.notes.extensions.get("x-enumDescriptions");
        let names = self.beside(values, NAMES);
        let texts = self.beside(values, ["x-enum-descriptions", "x-enumDescriptions"]);
        let list = self.node(&values.at.pointer).and_then(Node::as_sequence);
        let list = list.unwrap_or_default().iter().map(Node::to_json);
        let list: Vec<Option<String>> = list
            .map(|value| match value {
                Value::String(text) => Some(text),
                Value::Number(number) if is_integer => Some(number.to_string()),
                _ => None,
            })
            .collect();
        let mut known: Vec<EnumValue> = Vec::new();
        for (index, wire) in list.iter().enumerate() {
            let Some(wire) = wire.as_deref().filter(|wire| {
                let mut values = values.value.iter();
                is_integer || values.any(|it| it == wire)
            }) else {
                continue;
            };
            // Values that are there twice are reported with all else about values.
            if known.iter().any(|earlier| earlier.wire == wire) {
                continue;
            }
            let docs = descriptions.and_then(|said| said.value.get(wire)?.as_str());
            let docs = docs.or_else(|| texts.get(index).copied().flatten());
            let docs = docs.filter(|docs| !docs.trim().is_empty());
            known.push(EnumValue {
                docs: docs.map(str::to_owned),
                name: names.get(index).copied().flatten().map(str::to_owned),
                wire: wire.to_owned(),
                at: self.value(&format!("{}/{index}", values.at.pointer)),
            });
        }
        let described = descriptions.and_then(|said| said.value.as_object());
        for wire in described.into_iter().flat_map(serde_json::Map::keys) {
            let listed = || list.iter().flatten().map(String::as_str);
            if let Some(said) = descriptions
                && listed().all(|value| value != wire)
            {
                let at = self.key(&pointer::child(&said.at.pointer, wire));
                let message = format!("`{wire}` is no value of this `enum`");
                let help = match nearest(wire, listed()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add it to `enum`, or remove its description".to_owned(),
                };
                let finding = Diagnostic::new(Code::InvalidExtension, at, message);
                self.add_as(Severity::Warning, finding.help(help));
            }
        }
        Enum {
            values: known,
            is_integer,
        }
    }
}
