//! [`Function`]: the signature of a public function.

use std::fmt;

use super::RustType;
use crate::names::Ident;

/// The signature of a public function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Receiver {
    /// Not at all.
    None,
    /// `&self`.
    Reference,
    /// `self`.
    Value,
}

/// How a function takes a value: as conveniently as the type allows without guessing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// The type itself.
    Exact(RustType),
    /// `impl Into<_>`, for what other types convert into: strings, enums of strings, structs and `Patch`.
    Into(RustType),
    /// `impl IntoList<_>`, for lists.
    List(RustType),
}

impl Function {
    /// `fn name(self) -> output`.
    pub(super) fn of_self(name: Ident, output: RustType) -> Self {
        Self {
            receiver: Receiver::Value,
            is_async: false,
            name,
            arguments: Vec::new(),
            output,
        }
    }

    /// `fn name(self, name: argument) -> Self`.
    pub(super) fn setter(name: &Ident, argument: Argument) -> Self {
        Self {
            arguments: vec![(name.clone(), argument)],
            ..Self::of_self(name.clone(), RustType::SelfType)
        }
    }

    /// The function with every part of its types replaced for which there is something else.
    #[must_use]
    pub fn replaced(&self, replace: &dyn Fn(&RustType) -> Option<RustType>) -> Self {
        let arguments = self.arguments.iter().map(|(name, argument)| {
            let ty = argument.ty().replaced(replace);
            let argument = match argument {
                Argument::Exact(_) => Argument::Exact(ty),
                Argument::Into(_) => Argument::Into(ty),
                Argument::List(_) => Argument::List(ty),
            };
            (name.clone(), argument)
        });
        Self {
            arguments: arguments.collect(),
            output: self.output.replaced(replace),
            ..self.clone()
        }
    }
}

impl Argument {
    /// The type that it names: of a list, that of the items.
    pub fn ty(&self) -> &RustType {
        match self {
            Self::Exact(ty) | Self::Into(ty) | Self::List(ty) => ty,
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(ty) => write!(f, "{ty}"),
            Self::Into(ty) => write!(f, "impl Into<{ty}>"),
            Self::List(ty) => write!(f, "impl IntoList<{ty}>"),
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
