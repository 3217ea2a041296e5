//! `info`, servers and tags.

use std::collections::BTreeMap;

use openapiv3::Server as Source;

use super::context::Context;
use super::pointer;
use crate::api::{Info, Server, ServerVariable};
use crate::diagnostic::{Code, Diagnostic};

/// Title, version and description.
pub(super) fn info(context: &Context<'_>) -> Info {
    let info = &context.document.openapi.info;
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
    }
}

/// The servers, with the defaults of their variables.
pub(super) fn servers(context: &mut Context<'_>) -> Vec<Server> {
    let document = context.document;
    let mut servers = Vec::new();
    for (index, server) in document.openapi.servers.iter().enumerate() {
        let mut url = server.url.clone();
        for (name, variable) in server.variables.iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), &variable.default);
        }
        if url.contains('{') {
            let at = context.value(&pointer::child(&format!("/servers/{index}"), "url"));
            context.add(
                Diagnostic::new(
                    Code::InvalidValue,
                    at,
                    format!("`{}` has a variable that is not described", server.url),
                )
                .help("add it with its default under `variables`"),
            );
        }
        servers.push(Server {
            url: url.trim_end_matches('/').to_owned(),
            template: server.url.trim_end_matches('/').to_owned(),
            variables: variables(context, index, server),
            description: server.description.clone(),
        });
    }
    servers
}

/// The variables that the URL of a server has.
fn variables(context: &Context<'_>, index: usize, server: &Source) -> Vec<ServerVariable> {
    let variables = server.variables.iter().flatten();
    let place = |name: &str| server.url.find(&format!("{{{name}}}"));
    let mut used: Vec<_> = variables
        .filter_map(|(name, variable)| Some((place(name)?, name, variable)))
        .collect();
    // Their order in the document says nothing.
    used.sort_by_key(|(place, ..)| *place);
    let used = used.into_iter();
    used.map(|(_, name, variable)| ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        docs: variable.description.clone(),
        at: context.key(&pointer::join(
            &format!("/servers/{index}"),
            &["variables", name],
        )),
    })
    .collect()
}

/// The descriptions of tags.
pub(super) fn tags(context: &Context<'_>) -> BTreeMap<String, String> {
    let tags = context.document.openapi.tags.iter();
    tags.filter_map(|tag| Some((tag.name.clone(), tag.description.clone()?)))
        .collect()
}
