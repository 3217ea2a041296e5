//! Paths and operations, and webhooks.

use std::collections::BTreeMap;

use super::request_response;
use super::schema::Schemas;
use super::{security, servers};
use crate::contract::{
    Callback, Header, Located, Method, Operation, Parameter, ParameterLocation, Response, Webhook,
};
use crate::source::{Cursor, Node};

/// The operations of a document, in its order.
pub(super) fn operations<'a>(root: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Operation> {
    let mut operations = Vec::new();
    let paths = path_items(root.child("paths")).into_iter();
    for (template, item) in paths.filter(|(key, _)| key.starts_with('/')) {
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

/// The path items in an object with their keys; references to them are followed.
fn path_items<'a>(holder: Option<Cursor<'a>>) -> Vec<(String, Cursor<'a>)> {
    let entries = holder.map(|it| it.entries()).into_iter().flatten();
    let entries = entries.map(|entry| (entry.key(), entry));
    let items = entries.filter(|(key, _)| !key.starts_with("x-"));
    items
        .filter_map(|(key, entry)| Some((key, entry.resolved()?)))
        .collect()
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
        for (expression, item) in path_items(callback.resolved()) {
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

/// The webhooks of a document, in its order.
pub(super) fn webhooks<'a>(root: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Webhook> {
    let mut webhooks = Vec::new();
    for (name, item) in path_items(root.child("webhooks")) {
        let mut methods = of_methods(&item);
        methods.sort_by_key(|(method, _)| (*method != Method::Post, method.as_str()));
        for (method, exchange) in methods {
            let whole = self::operation(&item, &exchange, &name, method, schemas);
            webhooks.push(self::webhook(whole));
        }
    }
    webhooks
}

/// Divides a webhook: each keyword is in one of both parts.
fn webhook(mut whole: Operation) -> Webhook {
    let is_header = |it: &Parameter| it.location == ParameterLocation::Header;
    let (headers, parameters) = whole.parameters.drain(..).partition(is_header);
    let headers: Vec<Parameter> = headers;
    let request = whole.request.take();
    let at = request.as_ref().map_or(&whole.at, |it| &it.at).clone();
    let required = request.as_ref().and_then(|it| it.required.clone());
    let (docs, content, extensions) = match request {
        Some(request) => (request.docs, request.content, request.extensions),
        None => (None, Vec::new(), BTreeMap::new()),
    };
    let received = Response {
        status: "webhook".to_owned(),
        docs,
        headers: headers.into_iter().map(header).collect(),
        content,
        links: BTreeMap::new(),
        extensions,
        listed: at.clone(),
        at,
    };
    let exchange = Operation {
        id: None,
        tags: Located {
            value: Vec::new(),
            at: whole.at.clone(),
        },
        texts: BTreeMap::new(),
        deprecated: None,
        parameters,
        responses: std::mem::take(&mut whole.responses),
        servers: std::mem::take(&mut whole.servers),
        extensions: BTreeMap::new(),
        ..whole.clone()
    };
    whole.security.ways = None;
    whole.responses.push(received);
    Webhook {
        delivery: whole,
        required,
        exchange,
    }
}

fn header(parameter: Parameter) -> Header {
    Header {
        name: parameter.name,
        required: parameter.required,
        deprecated: parameter.deprecated,
        media_type: parameter.media_type,
        schema: parameter.schema,
        schema_at: parameter.schema_at,
        docs: parameter.docs,
        extensions: parameter.extensions,
        at: parameter.at,
    }
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
        request: operation
            .child("requestBody")
            .and_then(|body| request_response::request(body, schemas)),
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
