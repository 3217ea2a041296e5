//! Validation of headers that users set.

use super::super::auth::Scheme;

/// The problem of an invalid header value.
pub(crate) const NOT_A_VALUE: &str =
    "must be visible ASCII without line breaks, since it is a header";

/// The problem of an invalid header name.
pub(crate) const NOT_A_NAME: &str = "is not a valid header name";

/// The problem of a header that only the client may set.
pub(crate) const RESERVED: &str = "is a header that the client sets itself";

/// Headers that describe the body and its transfer.
const FRAMING: [&str; 6] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
];

/// Whether only the client may set a header: it describes the body, or carries credentials.
pub(crate) fn is_reserved(name: &str, schemes: &[Scheme]) -> bool {
    let carriers = schemes.iter().filter_map(|it| it.auth.header_name());
    let mut reserved = FRAMING.into_iter().chain(carriers);
    reserved.any(|reserved| reserved.eq_ignore_ascii_case(name))
}
