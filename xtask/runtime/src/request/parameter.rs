//! Reads the value of a parameter, whose nested values stay JSON.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The value of a parameter, borrowed from its JSON.
pub(super) enum Parameter<'j> {
    /// `null`: the parameter is omitted.
    Absent,
    /// A string, number or boolean.
    One(Cow<'j, str>),
    /// An array, without its `null`s.
    Many(Vec<&'j RawValue>),
    /// An object in its order, without members that are `null`.
    Pairs(Vec<(Cow<'j, str>, &'j RawValue)>),
}

impl<'j> Parameter<'j> {
    /// Reads JSON.
    ///
    /// # Errors
    ///
    /// It is not valid JSON.
    pub(super) fn read(json: &'j str) -> serde_json::Result<Self> {
        Ok(match json.as_bytes().first() {
            Some(b'n') => Self::Absent,
            Some(b'"') => Self::One(serde_json::from_str::<Text<'j>>(json)?.0),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json)?;
                Self::Many(items.into_iter().filter(|item| !is_null(item)).collect())
            }
            Some(b'{') => Self::Pairs(serde_json::from_str::<Members<'j>>(json)?.0),
            _ => Self::One(Cow::Borrowed(json)),
        })
    }
}

/// The text of a value in an array or object: a string, a number or a boolean, and JSON for anything that is nested.
pub(super) fn text(value: &RawValue) -> Cow<'_, str> {
    let json = value.get();
    match json.starts_with('"').then(|| serde_json::from_str(json)) {
        Some(Ok(Text(text))) => text,
        _ => Cow::Borrowed(json),
    }
}

fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

/// A string, which is copied only if it has escapes.
#[derive(serde::Deserialize)]
struct Text<'j>(#[serde(borrow)] Cow<'j, str>);

/// The members of an object in their order.
struct Members<'j>(Vec<(Cow<'j, str>, &'j RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members: Vec<(Cow<'de, str>, &'de RawValue)> = Vec::new();
        while let Some((Text(key), value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
            if members.iter().any(|(other, _)| *other == key) {
                return Err(A::Error::custom(format!(
                    "`{key}` is set as a field and in `extra`"
                )));
            }
            if !is_null(value) {
                members.push((key, value));
            }
        }
        Ok(Members(members))
    }
}
