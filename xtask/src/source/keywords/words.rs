//! What people write and OpenAPI 3.0 does not have: near misses, and words of its neighbours.

/// The candidate that a word was most likely meant to be.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| {
            *distance
                <= tolerance(
                    candidate.len().min(word.len()),
                    word.len() > candidate.len(),
                )
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Other capitals and other separators are no difference.
fn fold(word: &str) -> String {
    word.chars()
        .filter(|char| !matches!(char, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters may be wrong in a word: one in short ones, where more would make another word (`get`, `put`), and in
/// the shortest only one too much (`iin`).
fn tolerance(len: usize, is_longer: bool) -> usize {
    match len {
        0..=1 => 0,
        2 => usize::from(is_longer),
        3..=6 => 1,
        _ => 2,
    }
}

/// What OpenAPI 3.0 has instead of a keyword of OpenAPI 3.1, of JSON Schema or of Swagger 2.0.
pub(super) fn instead(object: &str, keyword: &str) -> Option<&'static str> {
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
            "say it in the `description`"
        }
        ("Schema", "contentEncoding") => "write `format: byte` for Base64",
        ("Schema", "contentMediaType") => "write `format: binary` for raw bytes",
        ("Schema", "optional") => "leave the property out of the object's `required` list",
        ("Schema", "in" | "schema") => {
            "this is a schema: what stands under `schema` belongs here directly"
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
