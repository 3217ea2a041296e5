//! [`Code`]: the stable names of findings.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::Rule;
use super::catalogue::catalogue;

catalogue! {
    /// The kind of a finding. The names are stable.
    Code in "diagnostics" and
    /// A rule of the linter.
    Lint(Rule);

    /// The file is not valid YAML or JSON.
    Syntax = "syntax", Error;
    /// Duplicate key in a mapping.
    /// It is a warning if both have the same value.
    DuplicateKey = "duplicate-key", Error;
    /// YAML that JSON cannot express: a key that is not a string, several documents, aliases that repeat too much.
    /// A tag of another application is ignored, with a warning.
    YamlFeature = "yaml-feature", Error;
    /// The document is nested too deeply.
    TooDeep = "too-deep", Error;
    /// The document is not OpenAPI 3.0 or 3.1, or its schemas are in a dialect of their own.
    UnsupportedVersion = "unsupported-version", Error;
    /// A keyword that the document's version of OpenAPI does not allow in this object.
    /// A likely misspelling is read as what was meant; any other keyword has no effect.
    UnknownKeyword = "unknown-keyword", Warning;
    /// A spelling of OpenAPI 3.0 in a document of 3.1.
    /// It is read as meant.
    OutdatedKeyword = "outdated-keyword", Warning;
    /// A required keyword is missing.
    /// If it is clear how to read the object without it, that is done; else the object is left out.
    MissingKeyword = "missing-keyword", Warning;
    /// A value of the wrong type, or one that the keyword does not allow.
    /// If it is clear what was meant, that is read; else the keyword is left out.
    InvalidValue = "invalid-value", Warning;
    /// A `$ref` beside other keywords, which OpenAPI ignores there: OpenAPI 3.0 everywhere, 3.1 except in schemas.
    /// Operations beside the `$ref` of a path are left out.
    RefSiblings = "ref-siblings", Warning;
    /// A `$ref` to nothing, to another kind of object, to itself, to a URL, or to a file that cannot be read.
    /// In another file, it is an error. Else a schema is read as any value, and anything else is left out.
    InvalidRef = "invalid-ref", Warning;
    /// A component that no operation uses, directly or indirectly.
    UnusedComponent = "unused-component", Warning;
    /// A server without a usable URL.
    InvalidServer = "invalid-server", Warning;
    /// A scope that its security scheme does not declare, or cannot have.
    InvalidScope = "invalid-scope", Warning;
    /// Two paths that differ only in the names of their parameters.
    SamePath = "same-path", Warning;
    /// A tag that the document's `tags` do not declare, or declare twice.
    InvalidTag = "invalid-tag", Warning;
    /// Two operations with the same operationId.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// An operation without operationId.
    MissingOperationId = "missing-operation-id", Warning;
    /// An operation without a tag.
    MissingTag = "missing-tag", Warning;
    /// An operation without a documented 2xx response.
    MissingSuccess = "missing-success", Warning;
    /// An operation or a component schema without `x-provenance`, in a document that requires it.
    /// `x-rust: {provenance: required}` does, so that every addition states how certain it is.
    MissingProvenance = "missing-provenance", Warning;
    /// A path that ends in a slash where most do not, or the other way round.
    /// Most servers distinguish the two, and redirect or reject requests to the wrong one.
    PathStyle = "path-style", Warning;
    /// A path parameter that is not in the path, or the other way round.
    PathParameter = "path-parameter", Warning;
    /// `required` names a property that does not exist.
    UnknownRequired = "unknown-required", Warning;
    /// Bounds that exclude every value.
    ImpossibleBounds = "impossible-bounds", Warning;
    /// A pattern that is not a valid ECMA 262 regular expression.
    InvalidPattern = "invalid-pattern", Warning;
    /// An `enum` value that does not match the rest of its schema, or a duplicate one.
    InvalidEnumValue = "invalid-enum-value", Warning;
    /// A `default` that does not match its schema.
    InvalidDefault = "invalid-default", Warning;
    /// An example that does not match its schema.
    InvalidExample = "invalid-example", Warning;
    /// Members of an `allOf` that contradict each other.
    AllOfConflict = "all-of-conflict", Warning;
    /// A discriminator whose property is not required by a member of the union.
    DiscriminatorProperty = "discriminator-property", Warning;
    /// The members of a union cannot be distinguished.
    AmbiguousUnion = "ambiguous-union", Warning;
    /// Two items get the same name in Rust.
    /// Both get a qualified name, which is longer than a chosen one would be.
    NameCollision = "name-collision", Warning;
    /// A keyword that has no effect: a limit of another type, an unknown format, a header that parameters cannot set.
    NoEffect = "no-effect", Warning;
    /// A keyword that OpenAPI allows but this generator does not support.
    /// `cargo xtask lint` does not report it, since the document is right.
    /// The smallest part is left out: a parameter, a media type, or an operation.
    Unsupported = "unsupported", Warning;
    /// A misspelled extension of this generator, or one with an invalid value.
    /// It is a warning if the extension may be one of another tool.
    InvalidExtension = "invalid-extension", Error;
    /// An `x-paging` that does not match the parameters or the response of its operation.
    InvalidPaging = "invalid-paging", Warning;
    /// A missing setting, for which the generator uses a default.
    MissingSetting = "missing-setting", Warning;
    /// An unnecessary exception: the lint rule reports nothing there.
    /// The problem has been fixed, or the exception is in the wrong object.
    StaleException = "stale-exception", Error;
}

/// There is no code of this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl Code {
    /// Every code, then every rule of the linter.
    pub fn every() -> impl Iterator<Item = Self> + Clone {
        let rules = Rule::ALL.iter().copied().map(Self::Lint);
        Self::ALL.iter().copied().chain(rules)
    }
}

impl From<Rule> for Code {
    fn from(rule: Rule) -> Self {
        Self::Lint(rule)
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        let mut codes = Self::every();
        codes.find(|code| code.as_str() == name).ok_or(UnknownCode)
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown code")
    }
}

impl Error for UnknownCode {}
