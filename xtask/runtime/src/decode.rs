//! Decoding JSON. The location of a mismatch is determined only after a failure.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::answer::Answer;
use super::decode_error::DecodeError;
use super::field_error::join;
use super::response::Response;

/// Decodes the body of a response.
pub(super) fn decode<T: DeserializeOwned>(answer: Answer) -> Result<Response<T>, Box<DecodeError>> {
    decode_body(answer.raw().clone(), answer)
}

/// Decodes the body of a response; an empty body is read as `null`.
pub(super) fn decode_optional<T: DeserializeOwned>(
    answer: Answer,
) -> Result<Response<T>, Box<DecodeError>> {
    let body = match answer.raw() {
        empty if empty.is_empty() => Bytes::from_static(b"null"),
        body => body.clone(),
    };
    decode_body(body, answer)
}

fn decode_body<T: DeserializeOwned>(
    body: Bytes,
    answer: Answer,
) -> Result<Response<T>, Box<DecodeError>> {
    match serde_json::from_slice(&body) {
        Ok(value) => Ok(Response::new(value, answer)),
        Err(error) => {
            let mismatch = locate::<T>(&answer, &error);
            Err(Box::new(DecodeError::new(answer, mismatch)))
        }
    }
}

/// Decodes the body of an error response; `None` if it does not decode.
pub fn decode_error<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}

/// Decodes the body of an error response if it is an object with one of these keys; `None` if it is not or does not
/// decode.
pub fn decode_error_with<T: DeserializeOwned>(body: &[u8], keys: &[&str]) -> Option<T> {
    let object: BTreeMap<String, IgnoredAny> = serde_json::from_slice(body).ok()?;
    let has_key = keys.iter().any(|key| object.contains_key(*key));
    has_key.then(|| decode_error(body))?
}

/// A mismatch between JSON and a type. It does not contain the value, which may be personal data or a key.
#[derive(Clone)]
pub(super) struct Mismatch {
    /// The location, such as `results[3].active`; empty for the whole value.
    pub(super) path: String,
    /// The expected value, and the type of the found value.
    pub(super) problem: String,
}

/// Decodes again to locate the mismatch. Tracking the path nearly doubles the time, so it is done only after a
/// failure.
fn locate<T: DeserializeOwned>(answer: &Answer, error: &serde_json::Error) -> Mismatch {
    let whole = |problem| Mismatch {
        path: String::new(),
        problem,
    };
    if answer.raw().is_empty() {
        return whole("expected JSON, found an empty body".to_owned());
    }
    if let Some(encoding) = answer.content_encoding() {
        return whole(format!(
            "expected JSON, found a body with the encoding {encoding} (the feature `gzip` reads `gzip`)"
        ));
    }
    let is_json = answer
        .content_type()
        .is_none_or(|content_type| content_type.ends_with("json"));
    if !error.is_data() && !is_json {
        return whole(format!("expected JSON, found {}", answer.describe_body()));
    }
    let mut reader = serde_json::Deserializer::from_slice(answer.raw());
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => whole(without_value(error)),
        Err(error) => Mismatch::new(&error),
    }
}

impl Mismatch {
    pub(super) fn new(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
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

/// A path in JSON as a string; empty for the whole value.
pub(super) fn path_text(path: &serde_path_to_error::Path) -> String {
    match path.to_string() {
        root if root == "." => String::new(),
        path => path,
    }
}

/// The message of an error without the value that it quotes. serde provides it only as ``invalid type: string "…",
/// expected u32``.
fn without_value(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
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
