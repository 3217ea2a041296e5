//! The objects of OpenAPI with their keywords: <https://spec.openapis.org/oas/v3.0.4.html>, section 4.7, and
//! <https://spec.openapis.org/oas/v3.1.1.html>, section 4.8.

use crate::source::tree::{Node, NodeKind, Scalar};
use crate::source::version::Version;
use crate::source::{JsonType, Method};

/// An object of the specification.
#[derive(Debug)]
pub(in crate::source) struct Object {
    /// Without the word "Object".
    pub(in crate::source) name: &'static str,
    /// The keywords that must be there.
    required: &'static [&'static str],
    /// Those that must be there in 3.0 alone.
    required_before: &'static [&'static str],
    /// The keywords of 3.0, with what each holds.
    older: &'static [(&'static str, Kind)],
    /// Those that 3.1 adds, or in which it has something else.
    newer: &'static [(&'static str, Kind)],
}

impl Object {
    /// What a keyword of the object holds in a version.
    pub(in crate::source) fn keyword(&self, keyword: &str, version: Version) -> Option<Kind> {
        let mut keywords = self.keywords(version);
        keywords
            .find(|(name, _)| *name == keyword)
            .map(|(_, kind)| kind)
    }

    /// The keywords of a version, the first of each name with what it holds.
    pub(in crate::source) fn keywords(
        &self,
        version: Version,
    ) -> impl Iterator<Item = (&'static str, Kind)> + Clone + use<> {
        let none: &[(&'static str, Kind)] = &[];
        let newer = version.spelled(none, self.newer);
        newer.iter().chain(self.older).copied()
    }

    /// The keywords that must be there.
    pub(super) fn required(&self, version: Version) -> impl Iterator<Item = &'static str> + use<> {
        let none: &[&'static str] = &[];
        let before = version.spelled(self.required_before, none);
        self.required.iter().chain(before).copied()
    }
}

/// What a keyword holds.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) enum Kind {
    /// Any JSON: not looked into.
    Any,
    /// A string.
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// An integer that is not negative.
    Count,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// In 3.1: the name of a type, or several.
    Types,
    /// In 3.1: a number; `true` or `false` as in 3.0.
    Bound,
    /// An array.
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
    /// Path Items by name, for requests that the server sends.
    Webhooks,
}

use Kind::{
    Any, Bool, BoolOrSchema, Bound, Callback, Count, List, Map, Number, OneOf, OrRef, Paths,
    Responses, Text, Types, Webhooks,
};

impl Kind {
    /// Of a kind that is one of two, the one that a value is or was meant to be.
    pub(super) fn of(self, node: &Node) -> Self {
        match (self, &node.kind) {
            (Types, NodeKind::Sequence(_)) => List(&TYPE),
            (Types, _) => TYPE,
            (Bound, NodeKind::Scalar(Scalar::Bool(_))) => Bool,
            (Bound, _) => Number,
            _ => self,
        }
    }

