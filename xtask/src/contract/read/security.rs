//! Security: the schemes, and what an operation asks for.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::contract::{Located, Security, SecurityScheme};
use crate::source::Cursor;
use crate::source::Node;

/// The security schemes of a document, by name.
pub(super) fn schemes(root: &Cursor<'_>) -> BTreeMap<String, SecurityScheme> {
    let schemes = root
        .child("components")
        .and_then(|components| components.child("securitySchemes"));
    schemes
        .map(|schemes| schemes.entries())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|scheme| Some((scheme.key(), self::scheme(&scheme.resolved()?))))
        .collect()
}

fn scheme(scheme: &Cursor<'_>) -> SecurityScheme {
    const SENT: [&str; 6] = [
        "type",
        "in",
        "name",
        "scheme",
        "bearerFormat",
        "x-auth-prefix",
    ];
    let mut urls: BTreeMap<String, Located<Value>> = scheme
        .json_of("openIdConnectUrl")
        .map(|url| ("openIdConnectUrl".to_owned(), url))
        .into_iter()
        .collect();
    let mut scopes = BTreeMap::new();
    let flows = scheme.child("flows").map(|flows| flows.entries());
    for flow in flows.into_iter().flatten() {
        for key in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            urls.extend(
                flow.json_of(key)
                    .map(|url| (format!("{} {key}", flow.key()), url)),
            );
        }
        for scope in flow
            .child("scopes")
            .into_iter()
            .flat_map(|all| all.entries())
        {
            scopes.insert(format!("{} {}", flow.key(), scope.key()), scope.json());
        }
    }
    SecurityScheme {
        sent: SENT
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), scheme.json_of(key)?)))
            .collect(),
        urls,
        scopes,
        docs: scheme.json_of("description"),
        extensions: scheme.extensions(),
        at: scheme.anchor(),
    }
}

/// What an operation asks for, by itself or otherwise.
pub(super) fn security(operation: &Cursor<'_>, otherwise: Option<Cursor<'_>>) -> Security {
    let Some(asked) = operation.child("security").or(otherwise) else {
        return Security {
            ways: None,
            at: operation.anchor(),
        };
    };
    let mut ways: Vec<BTreeMap<String, Vec<String>>> = Vec::new();
    for way in asked.items() {
        let schemes = way.entries().into_iter().map(|scheme| {
            let scopes = scheme.node.as_sequence().into_iter().flatten();
            let mut scopes: Vec<String> =
                scopes.filter_map(Node::as_str).map(str::to_owned).collect();
            scopes.sort();
            (scheme.key(), scopes)
        });
        ways.push(schemes.collect());
    }
    if ways.is_empty() {
        // `security: []` lets everybody in.
        ways.push(BTreeMap::new());
    }
    Security {
        ways: Some(ways),
        at: asked.anchor(),
    }
}
