//! Bodies of requests, and the media types of bodies in both directions.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody};
use serde_json::Value;

use super::context::Context;
use super::pointer;
use crate::api::{Body, Media as Lowered, MediaKind, Provenance, StringFormat, Type, TypeRef};

/// The body of a request.
pub(super) fn body(
    context: &mut Context<'_>,
    place: &str,
    source: &ReferenceOr<RequestBody>,
    operation: Option<Provenance>,
    media: &mut Media,
) -> Option<Body> {
    let (pointer, source) = context.resolve(place, source)?;
    let provenance = context.provenance(&pointer).or(operation);
    let lowered = media.lower(context, &pointer, &source.content, provenance);
    (!lowered.is_empty()).then(|| Body {
        required: source.required,
        docs: source.description.clone(),
        media: lowered,
        provenance,
        at: context.key(&pointer),
    })
}

/// Makes the media types of one operation. Equal inline schemas, as when each media type repeats them, become one
/// type.
#[derive(Default)]
pub(super) struct Media {
    inline: Vec<(Value, TypeRef)>,
}

impl Media {
    /// The media types under `content` of the object at a pointer.
    pub(super) fn lower(
        &mut self,
        context: &mut Context<'_>,
        pointer: &str,
        content: &IndexMap<String, MediaType>,
        holder: Option<Provenance>,
    ) -> Vec<Lowered> {
        let content_pointer = pointer::child(pointer, "content");
        content
            .iter()
            .map(|(name, source)| {
                self.media(
                    context,
                    &pointer::child(&content_pointer, name),
                    name,
                    source,
                    holder,
                )
            })
            .collect()
    }

    fn media(
        &mut self,
        context: &mut Context<'_>,
        pointer: &str,
        name: &str,
        source: &MediaType,
        holder: Option<Provenance>,
    ) -> Lowered {
        if !source.encoding.is_empty() {
            let at = context.key(&pointer::child(pointer, "encoding"));
            context.unsupported(
                at,
                "`encoding` has no effect: parts are written in the form dialect of the document",
                "remove it, or ignore this",
            );
        }
        let kind = MediaKind::of(name);
        let ty = match &source.schema {
            Some(_) => self.ty(context, &pointer::child(pointer, "schema")),
            None => TypeRef::plain(Type::Any),
        };
        Lowered {
            media_type: name.to_owned(),
            kind,
            ty: in_kind(context, pointer, kind, name, ty),
            examples: examples(context, pointer, source),
            provenance: context.provenance(pointer).or(holder),
            at: context.key(pointer),
        }
    }

    fn ty(&mut self, context: &mut Context<'_>, pointer: &str) -> TypeRef {
        let inline = context.node(pointer);
        let Some(inline) = inline.filter(|node| node.get("$ref").is_none()) else {
            return context.type_at(pointer);
        };
        let schema = inline.to_json();
        if let Some((_, ty)) = self.inline.iter().find(|(known, _)| *known == schema) {
            return ty.clone();
        }
        let ty = context.type_at(pointer);
        self.inline.push((schema, ty.clone()));
        ty
    }
}

/// What a body of a kind can hold: text and bytes have no structure that the generator could write.
fn in_kind(
    context: &mut Context<'_>,
    pointer: &str,
    kind: MediaKind,
    name: &str,
    ty: TypeRef,
) -> TypeRef {
    let format = match kind {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => return ty,
        MediaKind::Text => StringFormat::Plain,
        MediaKind::Binary => StringFormat::Binary,
    };
    if !matches!(ty.ty, Type::Any | Type::String(_)) {
        let at = context.key(pointer);
        let what = if kind == MediaKind::Text {
            "text"
        } else {
            "bytes"
        };
        context.unsupported(
            at,
            format!("a body in `{name}` is plain {what}: its schema has no effect"),
            "offer JSON, or write `type: string`",
        );
    }
    match ty.ty {
        Type::String(_) if kind == MediaKind::Text => ty,
        _ => TypeRef::plain(Type::String(format)),
    }
}

fn examples(context: &mut Context<'_>, pointer: &str, source: &MediaType) -> Vec<(String, Value)> {
    let mut examples: Vec<(String, Value)> = source
        .example
        .iter()
        .map(|example| (String::new(), example.clone()))
        .collect();
    for (name, example) in &source.examples {
        let place = pointer::join(pointer, &["examples", name]);
        if let Some((_, example)) = context.resolve(&place, example) {
            examples.extend(example.value.clone().map(|value| (name.clone(), value)));
        }
    }
    examples
}
