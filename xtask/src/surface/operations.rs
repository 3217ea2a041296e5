//! Operations as items: groups with a method per operation, and a request with setters and `send`.

use std::collections::BTreeMap;

use super::resolve::Resolver;
use super::{Argument, Function, Receiver, RustType};
use crate::api::{Body, Media, MediaKind, Operation, Parameter, ParameterLocation};
use crate::diagnostic::Anchor;
use crate::names::{GroupName, Ident, OperationName};

/// A group of operations: what `client.users()` gives.
#[derive(Clone, Debug)]
pub struct GroupItem {
    /// Its names.
    pub name: GroupName,
    /// The tag, or none for operations without.
    pub tag: Option<String>,
    /// The method of the client that leads to it.
    pub accessor: Function,
    /// Its requests, in the order of the document.
    pub requests: Vec<RequestItem>,
}

/// A request of an operation.
#[derive(Clone, Debug)]
pub struct RequestItem {
    /// The operationId.
    pub operation: String,
    /// Its names.
    pub name: OperationName,
    /// The method of the group that makes it.
    pub method: Function,
    /// Its parameters, in the order of the model.
    pub parameters: Vec<ParameterItem>,
    /// The type of its body.
    pub body: Option<RustType>,
    /// The encodings that the body can be sent in, the one that is meant if none is chosen first.
    pub media: Vec<MediaItem>,
    /// `options`.
    pub options: Function,
    /// `send`.
    pub send: Function,
    /// `send_blocking`, with the feature `blocking`.
    pub send_blocking: Function,
    /// The value of its answer; `Unit` where there is none.
    pub answer: RustType,
    /// Where it is defined.
    pub at: Anchor,
}

/// An encoding of a request's body.
#[derive(Clone, Debug)]
pub struct MediaItem {
    /// Which one.
    pub kind: MediaKind,
    /// What chooses it, if it is not the first.
    pub setter: Option<Function>,
    /// Where it is documented.
    pub at: Anchor,
}

/// A parameter of a request.
#[derive(Clone, Debug)]
pub struct ParameterItem {
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: ParameterLocation,
    /// Its name.
    pub ident: Ident,
    /// Its type, without `Option`.
    pub ty: RustType,
    /// The setter, if it is optional.
    pub setter: Option<Function>,
    /// Where it is defined.
    pub at: Anchor,
}

pub(super) fn groups(resolver: &Resolver<'_>) -> Vec<GroupItem> {
    let mut groups: Vec<GroupItem> = Vec::new();
    let mut positions: BTreeMap<Ident, usize> = BTreeMap::new();
    for operation in &resolver.api.operations {
        let Some(request) = request(operation, resolver) else {
            continue;
        };
        let position = positions
            .entry(request.name.group.module.clone())
            .or_insert(groups.len());
        match groups.get_mut(*position) {
            Some(group) => group.requests.push(request),
            None => {
                let name = request.name.group.clone();
                let accessor = Function {
                    receiver: Receiver::Reference,
                    is_async: false,
                    name: name.module.clone(),
                    arguments: Vec::new(),
                    output: RustType::Group(name.ident.clone()),
                };
                groups.push(GroupItem {
                    name,
                    tag: operation.tag.clone(),
                    accessor,
                    requests: vec![request],
                });
            }
        }
    }
    groups
}

