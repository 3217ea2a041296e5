//! The documented headers of a response, as a type of their own.

use std::collections::BTreeSet;

use super::context::{Context, whole, without_null};
use super::{pointer, type_names};
use crate::api::{Access, Extra, Field, Struct, Type, TypeDef, TypeKind, TypeRef, Usage};
use crate::source::Cursor;

/// The type of the headers of the response at a pointer; `None` if it documents none.
pub(super) fn headers(context: &mut Context<'_>, response: &str) -> Option<TypeRef> {
    let pointer = pointer::child(response, "headers");
    let ty = TypeRef::plain(Type::Named(whole(&pointer)));
    // Operations share the responses of `components`.
    if context.types.contains_key(&pointer) {
        return Some(ty);
    }
    let document = context.document;
    let mut fields: Vec<Field> = Vec::new();
    let mut names = BTreeSet::new();
    for header in Cursor::at(&document.tree, &pointer)?.entries() {
        let name = header.key();
        // OpenAPI ignores it here: the media type is the key under `content`.
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        // Header names ignore case, and are received in lower case.
        if !names.insert(name.to_ascii_lowercase()) {
            let message =
                format!("the header `{name}` is documented twice: this one has no effect");
            context.no_effect(header.anchor(), message, "remove one of them");
            continue;
        }
        fields.extend(field(context, &name, header));
    }
    if fields.is_empty() {
        return None;
    }
    // The order of headers means nothing.
    fields.sort_by(|a, b| a.wire.cmp(&b.wire));
    let required = fields.iter().filter(|field| field.required);
    let required = required.map(|field| field.wire.clone()).collect();
    let provenance = context.provenance(&pointer);
    let def = TypeDef {
        id: whole(&pointer),
        name: type_names::type_name(document, &pointer),
        docs: Some("The documented headers of a response.".to_owned()),
        deprecated: false,
        provenance,
        usage: Usage::default(),
        kind: TypeKind::Struct(Struct {
            fields,
            required,
            extra: Extra::Ignored,
        }),
        example: None,
        at: context.key(&pointer),
    };
    context.types.insert(pointer, def);
    Some(ty)
}

fn field(context: &mut Context<'_>, name: &str, header: Cursor<'_>) -> Option<Field> {
    let docs = context.description(&header.pointer);
    let place = header.resolved()?;
    let content = place.child("content").map(|content| content.entries());
    let schema = match content.into_iter().flatten().next() {
        Some(media) => pointer::child(&media.pointer, "schema"),
        None => pointer::child(&place.pointer, "schema"),
    };
    Some(Field {
        wire: name.to_ascii_lowercase(),
        rust_name: context.rust_name(&place.pointer),
        ty: context.type_at(&schema),
        required: place.flag("required").is_some(),
        access: Access::ReadWrite,
        constant: None,
        is_tag: false,
        default: None,
        example: without_null(place.node.get("example").map(|example| example.to_json())),
        docs,
        deprecated: place.flag("deprecated").is_some(),
        provenance: context.provenance(&place.pointer),
        at: place.anchor(),
    })
}
