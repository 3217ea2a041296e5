//! The subject of a change, from its JSON pointer.

use crate::contract::Method;

/// The subject at a JSON pointer, for people: `User.title`, `GET /users/ 200: [].title`.
pub(super) fn of(pointer: &str) -> String {
    let keys: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|key| key.replace("~1", "/").replace("~0", "~"))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["components", "schemas", name, inner @ ..] => format!("{name}{}", below(inner)),
        ["components", "callbacks", name, inner @ ..] => callback("", name, inner),
        ["components", section, name, inner @ ..] => {
            let noun = match *section {
                "parameters" => "parameter ",
                "responses" => "response ",
                "requestBodies" => "request body ",
                "headers" => "header ",
                "securitySchemes" => "security scheme ",
                _ => "",
            };
            colon(format!("{noun}{name}"), &within(inner))
        }
        ["paths", path, inner @ ..] => in_path(path, inner),
        [] => "the document".to_owned(),
        [first, ..] => (*first).to_owned(),
    }
}

/// The subject at a JSON pointer if it is a component.
pub(super) fn component(pointer: &str) -> Option<String> {
    let rest = pointer.strip_prefix("/components/")?;
    (rest.split('/').count() == 2).then(|| of(pointer))
}

/// The path in the schema of a parameter or a header; `None` in a component schema.
pub(super) fn inside(pointer: &str) -> Option<String> {
    if pointer.starts_with("/components/schemas/") {
        return None;
    }
    let (_, inner) = pointer.split_once("/schema/")?;
    let keys: Vec<&str> = inner.split('/').collect();
    Some(below(&keys).trim_start_matches('.').to_owned())
}

fn in_path(path: &str, keys: &[&str]) -> String {
    match keys {
        ["parameters", index, ..] => format!("{path}, parameter {index}"),
        [method, inner @ ..] if Method::from_keyword(method).is_some() => {
            let operation = format!("{} {path}", method.to_uppercase());
            match inner {
                ["requestBody", inner @ ..] => {
                    colon(format!("{operation} request"), &within(inner))
                }
                ["responses", status, inner @ ..] => {
                    colon(format!("{operation} {status}"), &within(inner))
                }
                ["callbacks", name, inner @ ..] => callback(&format!("{operation} "), name, inner),
                _ => operation,
            }
        }
        _ => path.to_owned(),
    }
}

/// A location in a callback, after the name of its operation.
fn callback(of: &str, name: &str, keys: &[&str]) -> String {
    let inner = match keys {
        [url, inner @ ..] => in_path(url, inner),
        [] => String::new(),
    };
    colon(format!("{of}callback {name}"), &inner)
}

fn colon(place: String, inner: &str) -> String {
    match inner {
        "" => place,
        inner => format!("{place}: {inner}"),
    }
}

/// The path in a body, a response or a parameter.
fn within(keys: &[&str]) -> String {
    match keys {
        ["content", _, "schema", inner @ ..] | ["schema", inner @ ..] => {
            below(inner).trim_start_matches('.').to_owned()
        }
        ["headers", name, ..] => format!("header {name}"),
        ["content", media, ..] => (*media).to_owned(),
        _ => String::new(),
    }
}

/// The path in a schema.
fn below(keys: &[&str]) -> String {
    let mut path = String::new();
    let mut keys = keys;
    loop {
        keys = match keys {
            ["properties", name, rest @ ..] => {
                path.push('.');
                path.push_str(name);
                rest
            }
            ["items", rest @ ..] => {
                path.push_str("[]");
                rest
            }
            ["additionalProperties", rest @ ..] => {
                path.push_str(".*");
                rest
            }
            ["allOf" | "oneOf" | "anyOf", _, rest @ ..] => rest,
            _ => return path,
        };
    }
}
