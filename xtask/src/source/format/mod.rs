//! The formats that the generator knows, and which values each of them has. No other file names one.

mod syntax;

use serde_json::{Number, Value};

use super::fit::Fit;
use super::number;

/// A format that the generator knows.
#[derive(Debug)]
pub(crate) struct Format {
    /// The word in a schema.
    pub(crate) name: &'static str,
    /// The types whose values can have it.
    pub(crate) types: &'static [&'static str],
    /// Which values it has.
    pub(crate) values: Values,
    /// Whether a limit of the length says nothing more: values have a known length, or are files.
    pub(crate) has_known_length: bool,
}

/// Which values a format has.
#[derive(Debug)]
pub(crate) enum Values {
    /// Any: it is for people or for what a value means.
    Any,
    /// Strings of a syntax that a standard defines and servers check.
    Strings(Syntax),
    /// Integers of any size.
    Integers,
    /// Signed integers of so many bits.
    Signed(u32),
    /// Unsigned integers of so many bits.
    Unsigned(u32),
    /// Numbers up to this one, and down to its negative.
    Numbers(f64),
}

/// How strings of a format are written.
#[derive(Debug)]
pub(crate) struct Syntax {
    /// Whether a string is one.
    fits: fn(&str) -> Fit,
    /// A short one.
    pub(crate) sample: &'static str,
    /// One of so many characters, if its length is not fixed.
    pub(crate) sized: Option<fn(usize) -> Option<String>>,
    /// What it is called; `None` if documents are so free with it that their examples are not checked.
    noun: Option<&'static str>,
}

/// A secret: it says nothing of values.
pub(crate) const PASSWORD: &str = "password";
/// A file, which is neither counted in characters nor a string in the crate.
pub(crate) const BINARY: &str = "binary";
/// Bytes, as base64.
pub(crate) const BYTE: &str = "byte";
/// The same, as newer versions of OpenAPI call it.
pub(crate) const BASE64: &str = "base64";
/// The same with the alphabet for URLs.
pub(crate) const BASE64_URL: &str = "base64url";
/// A timestamp.
pub(crate) const DATE_TIME: &str = "date-time";

/// Whether an encoding of `contentEncoding` is what [`BYTE`] is.
pub(crate) fn is_base64(encoding: &str) -> bool {
    matches!(encoding, "base64" | "base64url")
}

const STRING: &[&str] = &["string"];
const INTEGER: &[&str] = &["integer"];
const NUMBER: &[&str] = &["number"];
const DECIMAL: &[&str] = &["number", "string"];

/// All of them. The formats of numbers are in the registry of the OpenAPI Initiative too, and some that are spelled much
/// like another one are only here so as not to be taken for it.
static FORMATS: [Format; 45] = [
    format("base58", STRING, Values::Any).of_known_length(),
    format(BASE64, STRING, Values::Any),
    format(BASE64_URL, STRING, Values::Any),
    format("bigint", &["integer", "string"], Values::Integers),
    format(BINARY, STRING, Values::Any),
    format(BYTE, STRING, Values::Any).of_known_length(),
    format("char", STRING, Values::Any),
    format("cidr", STRING, Values::Any),
    format("cuid", STRING, Values::Any),
    strings("date", syntax::date, "2000-01-01")
        .called("a date such as `2024-07-29`")
        .of_known_length(),
    strings(DATE_TIME, syntax::date_time, "2000-01-01T00:00:00Z")
        .called("a date and time such as `2024-07-29T15:51:28Z`"),
    format("decimal", DECIMAL, Values::Any),
    format("decimal128", DECIMAL, Values::Any),
    format("double", NUMBER, Values::Numbers(f64::MAX)),
    strings("duration", syntax::duration, "P1D").of_known_length(),
    strings("email", syntax::email, "a@example.com")
        .called("an email address")
        .sized(syntax::email_of)
        .of_known_length(),
    format("float", NUMBER, Values::Numbers(f32::MAX as f64)),
    strings("hostname", syntax::hostname, "example.com")
        .sized(syntax::hostname_of)
        .of_known_length(),
    format("idn-email", STRING, Values::Any).of_known_length(),
    format("idn-hostname", STRING, Values::Any).of_known_length(),
    format("int8", INTEGER, Values::Signed(8)),
    format("int16", INTEGER, Values::Signed(16)),
    format("int32", INTEGER, Values::Signed(32)),
    format("int64", INTEGER, Values::Signed(64)),
    strings("ipv4", syntax::ipv4, "127.0.0.1")
        .called("an IPv4 address")
        .of_known_length(),
    strings("ipv6", syntax::ipv6, "::1")
        .called("an IPv6 address")
        .of_known_length(),
    format("iri", STRING, Values::Any),
    format("iri-reference", STRING, Values::Any),
    format("json-pointer", STRING, Values::Any),
    format("mac", STRING, Values::Any).of_known_length(),
    format(PASSWORD, STRING, Values::Any),
    format("regex", STRING, Values::Any),
    format("relative-json-pointer", STRING, Values::Any),
    strings("time", syntax::time, "00:00:00Z").of_known_length(),
    format("uint", INTEGER, Values::Unsigned(64)),
    format("uint8", INTEGER, Values::Unsigned(8)),
    format("uint16", INTEGER, Values::Unsigned(16)),
    format("uint32", INTEGER, Values::Unsigned(32)),
    format("uint64", INTEGER, Values::Unsigned(64)),
    format("ulid", STRING, Values::Any),
    strings("uri", syntax::uri, "https://example.com")
        .called("a URI such as `https://example.com`")
        .sized(syntax::uri_of),
    format("uri-reference", STRING, Values::Any),
    format("uri-template", STRING, Values::Any),
    format("url", STRING, Values::Any),
    strings("uuid", syntax::uuid, "00000000-0000-0000-0000-000000000000")
        .called("a UUID such as `123e4567-e89b-12d3-a456-426614174000`")
        .of_known_length(),
];

