//! The setters of a client's builder for servers.

use super::resolve::Resolver;
use super::{Argument, Function, RustType};
use crate::api::ServerVariable;
use crate::diagnostic::Anchor;

/// A setter of the builder for servers.
#[derive(Clone, Debug)]
pub struct ServerSetterItem {
    /// What it sets.
    pub target: ServerTarget,
    /// The URL of the first server that it concerns, with the names of its variables in braces.
    pub template: String,
    /// The method of the builder.
    pub setter: Function,
    /// Where it is defined.
    pub at: Anchor,
}

/// What a setter for servers sets.
#[derive(Clone, Debug)]
pub enum ServerTarget {
    /// A variable, as the first server with it defines it.
    Variable(ServerVariable),
    /// The URL of the servers of operations with this index.
    Operations(usize),
}

impl ServerSetterItem {
    /// The variable that it sets.
    pub fn variable(&self) -> Option<&ServerVariable> {
        match &self.target {
            ServerTarget::Variable(variable) => Some(variable),
            ServerTarget::Operations(_) => None,
        }
    }
}

/// One setter for each variable and for each host of operations, in the order of the document.
pub(super) fn setters(resolver: &Resolver<'_>) -> Vec<ServerSetterItem> {
    let names = &resolver.names.server_setters;
    let setter = |key: &str| {
        let ident = names.get(key)?;
        Some(Function::setter(ident, Argument::Into(RustType::String)))
    };
    let mut setters: Vec<ServerSetterItem> = Vec::new();
    for (variable, server) in resolver.api.server_variables() {
        let mut known = setters.iter().filter_map(ServerSetterItem::variable);
        if known.any(|it| it.name == variable.name) {
            continue;
        }
        setters.extend(setter(&variable.name).map(|setter| ServerSetterItem {
            target: ServerTarget::Variable(variable.clone()),
            template: server.template.clone(),
            setter,
            at: variable.at.clone(),
        }));
    }
    let of_operations = resolver.api.operation_servers();
    for (index, servers) in of_operations.into_iter().enumerate() {
        let Some(server) = servers.first() else {
            continue;
        };
        setters.extend(setter(&server.template).map(|setter| ServerSetterItem {
            target: ServerTarget::Operations(index),
            template: server.template.clone(),
            setter,
            at: server.at.clone(),
        }));
    }
    setters
}
