//! Servers: those of the API, and those that operations have instead.

use openapiv3::Server as Source;

use super::context::Context;
use super::pointer;
use crate::api::{Server, ServerVariable};
use crate::diagnostic::{Code, Diagnostic};

/// The servers of the document, a path or an operation, with the defaults of their variables.
pub(super) fn servers(context: &mut Context<'_>, holder: &str, sources: &[Source]) -> Vec<Server> {
    let mut servers = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let pointer = pointer::item(holder, "servers", index);
        let mut url = source.url.clone();
        for (name, variable) in source.variables.iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), &variable.default);
        }
        if url.contains('{') {
            let at = context.value(&pointer::child(&pointer, "url"));
            context.add(
                Diagnostic::new(
                    Code::InvalidValue,
                    at,
                    format!("`{}` has a variable that is not described", source.url),
                )
                .help("add it with its default under `variables`"),
            );
        }
        servers.push(Server {
            url: normal(&url, &url),
            template: normal(&source.url, &url),
            variables: variables(context, &pointer, source),
            description: source.description.clone(),
            at: context.value(&pointer),
        });
    }
    servers
}

/// The servers that an operation has instead of those of the API: its own, or else those of its path.
pub(super) fn of_operation(
    context: &mut Context<'_>,
    (item_pointer, item): (&str, &[Source]),
    (pointer, own): (&str, &[Source]),
) -> Vec<Server> {
    let (holder, sources) = match own {
        [] => (item_pointer, item),
        own => (pointer, own),
    };
    let mut servers = self::servers(context, holder, sources);
    for (index, server) in servers
        .iter()
        .enumerate()
        .filter(|(_, it)| !can_be_called(it))
    {
        let at = context.value(&pointer::child(
            &pointer::item(holder, "servers", index),
            "url",
        ));
        let message = format!(
            "no request goes to `{}`, which is not a base URL",
            server.url
        );
        context.unsupported(
            at,
            message,
            "write it like `https://api.example.com`, or like `/v1`",
        );
    }
    servers.retain(can_be_called);
    servers
}

/// Whether a request can go to a URL: a client with any other could not be built.
fn can_be_called(server: &Server) -> bool {
    let is_plain =
        !server.url.contains(['?', '#', '{', '@']) && !server.url.contains(char::is_whitespace);
    let has_scheme = ["https://", "http://"]
        .iter()
        .any(|it| server.url.starts_with(it));
    is_plain && (has_scheme || !server.has_host())
}

/// The URL without a slash at its end, and a path below the host from its first slash on. `filled` is the URL with its
/// variables.
fn normal(url: &str, filled: &str) -> String {
    let url = url.trim_end_matches('/');
    // A variable at the start is for scheme and host, which may have no default.
    if filled.contains("://") || url.starts_with('{') {
        return url.to_owned();
    }
    if filled.starts_with("//") {
        return format!("https:{url}");
    }
    // Relative to the location of the document, which is not known.
    match url.trim_start_matches(['.', '/']) {
        "" => String::new(),
        path => format!("/{path}"),
    }
}

/// The variables that the URL of a server has.
fn variables(context: &Context<'_>, pointer: &str, server: &Source) -> Vec<ServerVariable> {
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
        at: context.key(&pointer::join(pointer, &["variables", name])),
    })
    .collect()
}