const fn format(name: &'static str, types: &'static [&'static str], values: Values) -> Format {
    Format {
        name,
        types,
        values,
        has_known_length: false,
    }
}

const fn strings(name: &'static str, fits: fn(&str) -> Fit, sample: &'static str) -> Format {
    let syntax = Syntax {
        fits,
        sample,
        sized: None,
        noun: None,
    };
    format(name, STRING, Values::Strings(syntax))
}

impl Format {
    const fn called(mut self, noun: &'static str) -> Self {
        if let Values::Strings(syntax) = &mut self.values {
            syntax.noun = Some(noun);
        }
        self
    }

    const fn sized(mut self, sized: fn(usize) -> Option<String>) -> Self {
        if let Values::Strings(syntax) = &mut self.values {
            syntax.sized = Some(sized);
        }
        self
    }

    const fn of_known_length(mut self) -> Self {
        self.has_known_length = true;
        self
    }

    /// The format of a name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// All names.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|format| format.name)
    }

    /// The least and the greatest of its integers, if they have so many bits.
    pub(crate) fn integers(&self) -> Option<(i128, i128)> {
        match self.values {
            Values::Signed(bits) => Some((-(1 << (bits - 1)), (1 << (bits - 1)) - 1)),
            Values::Unsigned(bits) => Some((0, (1 << bits) - 1)),
            _ => None,
        }
    }

    /// Whether a value has it. Values of other types do.
    pub(crate) fn fits(&self, value: &Value) -> Fit {
        match (value, &self.values) {
            (Value::String(text), Values::Strings(syntax)) => (syntax.fits)(text),
            (Value::Number(number), Values::Numbers(greatest)) => {
                let float = number.as_f64();
                Fit::of(float.is_none_or(|float| float.abs() <= *greatest))
            }
            (Value::Number(number), _) => Fit::of(self.has_integer(number)),
            _ => Fit::Yes,
        }
    }

    fn has_integer(&self, number: &Number) -> bool {
        match (self.integers(), number::integer(number)) {
            (Some((least, greatest)), Some(integer)) => (least..=greatest).contains(&integer),
            // A fraction, which is the business of `type`; or beyond all ranges.
            (Some(_), None) => number.as_f64().is_some_and(|it| it.fract() != 0.0),
            (None, _) => true,
        }
    }

    /// What its values are called; `None` if examples are not checked.
    pub(crate) fn noun(&self) -> Option<String> {
        match &self.values {
            Values::Strings(syntax) => syntax.noun.map(str::to_owned),
            Values::Signed(bits @ 8) => Some(format!("an {bits}-bit integer")),
            Values::Signed(bits) => Some(format!("a {bits}-bit integer")),
            Values::Unsigned(bits) => Some(format!("an unsigned {bits}-bit integer")),
            Values::Numbers(_) => Some(format!("a {}", self.name)),
            Values::Any | Values::Integers => None,
        }
    }
}
