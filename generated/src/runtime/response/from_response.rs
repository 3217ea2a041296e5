//! [`FromResponse`]: what a response is read as, if that is not JSON.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::super::log_text::{TEXT_LIMIT, printable};
use super::decode::{Unreadable, decode};
use super::mismatch::Mismatch;
use super::raw_response::RawResponse;

/// What a response is read as: a string, bytes, or one of several successes.
pub trait FromResponse: Sized {
    /// Reads a response whose status is a documented success.
    ///
    /// # Errors
    ///
    /// The response does not match the documentation.
    fn from_response(response: &RawResponse) -> Result<Self, Unreadable>;
}

impl FromResponse for Bytes {
    fn from_response(response: &RawResponse) -> Result<Self, Unreadable> {
        Ok(response.raw().clone())
    }
}

impl FromResponse for String {
    fn from_response(response: &RawResponse) -> Result<Self, Unreadable> {
        let body = response.raw();
        let charset = response.charset().unwrap_or("utf-8");
        let problem = match charset.to_ascii_lowercase().as_str() {
            // Each byte is the code point of that number.
            "iso-8859-1" | "latin1" => {
                return Ok(body.iter().map(|byte| char::from(*byte)).collect());
            }
            "utf-8" | "utf8" | "us-ascii" => match std::str::from_utf8(body) {
                Ok(text) => return Ok(text.to_owned()),
                Err(error) => {
                    format!(
                        "expected UTF-8, found another byte at {}",
                        error.valid_up_to()
                    )
                }
            },
            other => format!(
                "expected UTF-8, found the charset {}",
                printable(other, TEXT_LIMIT)
            ),
        };
        let path = String::new();
        Err(Unreadable::Mismatch(Mismatch { path, problem }))
    }
}

impl RawResponse {
    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// The body does not match the type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        decode(self)
    }

    /// Whether the media type of the body is one of these: names, ranges such as `image/*`, or `json` for every kind
    /// of JSON. A body without a media type may be any.
    pub fn is_any(&self, types: &[&str]) -> bool {
        let Some(own) = self.content_type() else {
            return true;
        };
        let own = own.to_ascii_lowercase();
        types.iter().any(|name| {
            let name = name
                .split(';')
                .next()
                .unwrap_or(name)
                .trim()
                .to_ascii_lowercase();
            match name.strip_suffix('*') {
                Some("*/") => true,
                Some(start) => own.starts_with(start),
                None if name == "json" => own.ends_with("json"),
                None => own == name,
            }
        })
    }

    /// The error for a status and media type that the API does not document.
    pub fn undocumented(&self) -> Unreadable {
        let body = self.describe_body();
        Unreadable::Unexpected(format!("undocumented response ({body})"))
    }

    /// The parameter `charset` of the content type.
    fn charset(&self) -> Option<&str> {
        let content_type = self.headers().get(CONTENT_TYPE)?.to_str().ok()?;
        content_type.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"'))
        })
    }
}
