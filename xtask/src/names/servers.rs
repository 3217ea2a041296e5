//! The setters of the client's builder for servers: their variables, and other URLs for those of operations.

use std::collections::BTreeMap;

use super::case::snake;
use super::scope::{Candidate, Scope};
use super::{Ident, Names};
use crate::api::Api;
use crate::diagnostic::Report;

/// The methods that every builder has, private ones included, and the endings of its environment variables; with spaces
/// between.
pub const RESERVED_SETTERS: &str = "allow_plain_http api_base_url api_key api_key_provider attempt_timeout base_url \
    basic_credential basic_credential_provider blocking_http_client blocking_transport build check_constraints \
    checked_base_url checked_credentials checked_headers checked_operation_servers checked_user_agent \
    connect_timeout default env fmt header http_client max_concurrent_requests max_response_size missing_base_url new \
    operation_server parsed_url retry secret_credential secret_credential_provider server_variable set_credential \
    timeout transport user_agent with_key without_credentials wrap_transport";

/// One name for each variable, in whichever servers it is, and for each host that operations have instead: by the
/// template of its URL.
pub(super) fn setters(api: &Api, names: &Names, report: &mut Report) -> BTreeMap<String, Ident> {
    let credentials = names.credentials.values();
    let credentials = credentials.flat_map(|it| [it.setter.as_str(), it.provider.as_str()]);
    let credentials = credentials.collect::<Vec<_>>().join(" ");
    let reserved = [RESERVED_SETTERS, credentials.as_str()];
    let mut scope = Scope::new("variables of servers", &reserved)
        .with_help("rename one of the variables: their names are not sent");
    let mut variables = BTreeMap::new();
    for (variable, _) in api.server_variables() {
        variables.entry(&variable.name).or_insert(variable);
    }
    for (name, variable) in variables {
        let plain = Ident::escape(&snake(name));
        let qualified = Ident::escape(&format!("server_{}", snake(name)));
        scope.add(Candidate {
            key: name.clone(),
            ident: match scope.is_reserved(&plain) {
                true => qualified.clone(),
                false => plain,
            },
            qualified,
            source: name.clone(),
            at: variable.at.clone(),
        });
    }
    for servers in api.operation_servers() {
        let [server, ..] = servers else { continue };
        let Some((_, host)) = server.template.split_once("://") else {
            continue;
        };
        let host = host.split(['/', ':']).next().unwrap_or(host);
        let label = host.split('.').find(|label| !label.contains('{'));
        let named = |text: &str| Ident::escape(&format!("{}_server", snake(text)));
        let (plain, qualified) = (named(label.unwrap_or(host)), named(&server.template));
        scope.add(Candidate {
            key: server.template.clone(),
            ident: match scope.is_reserved(&plain) {
                true => qualified.clone(),
                false => plain,
            },
            qualified,
            source: server.template.clone(),
            at: server.at.clone(),
        });
    }
    scope.resolve(report)
}
