//! [`FromString`]: types that can be created from a string.

use super::secret::Secret;

/// A type that can be created from a string: an enum of strings, or a type with such a value as its only required
/// field.
///
/// An argument of this type also accepts `&str`, `String` and `&String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be created from a string",
    note = "only enums of strings, and types whose only required field is such a string, can"
)]
pub trait FromString: From<String> + for<'a> From<&'a str> + for<'a> From<&'a String> {}

impl FromString for Secret {}
