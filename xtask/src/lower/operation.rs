//! Paths and operations.

use std::collections::BTreeMap;

use openapiv3::{Operation as Source, PathItem};

use super::body::Media as MediaLowering;
use super::context::Context;
use super::{auth, body, parameter, path, pointer, response, server, type_names};
use crate::api::{
    AuthScheme, Method, Operation, Parameter, ParameterLocation, ParameterStyle, Segment,
    StringFormat, Style, Type, TypeRef,
};
use crate::diagnostic::{Anchor, Code, Diagnostic};

/// The operations of a document, in its order.
pub(super) fn operations(
    context: &mut Context<'_>,
    schemes: &BTreeMap<String, AuthScheme>,
) -> Vec<Operation> {
    let document = context.document;
    let mut operations: Vec<Operation> = Vec::new();
    for (path, item) in &document.openapi.paths.paths {
        let pointer = pointer::join("", &["paths", path]);
        let Some((item_pointer, item)) = context.resolve(&pointer, item) else {
            continue;
        };
        for (method, source) in in_order(context, &item_pointer, &item) {
            let place = Place {
                path,
                item_pointer: &item_pointer,
                item: &item,
                method,
            };
            operations.extend(operation(context, schemes, &place, source));
        }
    }
    operations
}

/// Where an operation stands.
struct Place<'p> {
    path: &'p str,
    item_pointer: &'p str,
    item: &'p PathItem,
    method: Method,
}

/// The operations of a path, in the order of the text.
fn in_order<'p>(
    context: &Context<'_>,
    pointer: &str,
    item: &'p PathItem,
) -> Vec<(Method, &'p Source)> {
    let mut operations: Vec<(Anchor, Method, &Source)> = [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, source)| {
        let at = context.key(&pointer::child(pointer, method.keyword()));
        Some((at, method, source.as_ref()?))
    })
    .collect();
    operations.sort_by_key(|(at, ..)| at.span.start);
    operations
        .into_iter()
        .map(|(_, method, source)| (method, source))
        .collect()
}

fn operation(
    context: &mut Context<'_>,
    schemes: &BTreeMap<String, AuthScheme>,
    place: &Place<'_>,
    source: &Source,
) -> Option<Operation> {
    let pointer = pointer::child(place.item_pointer, place.method.keyword());
    let at = context.key(&pointer);
    let id = id(context, place, source, &at);
    check(context, &pointer, place, source, &at, &id);
    let (mut parameters, left_out) = parameter::parameters(
        context,
        place.item_pointer,
        &place.item.parameters,
        &pointer,
        &source.parameters,
    );
    let path = path::sent(place.path, &parameters);
    match_path(
        context,
        &at,
        place.path,
        &path::segments(&path),
        &left_out.in_path,
        &mut parameters,
    );
    let provenance = context.provenance(&pointer);
    for parameter in &mut parameters {
        parameter.provenance = parameter.provenance.or(provenance);
    }
    if left_out.is_required {
        return None;
    }
    let mut media = MediaLowering::default();
    Some(Operation {
        rust_name: context.rust_name(&pointer),
        tag: source.tags.first().cloned(),
        method: place.method,
        path: place.path.to_owned(),
        template: path::encoded(&path),
        segments: path::segments(path.split('?').next().unwrap_or(&path)),
        summary: source
            .summary
            .clone()
            .or_else(|| place.item.summary.clone()),
        docs: source
            .description
            .clone()
            .or_else(|| place.item.description.clone()),
        deprecated: source.deprecated,
        provenance,
        body: source.request_body.as_ref().and_then(|source| {
            body::body(
                context,
                &pointer::child(&pointer, "requestBody"),
                source,
                provenance,
                &mut media,
            )
        }),
        responses: response::responses(
            context,
            &pointer::child(&pointer, "responses"),
            &source.responses,
            (place.method, provenance),
            &mut media,
        ),
        servers: server::of_operation(
            context,
            (place.item_pointer, &place.item.servers),
            (&pointer, &source.servers),
        ),
        auth: auth::required(context, &pointer, source.security.as_ref(), schemes),
        // These are seen when all types are known.
        paging: None,
        outcomes: None,
        sparse: None,
        id,
        parameters,
        at,
    })
}

