//! Generates a module from each schema of the suite that OpenAPI 3.0 can express, as the response of an operation.
//!
//! The first schema of `suite/allOf.json` becomes the module `all_of_0`. Its test decodes and encodes each valid value.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xtask::diagnostic::{Report, Sources};
use xtask::names::Ident;
use xtask::pipeline::{self, Options};
use xtask::render::{self, Root};

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

/// Valid values that do not decode: `properties` and `items` allow values of other types, but without a `type` they are
/// read as what documents mean with them, an object and an array.
const OF_OTHER_TYPES: [(&str, &str); 2] = [
    ("items_0", "ignores non-arrays"),
    ("properties_0", "ignores non-objects"),
];

fn main() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    println!("cargo::rerun-if-changed={}", suite.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let entries = fs::read_dir(&suite).expect("the suite can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|it| it.expect("the suite can be read").path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|it| it == "json"));
    files.sort();
    let mut modules = String::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("the file can be read");
        let groups: Vec<Value> = serde_json::from_str(&text).expect("the file is JSON");
        let stem = file
            .file_stem()
            .and_then(|it| it.to_str())
            .expect("a plain name");
        for (index, group) in groups.iter().enumerate() {
            if is_expressible(&group["schema"]) {
                let name = format!("{}_{index}", snake_case(stem));
                modules += &module(&name, group, &out);
            }
        }
    }
    fs::write(out.join("suite.rs"), modules).expect("OUT_DIR can be written");
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

/// The module of a schema, with the test of its values.
fn module(name: &str, group: &Value, out: &Path) -> String {
    let document = json!({
        "openapi": "3.0.3",
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
        "components": {"schemas": {"Value": group["schema"]}},
    });
    let mut report = Report::default();
    let mut sources = Sources::new("suite.json", document.to_string());
    let model = pipeline::model(&mut sources, &Options::default(), &mut report);
    let Some(mut model) = model else {
        let findings: Vec<String> = report
            .into_sorted()
            .into_iter()
            .map(|it| it.message)
            .collect();
        panic!("{name}: {}", findings.join("; "));
    };
    model.api.settings.library = "json_schema".to_owned();
    let root = Root(vec![Ident::escape(name)]);
    let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
    let folder = out.join(name);
    example_tests::write_module(&tree, &folder);
    let mut requests = model.surface.requests();
    let ty = &requests
        .next()
        .expect("the document has an operation")
        .response;
    let mut calls = String::new();
    for case in group["tests"].as_array().into_iter().flatten() {
        if case["valid"] == true {
            let description = case["description"].as_str().unwrap_or_default();
            let function = match OF_OTHER_TYPES.contains(&(name, description)) {
                true => "refused",
                false => "kept",
            };
            let place = format!("{}: {description}", group["description"]);
            let value = case["data"].to_string();
            writeln!(
                calls,
                "            crate::{function}::<{ty}>({place:?}, {value:?});"
            )
            .expect("a String takes everything");
        }
    }
    let tests = format!(
        "    #[cfg(test)]\n    mod tests {{\n        \
             #[allow(unused_imports)]\n        use super::{{runtime::*, types}};\n        \
             #[allow(unused_imports)]\n        use std::collections::BTreeMap;\n        \
             #[test]\n        fn valid_values_are_kept() {{\n{calls}        }}\n    \
         }}\n"
    );
    example_tests::declaration(name, &folder, &tests)
}
