//! [`Base64`] and [`Base64Url`]: bytes that JSON has as strings.

use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

const STANDARD: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

macro_rules! encoded_bytes {
    ($(#[$docs:meta])* $name:ident, $encode:ident) => {
        $(#[$docs])*
        ///
        /// [`new`](Self::new) encodes bytes, [`decode`](Self::decode) returns them. The string is kept as received, so
        /// one that is not valid base64 fails no response, and is serialized unchanged. Equal are equal strings.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Encodes bytes.
            pub fn new(bytes: impl AsRef<[u8]>) -> Self {
                Self($encode(bytes.as_ref()))
            }

            /// Decodes the bytes. Padding is optional, white space is skipped, and either alphabet is read.
            ///
            /// # Errors
            ///
            /// The string is not valid base64.
            pub fn decode(&self) -> Result<Vec<u8>, DecodeBase64Error> {
                decode(&self.0)
            }

            /// The encoded string.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Reads an encoded string. Fails if it is not valid base64.
        impl FromStr for $name {
            type Err = DecodeBase64Error;

            fn from_str(text: &str) -> Result<Self, DecodeBase64Error> {
                decode(text).map(|_| Self(text.to_owned()))
            }
        }

        from_bytes!($name: &[u8], Vec<u8>, &Vec<u8>, Bytes, &Bytes);

        impl<const N: usize> From<&[u8; N]> for $name {
            fn from(bytes: &[u8; N]) -> Self {
                Self::new(bytes)
            }
        }
    };
}

macro_rules! from_bytes {
    ($name:ident: $($bytes:ty),+) => {$(
        impl From<$bytes> for $name {
            fn from(bytes: $bytes) -> Self {
                Self::new(bytes)
            }
        }
    )+};
}

encoded_bytes! {
    /// Bytes, sent and received as base64 with padding (RFC 4648, section 4).
    Base64, standard
}

encoded_bytes! {
    /// Bytes, sent and received as base64 with the alphabet for URLs, without padding (RFC 4648, section 5).
    Base64Url, url_safe
}

/// A string is not valid base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeBase64Error {
    at: usize,
}

impl fmt::Display for DecodeBase64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid base64 at byte {}", self.at + 1)
    }
}

impl std::error::Error for DecodeBase64Error {}

/// Base64 with padding.
pub(crate) fn standard(bytes: &[u8]) -> String {
    let mut text = encode(bytes, &STANDARD);
    while text.len() % 4 != 0 {
        text.push('=');
    }
    text
}

fn url_safe(bytes: &[u8]) -> String {
    encode(bytes, &URL_SAFE)
}

fn encode(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, n| {
            bits << 8 | usize::from(chunk.get(n).copied().unwrap_or(0))
        });
        for n in 0..=chunk.len() {
            text.push(alphabet[bits >> (18 - 6 * n) & 63].into());
        }
    }
    text
}

fn decode(text: &str) -> Result<Vec<u8>, DecodeBase64Error> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut digits) = (0_u32, 0_u32);
    let content = text.trim_end_matches(|c: char| c == '=' || c.is_ascii_whitespace());
    for (at, byte) in content.bytes().enumerate() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            byte if byte.is_ascii_whitespace() => continue,
            _ => return Err(DecodeBase64Error { at }),
        };
        bits = bits << 6 | u32::from(digit);
        digits += 1;
        // All but the first of four digits complete a byte.
        if digits % 4 != 1 {
            let [.., byte] = (bits >> (6 - 2 * ((digits + 3) % 4))).to_be_bytes();
            bytes.push(byte);
        }
    }
    match digits % 4 {
        1 => Err(DecodeBase64Error { at: content.len() }),
        _ => Ok(bytes),
    }
}
