//! Groups, methods, requests and parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{camel, explicit_or, snake};
use super::media::{self, short_name};
use super::scope::{Candidate, DEVICES, Scope};
use super::{GroupName, Ident, MediaName, Names, OperationName};
use crate::api::{Api, Operation};
use crate::diagnostic::Report;

/// Types that the files of operations import.
const IMPORTED: &str = "BTreeMap Box Client Error ErrorBody Into IntoFuture IntoIterator Option P RequestBody Result \
    Some String Vec";
/// Methods of the client and modules of `operations`.
const RESERVED_GROUPS: &str = "builder clone core from_env mod new request";
/// Functions and modules of every group.
const RESERVED_METHODS: &str = "clone mod new runtime types";
/// Fields and methods of every request.
const RESERVED_PARAMETERS: &str = "body body_media client clone form into_future into_sparse marker multipart new \
    options pages request send send_blocking send_lenient send_lenient_blocking send_stream send_stream_blocking \
    stream when_some";

pub(super) fn assign(api: &Api, names: &mut Names, report: &mut Report) {
    let mut groups: BTreeMap<Ident, (GroupName, Vec<&Operation>)> = BTreeMap::new();
    for operation in &api.operations {
        let tag = operation.tag.as_deref().unwrap_or("untagged");
        let group = group_name(api.tag_names.get(tag).map_or(tag, String::as_str));
        names.groups.insert(operation.tag.clone(), group.clone());
        // Tags with the same name in Rust are one group.
        let entry = groups.entry(group.module.clone());
        let (_, operations) = entry.or_insert_with(|| (group, Vec::new()));
        operations.push(operation);
        parameters(operation, names, report);
    }
    for (group, mut operations) in groups.into_values() {
        // Duplicate operationIds have been reported.
        let mut ids = BTreeSet::new();
        operations.retain(|operation| ids.insert(operation.id.as_str()));
        methods(&group, &operations, names, report);
    }
}

fn group_name(tag: &str) -> GroupName {
    let unreserved =
        |ident: Ident, reserved: &[&str]| match reserved.iter().any(|names| ident.is_in(names)) {
            true => ident.with_underscore(),
            false => ident,
        };
    GroupName {
        module: unreserved(Ident::escape(&snake(tag)), &[RESERVED_GROUPS, DEVICES]),
        ident: unreserved(Ident::escape(&camel(tag)), &[IMPORTED]),
    }
}

fn methods(group: &GroupName, operations: &[&Operation], names: &mut Names, report: &mut Report) {
    let what = format!("methods of `{}`", group.ident);
    let mut scope = Scope::new(what, &[RESERVED_METHODS, DEVICES]);
    for operation in operations {
        let ident = explicit_or(operation.rust_name.as_deref(), || {
            method_name(operation, group)
        });
        let qualified = snake(&operation.id);
        for media in media::with_methods(operation) {
            let name = short_name(&media.media_type);
            scope.add(Candidate {
                key: (operation.id.clone(), Some(media.media_type.clone())),
                ident: Ident::escape(&format!("{}_as_{name}", ident.unraw())),
                qualified: Ident::escape(&format!("{qualified}_as_{}", snake(&media.media_type))),
                source: format!("{} ({})", operation.id, media.media_type),
                at: media.at.clone(),
            });
        }
        scope.add(Candidate {
            key: (operation.id.clone(), None),
            ident,
            qualified: Ident::escape(&qualified),
            source: operation.id.clone(),
            at: operation.at.clone(),
        });
    }
    let mut resolved = scope.resolve(report);
    let mut methods = BTreeMap::new();
    for operation in operations {
        if let Some(method) = resolved.remove(&(operation.id.clone(), None)) {
            methods.insert(operation.id.clone(), method);
        }
        for (media_type, variant) in media::variants(operation) {
            let key = (operation.id.clone(), Some(media_type));
            if let (Some(method), (id, Some(media_type))) = (resolved.remove(&key), key) {
                let name = MediaName::Method(method, variant);
                names.media.insert((id, media_type), name);
            }
        }
    }
    // A request is named after its method, unless the group or an import has that name.
    let reserved = [IMPORTED, group.ident.unraw()];
    let mut scope = Scope::new(format!("requests of `{}`", group.ident), &reserved);
    for operation in operations {
        if let Some(method) = methods.get(&operation.id) {
            scope.add(Candidate {
                key: operation.id.clone(),
                ident: Ident::escape(&camel(method.unraw())),
                qualified: Ident::escape(&camel(&operation.id)),
                source: operation.id.clone(),
                at: operation.at.clone(),
            });
        }
    }
    let mut requests = scope.resolve(report);
    // Scripts without cases give a module and its type one name.
    let types: BTreeSet<Ident> = requests.values().chain([&group.ident]).cloned().collect();
    let taken: BTreeSet<Ident> = methods.values().cloned().collect();
    let operations = methods.into_iter().filter_map(|(id, method)| {
        // clippy rejects a module in a module of the same name.
        let mut module = method.clone();
        while module == group.module
            || (module != method && taken.contains(&module))
            || types.contains(&module)
        {
            module = module.with_underscore();
        }
        let name = OperationName {
            group: group.clone(),
            method,
            module,
            request: requests.remove(&id)?,
        };
        Some((id, name))
    });
    names.operations.extend(operations);
}

/// The operationId without the tag at its start: `api_users_list` in `API Users` is `list`.
fn method_name(operation: &Operation, group: &GroupName) -> String {
    let name = snake(&operation.id);
    let short = name
        .strip_prefix(group.module.unraw())
        .and_then(|rest| rest.strip_prefix('_'));
    match short {
        Some(short) if short.starts_with(char::is_alphabetic) => short.to_owned(),
        _ => name,
    }
}

/// The parameters of an operation and the setters for its media types, which are methods of one request.
fn parameters(operation: &Operation, names: &mut Names, report: &mut Report) {
    let what = format!("parameters of `{}`", operation.id);
    let mut scope = Scope::new(what, &[RESERVED_PARAMETERS]);
    for parameter in &operation.parameters {
        let name = snake(&parameter.wire);
        let location = parameter.location.as_str();
        let wire = &parameter.wire;
        scope.add(Candidate {
            key: (Some(parameter.location), wire.clone()),
            ident: explicit_or(parameter.rust_name.as_deref(), || name.clone()),
            qualified: Ident::escape(&format!("{location}_{name}")),
            source: wire.clone(),
            at: parameter.at.clone(),
        });
    }
    let mut names_of_media = BTreeMap::new();
    for media in media::with_setters(operation) {
        match media::reserved_name(media.kind) {
            Some(name) => _ = names_of_media.insert(media.media_type.clone(), Ident::word(name)),
            None => scope.add(Candidate {
                key: (None, media.media_type.clone()),
                ident: Ident::escape(&short_name(&media.media_type)),
                qualified: Ident::escape(&snake(&media.media_type)),
                source: media.media_type.clone(),
                at: media.at.clone(),
            }),
        }
    }
    for ((location, name), ident) in scope.resolve(report) {
        match location {
            Some(location) => {
                let key = (operation.id.clone(), location, name);
                names.parameters.insert(key, ident);
            }
            None => _ = names_of_media.insert(name, ident),
        }
    }
    let setters = names_of_media
        .into_iter()
        .map(|(name, ident)| ((operation.id.clone(), name), MediaName::Setter(ident)));
    names.media.extend(setters);
}
