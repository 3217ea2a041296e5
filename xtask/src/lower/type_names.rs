//! Where names of types come from: a function of their pointers, so that a type is called the same however it is found.

use serde_json::Value;

use super::context::mapping_keys;
use super::pointer;
use crate::api::NameHint;
use crate::contract::parts_of;
use crate::source::{Cursor, Document, Node};

/// Where the name of the type at a pointer comes from.
pub(super) fn type_name(document: &Document, pointer: &str) -> NameHint {
    // On a property it is the name of the field.
    let is_property = pointer::keys(pointer)
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|key| key == "properties");
    if let (false, Some(name)) = (is_property, rust_name(document, pointer)) {
        return NameHint::Explicit(name.to_owned());
    }
    if let Some(name) = pointer::component_schema(pointer) {
        return NameHint::Component(name);
    }
    NameHint::Inline(parts(document, pointer))
}

/// `x-rust-name` of the thing at a pointer.
fn rust_name<'d>(document: &'d Document, pointer: &str) -> Option<&'d str> {
    document.tree.get(pointer)?.get("x-rust-name")?.as_str()
}

/// Where the name of a union's member comes from: `pointer` is the one of the item of `oneOf` or `anyOf`.
pub(super) fn member_name(document: &Document, pointer: &str) -> NameHint {
    let Some(node) = document.tree.get(pointer) else {
        return NameHint::Inline(Vec::new());
    };
    if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
        let target = pointer::from_fragment(reference).unwrap_or_default();
        return match pointer::component_schema(&target) {
            Some(_) => type_name(document, &target),
            // Not by what leads there: that may be this very place.
            None => NameHint::Inline(last_name(&target).into_iter().collect()),
        };
    }
    if let Some(name) = rust_name(document, pointer) {
        return NameHint::Explicit(name.to_owned());
    }
    NameHint::Inline(vec![in_place(document, pointer, node)])
}

/// The last key of a pointer that is a name and no keyword.
fn last_name(pointer: &str) -> Option<String> {
    let keywords = [
        "items",
        "additionalProperties",
        "schema",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    let is_name = |key: &String| !keywords.contains(&key.as_str()) && key.parse::<usize>().is_err();
    pointer::keys(pointer).into_iter().rev().find(is_name)
}

/// The name of an inline member: the first of these that no other member of its union has.
fn in_place(document: &Document, pointer: &str, node: &Node) -> String {
    let union = Cursor::at(&document.tree, pointer::parent(pointer));
    let members = union.map_or_else(Vec::new, |union| union.items());
    let (own, others): (Vec<_>, Vec<_>) = members.into_iter().partition(|it| it.pointer == pointer);
    let Some(own) = own.into_iter().next() else {
        return plain(node);
    };
    let is_title = |title: &String| {
        others
            .iter()
            .all(|it| text(it.node, "title").as_ref() != Some(title))
    };
    if let Some(title) = text(node, "title").filter(is_title) {
        return title;
    }
    let own = Described::of(own);
    let others: Vec<Described<'_>> = others.into_iter().map(Described::of).collect();
    type Way = fn(&Described<'_>, &[Described<'_>]) -> Option<String>;
    let ways: [Way; 7] = [
        |own, others| own.own_constant(others),
        |own, _| own.extended.clone(),
        |own, others| own.first_of(&own.required, others),
        |own, others| own.first_of(&own.properties, others),
        |own, _| own.items(),
        |own, _| Some(plain(own.place.node)),
        |own, _| (!own.properties.is_empty()).then(|| own.properties.join(" ")),
    ];
    let mut names = ways.into_iter().filter_map(|way| {
        let name = way(&own, &others)?;
        let is_own = others.iter().all(|other| {
            other.referred.as_ref() != Some(&name) && way(other, &[]).as_ref() != Some(&name)
        });
        is_own.then_some(name)
    });
    names
        .next()
        .or_else(|| text(node, "title"))
        .unwrap_or_else(|| plain(node))
}

