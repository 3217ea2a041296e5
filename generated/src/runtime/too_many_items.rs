//! [`TooManyItems`]: a list with more items than were to be collected.

use std::borrow::Cow;
use std::fmt;

/// A list with more items than the maximum that `collect_all` or `collect_lenient` was given.
#[derive(Clone, Debug)]
pub struct TooManyItems {
    operation: Cow<'static, str>,
    maximum: usize,
}

impl TooManyItems {
    pub(super) fn new(operation: Cow<'static, str>, maximum: usize) -> Self {
        Self { operation, maximum }
    }

    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The maximum that was given.
    pub fn maximum(&self) -> usize {
        self.maximum
    }
}

impl fmt::Display for TooManyItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the list has more items than the maximum of {} to collect",
            self.operation, self.maximum
        )
    }
}

impl std::error::Error for TooManyItems {}
