//! [`JsonSchema`]: schemas of OpenAPI 3.0 as JSON Schema 2020-12, for an independent validator.

use serde_json::{Map, Value, json};

/// How the schemas of a document are converted.
#[derive(Clone, Copy, Debug)]
pub struct JsonSchema<'a> {
    /// The document.
    pub document: &'a Value,
    /// `readOnly` for requests, `writeOnly` for responses: properties with this keyword do not exist.
    pub hidden: &'a str,
    /// Whether objects have no properties but those that are described, so that misspelt ones are found.
    pub is_closed: bool,
}

/// What follows a reference, if it is one.
pub fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document
            .pointer(reference.trim_start_matches('#'))
            .expect("references lead somewhere"),
        None => value,
    }
}

impl JsonSchema<'_> {
    /// The document that a validator takes for a schema.
    pub fn root(&self, schema: &Value) -> Value {
        let schemas = self.document["components"]["schemas"].as_object();
        let schemas = schemas.into_iter().flatten();
        let schemas: Map<String, Value> = schemas
            .map(|(name, schema)| (name.clone(), self.converted(schema)))
            .collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [self.converted(schema)],
            "components": {"schemas": schemas},
        })
    }

    /// A schema with null, directions, exclusive bounds and numeric formats spelled out.
    fn converted(&self, schema: &Value) -> Value {
        let Value::Object(keywords) = schema else {
            return schema.clone();
        };
        if keywords.contains_key("$ref") {
            return schema.clone();
        }
        let is_true = |keyword: &str| keywords.get(keyword) == Some(&json!(true));
        let mut result = Map::new();
        for (keyword, value) in keywords {
            let value = match keyword.as_str() {
                "properties" => self.properties(value),
                "allOf" if self.is_closed && items(value).len() > 1 => {
                    let (members, names) = self.open_members(value);
                    result.insert("properties".to_owned(), names);
                    members
                }
                "allOf" | "oneOf" | "anyOf" => {
                    let members = items(value).iter();
                    members.map(|member| self.converted(member)).collect()
                }
                "items" | "additionalProperties" | "not" => self.converted(value),
                "required" => {
                    let properties = keywords.get("properties");
                    let is_there = |name: &&Value| {
                        let name = name.as_str().expect("a name");
                        properties.is_none_or(|all| self.exists(&all[name]))
                    };
                    items(value).iter().filter(is_there).cloned().collect()
                }
                "minimum" if is_true("exclusiveMinimum") => {
                    result.insert("exclusiveMinimum".to_owned(), value.clone());
                    continue;
                }
                "maximum" if is_true("exclusiveMaximum") => {
                    result.insert("exclusiveMaximum".to_owned(), value.clone());
                    continue;
                }
                "exclusiveMinimum" | "exclusiveMaximum" | "example" | "default" | "nullable"
                | "discriminator" | "xml" | "externalDocs" => continue,
                _ => value.clone(),
            };
            result.insert(keyword.clone(), value);
        }
        if self.is_closed && result.contains_key("properties") {
            let additional = result.entry("additionalProperties");
            additional.or_insert(json!(false));
        }
        let range = match keywords.get("format").and_then(Value::as_str) {
            Some("int32") => json!({"minimum": i32::MIN, "maximum": i32::MAX}),
            Some("int64") => json!({"minimum": i64::MIN, "maximum": i64::MAX}),
            _ => Value::Null,
        };
        let mut whole = Value::Object(result);
        if !range.is_null() {
            whole = json!({"allOf": [whole, range]});
        }
        match is_true("nullable") {
            true => json!({"anyOf": [whole, {"type": "null"}]}),
            false => whole,
        }
    }

    fn properties(&self, properties: &Value) -> Value {
        let properties = properties.as_object().expect("properties").iter();
        properties
            .filter(|(_, schema)| self.exists(schema))
            .map(|(name, schema)| (name.clone(), self.converted(schema)))
            .collect::<Map<String, Value>>()
            .into()
    }

    /// The members of an `allOf`, resolved and not closed, since each would refuse what the others have; and the names
    /// of all their properties, to close the whole by.
    fn open_members(&self, members: &Value) -> (Value, Value) {
        let mut names = Map::new();
        let mut open = Vec::new();
        for member in items(members) {
            let mut member = self.converted(resolved(self.document, member));
            let keywords = member.as_object_mut().expect("a schema");
            keywords.remove("additionalProperties");
            let properties = keywords["properties"].as_object().expect("properties");
            names.extend(properties.keys().map(|name| (name.clone(), json!({}))));
            open.push(member);
        }
        (open.into(), names.into())
    }

    fn exists(&self, schema: &Value) -> bool {
        schema.get(self.hidden) != Some(&json!(true))
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}
