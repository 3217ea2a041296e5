//! [`Probe`]: which value may show a difference, and [`Step`]: the way to where it stands.

use serde_json::Value;

use crate::contract::{JsonType, SchemaId};

/// Which value of a schema may show a difference.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Probe {
    /// None is known.
    Nothing,
    /// One of these.
    Values(Vec<Value>),
    /// A value of one of these types.
    Types(Vec<JsonType>),
    /// A text of so many characters.
    Length(u64),
    /// A list of so many items.
    Items(u64),
    /// A list of two equal items.
    EqualItems,
    /// An object of so many properties.
    Properties(u64),
    /// An object without a property.
    Without(String),
    /// An object with a property that may be absent.
    With(String),
    /// An object with a property that no schema names.
    Unknown,
    /// A value of the member of a union.
    Member(SchemaId),
    /// An object that is of a schema and, if it can be, of several members of the other side at once.
    Shared(SchemaId, Vec<SchemaId>),
}

/// The way from a schema to one inside of it.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Step {
    /// To a property.
    Property(String),
    /// To the items of a list.
    Item,
    /// To the properties that are not named.
    Unnamed,
    /// To a member of a union.
    Member,
    /// To what only some of the properties or items must be: no value is made around it.
    Selected,
}
