//! [`uses`]: which operations take or give each type, and which types hold it.

use std::collections::BTreeMap;

use super::aliases::target;
use crate::api::{Api, Operation, Type, TypeId, TypeKind, TypeRef, View};
use crate::surface::json;

/// What uses each type.
pub(super) type Uses<'a> = BTreeMap<&'a TypeId, Used<'a>>;

/// What uses a type.
#[derive(Default)]
pub(super) struct Used<'a> {
    /// The operations whose bodies or parameters are of it, by operationId.
    pub(super) taken_by: Vec<&'a str>,
    /// The operations that answer with it, or with a list or a page of it.
    pub(super) given_by: Vec<&'a str>,
    /// The types that hold it.
    pub(super) part_of: Vec<&'a TypeId>,
}

/// What uses each type of an API.
pub(super) fn uses(api: &Api) -> Uses<'_> {
    let mut uses = Uses::new();
    for operation in &api.operations {
        let id = operation.id.as_str();
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        let parameters = operation.parameters.iter().map(|it| &it.ty);
        for ty in bodies.map(|media| &media.ty).chain(parameters) {
            add(&mut uses, ty, |used| &mut used.taken_by, id);
        }
        let answers = operation.successes().filter_map(|it| json(&it.media));
        let given = answers.map(|media| &media.ty).chain(&operation.sparse);
        for ty in given {
            add(&mut uses, ty, |used| &mut used.given_by, id);
            // The items of a page are what the list is of.
            if let Some(item) = items(operation, ty, api) {
                add(&mut uses, item, |used| &mut used.given_by, id);
            }
        }
    }
    // That sparse views hold what the others do says nothing new.
    let is_sparse = |id: &TypeId| matches!(id.view, View::Sparse | View::SparsePage);
    for def in api.types.values().filter(|def| !is_sparse(&def.id)) {
        for ty in def.kind.parts() {
            add(&mut uses, ty, |used| &mut used.part_of, &def.id);
        }
    }
    uses
}

/// The items of a page of a list.
fn items<'a>(operation: &Operation, ty: &'a TypeRef, api: &'a Api) -> Option<&'a TypeRef> {
    let paging = operation.paging.as_ref()?;
    let Type::Named(id) = &target(ty, api).ty else {
        return None;
    };
    let TypeKind::Struct(page) = &api.types.get(id)?.kind else {
        return None;
    };
    let items = page.fields.iter().find(|it| it.wire == paging.items)?;
    match &target(&items.ty, api).ty {
        Type::Array(item) => Some(item),
        _ => None,
    }
}

fn add<'a, T: PartialEq>(
    uses: &mut Uses<'a>,
    ty: &'a TypeRef,
    list: for<'u> fn(&'u mut Used<'a>) -> &'u mut Vec<T>,
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
