//! Servers: whether their URLs can be called.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, pointer};

/// Checks the servers of the document. Those of paths and operations are left out if nothing can be sent to them, which
/// lowering says.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let servers = checker.tree.root.get("servers").and_then(Node::as_sequence);
    for (index, server) in servers.unwrap_or_default().iter().enumerate() {
        let pointer = format!("/servers/{index}");
        let url = server.get("url").and_then(Node::as_str).unwrap_or_default();
        if let Some(problem) = problem(&with_defaults(url, server)) {
            let at = checker.tree.value(&pointer::child(&pointer, "url"));
            checker.add(
                Diagnostic::new(
                    Code::InvalidServer,
                    at,
                    format!("the URL `{url}` {problem}"),
                )
                .help("write it like `https://api.example.com`, or like `/v1` if the host is not known"),
            );
        }
        variables(checker, &pointer, server, url);
    }
}

fn variables(checker: &mut Checker<'_, '_>, server_pointer: &str, server: &Node, url: &str) {
    let variables = server.get("variables").and_then(Node::as_mapping);
    for entry in variables.into_iter().flatten() {
        let at = pointer::join(server_pointer, &["variables", &entry.key]);
        if !url.contains(&format!("{{{}}}", entry.key)) {
            let message = format!("the URL has no variable `{{{}}}`", entry.key);
            let place = checker.tree.value(&pointer::child(server_pointer, "url"));
            let finding = Diagnostic::new(Code::InvalidServer, checker.tree.key(&at), message)
                .related(place, "the URL")
                .help("put it into the URL, or remove it here");
            checker.add(finding);
        }
        let values = entry.value.get("enum").and_then(Node::as_sequence);
        let default = entry.value.get("default").and_then(Node::as_str);
        if let (Some(values), Some(default)) = (values, default)
            && !values.iter().any(|value| value.as_str() == Some(default))
        {
            let place = checker.keyword(&at, "enum");
            let finding = Diagnostic::new(
                Code::InvalidDefault,
                checker.tree.value(&pointer::child(&at, "default")),
                format!("`{default}` is not one of the values of this variable"),
            )
            .related(place, "the values")
            .help("write one of them, or add it to them");
            checker.add(finding);
        }
    }
}

fn with_defaults(url: &str, server: &Node) -> String {
    let variables = server.get("variables").and_then(Node::as_mapping);
    let mut url = url.to_owned();
    for entry in variables.into_iter().flatten() {
        if let Some(default) = entry.value.get("default").and_then(Node::as_str) {
            url = url.replace(&format!("{{{}}}", entry.key), default);
        }
    }
    url
}

/// Why a request cannot go to a URL. One that starts with a slash, or is empty, is below the place of the document.
fn problem(url: &str) -> Option<&'static str> {
    if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some("has a space or a control character in it");
    }
    // Its variables are missing, which lowering says.
    if url.is_empty() || url.starts_with(['/', '.']) || url.contains('{') {
        return None;
    }
    match url.split_once("://") {
        None => Some("has no scheme such as `https://`"),
        Some(("http" | "https", rest)) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            if host.is_empty() || host.starts_with(':') {
                Some("has no host")
            } else if rest.contains(['?', '#']) {
                Some("has a query or a fragment, which a base URL cannot have")
            } else {
                None
            }
        }
        Some(_) => Some("has another scheme than `http` and `https`"),
    }
}
