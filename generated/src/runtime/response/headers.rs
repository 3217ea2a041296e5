//! Reads the headers of a response as a struct: header names are its fields, strings become the types of these.

use std::fmt;

use http::HeaderMap;
use serde::de::value::{Error as Problem, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::super::json_path::path_text;
use super::super::log_text::{TEXT_LIMIT, printable};
use super::mismatch::Mismatch;
use super::raw_response::RawResponse;

/// The headers of a response do not match the documentation.
///
/// It converts into [`Error::Decode`](super::super::Error::Decode).
#[derive(Clone, Debug)]
pub struct HeaderError {
    pub(crate) response: Box<RawResponse>,
    pub(crate) mismatch: Mismatch,
}

impl RawResponse {
    /// Reads the headers.
    pub(crate) fn read_headers<H: DeserializeOwned>(&self) -> Result<H, HeaderError> {
        let headers = self.headers();
        let entries = headers
            .keys()
            .map(|name| (name.as_str(), Header::of(headers, name.as_str())));
        let headers = MapDeserializer::new(entries);
        serde_path_to_error::deserialize(headers).map_err(|error| HeaderError {
            response: Box::new(self.clone()),
            mismatch: Mismatch {
                path: path_text(error.path()),
                problem: error.inner().to_string(),
            },
        })
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mismatch = printable(&self.mismatch.to_string(), TEXT_LIMIT);
        let text = format!("cannot read the headers: {mismatch}");
        self.response.write_line(f, &text)
    }
}

impl std::error::Error for HeaderError {}

/// The values of a header. Most headers have one, and those of a list may be in several.
struct Header(Vec<String>);

impl Header {
    fn of(headers: &HeaderMap, name: &str) -> Self {
        let values = headers.get_all(name).iter();
        let text = |value: &[u8]| match std::str::from_utf8(value) {
            Ok(text) => text.to_owned(),
            Err(_) => value.iter().map(|byte| char::from(*byte)).collect(),
        };
        let values: Vec<String> = values.map(|value| text(value.as_bytes())).collect();
        // The value of a cookie may have commas.
        Self(match name {
            "set-cookie" => values,
            _ => vec![values.join(",")],
        })
    }

    fn text(self) -> String {
        self.0.join(",")
    }

    /// The value as JSON, if it is an array or an object in JSON.
    fn json(&self) -> Option<Value> {
        let [text] = self.0.as_slice() else {
            return None;
        };
        let is_json = text.trim_start().starts_with(['[', '{']);
        is_json.then(|| serde_json::from_str(text).ok())?
    }

    fn parse<T: std::str::FromStr>(self, expected: &str) -> Result<T, Problem> {
        let value = self.text().trim().parse();
        value.map_err(|_| Problem::custom(format!("expected {expected}, found another string")))
    }
}

impl IntoDeserializer<'_, Problem> for Header {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $expected:literal;)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
            visitor.$visit(self.parse($expected)?)
        })+
    };
}

impl<'de> Deserializer<'de> for Header {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_string(self.text())
    }

    parsed! {
        deserialize_bool visit_bool "`true` or `false`";
        deserialize_i8 visit_i8 "an integer";
        deserialize_i16 visit_i16 "an integer";
        deserialize_i32 visit_i32 "an integer";
        deserialize_i64 visit_i64 "an integer";
        deserialize_i128 visit_i128 "an integer";
        deserialize_u8 visit_u8 "a positive integer";
        deserialize_u16 visit_u16 "a positive integer";
        deserialize_u32 visit_u32 "a positive integer";
        deserialize_u64 visit_u64 "a positive integer";
        deserialize_f32 visit_f32 "a number";
        deserialize_f64 visit_f64 "a number";
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if let Some(json) = self.json() {
            return json.deserialize_seq(visitor).map_err(Problem::custom);
        }
        let items = match self.0.as_slice() {
            [list] => split(list),
            _ => self.0,
        };
        let items = items.into_iter().map(|item| Self(vec![item]));
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    /// As JSON, as `key,value,key,value` or as `key=value,key=value`.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if let Some(json) = self.json() {
            return json.deserialize_map(visitor).map_err(Problem::custom);
        }
        let mut pairs = Vec::new();
        let mut parts = split(&self.text()).into_iter();
        while let Some(part) = parts.next() {
            let (key, value) = match part.split_once('=') {
                Some((key, value)) => (key.to_owned(), value.to_owned()),
                None => (part, parts.next().unwrap_or_default()),
            };
            pairs.push((key, Self(vec![value])));
        }
        visitor.visit_map(MapDeserializer::new(pairs.into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_enum(self.text().into_deserializer())
    }

    forward_to_deserialize_any! {
        u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

fn split(list: &str) -> Vec<String> {
    let items = list.split(',').map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}
