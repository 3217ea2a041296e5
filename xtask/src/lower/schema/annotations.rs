//! What schemas say of a value besides its type: null, secrecy, direction, default, documentation.

use std::collections::BTreeMap;

use openapiv3::{Schema, SchemaData};
use serde_json::Value;

use super::super::context::Context;
use super::super::keywords::{Keywords, SchemaRef};
use super::MAX_REFERENCES;
use crate::api::Access;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::format;

/// What a property's schema says besides its type.
pub(in super::super) struct Annotations {
    pub(in super::super) rust_name: Option<String>,
    pub(in super::super) access: Access,
    pub(in super::super) default: Option<Value>,
    pub(in super::super) example: Option<Value>,
    pub(in super::super) docs: Option<String>,
    pub(in super::super) deprecated: bool,
}

/// Answers for what references lead to.
type Seen<'a> = BTreeMap<&'a str, bool>;

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
        let read_only = self.holds(schema, &|schema| schema.schema_data.read_only);
        let write_only = self.holds(schema, &|schema| schema.schema_data.write_only);
        if read_only && write_only {
            let at = self.key(pointer);
            let mut finding = Diagnostic::new(
                Code::InvalidValue,
                at,
                "a property that is both `readOnly` and `writeOnly` would never be sent: it is taken to be neither",
            )
            .help("keep the one that is true; without either it is in requests and in answers");
            finding.severity = Severity::Warning;
            self.add(finding);
        }
        Annotations {
            rust_name: self.rust_name(pointer),
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

    /// Whether null is a value.
    pub(super) fn is_nullable(&self, schema: SchemaRef<'a>) -> bool {
        self.allows_null(schema, &mut Seen::default(), 0)
    }

    fn allows_null(&self, schema: SchemaRef<'a>, seen: &mut Seen<'a>, depth: usize) -> bool {
        let schema = match schema {
            SchemaRef::Schema(schema) => schema,
            SchemaRef::Reference(reference) => {
                return self.through(reference, seen, depth, &|schema, seen| {
                    self.allows_null(schema, seen, depth + 1)
                });
            }
        };
        let keywords = Keywords::new(schema);
        if keywords.data.nullable || keywords.null_in_enum {
            return true;
        }
        let mut allows = |member: &SchemaRef<'a>| self.allows_null(*member, seen, depth);
        let mut alternatives = keywords
            .union()
            .into_iter()
            .flat_map(|(_, members)| members);
        if alternatives.any(&mut allows) {
            return true;
        }
        // All members must allow null. Those that are there to say something else do not count.
        let mut members = keywords
            .all_of
            .iter()
            .filter(|member| says_something(member))
            .peekable();
        members.peek().is_some() && !keywords.is_restrictive && members.all(allows)
    }

    /// Whether the value is secret.
    pub(super) fn is_sensitive(&self, schema: SchemaRef<'a>) -> bool {
        let is_marked = |data: &SchemaData| {
            data.extensions
                .get("x-sensitive")
                .is_some_and(|value| *value == true)
        };
        let is_password =
            |schema: &Schema| Keywords::new(schema).format.as_deref() == Some(format::PASSWORD);
        self.holds(schema, &|schema| {
            is_marked(&schema.schema_data) || is_password(schema)
        })
    }

    /// Whether something is said of a value, here or in what its schema is put together from.
    fn holds(&self, schema: SchemaRef<'a>, test: &dyn Fn(&Schema) -> bool) -> bool {
        self.holds_in(schema, test, &mut Seen::default(), 0)
    }

    fn holds_in(
        &self,
        schema: SchemaRef<'a>,
        test: &dyn Fn(&Schema) -> bool,
        seen: &mut Seen<'a>,
        depth: usize,
    ) -> bool {
        match schema {
            SchemaRef::Reference(reference) => {
                self.through(reference, seen, depth, &|schema, seen| {
                    self.holds_in(schema, test, seen, depth + 1)
                })
            }
            SchemaRef::Schema(schema) => {
                let mut members = Keywords::new(schema).all_of.into_iter();
                test(schema) || members.any(|member| self.holds_in(member, test, seen, depth))
            }
        }
    }

    /// The answer for what a reference leads to, asked once: references that branch would be asked without end.
    fn through(
        &self,
        reference: &'a str,
        seen: &mut Seen<'a>,
        depth: usize,
        ask: &dyn Fn(SchemaRef<'a>, &mut Seen<'a>) -> bool,
    ) -> bool {
        if let Some(answer) = seen.get(reference) {
            return *answer;
        }
        seen.insert(reference, false);
        let target = self
            .peek::<Schema>(reference)
            .filter(|_| depth < MAX_REFERENCES);
        let answer = target.is_some_and(|target| ask(target.item.into(), seen));
        seen.insert(reference, answer);
        answer
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
