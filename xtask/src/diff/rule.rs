//! [`Rule`]: the catalogue of changes, with stable names.

use super::{Direction, Effect};

/// How bad a change is for clients that are not rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only what people read.
    Docs,
    /// Whatever worked goes on working.
    Safe,
    /// The documents cannot tell whether it breaks.
    Risky,
    /// What worked does not any more.
    Breaking,
}

macro_rules! rules {
    ($(
        #[doc = $summary:literal]
        $variant:ident = $name:literal, $level:ident, $direction:ident, $effect:ident;
    )+) => {
        /// What kind of change it is. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $variant,)+
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that is printed, as in `request-property-became-required`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What it means on the wire, for clients that are not rebuilt.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)+
                }
            }

            /// Which way what changes travels.
            pub fn direction(self) -> Direction {
                match self {
                    $(Self::$variant => Direction::$direction,)+
                }
            }

            /// What it usually does to Rust code; the Surface tells what it really does.
            pub fn effect(self) -> Effect {
                match self {
                    $(Self::$variant => Effect::$effect,)+
                }
            }

            /// What changed, in one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)+
                }
            }
        }
    };
}

rules! {
    /// An operation is gone.
    OperationRemoved = "operation-removed", Breaking, Both, Breaks;
    /// There is a new operation.
    OperationAdded = "operation-added", Safe, Both, Adds;
    // What only names and order say, which nothing on the wire does.
    /// A type has another name.
    TypeRenamed = "type-renamed", Safe, Both, Breaks;
    /// The arguments of a function come in another order.
    ArgumentsReordered = "arguments-reordered", Safe, Both, Breaks;
    /// The Rust API differs by how the document is written.
    RustApiChanged = "rust-api-changed", Safe, Both, Breaks;
    /// The Rust API differs by the generator or the runtime.
    GeneratorChanged = "generator-changed", Safe, Both, Breaks;
}
