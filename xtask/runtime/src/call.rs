//! [`Call`]: which call it was, for errors and answers.

use std::borrow::Cow;
use std::fmt;

use http::Method;

use super::text::{TEXT_LIMIT, printable};

/// Which call it was, and how it went so far.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The operation's id in the API's description; method and path of a request that it does not have.
    pub(super) operation: Cow<'static, str>,
    pub(super) method: Method,
    /// Which page of a list it asked for.
    pub(super) page: Option<u64>,
    /// How often it was sent.
    pub(super) attempts: u32,
    /// Whether the server may have done what was asked in an attempt before the last.
    pub(super) may_be_done: bool,
}

/// The start of a message: `users_list`, `users_list page 3`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.operation)?;
        match self.page {
            Some(page) => write!(f, " page {page}"),
            None => Ok(()),
        }
    }
}

impl Call {
    /// Whether sending it again cannot do something twice, if the last attempt has done nothing.
    pub(super) fn can_repeat(&self) -> bool {
        !self.may_be_done || self.method.is_idempotent()
    }

    /// What stands at the end of a message: ` (request id 8f…, 3 attempts)`, if there is anything to say.
    pub(super) fn write_notes(
        &self,
        f: &mut fmt::Formatter<'_>,
        request_id: Option<&str>,
    ) -> fmt::Result {
        let id = request_id.map(|id| format!("request id {}", printable(id, TEXT_LIMIT)));
        let attempts = (self.attempts > 1).then(|| format!("{} attempts", self.attempts));
        match (id, attempts) {
            (None, None) => Ok(()),
            (Some(note), None) | (None, Some(note)) => write!(f, " ({note})"),
            (Some(id), Some(attempts)) => write!(f, " ({id}, {attempts})"),
        }
    }
}
