//! [`RustType`]: a type as the public API of the generated crate spells it.

use std::fmt;

use crate::names::Ident;

/// A type in a signature. `Display` spells it as a user of the crate would.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum RustType {
    Unit,
    SelfType,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    String,
    /// `serde_json::Value`.
    Json,
    /// The crate's `Bytes`: a body as it was received.
    Bytes,
    /// The crate's `Timestamp`.
    Timestamp,
    /// The crate's `Secret`.
    Secret,
    /// The crate's `Extra`: what a schema does not name.
    Extra,
    /// The crate's `FieldErrors`.
    FieldErrors,
    /// The crate's `CallOptions`.
    CallOptions,
    Option(Box<RustType>),
    /// The crate's `Patch`: keep, null or a value.
    Patch(Box<RustType>),
    Vec(Box<RustType>),
    /// `BTreeMap<String, _>`.
    Map(Box<RustType>),
    Boxed(Box<RustType>),
    /// `&str`.
    Str,
    /// `&_`.
    Reference(Box<RustType>),
    /// `&[_]`.
    Slice(Box<RustType>),
    /// A type of the module `types`.
    Named(Ident),
    /// A request of an operation, from the same module as its group.
    Request(Ident),
    /// A request that is generic over its response, with the type of that: `List<types::SparseUserPage>`.
    RequestFor(Ident, Box<RustType>),
    /// The type parameter of a request that is generic over its response.
    Generic,
    /// The items of the page that [`Generic`](RustType::Generic) is.
    ItemOfGeneric,
    /// A group of operations.
    Group(Ident),
    /// What a call comes back with: `Result<Response<_>, Error>`.
    Answer(Box<RustType>),
    /// The runtime's `LenientPage`: a page without the items that do not decode.
    Lenient(Box<RustType>),
    /// The crate's `Pages`: the pages of a list, by the type of a page.
    Pages(Box<RustType>),
    /// The crate's `Items`: the items of a list, by their type.
    Items(Box<RustType>),
}

impl RustType {
    /// What is in the box, if it is one.
    pub fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner,
            ty => ty,
        }
    }

    /// Whether values are copied without `clone`.
    pub fn is_copy(&self) -> bool {
        match self {
            Self::Bool | Self::I32 | Self::I64 | Self::U32 | Self::U64 | Self::F32 | Self::F64 => {
                true
            }
            Self::Option(inner) | Self::Patch(inner) => inner.is_copy(),
            _ => false,
        }
    }

    /// How a function gives a value that stays where it is.
    #[must_use]
    pub fn borrowed(&self) -> Self {
        match self {
            ty if ty.is_copy() => ty.clone(),
            Self::String => Self::Str,
            Self::Vec(item) => Self::Slice(item.clone()),
            Self::Boxed(inner) => Self::Reference(inner.clone()),
            ty => Self::Reference(Box::new(ty.clone())),
        }
    }

    /// `Option<self>`.
    #[must_use]
    pub fn optional(self) -> Self {
        Self::Option(Box::new(self))
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit => f.write_str("()"),
            Self::SelfType => f.write_str("Self"),
            Self::Bool => f.write_str("bool"),
            Self::I32 => f.write_str("i32"),
            Self::I64 => f.write_str("i64"),
            Self::U32 => f.write_str("u32"),
            Self::U64 => f.write_str("u64"),
            Self::F32 => f.write_str("f32"),
            Self::F64 => f.write_str("f64"),
            Self::String => f.write_str("String"),
            Self::Json => f.write_str("serde_json::Value"),
            Self::Bytes => f.write_str("Bytes"),
            Self::Timestamp => f.write_str("Timestamp"),
            Self::Secret => f.write_str("Secret"),
            Self::Extra => f.write_str("Extra"),
            Self::FieldErrors => f.write_str("FieldErrors"),
            Self::CallOptions => f.write_str("CallOptions"),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::Patch(inner) => write!(f, "Patch<{inner}>"),
            Self::Vec(inner) => write!(f, "Vec<{inner}>"),
            Self::Slice(inner) => write!(f, "&[{inner}]"),
            Self::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
            Self::Boxed(inner) => write!(f, "Box<{inner}>"),
            Self::Str => f.write_str("&str"),
            Self::Reference(inner) => write!(f, "&{inner}"),
            Self::Named(ident) => write!(f, "types::{ident}"),
            Self::Request(ident) => write!(f, "{ident}"),
            Self::RequestFor(ident, response) => write!(f, "{ident}<{response}>"),
            Self::Generic => f.write_str("P"),
            Self::ItemOfGeneric => f.write_str("P::Item"),
            Self::Group(ident) => write!(f, "{ident}"),
            Self::Answer(inner) => write!(f, "Result<Response<{inner}>, Error>"),
            Self::Lenient(inner) => write!(f, "LenientPage<{inner}>"),
            Self::Pages(inner) => write!(f, "Pages<{inner}>"),
            Self::Items(inner) => write!(f, "Items<{inner}>"),
        }
    }
}
