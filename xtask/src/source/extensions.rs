//! The extensions of this generator.

use super::keywords::tables::{
    Kind::{self, Any, Bool, Map, OneOf, Text},
    MEDIA_TYPE, OPENAPI, OPERATION, Object, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA,
    SECURITY_SCHEME,
};

/// An extension (`x-…`) of this generator.
pub(super) struct Extension {
    pub(super) name: &'static str,
    /// The objects in which it has an effect; none: in all.
    pub(super) objects: &'static [&'static Object],
    pub(super) holds: Kind,
    pub(super) effect: Effect,
}

/// What an extension changes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Effect {
    /// The crate, by way of the object that it is in.
    Crate,
    /// The crate as a whole.
    Settings,
    /// What is sent.
    Wire,
    /// What the linter reports.
    Lint,
}

/// Excepts an object, and what is in it, from rules of the linter.
pub(crate) const EXCEPTIONS: &str = "x-lint-except";

pub(super) static EXTENSIONS: [Extension; 10] = [
    Extension {
        name: "x-rust",
        objects: &[&OPENAPI],
        holds: Map(&Any),
        effect: Effect::Settings,
    },
    Extension {
        name: "x-rust-name",
        objects: &[&SCHEMA, &OPERATION, &PARAMETER],
        holds: Text,
        effect: Effect::Crate,
    },
    Extension {
        name: "x-auth-prefix",
        objects: &[&SECURITY_SCHEME],
        holds: Text,
        effect: Effect::Wire,
    },
    Extension {
        name: "x-enumDescriptions",
        objects: &[&SCHEMA],
        holds: Map(&Text),
        effect: Effect::Crate,
    },
    Extension {
        name: "x-sensitive",
        objects: &[&SCHEMA],
        holds: Bool,
        effect: Effect::Crate,
    },
    Extension {
        name: "x-field-errors",
        objects: &[&SCHEMA],
        holds: Bool,
        effect: Effect::Crate,
    },
    Extension {
        name: "x-sparse",
        objects: &[&PARAMETER],
        holds: Bool,
        effect: Effect::Crate,
    },
    Extension {
        name: "x-paging",
        objects: &[&OPERATION],
        holds: Map(&Any),
        effect: Effect::Crate,
    },
    Extension {
        name: "x-provenance",
        objects: &[
            &OPERATION,
            &SCHEMA,
            &PARAMETER,
            &REQUEST_BODY,
            &RESPONSE,
            &MEDIA_TYPE,
        ],
        holds: OneOf(&["documented", "observed", "inferred"]),
        effect: Effect::Crate,
    },
    Extension {
        name: EXCEPTIONS,
        objects: &[],
        holds: Map(&Text),
        effect: Effect::Lint,
    },
];

/// The names of the extensions that change the crate by way of the object that they are in.
pub(crate) fn of_the_crate() -> impl Iterator<Item = &'static str> {
    EXTENSIONS
        .iter()
        .filter(|it| it.effect == Effect::Crate)
        .map(|it| it.name)
}
