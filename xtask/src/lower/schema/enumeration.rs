//! `enum`: strings of which some values are known.

use serde_json::Value;

use super::super::context::Context;
use super::super::pointer;
use super::Shape;
use crate::api::{Enum, EnumValue, Type, TypeKind, TypeRef};
use crate::contract::{JsonType, Located, Schema};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Node, nearest};

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
        if kind == Some(JsonType::String) && values.value.iter().all(Value::is_string) {
            return Shape::Definition(TypeKind::Enum(self.known_strings(schema, values)));
        }
        self.unsupported(
            values.at.clone(),
            "the values of this `enum` are not enforced: only strings become an enum in Rust",
            "remove `enum` and describe the values, or send them as strings",
        );
        match kind {
            Some(JsonType::Object) => self.object(schema, pointer),
            Some(_) => Shape::Type(self.scalar_or_array(schema, pointer, kind)),
            None => Shape::Type(TypeRef::plain(Type::Any)),
        }
    }

    /// The strings of an `enum` with what `x-enumDescriptions` says of them.
    pub(super) fn known_strings(&mut self, schema: &Schema, values: &Located<Vec<Value>>) -> Enum {
        let descriptions = schema.notes.extensions.get("x-enumDescriptions");
        let list = self.node(&values.at.pointer).and_then(Node::as_sequence);
        let list: Vec<Option<&str>> = list.unwrap_or_default().iter().map(Node::as_str).collect();
        let mut strings: Vec<EnumValue> = Vec::new();
        for (index, wire) in list.iter().enumerate() {
            let Some(wire) = wire.filter(|wire| values.value.iter().any(|it| it == wire)) else {
                continue;
            };
            // Values that are there twice are reported with all else about values.
            if strings.iter().any(|earlier| earlier.wire == wire) {
                continue;
            }
            let docs = descriptions.and_then(|said| said.value.get(wire)?.as_str());
            let docs = docs.filter(|docs| !docs.trim().is_empty());
            strings.push(EnumValue {
                docs: docs.map(str::to_owned),
                wire: wire.to_owned(),
                at: self.value(&format!("{}/{index}", values.at.pointer)),
            });
        }
        let described = descriptions.and_then(|said| said.value.as_object());
        for wire in described.into_iter().flat_map(serde_json::Map::keys) {
            let known = || list.iter().flatten().copied();
            if let Some(said) = descriptions
                && known().all(|value| value != wire)
            {
                let at = self.key(&pointer::child(&said.at.pointer, wire));
                let message = format!("`{wire}` is no value of this `enum`");
                let help = match nearest(wire, known()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add it to `enum`, or remove its description".to_owned(),
                };
                let finding = Diagnostic::new(Code::InvalidExtension, at, message);
                self.add_as(Severity::Warning, finding.help(help));
            }
        }
        Enum { values: strings }
    }
}
