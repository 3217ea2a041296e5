//! What converts into a struct: the read view of its schema, and strings.

use std::collections::BTreeSet;

use super::RustType;
use super::resolve::Resolver;
use crate::api::{Access, Struct, TypeDef, TypeId, TypeKind, TypeRef, View};
use crate::names::Ident;

/// A string makes a value inside of a value so many times; deeper, the result would be surprising.
const FROM_STRING_DEPTH: usize = 4;

/// `From` the read view of the same schema.
#[derive(Clone, Debug)]
pub struct ConversionItem {
    /// The read view.
    pub from: TypeId,
    /// Its name.
    pub ident: Ident,
}

/// Whether the one field that an object requires is a string or is made from one.
pub(super) fn is_from_string(object: &Struct, resolver: &Resolver<'_>) -> bool {
    let mut object = object;
    for _ in 0..FROM_STRING_DEPTH {
        let mut required = super::fields::requested(object);
        let (Some(field), None) = (required.next(), required.next()) else {
            return false;
        };
        if field.ty.nullable {
            return false;
        }
        match resolver.value(resolver.api.target(&field.ty)) {
            RustType::String => return true,
            RustType::Named(_) => match resolver.definition(&field.ty).map(|def| &def.kind) {
                Some(TypeKind::Enum(_)) => return true,
                Some(TypeKind::Struct(inner)) => object = inner,
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}

/// The read view, if every field of this write view can be made of it.
pub(super) fn of_read_view(def: &TypeDef, resolver: &Resolver<'_>) -> Option<ConversionItem> {
    if def.id.view != View::Write {
        return None;
    }
    let from = TypeId {
        view: View::Read,
        ..def.id.clone()
    };
    let ident = resolver.names.types.get(&from)?.ident.clone();
    converts((&from, &def.id), resolver, &mut BTreeSet::new())
        .then_some(ConversionItem { from, ident })
}

/// Whether the write view of a struct can be made of the read view, with all structs in it. Those that are being looked
/// at are taken to be.
fn converts<'t>(
    (read, write): (&TypeId, &'t TypeId),
    resolver: &Resolver<'t>,
    seen: &mut BTreeSet<&'t TypeId>,
) -> bool {
    let object = |id: &TypeId| match &resolver.api.types.get(id)?.kind {
        TypeKind::Struct(object) => Some(object),
        _ => None,
    };
    let (Some(read), Some(object)) = (object(read), object(write)) else {
        return false;
    };
    if !seen.insert(write) {
        return true;
    }
    let mut fields = object.fields.iter();
    read.extra == object.extra
        && fields.all(
            |field| match read.fields.iter().find(|it| it.wire == field.wire) {
                Some(source) => {
                    same_kind(&source.ty, &field.ty, resolver, seen)
                        && (source.required || !field.required)
                }
                None => field.access == Access::WriteOnly && !field.required,
            },
        )
}

/// Whether a value of the read view's type converts into the write view's: the same type, or the views of one struct.
fn same_kind<'t>(
    read: &TypeRef,
    write: &'t TypeRef,
    resolver: &Resolver<'t>,
    seen: &mut BTreeSet<&'t TypeId>,
) -> bool {
    use crate::api::Type::{Array, Map, Named};
    match (&read.ty, &write.ty) {
        (Array(read), Array(write)) => same_kind(read, write, resolver, seen),
        (Map(read), Map(write)) => read.ty == write.ty,
        (Named(read), Named(write)) if read == write => true,
        (Named(read), Named(write)) => {
            read.pointer == write.pointer && converts((read, write), resolver, seen)
        }
        (read, write) => read == write,
    }
}