    /// Whether it is a schema, which in 3.1 may be `true` or `false`.
    pub(in crate::source) fn is_schema(self) -> bool {
        matches!(self, OrRef(object) if std::ptr::eq(object, &SCHEMA))
    }
}

/// A type in 3.1.
static TYPE: Kind = OneOf(&[
    "string", "number", "integer", "boolean", "object", "array", "null",
]);

const SECURITY: Kind = List(&Map(&List(&Text)));

/// The styles of all locations; which of them a location has is a rule of its own.
pub(super) const STYLES: [&str; 7] = [
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

/// The objects: the name of each, the keywords that it requires (after `before`: in 3.0 alone), and all keywords with what
/// they hold; after `+` those that 3.1 has in addition, or in which it has something else.
macro_rules! objects {
    ($($object:ident $name:literal [$($required:literal)* $(before $($before:literal)*)?]
        { $($keyword:expr => $kind:expr,)* } $(+ { $($newer:literal => $newer_kind:expr,)* })?)*) => {
        $(pub(in crate::source) static $object: Object = Object {
            name: $name,
            required: &[$($required),*],
            required_before: &[$($($before),*)?],
            older: &[$(($keyword, $kind)),*],
            newer: &[$($(($newer, $newer_kind)),*)?],
        };)*
    };
}

objects! {
    OPENAPI "OpenAPI" ["openapi" "info" before "paths"] {
        "openapi" => Text, "info" => Kind::Object(&INFO), "servers" => List(&Kind::Object(&SERVER)),
        "paths" => Paths, "components" => Kind::Object(&COMPONENTS), "security" => SECURITY,
        "tags" => List(&Kind::Object(&TAG)), "externalDocs" => Kind::Object(&EXTERNAL_DOCS),
    } + {
        "webhooks" => Webhooks, "jsonSchemaDialect" => Text,
    }

    INFO "Info" ["title" "version"] {
        "title" => Text, "description" => Text, "termsOfService" => Text,
        "contact" => Kind::Object(&CONTACT), "license" => Kind::Object(&LICENSE), "version" => Text,
    } + {
        "summary" => Text,
    }

    CONTACT "Contact" [] {
        "name" => Text, "url" => Text, "email" => Text,
    }

    LICENSE "License" ["name"] {
        "name" => Text, "url" => Text,
    } + {
        "identifier" => Text,
    }

    SERVER "Server" ["url"] {
        "url" => Text, "description" => Text, "variables" => Map(&Kind::Object(&SERVER_VARIABLE)),
    }

    SERVER_VARIABLE "Server Variable" ["default"] {
        "enum" => List(&Text), "default" => Text, "description" => Text,
    }

    COMPONENTS "Components" [] {
        "schemas" => Map(&OrRef(&SCHEMA)), "responses" => Map(&OrRef(&RESPONSE)),
        "parameters" => Map(&OrRef(&PARAMETER)), "examples" => Map(&OrRef(&EXAMPLE)),
        "requestBodies" => Map(&OrRef(&REQUEST_BODY)), "headers" => Map(&OrRef(&HEADER)),
        "securitySchemes" => Map(&OrRef(&SECURITY_SCHEME)), "links" => Map(&OrRef(&LINK)),
        "callbacks" => Map(&Callback),
    } + {
        "pathItems" => Map(&Kind::Object(&PATH_ITEM)),
    }

    PATH_ITEM "Path Item" [] {
        "$ref" => Text, "summary" => Text, "description" => Text,
        Method::Get.keyword() => Kind::Object(&OPERATION),
        Method::Put.keyword() => Kind::Object(&OPERATION),
        Method::Post.keyword() => Kind::Object(&OPERATION),
        Method::Delete.keyword() => Kind::Object(&OPERATION),
        Method::Options.keyword() => Kind::Object(&OPERATION),
        Method::Head.keyword() => Kind::Object(&OPERATION),
        Method::Patch.keyword() => Kind::Object(&OPERATION),
        Method::Trace.keyword() => Kind::Object(&OPERATION),
        "servers" => List(&Kind::Object(&SERVER)), "parameters" => List(&OrRef(&PARAMETER)),
    }

    OPERATION "Operation" [before "responses"] {
        "tags" => List(&Text), "summary" => Text, "description" => Text,
        "externalDocs" => Kind::Object(&EXTERNAL_DOCS), "operationId" => Text,
        "parameters" => List(&OrRef(&PARAMETER)), "requestBody" => OrRef(&REQUEST_BODY),
        "responses" => Responses, "callbacks" => Map(&Callback), "deprecated" => Bool,
        "security" => SECURITY, "servers" => List(&Kind::Object(&SERVER)),
    }

    EXTERNAL_DOCS "External Documentation" ["url"] {
        "description" => Text, "url" => Text,
    }

    PARAMETER "Parameter" ["name" "in"] {
        "name" => Text, "in" => OneOf(&["query", "header", "path", "cookie"]),
        "description" => Text, "required" => Bool, "deprecated" => Bool, "allowEmptyValue" => Bool,
        "style" => OneOf(&STYLES), "explode" => Bool, "allowReserved" => Bool, "schema" => OrRef(&SCHEMA),
        "example" => Any, "examples" => Map(&OrRef(&EXAMPLE)),
        "content" => Map(&Kind::Object(&MEDIA_TYPE)),
    }

    HEADER "Header" [] {
        "description" => Text, "required" => Bool, "deprecated" => Bool, "allowEmptyValue" => Bool,
        "style" => OneOf(&["simple"]), "explode" => Bool, "allowReserved" => Bool,
        "schema" => OrRef(&SCHEMA), "example" => Any, "examples" => Map(&OrRef(&EXAMPLE)),
        "content" => Map(&Kind::Object(&MEDIA_TYPE)),
    }

    REQUEST_BODY "Request Body" ["content"] {
        "description" => Text, "content" => Map(&Kind::Object(&MEDIA_TYPE)), "required" => Bool,
    }

    MEDIA_TYPE "Media Type" [] {
        "schema" => OrRef(&SCHEMA), "example" => Any, "examples" => Map(&OrRef(&EXAMPLE)),
        "encoding" => Map(&Kind::Object(&ENCODING)),
    }

    ENCODING "Encoding" [] {
        "contentType" => Text, "headers" => Map(&OrRef(&HEADER)),
        "style" => OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        "explode" => Bool, "allowReserved" => Bool,
    }

    RESPONSE "Response" ["description"] {
        "description" => Text, "headers" => Map(&OrRef(&HEADER)),
        "content" => Map(&Kind::Object(&MEDIA_TYPE)), "links" => Map(&OrRef(&LINK)),
    }

    EXAMPLE "Example" [] {
        "summary" => Text, "description" => Text, "value" => Any, "externalValue" => Text,
    }

    LINK "Link" [] {
        "operationRef" => Text, "operationId" => Text, "parameters" => Map(&Any),
        "requestBody" => Any, "description" => Text, "server" => Kind::Object(&SERVER),
    }

    TAG "Tag" ["name"] {
        "name" => Text, "description" => Text, "externalDocs" => Kind::Object(&EXTERNAL_DOCS),
    }

    SCHEMA "Schema" [] {
        "type" => OneOf(&JsonType::NAMES), "format" => Text, "title" => Text,
        "description" => Text, "properties" => Map(&OrRef(&SCHEMA)), "required" => List(&Text),
        "items" => OrRef(&SCHEMA), "nullable" => Bool, "readOnly" => Bool, "writeOnly" => Bool,
        "deprecated" => Bool, "enum" => List(&Any), "default" => Any, "example" => Any,
        "allOf" => List(&OrRef(&SCHEMA)), "oneOf" => List(&OrRef(&SCHEMA)),
        "anyOf" => List(&OrRef(&SCHEMA)), "not" => OrRef(&SCHEMA),
        "additionalProperties" => BoolOrSchema, "discriminator" => Kind::Object(&DISCRIMINATOR),
        "minLength" => Count, "maxLength" => Count, "pattern" => Text, "minimum" => Number,
        "maximum" => Number, "exclusiveMinimum" => Bool, "exclusiveMaximum" => Bool,
        "multipleOf" => Number, "minItems" => Count, "maxItems" => Count, "uniqueItems" => Bool,
        "minProperties" => Count, "maxProperties" => Count,
        "externalDocs" => Kind::Object(&EXTERNAL_DOCS), "xml" => Kind::Object(&XML),
    } + {
        "$ref" => Text, "type" => Types, "const" => Any, "examples" => List(&Any),
        "exclusiveMinimum" => Bound, "exclusiveMaximum" => Bound,
        "additionalProperties" => OrRef(&SCHEMA), "patternProperties" => Map(&OrRef(&SCHEMA)),
        "propertyNames" => OrRef(&SCHEMA), "unevaluatedProperties" => OrRef(&SCHEMA),
        "prefixItems" => List(&OrRef(&SCHEMA)), "contains" => OrRef(&SCHEMA),
        "minContains" => Count, "maxContains" => Count, "unevaluatedItems" => OrRef(&SCHEMA),
        "if" => OrRef(&SCHEMA), "then" => OrRef(&SCHEMA), "else" => OrRef(&SCHEMA),
        "dependentRequired" => Map(&List(&Text)), "dependentSchemas" => Map(&OrRef(&SCHEMA)),
        "contentEncoding" => Text, "contentMediaType" => Text, "contentSchema" => OrRef(&SCHEMA),
        "$defs" => Map(&OrRef(&SCHEMA)), "$id" => Text, "$schema" => Text, "$anchor" => Text,
        "$dynamicAnchor" => Text, "$dynamicRef" => Text, "$recursiveRef" => Text,
        "$recursiveAnchor" => Bool, "$vocabulary" => Map(&Bool), "$comment" => Text,
    }

    DISCRIMINATOR "Discriminator" ["propertyName"] {
        "propertyName" => Text, "mapping" => Map(&Text),
    }

    XML "XML" [] {
        "name" => Text, "namespace" => Text, "prefix" => Text, "attribute" => Bool,
        "wrapped" => Bool,
    }

    SECURITY_SCHEME "Security Scheme" ["type"] {
        "type" => OneOf(&["apiKey", "http", "oauth2", "openIdConnect"]), "description" => Text,
        "name" => Text, "in" => OneOf(&["query", "header", "cookie"]), "scheme" => Text,
        "bearerFormat" => Text, "flows" => Kind::Object(&OAUTH_FLOWS), "openIdConnectUrl" => Text,
    } + {
        "type" => OneOf(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]),
    }

    OAUTH_FLOWS "OAuth Flows" [] {
        "implicit" => Kind::Object(&IMPLICIT_FLOW), "password" => Kind::Object(&TOKEN_FLOW),
        "clientCredentials" => Kind::Object(&TOKEN_FLOW), "authorizationCode" => Kind::Object(&CODE_FLOW),
    }

    IMPLICIT_FLOW "OAuth Flow" ["authorizationUrl" "scopes"] {
        "authorizationUrl" => Text, "tokenUrl" => Text, "refreshUrl" => Text,
        "scopes" => Map(&Text),
    }

    TOKEN_FLOW "OAuth Flow" ["tokenUrl" "scopes"] {
        "authorizationUrl" => Text, "tokenUrl" => Text, "refreshUrl" => Text,
        "scopes" => Map(&Text),
    }

    CODE_FLOW "OAuth Flow" ["authorizationUrl" "tokenUrl" "scopes"] {
        "authorizationUrl" => Text, "tokenUrl" => Text, "refreshUrl" => Text,
        "scopes" => Map(&Text),
    }
}
