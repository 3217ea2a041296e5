//! [`FromString`]: types that are made from one string.

use super::secret::Secret;

/// A type that is made from one string: an enum of strings, or a type that requires one such value and nothing else.
///
/// Where it is an argument, a string will do: a `&str`, a `String` or a `&String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not made from one string",
    note = "only enums of strings and types with one required field, which is such a string, are"
)]
pub trait FromString: From<String> + for<'a> From<&'a str> + for<'a> From<&'a String> {}

impl FromString for Secret {}
