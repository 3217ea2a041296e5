//! What only OpenAPI 3.1 has rules for: the dialect of schemas, and spellings of 3.0 that are left over.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::format;
use crate::source::repair::Fix;
use crate::source::respell::evaluated_beside;
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Scalar};
use crate::source::version::Version;

/// The base dialect of OpenAPI 3.1 is JSON Schema 2020-12 with annotations.
const DIALECTS: [&str; 2] = [
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Checks what is at the top of a document; whether its schemas can be read.
pub(super) fn document<'a>(checker: &mut Checker<'a>, root: &'a Mapping) -> bool {
    if checker.version == Version::V30 {
        return true;
    }
    let has = |keyword: &str| root.get(keyword).is_some();
    if !["paths", "webhooks", "components"].into_iter().any(has) {
        let at = checker.anchor(checker.tree.root.span.clone());
        let message = "an OpenAPI Object without `paths`, `webhooks` or `components`";
        let finding = Diagnostic::new(Code::MissingKeyword, at, message);
        let paths = NodeKind::Mapping(Mapping::default());
        checker.add_with(
            Fix::Set(vec![("paths", paths)]),
            finding.help("add `paths`, as in `paths: {}`"),
        );
    }
    let Some(entry) = root.entry("jsonSchemaDialect") else {
        return true;
    };
    checker.enter("jsonSchemaDialect");
    let is_read = dialect(checker, entry);
    checker.leave();
    is_read
}

/// Whether schemas of a dialect can be read, which is reported if not.
fn dialect<'a>(checker: &mut Checker<'a>, entry: &'a Entry) -> bool {
    let Some(named) = entry.value.as_str() else {
        return true;
    };
    let bare = named.trim_end_matches('#');
    if DIALECTS.iter().any(|known| bare.starts_with(known)) {
        return true;
    }
    // The drafts of JSON Schema differ in little that documents use.
    let is_read = named.contains("://json-schema.org/draft");
    let (outcome, severity) = match is_read {
        true => ("read as those of OpenAPI 3.1", Severity::Warning),
        false => ("not supported", Severity::Error),
    };
    let message = format!("schemas of the dialect `{named}` are {outcome}");
    let key = &entry.key;
    let help = format!("write them in the base dialect of OpenAPI 3.1, and remove `{key}`");
    let finding = checker.at_value(Code::UnsupportedVersion, entry, message);
    let finding = finding.help(help).with_severity(severity);
    checker.report.add(finding);
    is_read
}

/// Checks a schema of 3.1.
pub(super) fn schema<'a>(checker: &mut Checker<'a>, mapping: &'a Mapping) {
    if checker.version == Version::V30 {
        return;
    }
    for entry in mapping {
        checker.enter(&entry.key);
        if entry.key == "$schema" {
            dialect(checker, entry);
        } else if let Some(other) = evaluated_beside(&entry.key, |it| mapping.get(it).is_some())
            && entry.value.to_json() != true
        {
            let message = format!("`{}` has no effect beside `{other}`", entry.key);
            let help = "list what is allowed beside it, or remove it";
            checker.report_key(Code::Unsupported, entry, message, help);
        } else if is_ineffective(entry) {
            let message = format!("`{}` has no effect: the value is a string", entry.key);
            let help = "describe in the `description` what the string holds";
            checker.report_key(Code::Unsupported, entry, message, help);
        } else if let Some(help) = left_over(mapping, entry) {
            let written = match &entry.value.kind {
                NodeKind::Scalar(_) => {
                    format!("`{}: {}`", entry.key, checker.source(&entry.value))
                }
                _ => format!("`{}`", entry.key),
            };
            let message = format!("{written} is how OpenAPI 3.0 writes it, and this is 3.1");
            checker.report_key(Code::OutdatedKeyword, entry, message, help);
        }
        checker.leave();
    }
}

/// Whether a keyword says of a string what neither its type nor its docs say.
fn is_ineffective(entry: &Entry) -> bool {
    match entry.key.as_str() {
        "contentSchema" => true,
        "contentEncoding" => {
            let encoding = entry.value.as_str();
            encoding.is_some_and(|encoding| !format::is_base64(encoding))
        }
        _ => false,
    }
}

/// What to write instead of a spelling of 3.0.
fn left_over(mapping: &Mapping, entry: &Entry) -> Option<String> {
    let is_bool = matches!(entry.value.kind, NodeKind::Scalar(Scalar::Bool(_)));
    let is_true = entry.value.to_json() == true;
    Some(match entry.key.as_str() {
        "nullable" if is_true => match mapping.get("type").and_then(Node::as_str) {
            Some(name) => format!("write `type: [{name}, 'null']`"),
            None => "write `anyOf` with what it is otherwise and `type: 'null'`".to_owned(),
        },
        "nullable" => "remove it: without it, null is no value".to_owned(),
        "exclusiveMinimum" | "exclusiveMaximum" if is_bool => {
            let bound = entry.key.replace("exclusiveM", "m");
            match (is_true, mapping.get(&bound).map(Node::to_json)) {
                (true, Some(number)) => {
                    format!("write `{}: {number}` without `{bound}`", entry.key)
                }
                _ => "remove it".to_owned(),
            }
        }
        "format" => match entry.value.as_str()? {
            format::BINARY => "write `contentMediaType: application/octet-stream`".to_owned(),
            format::BYTE => "write `contentEncoding: base64`".to_owned(),
            _ => return None,
        },
        "example" => "write `examples` with a list".to_owned(),
        _ => return None,
    })
}
