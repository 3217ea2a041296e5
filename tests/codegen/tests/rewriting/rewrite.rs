//! Rewrites of a document that change nothing on the wire, chosen by chance.

use std::collections::BTreeSet;

use codegen_tests::chance::Chance;
use serde_json::{Map, Value, json};

/// The keys of every mapping in another order.
pub(crate) fn reorder(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(object).into_iter().collect();
            chance.shuffle(&mut entries);
            *object = entries.into_iter().collect();
            object.values_mut().for_each(|value| reorder(value, chance));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| reorder(item, chance)),
        _ => {}
    }
}

const SCHEMAS: &str = "#/components/schemas/";

/// The names of components that discriminators lead to: renaming those is a change.
fn told_apart(document: &Value) -> BTreeSet<String> {
    fn visit(value: &Value, names: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                if object.contains_key("discriminator") {
                    for members in ["oneOf", "anyOf"]
                        .iter()
                        .filter_map(|keyword| object.get(*keyword))
                    {
                        for member in members.as_array().into_iter().flatten() {
                            let name = member["$ref"]
                                .as_str()
                                .and_then(|name| name.strip_prefix(SCHEMAS));
                            names.extend(name.map(str::to_owned));
                        }
                    }
                }
                object.values().for_each(|value| visit(value, names));
            }
            Value::Array(items) => items.iter().for_each(|item| visit(item, names)),
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    visit(document, &mut names);
    names
}

/// Rewrites a document in many places.
pub(crate) fn rewrite(document: &mut Value, chance: &mut Chance) {
    let fixed = told_apart(document);
    rename(document, &fixed, chance);
    let original = document.clone();
    let mut rewriter = Rewriter {
        original: &original,
        fixed: &fixed,
        chance,
        extracted: Map::new(),
    };
    rewriter.value("", document);
    let extracted = rewriter.extracted;
    if let Some(components) = document.as_object_mut() {
        let schemas = components
            .entry("components")
            .or_insert_with(|| json!({}))
            .as_object_mut()
            .map(|components| components.entry("schemas").or_insert_with(|| json!({})));
        if let Some(Value::Object(schemas)) = schemas {
            schemas.extend(extracted);
        }
    }
    lists(document, chance);
    hoist(document, chance);
}

/// Gives components other names.
fn rename(document: &mut Value, fixed: &BTreeSet<String>, chance: &mut Chance) {
    let names: Vec<String> = match &document["components"]["schemas"] {
        Value::Object(schemas) => schemas.keys().cloned().collect(),
        _ => return,
    };
    for name in names {
        if fixed.contains(&name) || !chance.once_in(3) {
            continue;
        }
        let new = format!("{name}Renamed");
        let schemas = document["components"]["schemas"].as_object_mut();
        if let Some(schemas) = schemas
            && let Some(schema) = schemas.remove(&name)
        {
            schemas.insert(new.clone(), schema);
        }
        redirect(
            document,
            &format!("{SCHEMAS}{name}"),
            &format!("{SCHEMAS}{new}"),
        );
    }
}

fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if key == "$ref" => {
                        if text == from {
                            *text = to.to_owned();
                        } else if let Some(rest) = text.strip_prefix(&format!("{from}/")) {
                            *text = format!("{to}/{rest}");
                        }
                    }
                    value => redirect(value, from, to),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, from, to)),
        _ => {}
    }
}

/// Rewrites schemas where they stand.
struct Rewriter<'a> {
    original: &'a Value,
    fixed: &'a BTreeSet<String>,
    chance: &'a mut Chance,
    /// Schemas that have become components.
    extracted: Map<String, Value>,
}

