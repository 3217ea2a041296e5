//! Files: the binary fields of multipart bodies.

use std::collections::BTreeSet;

use super::context::Context;
use crate::api::{Extra, MediaKind, Operation, StringFormat, Type, TypeKind, TypeRef};

/// Whether a form can hold a type: its values are objects.
pub(super) fn has_fields(context: &Context<'_>, ty: &TypeRef) -> bool {
    objects(context, ty).is_some()
}

/// Makes files of the binary fields of multipart bodies.
pub(super) fn mark(context: &mut Context<'_>, operations: &mut [Operation]) {
    let media = operations.iter().flat_map(|it| &it.body);
    let mut media = media.flat_map(|body| &body.media);
    if media.all(|it| it.kind != MediaKind::Multipart) {
        return;
    }
    for operation in operations.iter_mut() {
        for media in operation.body.iter_mut().flat_map(|body| &mut body.media) {
            if media.kind == MediaKind::Multipart {
                mark_value(context, &mut media.ty);
                for object in objects(context, &media.ty).unwrap_or_default() {
                    mark_fields(context, &object);
                }
            }
        }
    }
    for operation in operations {
        for media in operation.body.iter_mut().flat_map(|body| &mut body.media) {
            let objects = objects(context, &media.ty).unwrap_or_default();
            let is_map_of_files = matches!(&media.ty.ty, Type::Map(item) if is_file(context, item));
            media.has_files = is_map_of_files
                || objects.iter().any(|pointer| {
                    let kind = context.types.get(pointer).map(|def| &def.kind);
                    kind.is_some_and(|it| it.parts().iter().any(|ty| is_file(context, ty)))
                });
        }
    }
}

/// The pointers of the structs that a value of a type may be; `None` if it may be something else than an object.
fn objects(context: &Context<'_>, ty: &TypeRef) -> Option<BTreeSet<String>> {
    let mut objects = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match &ty.ty {
            Type::Any | Type::Map(_) => {}
            Type::Named(id) if !seen.insert(&id.pointer) => {}
            Type::Named(id) => match &context.types.get(&id.pointer)?.kind {
                TypeKind::Struct(_) => _ = objects.insert(id.pointer.clone()),
                TypeKind::Union(union) => {
                    pending.extend(union.members.iter().map(|member| &member.ty));
                }
                TypeKind::Alias(target) => pending.push(target),
                TypeKind::Enum(_) | TypeKind::FieldErrors | TypeKind::Outcomes(_) => return None,
            },
            _ => return None,
        }
    }
    Some(objects)
}

fn mark_fields(context: &mut Context<'_>, pointer: &str) {
    let Some(mut definition) = context.types.remove(pointer) else {
        return;
    };
    if let TypeKind::Struct(object) = &mut definition.kind {
        for field in &mut object.fields {
            mark_value(context, &mut field.ty);
        }
        if let Extra::Typed(ty) = &mut object.extra {
            mark_value(context, ty);
        }
    }
    context.types.insert(pointer.to_owned(), definition);
}

/// Makes a file of a binary string, or files of the items of an array.
fn mark_value(context: &mut Context<'_>, ty: &mut TypeRef) {
    match &mut ty.ty {
        Type::String(format) if *format == StringFormat::Binary => *format = StringFormat::File,
        Type::Array(item) | Type::Map(item) => mark_value(context, item),
        Type::Named(id) => {
            let pointer = id.pointer.clone();
            let is_alias = |kind: &TypeKind| matches!(kind, TypeKind::Alias(_));
            if context
                .types
                .get(&pointer)
                .is_some_and(|it| is_alias(&it.kind))
                && let Some(mut definition) = context.types.remove(&pointer)
            {
                if let TypeKind::Alias(target) = &mut definition.kind {
                    mark_value(context, target);
                }
                context.types.insert(pointer, definition);
            }
        }
        _ => {}
    }
}

fn is_file(context: &Context<'_>, ty: &TypeRef) -> bool {
    match &context.target(ty).ty {
        Type::String(format) => *format == StringFormat::File,
        Type::Array(item) => is_file(context, item),
        _ => false,
    }
}
