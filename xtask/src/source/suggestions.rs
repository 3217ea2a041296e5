//! What was most likely meant: [`nearest`] of some words, and what OpenAPI has [`instead`] of other keywords.

use super::version::Version;

/// The candidate that a word is most likely a misspelling of.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= tolerance(word, candidate))
        .min_by_key(|(distance, candidate)| (*distance, strsim::osa_distance(word, candidate)))
        .map(|(_, candidate)| candidate)
}

/// Ignores case and separators.
fn fold(word: &str) -> String {
    word.chars()
        .filter(|char| !matches!(char, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters may be wrong: one in short words, where more would make another word (`get`, `put`), and in the
/// shortest only one too many (`iin`).
fn tolerance(word: &str, candidate: &str) -> usize {
    match candidate.len().min(word.len()) {
        0..=1 => 0,
        2 => usize::from(word.len() > candidate.len()),
        3..=6 => 1,
        7..=11 => 2,
        _ => 3,
    }
}

/// What OpenAPI has instead of a keyword of another version, of JSON Schema or of Swagger 2.0.
pub(super) fn instead(version: Version, object: &str, keyword: &str) -> Option<&'static str> {
    if version == Version::V31 {
        match (object, keyword) {
            ("Schema", "definitions") => return Some("write `$defs`"),
            ("Schema", "dependencies") => {
                return Some("write `dependentRequired` or `dependentSchemas`");
            }
            ("Schema", "additionalItems") => return Some("write `prefixItems` and `items`"),
            _ => {}
        }
    }
    Some(match (object, keyword) {
        ("Schema", "const") => "write `enum` with one value",
        ("Schema", "examples") => "write `example` with one value",
        (
            "Schema",
            "$schema" | "$id" | "$anchor" | "$comment" | "$vocabulary" | "$dynamicRef"
            | "$dynamicAnchor",
        ) => "remove it: OpenAPI 3.0 has its own kind of schemas",
        ("Schema", "$defs" | "definitions") => "put the schemas under `components/schemas`",
        ("Schema", "if" | "then" | "else") => "write `oneOf` with the cases",
        ("Schema", "patternProperties" | "propertyNames" | "unevaluatedProperties") => {
            "write `additionalProperties`"
        }
        (
            "Schema",
            "prefixItems" | "contains" | "minContains" | "maxContains" | "unevaluatedItems",
        ) => "write `items` with one schema for all items",
        ("Schema", "dependentRequired" | "dependentSchemas" | "dependencies") => {
            "document it in the `description`"
        }
        ("Schema", "contentEncoding") => "write `format: byte` for Base64",
        ("Schema", "contentMediaType") => "write `format: binary` for raw bytes",
        ("Schema", "optional") => "leave the property out of the object's `required` list",
        ("Schema", "in" | "schema") => {
            "this is a schema: write what is under `schema` here directly"
        }
        ("OpenAPI", "definitions") => "write `components/schemas`",
        ("OpenAPI", "securityDefinitions") => "write `components/securitySchemes`",
        ("OpenAPI", "host" | "basePath" | "schemes") => "write `servers` with a `url`",
        ("OpenAPI", "parameters" | "responses") => "put it under `components`",
        ("OpenAPI" | "Operation", "consumes" | "produces") => {
            "write the media types under `content`"
        }
        ("OpenAPI", "webhooks" | "jsonSchemaDialect") => "remove it: it belongs to OpenAPI 3.1",
        ("Operation", "schemes") => "write `servers` with a `url`",
        ("Operation", "body") => "write `requestBody`",
        (
            "Parameter" | "Header",
            "type" | "format" | "items" | "enum" | "default" | "pattern" | "minimum" | "maximum",
        ) => "put it under `schema`",
        ("Parameter", "collectionFormat") => "write `style` and `explode`",
        ("Response", "schema" | "examples") => "put it under `content` and a media type",
        ("Request Body", "schema") => "put it under `content` and a media type",
        ("Info", "summary") => "remove it: it belongs to OpenAPI 3.1",
        ("License", "identifier") => "write `name` and `url`: `identifier` belongs to OpenAPI 3.1",
        ("Components", "pathItems") => "remove it: it belongs to OpenAPI 3.1",
        ("Security Scheme", "flow" | "authorizationUrl" | "tokenUrl" | "scopes") => {
            "put it under `flows`"
        }
        _ => return None,
    })
}

/// What to add where a keyword is missing.
pub(super) fn addition(object: &str, keyword: &str) -> String {
    let example = match (object, keyword) {
        (_, "openapi") => "openapi: 3.0.3",
        (_, "info") => "info: {title: My API, version: 1.0.0}",
        (_, "paths") => "paths: {}",
        (_, "responses") => "responses: {'200': {description: Done.}}",
        ("Response", "description") => "description: Done.",
        (_, "content") => "content: {application/json: {schema: {type: object}}}",
        (_, "schema") => "schema: {type: string}",
        ("Parameter", "in") => "in: query",
        ("Security Scheme", "in") => "in: header",
        ("Security Scheme", "name") => "name: Authorization",
        ("Security Scheme", "scheme") => "scheme: bearer",
        ("Security Scheme", "type") => "type: apiKey",
        ("Info", "version") => "version: 1.0.0",
        (_, "url") => "url: https://api.example.org",
        _ => return format!("add `{keyword}`"),
    };
    format!("add `{keyword}`, as in `{example}`")
}
