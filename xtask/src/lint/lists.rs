//! Lists as answers: `bare-list`, `missing-paging`.

use std::collections::BTreeSet;

use super::Linter;
use crate::api::{MediaKind, Operation, Paging, ParameterLocation, Type, TypeKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::pointer;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    bare(linter);
    paging(linter);
}

fn bare(linter: &mut Linter<'_, '_>) {
    let mut seen = BTreeSet::new();
    for operation in &linter.api.operations {
        let media = operation.successes().flat_map(|response| &response.media);
        for media in media.filter(|media| media.kind == MediaKind::Json) {
            let is_list = matches!(linter.resolve(&media.ty).ty, Type::Array(_));
            if !is_list || !seen.insert(&media.at.pointer) {
                continue;
            }
            let message = format!("`{}` answers with a bare list", operation.id);
            linter.add(
                Diagnostic::new(Rule::BareList, media.at.clone(), message).help(
                    "answer with an object that has the list as a property; if the API cannot be changed, say so with `x-lint-except`",
                ),
            );
        }
    }
}

/// Lists in pages that look like those which have `x-paging`, and do not have it.
fn paging(linter: &mut Linter<'_, '_>) {
    let operations = &linter.api.operations;
    let mut ways: Vec<(&Paging, &Operation)> = Vec::new();
    for operation in operations {
        if let Some(paging) = &operation.paging
            && ways.iter().all(|(known, _)| *known != paging)
        {
            ways.push((paging, operation));
        }
    }
    // One that has it and is wrong has been reported, and is not without it.
    let says = |operation: &Operation| {
        let place = pointer::child(&operation.at.pointer, "x-paging");
        linter.tree.get(&place).is_some()
    };
    let without: Vec<&Operation> = operations.iter().filter(|it| !says(it)).collect();
    for operation in without {
        let Some((paging, like)) = ways
            .iter()
            .find(|(paging, _)| looks_like(linter, operation, paging))
        else {
            continue;
        };
        let message = format!(
            "`{}` comes in pages like `{}`, and has no `x-paging`",
            operation.id, like.id
        );
        linter.add(
            Diagnostic::new(Rule::MissingPaging, operation.at.clone(), message)
                .related(like.at.clone(), "this one has it")
                .help(format!(
                    "add `x-paging: {{page: {}, items: {}, pages: {}}}`",
                    paging.page, paging.items, paging.pages
                )),
        );
    }
}

fn looks_like(linter: &Linter<'_, '_>, operation: &Operation, paging: &Paging) -> bool {
    let has_parameter = operation
        .parameters
        .iter()
        .any(|it| it.location == ParameterLocation::Query && it.wire == paging.page);
    let mut answers = operation.successes().flat_map(|response| &response.media);
    has_parameter
        && answers.any(|media| {
            let Some(TypeKind::Struct(object)) = linter.definition(&media.ty).map(|def| &def.kind)
            else {
                return false;
            };
            [&paging.items, &paging.pages]
                .into_iter()
                .all(|name| object.fields.iter().any(|field| field.wire == *name))
        })
}
