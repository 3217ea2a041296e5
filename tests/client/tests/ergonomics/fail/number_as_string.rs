//! A number is not a string.

use probely::types::LabelRequest;

pub fn program() -> LabelRequest {
    LabelRequest::new(7) //~ the trait bound `String: From<{integer}>` is not satisfied
}
