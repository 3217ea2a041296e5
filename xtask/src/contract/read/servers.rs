//! Servers, before their variables are filled in.

use serde_json::Value;

use crate::contract::Server;
use crate::source::Cursor;
use crate::source::Node;

/// The servers of the document, a path or an operation.
pub(super) fn servers(holder: &Cursor<'_>) -> Vec<Server> {
    let servers = holder.child("servers").map(|servers| servers.items());
    servers
        .unwrap_or_default()
        .into_iter()
        .map(|server| Server {
            url: server
                .node
                .get("url")
                .and_then(Node::as_str)
                .unwrap_or_default()
                .to_owned(),
            variables: server.node.get("variables").map_or(Value::Null, variables),
            docs: server.json_of("description"),
            extensions: server.extensions(),
            at: server.anchor(),
        })
        .collect()
}

/// The variables of a server; the order of the values that one may have says nothing.
fn variables(node: &Node) -> Value {
    let mut variables = node.to_json();
    for variable in variables.as_object_mut().into_iter().flatten() {
        if let Some(Value::Array(values)) = variable.1.get_mut("enum") {
            values.sort_by_key(Value::to_string);
        }
    }
    variables
}
