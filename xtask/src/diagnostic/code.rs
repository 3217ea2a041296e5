//! [`Code`]: the stable names of findings.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::Rule;

/// Whether generation can go on after a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document has no right answer here: nothing is generated.
    Error,
    /// The generator approximates, or users will trip over it. In strict mode (`x-rust: {strict: true}`) this is an error.
    Warning,
    /// The document could be better for its readers. In strict mode this is an error too.
    Note,
}

impl Severity {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A document with a finding, and without it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Has it.
    pub bad: &'static str,
    /// Says what was meant, and nothing is wrong with it.
    pub good: &'static str,
}

/// That no code has such a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        let rules = Rule::ALL.iter().map(|rule| Self::Lint(*rule));
        let mut codes = Self::ALL.iter().copied().chain(rules);
        codes.find(|code| code.as_str() == name).ok_or(UnknownCode)
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no such code")
    }
}

impl Error for UnknownCode {}

macro_rules! codes {
    ($(
        #[doc = $summary:literal]
        $(#[doc = $more:literal])*
        $variant:ident = $name:literal, $severity:ident;
    )+) => {
        /// What kind of finding a diagnostic is. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $(#[doc = $more])* $variant,)+
            /// A rule of the linter.
            Lint(Rule),
        }

        impl Code {
            /// Every code, in the order of the catalogue; the rules of the linter are in [`Rule::ALL`].
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that is printed, as in `error[unknown-keyword]`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Lint(rule) => rule.as_str(),
                }
            }

            /// The severity of the code outside strict mode.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                    Self::Lint(rule) => rule.severity(),
                }
            }

            /// What it means, in one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)+
                    Self::Lint(rule) => rule.summary(),
                }
            }

            /// What it means, as one paragraph: the summary and what there is to say besides.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($summary, $($more),*).trim_ascii(),)+
                    Self::Lint(rule) => rule.meaning(),
                }
            }

            /// A document that has such a finding, and the same document mended.
            ///
            /// They are `xtask/diagnostics/<code>/{bad,good}.yaml`: a code without them does not compile.
            pub fn example(self) -> Example {
                match self {
                    $(Self::$variant => Example {
                        bad: include_str!(concat!("../../diagnostics/", $name, "/bad.yaml")),
                        good: include_str!(concat!("../../diagnostics/", $name, "/good.yaml")),
                    },)+
                    Self::Lint(rule) => rule.example(),
                }
            }
        }
    };
}

codes! {
    /// The text is not YAML (or JSON).
    Syntax = "syntax", Error;
    /// A mapping has the same key twice.
    DuplicateKey = "duplicate-key", Error;
    /// A YAML alias, anchor, merge key or tag: the document must say everything in place.
    YamlFeature = "yaml-feature", Error;
    /// Nested deeper than any real document.
    TooDeep = "too-deep", Error;
    /// The document is not OpenAPI 3.0.
    UnsupportedVersion = "unsupported-version", Error;
    /// A keyword that OpenAPI 3.0 does not have at this place.
    /// What is nearly a keyword, or stands where a method may, is an error; any other word is a warning.
    UnknownKeyword = "unknown-keyword", Error;
    /// A keyword that must be there is not.
    /// (An array without `items` is only a warning: its items can be anything.)
    MissingKeyword = "missing-keyword", Error;
    /// A value of the wrong type, or outside what the keyword allows.
    /// A path that no URL can have is a warning: it is sent as it stands.
    InvalidValue = "invalid-value", Error;
    /// A `$ref` beside other keywords, which OpenAPI 3.0 ignores.
    /// Operations beside the `$ref` of a path are an error: they would be lost.
    RefSiblings = "ref-siblings", Warning;
    /// A `$ref` that leads to nothing, to another kind of thing, to itself, or out of the document.
    /// A security scheme that does not exist is a warning.
    InvalidRef = "invalid-ref", Error;
    /// A component that no operation uses, directly or through others.
    UnusedComponent = "unused-component", Warning;
    /// A server that has no usable URL.
    InvalidServer = "invalid-server", Warning;
    /// Two paths that differ only in the names of their parameters.
    SamePath = "same-path", Warning;
    /// A tag that the document's list of tags does not have, or has twice.
    InvalidTag = "invalid-tag", Warning;
    /// Two operations have one operationId.
    DuplicateOperationId = "duplicate-operation-id", Error;
    /// An operation without operationId.
    MissingOperationId = "missing-operation-id", Warning;
    /// An operation without a tag.
    MissingTag = "missing-tag", Warning;
    /// An operation without a documented 2xx answer.
    MissingSuccess = "missing-success", Warning;
    /// An operation or a component schema without `x-provenance`, in a document that requires it.
    /// `x-rust: {provenance: required}` does, so that nothing is added without a word on how sure it is.
    MissingProvenance = "missing-provenance", Warning;
    /// A path that ends in a slash among paths that do not, or the other way round.
    /// To most servers these are two paths, and a client that asks for the wrong one is redirected or refused.
    PathStyle = "path-style", Warning;
    /// A path parameter that the path does not have, or the other way round.
    PathParameter = "path-parameter", Error;
    /// `required` names a property that does not exist.
    UnknownRequired = "unknown-required", Warning;
    /// Bounds that no value is within.
    ImpossibleBounds = "impossible-bounds", Error;
    /// A pattern that is not a regular expression of ECMA 262.
    InvalidPattern = "invalid-pattern", Warning;
    /// A value of an `enum` that the rest of its schema excludes, or that is there twice.
    InvalidEnumValue = "invalid-enum-value", Warning;
    /// A `default` that does not fit its schema.
    InvalidDefault = "invalid-default", Warning;
    /// An example that does not fit its schema.
    InvalidExample = "invalid-example", Warning;
    /// Members of an `allOf` that no value fits at once.
    AllOfConflict = "all-of-conflict", Error;
    /// A discriminator whose property a member of the union does not require.
    DiscriminatorProperty = "discriminator-property", Warning;
    /// The members of a union cannot be told apart.
    AmbiguousUnion = "ambiguous-union", Warning;
    /// Two things get one name in Rust.
    /// Each is then called by where it stands as well, which is longer than anybody would have chosen.
    NameCollision = "name-collision", Warning;
    /// A keyword that OpenAPI allows and this generator does not act on.
    /// It is an error where no request could be sent, as with a required parameter of such a kind.
    Unsupported = "unsupported", Warning;
    /// An extension that looks like ours and is not, or has a wrong value.
    /// What is only nearly called like one is a warning, unless it begins with `x-rust`.
    InvalidExtension = "invalid-extension", Error;
    /// A list in pages whose parameter or properties are not what `x-paging` says.
    InvalidPaging = "invalid-paging", Error;
    /// A setting that is missing, for which the generator takes a default.
    MissingSetting = "missing-setting", Warning;
    /// An exception from a rule of the linter, where the rule has nothing to say.
    /// It was needed once, or stands at the wrong place.
    StaleException = "stale-exception", Error;
}
