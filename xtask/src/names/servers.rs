//! The setters of the client's builder for servers.

use std::collections::BTreeMap;

use super::case::snake;
use super::scope::{Candidate, Scope};
use super::{Ident, Names};
use crate::api::{Api, Server, ServerSetting};
use crate::diagnostic::{Anchor, Report};

/// The methods that every builder has, private ones included, and the endings of its environment variables; with spaces
/// between.
pub const RESERVED_SETTERS: &str = "allow_plain_http api_base_url api_key api_key_provider attempt_timeout base_url \
    basic_credential basic_credential_provider blocking_http_client blocking_transport build check_constraints \
    checked_base_url checked_credentials checked_headers checked_operation_servers checked_user_agent choose_server \
    connect_timeout default env fmt header http_client max_concurrent_requests max_response_size missing_base_url new \
    operation_server parsed_url retry secret_credential secret_credential_provider server_variable set_credential \
    timeout transport user_agent with_key without_credentials wrap_transport";

/// One name for each variable, in whichever servers it is, for each server to choose, and for each host that operations
/// have instead.
pub(super) fn setters(
    api: &Api,
    names: &Names,
    report: &mut Report,
) -> BTreeMap<ServerSetting, Ident> {
    let credentials = names.credentials.values();
    let credentials = credentials.flat_map(|it| [it.setter.as_str(), it.provider.as_str()]);
    let credentials = credentials.collect::<Vec<_>>().join(" ");
    let reserved = [RESERVED_SETTERS, credentials.as_str()];
    let mut scope = Scope::new("setters of servers", &reserved).with_help(
        "rename a variable, whose name is not sent, or describe a server in other words",
    );
    let mut variables = BTreeMap::new();
    for (variable, _) in api.server_variables() {
        variables.entry(&variable.name).or_insert(variable);
    }
    for (name, variable) in variables {
        add(
            &mut scope,
            ServerSetting::Variable(name.clone()),
            (&snake(name), &format!("server_{}", snake(name))),
            (name, &variable.at),
        );
    }
    for (index, server) in api.server_choices() {
        let name = server.description.as_deref().and_then(short_name);
        let name = name.unwrap_or_else(|| host_name(server));
        add_server(&mut scope, ServerSetting::Choice(index), &name, server);
    }
    for (index, servers) in api.operation_servers().into_iter().enumerate() {
        if let Some(server) = servers.first().filter(|server| server.has_host()) {
            let setting = ServerSetting::Operations(index);
            add_server(&mut scope, setting, &host_name(server), server);
        }
    }
    scope.resolve(report)
}

type Setters<'a> = Scope<'a, ServerSetting>;

fn add_server(scope: &mut Setters<'_>, setting: ServerSetting, name: &str, server: &Server) {
    let [plain, qualified] = [name, &server.template].map(|it| format!("{}_server", snake(it)));
    add(
        scope,
        setting,
        (&plain, &qualified),
        (&server.template, &server.at),
    );
}

fn add(
    scope: &mut Setters<'_>,
    key: ServerSetting,
    (plain, qualified): (&str, &str),
    (source, at): (&str, &Anchor),
) {
    let (plain, qualified) = (Ident::escape(plain), Ident::escape(qualified));
    scope.add(Candidate {
        key,
        ident: match scope.is_reserved(&plain) {
            true => qualified.clone(),
            false => plain,
        },
        qualified,
        source: source.to_owned(),
        at: at.clone(),
    });
}

/// A description that is a name: a few words, without those that every server has.
fn short_name(description: &str) -> Option<String> {
    const COMMON: [&str; 6] = ["a", "api", "environment", "server", "the", "url"];
    let name = snake(description);
    let words = name.split('_').filter(|word| !COMMON.contains(word));
    let words: Vec<&str> = words.collect();
    ((1..=3).contains(&words.len()) && !description.contains("://")).then(|| words.join("_"))
}

/// The first distinctive part of a server's host, or else its path.
fn host_name(server: &Server) -> String {
    let Some((_, rest)) = server.template.split_once("://") else {
        return server.template.clone();
    };
    let host = rest.split(['/', ':']).next().unwrap_or(rest);
    let mut labels = host.split('.').filter(|label| !label.contains('{'));
    let label = labels.find(|label| !matches!(*label, "api" | "www"));
    label.unwrap_or(host).to_owned()
}
