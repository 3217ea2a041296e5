//! [`uses`]: which operations accept or return each type, and which types and webhooks contain it.

use std::collections::BTreeMap;

use crate::api::{Api, Media, Operation, Type, TypeId, TypeKind, TypeRef, View};

/// The uses of each type.
pub(super) type Uses<'a> = BTreeMap<&'a TypeId, UsesOfType<'a>>;

/// The uses of a type.
#[derive(Default)]
pub(super) struct UsesOfType<'a> {
    /// The operations with the type in their bodies or parameters, by operationId.
    pub(super) accepted_by: Vec<&'a str>,
    /// The operations that return it, or an array or a page of it.
    pub(super) returned_by: Vec<&'a str>,
    /// The types that contain it.
    pub(super) part_of: Vec<&'a TypeId>,
    /// The webhooks whose body it is, by their positions.
    pub(super) delivered_by: Vec<usize>,
}

/// The uses of each type of an API.
pub(super) fn uses(api: &Api) -> Uses<'_> {
    let mut uses = Uses::new();
    for operation in &api.operations {
        let id = operation.id.as_str();
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        let parameters = operation.parameters.iter().map(|it| &it.ty);
        for ty in bodies.map(|media| &media.ty).chain(parameters) {
            add(&mut uses, ty, |used| &mut used.accepted_by, id);
        }
        let responses = operation
            .successes()
            .filter_map(|it| Media::json(&it.media));
        let returned = responses.map(|media| &media.ty).chain(&operation.sparse);
        let streamed = operation.stream().map(|media| &media.ty);
        let headers = operation.responses.iter().flat_map(|it| &it.headers);
        let returned = returned
            .chain(&operation.outcomes)
            .chain(streamed)
            .chain(headers);
        for ty in returned {
            add(&mut uses, ty, |used| &mut used.returned_by, id);
            if let Some(item) = items(operation, ty, api) {
                add(&mut uses, item, |used| &mut used.returned_by, id);
            }
        }
    }
    for (index, webhook) in api.webhooks.iter().enumerate() {
        if let Some(body) = &webhook.body {
            add(&mut uses, &body.ty, |used| &mut used.delivered_by, index);
        }
    }
    // Sparse views contain what the other views do.
    let is_sparse = |id: &TypeId| matches!(id.view, View::Sparse | View::SparsePage);
    for def in api.types.values().filter(|def| !is_sparse(&def.id)) {
        for ty in def.kind.parts() {
            add(&mut uses, ty, |used| &mut used.part_of, &def.id);
        }
    }
    uses
}

/// The items of a page.
fn items<'a>(operation: &Operation, ty: &'a TypeRef, api: &'a Api) -> Option<&'a TypeRef> {
    let paging = operation.paging.as_ref()?;
    let Type::Named(id) = &api.target(ty).ty else {
        return None;
    };
    let TypeKind::Struct(page) = &api.types.get(id)?.kind else {
        return None;
    };
    let items = page.fields.iter().find(|it| it.wire == paging.items)?;
    match &api.target(&items.ty).ty {
        Type::Array(item) => Some(item),
        _ => None,
    }
}

fn add<'a, T: PartialEq>(
    uses: &mut Uses<'a>,
    ty: &'a TypeRef,
    list: for<'u> fn(&'u mut UsesOfType<'a>) -> &'u mut Vec<T>,
    user: T,
) {
    match &ty.ty {
        Type::Array(item) | Type::Map(item) => add(uses, item, list, user),
        Type::Named(id) => {
            let users = list(uses.entry(id).or_default());
            if !users.contains(&user) {
                users.push(user);
            }
        }
        _ => {}
    }
}