impl Rewriter<'_> {
    /// Looks for schemas in any value; `key` is the key that it stands under.
    fn value(&mut self, key: &str, value: &mut Value) {
        match value {
            Value::Object(object) => {
                // Data, and things that only look like schemas.
                const OTHER: [&str; 6] = [
                    "example",
                    "examples",
                    "default",
                    "enum",
                    "x-rust",
                    "discriminator",
                ];
                for (inner, value) in object.iter_mut() {
                    if OTHER.contains(&inner.as_str()) && key != "properties" && key != "schemas" {
                        continue;
                    }
                    self.value(inner, value);
                    let is_schema = matches!(inner.as_str(), "schema" | "items")
                        || key == "properties"
                        || (inner == "additionalProperties" && value.is_object());
                    if is_schema && key != "schemas" && value.is_object() {
                        self.schema(value);
                    } else if key == "schemas" {
                        self.inside(value);
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.value("", item)),
            _ => {}
        }
    }

    /// Writes one schema in another way.
    fn schema(&mut self, schema: &mut Value) {
        match self.chance.below(8) {
            0 => self.inline(schema),
            1 => self.extract(schema),
            2 => *schema = json!({"allOf": [schema]}),
            3 => *schema = json!({"oneOf": [schema]}),
            4 => *schema = json!({"anyOf": [schema]}),
            5 => self.inside(schema),
            _ => {}
        }
    }

    /// What a reference leads to, in its place.
    fn inline(&mut self, schema: &mut Value) {
        let Some(name) = schema["$ref"]
            .as_str()
            .and_then(|reference| reference.strip_prefix(SCHEMAS))
        else {
            return;
        };
        // In OpenAPI 3.1, what is beside it counts.
        if schema.as_object().is_some_and(|schema| schema.len() > 1) {
            return;
        }
        // What is told apart by its name, or leads back to itself, stays.
        if self.fixed.contains(name) || name.contains('/') {
            return;
        }
        let target = &self.original["components"]["schemas"][name];
        if target.is_object() {
            *schema = target.clone();
        }
    }

    /// A component of its own.
    fn extract(&mut self, schema: &mut Value) {
        // Where it leads depends on where it is.
        if schema.get("$recursiveRef").is_some() {
            return;
        }
        let name = format!("Extracted{}", self.extracted.len());
        let reference = json!({"$ref": format!("{SCHEMAS}{name}")});
        // What something refers to by its place stays there.
        self.extracted
            .insert(name, std::mem::replace(schema, reference));
    }

    /// The properties of an object in two members of an `allOf`.
    fn inside(&mut self, schema: &mut Value) {
        let Value::Object(object) = schema else {
            return;
        };
        let is_plain = object.get("type") == Some(&json!("object"))
            && object.keys().all(|key| {
                matches!(
                    key.as_str(),
                    "type" | "properties" | "required" | "description"
                )
            });
        let Some(properties) = object
            .get("properties")
            .and_then(Value::as_object)
            .filter(|_| is_plain)
        else {
            return;
        };
        if properties.len() < 2 || !self.chance.once_in(2) {
            return;
        }
        let middle = 1 + self.chance.below(properties.len() - 1);
        let part = |entries: Vec<(&String, &Value)>| {
            let entries = entries.into_iter();
            let properties: Map<String, Value> = entries
                .map(|(name, schema)| (name.clone(), schema.clone()))
                .collect();
            json!({"type": "object", "properties": properties})
        };
        let first = part(properties.iter().take(middle).collect());
        let mut second = part(properties.iter().skip(middle).collect());
        if let Some(required) = object.get("required") {
            second["required"] = required.clone();
        }
        let mut whole = json!({"allOf": [first, second]});
        if let Some(description) = object.get("description") {
            whole["description"] = description.clone();
        }
        *schema = whole;
    }
}

/// Lists whose order says nothing, in another order.
fn lists(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                if let ("required" | "enum" | "oneOf" | "anyOf" | "security", Value::Array(items)) =
                    (key.as_str(), &mut *value)
                {
                    chance.shuffle(items);
                }
                if key != "example" && key != "examples" && key != "default" {
                    lists(value, chance);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| lists(item, chance)),
        _ => {}
    }
}

/// Answers, bodies and parameters as components; parameters of an operation as those of its path.
fn hoist(document: &mut Value, chance: &mut Chance) {
    let mut components: Vec<(&str, String, Value)> = Vec::new();
    let mut moved = |section: &'static str, value: &mut Value, chance: &mut Chance| {
        if value.get("$ref").is_none() && chance.once_in(3) {
            let name = format!("Hoisted{}", components.len());
            let reference = json!({"$ref": format!("#/components/{section}/{name}")});
            components.push((section, name, std::mem::replace(value, reference)));
        }
    };
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (_, item) in paths {
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        for (_, operation) in item.iter_mut().filter(|(key, _)| *key != "parameters") {
            if let Some(body) = operation.get_mut("requestBody") {
                moved("requestBodies", body, chance);
            }
            let responses = operation
                .get_mut("responses")
                .and_then(Value::as_object_mut);
            for (_, response) in responses.into_iter().flatten() {
                moved("responses", response, chance);
            }
            let parameters = operation
                .get_mut("parameters")
                .and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                moved("parameters", parameter, chance);
            }
        }
        if item.len() == 1
            && let Some(operation) = item.values_mut().next().and_then(Value::as_object_mut)
            && let Some(parameters) = operation.remove("parameters")
        {
            item.insert("parameters".to_owned(), parameters);
        }
    }
    for (section, name, value) in components {
        document["components"][section][name] = value;
    }
}
