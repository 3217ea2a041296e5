//! The setters of a client's builder that the variables of servers get.

use std::collections::BTreeMap;

use super::Ident;
use super::scope::{Scope, Wish};
use super::words::snake;
use crate::api::Api;
use crate::diagnostic::Report;

/// What the builder of a client has for every document, private methods included, and what its environment variables end
/// in.
pub const RESERVED_SETTERS: &[&str] = &[
    "allow_plain_http",
    "api_base_url",
    "api_key",
    "api_key_provider",
    "attempt_timeout",
    "base_url",
    "blocking_http_client",
    "blocking_transport",
    "build",
    "check_constraints",
    "checked_api_key",
    "checked_base_url",
    "checked_headers",
    "checked_user_agent",
    "connect_timeout",
    "default",
    "env",
    "fmt",
    "header",
    "http_client",
    "max_concurrent_requests",
    "max_response_size",
    "missing_key",
    "new",
    "retry",
    "server_variable",
    "timeout",
    "transport",
    "user_agent",
    "wrap_transport",
];

/// One name for each variable, whichever servers have it.
pub(super) fn setters(api: &Api, report: &mut Report) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new("variables of servers", &[RESERVED_SETTERS])
        .with_help("rename one of the variables: their names are not sent");
    let mut known = BTreeMap::new();
    let servers = api.servers_with_variables();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        known.entry(&variable.name).or_insert(variable);
    }
    for (name, variable) in known {
        let plain = Ident::escape(&snake(name));
        let qualified = Ident::escape(&format!("server_{}", snake(name)));
        let ident = match scope.is_reserved(&plain) {
            true => qualified.clone(),
            false => plain,
        };
        scope.add(Wish {
            key: name.clone(),
            ident,
            qualified,
            called: name.clone(),
            at: variable.at.clone(),
        });
    }
    scope.resolve(report)
}
