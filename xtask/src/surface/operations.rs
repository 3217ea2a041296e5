//! Operations as items: groups with a method per operation, and a request with setters and `send`.

use std::collections::BTreeMap;

use super::resolve::Resolver;
use super::response_format::{response_format, response_type, stream};
use super::{Argument, Function, PagingItem, Receiver, RustType, paging};
use crate::api::{Media, MediaKind, Operation, Parameter};
use crate::diagnostic::Anchor;
use crate::names::{GroupName, Ident, MediaName, OperationName};

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
    /// Whether it is behind the feature `unconfirmed`, since all of its operations are.
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
    /// The same request with a body of another type.
    pub other_bodies: Vec<BodyItem>,
    /// `options`.
    pub options: Function,
    /// `send`.
    pub send: Function,
    /// `send_blocking`, with the feature `blocking`.
    pub send_blocking: Function,
    /// `send_stream` and `send_stream_blocking`, if its response may be read while it is received.
    pub send_stream: Option<(Function, Function)>,
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
    /// Whether it is behind the feature `unconfirmed`, since the operation is inferred.
    pub unconfirmed: bool,
    /// Where it is defined.
    pub at: Anchor,
}

impl RequestItem {
    /// Whether the body can be left out.
    pub fn has_optional_body(&self) -> bool {
        let last = self.method.arguments.last();
        self.body.is_some() && matches!(last, Some((_, Argument::Into(RustType::Option(_)))))
    }

    /// Whether the body is an upload.
    pub fn is_upload(&self) -> bool {
        self.body == Some(RustType::Upload)
    }

    /// How a request keeps a body of this type.
    pub fn stored_body(&self, ty: &RustType) -> RustType {
        match self.has_optional_body() {
            true => ty.clone().or_none(),
            false => ty.clone(),
        }
    }

    /// How a request keeps a body that may be one of several types: a struct is boxed, so that all are small.
    pub fn stored_variant(&self, ty: &RustType) -> RustType {
        let stored = self.stored_body(ty);
        let is_named = |ty: &RustType| matches!(ty, RustType::Named(_));
        match &stored {
            RustType::Option(inner) if is_named(inner) => RustType::Boxed(Box::new(stored)),
            ty if is_named(ty) => RustType::Boxed(Box::new(stored)),
            _ => stored,
        }
    }

    /// The setters that change the type of its response.
    pub fn sparse_setters(&self) -> impl Iterator<Item = &Function> {
        let setters = self.parameters.iter().filter_map(|it| it.setter.as_ref());
        setters.filter(|setter| matches!(setter.output, RustType::RequestFor(..)))
    }
}

/// A body that a request can have instead of its first one.
#[derive(Clone, Debug)]
pub struct BodyItem {
    /// Its media type.
    pub media: Media,
    /// Its type.
    pub ty: RustType,
    /// The method of the group that makes a request with it.
    pub method: Function,
    /// The variant that it is in the request.
    pub variant: Ident,
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
    let media = media(operation, resolver);
    let body = media.first().map(|first| body_type(&first.media, resolver));
    let required = parameters
        .iter()
        .filter(|parameter| parameter.setter.is_none());
    let required: Vec<(Ident, Argument)> = required
        .map(|parameter| (parameter.ident.clone(), parameter.argument.clone()))
        .collect();
    let method = |ident: &Ident, media: Option<&Media>| {
        let body = media.map(|media| {
            let argument = body_argument(operation, media, resolver);
            (Ident::word("body"), argument)
        });
        Function {
            receiver: Receiver::Reference,
            arguments: required.iter().cloned().chain(body).collect(),
            ..Function::of_self(ident.clone(), RustType::Request(name.request.clone()))
        }
    };
    let others = operation.body.iter().flat_map(|body| &body.media);
    let other_bodies = others.filter_map(|media| {
        let key = (operation.id.clone(), media.media_type.clone());
        let MediaName::Method(ident, variant) = resolver.names.media.get(&key)? else {
            return None;
        };
        Some(BodyItem {
            ty: body_type(media, resolver),
            method: method(ident, Some(media)),
            variant: variant.clone(),
            media: media.clone(),
        })
    });
    let other_bodies = other_bodies.collect();
    let method = method(&name.method, media.first().map(|first| &first.media));
    let response = response_format(operation, resolver);
    // A response that is nothing but a stream is what `send` returns.
    let stream = stream(operation, resolver).filter(|stream| *stream != response);
    let send_stream = stream.map(|stream| send(SEND_STREAM, &stream));
    let generic = generic(operation, resolver);
    let (send, send_blocking) = match (&generic, &response) {
        (None, _) | (Some(_), RustType::Json) => send(SEND, &response),
        (Some(_), RustType::Option(_)) => send(SEND, &RustType::Generic.optional()),
        (Some(_), _) => send(SEND, &RustType::Generic),
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
        media,
        other_bodies,
        options,
        send,
        send_blocking,
        send_stream,
        response,
    })
}

/// The media types that the body can be sent as, the preferred first.
fn media(operation: &Operation, resolver: &Resolver<'_>) -> Vec<MediaItem> {
    let media = operation.body.iter().flat_map(|body| body.by_preference());
    let items = media.enumerate().filter_map(|(index, media)| {
        let key = (operation.id.clone(), media.media_type.clone());
        let setter = match resolver.names.media.get(&key) {
            _ if index == 0 => None,
            Some(MediaName::Setter(ident)) => {
                Some(Function::of_self(ident.clone(), RustType::SelfType))
            }
            _ => return None,
        };
        let media = media.clone();
        Some(MediaItem { media, setter })
    });
    items.collect()
}

/// The type of a body, if there is one.
fn body_type(media: &Media, resolver: &Resolver<'_>) -> RustType {
    match media.kind {
        MediaKind::Binary => RustType::Upload,
        _ => resolver.item(&media.ty),
    }
}

/// How a method takes a body: `None` leaves out one that need not be sent.
fn body_argument(operation: &Operation, media: &Media, resolver: &Resolver<'_>) -> Argument {
    let ty = body_type(media, resolver);
    let body = operation.body.as_ref();
    if body.is_some_and(|body| body.can_be_left_out(operation.method)) {
        return Argument::Into(ty.or_none());
    }
    match media.kind {
        MediaKind::Text | MediaKind::Binary if !media.ty.nullable => {
            resolver.argument(&media.ty, &ty)
        }
        _ => Argument::Exact(ty),
    }
}

/// The names of a function that sends, and of the one that blocks.
type SendNames = [&'static str; 2];

const SEND: SendNames = ["send", "send_blocking"];
const SEND_STREAM: SendNames = ["send_stream", "send_stream_blocking"];

fn send(names: SendNames, response: &RustType) -> (Function, Function) {
    let output = RustType::Response(Box::new(response.clone()));
    let [send, blocking] = names.map(|name| Function::of_self(Ident::word(name), output.clone()));
    let send = Function {
        is_async: true,
        ..send
    };
    (send, blocking)
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
