//! Objects: what must be there, what may be there, and what goes the other way.

use super::super::bounds::is_true;
use super::super::composition;
use super::{Around, Mismatch, Path, Schema, Validator, Value};
use crate::diagnostic::phrase::{list, shorten};
use crate::source::{Direction, Mapping, Node, NodeKind, Scalar, nearest, pointer};

/// More references in a row than any real schema has.
const MAX_REFERENCES: usize = 16;

impl<'a> Validator<'a> {
    pub(super) fn object(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        mapping: &'a Mapping,
        around: &Around<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let renamed = self.required(schema, value, mapping, around, found);
        let sizes = ("minProperties", "maxProperties");
        self.size(schema, value, sizes, "properties", mapping.len(), found);
        let properties = schema.node.get("properties").and_then(Node::as_mapping);
        let list = schema.key("properties");
        for entry in mapping {
            let path = Path::Key(value.path, &entry.key);
            let inner = Value::new(&entry.value, &entry.key_span, &path);
            match properties.and_then(|properties| properties.entry(&entry.key)) {
                Some(property) => {
                    let property_path = Path::Key(&list, &property.key);
                    let property = Schema::new(&property.value, &property_path);
                    self.one_way(property, inner, value, found);
                    self.value(property, inner, None, found);
                }
                None if renamed == Some(&entry.key) => {}
                None => self.other_property(schema, value, inner, around, found),
            }
        }
    }

