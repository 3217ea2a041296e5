//! [`Style`]: how arrays and objects are written as parameters.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::value::RawValue;

use super::super::percent::{encode, encode_except_reserved};
use super::parameter::{Parameter, text};

/// How arrays and objects are written as parameters: a style of OpenAPI, which are those of RFC 6570.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    shape: Shape,
    explode: bool,
    is_json: bool,
    keeps_reserved: bool,
    allows_empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `name=value`, with a delimiter between the parts of a value that is not exploded.
    Form(&'static str),
    /// The value alone.
    Simple,
    /// The value after a dot.
    Label,
    /// `name=value` after a semicolon.
    Matrix,
    /// `name[key]=value`.
    DeepObject,
}

impl Style {
    /// `style: form` with `explode: true`: the default of queries and cookies.
    pub const FORM: Self = Self::new(Shape::Form(","), true);
    /// `style: spaceDelimited`.
    pub const SPACE_DELIMITED: Self = Self::new(Shape::Form("%20"), false);
    /// `style: pipeDelimited`.
    pub const PIPE_DELIMITED: Self = Self::new(Shape::Form("%7C"), false);
    /// `style: deepObject`.
    pub const DEEP_OBJECT: Self = Self::new(Shape::DeepObject, true);
    /// `style: simple`: the default of paths and headers.
    pub const SIMPLE: Self = Self::new(Shape::Simple, false);
    /// `style: label`.
    pub const LABEL: Self = Self::new(Shape::Label, false);
    /// `style: matrix`.
    pub const MATRIX: Self = Self::new(Shape::Matrix, false);

    const fn new(shape: Shape, explode: bool) -> Self {
        Self {
            shape,
            explode,
            is_json: false,
            keeps_reserved: false,
            allows_empty: false,
        }
    }

    /// `explode: true` or `explode: false`.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// `content` with JSON: the value is one text.
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.is_json = true;
        self
    }

    /// `allowReserved: true`: reserved characters are not encoded, except those that would end the value.
    #[must_use]
    pub const fn keep_reserved(mut self) -> Self {
        self.keeps_reserved = true;
        self
    }

    /// `allowEmptyValue: true`: an empty array is sent as an empty value.
    #[must_use]
    pub const fn allow_empty(mut self) -> Self {
        self.allows_empty = true;
        self
    }

    /// Reads a value and writes it.
    ///
    /// # Errors
    ///
    /// The problem of the value.
    pub(super) fn write<T>(
        self,
        value: &(impl Serialize + ?Sized),
        write: impl FnOnce(&Parameter<'_>) -> T,
    ) -> Result<T, String> {
        let problem = |error| format!("cannot be written as a parameter: {error}");
        let json = serde_json::to_string(value).map_err(problem)?;
        let parameter = match json.as_str() {
            // A shortcut, since most parameters are not set.
            "null" => Parameter::Absent,
            json if self.is_json => Parameter::One(json.into()),
            json => Parameter::read(json).map_err(problem)?,
        };
        match parameter {
            Parameter::Many(items) if items.is_empty() && self.allows_empty => {
                Ok(write(&Parameter::One("".into())))
            }
            // The parameter would be omitted, so an empty filter would become no filter.
            Parameter::Many(items) if items.is_empty() => Err(
                "must not be an empty array, which cannot be sent: leave the parameter unset"
                    .to_owned(),
            ),
            parameter => Ok(write(&parameter)),
        }
    }

    /// The pairs of a query, encoded.
    pub(super) fn query(self, name: &str, parameter: &Parameter<'_>) -> Vec<String> {
        let value = match self.keeps_reserved {
            true => encode_except_reserved,
            false => encode,
        };
        self.parts(&encode(name), parameter, Encoding { key: encode, value })
    }

    /// The cookies, encoded except for the name.
    pub(super) fn cookies(self, name: &str, parameter: &Parameter<'_>) -> Vec<String> {
        self.parts(name, parameter, Encoding::PERCENT)
    }

    /// The text in a path, encoded.
    pub(super) fn path(self, name: &str, parameter: &Parameter<'_>) -> String {
        let parts = self.parts(&encode(name), parameter, Encoding::PERCENT);
        let (start, separator) = match self.shape {
            _ if parts.is_empty() => ("", ""),
            Shape::Label => (".", "."),
            Shape::Matrix => (";", ";"),
            _ => ("", ","),
        };
        format!("{start}{}", parts.join(separator))
    }

    /// The value of a header, which is not encoded; `None` if it is omitted.
    pub(super) fn header(self, parameter: &Parameter<'_>) -> Option<String> {
        let plain = Encoding {
            key: str::to_owned,
            // A header is ASCII, and JSON can be.
            value: if self.is_json {
                ascii_json
            } else {
                str::to_owned
            },
        };
        let parts = self.parts("", parameter, plain);
        (!parts.is_empty()).then(|| parts.join(","))
    }

    /// The parts that a value is written as, which the location joins; none if the parameter is omitted.
    fn parts(self, name: &str, parameter: &Parameter<'_>, encoding: Encoding) -> Vec<String> {
        let value = |value: &RawValue| (encoding.value)(&text(value));
        match parameter {
            Parameter::Absent => Vec::new(),
            Parameter::One(text) => vec![self.part(name, &(encoding.value)(text))],
            // An array has no keys; this is what most servers read as one.
            Parameter::Many(items) if self.shape == Shape::DeepObject => {
                let item = |item: &&RawValue| format!("{name}%5B%5D={}", value(item));
                items.iter().map(item).collect()
            }
            Parameter::Many(items) if self.explode => {
                let item = |item: &&RawValue| self.part(name, &value(item));
                items.iter().map(item).collect()
            }
            Parameter::Many(items) => {
                let items: Vec<String> = items.iter().map(|item| value(item)).collect();
                vec![self.part(name, &items.join(self.delimiter()))]
            }
            Parameter::Pairs(pairs) if pairs.is_empty() => Vec::new(),
            Parameter::Pairs(pairs) if self.explode => {
                let mut parts = Vec::new();
                for (key, member) in pairs {
                    let key = (encoding.key)(key);
                    match self.shape {
                        Shape::DeepObject => {
                            deep(&format!("{name}%5B{key}%5D"), member, encoding, &mut parts);
                        }
                        // Each member is like a parameter of its own.
                        Shape::Form(_) => flat(&key, member, encoding, &mut parts),
                        _ => parts.push(format!("{key}={}", value(member))),
                    }
                }
                parts
            }
            Parameter::Pairs(pairs) => {
                let pairs = pairs.iter();
                let texts: Vec<String> = pairs
                    .flat_map(|(key, member)| [(encoding.key)(key), value(member)])
                    .collect();
                vec![self.part(name, &texts.join(self.delimiter()))]
            }
        }
    }

    /// A value that is encoded, with the name where the style has it.
    fn part(self, name: &str, value: &str) -> String {
        match self.shape {
            Shape::Simple | Shape::Label => value.to_owned(),
            Shape::Matrix if value.is_empty() => name.to_owned(),
            Shape::Form(_) | Shape::Matrix | Shape::DeepObject => format!("{name}={value}"),
        }
    }

    fn delimiter(self) -> &'static str {
        match self.shape {
            Shape::Form(delimiter) => delimiter,
            // As in RFC 6570; a comma within an item is encoded.
            _ => ",",
        }
    }
}

