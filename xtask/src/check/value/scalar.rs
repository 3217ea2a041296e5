//! Types, enums, texts, numbers and lists.

use crate::diagnostic::phrase::shorten;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Number;

use super::super::bounds::is_true;
use super::words::{describe, noun};
use super::{Mismatch, Path, Schema, Validator, Value};
use crate::source::format::{self, Format};
use crate::source::{Fit, Node, NodeKind, Scalar, nearest, number};

/// How many values of an enum a help lists.
const MAX_VALUES: usize = 8;

impl<'a> Validator<'a> {
    /// Whether a value has the type of a schema.
    pub(super) fn has_type(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) -> bool {
        let name = schema.node.get("type").and_then(Node::as_str);
        // What is no type has been said to be none, and says nothing of values.
        let Some(name) = name.filter(|name| TYPES.contains(name)) else {
            return true;
        };
        if is_of_type(value.node, name) {
            return true;
        }
        let message = format!(
            "{} must be {}, not {}",
            self.name(value),
            noun(name),
            describe(value.node)
        );
        let help = match (name, &value.node.kind) {
            (_, NodeKind::Scalar(Scalar::Null)) => {
                Some("remove it, or write `nullable: true` in the schema".to_owned())
            }
            ("string", NodeKind::Scalar(Scalar::Number(_) | Scalar::Bool(_))) => {
                Some("write it in quotes".to_owned())
            }
            ("integer" | "number", NodeKind::Scalar(Scalar::String(text)))
                if text.parse::<f64>().is_ok() =>
            {
                Some("write it without quotes".to_owned())
            }
            ("boolean", NodeKind::Scalar(Scalar::String(text)))
                if matches!(text.as_str(), "true" | "false") =>
            {
                Some("write it without quotes".to_owned())
            }
            ("object" | "array", NodeKind::Scalar(Scalar::String(text)))
                if text.trim_start().starts_with(['{', '[']) =>
            {
                Some("write it without quotes, as the value itself".to_owned())
            }
            _ => None,
        };
        found.push(Mismatch {
            help,
            ..self.mismatch(value, schema, "type", message)
        });
        false
    }

    pub(super) fn in_enum(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let Some(values) = schema.node.get("enum").and_then(Node::as_sequence) else {
            return;
        };
        let known = match (&value.node.kind, values.len()) {
            (_, 0) => return,
            (NodeKind::Scalar(Scalar::String(text)), _) => {
                values.iter().any(|other| other.as_str() == Some(text))
            }
            _ => values.iter().any(|other| is_same(other, value.node)),
        };
        self.spend(values.len() as u64 / 16);
        if known {
            return;
        }
        let message = format!(
            "{} is {}, which is not one of the values of this `enum`",
            self.name(value),
            describe(value.node)
        );
        let help = (!self.probing).then(|| enum_help(values, value.node));
        found.push(Mismatch {
            help,
            ..self.mismatch(value, schema, "enum", message)
        });
    }

    pub(super) fn text(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        text: &str,
        found: &mut Vec<Mismatch>,
    ) {
        self.spend(text.len() as u64 / 64);
        // A file is not counted in characters.
        let name = schema.node.get("format").and_then(Node::as_str);
        if name == Some(format::BINARY) {
            return;
        }
        self.size(
            schema,
            value,
            ("minLength", "maxLength"),
            "characters",
            text.chars().count(),
            found,
        );
        self.format(schema, value, &format!("`{}`", shorten(text)), found);
        let Some(pattern) = schema.node.get("pattern").and_then(Node::as_str) else {
            return;
        };
        match self.patterns.matches(pattern, text) {
            Some((fits, steps)) => {
                self.spend(steps / 100);
                if !fits {
                    let message = format!(
                        "{} is `{}`, which the pattern does not match",
                        self.name(value),
                        shorten(text)
                    );
                    found.push(self.mismatch(value, schema, "pattern", message));
                }
            }
            None => self.uncertain = true,
        }
    }

    pub(super) fn number(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        mine: &Number,
        found: &mut Vec<Mismatch>,
    ) {
        for (keyword, exclusive, out, words) in [
            (
                "minimum",
                "exclusiveMinimum",
                Ordering::Less,
                ["less than", "not greater than"],
            ),
            (
                "maximum",
                "exclusiveMaximum",
                Ordering::Greater,
                ["greater than", "not less than"],
            ),
        ] {
            let Some(bound) = schema.node.get(keyword).and_then(number::of) else {
                continue;
            };
            let order = number::compare(mine, bound);
            let is_out = order == out;
            if is_out || (order == Ordering::Equal && is_true(schema.node, exclusive)) {
                let [outside, at] = words;
                let message = format!(
                    "{} is {mine}, which is {} {bound}",
                    self.name(value),
                    if is_out { outside } else { at }
                );
                found.push(self.mismatch(value, schema, keyword, message));
            }
        }
        let multiple = schema.node.get("multipleOf").and_then(number::of);
        if let Some(of) = multiple.filter(|of| of.as_f64().is_some_and(|of| of > 0.0))
            && number::is_multiple(mine, of) == Fit::No
        {
            let message = format!(
                "{} is {mine}, which is not a multiple of {of}",
                self.name(value)
            );
            found.push(self.mismatch(value, schema, "multipleOf", message));
        }
        self.format(schema, value, &mine.to_string(), found);
    }

