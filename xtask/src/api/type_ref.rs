//! [`TypeRef`]: a type at the place where it is used.

use super::{Constraints, TypeId};

/// A type where it is used: a field, an item, a parameter, a body.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeRef {
    /// The type itself.
    pub ty: Type,
    /// Whether `null` is a value too.
    pub nullable: bool,
    /// Whether the value is secret (`format: password`, `x-sensitive`).
    pub sensitive: bool,
    /// What it must satisfy besides.
    pub constraints: Constraints,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON.
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(IntegerFormat),
    /// A number.
    Number(FloatFormat),
    /// A text.
    String(StringFormat),
    /// A list.
    Array(Box<TypeRef>),
    /// A list of so many items, each with a type of its own that has no name.
    Tuple(Vec<TypeRef>),
    /// An object without known keys, all of whose values have one type.
    Map(Box<TypeRef>),
    /// A type of its own: `Api::types` has it.
    Named(TypeId),
}

/// The range of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerFormat {
    /// `format: int32`.
    Int32,
    /// `format: int64`, or none.
    Int64,
    /// `format: uint32`.
    Uint32,
    /// `format: uint64`.
    Uint64,
    /// No format, and bounds or an example that need the range of `i64` and that of `u64`.
    Int128,
}

/// The precision of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatFormat {
    /// `format: float`.
    Float,
    /// `format: double`, or none.
    Double,
}

/// The format of a string, where it changes the Rust type or the docs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StringFormat {
    /// No format.
    Plain,
    /// `date-time` (RFC 3339).
    DateTime,
    /// `binary`: raw bytes, which no JSON holds.
    Binary,
    /// The same, as a part of a multipart body: a file.
    File,
    /// `byte` or `base64`: bytes, as base64.
    Base64,
    /// `base64url`: the same with another alphabet.
    Base64Url,
    /// Any other: `email`, `uuid`, `uri`, `date`, …: a string whose format the docs name.
    Other(String),
}

impl Type {
    /// Its identity, if it is a type of its own.
    pub fn id(&self) -> Option<&TypeId> {
        match self {
            Self::Named(id) => Some(id),
            _ => None,
        }
    }
}

impl TypeRef {
    /// A type that is not null, not secret and not constrained.
    pub fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            sensitive: false,
            constraints: Constraints::default(),
        }
    }
}
