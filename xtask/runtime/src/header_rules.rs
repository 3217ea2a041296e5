//! Which headers users may set, and what can be in them.

/// What is wrong with a value that is no header value.
pub(super) const NOT_A_VALUE: &str =
    "must be visible ASCII without line breaks, since it is a header";

/// What is wrong with a name that is no header name.
pub(super) const NOT_A_NAME: &str = "is not a name that a header can have";

/// What is wrong with a header that only the client sets.
pub(super) const RESERVED: &str = "is a header that the client sets itself";

/// Headers that describe the body and its way.
const FRAMING: [&str; 6] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
];

/// Whether only the client sets a header: it describes the body, or carries the key.
pub(super) fn is_reserved(name: &str, key_header: Option<&str>) -> bool {
    let mut reserved = FRAMING.into_iter().chain(key_header);
    reserved.any(|reserved| reserved.eq_ignore_ascii_case(name))
}