fn id(context: &mut Context<'_>, place: &Place<'_>, source: &Source, at: &Anchor) -> String {
    match &source.operation_id {
        Some(id) if !id.is_empty() => id.clone(),
        _ => {
            let id = type_names::operation_id_of(None, place.path, place.method.keyword());
            let message = format!(
                "`{} {}` has no `operationId`: it is called `{id}`",
                place.method.as_str(),
                place.path
            );
            context.add(
                Diagnostic::new(Code::MissingOperationId, at.clone(), message)
                    .help(format!("add `operationId: {id}`, or a better name")),
            );
            id
        }
    }
}

/// What an operation should have, and what is not acted upon.
fn check(
    context: &mut Context<'_>,
    pointer: &str,
    place: &Place<'_>,
    source: &Source,
    at: &Anchor,
    id: &str,
) {
    if source.tags.is_empty() {
        context.add(
            Diagnostic::new(
                Code::MissingTag,
                at.clone(),
                format!("`{id}` has no tag: its method stands on the client itself"),
            )
            .help("add `tags: [Name]`"),
        );
    }
    let responses = &source.responses;
    let has_success = responses.default.is_some()
        || responses.responses.keys().any(|status| {
            matches!(
                status,
                openapiv3::StatusCode::Code(200..=399) | openapiv3::StatusCode::Range(2 | 3)
            )
        });
    if !has_success {
        let at = context.key(&pointer::child(pointer, "responses"));
        context.add(
            Diagnostic::new(
                Code::MissingSuccess,
                at,
                format!("`{id}` documents no success response"),
            )
            .help("add the response with its status, as in `'204': {description: Done}`"),
        );
    }
    report_callbacks(context, pointer);
    let has_no_body_by_http = matches!(place.method, Method::Get | Method::Head | Method::Delete);
    if source.request_body.is_some() && has_no_body_by_http {
        let at = context.key(&pointer::child(pointer, "requestBody"));
        let method = place.method.as_str();
        context.unsupported(
            at,
            format!("HTTP gives the body of a `{method}` no meaning: it is sent, and servers may ignore it"),
            "take parameters instead, or ignore this if the server is known to read it",
        );
    }
}

/// Reports the callbacks of an operation or a webhook.
pub(super) fn report_callbacks(context: &mut Context<'_>, pointer: &str) {
    let callbacks = context.node(pointer).and_then(|node| node.get("callbacks"));
    if callbacks.is_some_and(|it| it.as_mapping().is_some_and(|it| !it.is_empty())) {
        let at = context.key(&pointer::child(pointer, "callbacks"));
        context.unsupported(
            at,
            "callbacks are not generated: a client does not receive requests",
            "remove `callbacks`, or ignore this",
        );
    }
}

/// Path parameters in the order of the path, then the others. Those that do not match the path are reported.
fn match_path(
    context: &mut Context<'_>,
    at: &Anchor,
    path: &str,
    segments: &[Segment],
    left_out: &[String],
    parameters: &mut Vec<Parameter>,
) {
    let names = path::names_in(segments);
    let (mut in_path, mut others): (Vec<_>, Vec<_>) = parameters
        .drain(..)
        .partition(|parameter| parameter.location == ParameterLocation::Path);
    let path_at = context.key(&pointer::join("", &["paths", path]));
    let mut undescribed = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|earlier| earlier == name) {
            let message = format!("`{{{name}}}` is twice in `{path}`: both get one value");
            context.add(
                Diagnostic::new(Code::PathParameter, path_at.clone(), message)
                    .help("give each a name of its own"),
            );
            continue;
        }
        match in_path.iter().position(|parameter| parameter.wire == *name) {
            Some(position) => parameters.push(in_path.remove(position)),
            None => match others.iter().position(|other| other.wire == *name) {
                Some(position) => {
                    let elsewhere = others.remove(position);
                    report_location(context, &path_at, &elsewhere);
                    parameters.push(in_path_as(name, elsewhere));
                }
                None => {
                    if !left_out.iter().any(|it| it == name) {
                        undescribed.push(*name);
                    }
                    parameters.push(missing(name, at));
                }
            },
        }
    }
    report_mismatches(context, at, path, &path_at, &undescribed, &in_path);
    // One of each is one mistake in a name.
    if let [name] = undescribed.as_slice()
        && in_path.len() == 1
        && let Some(described) = in_path.pop()
        && let Some(parameter) = parameters.iter_mut().find(|it| it.wire == *name)
    {
        *parameter = in_path_as(name, described);
    }
    parameters.extend(others);
}

