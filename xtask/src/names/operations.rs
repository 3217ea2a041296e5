//! Groups, methods, requests and parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{DEVICES, Scope, Wish};
use super::words::{camel, explicit_or, module, snake};
use super::{GroupName, Ident, Names, OperationName};
use crate::api::{Api, Operation, ParameterLocation};
use crate::diagnostic::Report;

/// Types that the files of operations import.
const IMPORTED: &[&str] = &[
    "BTreeMap",
    "Box",
    "Client",
    "Error",
    "ErrorBody",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Option",
    "P",
    "Result",
    "Some",
    "String",
    "Vec",
];
/// Methods of the client, and its modules.
const RESERVED_GROUPS: &[&str] = &[
    "builder", "clone", "core", "from_env", "mod", "new", "request",
];
/// Functions of a group, and its modules.
const RESERVED_METHODS: &[&str] = &["clone", "mod", "new", "runtime", "types"];
/// Fields and methods that each request has.
const RESERVED_PARAMETERS: &[&str] = &[
    "body",
    "body_media",
    "client",
    "clone",
    "form",
    "into_future",
    "into_sparse",
    "marker",
    "multipart",
    "new",
    "options",
    "pages",
    "request",
    "send",
    "send_blocking",
    "send_lenient",
    "send_lenient_blocking",
    "stream",
    "when_some",
];

pub(super) fn assign(api: &Api, names: &mut Names, report: &mut Report) {
    let mut groups: BTreeMap<Ident, (GroupName, Vec<&Operation>)> = BTreeMap::new();
    for operation in &api.operations {
        let group = group_name(operation.tag.as_deref().unwrap_or("untagged"));
        names.groups.insert(operation.tag.clone(), group.clone());
        // Tags that give one name are one group.
        let entry = groups.entry(group.module.clone());
        let (_, operations) = entry.or_insert_with(|| (group, Vec::new()));
        operations.push(operation);
        names.parameters.extend(parameters(operation, report));
    }
    for (group, mut operations) in groups.into_values() {
        // Operations with one operationId are an error already: that they want one name says nothing new.
        let mut ids = BTreeSet::new();
        operations.retain(|operation| ids.insert(operation.id.as_str()));
        names
            .operations
            .extend(methods(&group, &operations, report));
    }
}

fn group_name(tag: &str) -> GroupName {
    let module = Ident::escape(&module(tag));
    let is_taken = [RESERVED_GROUPS, DEVICES]
        .iter()
        .any(|names| names.contains(&module.unraw()));
    let ident = Ident::escape(&camel(tag));
    GroupName {
        module: if is_taken { module.aside() } else { module },
        ident: if IMPORTED.contains(&ident.unraw()) {
            ident.aside()
        } else {
            ident
        },
    }
}

fn methods(
    group: &GroupName,
    operations: &[&Operation],
    report: &mut Report,
) -> BTreeMap<String, OperationName> {
    let mut scope = Scope::new(
        format!("methods of `{}`", group.ident),
        &[RESERVED_METHODS, DEVICES],
    );
    for operation in operations {
        scope.add(Wish {
            key: operation.id.clone(),
            ident: explicit_or(operation.rust_name.as_deref(), || {
                method_name(operation, group)
            }),
            qualified: Ident::escape(&module(&operation.id)),
            called: operation.id.clone(),
            at: operation.at.clone(),
        });
    }
    let methods = scope.resolve(report);
    // A request has the name of its method, unless the group or an import beside it has that name.
    let beside = [group.ident.unraw()];
    let reserved = [IMPORTED, &beside];
    let mut scope = Scope::new(format!("requests of `{}`", group.ident), &reserved);
    for operation in operations {
        let Some(method) = methods.get(&operation.id) else {
            continue;
        };
        let named = |name| Ident::escape(&camel(name));
        scope.add(Wish {
            key: operation.id.clone(),
            ident: named(method.unraw()),
            qualified: named(&operation.id),
            called: operation.id.clone(),
            at: operation.at.clone(),
        });
    }
    let mut requests = scope.resolve(report);
    let taken: BTreeSet<Ident> = methods.values().cloned().collect();
    let named = methods.into_iter().filter_map(|(id, method)| {
        // A module in one of the same name reads like a mistake, and clippy takes it for one.
        let mut module = method.clone();
        while module == group.module || (module != method && taken.contains(&module)) {
            module = module.aside();
        }
        let request = requests.remove(&id)?;
        Some((
            id,
            OperationName {
                group: group.clone(),
                method,
                module,
                request,
            },
        ))
    });
    named.collect()
}

/// The operationId without the tag's words before it: `api_users_list` in `API Users` is `list`.
fn method_name(operation: &Operation, group: &GroupName) -> String {
    let name = module(&operation.id);
    let short = name
        .strip_prefix(group.module.unraw())
        .and_then(|rest| rest.strip_prefix('_'));
    match short {
        Some(short) if short.starts_with(char::is_alphabetic) => short.to_owned(),
        _ => name,
    }
}

fn parameters(
    operation: &Operation,
    report: &mut Report,
) -> BTreeMap<(String, ParameterLocation, String), Ident> {
    let mut scope = Scope::new(
        format!("parameters of `{}`", operation.id),
        &[RESERVED_PARAMETERS],
    );
    for parameter in &operation.parameters {
        let name = snake(&parameter.wire);
        let location = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        scope.add(Wish {
            key: (
                operation.id.clone(),
                parameter.location,
                parameter.wire.clone(),
            ),
            ident: explicit_or(parameter.rust_name.as_deref(), || name.clone()),
            qualified: Ident::escape(&format!("{location}_{name}")),
            called: parameter.wire.clone(),
            at: parameter.at.clone(),
        });
    }
    scope.resolve(report)
}
