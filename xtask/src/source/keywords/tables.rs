//! The objects of OpenAPI 3.0 with their keywords: <https://spec.openapis.org/oas/v3.0.4.html>, section 4.7.

use crate::source::{JsonType, Method};

/// An object of the specification.
#[derive(Debug)]
pub(in crate::source) struct Object {
    /// As the specification calls it, without the word "Object".
    pub(in crate::source) name: &'static str,
    /// The keywords that must be there.
    pub(super) required: &'static [&'static str],
    /// Every keyword with what it holds.
    pub(in crate::source) keywords: &'static [(&'static str, Kind)],
}

/// What a keyword holds.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) enum Kind {
    /// Any JSON: not looked into.
    Any,
    /// A text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list.
    List(&'static Kind),
    /// A mapping whose keys are free.
    Map(&'static Kind),
    /// An object.
    Object(&'static Object),
    /// An object, or a `$ref` to one.
    OrRef(&'static Object),
    /// `true`, `false`, a schema, or a `$ref` to one.
    BoolOrSchema,
    /// Path Items by path.
    Paths,
    /// Responses by status.
    Responses,
    /// Path Items by runtime expression.
    Callback,
}

use Kind::{
    Any, Bool, BoolOrSchema, Callback, Count, List, Map, Number, OneOf, OrRef, Paths, Responses,
    Text,
};

pub(in crate::source) static OPENAPI: Object = Object {
    name: "OpenAPI",
    required: &["openapi", "info", "paths"],
    keywords: &[
        ("openapi", Text),
        ("info", Kind::Object(&INFO)),
        ("servers", List(&Kind::Object(&SERVER))),
        ("paths", Paths),
        ("components", Kind::Object(&COMPONENTS)),
        ("security", SECURITY),
        ("tags", List(&Kind::Object(&TAG))),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
};

const SECURITY: Kind = List(&Map(&List(&Text)));

static INFO: Object = Object {
    name: "Info",
    required: &["title", "version"],
    keywords: &[
        ("title", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Kind::Object(&CONTACT)),
        ("license", Kind::Object(&LICENSE)),
        ("version", Text),
    ],
};

static CONTACT: Object = Object {
    name: "Contact",
    required: &[],
    keywords: &[("name", Text), ("url", Text), ("email", Text)],
};

static LICENSE: Object = Object {
    name: "License",
    required: &["name"],
    keywords: &[("name", Text), ("url", Text)],
};

static SERVER: Object = Object {
    name: "Server",
    required: &["url"],
    keywords: &[
        ("url", Text),
        ("description", Text),
        ("variables", Map(&Kind::Object(&SERVER_VARIABLE))),
    ],
};

static SERVER_VARIABLE: Object = Object {
    name: "Server Variable",
    required: &["default"],
    keywords: &[
        ("enum", List(&Text)),
        ("default", Text),
        ("description", Text),
    ],
};

static COMPONENTS: Object = Object {
    name: "Components",
    required: &[],
    keywords: &[
        ("schemas", Map(&OrRef(&SCHEMA))),
        ("responses", Map(&OrRef(&RESPONSE))),
        ("parameters", Map(&OrRef(&PARAMETER))),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("requestBodies", Map(&OrRef(&REQUEST_BODY))),
        ("headers", Map(&OrRef(&HEADER))),
        ("securitySchemes", Map(&OrRef(&SECURITY_SCHEME))),
        ("links", Map(&OrRef(&LINK))),
        ("callbacks", Map(&Callback)),
    ],
};

pub(in crate::source) static PATH_ITEM: Object = Object {
    name: "Path Item",
    required: &[],
    keywords: &[
        ("$ref", Text),
        ("summary", Text),
        ("description", Text),
        (Method::Get.keyword(), Kind::Object(&OPERATION)),
        (Method::Put.keyword(), Kind::Object(&OPERATION)),
        (Method::Post.keyword(), Kind::Object(&OPERATION)),
        (Method::Delete.keyword(), Kind::Object(&OPERATION)),
        (Method::Options.keyword(), Kind::Object(&OPERATION)),
        (Method::Head.keyword(), Kind::Object(&OPERATION)),
        (Method::Patch.keyword(), Kind::Object(&OPERATION)),
        (Method::Trace.keyword(), Kind::Object(&OPERATION)),
        ("servers", List(&Kind::Object(&SERVER))),
        ("parameters", List(&OrRef(&PARAMETER))),
    ],
};

pub(in crate::source) static OPERATION: Object = Object {
    name: "Operation",
    required: &["responses"],
    keywords: &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("parameters", List(&OrRef(&PARAMETER))),
        ("requestBody", OrRef(&REQUEST_BODY)),
        ("responses", Responses),
        ("callbacks", Map(&Callback)),
        ("deprecated", Bool),
        ("security", SECURITY),
        ("servers", List(&Kind::Object(&SERVER))),
    ],
};

static EXTERNAL_DOCS: Object = Object {
    name: "External Documentation",
    required: &["url"],
    keywords: &[("description", Text), ("url", Text)],
};

/// The styles of all locations; which of them a location has is a rule of its own.
const STYLES: Kind = OneOf(&[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
]);

pub(in crate::source) static PARAMETER: Object = Object {
    name: "Parameter",
    required: &["name", "in"],
    keywords: &[
        ("name", Text),
        ("in", OneOf(&["query", "header", "path", "cookie"])),
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Bool),
        ("style", STYLES),
        ("explode", Bool),
        ("allowReserved", Bool),
        ("schema", OrRef(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
    ],
};

pub(in crate::source) static HEADER: Object = Object {
    name: "Header",
    required: &[],
    keywords: &[
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Bool),
        ("style", OneOf(&["simple"])),
        ("explode", Bool),
        ("allowReserved", Bool),
        ("schema", OrRef(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
    ],
};

pub(in crate::source) static REQUEST_BODY: Object = Object {
    name: "Request Body",
    required: &["content"],
    keywords: &[
        ("description", Text),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("required", Bool),
    ],
};

pub(in crate::source) static MEDIA_TYPE: Object = Object {
    name: "Media Type",
    required: &[],
    keywords: &[
        ("schema", OrRef(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("encoding", Map(&Kind::Object(&ENCODING))),
    ],
};

static ENCODING: Object = Object {
    name: "Encoding",
    required: &[],
    keywords: &[
        ("contentType", Text),
        ("headers", Map(&OrRef(&HEADER))),
        (
            "style",
            OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        ("explode", Bool),
        ("allowReserved", Bool),
    ],
};

pub(in crate::source) static RESPONSE: Object = Object {
    name: "Response",
    required: &["description"],
    keywords: &[
        ("description", Text),
        ("headers", Map(&OrRef(&HEADER))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("links", Map(&OrRef(&LINK))),
    ],
};

static EXAMPLE: Object = Object {
    name: "Example",
    required: &[],
    keywords: &[
        ("summary", Text),
        ("description", Text),
        ("value", Any),
        ("externalValue", Text),
    ],
};

pub(in crate::source) static LINK: Object = Object {
    name: "Link",
    required: &[],
    keywords: &[
        ("operationRef", Text),
        ("operationId", Text),
        ("parameters", Map(&Any)),
        ("requestBody", Any),
        ("description", Text),
        ("server", Kind::Object(&SERVER)),
    ],
};

static TAG: Object = Object {
    name: "Tag",
    required: &["name"],
    keywords: &[
        ("name", Text),
        ("description", Text),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
};

pub(in crate::source) static SCHEMA: Object = Object {
    name: "Schema",
    required: &[],
    keywords: &[
        ("type", OneOf(&JsonType::NAMES)),
        ("format", Text),
        ("title", Text),
        ("description", Text),
        ("properties", Map(&OrRef(&SCHEMA))),
        ("required", List(&Text)),
        ("items", OrRef(&SCHEMA)),
        ("nullable", Bool),
        ("readOnly", Bool),
        ("writeOnly", Bool),
        ("deprecated", Bool),
        ("enum", List(&Any)),
        ("default", Any),
        ("example", Any),
        ("allOf", List(&OrRef(&SCHEMA))),
        ("oneOf", List(&OrRef(&SCHEMA))),
        ("anyOf", List(&OrRef(&SCHEMA))),
        ("not", OrRef(&SCHEMA)),
        ("additionalProperties", BoolOrSchema),
        ("discriminator", Kind::Object(&DISCRIMINATOR)),
        ("minLength", Count),
        ("maxLength", Count),
        ("pattern", Text),
        ("minimum", Number),
        ("maximum", Number),
        ("exclusiveMinimum", Bool),
        ("exclusiveMaximum", Bool),
        ("multipleOf", Number),
        ("minItems", Count),
        ("maxItems", Count),
        ("uniqueItems", Bool),
        ("minProperties", Count),
        ("maxProperties", Count),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        ("xml", Kind::Object(&XML)),
    ],
};

static DISCRIMINATOR: Object = Object {
    name: "Discriminator",
    required: &["propertyName"],
    keywords: &[("propertyName", Text), ("mapping", Map(&Text))],
};

static XML: Object = Object {
    name: "XML",
    required: &[],
    keywords: &[
        ("name", Text),
        ("namespace", Text),
        ("prefix", Text),
        ("attribute", Bool),
        ("wrapped", Bool),
    ],
};

pub(in crate::source) static SECURITY_SCHEME: Object = Object {
    name: "Security Scheme",
    required: &["type"],
    keywords: &[
        (
            "type",
            OneOf(&["apiKey", "http", "oauth2", "openIdConnect"]),
        ),
        ("description", Text),
        ("name", Text),
        ("in", OneOf(&["query", "header", "cookie"])),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Kind::Object(&OAUTH_FLOWS)),
        ("openIdConnectUrl", Text),
    ],
};

static OAUTH_FLOWS: Object = Object {
    name: "OAuth Flows",
    required: &[],
    keywords: &[
        ("implicit", Kind::Object(&IMPLICIT_FLOW)),
        ("password", Kind::Object(&TOKEN_FLOW)),
        ("clientCredentials", Kind::Object(&TOKEN_FLOW)),
        ("authorizationCode", Kind::Object(&CODE_FLOW)),
    ],
};

const OAUTH_FLOW_KEYWORDS: &[(&str, Kind)] = &[
    ("authorizationUrl", Text),
    ("tokenUrl", Text),
    ("refreshUrl", Text),
    ("scopes", Map(&Text)),
];

static IMPLICIT_FLOW: Object = Object {
    name: "OAuth Flow",
    required: &["authorizationUrl", "scopes"],
    keywords: OAUTH_FLOW_KEYWORDS,
};

static TOKEN_FLOW: Object = Object {
    name: "OAuth Flow",
    required: &["tokenUrl", "scopes"],
    keywords: OAUTH_FLOW_KEYWORDS,
};

static CODE_FLOW: Object = Object {
    name: "OAuth Flow",
    required: &["authorizationUrl", "tokenUrl", "scopes"],
    keywords: OAUTH_FLOW_KEYWORDS,
};
