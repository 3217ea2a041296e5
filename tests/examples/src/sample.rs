//! Values for parameters that have no example.

use serde_json::Value;
use xtask::api::{Api, Constraints, Type, TypeKind, TypeRef};

/// The example of a parameter, or a value of its type; `None` if it is not plain which values it has.
pub(crate) fn sample(ty: &TypeRef, api: &Api) -> Option<Value> {
    if ty.constraints != Constraints::default() {
        return None;
    }
    match &ty.ty {
        Type::Boolean => Some(true.into()),
        Type::Integer(_) | Type::Number(_) => Some(7.into()),
        // What has to be encoded, in a path above all.
        Type::String(format) if *format == xtask::api::StringFormat::Plain => Some("a/b ?é".into()),
        Type::Array(item) => Some(vec![sample(item, api)?].into()),
        Type::Named(id) => match &api.types.get(id)?.kind {
            TypeKind::Enum(values) => Some(values.values.first()?.wire.as_str().into()),
            TypeKind::Alias(target) => sample(target, api),
            _ => None,
        },
        _ => None,
    }
}
