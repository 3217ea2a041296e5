//! [`TooManyItems`]: a list with more items than the maximum to collect.

use std::borrow::Cow;
use std::fmt;

/// A list with more items than the maximum of `collect_all` or `collect_lenient`.
#[derive(Clone, Debug)]
pub struct TooManyItems {
    operation: Cow<'static, str>,
    maximum: usize,
}

impl TooManyItems {
    pub(crate) fn new(operation: Cow<'static, str>, maximum: usize) -> Self {
        Self { operation, maximum }
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The maximum number of items.
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
