//! Edits of a schema, chosen by chance.

use std::collections::BTreeSet;

use codegen_tests::chance::Chance;
use serde_json::{Map, Value, json};

/// Edits a schema, or one inside of it. `other` is a schema to use.
pub(crate) fn edit(schema: &mut Value, other: &Value, chance: &mut Chance) {
    let mut pointers = Vec::new();
    schemas(schema, String::new(), &mut pointers);
    let pointer = &pointers[chance.below(pointers.len())];
    let schema = schema.pointer_mut(pointer).expect("it is there");
    match chance.below(12) {
        0 => *schema = other.clone(),
        1 => wrap(schema, "oneOf", Some(other)),
        2 => wrap(schema, "anyOf", Some(other)),
        3 => wrap(schema, "allOf", None),
        4 => flag(schema, "nullable"),
        _ => keyword(schema, other, chance),
    }
}

/// Makes a schema a member of another. Readers do not look for `readOnly` in members.
fn wrap(schema: &mut Value, keyword: &str, other: Option<&Value>) {
    let mut inner = schema.take();
    let mut outer = Map::new();
    for access in ["readOnly", "writeOnly"] {
        if let Some(value) = inner.as_object_mut().and_then(|inner| inner.remove(access)) {
            outer.insert(access.to_owned(), value);
        }
    }
    let members = [Some(&inner), other];
    let members = members.into_iter().flatten().cloned().collect();
    outer.insert(keyword.to_owned(), members);
    *schema = outer.into();
}

/// The pointers of a schema and of those inside of it.
fn schemas(schema: &Value, pointer: String, found: &mut Vec<String>) {
    let entries = schema.as_object().into_iter().flatten();
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                for (name, property) in properties {
                    schemas(property, format!("{pointer}/properties/{name}"), found);
                }
            }
            ("oneOf" | "anyOf" | "allOf", Value::Array(members)) => {
                for (index, member) in members.iter().enumerate() {
                    schemas(member, format!("{pointer}/{key}/{index}"), found);
                }
            }
            ("items", items) => schemas(items, format!("{pointer}/items"), found),
            _ => {}
        }
    }
    found.push(pointer);
}

fn flag(schema: &mut Value, keyword: &str) {
    let is_set = schema[keyword] == true;
    schema[keyword] = (!is_set).into();
}

/// Edits what only some types have.
fn keyword(schema: &mut Value, other: &Value, chance: &mut Chance) {
    match schema["type"].as_str() {
        Some("string") => match chance.below(4) {
            0 => limit(schema, "minLength", chance),
            1 => limit(schema, "maxLength", chance),
            2 => values(schema, chance),
            _ => choice(schema, "format", &["date", "uuid"], chance),
        },
        Some("integer" | "number") => match chance.below(5) {
            0 => limit(schema, "minimum", chance),
            1 => limit(schema, "maximum", chance),
            2 => flag(schema, "exclusiveMaximum"),
            3 => choice(schema, "type", &["integer", "number"], chance),
            _ => choice(schema, "format", &["int32", "int64"], chance),
        },
        Some("array") => match chance.below(3) {
            0 => limit(schema, "minItems", chance),
            1 => limit(schema, "maxItems", chance),
            _ => flag(schema, "uniqueItems"),
        },
        Some("object") => object(schema, other, chance),
        _ => {
            let keyword = ["oneOf", "anyOf"]
                .into_iter()
                .find(|keyword| schema[keyword].is_array());
            if let Some(keyword) = keyword {
                let members = schema[keyword].as_array_mut().expect("it is a list");
                match chance.below(2) {
                    0 if members.len() > 1 => {
                        members.remove(chance.below(members.len()));
                    }
                    _ => members.push(other.clone()),
                }
            }
        }
    }
}

fn limit(schema: &mut Value, keyword: &str, chance: &mut Chance) {
    let value = schema[keyword].as_i64();
    let steps = [-2, -1, 1, 2];
    let changed = value.map_or(chance.below(4) as i64, |value| {
        value + steps[chance.below(4)]
    });
    let least = if keyword.ends_with("imum") { -9 } else { 0 };
    schema[keyword] = changed.max(least).into();
    if value.is_some() && chance.once_in(4) {
        schema
            .as_object_mut()
            .expect("it is a schema")
            .remove(keyword);
    }
}

fn choice(schema: &mut Value, keyword: &str, choices: &[&str], chance: &mut Chance) {
    match chance.below(choices.len() + 1) {
        index if index < choices.len() => schema[keyword] = choices[index].into(),
        _ if keyword == "type" => {}
        _ => {
            schema
                .as_object_mut()
                .expect("it is a schema")
                .remove(keyword);
        }
    }
}

