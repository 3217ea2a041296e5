//! Minimal response bodies of the API; tests add the fields that they are about.

use serde_json::{Value, json};

/// An API user.
pub fn api_user() -> Value {
    json!({
        "id": "9xYc3gJ1kLmN",
        "name": "CI",
        "changed_by": { "id": "7hKp2mWq5sTz", "name": "Ana Sousa" },
        "changed": "2025-03-11T10:21:45.662019Z",
        "labels": [],
    })
}

/// A user.
pub fn user() -> Value {
    json!({
        "id": "7hKp2mWq5sTz",
        "email": "ana.sousa@example.com",
        "name": "Ana Sousa",
        "is_billing_admin": true,
        "changed_by": { "id": "7hKp2mWq5sTz", "name": "Ana Sousa" },
        "changed": "2025-03-04T09:15:27.480913Z",
    })
}

/// The only page of a list.
pub fn page(results: Vec<Value>) -> Value {
    json!({
        "count": results.len(),
        "page_total": 1,
        "page": 1,
        "length": 10,
        "results": results,
    })
}

/// A value with some of its fields set to others.
pub fn with(mut value: Value, fields: Value) -> Value {
    let (Value::Object(members), Value::Object(fields)) = (&mut value, fields) else {
        panic!("both are objects");
    };
    members.extend(fields);
    value
}
