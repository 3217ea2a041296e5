//! [`changes`]: what differs on the wire.

use super::Change;
use crate::api::Api;

/// What differs on the wire.
pub fn changes(_base: &Api, _head: &Api) -> Vec<Change> {
    Vec::new()
}
