//! The extensions of this generator.

use super::keywords::tables::{
    Kind::{self, Any, Bool, Map, OneOf, Text},
    MEDIA_TYPE, OPENAPI, OPERATION, Object, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA,
    SECURITY_SCHEME, TAG,
};

/// An extension (`x-…`) of this generator.
pub(super) struct Extension {
    pub(super) name: &'static str,
    /// The objects in which it has an effect; none: in all.
    pub(super) objects: &'static [&'static Object],
    pub(super) holds: Kind,
    effect: Effect,
}

/// What an extension changes.
#[derive(Clone, Copy, PartialEq)]
enum Effect {
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

static PROVENANCE: [&Object; 6] = [
    &OPERATION,
    &SCHEMA,
    &PARAMETER,
    &REQUEST_BODY,
    &RESPONSE,
    &MEDIA_TYPE,
];
const PROVENANCES: Kind = OneOf(&["documented", "observed", "inferred"]);
static NAMED: [&Object; 5] = [&SCHEMA, &OPERATION, &PARAMETER, &SECURITY_SCHEME, &TAG];

pub(super) static EXTENSIONS: [Extension; 10] = [
    row("x-rust", &[&OPENAPI], Map(&Any), Effect::Settings),
    row("x-rust-name", &NAMED, Text, Effect::Crate),
    row("x-auth-prefix", &[&SECURITY_SCHEME], Text, Effect::Wire),
    row("x-enumDescriptions", &[&SCHEMA], Map(&Text), Effect::Crate),
    row("x-sensitive", &[&SCHEMA], Bool, Effect::Crate),
    row("x-field-errors", &[&SCHEMA], Bool, Effect::Crate),
    row("x-sparse", &[&PARAMETER], Bool, Effect::Crate),
    row("x-paging", &[&OPERATION], Map(&Any), Effect::Crate),
    row("x-provenance", &PROVENANCE, PROVENANCES, Effect::Crate),
    row(EXCEPTIONS, &[], Map(&Text), Effect::Lint),
];

const fn row(
    name: &'static str,
    objects: &'static [&'static Object],
    holds: Kind,
    effect: Effect,
) -> Extension {
    Extension {
        name,
        objects,
        holds,
        effect,
    }
}

/// The names of the extensions that change the crate by way of the object that they are in.
pub(crate) fn of_the_crate() -> impl Iterator<Item = &'static str> {
    EXTENSIONS
        .iter()
        .filter(|it| it.effect == Effect::Crate)
        .map(|it| it.name)
}