fn values(schema: &mut Value, chance: &mut Chance) {
    let mut values = schema["enum"].as_array().cloned().unwrap_or_default();
    let value = json!(["a", "b", "c"][chance.below(3)]);
    match values.iter().position(|known| *known == value) {
        Some(_) if values.len() == 1 => {
            schema
                .as_object_mut()
                .expect("it is a schema")
                .remove("enum");
            return;
        }
        Some(index) => {
            values.remove(index);
        }
        None => values.push(value),
    }
    schema["enum"] = values.into();
}

fn object(schema: &mut Value, other: &Value, chance: &mut Chance) {
    let name = ["p", "q", "r", "s"][chance.below(4)];
    match chance.below(4) {
        0 => {
            let properties = schema["properties"].as_object_mut().expect("properties");
            if properties.remove(name).is_none() {
                properties.insert(name.to_owned(), other.clone());
            }
        }
        1 => {
            let mut required = schema["required"].as_array().cloned().unwrap_or_default();
            match required.iter().position(|known| known == name) {
                Some(index) => {
                    required.remove(index);
                }
                None => required.push(name.into()),
            }
            schema["required"] = required.into();
            if schema["required"] == json!([]) {
                schema
                    .as_object_mut()
                    .expect("it is a schema")
                    .remove("required");
            }
        }
        2 => {
            let is_closed = schema["additionalProperties"] == false;
            schema["additionalProperties"] = is_closed.into();
        }
        _ => {
            if let Some(property) = schema["properties"].get_mut(name) {
                let access = ["readOnly", "writeOnly"][chance.below(2)];
                flag(property, access);
            }
        }
    }
}

/// Removes what no two readers agree on, or no value is of: members of a `oneOf` that share values, `nullable` beside what
/// is composed or listed, limits that exclude every value, several keywords that restrict a string, unique items of which
/// there may be too few, and required properties that are not described.
pub(crate) fn settle(schema: &mut Value) {
    let mut pointers = Vec::new();
    schemas(schema, String::new(), &mut pointers);
    for pointer in pointers {
        let inner = schema.pointer_mut(&pointer).expect("it is there");
        settle_one(inner.as_object_mut().expect("it is a schema"));
    }
}

fn settle_one(schema: &mut Map<String, Value>) {
    let kind = |member: &Value| match member["type"].as_str() {
        Some("integer") => Some("number".to_owned()),
        kind => kind
            .filter(|_| member["nullable"] != true)
            .map(str::to_owned),
    };
    if let Some(Value::Array(members)) = schema.get("oneOf") {
        let kinds: Option<BTreeSet<String>> = members.iter().map(kind).collect();
        if kinds.is_none_or(|kinds| kinds.len() < members.len()) {
            let members = schema.remove("oneOf").expect("it is there");
            schema.insert("anyOf".to_owned(), members);
        }
    }
    let number = |schema: &Map<String, Value>, keyword: &str| schema.get(keyword)?.as_i64();
    let mut dropped: Vec<&str> = Vec::new();
    for (least, most) in [
        ("minimum", "maximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
    ] {
        let (low, high) = (number(schema, least).unwrap_or(-9), number(schema, most));
        if high.is_some_and(|high| high <= low.max(0) && least != "minimum" || high <= low) {
            dropped.push(most);
        }
    }
    if schema.contains_key("enum") {
        dropped.extend(["minLength", "maxLength", "format", "pattern", "nullable"]);
    } else if schema.contains_key("pattern") || schema.contains_key("format") {
        dropped.extend(["minLength", "maxLength"]);
    }
    if schema.contains_key("pattern") {
        dropped.push("format");
    }
    if !schema.contains_key("type") {
        dropped.push("nullable");
    }
    if !matches!(
        schema.get("items").and_then(|items| items["type"].as_str()),
        Some("integer" | "number")
    ) {
        dropped.push("uniqueItems");
    }
    if let (Some(Value::Object(properties)), Some(Value::Array(required))) = (
        schema.get("properties").cloned(),
        schema.get_mut("required"),
    ) {
        required.retain(|name| properties.contains_key(name.as_str().expect("a name")));
        if required.is_empty() {
            dropped.push("required");
        }
    }
    // Readers differ in what both at once mean.
    if schema.get("readOnly") == schema.get("writeOnly") {
        dropped.push("writeOnly");
    }
    for keyword in dropped {
        schema.remove(keyword);
    }
}
