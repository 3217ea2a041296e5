//! One schema in the spelling of 3.0.

use std::ops::Range;

use super::{Keywords, Run, at, is_anything, is_newer, object};
use crate::source::pointer;
use crate::source::tree::{Mapping, Node, NodeKind, Scalar};
use crate::source::{format, number};

impl Run {
    /// Respells a schema. What is in it is not changed.
    pub(super) fn schema(&mut self, node: &mut Node) {
        let span = node.span.clone();
        if let NodeKind::Scalar(Scalar::Bool(allowed)) = &node.kind {
            let nothing = if *allowed { None } else { Some("not") };
            let mut keywords = Keywords {
                entries: Vec::new(),
            };
            if let Some(not) = nothing {
                let anything = at(&span, NodeKind::Mapping(Mapping::default()));
                keywords.push(not, &span, anything);
                self.moved(&["not"], &[]);
            }
            node.kind = NodeKind::Mapping(Mapping::new(keywords.entries));
            return;
        }
        let NodeKind::Mapping(mapping) = &mut node.kind else {
            return;
        };
        let is_same = |key: &str, node: &Node| match key {
            "type" => node.as_str().is_some_and(|name| name != "null"),
            "exclusiveMinimum" | "exclusiveMaximum" => is_bool(node),
            "$ref" => mapping.len() == 1 && !is_name(node),
            "items" => !is_bool(node),
            key => !is_newer(key),
        };
        if mapping.iter().all(|it| is_same(&it.key, &it.value)) {
            return;
        }
        let mut keywords = Keywords {
            entries: std::mem::take(mapping).into_entries(),
        };
        self.references(&mut keywords);
        self.values(&mut keywords);
        bounds(self, &mut keywords);
        content(&mut keywords);
        self.others(&mut keywords);
        self.types(&mut keywords);
        self.conditions(&mut keywords);
        self.beside_reference(&mut keywords);
        node.kind = NodeKind::Mapping(Mapping::new(keywords.entries));
    }

    /// References by name, and names.
    fn references(&mut self, keywords: &mut Keywords) {
        let of_scope = ["$recursiveRef", "$dynamicRef"];
        let of_scope = of_scope.into_iter().find(|it| keywords.get(it).is_some());
        let mut entries = keywords.entries.iter_mut();
        if let Some(entry) = entries.find(|it| it.key == "$ref") {
            self.named(&mut entry.value, false);
        } else if let Some(keyword) = of_scope
            && let Some(mut entry) = keywords.take(keyword)
        {
            self.moved(&["$ref"], &[keyword]);
            entry.key = "$ref".to_owned();
            // The root of the schemas is taken to be the component: that of the document is no schema.
            if entry.value.as_str() == Some("#")
                && let Some(component) = pointer::component(&self.pointer)
            {
                let component = pointer::to_fragment(&component);
                entry.value.kind = NodeKind::Scalar(component.as_str().into());
            }
            self.named(&mut entry.value, true);
            keywords.entries.push(entry);
        }
        for keyword in [
            "$id",
            "$schema",
            "$anchor",
            "$dynamicAnchor",
            "$recursiveAnchor",
            "$vocabulary",
            "$comment",
            "contentSchema",
        ] {
            keywords.take(keyword);
        }
    }

    /// A reference to a name as one to a pointer.
    fn named(&self, reference: &mut Node, is_dynamic: bool) {
        let text = reference.as_str();
        let found = text.and_then(|it| self.anchors.resolve(it, &self.pointer, is_dynamic));
        if let Some(found) = found {
            reference.kind = NodeKind::Scalar(found.as_str().into());
        }
    }

    /// `const`, and `examples` beside their first.
    fn values(&mut self, keywords: &mut Keywords) {
        if let Some(entry) = keywords.take("const") {
            self.only(keywords, &entry.key_span, entry.value, "const");
        }
        let examples = keywords.entries.iter().find(|it| it.key == "examples");
        if keywords.get("example").is_none()
            && let Some(examples) = examples
            && let Some(first) = examples.value.as_sequence().and_then(|all| all.first())
        {
            let (span, first) = (examples.key_span.clone(), first.clone());
            keywords.push("example", &span, first);
            self.moved(&["example"], &["examples", "0"]);
        }
    }

    /// Allows one value alone, which a keyword of the document says.
    pub(super) fn only(
        &mut self,
        keywords: &mut Keywords,
        key_span: &Range<usize>,
        value: Node,
        keyword: &str,
    ) {
        let json = value.to_json();
        let span = value.span.clone();
        let list = at(&span, NodeKind::Sequence(vec![value]));
        let others = keywords.get("enum").and_then(Node::as_sequence);
        if others.is_some_and(|all| all.iter().all(|it| it.to_json() != json)) {
            let member = object(&span, vec![("enum", list)]);
            let index = keywords.push_member("allOf", key_span, member).to_string();
            self.moved(&["allOf", &index], &[]);
            self.moved(&["allOf", &index, "enum"], &[keyword]);
            return;
        }
        keywords.take("enum");
        keywords.push("enum", key_span, list);
        self.moved(&["enum"], &[keyword]);
        self.moved(&["enum", "0"], &[keyword]);
    }

