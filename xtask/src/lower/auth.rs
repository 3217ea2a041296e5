//! Security schemes, and which of them an operation takes.

use std::collections::BTreeMap;

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme};
use serde_json::Value;

use super::context::Context;
use super::pointer;
use crate::api::{AuthLocation, AuthScheme, AuthSchemeKind};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::nearest;

const PREFIX: &str = "x-auth-prefix";

/// The security schemes of a document, by name.
pub(super) fn schemes(context: &mut Context<'_>) -> BTreeMap<String, AuthScheme> {
    let document = context.document;
    let mut schemes = BTreeMap::new();
    for (name, scheme) in document
        .openapi
        .components
        .iter()
        .flat_map(|components| &components.security_schemes)
    {
        let pointer = pointer::join("", &["components", "securitySchemes", name]);
        if let Some((pointer, scheme)) = context.resolve(&pointer, scheme) {
            schemes.insert(name.clone(), self::scheme(context, &pointer, &scheme));
        }
    }
    schemes
}

fn scheme(context: &mut Context<'_>, pointer: &str, scheme: &SecurityScheme) -> AuthScheme {
    let (kind, docs, extensions) = match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            description,
            extensions,
        } => {
            let kind = AuthSchemeKind::ApiKey {
                location: match location {
                    APIKeyLocation::Header => AuthLocation::Header,
                    APIKeyLocation::Query => AuthLocation::Query,
                    APIKeyLocation::Cookie => AuthLocation::Cookie,
                },
                name: name.clone(),
                prefix: prefix(context, pointer, extensions.get(PREFIX)),
            };
            return AuthScheme {
                kind,
                docs: description.clone(),
                at: context.key(pointer),
            };
        }
        SecurityScheme::HTTP {
            scheme,
            description,
            extensions,
            ..
        } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => AuthSchemeKind::Bearer,
                "basic" => AuthSchemeKind::Basic,
                _ => {
                    let at = context.value(&pointer::child(pointer, "scheme"));
                    context.unsupported(
                        at,
                        format!("the HTTP scheme `{scheme}` is sent as `Bearer`"),
                        "if it is a word before a key, write `type: apiKey`, `in: header`, `name: Authorization` and `x-auth-prefix`",
                    );
                    AuthSchemeKind::Other
                }
            };
            (kind, description, extensions)
        }
        SecurityScheme::OAuth2 {
            description,
            extensions,
            ..
        }
        | SecurityScheme::OpenIDConnect {
            description,
            extensions,
            ..
        } => (AuthSchemeKind::Other, description, extensions),
    };
    if extensions.contains_key(PREFIX) {
        let at = context.key(&pointer::child(pointer, PREFIX));
        let message = format!("`{PREFIX}` belongs to `type: apiKey`: it is ignored");
        let finding = Diagnostic::new(Code::InvalidExtension, at, message);
        context.add_as(
            Severity::Warning,
            finding.help("change the type, or remove it"),
        );
    }
    AuthScheme {
        kind,
        docs: docs.clone(),
        at: context.key(pointer),
    }
}

fn prefix(context: &mut Context<'_>, pointer: &str, prefix: Option<&Value>) -> Option<String> {
    // RFC 9110, section 11.1: the scheme is a token.
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
    };
    match prefix? {
        Value::String(word) if is_token(word) => Some(word.clone()),
        _ => {
            let at = context.value(&pointer::child(pointer, PREFIX));
            let message = format!("`{PREFIX}` must be one word: it is ignored");
            let finding = Diagnostic::new(Code::InvalidExtension, at, message);
            let help = "write the word before the key, as in `JWT`";
            context.add_as(Severity::Warning, finding.help(help));
            None
        }
    }
}

/// The names of the schemes of which a request needs one.
pub(super) fn required(
    context: &mut Context<'_>,
    operation: &str,
    own: Option<&Vec<SecurityRequirement>>,
    known: &BTreeMap<String, AuthScheme>,
) -> Vec<String> {
    let document = context.document;
    let (pointer, alternatives) = match (own, &document.openapi.security) {
        (Some(own), _) => (pointer::child(operation, "security"), own.as_slice()),
        (None, Some(shared)) => ("/security".to_owned(), shared.as_slice()),
        (None, None) => return Vec::new(),
    };
    let mut names: Vec<String> = Vec::new();
    let mut together: Option<String> = None;
    for (index, alternative) in alternatives.iter().enumerate() {
        let alternative_pointer = format!("{pointer}/{index}");
        for name in alternative.keys().filter(|name| !known.contains_key(*name)) {
            let at = context.key(&pointer::child(&alternative_pointer, name));
            let diagnostic = Diagnostic::new(
                Code::InvalidRef,
                at,
                format!("there is no security scheme `{name}`: it is left out"),
            );
            let diagnostic = match nearest(name, known.keys().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("define it under `components/securitySchemes`"),
            };
            // The request can be sent without it, and that is all that can be done about another party's document.
            context.add_as(Severity::Warning, diagnostic);
        }
        let mut schemes = alternative.keys().filter(|name| known.contains_key(*name));
        match (schemes.next(), alternative.len()) {
            (Some(name), 1) if !names.contains(name) => names.push(name.clone()),
            (Some(first), 2..) => {
                let at = context.value(&alternative_pointer);
                context.unsupported(at, "several security schemes at once cannot be sent: this alternative is not offered", "offer an alternative with one scheme");
                together.get_or_insert_with(|| first.clone());
            }
            _ => {}
        }
    }
    if names.is_empty() {
        // Better a request that lacks one credential than one that lacks all.
        names.extend(together);
    }
    names
}
