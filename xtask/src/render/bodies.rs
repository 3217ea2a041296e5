//! Which types are bodies of requests.

use std::collections::BTreeSet;

use super::aliases::target;
use crate::api::{Api, Type, TypeId, TypeRef};

/// The types that are a request's body, alone or as items of a list: a body must have a `Check`.
pub(super) fn bodies(api: &Api) -> BTreeSet<&TypeId> {
    let media = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref())
        .flat_map(|body| &body.media);
    media.filter_map(|media| held(&media.ty, api)).collect()
}

fn held<'a>(ty: &'a TypeRef, api: &'a Api) -> Option<&'a TypeId> {
    match &target(ty, api).ty {
        Type::Array(item) | Type::Map(item) => held(item, api),
        Type::Named(id) => Some(id),
        _ => None,
    }
}
