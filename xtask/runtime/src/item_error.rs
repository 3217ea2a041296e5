//! [`ItemError`]: an item of a list that is not as documented.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::answer::Answer;
use super::decode::Mismatch;
use super::field_error::join;
use super::text::{TEXT_LIMIT, printable};

/// An item of a list that is not as documented. The other items of its page are not affected.
///
/// `Display` and `Debug` show where and why, and never a value of the item; [`json`](ItemError::json) has all of it.
#[derive(Clone)]
pub struct ItemError {
    /// Shared by all errors of a page.
    answer: Arc<Answer>,
    /// The property with the items.
    list: &'static str,
    index: usize,
    mismatch: Mismatch,
    json: Value,
}

impl ItemError {
    pub(super) fn new(
        answer: Arc<Answer>,
        list: &'static str,
        index: usize,
        mismatch: Mismatch,
        json: Value,
    ) -> Self {
        Self {
            answer,
            list,
            index,
            mismatch,
            json,
        }
    }

    /// The number of the page that has the item, from 1. `None` if a single page was requested, as `send_lenient` does.
    pub fn page(&self) -> Option<u64> {
        self.answer.call.page
    }

    /// The position of the item on its page, from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The location within the item that is not as documented, such as `user_roles[2].scope.tier`; empty for the whole
    /// item.
    pub fn path(&self) -> &str {
        &self.mismatch.path
    }

    /// What was expected there, and what kind of value was found.
    pub fn problem(&self) -> &str {
        &self.mismatch.problem
    }

    /// The item as JSON.
    ///
    /// An item that `serde_json` cannot hold (nested too deep, or a number out of range) is a string with its text.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The item as JSON, by value; see [`json`](ItemError::json).
    pub fn into_json(self) -> Value {
        self.json
    }

    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> &str {
        &self.answer.call.operation
    }

    /// The HTTP status of the page.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// How often the request for the page was sent.
    pub fn attempts(&self) -> u32 {
        self.answer.call.attempts
    }

    /// The HTTP headers of the page.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The body of the whole page, as received.
    pub fn raw(&self) -> &Bytes {
        self.answer.raw()
    }

    /// The id that the server, or the proxy in front of it, gave the request. Support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = join(&format!("{}[{}]", self.list, self.index), self.path());
        let text = format!(
            "cannot read an item: {}: {}",
            printable(&path, TEXT_LIMIT),
            printable(self.problem(), TEXT_LIMIT)
        );
        self.answer.write_line(f, &text)
    }
}

/// Without the JSON, which may hold personal data.
impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemError")
            .field("answer", &self.answer)
            .field("page", &self.page())
            .field("index", &self.index)
            .field("path", &self.path())
            .field("problem", &self.problem())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ItemError {}