/// What a schema says of itself, its `allOf` included, as far as it could be called after it.
struct Described<'d> {
    place: Cursor<'d>,
    /// What the reference that it is refers to.
    referred: Option<String>,
    /// The one schema that it refers to in an `allOf`.
    extended: Option<String>,
    required: Vec<&'d str>,
    properties: Vec<&'d str>,
    constants: Vec<(&'d str, String)>,
}

impl<'d> Described<'d> {
    fn of(place: Cursor<'d>) -> Self {
        let name_of = |node: &Node| pointer::keys(node.get("$ref")?.as_str()?).pop();
        let extended = place
            .child("allOf")
            .map_or_else(Vec::new, |all| all.items());
        let mut extended = extended.iter().filter_map(|member| name_of(member.node));
        let mut described = Self {
            referred: name_of(place.node),
            extended: extended.next().filter(|_| extended.next().is_none()),
            required: Vec::new(),
            properties: Vec::new(),
            constants: Vec::new(),
            place,
        };
        for part in parts_of(described.place.clone()) {
            let required = part.node.get("required").and_then(Node::as_sequence);
            described
                .required
                .extend(required.into_iter().flatten().filter_map(Node::as_str));
            let properties = part.node.get("properties").and_then(Node::as_mapping);
            for property in properties.into_iter().flatten() {
                let name = property.key.as_str();
                described.properties.push(name);
                let values = property.value.get("enum").and_then(Node::as_sequence);
                let constant = match values.unwrap_or_default() {
                    [only] => match only.to_json() {
                        Value::String(text) => text,
                        value @ (Value::Number(_) | Value::Bool(_)) => format!("{name} {value}"),
                        _ => continue,
                    },
                    _ => continue,
                };
                described.constants.push((name, constant));
            }
        }
        described
    }

    /// The first constant that no other has.
    fn own_constant(&self, others: &[Self]) -> Option<String> {
        let is_own = |constant: &&(&str, String)| {
            others
                .iter()
                .all(|other| !other.constants.contains(constant))
        };
        let constant = self.constants.iter().find(is_own)?;
        Some(constant.1.clone())
    }

    /// The first name that is a property of no other.
    fn first_of(&self, names: &[&str], others: &[Self]) -> Option<String> {
        let is_own = |name: &&&str| others.iter().all(|other| !other.properties.contains(name));
        names.iter().find(is_own).map(|name| (*name).to_owned())
    }

    /// What it is a list of.
    fn items(&self) -> Option<String> {
        let items = self.place.node.get("items")?;
        let name = match items.get("$ref").and_then(Node::as_str) {
            Some(reference) => pointer::keys(reference).pop()?,
            None => text(items, "title").unwrap_or_else(|| plain(items)),
        };
        Some(format!("{name} list"))
    }
}

/// What to call a schema by its kind.
fn plain(node: &Node) -> String {
    let kind = text(node, "format").or_else(|| text(node, "type"));
    kind.unwrap_or_else(|| "other".to_owned())
}

fn text(node: &Node, keyword: &str) -> Option<String> {
    node.get(keyword).and_then(Node::as_str).map(str::to_owned)
}

/// The parts that lead to a schema in place.
fn parts(document: &Document, pointer: &str) -> Vec<String> {
    let keys = pointer::keys(pointer);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["components", section, name, rest @ ..] => {
            let start = pointer::join("", &["components", section, name]);
            let mut parts = vec![(*name).to_owned()];
            walk(document, start, rest, &mut parts, *section == "schemas");
            parts
        }
        ["paths", path, method, rest @ ..] => {
            let start = pointer::join("", &["paths", path, method]);
            let (first, rest) = match *method {
                "parameters" => (path_words(path), keys.get(2..).unwrap_or_default()),
                _ => (operation_id(document, path, method), rest),
            };
            let start = if *method == "parameters" {
                pointer::join("", &["paths", path])
            } else {
                start
            };
            let mut parts = vec![first];
            walk(document, start, rest, &mut parts, false);
            parts
        }
        ["webhooks", name, method, rest @ ..] => {
            let start = pointer::join("", &["webhooks", name, method]);
            let method = (*method != "post").then_some(*method);
            let mut parts = method
                .into_iter()
                .chain([*name])
                .map(str::to_owned)
                .collect();
            walk(document, start, rest, &mut parts, false);
            parts
        }
        other => other.iter().map(|key| (*key).to_owned()).collect(),
    }
}

