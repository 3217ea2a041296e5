//! [`Answer`]: what came back for a call, before anybody has looked into the body.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use super::http_date;
use super::text::{TEXT_LIMIT, printable};

/// Where servers and proxies put the id of a request; the first that is there counts.
const REQUEST_ID_HEADERS: [&str; 3] = ["x-request-id", "request-id", "cf-ray"];

/// Which call it was.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    /// Which page of a list it asked for.
    pub(super) page: Option<u64>,
}

/// The start of a message: `users_list`, `users_list page 3`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation)?;
        match self.page {
            Some(page) => write!(f, " page {page}"),
            None => Ok(()),
        }
    }
}

/// The whole answer to a call.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) call: Call,
    pub(super) http: http::Response<Bytes>,
}

impl Answer {
    pub(super) fn status(&self) -> StatusCode {
        self.http.status()
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        self.http.headers()
    }

    pub(super) fn raw(&self) -> &Bytes {
        self.http.body()
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        REQUEST_ID_HEADERS
            .iter()
            .find_map(|name| self.header(name).filter(|id| !id.is_empty()))
    }

    /// How long the server asks to wait, from now or, for a date, from when it answered: its clock may differ from ours.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        let text = self.header(RETRY_AFTER.as_str())?.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
        }
        let until = http_date::parse(text)?;
        let answered = match self.header(DATE.as_str()).and_then(http_date::parse) {
            Some(date) => date,
            None => {
                i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()?
            }
        };
        Some(Duration::from_secs(
            u64::try_from(until - answered).unwrap_or(0),
        ))
    }

    /// The content type without its parameters.
    pub(super) fn content_type(&self) -> Option<&str> {
        let text = self.header(CONTENT_TYPE.as_str())?;
        Some(text.split(';').next().unwrap_or(text).trim())
    }

    /// What the body is, without a word of it.
    pub(super) fn describe_body(&self) -> String {
        match (self.raw().len(), self.content_type()) {
            (0, _) => "empty body".to_owned(),
            (length, None) => format!("{length} bytes"),
            (length, Some(content_type)) => {
                format!("{}, {length} bytes", printable(content_type, TEXT_LIMIT))
            }
        }
    }

    /// One line: `users_list: 404 Not Found: <text> (request id 8f…)`.
    pub(super) fn write_line(&self, f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        let status = self.status();
        write!(f, "{}: {}", self.call, status.as_str())?;
        if let Some(reason) = status.canonical_reason() {
            write!(f, " {reason}")?;
        }
        if !text.is_empty() {
            write!(f, ": {text}")?;
        }
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", printable(id, TEXT_LIMIT)),
            None => Ok(()),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }
}

/// Bodies hold personal data and keys, and headers hold cookies: only the length of the one is shown, and of the others
/// the request id.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.call.operation)
            .field("status", &self.status().as_u16())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{} bytes", self.raw().len()))
            .finish()
    }
}
