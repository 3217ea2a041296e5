//! [`Change`]: one difference between two documents, with its one cause and all that it reaches.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Level, Rule};
use crate::diagnostic::Anchor;

/// One difference between two documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub rule: Rule,
    /// How bad it is for clients that are not rebuilt. The rule's own, unless what the document says makes it less.
    pub level: Level,
    /// Which way what changed travels.
    pub direction: Direction,
    /// What changed, for people: `User.title`, `GET /users/, query parameter active`.
    pub subject: String,
    /// What is different and what that does to a client that is not rebuilt, in a sentence or two.
    pub message: String,
    /// Where it stands in the document before; `None` if it was not there.
    pub base: Option<Anchor>,
    /// Where it stands in the document after; `None` if it is gone.
    pub head: Option<Anchor>,
    /// Where it is for the list of accepted changes, if the pointer counts what has a name: it moves with what stands
    /// before.
    pub place: Option<String>,
    /// What the change consists of, apart from its wording: accepted changes are known by it.
    pub facts: Facts,
    /// A value that proves it.
    pub witness: Option<Witness>,
    /// The operations that it reaches, in the order of the document.
    pub reach: Vec<Reach>,
    /// What happens to Rust code.
    pub rust: Vec<RustChange>,
}

/// What a change consists of, by name: `from`, `to`, `property`, …
pub type Facts = BTreeMap<&'static str, Value>;

/// Which way something travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
    /// Both, or what is of neither, such as a path or a server.
    Both,
}

/// An operation that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// The operation, as in `GET /users/`.
    pub operation: String,
    /// In which part of it: `request`, `200`, `query`, …
    pub part: String,
}

/// A value that shows a change to break something: a whole body, parameter or header.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// The smallest value that one side takes and the other does not.
    pub value: Value,
    /// What it is a value of.
    pub place: Reach,
    /// The JSON pointer of what decides in it, `""` if that is all of it.
    pub pointer: String,
}

/// One item of the public Rust API that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustChange {
    /// Its path, as in `types::User::title`.
    pub path: String,
    /// Its path after, if it is another one.
    pub new_path: Option<String>,
    /// What it does to code that uses the crate.
    pub effect: Effect,
    /// The signature before; `None` if it is new.
    pub before: Option<String>,
    /// The signature after; `None` if it is gone.
    pub after: Option<String>,
    /// Where the document before says so.
    pub base: Option<Anchor>,
    /// Where the document after says so.
    pub head: Option<Anchor>,
}

/// What a change does to code that uses the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing.
    Nothing,
    /// There is more to use.
    Adds,
    /// It compiles with a warning, which some deny.
    Warns,
    /// Code that compiled does not.
    Breaks,
}

/// One of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum In {
    /// That before.
    Base,
    /// That after.
    Head,
}

impl In {
    /// The other document.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Base => Self::Head,
            Self::Head => Self::Base,
        }
    }
}