/// The operationId of an operation or, where there is none, one made of method and path: `get_users_by_id`.
fn operation_id(document: &Document, path: &str, method: &str) -> String {
    let pointer = pointer::join("", &["paths", path, method, "operationId"]);
    operation_id_of(
        document.tree.get(&pointer).and_then(Node::as_str),
        path,
        method,
    )
}

/// The same of an operation whose id is known.
pub(super) fn operation_id_of(id: Option<&str>, path: &str, method: &str) -> String {
    match id {
        Some(id) if !id.is_empty() => id.to_owned(),
        _ => match path_words(path) {
            words if words.is_empty() => format!("{method}_root"),
            words => format!("{method}_{words}"),
        },
    }
}

/// `/users/{id}/roles` as `users_by_id_roles`.
fn path_words(path: &str) -> String {
    let mut words = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let by = if segment.contains('{') { "by_" } else { "" };
        let plain: String = segment
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        words.push(format!("{by}{}", plain.trim_matches('_')));
    }
    words.join("_")
}

/// Goes down from `start` and adds what each step is called.
fn walk(
    document: &Document,
    start: String,
    keys: &[&str],
    parts: &mut Vec<String>,
    mut at_component: bool,
) {
    let mut here = start;
    let mut keys = keys;
    while let [key, rest @ ..] = keys {
        let next = rest.first().copied();
        let name = match (*key, next) {
            ("$defs", Some(name)) => {
                let schema = pointer::join(&here, &["$defs", name]);
                // It is a name for all of the document.
                parts.clear();
                Some(rust_name(document, &schema).unwrap_or(name).to_owned())
            }
            ("properties", Some(name)) => {
                let property = pointer::join(&here, &["properties", name]);
                Some(rust_name(document, &property).unwrap_or(name).to_owned())
            }
            ("parameters", Some(index)) => {
                let parameter = pointer::join(&here, &["parameters", index, "name"]);
                document
                    .tree
                    .get(&parameter)
                    .and_then(Node::as_str)
                    .map(str::to_owned)
            }
            ("headers", None) => Some("headers".to_owned()),
            ("responses" | "headers", Some(name)) => Some(name.to_owned()),
            ("content", Some(media_type)) => {
                media_type_part(document, &pointer::child(&here, key), media_type)
            }
            ("oneOf" | "anyOf", Some(index)) => {
                let member = pointer::join(&here, &[key, index]);
                member_name(document, &member).into_parts().pop()
            }
            ("allOf", Some(_)) => None,
            // A list or map of a property is called like its items; of a component it has that name itself.
            ("items", _) if at_component => Some("item".to_owned()),
            ("prefixItems", Some(_)) if at_component => Some("item".to_owned()),
            ("additionalProperties" | "patternProperties", _) if at_component => {
                Some("value".to_owned())
            }
            ("requestBody", _) => Some("body".to_owned()),
            _ => None,
        };
        parts.extend(name);
        let takes_two = matches!(
            *key,
            "properties"
                | "parameters"
                | "responses"
                | "headers"
                | "content"
                | "oneOf"
                | "anyOf"
                | "allOf"
                | "prefixItems"
                | "patternProperties"
                | "$defs"
        );
        let step = if takes_two { 2 } else { 1 };
        let (taken, rest) = keys.split_at_checked(step).unwrap_or((keys, &[]));
        here = pointer::join(&here, taken);
        at_component = at_component && *key == "allOf";
        keys = rest;
    }
}

/// The first media type of a body needs no mention.
fn media_type_part(document: &Document, content: &str, media_type: &str) -> Option<String> {
    let first = document
        .tree
        .get(content)
        .and_then(|content| mapping_keys(content).first().copied());
    (first != Some(media_type)).then(|| match media_type {
        "application/x-www-form-urlencoded" => "form".to_owned(),
        "multipart/form-data" => "multipart".to_owned(),
        other => other
            .split(['/', '+', ';'])
            .nth(1)
            .unwrap_or(other)
            .to_owned(),
    })
}