    /// What must be there; a property that only goes the other way is not missed. Returns the key that was most likely
    /// meant for what is missing, about which all is said.
    fn required(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        mapping: &'a Mapping,
        around: &Around<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) -> Option<&'a str> {
        let mut missing: Vec<&str> = Vec::new();
        for name in schema.members("required").iter().filter_map(Node::as_str) {
            if mapping.get(name).is_some() {
                continue;
            }
            let property = self.property(around, name);
            let goes = |keyword| property.is_some_and(|property| self.says(property, keyword, 0));
            let exempt = match self.direction {
                Some(Direction::Request) => goes("readOnly"),
                Some(Direction::Response) => goes("writeOnly"),
                None => goes("readOnly") || goes("writeOnly"),
            };
            if !exempt {
                missing.push(name);
            }
        }
        let first = missing.first()?;
        let names = list(missing.iter().copied());
        let are = if missing.len() == 1 { "is" } else { "are" };
        let message = format!("{} lacks {names}, which {are} required", self.name(value));
        self.spend(mapping.len() as u64);
        let near = nearest(first, mapping.iter().map(|entry| entry.key.as_str()))
            .filter(|near| self.property(around, near).is_none());
        let mismatch = self.mismatch(value, schema, "required", message);
        let misspelt = near.and_then(|near| mapping.entry(near));
        found.push(Mismatch {
            at: misspelt.map_or(mismatch.at, |entry| value.key_of(entry)),
            help: Some(match near {
                Some(near) => format!("rename `{near}` to `{first}`"),
                None => format!("add {names}, or correct the `required` list"),
            }),
            ..mismatch
        });
        near
    }

    /// OpenAPI 3.0, Schema Object: what is `readOnly` should not be sent in a request, what is `writeOnly` not in an
    /// answer.
    fn one_way(
        &mut self,
        property: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        holder: Value<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let (keyword, what) = match self.direction {
            Some(Direction::Request) => ("readOnly", "a request"),
            Some(Direction::Response) => ("writeOnly", "an answer"),
            None => return,
        };
        // It says nothing about which member of a union is meant.
        if self.probing || !self.says(property.node, keyword, 0) {
            return;
        }
        let message = format!(
            "{} is `{keyword}`: {what} does not have it",
            self.name(value)
        );
        let mismatch = self.mismatch(value, property, keyword, message);
        let entry = holder.node.as_mapping().and_then(|mapping| {
            mapping
                .iter()
                .find(|entry| entry.key_span == *value.key_span)
        });
        found.push(Mismatch {
            at: entry.map_or(mismatch.at, |entry| holder.key_of(entry)),
            help: Some("remove it from the example, or correct the schema".to_owned()),
            ..mismatch
        });
    }

    /// A property that the schema does not name: what is around it may.
    fn other_property(
        &mut self,
        schema: Schema<'_, 'a>,
        holder: Value<'_, 'a>,
        value: Value<'_, 'a>,
        around: &Around<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let Path::Key(_, name) = value.path else {
            return;
        };
        match schema.node.get("additionalProperties") {
            Some(Node {
                kind: NodeKind::Scalar(Scalar::Bool(false)),
                ..
            }) => {
                if self.property(around, name).is_none() {
                    let message = format!("there is no property `{}`", shorten(name));
                    let help = self.similar(schema, holder, name);
                    let mismatch = self.mismatch(value, schema, "additionalProperties", message);
                    found.push(Mismatch {
                        help,
                        ..at_key(mismatch, value)
                    });
                }
            }
            Some(other) if other.as_mapping().is_some() => {
                if self.property(around, name).is_none() {
                    let path = schema.key("additionalProperties");
                    self.value(Schema::new(other, &path), value, None, found);
                }
            }
            Some(_) => {}
            None => self.misspelt(schema, holder, value, name, around, found),
        }
    }

    /// Any other property may be there; one that is written almost like one that is not there is a mistake.
    fn misspelt(
        &mut self,
        schema: Schema<'_, 'a>,
        holder: Value<'_, 'a>,
        value: Value<'_, 'a>,
        name: &str,
        around: &Around<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let properties = schema.node.get("properties").and_then(Node::as_mapping);
        let Some(properties) = properties.filter(|_| !self.probing) else {
            return;
        };
        if properties.is_empty() || self.property(around, name).is_some() {
            return;
        }
        // The members of a union are looked at one by one: what one lacks, another may have.
        let mut next = Some(around);
        while let Some(Around { schema, outer }) = next {
            let unites = ["oneOf", "anyOf", "additionalProperties"];
            if unites
                .iter()
                .any(|keyword| schema.node.get(keyword).is_some())
            {
                return;
            }
            next = *outer;
        }
        if let Some(help) = self.similar(schema, holder, name) {
            let message = format!("there is no property `{}`", shorten(name));
            let mismatch = self.mismatch(value, schema, "properties", message);
            found.push(Mismatch {
                help: Some(help),
                ..at_key(mismatch, value)
            });
        }
    }

    /// A property with almost this name that the value does not have.
    fn similar(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        name: &str,
    ) -> Option<String> {
        let properties = schema.node.get("properties")?.as_mapping()?;
        self.spend(properties.len() as u64);
        let absent = properties
            .iter()
            .map(|property| property.key.as_str())
            .filter(|key| value.node.get(key).is_none());
        nearest(name, absent).map(|near| format!("did you mean `{near}`?"))
    }

    /// The schema of a property, by any of the schemas that hold at once.
    fn property(&mut self, around: &Around<'_, 'a>, name: &str) -> Option<&'a Node> {
        let mut next = Some(around);
        while let Some(Around { schema, outer }) = next {
            let own = schema.node.get("properties").and_then(|all| all.get(name));
            if own.is_some() {
                return own;
            }
            if schema.node.get("allOf").is_some() {
                let parts = composition::parts(self.tree, &schema.pointer(), schema.node);
                self.spend(parts.len() as u64);
                if let Some(property) = composition::property(&parts, name) {
                    return Some(property);
                }
            }
            next = *outer;
        }
        None
    }

    /// Whether a schema has a keyword that is true, by itself or by what it is put together from.
    fn says(&self, schema: &Node, keyword: &str, depth: usize) -> bool {
        if is_true(schema, keyword) {
            return true;
        }
        if depth > MAX_REFERENCES {
            return false;
        }
        if let Some(reference) = schema.get("$ref").and_then(Node::as_str) {
            let target = pointer::from_fragment(reference);
            let target = target.and_then(|target| self.tree.get(&target));
            return target.is_some_and(|target| self.says(target, keyword, depth + 1));
        }
        match schema.get("allOf").and_then(Node::as_sequence) {
            // One member is the usual way to put a keyword beside a reference; more would be looked at without end.
            Some([only]) => self.says(only, keyword, depth + 1),
            _ => false,
        }
    }
}

fn at_key(mismatch: Mismatch, value: Value<'_, '_>) -> Mismatch {
    let mut at = mismatch.at;
    at.span = value.key_span.clone();
    Mismatch { at, ..mismatch }
}
