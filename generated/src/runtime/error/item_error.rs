//! [`ItemError`]: an item of a list that does not match the documentation.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::super::json_path::join;
use super::super::log_text::{TEXT_LIMIT, printable};
use super::super::response::{Mismatch, RawResponse, response_accessors};

/// An item of a list that does not match the documentation. The other items of its page are not affected.
///
/// `Display` and `Debug` show the location and the problem, but no value of the item; [`json`](ItemError::json)
/// returns the whole item. The status, the headers and the body are those of the whole page.
#[derive(Clone)]
pub struct ItemError {
    /// Shared by all errors of a page.
    pub(super) response: Arc<RawResponse>,
    /// The property that contains the items.
    list: &'static str,
    index: usize,
    mismatch: Mismatch,
    json: Value,
}

impl ItemError {
    pub(crate) fn new(
        response: Arc<RawResponse>,
        list: &'static str,
        index: usize,
        mismatch: Mismatch,
        json: Value,
    ) -> Self {
        Self {
            response,
            list,
            index,
            mismatch,
            json,
        }
    }

    /// The number of the page that contains the item, from 1. `None` if a single page was requested, as by
    /// `send_lenient`.
    pub fn page(&self) -> Option<u64> {
        self.response.call.page
    }

    /// The position of the item on its page, from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The location of the mismatch within the item, such as `user_roles[2].scope.tier`; empty for the whole item.
    pub fn path(&self) -> &str {
        &self.mismatch.path
    }

    /// The expected value, and the type of the found value.
    pub fn problem(&self) -> &str {
        &self.mismatch.problem
    }

    /// The item as JSON.
    ///
    /// An item that `serde_json` cannot represent (nested too deep, or a number out of range) is a string with its
    /// source.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The item as JSON, by value; see [`json`](ItemError::json).
    pub fn into_json(self) -> Value {
        self.json
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.response.call.operation
    }

    response_accessors!();
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = join(&format!("{}[{}]", self.list, self.index), self.path());
        let text = format!(
            "cannot read an item: {}: {}",
            printable(&path, TEXT_LIMIT),
            printable(self.problem(), TEXT_LIMIT)
        );
        self.response.write_line(f, &text)
    }
}

/// Omits the JSON, which may contain personal data.
impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemError")
            .field("response", &self.response)
            .field("page", &self.page())
            .field("index", &self.index)
            .field("path", &self.path())
            .field("problem", &self.problem())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ItemError {}
