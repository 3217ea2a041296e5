//! Servers: where requests go.

use super::super::Rule;
use super::finding::Finding;
use super::said::one;
use super::words;
use crate::api::contract::Server;

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
        let what = format!("the variables of the server {url} differ");
        found.push(
            Finding::new(Rule::ServerChanged, what)
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

fn is_same(old: &Server, new: &Server) -> bool {
    has_address(old, new) && old.variables == new.variables
}

fn has_address(old: &Server, new: &Server) -> bool {
    address(old) == address(new)
}

/// A slash at the end makes no difference.
fn address(server: &Server) -> &str {
    server.url.trim_end_matches('/')
}
