//! Reads the bodies of responses.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::mismatch::{Mismatch, locate};
use super::out_of_range::from_json;
use super::raw_response::RawResponse;

/// The reason why a successful response was not read.
#[derive(Debug)]
pub enum Unreadable {
    /// The body does not match the documentation.
    Mismatch(Mismatch),
    /// The API does not document such a response.
    Unexpected(String),
}

/// Decodes the body of a response.
pub(crate) fn decode<T: DeserializeOwned>(response: &RawResponse) -> Result<T, Unreadable> {
    decode_body(response.raw(), response)
}

/// Decodes the body of a response; an empty body is read as `null`.
pub(crate) fn decode_optional<T: DeserializeOwned>(
    response: &RawResponse,
) -> Result<T, Unreadable> {
    match &response.raw()[..] {
        [] => decode_body(b"null", response),
        body => decode_body(body, response),
    }
}

fn decode_body<T: DeserializeOwned>(body: &[u8], response: &RawResponse) -> Result<T, Unreadable> {
    from_json(body).map_err(|error| Unreadable::Mismatch(locate::<T>(response, &error)))
}

/// Decodes an item of a list or a stream.
pub(crate) fn decode_item<T: DeserializeOwned>(json: &str) -> Result<T, Mismatch> {
    from_json(json.as_bytes()).map_err(|_| Mismatch::of::<T>(json))
}

/// Ignores the body of a response, unless it is an HTML page.
pub(crate) fn without_html(response: &RawResponse) -> Result<(), Unreadable> {
    if response.is_html() {
        let page = response.describe_body();
        return Err(Unreadable::Unexpected(format!(
            "an HTML page ({page}), which the API does not respond with"
        )));
    }
    Ok(())
}

/// Decodes the body of an error response; `None` if it does not decode.
pub fn decode_error<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    from_json(body).ok()
}

/// The body of an error response as a string; `None` if it is empty or not UTF-8.
pub fn error_text(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// Decodes the body of an error response if it is an object with one of these keys; `None` if it is not or does not
/// decode.
pub fn decode_error_with<T: DeserializeOwned>(body: &[u8], keys: &[&str]) -> Option<T> {
    let object: BTreeMap<String, IgnoredAny> = serde_json::from_slice(body).ok()?;
    let has_key = keys.iter().any(|key| object.contains_key(*key));
    has_key.then(|| decode_error(body))?
}
