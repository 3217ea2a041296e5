//! [`Routes`]: what identifies operations, in both documents.

use std::collections::BTreeMap;

use crate::api::Method;
use crate::contract::{Contract, Operation, Server};

/// The path after the host and the method. The names of parameters in the path do not identify operations.
pub(super) type Route = (String, Method);

/// The operations of two documents, each with its index in its document.
pub(super) struct Routes<'a> {
    pub(super) base: BTreeMap<Route, (usize, &'a Operation)>,
    pub(super) head: BTreeMap<Route, (usize, &'a Operation)>,
}

impl<'a> Routes<'a> {
    pub(super) fn new(base: &'a Contract, head: &'a Contract) -> Self {
        let (before, after) = match moved(base, head) {
            Some(Moved { part, into_paths }) if into_paths => (part, ""),
            Some(Moved { part, .. }) => ("", part),
            None => ("", ""),
        };
        Self {
            base: by_route(base, before),
            head: by_route(head, after),
        }
    }
}

fn by_route<'a>(contract: &'a Contract, prefix: &str) -> BTreeMap<Route, (usize, &'a Operation)> {
    let operations = contract.operations.iter().enumerate();
    operations
        .map(|(index, operation)| {
            let path = format!("{prefix}{}", operation.template);
            ((path, operation.method), (index, operation))
        })
        .collect()
}

/// A part that moved from the URL of the server into all paths, or back: requests go to the same URLs.
pub(super) struct Moved<'a> {
    /// The part, as in `/v1`.
    pub(super) part: &'a str,
    /// Whether it moved into the paths.
    pub(super) into_paths: bool,
}

/// The part that moved between the server and the paths, if each document has one server.
pub(super) fn moved<'a>(base: &'a Contract, head: &'a Contract) -> Option<Moved<'a>> {
    let (before, after) = (only_server(base)?, only_server(head)?);
    let (part, with, into_paths) = match before.strip_prefix(after) {
        Some(part) => (part, head, true),
        None => (after.strip_prefix(before)?, base, false),
    };
    // Otherwise the server only has another path.
    let is_before_all = with.operations.iter().all(|operation| {
        let rest = operation.template.strip_prefix(part);
        rest.is_some_and(|rest| rest.starts_with('/'))
    });
    let is_path = part.starts_with('/') && !part.contains(['{', '?', '#']);
    (is_path && is_before_all && !with.operations.is_empty()).then_some(Moved { part, into_paths })
}

/// The URL of the server without a slash at the end, if there is one for all operations.
fn only_server(contract: &Contract) -> Option<&str> {
    let [Server { url, .. }] = contract.servers.as_slice() else {
        return None;
    };
    let mut operations = contract.operations.iter();
    let is_for_all = operations.all(|operation| operation.servers.is_empty());
    let has_host = url
        .split_once("://")
        .is_some_and(|(_, rest)| !rest.is_empty());
    (is_for_all && (has_host || url.starts_with('/'))).then(|| url.trim_end_matches('/'))
}
