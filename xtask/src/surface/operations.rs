//! Operations as items: groups with a method per operation, and a request with setters and `send`.

use std::collections::BTreeMap;

use super::resolve::Resolver;
use super::response_format::{response_format, response_type};
use super::{Argument, Function, PagingItem, Receiver, RustType, paging};
use crate::api::{Body, Media, MediaKind, Operation, Parameter};
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

impl GroupItem {
    /// Whether it stands behind the feature `unconfirmed`, since all of its operations do.
    pub fn is_unconfirmed(&self) -> bool {
        self.requests.iter().all(|request| request.unconfirmed)
    }
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
    /// The media types of its successful responses, or the responses that have none.
    pub responses: Vec<Anchor>,
    /// The value of its response; `Unit` where there is none.
    pub response: RustType,
    /// `pages` and `stream`, if the response is a page of a list.
    pub paging: Option<PagingItem>,
    /// What it is generic over, if a parameter changes the type of its response.
    pub generic: Option<GenericItem>,
    /// Whether making it warns.
    pub deprecated: bool,
    /// Whether it stands behind the feature `unconfirmed`, since the operation is inferred.
    pub unconfirmed: bool,
    /// Where it is defined.
    pub at: Anchor,
}

impl RequestItem {
    /// The setters that change the type of its response.
    pub fn sparse_setters(&self) -> impl Iterator<Item = &Function> {
        let setters = self.parameters.iter().filter_map(|it| it.setter.as_ref());
        setters.filter(|setter| matches!(setter.output, RustType::RequestFor(..)))
    }
}

/// An encoding of a request's body.
#[derive(Clone, Debug)]
pub struct MediaItem {
    /// The media type of the body.
    pub media: Media,
    /// The function that chooses it, if it is not the first.
    pub setter: Option<Function>,
}

/// The type parameter of a request: the type of its response, which a sparse parameter changes.
#[derive(Clone, Debug)]
pub struct GenericItem {
    /// The default: the type of the whole response.
    pub whole: RustType,
    /// The type of a response that may lack fields.
    pub sparse: RustType,
}

/// A parameter of a request.
#[derive(Clone, Debug)]
pub struct ParameterItem {
    /// The parameter of the operation.
    pub parameter: Parameter,
    /// Its name.
    pub ident: Ident,
    /// Its type, without `Option`.
    pub ty: RustType,
    /// How a function takes it.
    pub argument: Argument,
    /// The setter, if it is optional. That of a sparse parameter changes the type of the response.
    pub setter: Option<Function>,
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
                    ..Function::of_self(name.module.clone(), RustType::Group(name.ident.clone()))
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
        .filter_map(|parameter| parameter_item(operation, parameter, &name, resolver))
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
        .map(|parameter| (parameter.ident.clone(), parameter.argument.clone()))
        .collect();
    arguments.extend(
        body.iter()
            .map(|ty| (Ident::word("body"), Argument::Exact(ty.clone()))),
    );
    let method = Function {
        receiver: Receiver::Reference,
        arguments,
        ..Function::of_self(name.method.clone(), RustType::Request(name.request.clone()))
    };
    let response = response_format(operation, resolver);
    let generic = generic(operation, resolver);
    let (send, send_blocking) = match (&generic, &response) {
        (None, _) | (Some(_), RustType::Json) => send(&response),
        (Some(_), RustType::Option(_)) => send(&RustType::Generic.optional()),
        (Some(_), _) => send(&RustType::Generic),
    };
    let options = Function::setter(
        &Ident::word("options"),
        Argument::Exact(RustType::CallOptions),
    );
    let responses = operation.successes().flat_map(|response| {
        let media = response.media.iter().map(|media| &media.at);
        let itself = response.media.is_empty().then_some(&response.at);
        media.chain(itself).cloned()
    });
    Some(RequestItem {
        responses: responses.collect(),
        operation: operation.id.clone(),
        deprecated: operation.deprecated,
        unconfirmed: operation.is_inferred(),
        at: operation.at.clone(),
        paging: paging::of_request(operation, response_type(operation), &parameters, resolver),
        generic,
        name,
        method,
        parameters,
        body,
        media: operation.body.as_ref().map(media).unwrap_or_default(),
        options,
        send,
        send_blocking,
        response,
    })
}

fn media(body: &Body) -> Vec<MediaItem> {
    let Some(preferred) = body.preferred() else {
        return Vec::new();
    };
    let mut items = vec![MediaItem {
        media: preferred.clone(),
        setter: None,
    }];
    for media in &body.media {
        let name = match media.kind {
            MediaKind::Form => "form",
            MediaKind::Multipart => "multipart",
            MediaKind::Json | MediaKind::Text | MediaKind::Binary => continue,
        };
        // A media type may be there twice, with other parameters.
        if items.iter().all(|item| item.media.kind != media.kind) {
            items.push(MediaItem {
                media: media.clone(),
                setter: Some(Function::of_self(Ident::word(name), RustType::SelfType)),
            });
        }
    }
    items
}

/// `send` and `send_blocking`.
fn send(response: &RustType) -> (Function, Function) {
    let output = RustType::Response(Box::new(response.clone()));
    let send = Function {
        is_async: true,
        ..Function::of_self(Ident::word("send"), output.clone())
    };
    (
        send,
        Function::of_self(Ident::word("send_blocking"), output),
    )
}

fn generic(operation: &Operation, resolver: &Resolver<'_>) -> Option<GenericItem> {
    let sparse = operation.sparse.as_ref()?;
    Some(GenericItem {
        whole: resolver.value(response_type(operation)?),
        sparse: resolver.value(sparse),
    })
}

fn parameter_item(
    operation: &Operation,
    parameter: &Parameter,
    name: &OperationName,
    resolver: &Resolver<'_>,
) -> Option<ParameterItem> {
    let key = (
        operation.id.clone(),
        parameter.location,
        parameter.wire.clone(),
    );
    let ident = resolver.names.parameters.get(&key)?.clone();
    let ty = resolver.value(&parameter.ty);
    let argument = resolver.argument(&parameter.ty, &ty);
    let setter = (!parameter.required).then(|| Function {
        output: match &operation.sparse {
            // The response may then lack fields that the type of the whole one requires.
            Some(sparse) if parameter.sparse => {
                RustType::RequestFor(name.request.clone(), Box::new(resolver.value(sparse)))
            }
            _ => RustType::SelfType,
        },
        ..Function::setter(&ident, argument.clone())
    });
    Some(ParameterItem {
        parameter: parameter.clone(),
        ident,
        ty,
        argument,
        setter,
    })
}
