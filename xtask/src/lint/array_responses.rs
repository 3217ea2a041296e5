//! Arrays in responses: `bare-list`, `missing-paging`.

use std::collections::BTreeSet;

use super::Linter;
use crate::api::{MediaKind, Operation, Paging, ParameterLocation, Type, TypeKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::pointer;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    bare_arrays(linter);
    paging(linter);
}

fn bare_arrays(linter: &mut Linter<'_, '_>) {
    let mut visited = BTreeSet::new();
    for operation in &linter.api.operations {
        let media = operation.successes().flat_map(|response| &response.media);
        for media in media.filter(|media| media.kind == MediaKind::Json) {
            let is_array = matches!(linter.api.target(&media.ty).ty, Type::Array(_));
            if is_array && visited.insert(&media.at.pointer) {
                linter.report(
                    Rule::BareList,
                    media.at.clone(),
                    format!("`{}` returns a bare array", operation.id),
                    "return an object with the array as a property; if the API cannot be changed, add `x-lint-except`",
                );
            }
        }
    }
}

/// Reports operations that look like those with `x-paging` and do not have it.
fn paging(linter: &mut Linter<'_, '_>) {
    let mut known: Vec<(&Paging, &Operation)> = Vec::new();
    for operation in &linter.api.operations {
        if let Some(paging) = &operation.paging
            && known.iter().all(|(it, _)| *it != paging)
        {
            known.push((paging, operation));
        }
    }
    for operation in &linter.api.operations {
        // An invalid `x-paging` has been reported; it is not missing.
        let extension = pointer::child(&operation.at.pointer, "x-paging");
        let similar = known
            .iter()
            .find(|(paging, _)| is_paged(linter, operation, paging));
        let (None, Some((paging, like))) = (linter.tree.get(&extension), similar) else {
            continue;
        };
        let message = format!(
            "`{}` is paged like `{}` but has no `x-paging`",
            operation.id, like.id
        );
        let help = format!(
            "add `x-paging: {{page: {}, items: {}, pages: {}}}`",
            paging.page, paging.items, paging.pages
        );
        let finding = Diagnostic::new(Rule::MissingPaging, operation.at.clone(), message)
            .related(like.at.clone(), "this operation has it")
            .help(help);
        linter.add(finding);
    }
}

/// Whether an operation has the parameter and the properties of a paging.
fn is_paged(linter: &Linter<'_, '_>, operation: &Operation, paging: &Paging) -> bool {
    let mut parameters = operation.parameters.iter();
    let mut media = operation.successes().flat_map(|response| &response.media);
    parameters.any(|it| it.location == ParameterLocation::Query && it.wire == paging.page)
        && media.any(|media| match linter.definition(&media.ty) {
            Some(TypeKind::Struct(object)) => [&paging.items, &paging.pages]
                .into_iter()
                .all(|name| object.fields.iter().any(|field| field.wire == *name)),
            _ => false,
        })
}
