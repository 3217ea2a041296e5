//! [`Schema`]: which values there may be at a place.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::{JsonType, Located};
use crate::diagnostic::Anchor;
use crate::source::{Direction, Fit, number};

/// The identity of a schema in its contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// Which values there may be at a place.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The name of the component that it is, if it is one and nothing else.
    pub name: Option<String>,
    /// Where it is defined, or the first of the schemas that it is put together from.
    pub at: Anchor,
    /// Whether several schemas of the document are put together here, so that it has no pointer of its own.
    pub is_merged: bool,
    /// The JSON pointer of the reference or schema that allows the same values by itself: the only member of an `allOf`
    /// or union with nothing beside it, or that one of several schemas that restricts as much as all of them.
    pub same_as: Option<String>,
    /// Two locations whose types or formats no value has at once.
    pub conflict: Option<(Anchor, Anchor)>,
    /// The JSON pointers of the schemas that all hold for it, if it is put together from any.
    pub parts: Vec<String>,
    /// The references of it that could not be followed.
    pub unresolved: Vec<Located<Unresolved>>,
    /// Its restrictions of values.
    pub facets: Facets,
    /// If it is one of several schemas: all of them, each merged with the siblings of the union. `facets` is these
    /// siblings.
    pub alternatives: Option<Alternatives>,
    /// Its documentation, and keywords for the generator.
    pub notes: Notes,
}

impl Schema {
    /// Whether it says nothing of values, so that any is one.
    pub fn takes_anything(&self) -> bool {
        let facets = &self.facets;
        self.alternatives.is_none()
            && facets.types.len() == JsonType::ALL.len()
            && facets.format.is_none()
            && facets.values.is_none()
            && facets.limits.is_empty()
            && facets.patterns.is_empty()
            && facets.unique_items.is_none()
            && facets.selected.is_empty()
            && facets.not.is_empty()
    }
}

/// Why a reference was not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unresolved {
    /// It leads back to what holds it.
    Cycle,
    /// It is at the end of too long a chain.
    TooDeep,
}

/// What a schema says of values, if it is not one of several.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// The JSON types, but for null; all of them if the schema has no type. Where `Number` is, `Integer` is too.
    pub types: BTreeSet<JsonType>,
    /// Where the type stands.
    pub types_at: Option<Anchor>,
    /// Whether null is a value.
    pub nullable: bool,
    /// Whether it says so, rather than nothing at all.
    pub null_stated: bool,
    /// Whether OpenAPI does not allow null, though the document most likely means that.
    pub null_in_doubt: bool,
    /// Whether OpenAPI gives the `nullable` that allows null no effect: what is composed there excludes null.
    pub null_inferred: bool,
    /// Where `nullable` stands.
    pub nullable_at: Option<Anchor>,
    /// `format`.
    pub format: Option<Located<String>>,
    /// `enum` without null.
    pub values: Option<Located<Vec<Value>>>,
    /// `x-extensible-enum`: values that are known, among others.
    pub known_values: Option<Located<Vec<Value>>>,
    /// The bounds, by keyword.
    pub limits: BTreeMap<Limit, Located<Number>>,
    /// Patterns that all match.
    pub patterns: Vec<Located<String>>,
    /// No two items are equal.
    pub unique_items: Option<Anchor>,
    /// What the items of a list are.
    pub items: Option<SchemaId>,
    /// Where `items` stands.
    pub items_at: Option<Anchor>,
    /// The properties, in the order of the document; those of members of an `allOf` before its siblings.
    pub properties: Vec<Property>,
    /// The properties that must be there, with the location that says so, in the same order.
    pub required: IndexMap<String, Anchor>,
    /// What other properties may be there.
    pub additional: Additional,
    /// Whether `additionalProperties` is there.
    pub additional_stated: bool,
    /// What some of the properties or items must be.
    pub selected: Vec<Selected>,
    /// What values must not be.
    pub not: Vec<Located<SchemaId>>,
    /// Whether it excludes more than is read.
    pub is_partial: bool,
}

impl Facets {
    /// The property with a name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|it| it.name == name)
    }

    /// How many of the first items have schemas of their own; `items` is about the others.
    pub fn first_items(&self) -> usize {
        let counts = self.selected.iter().map(|it| match it.selection {
            Selection::Item(index) => index + 1,
            _ => 0,
        });
        counts.max().unwrap_or(0)
    }
}

/// A schema for some of the properties or items of a value, which OpenAPI 3.0 has no keywords for.
#[derive(Clone, Debug)]
pub struct Selected {
    /// Which.
    pub selection: Selection,
    /// What they are.
    pub schema: SchemaId,
    /// Where that is written.
    pub at: Anchor,
}

