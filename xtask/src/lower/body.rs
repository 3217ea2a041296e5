//! Bodies of requests, and the media types of bodies in both directions.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody};
use serde_json::Value;

use super::context::{Context, without_null};
use super::{form_encoding, pointer};
use crate::api::{
    Body, Media as Lowered, MediaKind, Provenance, StringFormat, Type, TypeKind, TypeRef,
};

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
        docs: context.description(place),
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
        let ty = match &source.schema {
            Some(_) => self.ty(context, &pointer::child(pointer, "schema")),
            None => TypeRef::plain(Type::Any),
        };
        let kind = match MediaKind::of(name) {
            // A range says nothing of the encoding, and no JSON is binary: it is a file.
            MediaKind::Json if ty.ty == Type::String(StringFormat::Binary) => MediaKind::Binary,
            // Without fields, the form is what the caller has written.
            MediaKind::Form if matches!(context.target(&ty).ty, Type::String(_)) => MediaKind::Text,
            kind => kind,
        };
        Lowered {
            media_type: name.to_owned(),
            kind,
            ty,
            has_files: false,
            encodings: form_encoding::encodings(context, pointer, kind),
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

/// Gives a body of text or bytes, which has no structure, the type of that. Only when all types are known can be seen
/// which is meant.
pub(super) fn flatten(context: &mut Context<'_>, media: &mut Lowered) {
    let (what, format) = match media.kind {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => return,
        MediaKind::Events | MediaKind::JsonLines => {
            media.ty = item(media.kind, media.ty.clone());
            return;
        }
        MediaKind::Text if is_scalar(context, &media.ty) => return,
        MediaKind::Text => ("text", StringFormat::Plain),
        MediaKind::Xml | MediaKind::Binary => ("bytes", StringFormat::Binary),
    };
    if !matches!(media.ty.ty, Type::Any) && !is_scalar(context, &media.ty) {
        let name = &media.media_type;
        context.unsupported(
            context.key(&pointer::child(&media.at.pointer, "schema")),
            format!("a body in `{name}` is plain {what}: its schema has no effect"),
            "offer JSON, or write `type: string`",
        );
    }
    media.ty = TypeRef::plain(Type::String(format));
}

/// Whether values of a type are strings, numbers or booleans.
fn is_scalar(context: &Context<'_>, ty: &TypeRef) -> bool {
    match &context.target(ty).ty {
        Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
        Type::Any | Type::Array(_) | Type::Tuple(_) | Type::Map(_) => false,
        Type::Named(id) => {
            let kind = context.types.get(&id.pointer).map(|def| &def.kind);
            matches!(kind, Some(TypeKind::Enum(_)))
        }
    }
}

/// What the items of a stream are: documents describe one item, an array of them, or the whole as a string.
fn item(kind: MediaKind, ty: TypeRef) -> TypeRef {
    match ty.ty {
        Type::Array(item) => *item,
        Type::String(_) if kind == MediaKind::JsonLines => TypeRef::plain(Type::Any),
        Type::Any if kind == MediaKind::Events => TypeRef::plain(Type::String(StringFormat::Plain)),
        _ => ty,
    }
}

fn examples(context: &mut Context<'_>, pointer: &str, source: &MediaType) -> Vec<(String, Value)> {
    let example = without_null(source.example.clone());
    let mut examples: Vec<(String, Value)> = example
        .map(|example| (String::new(), example))
        .into_iter()
        .collect();
    for (name, example) in &source.examples {
        let place = pointer::join(pointer, &["examples", name]);
        if let Some((_, example)) = context.resolve(&place, example) {
            examples.extend(example.value.clone().map(|value| (name.clone(), value)));
        }
    }
    examples
}
