//! [`Patch`]: what an update does to a field that may be null.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an update does to a field that may be null: keep it, set it to null, or set it to a value.
///
/// Values convert into it, so that a setter takes them directly. An `Option` converts too: `None` becomes
/// [`Null`](Patch::Null), never [`Keep`](Patch::Keep), since what is given to a setter is sent.
///
/// A field has this type only where an API documents that it takes null, so there may be none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The field is not sent, and the server keeps what it has.
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

    /// The same change with another value.
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

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
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
