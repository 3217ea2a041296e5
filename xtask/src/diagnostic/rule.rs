//! [`Rule`]: the rules of the linter, with what speaks for each.

use super::{Code, Example, Severity};

impl From<Rule> for Code {
    fn from(rule: Rule) -> Self {
        Self::Lint(rule)
    }
}

macro_rules! rules {
    ($(
        #[doc = $summary:literal]
        $(#[doc = $reason:literal])+
        $variant:ident = $name:literal, $severity:ident;
    )+) => {
        /// A rule of good taste for a document that clients are made from. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $(#[doc = $reason])+ $variant,)+
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that is printed, and that exceptions give.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// How much it matters. In strict mode all are errors.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                }
            }

            /// What it asks for, in one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)+
                }
            }

            /// What it asks for, and why.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($summary, $($reason),+).trim_ascii(),)+
                }
            }

            /// A document that breaks the rule and no other, and the same document mended.
            ///
            /// They are `xtask/lints/<rule>/{bad,good}.yaml`: a rule without them does not compile.
            pub fn example(self) -> Example {
                match self {
                    $(Self::$variant => Example {
                        bad: include_str!(concat!("../../lints/", $name, "/bad.yaml")),
                        good: include_str!(concat!("../../lints/", $name, "/good.yaml")),
                    },)+
                }
            }
        }
    };
}

rules! {
    /// All operationIds are in one style.
    /// Methods are named after them, and in a mixture nobody can guess the name of the next.
    OperationIdStyle = "operation-id-style", Warning;
    /// An operationId begins with its tag, where most of them do.
    /// The rest of it is then the name of the method: `users_list` with the tag `Users` is `client.users().list()`, and
    /// `list_users` is `client.users().list_users()`.
    OperationIdTag = "operation-id-tag", Note;
    /// A tag is written in one way, and all tags begin alike: with a capital or without.
    /// Each tag is a group of methods. Two spellings are one group in Rust, and two in the documentation and elsewhere.
    TagName = "tag-name", Warning;
    /// The names of schemas are in PascalCase.
    /// They name types in every language.
    SchemaName = "schema-name", Warning;
    /// No schema is called like something that every Rust program or every user of the crate has in scope.
    /// `Option` becomes `Option_`, and whoever imports `Error` can no longer name the error of the client.
    SchemaNameTaken = "schema-name-taken", Note;
    /// The names of properties are in one style.
    /// A name that stands out is often a misspelt one, and then nothing fails: the field is always absent.
    PropertyName = "property-name", Note;
    /// The names of query and path parameters are in one style.
    /// A name that stands out is often a misspelt one, and servers ignore a parameter that they do not know.
    ParameterName = "parameter-name", Note;
    /// The fixed parts of paths are in one style, none is empty, and none says again what the method says.
    /// A path that stands out is often a misspelt one.
    PathName = "path-name", Note;
    /// Every operation has a `summary`.
    /// It is the first line of a method's documentation, and all that lists show.
    MissingSummary = "missing-summary", Warning;
    /// Operations, parameters, tags, schemas and their properties have a `description`.
    /// It is the documentation of methods, groups, types and fields, and readers of the crate have no other.
    MissingDescription = "missing-description", Note;
    /// A description says more than the summary beside it, or the name that it describes.
    /// What is said twice hides that nothing has been said.
    RepeatedText = "repeated-text", Note;
    /// What is deprecated names its replacement, or says that there is none.
    /// The compiler warns everyone who uses it, and they ask what to use instead.
    MissingReplacement = "missing-replacement", Warning;
    /// Bodies of requests and of answers to them have an example: at the media type, or in the schemas.
    /// Examples show what a description forgets, and tests decode them.
    MissingExample = "missing-example", Note;
    /// Every operation documents the body of an error: under a `4XX` or another status, or under `default`.
    /// Otherwise its errors are bytes to the client.
    MissingErrorBody = "missing-error-body", Warning;
    /// Every operation says which credential it needs, by itself or through `security` at the top.
    /// `security: []` says that it needs none. Without a word, a client sends no key, and gets a 401.
    MissingSecurity = "missing-security", Warning;
    /// Texts and lists in the body of a request have a limit.
    /// The client checks it before it sends anything, and says which field is too long. Ids, enums, what has a format or a
    /// pattern of limited length, and parameters need none.
    MissingLimit = "missing-limit", Note;
    /// A successful answer is an object, not a list.
    /// Nothing can be added to a list later, not even how many items there are in all, without breaking every client.
    BareList = "bare-list", Note;
    /// An operation with the parameter and the answer of a list in pages has `x-paging`, if another one has.
    /// Only then are there `pages()` and `stream()`.
    MissingPaging = "missing-paging", Warning;
    /// An object with several properties has a name under `components/schemas`.
    /// Otherwise its type is called after the place where it stands, and is another one when it moves.
    InlineObject = "inline-object", Note;
    /// Values that are listed in several places are one schema under `components/schemas`.
    /// Otherwise they are types of their own, and a value of one cannot be given where the other is asked for.
    RepeatedEnum = "repeated-enum", Note;
    /// A property says what type it has.
    /// Otherwise it is any JSON, and giving it a type later breaks those who use it.
    MissingType = "missing-type", Note;
    /// A property that most schemas give one type is not of another in a few.
    /// One of the two is often a mistake. Only texts, numbers and booleans are compared.
    PropertyType = "property-type", Warning;
    /// A property called `is_…` or `has_…` is a boolean.
    /// If it is one, code that compares it with `"true"` breaks when this is mended.
    BooleanName = "boolean-name", Warning;
    /// A text called `…_at` or `timestamp` has a format, as `date-time`.
    /// With it the field is a `Timestamp`; adding it later breaks those who use the text.
    TimeFormat = "time-format", Warning;
    /// A password, token or key is marked as secret, by `format: password` or `x-sensitive: true`.
    /// Otherwise `Debug` prints it, into logs too.
    UnmarkedSecret = "unmarked-secret", Warning;
}
