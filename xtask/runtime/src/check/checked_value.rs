//! The values that constraints apply to: [`Text`], [`Numeric`] and [`Collection`], and their wrappers such as
//! `Option`.

use std::collections::BTreeMap;
use std::fmt;

use super::super::values::{Base64, Base64Url, Patch, Secret};
use super::path::PathStep;

/// An optional string.
pub trait Text {
    /// Returns the string.
    fn text(&self) -> Option<&str>;
}

/// An optional number.
pub trait Numeric {
    /// Returns the number.
    fn number(&self) -> Option<Number>;
}

/// An optional list, or an optional map with string keys.
pub trait Collection {
    /// The type of the items of the list, or of the values of the map.
    type Item;

    /// Returns the number of items.
    fn count(&self) -> Option<usize>;

    /// Calls a function with each item and its path segment.
    fn for_each(&self, visit: &mut dyn FnMut(PathStep<'_>, &Self::Item));
}

/// A number of any type.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An integer.
    Integer(i128),
    /// A floating-point number.
    Float(f64),
}

impl Number {
    /// Whether the number is a multiple of another, within the precision of floating point.
    pub(super) fn is_multiple_of(self, divisor: Self) -> bool {
        match (self, divisor) {
            (Self::Integer(number), Self::Integer(divisor)) => {
                number.checked_rem(divisor) == Some(0)
            }
            (number, divisor) => {
                let quotient = number.to_float() / divisor.to_float();
                (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
            }
        }
    }

    fn to_float(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Float(number) => number,
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other)
            .is_some_and(std::cmp::Ordering::is_eq)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => Some(left.cmp(right)),
            (left, right) => left.to_float().partial_cmp(&right.to_float()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
        }
    }
}

macro_rules! numbers {
    ($($type:ty => $variant:ident),*) => {$(
        impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Self::$variant(number.into())
            }
        }

        impl Numeric for $type {
            fn number(&self) -> Option<Number> {
                Some(Number::from(*self))
            }
        }
    )*};
}

numbers!(i32 => Integer, i64 => Integer, u32 => Integer, u64 => Integer, i128 => Integer, f32 => Float, f64 => Float);

impl Text for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for Secret {
    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}

/// Limits of the length are about the encoded string, as in JSON.
impl Text for Base64 {
    fn text(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl Text for Base64Url {
    fn text(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl<T> Collection for Vec<T> {
    type Item = T;

    fn count(&self) -> Option<usize> {
        Some(self.len())
    }

    fn for_each(&self, visit: &mut dyn FnMut(PathStep<'_>, &T)) {
        for (index, item) in self.iter().enumerate() {
            visit(PathStep::Index(index), item);
        }
    }
}

impl<T> Collection for BTreeMap<String, T> {
    type Item = T;

    fn count(&self) -> Option<usize> {
        Some(self.len())
    }

    fn for_each(&self, visit: &mut dyn FnMut(PathStep<'_>, &T)) {
        for (key, value) in self {
            visit(PathStep::Key(key), value);
        }
    }
}

/// A wrapper has the value that it contains.
macro_rules! wrappers {
    ($($wrapper:ident => |$value:ident| $inner:expr),*) => {$(
        impl<T: Text> Text for $wrapper<T> {
            fn text(&self) -> Option<&str> {
                let $value = self;
                $inner?.text()
            }
        }

        impl<T: Numeric> Numeric for $wrapper<T> {
            fn number(&self) -> Option<Number> {
                let $value = self;
                $inner?.number()
            }
        }

        impl<T: Collection> Collection for $wrapper<T> {
            type Item = T::Item;

            fn count(&self) -> Option<usize> {
                let $value = self;
                $inner?.count()
            }

            fn for_each(&self, visit: &mut dyn FnMut(PathStep<'_>, &T::Item)) {
                let $value = self;
                if let Some(inner) = $inner {
                    inner.for_each(visit);
                }
            }
        }
    )*};
}

wrappers!(
    Option => |value| value.as_ref(),
    Patch => |value| value.value(),
    Box => |value| Some(&**value)
);