/// A parameter as one of the path.
fn in_path_as(name: &str, parameter: Parameter) -> Parameter {
    Parameter {
        ty: parameter.ty,
        rust_name: parameter.rust_name,
        default: parameter.default,
        example: parameter.example,
        docs: parameter.docs,
        ..missing(name, &parameter.at)
    }
}

/// Reports a parameter of the path that is described as one of another place. Many operations may share it.
fn report_location(context: &mut Context<'_>, path_at: &Anchor, parameter: &Parameter) {
    let at = context.value(&pointer::child(&parameter.at.pointer, "in"));
    let message = format!(
        "`{{{}}}` is in the path, and this parameter says that it is not: it is sent in the path",
        parameter.wire
    );
    let finding = Diagnostic::new(Code::PathParameter, at, message)
        .related(path_at.clone(), "the path")
        .help("write `in: path`");
    context.add(finding);
}

/// Reports what a path has and the list of parameters has not, and the other way round; both at once if one of each is
/// left, which is one mistake.
fn report_mismatches(
    context: &mut Context<'_>,
    at: &Anchor,
    path: &str,
    path_at: &Anchor,
    undescribed: &[&str],
    described: &[Parameter],
) {
    let name_of = |context: &Context<'_>, parameter: &Parameter| {
        context.value(&pointer::child(&parameter.at.pointer, "name"))
    };
    if let ([name], [parameter]) = (undescribed, described) {
        let message = format!(
            "the path has `{{{name}}}`, and this parameter is called `{}`: it is read as `{name}`",
            parameter.wire
        );
        let finding = Diagnostic::new(Code::PathParameter, name_of(context, parameter), message)
            .related(path_at.clone(), "the path")
            .help(format!(
                "write `name: {name}` here, or `{{{}}}` in the path",
                parameter.wire
            ));
        return context.add(finding);
    }
    for name in undescribed {
        let message = format!(
            "`{{{name}}}` is in the path, and no parameter describes it: it is read as a string"
        );
        context.add(
            Diagnostic::new(Code::PathParameter, at.clone(), message)
                .related(path_at.clone(), "the path")
                .help(format!(
                    "add to `parameters`: `{{name: {name}, in: path, required: true, schema: {{type: string}}}}`"
                )),
        );
    }
    for parameter in described {
        let message = format!(
            "`{}` is `in: path`, and `{path}` does not have it: it is left out",
            parameter.wire
        );
        let finding = Diagnostic::new(Code::PathParameter, name_of(context, parameter), message)
            .related(path_at.clone(), "the path");
        context.add(finding.help(format!(
            "put `{{{}}}` into the path, or correct `in`",
            parameter.wire
        )));
    }
}

/// Stands for a parameter that is not described, so that the rest can be looked at.
fn missing(name: &str, at: &Anchor) -> Parameter {
    Parameter {
        wire: name.to_owned(),
        rust_name: None,
        location: ParameterLocation::Path,
        ty: TypeRef::plain(Type::String(StringFormat::Plain)),
        required: true,
        style: ParameterStyle::new(Style::Simple, None),
        sparse: false,
        default: None,
        example: None,
        docs: None,
        deprecated: false,
        provenance: None,
        at: at.clone(),
    }
}
