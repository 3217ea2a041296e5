//! `README.md` of the crate, which is its front page on docs.rs too.

use super::context::Context;
use super::template::{crate_values, fill, indented};
use super::{docs, example, operations, servers, webhooks};
use crate::api::ServerSetting;
use crate::surface::UNCONFIRMED;

pub(super) fn text(context: &Context<'_>) -> String {
    let settings = &context.api.settings;
    let mut values = crate_values(context);
    values.extend([
        ("inferred_note", inferred_note(context)),
        ("group_rows", group_rows(context)),
        ("url_meaning", url_meaning(context)),
        ("server_rows", server_rows(context)),
        ("version_notes", version_notes(context)),
    ]);
    let operation_servers = operation_servers(context);
    values.extend(operation_servers.map(|text| ("operation_servers", text)));
    values.extend(calls(context).map(|calls| ("calls", calls)));
    values.extend(webhooks::example(context).map(|text| ("webhooks", text)));
    let about = context.api.info.description.as_deref().map(about);
    values.extend(about.map(|about| ("about", about)));
    let licence = settings.license.as_deref().map(docs::line);
    values.extend(licence.map(|licence| ("licence", licence)));
    fill(include_str!("readme.md"), &values).unwrap_or_default()
}

/// Two calls, of lists by `stream`.
fn calls(context: &Context<'_>) -> Option<String> {
    let calls = context
        .confirmed_operations()
        .filter_map(|(operation, item)| {
            let way = match item.paging {
                Some(_) => example::Way::Stream,
                None => example::Way::Send,
            };
            example::statements(operation, item, way, context)
        });
    let calls: Vec<String> = calls.take(2).collect();
    (!calls.is_empty()).then(|| indented(&calls.join("\n")))
}

fn inferred_note(context: &Context<'_>) -> String {
    match context.has_unconfirmed() {
        true => format!(" Those with \\* are inferred, and need\nthe feature `{UNCONFIRMED}`."),
        false => String::new(),
    }
}

fn group_rows(context: &Context<'_>) -> String {
    let rows = context.surface.groups.iter().map(|group| {
        let calls = group.requests.iter().map(|item| {
            let mark = if item.unconfirmed { "\\*" } else { "" };
            format!("`{}`{mark}", item.name.method.unraw())
        });
        format!(
            "| `client.{}()` | {} | {} |\n",
            group.name.module.unraw(),
            docs::cell(&docs::line(&operations::index::about(group, context))),
            calls.collect::<Vec<_>>().join(", "),
        )
    });
    rows.collect()
}

fn url_meaning(context: &Context<'_>) -> String {
    match servers::path(context) {
        None => "the base URL, if it is not the usual one".to_owned(),
        Some("") => "the base URL, which is required: the API has no host of its own".to_owned(),
        Some(path) => format!(
            "the base URL, which is required: the API has no host of its own. To a URL without a path, {} is added",
            docs::code(path)
        ),
    }
}

fn server_rows(context: &Context<'_>) -> String {
    let names = servers::environment_variables(context).into_iter();
    names
        .map(|name| format!("| {name} | that part of the server's URL, instead of a base URL |\n"))
        .collect()
}

/// Where the operations with servers of their own go.
fn operation_servers(context: &Context<'_>) -> Option<String> {
    let setters = context.surface.server_setters.iter();
    let setters: Vec<String> = setters
        .filter(|item| matches!(item.setting, ServerSetting::Operations(_)))
        .map(|item| {
            format!(
                "`{}` ({})",
                item.setter.name,
                docs::code(&item.server.template)
            )
        })
        .collect();
    (!setters.is_empty()).then(|| {
        format!(
            "Some operations have servers of their own, whose URLs these methods of the builder set: {}. A base URL that is\n\
             not the usual one replaces them too, so that tests call no other server.",
            setters.join(", ")
        )
    })
}

fn version_notes(context: &Context<'_>) -> String {
    let listing = &context.api.settings.listing;
    let mut notes = String::new();
    if context.has_unconfirmed() {
        notes.push_str(&format!(
            "- It does not cover what the feature `{UNCONFIRMED}` adds either.\n"
        ));
    }
    for (applies, note) in [
        (
            context.has_examples(),
            "- Nor what the feature `examples` adds.\n",
        ),
        (
            listing.changelog.is_some(),
            "- `CHANGELOG.md` in the package lists what changed.\n",
        ),
        (
            listing.examples.is_some(),
            "- The folder `examples` in the package has whole programs, to read and to copy. Each starts with the command that runs it in the repository.\n",
        ),
    ] {
        notes.push_str(if applies { note } else { "" });
    }
    notes
}

/// The description of the API, with its headings below that of the section.
fn about(description: &str) -> String {
    let mut in_code = false;
    let description = docs::prose(description.trim());
    let lines = description.lines().map(|line| {
        in_code ^= line.starts_with("```");
        match line.starts_with('#') && !in_code {
            true => format!("#{line}"),
            false => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
