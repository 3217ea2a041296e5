//! Webhooks: what is delivered, and by which name.

use std::collections::BTreeSet;

use super::context::{Context, without_null};
use super::{body, operation, pointer};
use crate::api::{Media, MediaKind, ParameterLocation, StringFormat, Type, TypeRef, Webhook};
use crate::contract::{self, Content};
use crate::source::Cursor;

/// The webhooks of a document, in its order.
pub(super) fn webhooks(context: &mut Context<'_>) -> Vec<Webhook> {
    let all = context.contract.webhooks.as_slice();
    let webhooks = all.iter().zip(keys(all));
    webhooks
        .map(|(source, key)| webhook(context, source, key))
        .collect()
}

/// What webhooks are decoded by: the main one of several methods has the name as it is.
fn keys(webhooks: &[contract::Webhook]) -> Vec<String> {
    let names = webhooks.iter().map(|it| it.delivery.path.clone());
    let mut taken: BTreeSet<String> = names.collect();
    let mut keys = Vec::new();
    for methods in webhooks.chunk_by(|one, other| one.delivery.path == other.delivery.path) {
        for (index, webhook) in methods.iter().enumerate() {
            let mut key = webhook.delivery.path.clone();
            while index > 0 && !taken.insert(key.clone()) {
                key = format!("{} {key}", webhook.delivery.method.as_str());
            }
            keys.push(key);
        }
    }
    keys
}

fn webhook(context: &mut Context<'_>, source: &contract::Webhook, key: String) -> Webhook {
    let (delivery, exchange) = (&source.delivery, &source.exchange);
    let (name, received) = (&delivery.path, source.received());
    for key in ["x-paging", "x-provenance"] {
        if let Some(extension) = delivery.extensions.get(key) {
            let message = format!("`{key}` has no effect on a webhook");
            context.no_effect(extension.at.clone(), message, "remove it");
        }
    }
    operation::report_callbacks(context, &delivery.at.pointer);
    for response in &exchange.responses {
        if let Some(content) = response.content.first() {
            context.unsupported(
                content.at.clone(),
                format!(
                    "the body of a response to `{name}` gets no type: a client does not send it"
                ),
                "write it where deliveries are received, or ignore this",
            );
        }
    }
    let text = |key: &str| delivery.texts.get(key)?.value.as_str().map(str::to_owned);
    let headers = received.into_iter().flat_map(|it| &it.headers);
    let headers = headers.map(|it| (ParameterLocation::Header, it.name.clone()));
    let parameters = exchange.parameters.iter();
    let parameters = parameters.map(|it| (it.location, it.name.clone()));
    Webhook {
        method: delivery.method,
        rust_name: context.rust_name(&delivery.at.pointer),
        summary: text("summary"),
        docs: text("description"),
        deprecated: delivery.deprecated.is_some(),
        body: received.and_then(|it| body(context, &it.content, name)),
        parameters: headers.chain(parameters).collect(),
        statuses: exchange
            .responses
            .iter()
            .map(|it| it.status.clone())
            .collect(),
        at: delivery.at.clone(),
        name: name.clone(),
        key,
    }
}

/// The body in the media type that is read: nothing tells in which one it is delivered.
fn body(context: &mut Context<'_>, content: &[Content], name: &str) -> Option<Media> {
    let media: Vec<Media> = content.iter().map(|it| media(context, it)).collect();
    let mut read = Media::json(&media).or_else(|| media.first())?.clone();
    for other in media.iter().filter(|it| it.at != read.at) {
        let (read, other_type) = (&read.media_type, &other.media_type);
        context.unsupported(
            other.at.clone(),
            format!("`{name}` is read as `{read}`: one that is delivered as `{other_type}` is not"),
            "leave out the media types that are not delivered, or ignore this",
        );
    }
    read.ty = context.type_at(&pointer::child(&read.at.pointer, "schema"));
    Some(read)
}

/// A media type, before its type is known.
fn media(context: &Context<'_>, content: &Content) -> Media {
    let example = content.examples.get("example").map(|it| it.value.clone());
    let example = without_null(example).map(|example| (String::new(), example));
    let place = Cursor::at(&context.document.tree, &content.at.pointer);
    let examples = place.and_then(|it| Some(it.child("examples")?.entries()));
    let examples = examples.into_iter().flatten().filter_map(|it| {
        let name = it.key();
        Some((name, it.resolved()?.child("value")?.json().value))
    });
    Media {
        media_type: content.media_type.clone(),
        kind: MediaKind::of(&content.media_type),
        ty: TypeRef::plain(Type::Any),
        has_files: false,
        encodings: Vec::new(),
        examples: example.into_iter().chain(examples).collect(),
        provenance: context.provenance(&content.at.pointer),
        at: content.at.clone(),
    }
}

/// Gives bodies that are not JSON the types of strings and bytes, when all types are known.
pub(super) fn flatten(context: &mut Context<'_>, webhooks: &mut [Webhook]) {
    for media in webhooks.iter_mut().filter_map(|it| it.body.as_mut()) {
        let is_json =
            media.kind == MediaKind::Json && media.ty.ty != Type::String(StringFormat::Binary);
        if !is_json && media.kind != MediaKind::Text {
            media.kind = MediaKind::Binary;
        }
        body::flatten(context, media);
    }
}