    fn format(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        text: &str,
        found: &mut Vec<Mismatch>,
    ) {
        let name = schema.node.get("format").and_then(Node::as_str);
        let Some(format) = name.and_then(Format::named) else {
            return;
        };
        if let Some(noun) = format.noun()
            && format.fits(&value.node.to_json()) == Fit::No
        {
            let message = format!("{} is {text}, which is not {noun}", self.name(value));
            found.push(self.mismatch(value, schema, "format", message));
        }
    }

    pub(super) fn list(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        items: &'a [Node],
        found: &mut Vec<Mismatch>,
    ) {
        self.size(
            schema,
            value,
            ("minItems", "maxItems"),
            "items",
            items.len(),
            found,
        );
        if is_true(schema.node, "uniqueItems") && self.spend(value.node.span.len() as u64 / 16) {
            let mut first: BTreeMap<String, usize> = BTreeMap::new();
            for (index, item) in items.iter().enumerate() {
                if let Some(earlier) = first.insert(item.to_json().to_string(), index) {
                    let path = Path::Index(value.path, index);
                    let item = Value::new(item, &item.span, &path);
                    let message =
                        format!("this item is the same as item {} of this list", earlier + 1);
                    found.push(self.mismatch(item, schema, "uniqueItems", message));
                }
            }
        }
        let Some(schema) = schema
            .node
            .get("items")
            .map(|node| (node, schema.key("items")))
        else {
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let path = Path::Index(value.path, index);
            let item = Value::new(item, &item.span, &path);
            self.value(Schema::new(schema.0, &schema.1), item, None, found);
        }
    }

    /// Checks how many there are of something.
    pub(super) fn size(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        (least, greatest): (&str, &str),
        what: &str,
        count: usize,
        found: &mut Vec<Mismatch>,
    ) {
        let bound = |keyword| schema.node.get(keyword).and_then(number::of)?.as_u64();
        let count = count as u64;
        let (keyword, problem) = match (bound(least), bound(greatest)) {
            (Some(min), _) if count < min => (least, format!("fewer than {min}")),
            (_, Some(max)) if count > max => (greatest, format!("more than {max}")),
            _ => return,
        };
        let what = match (what, count) {
            ("characters", 1) => "character",
            ("items", 1) => "item",
            ("properties", 1) => "property",
            _ => what,
        };
        let message = format!(
            "{} has {count} {what}, which is {problem}",
            self.name(value)
        );
        found.push(self.mismatch(value, schema, keyword, message));
    }
}

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

fn is_of_type(node: &Node, name: &str) -> bool {
    match (&node.kind, name) {
        (NodeKind::Mapping(_), "object")
        | (NodeKind::Sequence(_), "array")
        | (NodeKind::Scalar(Scalar::String(_)), "string")
        | (NodeKind::Scalar(Scalar::Bool(_)), "boolean")
        | (NodeKind::Scalar(Scalar::Number(_)), "number") => true,
        (NodeKind::Scalar(Scalar::Number(number)), "integer") => number::integer(number).is_some(),
        _ => false,
    }
}

/// Whether two values are equal: numbers by value, objects without regard to order.
pub(in super::super) fn is_same(a: &Node, b: &Node) -> bool {
    match (&a.kind, &b.kind) {
        (NodeKind::Scalar(Scalar::Number(a)), NodeKind::Scalar(Scalar::Number(b))) => {
            number::compare(a, b) == Ordering::Equal
        }
        (NodeKind::Scalar(a), NodeKind::Scalar(b)) => a == b,
        (NodeKind::Sequence(a), NodeKind::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (NodeKind::Mapping(a), NodeKind::Mapping(b)) => {
            a.len() == b.len()
                && a.iter().all(|entry| {
                    b.get(&entry.key)
                        .is_some_and(|other| is_same(&entry.value, other))
                })
        }
        _ => false,
    }
}

fn enum_help(values: &[Node], value: &Node) -> String {
    let texts: Vec<&str> = values.iter().filter_map(Node::as_str).collect();
    if let Some(near) = value
        .as_str()
        .and_then(|text| nearest(text, texts.iter().copied()))
    {
        return format!("did you mean `{near}`?");
    }
    let shown: Vec<String> = values
        .iter()
        .take(MAX_VALUES)
        .map(|value| {
            format!(
                "`{}`",
                value
                    .as_str()
                    .map_or_else(|| value.to_json().to_string(), shorten)
            )
        })
        .collect();
    let more = values.len().saturating_sub(MAX_VALUES);
    if more == 0 {
        format!("write {}, or add the value to the `enum`", shown.join(", "))
    } else {
        format!(
            "write {} or one of {more} more, or add the value to the `enum`",
            shown.join(", ")
        )
    }
}
