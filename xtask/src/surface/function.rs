//! [`Function`]: the signature of a public function.

use std::fmt;

use super::RustType;
use crate::names::Ident;

/// The signature of a public function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// How it takes `self`.
    pub receiver: Receiver,
    /// Whether it is `async`.
    pub is_async: bool,
    /// Its name.
    pub name: Ident,
    /// Its arguments after `self`.
    pub arguments: Vec<(Ident, Argument)>,
    /// What it gives.
    pub output: RustType,
}

/// How a function takes `self`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// Not at all.
    None,
    /// `&self`.
    Reference,
    /// `self`.
    Value,
}

/// How a function takes a value: as conveniently as the type allows without guessing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// The type itself.
    Exact(RustType),
    /// `impl Into<_>`, for texts, secrets and `Patch`.
    Into(RustType),
    /// `impl IntoIterator<Item = _>`, for lists.
    Items(RustType),
    /// `impl IntoIterator<Item = impl Into<_>>`, for lists of texts.
    ItemsInto(RustType),
}

impl Argument {
    /// The convenient way to take a value of the type.
    pub fn of(ty: &RustType) -> Self {
        match ty {
            RustType::String | RustType::Secret | RustType::Patch(_) => Self::Into(ty.clone()),
            RustType::Vec(item) => match **item {
                RustType::String | RustType::Secret => Self::ItemsInto((**item).clone()),
                _ => Self::Items((**item).clone()),
            },
            RustType::Boxed(inner) => Self::Exact((**inner).clone()),
            _ => Self::Exact(ty.clone()),
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(ty) => write!(f, "{ty}"),
            Self::Into(ty) => write!(f, "impl Into<{ty}>"),
            Self::Items(ty) => write!(f, "impl IntoIterator<Item = {ty}>"),
            Self::ItemsInto(ty) => write!(f, "impl IntoIterator<Item = impl Into<{ty}>>"),
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_async {
            f.write_str("async ")?;
        }
        write!(f, "fn {}(", self.name)?;
        let receiver = match self.receiver {
            Receiver::None => None,
            Receiver::Reference => Some("&self".to_owned()),
            Receiver::Value => Some("self".to_owned()),
        };
        let arguments = self
            .arguments
            .iter()
            .map(|(name, argument)| format!("{name}: {argument}"));
        let all: Vec<String> = receiver.into_iter().chain(arguments).collect();
        write!(f, "{})", all.join(", "))?;
        if self.output == RustType::Unit {
            Ok(())
        } else {
            write!(f, " -> {}", self.output)
        }
    }
}
