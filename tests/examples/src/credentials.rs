//! The credentials of a client that has all that its API knows, and where requests carry them.

use std::fmt::Write as _;

use xtask::api::{Api, AuthLocation, AuthSchemeKind, Operation};
use xtask::pipeline::Model;

/// The credential of each scheme: a key, or a user and a password.
const KEY: &str = "user:key-for-tests";
const KEY_IN_BASE64: &str = "dXNlcjprZXktZm9yLXRlc3Rz";

/// The calls of a builder that set them: those that its setters make.
pub(crate) fn calls(model: &Model) -> String {
    let mut calls = String::new();
    for (name, scheme) in model.api.used_schemes() {
        let (function, user) = match scheme.kind {
            AuthSchemeKind::Basic => ("basic_credential", "\"user\", "),
            _ => ("secret_credential", ""),
        };
        let key = match scheme.kind {
            AuthSchemeKind::Basic => KEY.trim_start_matches("user:"),
            _ => KEY,
        };
        write!(calls, ".{function}({name:?}, {user}{key:?})").expect("a String takes everything");
    }
    calls
}

/// The pairs in the query of an operation.
pub(crate) fn query(operation: &Operation, api: &Api) -> Vec<(String, String)> {
    let keys = schemes(operation, api).filter_map(|kind| match kind {
        AuthSchemeKind::Key {
            location: AuthLocation::Query,
            name,
            ..
        } => Some((name.clone(), KEY.to_owned())),
        _ => None,
    });
    keys.collect()
}

/// The headers of an operation; without credentials in headers, one that must not be there.
pub(crate) fn headers(operation: &Operation, api: &Api) -> Vec<(String, Option<String>)> {
    let headers = schemes(operation, api).filter_map(|kind| match kind {
        AuthSchemeKind::Key {
            location: AuthLocation::Header,
            name,
            prefix,
        } => {
            let value = match prefix {
                Some(prefix) => format!("{prefix} {KEY}"),
                None => KEY.to_owned(),
            };
            Some((name.to_ascii_lowercase(), Some(value)))
        }
        AuthSchemeKind::Key {
            location: AuthLocation::Cookie,
            name,
            ..
        } => Some(("cookie".to_owned(), Some(format!("{name}={KEY}")))),
        AuthSchemeKind::Basic => {
            let value = format!("Basic {KEY_IN_BASE64}");
            Some(("authorization".to_owned(), Some(value)))
        }
        _ => None,
    });
    let mut headers: Vec<_> = headers.collect();
    if headers.is_empty() {
        headers.push(("authorization".to_owned(), None));
    }
    headers
}

/// The schemes of an operation: those of its first alternative that has some.
fn schemes<'a>(operation: &'a Operation, api: &'a Api) -> impl Iterator<Item = &'a AuthSchemeKind> {
    let first = operation.auth.iter().find(|it| !it.is_empty());
    let names = first.into_iter().flat_map(|it| it.keys());
    names.filter_map(|name| Some(&api.auth.get(name)?.kind))
}
