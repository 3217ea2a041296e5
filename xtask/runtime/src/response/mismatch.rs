//! [`Mismatch`]: where JSON does not match a type. The location is determined only after a failure.

use std::fmt;

use serde::de::DeserializeOwned;

use super::super::json_path::{join, path_text};
use super::raw_response::RawResponse;

/// A mismatch between JSON and a type. It does not contain the value, which may be personal data or a key.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// The location, such as `results[3].active`; empty for the whole value.
    pub(crate) path: String,
    /// The expected value, and the type of the found value.
    pub(crate) problem: String,
}

/// Decodes again to locate the mismatch. Tracking the path nearly doubles the time, so it is done only after a
/// failure.
pub(super) fn locate<T: DeserializeOwned>(
    response: &RawResponse,
    error: &serde_json::Error,
) -> Mismatch {
    let whole = |problem| Mismatch {
        path: String::new(),
        problem,
    };
    if response.raw().is_empty() {
        return whole("expected JSON, found an empty body".to_owned());
    }
    if let Some(encoding) = response.content_encoding() {
        return whole(format!(
            "expected JSON, found a body with the encoding {encoding} (the feature `gzip` reads `gzip`)"
        ));
    }
    let is_json = response
        .content_type()
        .is_none_or(|content_type| content_type.ends_with("json"));
    if !error.is_data() && !is_json {
        return whole(format!("expected JSON, found {}", response.describe_body()));
    }
    let mut reader = serde_json::Deserializer::from_slice(response.raw());
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => whole(without_value(error)),
        Err(error) => Mismatch::new(&error),
    }
}

impl Mismatch {
    /// Locates why JSON does not match a type.
    pub(super) fn of<T: DeserializeOwned>(json: &str) -> Self {
        let mut reader = serde_json::Deserializer::from_str(json);
        match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            Ok(_) => Self {
                path: String::new(),
                problem: "expected one JSON value, found more".to_owned(),
            },
            Err(error) => Self::new(&error),
        }
    }

    pub(crate) fn new(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = path_text(error.path());
        let problem = without_value(error.inner());
        // A union has reported the location within its value, in the format of its `Display`.
        match problem
            .strip_prefix("at `")
            .and_then(|text| text.split_once("`: "))
        {
            Some((inner, problem)) => Self {
                path: join(&path, inner),
                problem: problem.to_owned(),
            },
            None => Self { path, problem },
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.problem),
            path => write!(f, "at `{path}`: {}", self.problem),
        }
    }
}

/// The message of an error without the value that it quotes. serde provides it only as ``invalid type: string "…",
/// expected u32``.
fn without_value(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&position).unwrap_or(&text);
    // The last one: the expected type follows it, and the quoted value precedes it.
    match text.rsplit_once(", expected ") {
        Some((found, expected)) => format!("expected {expected}, found {}", kind(found)),
        None => text.to_owned(),
    }
}

/// `string` of ``invalid type: string "…"``, `integer` of ``invalid value: integer `5` ``.
fn kind(found: &str) -> &str {
    let found = found
        .strip_prefix("invalid type: ")
        .or_else(|| found.strip_prefix("invalid value: "))
        .unwrap_or(found);
    found.split(['"', '`']).next().unwrap_or(found).trim_end()
}
