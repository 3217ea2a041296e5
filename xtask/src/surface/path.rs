//! [`ItemPath`]: which public item it is.

use std::fmt;

use crate::names::Ident;

/// The path of an item: `types::Label::color`, `operations::users::List::send()`, `types::Label as Default`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPath {
    /// The type, request or group that has it.
    pub owner: Owner,
    /// Which member of the owner it is.
    pub member: Member,
}

/// What has members.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// An item that crates have apart from types and operations, such as `Client` and `webhooks::Webhook`.
    Root(String),
    /// A type of the module `types`.
    Type(Ident),
    /// A group of operations, or a request of one of them.
    Operation {
        /// The module of the group.
        module: Ident,
        /// The name of the group or the request.
        name: Ident,
    },
}

/// A member of an owner.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// The owner itself.
    Itself,
    /// A field or a variant.
    Named(Ident),
    /// A function.
    Function(Ident),
    /// An implementation of a trait.
    Impl(Trait),
}

/// A trait that an owner implements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Trait {
    Default,
    FromString,
    IntoFuture,
    IntoIterator,
    /// `From` a type of the module `types`.
    From {
        ty: Ident,
        by_reference: bool,
    },
    /// A trait that only the runtime implements.
    Other(String),
}

impl Owner {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        match self {
            Self::Root(path) => path.rsplit("::").next().unwrap_or(path),
            Self::Type(name) | Self::Operation { name, .. } => name.as_str(),
        }
    }

    /// Whether it is a type made from a schema.
    pub fn is_type(&self) -> bool {
        matches!(self, Self::Type(_))
    }

    /// Whether it is a request or a group of them.
    pub fn is_operation(&self) -> bool {
        matches!(self, Self::Operation { .. })
    }
}

impl fmt::Display for ItemPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.owner, self.member)
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => f.write_str(name),
            Self::Type(name) => write!(f, "types::{name}"),
            Self::Operation { module, name } => write!(f, "operations::{module}::{name}"),
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Itself => Ok(()),
            Self::Named(name) => write!(f, "::{name}"),
            Self::Function(name) => write!(f, "::{name}()"),
            Self::Impl(Trait::From { ty, by_reference }) => {
                write!(f, " as From<{}{ty}>", if *by_reference { "&" } else { "" })
            }
            Self::Impl(implemented) => write!(f, " as {implemented}"),
        }
    }
}

/// As in `impl FromString for Label`.
impl fmt::Display for Trait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("Default"),
            Self::FromString => f.write_str("FromString"),
            Self::IntoFuture => f.write_str("IntoFuture"),
            Self::IntoIterator => f.write_str("IntoIterator"),
            Self::From { ty, by_reference } => {
                write!(
                    f,
                    "From<{}types::{ty}>",
                    if *by_reference { "&" } else { "" }
                )
            }
            Self::Other(text) => f.write_str(text),
        }
    }
}
