//! The schemas of the suite that OpenAPI can express, each as a document, with their values.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// A schema of the suite with its values.
pub(crate) struct Group {
    /// The draft, the file and the number in it: `draft4_all_of_0`.
    pub(crate) name: String,
    pub(crate) description: String,
    /// A document whose component `Value` is the schema, and which an operation returns.
    pub(crate) document: Value,
    /// Values, each with its description and whether it is valid.
    pub(crate) values: Vec<(String, Value, bool)>,
}

/// The keywords of draft 4 that OpenAPI 3.0 has.
const KEYWORDS: [&str; 22] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "properties",
    "required",
];

/// All of the suite, which is in a folder.
pub(crate) fn groups(suite: &Path) -> Vec<Group> {
    let mut all = Vec::new();
    for (draft, version) in [("draft4", "3.0.3"), ("draft2020-12", "3.1.1")] {
        for (stem, groups) in files(&suite.join(draft)) {
            for (index, mut group) in groups.into_iter().enumerate() {
                let mut schema = group["schema"].take();
                if version == "3.0.3" && !is_expressible(&schema) {
                    continue;
                }
                in_component(&mut schema);
                let name = format!("{draft}_{stem}_{index}").replace('-', "_");
                let name = snake_case(&name);
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let values = group["tests"].as_array().into_iter().flatten();
                let value = |it: &Value| {
                    (
                        text(&it["description"]),
                        it["data"].clone(),
                        it["valid"] == true,
                    )
                };
                all.push(Group {
                    description: text(&group["description"]),
                    document: document(&name, version, schema),
                    values: values.map(value).collect(),
                    name,
                });
            }
        }
    }
    all
}

fn document(name: &str, version: &str, schema: Value) -> Value {
    json!({
        "openapi": version,
        "info": {"title": name, "version": "1"},
        "servers": [{"url": "https://example.org"}],
        "paths": {"/value": {"get": {
            "operationId": "value",
            "tags": ["values"],
            "responses": {"200": {
                "description": "A value.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Value"}}},
            }},
        }}},
        "components": {"schemas": {"Value": schema}},
    })
}

/// The files of a folder: their names and what they hold.
fn files(folder: &Path) -> Vec<(String, Vec<Value>)> {
    let entries = fs::read_dir(folder).expect("the suite can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|it| it.expect("the suite can be read").path())
        .collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("the file can be read");
        let stem = file.file_stem().and_then(|it| it.to_str());
        let groups = serde_json::from_str(&text).expect("the file is JSON");
        (stem.expect("a plain name").to_owned(), groups)
    };
    files.into_iter().map(read).collect()
}

/// References to the whole schema as those to the component that it becomes, but for those in a schema that has an `$id`.
fn in_component(schema: &mut Value) {
    match schema {
        Value::Object(keywords) if keywords.get("$id").is_none_or(|id| !id.is_string()) => {
            for (keyword, value) in keywords {
                match value {
                    Value::String(text) if keyword.ends_with("ef") && keyword.starts_with('$') => {
                        let rest = text.strip_prefix('#');
                        let rest = rest.filter(|it| it.is_empty() || it.starts_with('/'));
                        if let Some(rest) = rest {
                            *text = format!("#/components/schemas/Value{rest}");
                        }
                    }
                    value if keyword != "enum" && keyword != "const" => in_component(value),
                    _ => {}
                }
            }
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(in_component),
        _ => {}
    }
}

/// Whether OpenAPI 3.0 has all keywords of a schema, as they are used.
fn is_expressible(schema: &Value) -> bool {
    let Some(keywords) = schema.as_object() else {
        return false;
    };
    let all = |value: &Value| match value {
        Value::Array(schemas) => schemas.iter().all(is_expressible),
        Value::Object(schemas) => schemas.values().all(is_expressible),
        _ => false,
    };
    keywords
        .iter()
        .all(|(keyword, value)| match keyword.as_str() {
            "type" => value.as_str().is_some_and(|it| it != "null"),
            "uniqueItems" => true,
            "allOf" | "anyOf" | "oneOf" | "properties" => all(value),
            "items" | "not" => is_expressible(value),
            "additionalProperties" => value.is_boolean() || is_expressible(value),
            keyword => KEYWORDS.contains(&keyword),
        })
}

fn snake_case(name: &str) -> String {
    let parts = name.chars().map(|c| match c.is_ascii_uppercase() {
        true => format!("_{}", c.to_ascii_lowercase()),
        false => c.to_string(),
    });
    parts.collect()
}
