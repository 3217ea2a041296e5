//! The docs of the module `operations`: every call with its signature, and what all operations have in common.

use super::super::context::Context;
use super::super::rust_file::DocLine;
use super::super::{certainty, docs};
use super::answers;
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
    lines.extend(plain(&provenance(context)));
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

/// The calls of a group, behind the feature where they are.
fn group(group: &GroupItem, context: &Context<'_>) -> Vec<DocLine> {
    let says = says_provenance(context);
    let accessor = group.name.module.unraw();
    let (heading, rule) = if says {
        (" Provenance |", " --- |")
    } else {
        ("", "")
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
        Some((row(group, operation, item, says), item.unconfirmed))
    });
    let end = (String::new(), group.is_unconfirmed());
    let lines = head.chain(rows).chain([end]);
    lines
        .map(|(text, unconfirmed)| DocLine::gated(text, unconfirmed))
        .collect()
}

fn row(group: &GroupItem, operation: &Operation, item: &RequestItem, says: bool) -> String {
    let (module, ident) = (group.name.module.unraw(), group.name.ident.unraw());
    let method = item.name.method.unraw();
    let arguments = item.method.arguments.iter();
    let arguments: Vec<String> = arguments
        .map(|(name, argument)| match argument {
            Argument::Exact(RustType::Named(ty)) => ty.to_string(),
            Argument::Exact(ty) => format!("{}: {ty}", name.unraw()).replace("types::", ""),
            _ => name.unraw().to_owned(),
        })
        .collect();
    let response = item.answer.to_string().replace("types::", "");
    let request = docs::code(&format!("{} {}", operation.method.as_str(), operation.path));
    let provenance = match operation.provenance {
        _ if !says => String::new(),
        None => " |".to_owned(),
        Some(word) => format!(" {} |", word.as_str()),
    };
    format!(
        "| [`{module}().{method}({}) -> Response<{response}>`]({module}::{ident}::{method}) | {} |{provenance}",
        arguments.join(", "),
        docs::cell(&request),
    )
}

/// What a group is about, in a sentence without a full stop.
pub(in super::super) fn about(group: &GroupItem, context: &Context<'_>) -> String {
    let description = group.tag.as_ref().and_then(|tag| context.api.tags.get(tag));
    match (description, &group.tag) {
        (Some(text), _) => docs::first_sentence(text),
        (None, Some(tag)) => format!("Operations with the tag {tag}"),
        (None, None) => "Operations without a tag".to_owned(),
    }
}

/// Whether the document says of any operation how sure it is.
pub(in super::super) fn says_provenance(context: &Context<'_>) -> bool {
    context.operations().any(|(it, _)| it.provenance.is_some())
}

/// What the words for how sure an operation is mean, of those that are there.
fn provenance(context: &Context<'_>) -> String {
    let is_there = |word: &Provenance| {
        let mut operations = context.operations();
        operations.any(|(operation, _)| operation.provenance == Some(*word))
    };
    let words = Provenance::ALL.into_iter().filter(is_there);
    let sentences: Vec<String> = words.map(certainty::meaning).collect();
    match sentences.is_empty() {
        true => String::new(),
        false => format!("\n{}\n\n", sentences.join("\n")),
    }
}

fn errors(context: &Context<'_>) -> String {
    let usual: Vec<_> = context.usual_errors.iter().collect();
    if usual.is_empty() {
        return String::new();
    }
    let rows: String = usual
        .into_iter()
        .map(|response| answers::row(response, None, "", context))
        .collect();
    let rows = rows.replace("](types::", &format!("]({}::types::", context.root_path()));
    format!(
        "# Error responses\n\nError responses that many operations share. The docs of each operation list which of them it has.\n\n\
         | Status | Body | |\n| --- | --- | --- |\n{rows}\n"
    )
}

fn retries(context: &Context<'_>) -> String {
    let more = context
        .guide_link("retries", "The guide")
        .map(|link| format!(" {link} has details."))
        .unwrap_or_default();
    format!(
        "# Retried calls\n\n\
         By default a call has up to three attempts, with exponential backoff or the delay of `Retry-After`:\n\n\
         - Every call is retried after 429 (too many requests) and after a failed connection, since the server has not\n  \
           processed the request.\n\
         - `GET`, `HEAD`, `PUT` and `DELETE` are also retried after 502, 503, 504, a broken connection or a timeout of\n  \
           the attempt, since they are idempotent.\n\n\
         [`CallOptions::retry`]({root}::runtime::CallOptions::retry) sets the policy of one call, and\n\
         [`ClientBuilder::retry`]({root}::runtime::ClientBuilder::retry) that of all calls.{more}\n",
        root = context.root_path()
    )
}

/// The line on retries in the docs of an operation.
pub(super) fn retries_of(operation: &Operation, context: &Context<'_>) -> String {
    let link = format!("[retried]({}::{RETRIES})", context.root_path());
    match operation.method {
        Method::Post | Method::Patch => {
            format!("The call is {link} only after 429 and after a failed connection.")
        }
        _ => format!(
            "The call is {link} after 429, 502, 503, 504, a failed or broken connection, and a timeout."
        ),
    }
}
