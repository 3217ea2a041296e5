//! The setters of a client's builder for servers.

use super::resolve::Resolver;
use super::{Argument, Function, RustType};
use crate::api::{Server, ServerSetting, ServerVariable};
use crate::diagnostic::Anchor;

/// A setter of the builder for servers.
#[derive(Clone, Debug)]
pub struct ServerSetterItem {
    /// What it sets.
    pub setting: ServerSetting,
    /// The first server that it concerns.
    pub server: Server,
    /// The variable that it sets, as that server defines it.
    pub variable: Option<ServerVariable>,
    /// The method of the builder.
    pub setter: Function,
    /// Where it is defined.
    pub at: Anchor,
}

/// One setter for each variable, for each server to choose, and for each host of operations.
pub(super) fn setters(resolver: &Resolver<'_>) -> Vec<ServerSetterItem> {
    let api = resolver.api;
    let mut setters: Vec<ServerSetterItem> = Vec::new();
    let mut add = |setting: ServerSetting, server: &Server, variable: Option<&ServerVariable>| {
        let Some(name) = resolver.names.server_setters.get(&setting) else {
            return;
        };
        if setters.iter().any(|it| it.setting == setting) {
            return;
        }
        let setter = match setting {
            ServerSetting::Choice(_) => Function::of_self(name.clone(), RustType::SelfType),
            _ => Function::setter(name, Argument::Into(RustType::String)),
        };
        setters.push(ServerSetterItem {
            setting,
            server: server.clone(),
            variable: variable.cloned(),
            setter,
            at: variable.map_or(&server.at, |it| &it.at).clone(),
        });
    };
    for (variable, server) in api.server_variables() {
        let setting = ServerSetting::Variable(variable.name.clone());
        add(setting, server, Some(variable));
    }
    for (index, server) in api.server_choices() {
        add(ServerSetting::Choice(index), server, None);
    }
    for (index, servers) in api.operation_servers().into_iter().enumerate() {
        if let Some(server) = servers.first() {
            add(ServerSetting::Operations(index), server, None);
        }
    }
    setters
}
