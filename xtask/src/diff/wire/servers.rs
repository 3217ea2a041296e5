//! Servers: where requests go.

use serde_json::Value;

use super::super::Rule;
use super::finding::Finding;
use super::routes::{Moved, moved};
use super::said::one;
use super::words;
use crate::contract::{Contract, Server};

/// The differences between the servers of two documents.
pub(super) fn of_documents(base: &Contract, head: &Contract) -> Vec<Finding> {
    match (
        moved(base, head),
        base.servers.first(),
        head.servers.first(),
    ) {
        (Some(moved), Some(old), Some(new)) => between_paths(&moved, old, new),
        _ => differences(&base.servers, &head.servers),
    }
}

/// What is to be said of a server a part of whose URL stands in the paths on the other side.
fn between_paths(moved: &Moved<'_>, old: &Server, new: &Server) -> Vec<Finding> {
    let part = words::code(moved.part);
    let paths = match moved.into_paths {
        true => format!("all paths begin with {part}"),
        false => format!("no path begins with {part} any more"),
    };
    let what = format!(
        "the server is {} instead of {}, and {paths}",
        words::code(&new.url),
        words::code(&old.url),
    );
    let told = Finding::new(Rule::ServerPathMoved, what)
        .base(old.at.clone())
        .head(new.at.clone())
        .fact("from", old.url.as_str())
        .fact("to", new.url.as_str());
    let mut found = vec![told];
    both(old, new, &mut found);
    found
}

/// The differences between two lists of servers. Their order says which one clients go to by themselves.
pub(super) fn differences(base: &[Server], head: &[Server]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut new: Vec<&Server> = head.iter().collect();
    let mut gone: Vec<&Server> = base.iter().collect();
    // One URL may be there several times, with other variables each.
    for how in [is_same, has_address] {
        gone.retain(|old| {
            let Some(position) = new.iter().position(|new| how(old, new)) else {
                return true;
            };
            both(old, new.remove(position), &mut found);
            false
        });
    }
    for old in gone {
        if head.is_empty() && base.len() == 1 && old.url == "/" {
            continue;
        }
        let what = format!("the server {} is gone", words::code(&old.url));
        found.push(
            Finding::new(Rule::ServerRemoved, what)
                .base(old.at.clone())
                .fact("url", old.url.as_str()),
        );
    }
    for new in new {
        // Where there is none, it is this one.
        if base.is_empty() && head.len() == 1 && new.url == "/" {
            continue;
        }
        let what = format!("the server {} is new", words::code(&new.url));
        found.push(
            Finding::new(Rule::ServerAdded, what)
                .head(new.at.clone())
                .fact("url", new.url.as_str()),
        );
    }
    found
}

fn both(old: &Server, new: &Server, found: &mut Vec<Finding>) {
    if old.variables != new.variables {
        let url = words::code(&old.url);
        let (rule, what) = match undescribed(old) == undescribed(new) {
            true => (Rule::DescriptionChanged, "are described in another way"),
            false => (Rule::ServerChanged, "differ"),
        };
        let what = format!("the variables of the server {url} {what}");
        found.push(
            Finding::new(rule, what)
                .base(old.at.clone())
                .head(new.at.clone())
                .fact("url", old.url.as_str())
                .fact("from", old.variables.clone())
                .fact("to", new.variables.clone()),
        );
    }
    found.extend(one(
        Rule::DescriptionChanged,
        "description",
        old.docs.as_ref(),
        new.docs.as_ref(),
    ));
}

/// The variables without what is said of them to people.
fn undescribed(server: &Server) -> Value {
    let mut variables = server.variables.clone();
    for (_, variable) in variables.as_object_mut().into_iter().flatten() {
        if let Some(variable) = variable.as_object_mut() {
            variable.remove("description");
        }
    }
    variables
}

fn is_same(old: &Server, new: &Server) -> bool {
    has_address(old, new) && old.variables == new.variables
}

fn has_address(old: &Server, new: &Server) -> bool {
    address(old) == address(new)
}

/// A slash at the end and the case of scheme and host make no difference (RFC 3986, section 6.2.2.1).
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

/// In lower case, but for the names of variables.
fn lower(text: &str) -> String {
    let mut is_name = false;
    text.chars()
        .map(|letter| {
            is_name = letter == '{' || is_name && letter != '}';
            if is_name {
                letter
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect()
}