/// Some of the properties or items of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selection {
    /// The properties whose names match a pattern.
    Matching(String),
    /// The names of all properties.
    Names,
    /// The item with an index.
    Item(usize),
    /// At least so many of the items, and at most so many.
    Some {
        /// `minContains`.
        least: u64,
        /// `maxContains`.
        most: Option<u64>,
    },
}

impl Selection {
    /// The keyword.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Matching(_) => "patternProperties",
            Self::Names => "propertyNames",
            Self::Item(_) => "prefixItems",
            Self::Some { .. } => "contains",
        }
    }
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub schema: SchemaId,
    /// Only in responses (`readOnly`).
    pub read_only: Option<Anchor>,
    /// Only in requests (`writeOnly`).
    pub write_only: Option<Anchor>,
    /// Whether it is both `readOnly` and `writeOnly`, so that neither counts.
    pub has_no_direction: bool,
    /// What is said where it is defined; of what a reference there leads to, the default alone.
    pub notes: Notes,
    /// Where it is defined.
    pub at: Anchor,
}

impl Property {
    /// Whether it is sent in a direction: a read-only property only in responses, a write-only one only in requests.
    pub fn travels(&self, direction: Direction) -> bool {
        match direction {
            Direction::Request => self.read_only.is_none(),
            Direction::Response => self.write_only.is_none(),
        }
    }
}

/// Properties that are not named.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// Anything may be there.
    #[default]
    Any,
    /// Values of a schema.
    Of(Located<SchemaId>),
    /// There are none.
    Closed(Anchor),
}

/// `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub struct Alternatives {
    /// Whether a value is of exactly one (`oneOf`).
    pub exclusive: bool,
    /// The members, without null.
    pub members: Vec<Located<SchemaId>>,
    /// The property that tells them apart.
    pub discriminator: Option<Located<Discriminator>>,
    /// Where they stand.
    pub at: Anchor,
}

/// How a value says of which member it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The property.
    pub property: String,
    /// Its values, with the member that each selects.
    pub mapping: BTreeMap<String, Option<SchemaId>>,
}

/// What a schema says to people and to the generator.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// `title`, `description`, `externalDocs`, `xml`, by keyword.
    pub texts: BTreeMap<&'static str, Located<Value>>,
    /// `example`.
    pub example: Option<Located<Value>>,
    /// `default`.
    pub default: Option<Located<Value>>,
    /// `deprecated`.
    pub deprecated: Option<Anchor>,
    /// `discriminator` of a schema that is no union.
    pub discriminator: Option<Located<Discriminator>>,
    /// The extensions.
    pub extensions: BTreeMap<String, Located<Value>>,
}

/// A bound of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Limit {
    MinLength,
    MaxLength,
    Minimum,
    ExclusiveMinimum,
    Maximum,
    ExclusiveMaximum,
    MultipleOf,
    MinItems,
    MaxItems,
    MinProperties,
    MaxProperties,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::MinLength,
        Self::MaxLength,
        Self::Minimum,
        Self::ExclusiveMinimum,
        Self::Maximum,
        Self::ExclusiveMaximum,
        Self::MultipleOf,
        Self::MinItems,
        Self::MaxItems,
        Self::MinProperties,
        Self::MaxProperties,
    ];

    /// The keyword.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Minimum | Self::ExclusiveMinimum => "minimum",
            Self::Maximum | Self::ExclusiveMaximum => "maximum",
            Self::MultipleOf => "multipleOf",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
        }
    }

    /// Whether a value is within a bound of this kind. Values of other types are.
    pub(crate) fn fits(self, bound: &Number, value: &Value) -> Fit {
        let counted = |count: usize| {
            bound
                .as_u64()
                .map_or(Ordering::Equal, |bound| (count as u64).cmp(&bound))
        };
        let order = match (self, value) {
            (Self::MultipleOf, Value::Number(number)) => return number::is_multiple(number, bound),
            (Self::MinLength | Self::MaxLength, Value::String(text)) => {
                counted(text.chars().count())
            }
            (Self::MinItems | Self::MaxItems, Value::Array(items)) => counted(items.len()),
            (Self::MinProperties | Self::MaxProperties, Value::Object(object)) => {
                counted(object.len())
            }
            (
                Self::Minimum | Self::ExclusiveMinimum | Self::Maximum | Self::ExclusiveMaximum,
                Value::Number(number),
            ) => number::compare(number, bound),
            _ => return Fit::Yes,
        };
        Fit::of(match self {
            Self::MinLength | Self::MinItems | Self::MinProperties | Self::Minimum => order.is_ge(),
            Self::ExclusiveMinimum => order.is_gt(),
            Self::ExclusiveMaximum => order.is_lt(),
            _ => order.is_le(),
        })
    }
}
