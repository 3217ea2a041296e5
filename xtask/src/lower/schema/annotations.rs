//! What schemas say of a value besides its type: null, secrecy, direction, default, documentation.

use openapiv3::{Schema, SchemaData};
use serde_json::Value;

use super::super::context::Context;
use super::super::keywords::{Keywords, SchemaRef};
use super::super::pointer;
use super::MAX_REFERENCES;
use crate::api::Access;
use crate::diagnostic::{Code, Diagnostic};

/// What a property's schema says besides its type.
pub(in super::super) struct Annotations {
    pub(in super::super) rust_name: Option<String>,
    pub(in super::super) access: Access,
    pub(in super::super) default: Option<Value>,
    pub(in super::super) example: Option<Value>,
    pub(in super::super) docs: Option<String>,
    pub(in super::super) deprecated: bool,
}

impl<'a> Context<'a> {
    /// What the schema of the property at a pointer says besides its type.
    pub(in super::super) fn annotations(
        &mut self,
        pointer: &str,
        schema: SchemaRef<'a>,
    ) -> Annotations {
        let data = match schema {
            SchemaRef::Schema(schema) => Some(&schema.schema_data),
            SchemaRef::Reference(_) => None,
        };
        let read_only = self.is_flagged(schema, 0, &|data| data.read_only);
        let write_only = self.is_flagged(schema, 0, &|data| data.write_only);
        if read_only && write_only {
            let at = self.key(pointer);
            self.add(
                Diagnostic::new(
                    Code::InvalidValue,
                    at,
                    "a property cannot be both `readOnly` and `writeOnly`",
                )
                .help("keep the one that is true; without either it is in requests and in answers"),
            );
        }
        Annotations {
            rust_name: data.and_then(|data| self.rust_name(pointer, &data.extensions)),
            access: match (read_only, write_only) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                _ => Access::ReadWrite,
            },
            default: self.default_of(pointer, schema, 0),
            example: self
                .node(pointer)
                .and_then(|node| node.get("example"))
                .map(|example| example.to_json()),
            docs: data.and_then(|data| data.description.clone()),
            deprecated: data.is_some_and(|data| data.deprecated),
        }
    }

    /// `x-rust-name` of the thing at a pointer.
    pub(in super::super) fn rust_name(
        &mut self,
        pointer: &str,
        extensions: &indexmap::IndexMap<String, Value>,
    ) -> Option<String> {
        const EXTENSION: &str = "x-rust-name";
        match extensions.get(EXTENSION)? {
            Value::String(name) if !name.is_empty() => Some(name.clone()),
            _ => {
                let at = self.value(&pointer::child(pointer, EXTENSION));
                self.add(
                    Diagnostic::new(
                        Code::InvalidExtension,
                        at,
                        format!("`{EXTENSION}` must be a name"),
                    )
                    .help("write a Rust identifier"),
                );
                None
            }
        }
    }

    /// Reports extensions of ours on a schema that have a wrong value.
    pub(super) fn check_extensions(&mut self, pointer: &str, keywords: &Keywords<'_>) {
        const SENSITIVE: &str = "x-sensitive";
        if keywords
            .data
            .extensions
            .get(SENSITIVE)
            .is_some_and(|value| !value.is_boolean())
        {
            let at = self.value(&pointer::child(pointer, SENSITIVE));
            self.add(Diagnostic::new(
                Code::InvalidExtension,
                at,
                format!("`{SENSITIVE}` must be true or false"),
            ));
        }
    }

    /// Whether null is a value.
    pub(super) fn is_nullable(&self, schema: SchemaRef<'a>, depth: usize) -> bool {
        if depth > MAX_REFERENCES {
            return false;
        }
        let schema = match schema {
            SchemaRef::Schema(schema) => schema,
            SchemaRef::Reference(reference) => {
                return self
                    .peek::<Schema>(reference)
                    .is_some_and(|target| self.is_nullable(target.item.into(), depth + 1));
            }
        };
        let keywords = Keywords::new(schema);
        if keywords.data.nullable || keywords.null_in_enum {
            return true;
        }
        if keywords.union().is_some_and(|(_, members)| {
            members
                .iter()
                .any(|member| self.is_nullable(*member, depth + 1))
        }) {
            return true;
        }
        // All members must allow null. Those that are there to say something else do not count.
        let mut members = keywords
            .all_of
            .iter()
            .filter(|member| says_something(member))
            .peekable();
        members.peek().is_some()
            && !keywords.is_restrictive
            && members.all(|member| self.is_nullable(*member, depth + 1))
    }

    /// Whether the value is secret.
    pub(super) fn is_sensitive(&self, schema: SchemaRef<'a>, depth: usize) -> bool {
        let password =
            |schema: &Schema| Keywords::new(schema).format.as_deref() == Some("password");
        let marked = |data: &SchemaData| {
            data.extensions
                .get("x-sensitive")
                .and_then(Value::as_bool)
                .unwrap_or(false)
        };
        self.holds(schema, depth, &|schema| {
            password(schema) || marked(&schema.schema_data)
        })
    }

    /// Whether a flag is set, here or in what this is made of.
    fn is_flagged(
        &self,
        schema: SchemaRef<'a>,
        depth: usize,
        flag: &dyn Fn(&SchemaData) -> bool,
    ) -> bool {
        self.holds(schema, depth, &|schema| flag(&schema.schema_data))
    }

    fn holds(&self, schema: SchemaRef<'a>, depth: usize, test: &dyn Fn(&Schema) -> bool) -> bool {
        if depth > MAX_REFERENCES {
            return false;
        }
        match schema {
            SchemaRef::Reference(reference) => self
                .peek::<Schema>(reference)
                .is_some_and(|target| self.holds(target.item.into(), depth + 1, test)),
            SchemaRef::Schema(schema) => {
                test(schema)
                    || Keywords::new(schema)
                        .all_of
                        .iter()
                        .any(|member| self.holds(*member, depth + 1, test))
            }
        }
    }

    fn default_of(&self, pointer: &str, schema: SchemaRef<'a>, depth: usize) -> Option<Value> {
        match schema {
            // From the tree: openapiv3 does not tell `default: null` from none.
            SchemaRef::Schema(_) => Some(self.node(pointer)?.get("default")?.to_json()),
            SchemaRef::Reference(_) if depth > MAX_REFERENCES => None,
            SchemaRef::Reference(reference) => {
                let target = self.peek::<Schema>(reference)?;
                self.default_of(&target.pointer, target.item.into(), depth + 1)
            }
        }
    }
}

/// Whether a member of a composition says anything about values; `{description: …}` does not.
pub(super) fn says_something(member: &SchemaRef<'_>) -> bool {
    match member {
        SchemaRef::Reference(_) => true,
        SchemaRef::Schema(schema) => Keywords::new(schema).says_something(),
    }
}