    /// The keywords for all properties and items that no other keyword is about, which may be a boolean for a schema.
    fn others(&mut self, keywords: &mut Keywords) {
        for (keyword, others) in [
            ("unevaluatedProperties", "additionalProperties"),
            ("unevaluatedItems", "items"),
        ] {
            let Some(mut entry) = keywords.take(keyword) else {
                continue;
            };
            if is_anything(&entry.value) || keywords.get(others).is_some() {
                continue;
            }
            // What depends on the value stays.
            if evaluated_beside(keyword, |it| keywords.get(it).is_some()).is_none() {
                entry.key = others.to_owned();
                self.moved(&[others], &[keyword]);
            }
            keywords.entries.push(entry);
        }
        let is_no_item = |node: &Node| matches!(node.kind, NodeKind::Scalar(Scalar::Bool(false)));
        if keywords.get("items").is_some_and(is_no_item)
            && let Some(entry) = keywords.take("items")
        {
            let prefix = keywords.get("prefixItems").and_then(Node::as_sequence);
            let count = prefix.map_or(0, <[Node]>::len) as u64;
            let least = |node: &Node| node.to_json().as_u64().is_some_and(|it| it <= count);
            if !keywords.get("maxItems").is_some_and(least) {
                keywords.take("maxItems");
                let count = NodeKind::Scalar(Scalar::Number(count.into()));
                keywords.push("maxItems", &entry.key_span, at(&entry.value.span, count));
                self.moved(&["maxItems"], &["items"]);
            }
        }
        // All names are strings.
        let is_string = |node: &Node| {
            let entries = node.as_mapping();
            entries.is_some_and(|it| it.len() == 1)
                && node.get("type").and_then(Node::as_str) == Some("string")
        };
        let allows_all = |node: &Node| is_anything(node) || is_string(node);
        if keywords.get("propertyNames").is_some_and(allows_all) {
            keywords.take("propertyNames");
        }
    }

    /// What is beside a reference restricts or describes what it refers to.
    fn beside_reference(&mut self, keywords: &mut Keywords) {
        let is_beside = |key: &str| key != "$ref" && !key.starts_with("x-");
        if !keywords.entries.iter().any(|it| is_beside(&it.key)) {
            return;
        }
        if let Some(reference) = keywords.take("$ref") {
            let key_span = reference.key_span.clone();
            let span = reference.value.span.clone();
            let member = at(&span, NodeKind::Mapping(Mapping::new(vec![reference])));
            let index = keywords.push_member("allOf", &key_span, member);
            self.moved(&["allOf", &index.to_string()], &[]);
        }
    }
}

/// The keyword that makes it depend on the value what another is about (`unevaluatedItems`, `unevaluatedProperties`), so
/// that no keyword of 3.0 says the same.
pub(in crate::source) fn evaluated_beside(
    keyword: &str,
    has: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let others: &[&str] = match keyword {
        "unevaluatedItems" => &[
            "$ref",
            "$dynamicRef",
            "$recursiveRef",
            "allOf",
            "anyOf",
            "oneOf",
            "if",
            "dependentSchemas",
            "contains",
        ],
        "unevaluatedProperties" => &["if", "dependentSchemas"],
        _ => &[],
    };
    others.iter().copied().find(|it| has(it))
}

fn is_bool(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::Bool(_)))
}

/// Whether a reference is one by name.
fn is_name(node: &Node) -> bool {
    let text = node.as_str().unwrap_or_default();
    text.starts_with('#') && !text.starts_with("#/")
}

/// Exclusive bounds that are numbers.
fn bounds(run: &mut Run, keywords: &mut Keywords) {
    for (keyword, bound, is_least) in [
        ("exclusiveMinimum", "minimum", true),
        ("exclusiveMaximum", "maximum", false),
    ] {
        if keywords.get(keyword).is_none_or(is_bool) {
            continue;
        }
        let Some(exclusive) = keywords.take(keyword) else {
            continue;
        };
        let number = number::of;
        let order = keywords
            .get(bound)
            .and_then(number)
            .zip(number(&exclusive.value))
            .map(|(other, own)| number::compare(other, own));
        // Of two bounds, the tighter one counts.
        let is_looser = order.is_some_and(|it| if is_least { it.is_gt() } else { it.is_lt() });
        if is_looser {
            continue;
        }
        keywords.take(bound);
        let yes = NodeKind::Scalar(Scalar::Bool(true));
        keywords.push(keyword, &exclusive.key_span, at(&exclusive.value.span, yes));
        keywords.push(bound, &exclusive.key_span, exclusive.value);
        run.moved(&[bound], &[keyword]);
    }
}

/// Strings that hold something else: Base64 and files are formats.
fn content(keywords: &mut Keywords) {
    let encoding = keywords.take("contentEncoding");
    let media = keywords.take("contentMediaType");
    if keywords.get("format").is_some() {
        return;
    }
    let encoded = encoding.as_ref().and_then(|it| it.value.as_str());
    let media_type = media.as_ref().and_then(|it| it.value.as_str());
    let named = match (encoded, media_type) {
        (Some(format::BASE64_URL), _) => format::BASE64_URL,
        (Some(format::BASE64), _) => format::BYTE,
        (None, Some(media_type)) if is_raw(media_type) => format::BINARY,
        _ => return,
    };
    let Some(entry) = encoding.or(media) else {
        return;
    };
    let text = |text: &str| at(&entry.value.span, NodeKind::Scalar(text.into()));
    if keywords.get("type").is_none() {
        keywords.push("type", &entry.key_span, text("string"));
    }
    keywords.push("format", &entry.key_span, text(named));
}

/// Whether values of a media type are bytes rather than text.
fn is_raw(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_text = essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "x-www-form-urlencoded"]
            .iter()
            .any(|it| essence.ends_with(it));
    !is_text
}
