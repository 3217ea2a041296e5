//! The OpenAPI document that the client is generated from, as JSON.

use std::path::Path;

use serde_json::Value;

/// Reads the document.
pub fn document() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/openapi.yaml");
    let text = std::fs::read_to_string(path).expect("the document can be read");
    serde_yaml::from_str(&text).expect("the document is YAML")
}

/// The node, or the node that its `$ref` refers to.
pub fn resolve<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    let Some(reference) = node.get("$ref") else {
        return node;
    };
    let target = reference
        .as_str()
        .and_then(|reference| document.pointer(reference.strip_prefix('#')?))
        .unwrap_or_else(|| panic!("{reference} does not exist"));
    resolve(document, target)
}

/// The `User-Agent` of the client: name and version of the crate.
pub fn user_agent() -> String {
    let settings = &document()["x-rust"];
    let text = |key| settings[key].as_str().expect("the document sets it");
    format!("{}/{}", text("package"), text("version"))
}
