//! Servers: where requests are sent.

use serde_json::Value;

use super::super::Rule;
use super::difference::Difference;
use super::matching::match_up;
use super::metadata::{compare_description, compare_extensions};
use super::phrases::quote;
use super::routes::{Moved, moved};
use crate::contract::{Contract, Server};

/// Compares the servers of two documents.
pub(super) fn compare_documents(base: &Contract, head: &Contract) -> Vec<Difference> {
    let servers = (base.servers.first(), head.servers.first());
    match (moved(base, head), servers) {
        (Some(moved), (Some(old), Some(new))) => {
            let mut found = vec![path_moved(&moved, old, new)];
            found.extend(compare_servers(old, new));
            found
        }
        _ => compare(&base.servers, &head.servers),
    }
}

fn path_moved(moved: &Moved<'_>, old: &Server, new: &Server) -> Difference {
    let part = quote(moved.part);
    let paths = match moved.into_paths {
        true => format!("all paths start with {part}"),
        false => format!("no path starts with {part} any more"),
    };
    let (from, to) = (quote(&old.url), quote(&new.url));
    let what = format!("server URL changed from {from} to {to}, and {paths}");
    Difference::new(Rule::ServerPathMoved, what)
        .base(&old.at)
        .head(&new.at)
        .values(Some(old.url.as_str()), Some(new.url.as_str()))
}

/// Compares two lists of servers.
pub(super) fn compare(base: &[Server], head: &[Server]) -> Vec<Difference> {
    let is_same = |old: &Server, new: &Server| address(old) == address(new);
    // There may be several with one URL, with different variables.
    let is_equal = |old: &Server, new: &Server| is_same(old, new) && old.variables == new.variables;
    let matched = match_up(base, head, &[&is_equal, &is_same]);
    let both = matched.both.into_iter();
    let mut found: Vec<Difference> = both
        .flat_map(|(old, new)| compare_servers(old, new))
        .collect();
    // Without servers, there is one: `/`.
    let is_default = |own: &[Server], others: &[Server]| {
        others.is_empty() && matches!(own, [Server { url, .. }] if url == "/")
    };
    let difference = |rule: Rule, server: &Server, how: &str| {
        let what = format!("server {} {how}", quote(&server.url));
        Difference::new(rule, what).fact("url", server.url.as_str())
    };
    if !is_default(base, head) {
        let removed = |it: &Server| difference(Rule::ServerRemoved, it, "removed").base(&it.at);
        found.extend(matched.removed.into_iter().map(removed));
    }
    if !is_default(head, base) {
        let added = |it: &Server| difference(Rule::ServerAdded, it, "added").head(&it.at);
        found.extend(matched.added.into_iter().map(added));
    }
    found
}

fn compare_servers(old: &Server, new: &Server) -> Vec<Difference> {
    let variables = (old.variables != new.variables).then(|| {
        let (rule, variables) = match undescribed(old) == undescribed(new) {
            true => (Rule::DescriptionChanged, "descriptions of the variables"),
            false => (Rule::ServerChanged, "variables"),
        };
        let what = format!("{variables} of server {} changed", quote(&old.url));
        Difference::new(rule, what)
            .base(&old.at)
            .head(&new.at)
            .fact("url", old.url.as_str())
            .values(Some(old.variables.clone()), Some(new.variables.clone()))
    });
    let description = compare_description(&old.docs, &new.docs);
    let extensions = compare_extensions(&old.extensions, &new.extensions);
    variables
        .into_iter()
        .chain(description)
        .chain(extensions)
        .collect()
}

/// The variables without their descriptions.
fn undescribed(server: &Server) -> Value {
    let mut variables = server.variables.clone();
    for (_, variable) in variables.as_object_mut().into_iter().flatten() {
        if let Some(variable) = variable.as_object_mut() {
            variable.remove("description");
        }
    }
    variables
}

/// The URL without a slash at the end, scheme and host in lower case (RFC 3986, section 6.2.2.1).
fn address(server: &Server) -> String {
    let url = server.url.trim_end_matches('/');
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.split_once('/') {
        Some((host, path)) => format!("{}://{}/{path}", lower(scheme), lower(host)),
        None => format!("{}://{}", lower(scheme), lower(rest)),
    }
}

/// A string in lower case, except for the names of variables.
fn lower(text: &str) -> String {
    let mut is_name = false;
    let letters = text.chars().map(|letter| {
        is_name = letter == '{' || is_name && letter != '}';
        match is_name {
            true => letter,
            false => letter.to_ascii_lowercase(),
        }
    });
    letters.collect()
}
