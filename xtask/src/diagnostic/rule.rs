//! [`Rule`]: the rules of the linter, with the reason for each.

use super::catalogue::catalogue;

catalogue! {
    /// A style rule for a document that clients are generated from. The names are stable.
    Rule in "lints";

    /// All operationIds have the same case style.
    /// Methods are named after them, and names in mixed styles cannot be guessed.
    OperationIdStyle = "operation-id-style", Warning;
    /// An operationId starts with its tag, where most of them do.
    /// The rest of it is the name of the method: `users_list` with the tag `Users` is `client.users().list()`, and
    /// `list_users` is `client.users().list_users()`.
    OperationIdTag = "operation-id-tag", Note;
    /// A tag has one spelling, and all tags start with an uppercase letter or none does.
    /// Each tag is a group of methods. Two spellings are one group in Rust, but two in the documentation and elsewhere.
    TagName = "tag-name", Warning;
    /// Schema names are in PascalCase.
    /// They are type names in every language.
    SchemaName = "schema-name", Warning;
    /// No schema has the name of an item in Rust's prelude or at the root of the client crate.
    /// `Option` becomes `Option_`, and a file that imports the schema `Error` cannot name the client's error type.
    SchemaNameTaken = "schema-name-taken", Note;
    /// Property names have the same case style.
    /// A name in another style is often misspelled, and nothing fails: the field is always absent.
    PropertyName = "property-name", Note;
    /// The names of query and path parameters have the same case style.
    /// A name in another style is often misspelled, and servers ignore unknown parameters.
    ParameterName = "parameter-name", Note;
    /// The fixed segments of paths have the same case style, none is empty, and none repeats the method.
    /// A path in another style is often misspelled.
    PathName = "path-name", Note;
    /// Every operation has a `summary`.
    /// It is the first line of the method's documentation, and the only one in indexes.
    MissingSummary = "missing-summary", Warning;
    /// Operations, parameters, tags, schemas and their properties have a `description`.
    /// It is the only documentation of methods, groups, types and fields in the crate.
    MissingDescription = "missing-description", Note;
    /// A description adds to the summary beside it, or to the name of what it describes.
    /// A repetition hides that the documentation is missing.
    RepeatedText = "repeated-text", Note;
    /// Descriptions, summaries and titles contain no scripts.
    /// Documentation pages render Markdown as HTML, and would run them in the reader's browser.
    ScriptInText = "script-in-text", Warning;
    /// The description of a deprecated object names its replacement, or states that there is none.
    /// The compiler warns about every use, and the warning should lead to a solution.
    MissingReplacement = "missing-replacement", Warning;
    /// The bodies of requests and of successful responses have an example: at the media type, or in the schemas.
    /// Examples complete the description, and tests decode them.
    MissingExample = "missing-example", Note;
    /// Every operation documents an error body: under `4XX`, another error status, or `default`.
    /// Otherwise its error bodies are untyped in the client.
    MissingErrorBody = "missing-error-body", Warning;
    /// Every operation has a security requirement of its own, or the document has one for all.
    /// `security: []` states that none is needed. Without a requirement a client sends no key, and receives a 401.
    MissingSecurity = "missing-security", Warning;
    /// Strings and arrays in request bodies have a size limit.
    /// The client checks it before it sends a request, and names the field. Ids, enums, formats and patterns of limited
    /// length, and parameters need none.
    MissingLimit = "missing-limit", Note;
    /// The body of a successful response is an object, not an array.
    /// An array cannot be extended, not even with the total number of items, without breaking every client.
    BareList = "bare-list", Note;
    /// An operation with the parameter and the response of a paged list has `x-paging`, if another one has it.
    /// `pages()` and `stream()` need it.
    MissingPaging = "missing-paging", Warning;
    /// An object schema with several properties is a component.
    /// The type of an inline schema is named after its location, and renamed when it moves.
    InlineObject = "inline-object", Note;
    /// An enum that is used in several locations is a component.
    /// Otherwise each location has a type of its own, and their values are not interchangeable.
    RepeatedEnum = "repeated-enum", Note;
    /// Every property has a type.
    /// Otherwise it is any JSON, and adding the type later is a breaking change.
    MissingType = "missing-type", Note;
    /// A property has the same type in all schemas, where it has it in most.
    /// One of the two is often a mistake. Only strings, numbers and booleans are compared.
    PropertyType = "property-type", Warning;
    /// `nullable` is beside `type`.
    /// Elsewhere OpenAPI 3.0.3 gives it no meaning, and tools disagree: here null is read, others refuse it.
    NullableType = "nullable-type", Note;
    /// A value is repeated by `$ref`, not by a YAML alias.
    /// An alias is lost when the document is converted to JSON, some tools do not read it, and a change of the value with
    /// the anchor changes locations that do not name it.
    YamlAlias = "yaml-alias", Note;
    /// A property named `is_…` or `has_…` is a boolean.
    /// If the schema is wrong, correcting it later breaks code that compares the property with `"true"`.
    BooleanName = "boolean-name", Warning;
    /// A string named `…_at` or `timestamp` has a format, such as `date-time`.
    /// With the format the field is a `Timestamp`; adding it later is a breaking change.
    TimeFormat = "time-format", Warning;
    /// A password, token or key is marked as secret, by `format: password` or `x-sensitive: true`.
    /// Otherwise `Debug` prints it, and logs contain it.
    UnmarkedSecret = "unmarked-secret", Warning;
}
