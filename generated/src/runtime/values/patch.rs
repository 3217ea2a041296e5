//! [`Patch`]: the update of a nullable field.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::empty::Empty;
use super::from_string::FromString;
use super::into_list::{IntoItem, IntoList};

/// The update of a nullable field: keep it, set it to null, or set it to a value.
///
/// A setter accepts plain values, which convert into `Patch`. An `Option` converts too: `None` becomes
/// [`Null`](Patch::Null), never [`Keep`](Patch::Keep), since setting a field means sending it.
///
/// A field has this type only if the API documents it as nullable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The field is not sent, and the server keeps its value.
    #[default]
    Keep,
    /// The field is sent as `null`.
    Null,
    /// The field is sent with this value.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the field is not sent.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Whether the field is sent as `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Keep | Self::Null => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Keep | Self::Null => None,
            Self::Set(value) => Some(value),
        }
    }

    /// Maps the value of [`Set`](Patch::Set).
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Null => Patch::Null,
            Self::Set(value) => Patch::Set(change(value)),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Set)
    }
}

macro_rules! from_strings {
    ($($string:ty),*) => {$(
        impl From<$string> for Patch<String> {
            fn from(value: $string) -> Self {
                Self::Set(value.into())
            }
        }
    )*};
}

from_strings!(&str, &String, Box<str>, Cow<'_, str>);

impl<T: FromString> From<&str> for Patch<T> {
    fn from(value: &str) -> Self {
        Self::Set(value.into())
    }
}

impl<T: FromString> From<String> for Patch<T> {
    fn from(value: String) -> Self {
        Self::Set(value.into())
    }
}

impl<T: FromString> From<&String> for Patch<T> {
    fn from(value: &String) -> Self {
        Self::Set(value.into())
    }
}

impl<T, I: IntoItem<T>, const N: usize> From<[I; N]> for Patch<Vec<T>> {
    fn from(items: [I; N]) -> Self {
        Self::Set(items.into_list())
    }
}

impl<'a, T, I> From<&'a [I]> for Patch<Vec<T>>
where
    &'a I: IntoItem<T>,
{
    fn from(items: &'a [I]) -> Self {
        Self::Set(items.into_list())
    }
}

impl<'a, T, I> From<&'a Vec<I>> for Patch<Vec<T>>
where
    &'a I: IntoItem<T>,
{
    fn from(items: &'a Vec<I>) -> Self {
        Self::Set(items.into_list())
    }
}

impl<T> From<Empty> for Patch<Vec<T>> {
    fn from(_: Empty) -> Self {
        Self::Set(Vec::new())
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}