fn request(operation: &Operation, resolver: &Resolver<'_>) -> Option<RequestItem> {
    let name = resolver.names.operations.get(&operation.id)?.clone();
    let parameters: Vec<ParameterItem> = operation
        .parameters
        .iter()
        .filter_map(|parameter| parameter_item(operation, parameter, resolver))
        .collect();
    let body = operation
        .body
        .as_ref()
        .and_then(Body::preferred)
        .map(|media| resolver.item(&media.ty));
    let required = parameters
        .iter()
        .filter(|parameter| parameter.setter.is_none());
    let mut arguments: Vec<(Ident, Argument)> = required
        .map(|parameter| (parameter.ident.clone(), Argument::of(&parameter.ty)))
        .collect();
    arguments.extend(
        body.iter()
            .map(|ty| (Ident::word("body"), Argument::Exact(ty.clone()))),
    );
    let method = Function {
        receiver: Receiver::Reference,
        is_async: false,
        name: name.method.clone(),
        arguments,
        output: RustType::Request(name.request.clone()),
    };
    let answer = answer(operation, resolver);
    let send = Function {
        receiver: Receiver::Value,
        is_async: true,
        name: Ident::word("send"),
        arguments: Vec::new(),
        output: RustType::Answer(Box::new(answer.clone())),
    };
    let send_blocking = Function {
        is_async: false,
        name: Ident::word("send_blocking"),
        ..send.clone()
    };
    let options = Function {
        receiver: Receiver::Value,
        is_async: false,
        name: Ident::word("options"),
        arguments: vec![(
            Ident::word("options"),
            Argument::Exact(RustType::CallOptions),
        )],
        output: RustType::SelfType,
    };
    Some(RequestItem {
        operation: operation.id.clone(),
        at: operation.at.clone(),
        name,
        method,
        parameters,
        body,
        media: operation.body.as_ref().map(media).unwrap_or_default(),
        options,
        send,
        send_blocking,
        answer,
    })
}

fn media(body: &Body) -> Vec<MediaItem> {
    let Some(preferred) = body.preferred() else {
        return Vec::new();
    };
    let mut items = vec![MediaItem {
        kind: preferred.kind,
        setter: None,
        at: preferred.at.clone(),
    }];
    for media in &body.media {
        let name = match media.kind {
            MediaKind::Form => "form",
            MediaKind::Multipart => "multipart",
            MediaKind::Json | MediaKind::Text | MediaKind::Binary => continue,
        };
        // A media type may be there twice, with other parameters.
        if items.iter().all(|item| item.kind != media.kind) {
            items.push(MediaItem {
                kind: media.kind,
                setter: Some(Function {
                    receiver: Receiver::Value,
                    is_async: false,
                    name: Ident::word(name),
                    arguments: Vec::new(),
                    output: RustType::SelfType,
                }),
                at: media.at.clone(),
            });
        }
    }
    items
}

fn parameter_item(
    operation: &Operation,
    parameter: &Parameter,
    resolver: &Resolver<'_>,
) -> Option<ParameterItem> {
    // A sparse answer lacks fields that the typed one requires, so the typed request cannot ask for it.
    if parameter.sparse && !parameter.required {
        return None;
    }
    let key = (
        operation.id.clone(),
        parameter.location,
        parameter.wire.clone(),
    );
    let ident = resolver.names.parameters.get(&key)?.clone();
    let ty = resolver.value(&parameter.ty);
    let setter = (!parameter.required).then(|| Function {
        receiver: Receiver::Value,
        is_async: false,
        name: ident.clone(),
        arguments: vec![(ident.clone(), Argument::of(&ty))],
        output: RustType::SelfType,
    });
    Some(ParameterItem {
        wire: parameter.wire.clone(),
        location: parameter.location,
        at: parameter.at.clone(),
        ident,
        ty,
        setter,
    })
}

/// The JSON body among the media types of an answer.
pub(crate) fn json(media: &[Media]) -> Option<&Media> {
    media.iter().find(|media| media.kind == MediaKind::Json)
}

/// What a success holds: the documented type; an `Option` where a success may come without a body; any JSON where
/// successes differ.
fn answer(operation: &Operation, resolver: &Resolver<'_>) -> RustType {
    let mut bodies: Vec<RustType> = Vec::new();
    let mut some_are_empty = false;
    for success in operation.successes() {
        match json(&success.media) {
            Some(media) => {
                let ty = resolver.item(&media.ty);
                if !bodies.contains(&ty) {
                    bodies.push(ty);
                }
            }
            None => some_are_empty = true,
        }
    }
    match (bodies.len(), bodies.pop()) {
        (1, Some(RustType::Option(inner))) => RustType::Option(inner),
        (1, Some(body)) => {
            if some_are_empty {
                body.optional()
            } else {
                body
            }
        }
        (0, _) | (_, None) => RustType::Unit,
        _ => RustType::Json,
    }
}
