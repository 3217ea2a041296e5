//! Servers: where requests go.

use super::super::Rule;
use super::finding::Finding;
use super::said::one;
use super::words;
use crate::api::contract::Server;

/// The differences between two lists of servers. Their order says which one clients go to by themselves.
pub(super) fn differences(base: &[Server], head: &[Server]) -> Vec<Finding> {
    let mut found = Vec::new();
    let same = |server: &Server, other: &Server| address(server) == address(other);
    for old in base {
        let url = words::code(&old.url);
        let Some(new) = head.iter().find(|new| same(old, new)) else {
            let what = format!("the server {url} is gone");
            found.push(
                Finding::new(Rule::ServerRemoved, what)
                    .base(old.at.clone())
                    .fact("url", old.url.as_str()),
            );
            continue;
        };
        if old.variables != new.variables {
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
    for new in head {
        if !base.iter().any(|old| same(old, new)) {
            let what = format!("the server {} is new", words::code(&new.url));
            found.push(
                Finding::new(Rule::ServerAdded, what)
                    .head(new.at.clone())
                    .fact("url", new.url.as_str()),
            );
        }
    }
    found
}

/// A slash at the end makes no difference.
fn address(server: &Server) -> &str {
    server.url.trim_end_matches('/')
}
