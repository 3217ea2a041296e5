//! What a request and its responses consist of: parameters, bodies, headers.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::schema::Schemas;
use crate::contract::ParameterLocation;
use crate::contract::{Content, Header, Located, Parameter, Request, Response, SchemaId};
use crate::diagnostic::Anchor;
use crate::source::Node;
use crate::source::{Cursor, is_true};

/// The parameters of a path or an operation.
pub(super) fn parameters<'a>(holder: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Parameter> {
    let parameters = holder.child("parameters").map(|list| list.items());
    parameters
        .into_iter()
        .flatten()
        .filter_map(|listed| {
            let at = listed.anchor();
            parameter(&listed.resolved()?, at, schemas)
        })
        .collect()
}

fn parameter<'a>(
    place: &Cursor<'a>,
    listed: Anchor,
    schemas: &mut Schemas<'a>,
) -> Option<Parameter> {
    let text = |key: &str| place.node.get(key).and_then(Node::as_str);
    let location = text("in")?;
    let mut all = ParameterLocation::ALL.into_iter();
    let location = all.find(|it| it.as_str() == location)?;
    let name = text("name")?.to_owned();
    if location == ParameterLocation::Header && is_ignored(&name) {
        return None;
    }
    let style = text("style").unwrap_or(match location {
        ParameterLocation::Path | ParameterLocation::Header => "simple",
        ParameterLocation::Query | ParameterLocation::Cookie => "form",
    });
    let explode = match place.node.get("explode") {
        Some(explode) => is_true(explode),
        None => style == "form",
    };
    let (media_type, (schema, schema_at)) = held(place, schemas);
    Some(Parameter {
        location,
        position: None,
        required: place.flag("required"),
        deprecated: place.flag("deprecated"),
        style: (
            style.to_owned(),
            explode,
            place.flag("allowReserved").is_some(),
        ),
        allow_empty: place.flag("allowEmptyValue").is_some(),
        media_type,
        schema,
        schema_at,
        docs: place.json_of("description"),
        examples: examples(place),
        extensions: place.extensions(),
        listed,
        at: place.anchor(),
        name,
    })
}

/// OpenAPI 3.0 says of these that they are described elsewhere, and ignores them here.
fn is_ignored(name: &str) -> bool {
    ["Accept", "Content-Type", "Authorization"]
        .iter()
        .any(|ignored| ignored.eq_ignore_ascii_case(name))
}

/// The schema of a parameter or header, and the media type that it is written in, if it has one.
fn held<'a>(place: &Cursor<'a>, schemas: &mut Schemas<'a>) -> (Option<String>, (SchemaId, Anchor)) {
    let content = place.child("content").map(|content| content.entries());
    match content.into_iter().flatten().next() {
        Some(media) => (Some(media.key()), schema(&media, schemas)),
        None => (None, schema(place, schemas)),
    }
}

/// The schema of an object, and where it stands.
fn schema<'a>(holder: &Cursor<'a>, schemas: &mut Schemas<'a>) -> (SchemaId, Anchor) {
    let schema = holder.child("schema");
    let at = schema.as_ref().unwrap_or(holder).anchor();
    (schemas.id(schema), at)
}

/// The body of a request.
pub(super) fn request<'a>(
    place: &Cursor<'a>,
    listed: Anchor,
    schemas: &mut Schemas<'a>,
) -> Request {
    Request {
        required: place.flag("required"),
        docs: place.json_of("description"),
        content: content(place, schemas),
        extensions: place.extensions(),
        listed,
        at: place.anchor(),
    }
}

fn content<'a>(holder: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Content> {
    let content = holder.child("content").map(|content| content.entries());
    content
        .into_iter()
        .flatten()
        .map(|media| {
            let (schema, schema_at) = schema(&media, schemas);
            Content {
                media_type: media.key(),
                schema,
                schema_at,
                encoding: media.json_of("encoding"),
                examples: examples(&media),
                extensions: media.extensions(),
                at: media.anchor(),
            }
        })
        .collect()
}

/// The responses of an operation.
pub(super) fn responses<'a>(operation: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Response> {
    let responses = operation.child("responses").map(|all| all.entries());
    responses
        .into_iter()
        .flatten()
        .filter(|response| !response.key().starts_with("x-"))
        .filter_map(|response| {
            let status = response.key();
            let listed = response.anchor();
            let place = response.resolved()?;
            Some(Response {
                docs: place.json_of("description"),
                headers: headers(&place, schemas),
                content: content(&place, schemas),
                links: links(&place),
                extensions: place.extensions(),
                listed,
                at: place.anchor(),
                status,
            })
        })
        .collect()
}

fn headers<'a>(response: &Cursor<'a>, schemas: &mut Schemas<'a>) -> Vec<Header> {
    let headers = response.child("headers").map(|headers| headers.entries());
    headers
        .into_iter()
        .flatten()
        .filter_map(|header| {
            let name = header.key();
            let place = header.resolved()?;
            // The media type of a response is at `content`.
            if name.eq_ignore_ascii_case("Content-Type") {
                return None;
            }
            let (media_type, (schema, schema_at)) = held(&place, schemas);
            Some(Header {
                required: place.flag("required"),
                deprecated: place.flag("deprecated"),
                media_type,
                schema,
                schema_at,
                docs: place.json_of("description"),
                extensions: place.extensions(),
                at: place.anchor(),
                name,
            })
        })
        .collect()
}

/// The links of a response; references to them are followed.
fn links(response: &Cursor<'_>) -> BTreeMap<String, Located<Value>> {
    let links = response.child("links").map(|links| links.entries());
    links
        .into_iter()
        .flatten()
        .filter_map(|link| Some((link.key(), link.resolved()?.json())))
        .collect()
}

/// `example` and `examples`; references in them are followed, so that moving one is no change.
fn examples(holder: &Cursor<'_>) -> BTreeMap<&'static str, Located<Value>> {
    let mut all = holder.texts(["example", "examples"]);
    if let (Some(examples), Some(place)) = (all.get_mut("examples"), holder.child("examples")) {
        let named = place.entries().into_iter();
        examples.value = named
            .filter_map(|example| Some((example.key(), example.resolved()?.node.to_json())))
            .collect::<Map<_, _>>()
            .into();
    }
    all
}
