//! `type` as a list: a nullable type, or a union.

use std::ops::Range;

use super::{Keywords, Run, at, object};
use crate::source::JsonType;
use crate::source::format::Format;
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Scalar};

impl Run {
    pub(super) fn types(&mut self, keywords: &mut Keywords) {
        let is_one = |node: &Node| node.as_str().is_some_and(|name| name != "null");
        if keywords.get("type").is_none_or(is_one) {
            return;
        }
        let Some(stated) = keywords.take("type") else {
            return;
        };
        let names: Vec<Node> = match stated.value.kind {
            NodeKind::Sequence(items) => items,
            _ => vec![stated.value],
        };
        let is_null = |node: &&Node| node.as_str() == Some("null");
        let null = names.iter().find(is_null).map(|node| &node.span);
        let has_number = names.iter().any(|it| it.as_str() == Some("number"));
        let mut types: Vec<(usize, JsonType, &Node)> = Vec::new();
        for (index, node) in names.iter().enumerate() {
            let Some(kind) = node.as_str().and_then(JsonType::from_name) else {
                continue;
            };
            let is_included = kind == JsonType::Integer && has_number;
            if !is_included && types.iter().all(|(_, known, _)| *known != kind) {
                types.push((index, kind, node));
            }
        }
        let is_all = types.len() + 1 == JsonType::ALL.len();
        if let Some(span) = null {
            if types.is_empty() {
                let value = at(span, NodeKind::Scalar(Scalar::Null));
                self.only(keywords, span, value, "type");
            } else if types.len() == 1 || is_all {
                let yes = at(span, NodeKind::Scalar(Scalar::Bool(true)));
                keywords.push("nullable", span, yes);
                self.moved(&["nullable"], &["type"]);
            }
        }
        match types.as_slice() {
            [] => {}
            [(_, _, only)] => keywords.push("type", &stated.key_span, (*only).clone()),
            _ if is_all => {}
            types => self.union(keywords, &stated.key_span, types, null),
        }
    }

    /// A schema for each of several types, with the keywords that are about it.
    fn union(
        &mut self,
        keywords: &mut Keywords,
        key_span: &Range<usize>,
        types: &[(usize, JsonType, &Node)],
        null: Option<&Range<usize>>,
    ) {
        // In an `allOf`, if there is another union.
        let index = keywords.get("anyOf").map(|_| {
            let all = keywords.get("allOf").and_then(Node::as_sequence);
            all.map_or(0, <[Node]>::len).to_string()
        });
        let above: Vec<&str> = match &index {
            Some(index) => vec!["allOf", index, "anyOf"],
            None => vec!["anyOf"],
        };
        let mut members = Vec::new();
        for (position, (index, kind, node)) in types.iter().enumerate() {
            let position = position.to_string();
            let (own, others): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut keywords.entries)
                .into_iter()
                .partition(|entry| concerns(entry, *kind));
            keywords.entries = others;
            let member = [above.as_slice(), &[&position]].concat();
            self.moved(&member, &[]);
            let of_type = [member.as_slice(), &["type"]].concat();
            self.moved(&of_type, &["type", &index.to_string()]);
            for entry in &own {
                if self.is_moved(&entry.key) {
                    let here = [member.as_slice(), &[&entry.key]].concat();
                    self.moved(&here, &[&entry.key]);
                }
            }
            let mut entries = own;
            entries.push(Entry {
                key: "type".to_owned(),
                key_span: node.span.clone(),
                value: (*node).clone(),
            });
            members.push(at(&node.span, NodeKind::Mapping(Mapping::new(entries))));
        }
        if let Some(span) = null {
            let value = at(span, NodeKind::Scalar(Scalar::Null));
            let values = at(span, NodeKind::Sequence(vec![value]));
            let position = members.len().to_string();
            members.push(object(span, vec![("enum", values)]));
            self.moved(&[above.as_slice(), &[&position]].concat(), &["type"]);
            self.moved(
                &[above.as_slice(), &[&position, "enum"]].concat(),
                &["type"],
            );
        }
        let union = at(key_span, NodeKind::Sequence(members));
        self.moved(&above, &["type"]);
        let Some(index) = &index else {
            return keywords.push("anyOf", key_span, union);
        };
        self.moved(&["allOf", index], &[]);
        let member = object(key_span, vec![("anyOf", union)]);
        keywords.push_member("allOf", key_span, member);
    }
}

/// Whether a keyword is about values of a type.
fn concerns(entry: &Entry, kind: JsonType) -> bool {
    match entry.key.as_str() {
        "format" => {
            let format = entry.value.as_str().and_then(Format::named);
            match format {
                Some(format) => format.types.contains(&kind.as_str()),
                None => kind == JsonType::String,
            }
        }
        "minLength" | "maxLength" | "pattern" => kind == JsonType::String,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            matches!(kind, JsonType::Integer | JsonType::Number)
        }
        "items" | "minItems" | "maxItems" | "uniqueItems" | "prefixItems" | "contains"
        | "minContains" | "maxContains" => kind == JsonType::Array,
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "minProperties"
        | "maxProperties" => kind == JsonType::Object,
        _ => false,
    }
}
