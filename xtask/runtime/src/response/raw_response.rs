//! [`RawResponse`]: a received response, before its body is decoded.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, DATE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};

use super::super::log_text::{TEXT_LIMIT, printable};
use super::call_info::CallInfo;

/// Response headers with a request id, in order of precedence.
const REQUEST_ID_HEADERS: [&str; 3] = ["x-request-id", "request-id", "cf-ray"];

/// The content types of HTML pages.
const HTML: [&str; 2] = ["text/html", "application/xhtml+xml"];

/// A complete response to a call.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) call: CallInfo,
    pub(crate) http: http::Response<Bytes>,
}

impl RawResponse {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.http.status()
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        self.http.headers()
    }

    pub(crate) fn raw(&self) -> &Bytes {
        self.http.body()
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        REQUEST_ID_HEADERS
            .iter()
            .find_map(|name| self.header(name).filter(|id| !id.is_empty()))
    }

    /// The delay of `Retry-After`. A date is compared with the `Date` of the response, since the clocks of server and
    /// client may differ.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let text = self.header(RETRY_AFTER.as_str())?.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
        }
        let date = |text| httpdate::parse_http_date(text).ok();
        let now = self.header(DATE.as_str()).and_then(date);
        let delay = date(text)?.duration_since(now.unwrap_or_else(SystemTime::now));
        Some(delay.unwrap_or_default())
    }

    /// The content type without its parameters.
    pub(super) fn content_type(&self) -> Option<&str> {
        let text = self.header(CONTENT_TYPE.as_str())?;
        Some(text.split(';').next().unwrap_or(text).trim())
    }

    /// Whether the body is an HTML page. APIs do not return one, but proxies do, as for signing in.
    pub(super) fn is_html(&self) -> bool {
        let content_type = self.content_type().unwrap_or_default();
        let is_html = |name: &&str| content_type.eq_ignore_ascii_case(name);
        !self.raw().is_empty() && HTML.iter().any(is_html)
    }

    /// The compression of the body; `None` if it is not compressed.
    pub(super) fn content_encoding(&self) -> Option<String> {
        let encoding = self.header(CONTENT_ENCODING.as_str())?;
        (encoding != "identity").then(|| printable(encoding, TEXT_LIMIT))
    }

    /// The content type and the length of the body, without its content.
    pub(crate) fn describe_body(&self) -> String {
        match (self.raw().len(), self.content_type()) {
            (0, _) => "empty body".to_owned(),
            (length, None) => format!("{length} bytes"),
            (length, Some(content_type)) => {
                format!("{}, {length} bytes", printable(content_type, TEXT_LIMIT))
            }
        }
    }

    /// One line: `users_list: 404 Not Found: <problem> (request id 8f…)`.
    pub(crate) fn write_line(&self, f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        write!(f, "{}", self.call)?;
        // Without an attempt it is a webhook, which has no status.
        if self.call.attempts > 0 {
            let status = self.status();
            write!(f, ": {}", status.as_str())?;
            if let Some(reason) = status.canonical_reason() {
                write!(f, " {reason}")?;
            }
        }
        if !text.is_empty() {
            write!(f, ": {text}")?;
        }
        self.call.write_notes(f, self.request_id())
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }
}

/// Shows the length of the body and the request id alone: bodies hold personal data and keys, and headers hold
/// cookies.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.call.operation)
            .field("status", &self.status().as_u16())
            .field("request_id", &self.request_id())
            .field("attempts", &self.call.attempts)
            .field("body", &format_args!("{} bytes", self.raw().len()))
            .finish()
    }
}
