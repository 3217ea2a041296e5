//! Paths and operations.

use super::exchange;
use super::place::Place;
use super::schema::Schemas;
use super::{security, servers};
use crate::api::contract::{Located, Operation};
use crate::api::{Method, ParameterLocation};
use crate::source::Node;

const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// The operations of a document, in its order.
pub(super) fn operations<'a>(root: &Place<'a>, schemas: &mut Schemas<'a>) -> Vec<Operation> {
    let mut operations = Vec::new();
    let paths = root.child("paths").map(|paths| paths.entries());
    for path in paths.into_iter().flatten() {
        let template = path.key();
        if !template.starts_with('/') {
            continue;
        }
        let Some(item) = path.resolved() else {
            continue;
        };
        for operation in item.entries() {
            let key = operation.key();
            if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == key) {
                operations.push(self::operation(
                    root, &item, &operation, &template, *method, schemas,
                ));
            }
        }
    }
    operations
}

fn operation<'a>(
    root: &Place<'a>,
    item: &Place<'a>,
    operation: &Place<'a>,
    path: &str,
    method: Method,
    schemas: &mut Schemas<'a>,
) -> Operation {
    let (template, names) = template(path);
    let mut texts = item.texts(["summary", "description"]);
    texts.extend(operation.texts(["summary", "description", "externalDocs"]));
    let mut parameters = exchange::parameters(item, schemas);
    for own in exchange::parameters(operation, schemas) {
        parameters.retain(|other| other.name != own.name || other.location != own.location);
        parameters.push(own);
    }
    for parameter in &mut parameters {
        if parameter.location == ParameterLocation::Path {
            parameter.position = names.iter().position(|name| *name == parameter.name);
        }
    }
    let mut own_servers = servers::servers(operation);
    if own_servers.is_empty() {
        own_servers = servers::servers(item);
    }
    let tags = operation.child("tags");
    Operation {
        method,
        path: path.to_owned(),
        template,
        id: operation.text_of("operationId"),
        tags: Located {
            value: tags
                .iter()
                .flat_map(|tags| tags.node.as_sequence().into_iter().flatten())
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
            at: tags.map_or_else(|| operation.anchor(), |tags| tags.anchor()),
        },
        texts,
        deprecated: operation.flag("deprecated"),
        sunset: operation.json_of("x-sunset"),
        parameters,
        request: operation
            .child("requestBody")
            .and_then(Place::resolved)
            .map(|body| exchange::request(&body, schemas)),
        responses: exchange::responses(operation, schemas),
        security: security::security(root, operation),
        servers: own_servers,
        extensions: operation.extensions(),
        at: operation.anchor(),
    }
}

/// A path without the names of its parameters, and the names.
fn template(path: &str) -> (String, Vec<String>) {
    let mut template = String::new();
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else {
            break;
        };
        template.push_str(before);
        template.push_str("{}");
        names.push(name.to_owned());
        rest = after;
    }
    template.push_str(rest);
    (template, names)
}
