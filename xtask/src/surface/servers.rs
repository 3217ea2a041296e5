//! The setters of a client's builder for the variables of servers.

use super::resolve::Resolver;
use super::{Argument, Function, RustType};
use crate::api::ServerVariable;

/// The setter of a variable.
#[derive(Clone, Debug)]
pub struct ServerSetterItem {
    /// The variable, as the first server with it defines it.
    pub variable: ServerVariable,
    /// The URL of that server with the names of its variables in braces.
    pub template: String,
    /// The method of the builder.
    pub setter: Function,
}

/// One setter for each variable, in the order of the document.
pub(super) fn setters(resolver: &Resolver<'_>) -> Vec<ServerSetterItem> {
    let mut setters: Vec<ServerSetterItem> = Vec::new();
    let servers = resolver.api.servers_with_variables();
    let variables = servers.iter().flat_map(|server| {
        let variables = server.variables.iter();
        variables.map(|variable| (variable, &server.template))
    });
    for (variable, template) in variables {
        let is_known = setters.iter().any(|it| it.variable.name == variable.name);
        let Some(ident) = resolver.names.server_setters.get(&variable.name) else {
            continue;
        };
        if is_known {
            continue;
        }
        setters.push(ServerSetterItem {
            variable: variable.clone(),
            template: template.clone(),
            setter: Function::setter(ident, Argument::Into(RustType::String)),
        });
    }
    setters
}
