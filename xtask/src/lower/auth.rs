//! Security schemes, and which of them an operation takes.

use std::collections::BTreeMap;

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme};
use serde_json::Value;

use super::context::Context;
use super::pointer;
use crate::api::{AuthLocation, AuthScheme, AuthSchemeKind, Requirement};
use crate::contract::{self, Located};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{MUTUAL_TLS, nearest};

const PREFIX: &str = "x-auth-prefix";

/// HTTP schemes of which a credential is made for each request, of a challenge of the server or of a signature.
const CHALLENGES: &str =
    "concealed digest dpop gnap hoba mutual negotiate ntlm oauth scram-sha-1 scram-sha-256 vapid";

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
            let scheme = self::scheme(context, name, &pointer, &scheme);
            schemes.insert(name.clone(), scheme);
        }
    }
    schemes
}

fn scheme(
    context: &mut Context<'_>,
    name: &str,
    pointer: &str,
    scheme: &SecurityScheme,
) -> AuthScheme {
    let of_type_key = context.node(pointer).and_then(|node| node.get(PREFIX));
    if of_type_key.is_some() && !matches!(scheme, SecurityScheme::APIKey { .. }) {
        let at = context.key(&pointer::child(pointer, PREFIX));
        let message = format!("`{PREFIX}` belongs to `type: apiKey`: it is ignored");
        let finding = Diagnostic::new(Code::InvalidExtension, at, message);
        context.add_as(
            Severity::Warning,
            finding.help("change the type, or remove it"),
        );
    }
    let (kind, docs) = match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            description,
            extensions,
        } => {
            let kind = AuthSchemeKind::Key {
                location: match location {
                    APIKeyLocation::Header => AuthLocation::Header,
                    APIKeyLocation::Query => AuthLocation::Query,
                    APIKeyLocation::Cookie => AuthLocation::Cookie,
                },
                name: name.clone(),
                prefix: prefix(context, pointer, extensions.get(PREFIX)),
            };
            (kind, description)
        }
        SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => (http(context, pointer, scheme), description),
        // OpenAPI does not define how their tokens are sent; RFC 6750 does.
        SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIDConnect { description, .. } => {
            (authorization("Bearer"), description)
        }
    };
    let known = context.contract.security_schemes.get(name);
    let texts = |of: fn(&contract::SecurityScheme) -> &BTreeMap<String, Located<Value>>| {
        let entries = known.into_iter().flat_map(of);
        let texts = entries.map(|(key, it)| (key.as_str(), it.value.as_str().unwrap_or_default()));
        texts.collect::<Vec<_>>()
    };
    let scopes = texts(|scheme| &scheme.scopes).into_iter();
    AuthScheme {
        kind,
        rust_name: context.rust_name(pointer),
        docs: docs.clone(),
        urls: texts(|scheme| &scheme.urls)
            .into_iter()
            .map(|(key, url)| (key.to_owned(), url.to_owned()))
            .collect(),
        scopes: scopes
            .filter_map(|(key, text)| {
                let (_, scope) = key.split_once(' ')?;
                Some((scope.to_owned(), text.to_owned()))
            })
            .collect(),
        at: context.key(pointer),
    }
}

/// A header `Authorization` with a word before the credential.
fn authorization(word: &str) -> AuthSchemeKind {
    AuthSchemeKind::Key {
        location: AuthLocation::Header,
        name: "Authorization".to_owned(),
        prefix: Some(word.to_owned()),
    }
}

fn http(context: &mut Context<'_>, pointer: &str, scheme: &str) -> AuthSchemeKind {
    let name = scheme.to_ascii_lowercase();
    if scheme == MUTUAL_TLS {
        context.unsupported(
            context.key(pointer),
            format!("`{scheme}` is a certificate of the connection: the scheme is left out"),
            "give the client a `reqwest::Client` that has the certificate",
        );
        return AuthSchemeKind::Unsupported;
    }
    let problem = match name.as_str() {
        "bearer" => return authorization("Bearer"),
        "basic" => return AuthSchemeKind::Basic,
        name if CHALLENGES.split(' ').any(|it| it == name) => {
            "is made of challenges or signatures, which the client does not do"
        }
        _ if is_token(scheme) => return authorization(scheme),
        _ => "is not a valid HTTP scheme, which is one word",
    };
    let at = context.value(&pointer::child(pointer, "scheme"));
    context.unsupported(
        at,
        format!("`{scheme}` {problem}: the scheme is left out"),
        "add another scheme that the API takes; until then, set the header `Authorization` of the calls",
    );
    AuthSchemeKind::Unsupported
}

/// Whether a string is a token, as the name of an HTTP scheme has to be (RFC 9110, section 11.1).
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

fn prefix(context: &mut Context<'_>, pointer: &str, prefix: Option<&Value>) -> Option<String> {
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

/// The alternative credentials of an operation.
pub(super) fn required(
    context: &mut Context<'_>,
    operation: &str,
    own: Option<&Vec<SecurityRequirement>>,
    known: &BTreeMap<String, AuthScheme>,
) -> Vec<Requirement> {
    let document = context.document;
    let (pointer, alternatives) = match (own, &document.openapi.security) {
        (Some(own), _) => (pointer::child(operation, "security"), own.as_slice()),
        (None, Some(shared)) => ("/security".to_owned(), shared.as_slice()),
        (None, None) => return Vec::new(),
    };
    let mut requirements: Vec<Requirement> = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        let mut requirement = Requirement::new();
        for (name, scopes) in alternative {
            let pointer = pointer::child(&pointer, name);
            if is_sent(context, &pointer, name, &requirement, known) {
                requirement.insert(name.clone(), scopes.clone());
            }
        }
        let is_left_out = requirement.is_empty() && !alternative.is_empty();
        if !is_left_out && !requirements.contains(&requirement) {
            requirements.push(requirement);
        }
    }
    requirements
}

/// Whether a scheme of an alternative is sent beside the others. The request can be sent without it, and that is all that
/// can be done about another party's document.
fn is_sent(
    context: &mut Context<'_>,
    pointer: &str,
    name: &str,
    others: &Requirement,
    known: &BTreeMap<String, AuthScheme>,
) -> bool {
    let Some(scheme) = known.get(name) else {
        let diagnostic = Diagnostic::new(
            Code::InvalidRef,
            context.key(pointer),
            format!("there is no security scheme `{name}`: it is left out"),
        );
        let diagnostic = match nearest(name, known.keys().map(String::as_str)) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("define it under `components/securitySchemes`"),
        };
        context.add_as(Severity::Warning, diagnostic);
        return false;
    };
    // A scheme that is left out is reported where it is defined.
    let Some(carrier) = scheme.kind.carrier() else {
        return false;
    };
    let same = others.keys().find(|other| {
        let other = known.get(*other).and_then(|other| other.kind.carrier());
        other.as_ref() == Some(&carrier)
    });
    let Some(same) = same else {
        return true;
    };
    let at = context.key(pointer);
    context.unsupported(
        at,
        format!(
            "`{name}` is sent where `{same}` is, and one request cannot have both: it is left out"
        ),
        "make it an alternative of its own, or correct where one of them is sent",
    );
    false
}
