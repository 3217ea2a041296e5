//! Paths and operations.

use super::request_response;
use super::schema::Schemas;
use super::{security, servers};
use crate::contract::{Callback, Located, Method, Operation, ParameterLocation};
use crate::source::{Cursor, Node};

/// The operations of a document, in its order.
pub(super) fn operations<'a>(root: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Operation> {
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
        for (method, operation) in of_methods(&item) {
            operations.push(Operation {
                security: security::security(&operation, root.child("security")),
                callbacks: callbacks(&operation, schemas),
                ..self::operation(&item, &operation, &template, method, schemas)
            });
        }
    }
    operations
}

fn of_methods<'a>(item: &Cursor<'a>) -> Vec<(Method, Cursor<'a>)> {
    let method = |entry: Cursor<'a>| Some((Method::from_keyword(&entry.key())?, entry));
    item.entries().into_iter().filter_map(method).collect()
}

/// The callbacks of an operation; references to them are followed.
fn callbacks<'a>(operation: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Callback> {
    let mut callbacks = Vec::new();
    let all = operation.child("callbacks").map(|all| all.entries());
    for callback in all.into_iter().flatten() {
        let name = callback.key();
        let urls = callback.resolved().map(|callback| callback.entries());
        for url in urls.into_iter().flatten() {
            let expression = url.key();
            if expression.starts_with("x-") {
                continue;
            }
            let Some(item) = url.resolved() else {
                continue;
            };
            for (method, exchange) in of_methods(&item) {
                callbacks.push(Callback {
                    name: name.clone(),
                    exchange: self::operation(&item, &exchange, &expression, method, schemas),
                });
            }
        }
    }
    callbacks
}

/// An operation as far as it is told by itself: what the document says of its security and callbacks is not.
fn operation<'a>(
    item: &Cursor<'a>,
    operation: &Cursor<'a>,
    path: &str,
    method: Method,
    schemas: &mut Schemas<'a>,
) -> Operation {
    let (template, names) = template(path);
    let mut texts = item.texts(["summary", "description"]);
    texts.extend(operation.texts(["summary", "description", "externalDocs"]));
    let mut parameters = request_response::parameters(item, schemas);
    for own in request_response::parameters(operation, schemas) {
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
    let mut extensions = item.extensions();
    extensions.extend(operation.extensions());
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
        parameters,
        request: operation.child("requestBody").and_then(|body| {
            let listed = body.anchor();
            let body = body.resolved()?;
            Some(request_response::request(&body, listed, schemas))
        }),
        responses: request_response::responses(operation, schemas),
        security: security::security(operation, None),
        servers: own_servers,
        callbacks: Vec::new(),
        extensions,
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
