//! Percent-encoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All characters except the unreserved ones of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a string for any part of a URL. A space becomes `%20`.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a pair of a query or of an urlencoded form.
pub(crate) fn pair(name: &str, text: &str) -> String {
    format!("{}={}", encode(name), encode(text))
}

/// Also without the reserved characters that have no meaning in a query: brackets are not allowed there, `#` would end
/// it, `&` the value, `+` is read as a space, and `'` is always encoded by the URL parser of HTTP clients.
const QUERY_VALUE: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Percent-encodes a value in a query, except for reserved characters that may stay.
pub(crate) fn encode_except_reserved(text: &str) -> String {
    utf8_percent_encode(text, QUERY_VALUE).to_string()
}