/// How keys and values are encoded.
#[derive(Clone, Copy)]
struct Encoding {
    key: fn(&str) -> String,
    value: fn(&str) -> String,
}

impl Encoding {
    const PERCENT: Self = Self {
        key: encode,
        value: encode,
    };
}

/// Writes a member of an exploded object: an array as a repeated key.
fn flat(key: &str, member: &RawValue, encoding: Encoding, parts: &mut Vec<String>) {
    let mut add = |text: &str| parts.push(format!("{key}={}", (encoding.value)(text)));
    match Parameter::read(member.get()) {
        Ok(Parameter::Many(items)) => items.into_iter().for_each(|item| add(&text(item))),
        Ok(Parameter::One(text)) => add(&text),
        _ => add(&text(member)),
    }
}

/// Writes a member of a deep object. OpenAPI defines it for a plain value only; the rest is as most servers read it.
fn deep(name: &str, member: &RawValue, encoding: Encoding, parts: &mut Vec<String>) {
    match Parameter::read(member.get()) {
        Ok(Parameter::Pairs(pairs)) => {
            for (key, member) in pairs {
                let key = (encoding.key)(&key);
                deep(&format!("{name}%5B{key}%5D"), member, encoding, parts);
            }
        }
        Ok(Parameter::Many(items)) => {
            for (index, item) in items.into_iter().enumerate() {
                match item.get().starts_with(['{', '[']) {
                    true => deep(&format!("{name}%5B{index}%5D"), item, encoding, parts),
                    false => deep(name, item, encoding, parts),
                }
            }
        }
        Ok(Parameter::One(text)) => parts.push(format!("{name}={}", (encoding.value)(&text))),
        _ => parts.push(format!("{name}={}", (encoding.value)(&text(member)))),
    }
}

/// JSON with escapes for all characters that are not ASCII.
fn ascii_json(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            ascii.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(ascii, "\\u{unit:04x}");
        }
    }
    ascii
}
