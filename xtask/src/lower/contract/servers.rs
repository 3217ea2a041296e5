//! Servers, before their variables are filled in.

use serde_json::Value;

use super::place::Place;
use crate::api::contract::Server;
use crate::source::Node;

/// The servers of the document, a path or an operation.
pub(super) fn servers(holder: &Place<'_>) -> Vec<Server> {
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
            variables: server
                .node
                .get("variables")
                .map_or(Value::Null, |variables| variables.to_json()),
            docs: server.json_of("description"),
            at: server.anchor(),
        })
        .collect()
}
