//! The setters of a client's builder for the variables of servers.

use super::resolve::Resolver;
use super::{Argument, Function, Receiver, RustType};
use crate::diagnostic::Anchor;

/// The setter of a variable.
#[derive(Clone, Debug)]
pub struct ServerSetterItem {
    /// The name of the variable in the URL.
    pub variable: String,
    /// The method of the builder.
    pub setter: Function,
    /// Where the first server with the variable defines it.
    pub at: Anchor,
}

/// One setter for each variable, in the order of the document.
pub(super) fn setters(resolver: &Resolver<'_>) -> Vec<ServerSetterItem> {
    let mut setters: Vec<ServerSetterItem> = Vec::new();
    let servers = resolver.api.servers_with_variables();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        let is_known = setters.iter().any(|it| it.variable == variable.name);
        let Some(ident) = resolver.names.server_setters.get(&variable.name) else {
            continue;
        };
        if is_known {
            continue;
        }
        let setter = Function {
            receiver: Receiver::Value,
            is_async: false,
            name: ident.clone(),
            arguments: vec![(ident.clone(), Argument::Into(RustType::String))],
            output: RustType::SelfType,
        };
        setters.push(ServerSetterItem {
            variable: variable.name.clone(),
            setter,
            at: variable.at.clone(),
        });
    }
    setters
}
