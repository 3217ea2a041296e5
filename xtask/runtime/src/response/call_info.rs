//! [`CallInfo`]: the identity and progress of a call, for errors and responses.

use std::borrow::Cow;
use std::fmt;

use http::Method;

use super::super::log_text::{TEXT_LIMIT, printable};

#[derive(Clone, Debug)]
pub(crate) struct CallInfo {
    /// The operation id in the API description; method and path of a request that is not in the description.
    pub(crate) operation: Cow<'static, str>,
    pub(crate) method: Method,
    /// The index of the operation's own server.
    pub(crate) server: Option<usize>,
    /// The page number of a list that the call requests.
    pub(crate) page: Option<u64>,
    /// The number of attempts.
    pub(crate) attempts: u32,
    /// Whether the server may have processed an attempt before the last.
    pub(crate) may_be_processed: bool,
    /// Whether the call was not retried since its body is a stream, which can be sent only once.
    pub(crate) body_is_gone: bool,
}

/// The beginning of a message: `users_list`, `users_list page 3`.
impl fmt::Display for CallInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.operation)?;
        match self.page {
            Some(page) => write!(f, " page {page}"),
            None => Ok(()),
        }
    }
}

impl CallInfo {
    /// Whether the request is safe to repeat, provided that the server has not processed the last attempt.
    pub(crate) fn can_repeat(&self) -> bool {
        !self.may_be_processed || self.method.is_idempotent()
    }

    /// Writes the end of a message, such as ` (request id 8f…, 3 attempts)`; nothing if there are no notes.
    pub(crate) fn write_notes(
        &self,
        f: &mut fmt::Formatter<'_>,
        request_id: Option<&str>,
    ) -> fmt::Result {
        let id = request_id.map(|id| format!("request id {}", printable(id, TEXT_LIMIT)));
        let attempts = (self.attempts > 1).then(|| format!("{} attempts", self.attempts));
        let body = self
            .body_is_gone
            .then(|| "not retried, since a stream can be sent only once".to_owned());
        let notes: Vec<String> = [id, attempts, body].into_iter().flatten().collect();
        match notes.is_empty() {
            true => Ok(()),
            false => write!(f, " ({})", notes.join(", ")),
        }
    }
}
