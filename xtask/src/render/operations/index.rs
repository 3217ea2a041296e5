//! The docs of the module `operations`: every call with its signature, and what all operations have in common.

use super::super::context::Context;
use super::super::rust_file::DocLine;
use super::super::template::{crate_values, fill};
use super::super::{docs, provenance};
use super::responses;
use crate::api::{Method, Operation, Provenance};
use crate::surface::{Argument, GroupItem, RequestItem, RustType, UNCONFIRMED};

/// The anchor of the section on retries in the docs of `operations`.
const RETRIES: &str = "operations#retried-calls";

/// The docs of the module.
pub(super) fn docs(context: &Context<'_>) -> Vec<DocLine> {
    let mut lines = plain(
        "All calls of the API: a module per tag, with a request builder per operation.\n\n\
         A method of a group returns a request builder. Setters add optional parameters, and `.await` or `send` sends it.\n",
    );
    lines.extend(plain(&provenance_terms(context)));
    let hidden = context.operations().filter(|(_, item)| item.unconfirmed);
    let hidden = hidden.count();
    if hidden > 0 {
        let text = format!(
            "The feature `{UNCONFIRMED}` is disabled: {hidden} more operations require it."
        );
        lines.extend([text, String::new()].map(DocLine::without_unconfirmed));
    }
    for group in &context.surface.groups {
        lines.extend(self::group(group, context));
    }
    lines.extend(plain(&errors(context)));
    lines.extend(plain(&retries(context)));
    lines
}

fn plain(text: &str) -> Vec<DocLine> {
    text.lines().map(DocLine::always).collect()
}

/// The calls of a group.
fn group(group: &GroupItem, context: &Context<'_>) -> Vec<DocLine> {
    let has_provenance = context.operations().any(|(it, _)| it.provenance.is_some());
    let accessor = group.name.module.unraw();
    let (heading, rule) = match has_provenance {
        true => (" Provenance |", " --- |"),
        false => ("", ""),
    };
    let head = format!(
        "# [`{accessor}`]({}::Client::{accessor})\n\n{}.\n\n| Call | Request |{heading}\n| --- | --- |{rule}",
        context.root_path(),
        docs::line(&about(group, context)),
    );
    let head = head
        .lines()
        .map(|line| (line.to_owned(), group.is_unconfirmed()));
    let rows = group.requests.iter().filter_map(|item| {
        let operation = context.operation(&item.operation)?;
        Some((
            row(group, operation, item, has_provenance),
            item.unconfirmed,
        ))
    });
    let end = (String::new(), group.is_unconfirmed());
    let lines = head.chain(rows).chain([end]);
    lines
        .map(|(text, unconfirmed)| DocLine::gated(text, unconfirmed))
        .collect()
}

fn row(
    group: &GroupItem,
    operation: &Operation,
    item: &RequestItem,
    has_provenance: bool,
) -> String {
    let (module, ident) = (group.name.module.unraw(), group.name.ident.unraw());
    let method = item.name.method.unraw();
    let arguments = item.method.arguments.iter();
    let arguments: Vec<String> = arguments
        .map(|(name, argument)| match argument {
            Argument::Exact(RustType::Named(ty)) => ty.to_string(),
            Argument::Into(ty @ RustType::Option(_)) => ty.to_string().replace("types::", ""),
            Argument::Exact(ty) => format!("{}: {ty}", name.unraw()).replace("types::", ""),
            _ => name.unraw().to_owned(),
        })
        .collect();
    let response = item.response.to_string().replace("types::", "");
    let request = docs::code(&format!("{} {}", operation.method.as_str(), operation.path));
    let provenance = match operation.provenance {
        _ if !has_provenance => String::new(),
        None => " |".to_owned(),
        Some(provenance) => format!(" {} |", provenance.as_str()),
    };
    format!(
        "| [`{module}().{method}({}) -> Response<{response}>`]({module}::{ident}::{method}) | {} |{provenance}",
        arguments.join(", "),
        docs::cell(&request),
    )
}

/// The subject of a group, in a sentence without a full stop.
pub(in super::super) fn about(group: &GroupItem, context: &Context<'_>) -> String {
    let description = group.tag.as_ref().and_then(|tag| context.api.tags.get(tag));
    match (description, &group.tag) {
        (Some(text), _) => docs::first_sentence(text),
        (None, Some(tag)) => format!("Operations with the tag {tag}"),
        (None, None) => "Operations without a tag".to_owned(),
    }
}

/// The definitions of the kinds of provenance that operations have.
fn provenance_terms(context: &Context<'_>) -> String {
    let is_used = |provenance: &Provenance| {
        let mut operations = context.operations();
        operations.any(|(operation, _)| operation.provenance == Some(*provenance))
    };
    let terms = Provenance::ALL.into_iter().filter(is_used);
    let terms: Vec<String> = terms.map(provenance::definition).collect();
    match terms.is_empty() {
        true => String::new(),
        false => format!("\n{}\n\n", terms.join("\n")),
    }
}

fn errors(context: &Context<'_>) -> String {
    let rows = context.common_errors.iter();
    let rows = rows.map(|response| responses::row(response, None, "", context));
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    let rows = rows.replace("](types::", &format!("]({}::types::", context.root_path()));
    format!(
        "# Error responses\n\nError responses that many operations share. The docs of each operation list which of them it has.\n\n\
         | Status | Body | |\n| --- | --- | --- |\n{rows}\n"
    )
}

fn retries(context: &Context<'_>) -> String {
    let link = context.guide_link("retries", "The guide");
    let guide = link.map(|link| format!(" {link} has details."));
    let mut values = crate_values(context);
    values.push(("guide", guide.unwrap_or_default()));
    fill(include_str!("retries.md"), &values).unwrap_or_default()
}

/// The line on retries in the docs of an operation.
pub(super) fn retries_of(operation: &Operation, context: &Context<'_>) -> String {
    let when = match operation.method {
        Method::Post | Method::Patch => "only after 429 and after a failed connection",
        _ => "after 429, 502, 503, 504, a failed or broken connection, and a timeout",
    };
    format!(
        "The call is [retried]({}::{RETRIES}) {when}.",
        context.root_path()
    )
}
