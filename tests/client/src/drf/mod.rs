//! How Django REST framework reads a body: a small model, made from the observed behaviour of versions 3.14 to 3.18, and
//! not from how the client writes.

mod field;
mod form;
mod json;
mod pairs;

pub use field::{Field, Kind};
pub use form::read_form;
pub use json::read_json;
pub use pairs::pairs;
