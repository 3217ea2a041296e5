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
    row("x-rust", &[&OPENAPI], Map(&Any)),
    row("x-rust-name", &NAMED, Text),
    row("x-auth-prefix", &[&SECURITY_SCHEME], Text),
    row("x-enumDescriptions", &[&SCHEMA], Map(&Text)),
    row("x-sensitive", &[&SCHEMA], Bool),
    row("x-field-errors", &[&SCHEMA], Bool),
    row("x-sparse", &[&PARAMETER], Bool),
    row("x-paging", &[&OPERATION], Map(&Any)),
    row("x-provenance", &PROVENANCE, PROVENANCES),
    row(EXCEPTIONS, &[], Map(&Text)),
];

const fn row(name: &'static str, objects: &'static [&'static Object], holds: Kind) -> Extension {
    Extension {
        name,
        objects,
        holds,
    }
}
