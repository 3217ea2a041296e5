//! What the tables cannot say: rules over several keywords of one object.

use std::collections::BTreeMap;

use super::tables::{
    HEADER, LINK, OPENAPI, Object, PARAMETER, PATH_ITEM, SCHEMA, SECURITY_SCHEME, STYLES,
};
use super::{Checker, Wrong, is_there, newer};
use crate::diagnostic::phrase::either;
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::repair::{Fix, without};
use crate::source::respell::referred_path_item;
use crate::source::suggestions::addition;
use crate::source::tree::{Entry, Mapping, Node};
use crate::source::version::Version;
use crate::source::{Method, pointer};

/// Whether this is a version of OpenAPI that is read; nothing else is worth reporting if it is not.
pub(super) fn version<'a>(checker: &mut Checker<'a>, root: &'a Mapping) -> bool {
    const CODE: Code = Code::UnsupportedVersion;
    if let Some(entry) = root.entry("swagger") {
        let message = "this is Swagger 2.0, and only OpenAPI 3.0 and 3.1 are supported";
        let help = "convert the document to OpenAPI 3.0, and start it with `openapi: 3.0.3`";
        checker.report_key(CODE, entry, message, help);
        return false;
    }
    let Some(entry) = root.entry("openapi") else {
        return true;
    };
    let written = checker.source(&entry.value).trim_matches(['"', '\'']);
    if Version::named(written).is_some() {
        return true;
    }
    let message = format!("this is OpenAPI {written}, and only 3.0 and 3.1 are supported");
    let help = "write the document as OpenAPI 3.1, and start it with `openapi: 3.1.1`";
    checker.enter("openapi");
    let finding = checker.at_value(CODE, entry, message);
    checker.report.add(finding.help(help));
    checker.leave();
    false
}

/// Each operation has an id of its own. Of operations with the same one, the first keeps it.
pub(super) fn operation_ids<'a>(checker: &mut Checker<'a>, root: &'a Mapping) {
    let mut first: BTreeMap<&'a str, Anchor> = BTreeMap::new();
    let paths = root.get("paths").and_then(Node::as_mapping);
    for path in paths.into_iter().flatten() {
        let methods = path.value.as_mapping().into_iter().flatten();
        for method in methods.filter(|it| Method::from_keyword(&it.key).is_some()) {
            let operation = method.value.as_mapping();
            let Some(entry) = operation.and_then(|it| it.entry("operationId")) else {
                continue;
            };
            let Some(id) = entry.value.as_str().filter(|id| !id.is_empty()) else {
                continue;
            };
            let pointer = pointer::join("", &["paths", &path.key, &method.key, "operationId"]);
            let at = Anchor {
                span: entry.value.span.clone(),
                pointer,
            };
            if let Some(earlier) = first.get(id) {
                let message = format!(
                    "two operations are called `{id}`: this one is named after its method and path"
                );
                let finding = Diagnostic::new(Code::DuplicateOperationId, at.clone(), message)
                    .related(earlier.clone(), "the other one")
                    .help("give each an `operationId` of its own");
                checker.undo(at.pointer, Fix::Remove, finding);
            } else {
                first.insert(id, at);
            }
        }
    }
    if checker.version == Version::V31 {
        ids_by_reference(checker, root, first);
    }
}

/// Reports operations that are there twice by references to a path item.
fn ids_by_reference<'a>(
    checker: &mut Checker<'a>,
    root: &'a Mapping,
    mut first: BTreeMap<&'a str, Anchor>,
) {
    let paths = root.get("paths").and_then(Node::as_mapping);
    for path in paths.into_iter().flatten() {
        let Some(target) = referred_path_item(checker.tree, &path.value) else {
            continue;
        };
        let at = checker
            .tree
            .value(&pointer::join("", &["paths", &path.key, "$ref"]));
        let item = checker.tree.get(&target).and_then(Node::as_mapping);
        for entry in item.into_iter().flatten() {
            let Some(method) = Method::from_keyword(&entry.key) else {
                continue;
            };
            let id = entry.value.get("operationId").and_then(Node::as_str);
            let Some(id) = id.filter(|_| path.value.get(&entry.key).is_none()) else {
                continue;
            };
            let Some(earlier) = first.get(id) else {
                first.insert(id, at.clone());
                continue;
            };
            let message = format!(
                "two operations are called `{id}`: `{} {}` is named after its method and path",
                method.as_str(),
                path.key
            );
            let finding = Diagnostic::new(Code::DuplicateOperationId, at.clone(), message)
                .related(earlier.clone(), "the other one")
                .help("give each an `operationId` of its own, in a path item of its own");
            checker.report.add(finding);
        }
    }
}

/// Paths start with a slash; a keyword of the document is there by its indentation.
pub(super) fn wrong_path(key: &str) -> Option<Wrong> {
    let (fix, help) = match OPENAPI.keyword(key, Version::V30) {
        _ if key.starts_with('/') => return None,
        Some(_) => (
            Fix::MoveToRoot,
            format!("`{key}` is not a path: move it to the left, beside `paths`"),
        ),
        None => (Fix::Rename(format!("/{key}")), format!("write `/{key}`")),
    };
    let message = format!("the path `{key}` does not start with `/`");
    Some(Wrong { fix, message, help })
}

/// A key of a Responses Object that is not a status.
pub(super) fn wrong_status(key: &str) -> Option<Wrong> {
    if is_status(key) {
        return None;
    }
    let bare = Some(key.trim_matches(['\'', '"'])).filter(|bare| is_status(bare));
    let help = match (key, bare) {
        ("$ref", _) => "write the statuses here, each with a `$ref` of its own".to_owned(),
        (_, Some(bare)) => format!("write `'{bare}'`, with a quote on both sides"),
        _ => "write a status code such as `'200'`, a range such as `4XX`, or `default`".to_owned(),
    };
    Some(Wrong {
        fix: Fix::renamed(bare),
        message: format!("`{key}` is not a status"),
        help,
    })
}

/// Classes of statuses are one, in whichever letters. Of two, the first counts.
pub(super) fn statuses<'a>(checker: &mut Checker<'a>, responses: &'a Mapping) {
    let mut first: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in responses.iter().filter(|it| !it.key.starts_with("x-")) {
        let status = entry.key.to_ascii_uppercase();
        let Some(earlier) = first.get(&status).filter(|it| it.key != entry.key) else {
            first.entry(status).or_insert(entry);
            continue;
        };
        let message = format!("`{}` and `{}` are the same status", entry.key, earlier.key);
        checker.enter(&earlier.key);
        let other = checker.anchor(earlier.key_span.clone());
        checker.leave();
        checker.enter(&entry.key);
        let finding = checker
            .at_key(Code::DuplicateKey, entry, message)
            .related(other, "the other one")
            .help("merge both under one key");
        checker.remove(finding.with_severity(Severity::Warning));
        checker.leave();
    }
}

/// `200`, `2XX` (read in small letters too, as openapiv3 does), `default`.
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [hundred, b'X' | b'x', b'X' | b'x'] => (b'1'..=b'5').contains(hundred),
        [hundred, rest @ ..] if rest.len() == 2 => {
            (b'1'..=b'9').contains(hundred) && rest.iter().all(u8::is_ascii_digit)
        }
        _ => key == "default",
    }
}

/// The rules of one object, besides its keywords.
pub(super) fn object<'a>(
    checker: &mut Checker<'a>,
    object: &'static Object,
    mapping: &'a Mapping,
    at: &Anchor,
) {
    if std::ptr::eq(object, &PARAMETER) {
        content_or_schema(checker, object, mapping, at);
        style(checker, mapping);
    } else if std::ptr::eq(object, &HEADER) {
        content_or_schema(checker, object, mapping, at);
    } else if std::ptr::eq(object, &LINK) {
        one_of(
            checker,
            object,
            mapping,
            at,
            ["operationId", "operationRef"],
        );
    } else if std::ptr::eq(object, &SECURITY_SCHEME) {
        security_scheme(checker, mapping, at);
    } else if std::ptr::eq(object, &SCHEMA) {
        schema(checker, mapping, at);
        newer::schema(checker, mapping);
    } else if std::ptr::eq(object, &PATH_ITEM) {
        path_item(checker, mapping);
    }
}

fn content_or_schema<'a>(
    checker: &mut Checker<'a>,
    object: &Object,
    mapping: &'a Mapping,
    at: &Anchor,
) {
    one_of(checker, object, mapping, at, ["schema", "content"]);
    let Some(content) = mapping.entry("content") else {
        return;
    };
    let types = content.value.as_mapping().into_iter().flatten();
    for other in types.skip(1) {
        let name = object.name;
        let message = format!("the `content` of a {name} has exactly one media type");
        let help = "keep one of the media types";
        checker.enter("content");
        checker.enter(&other.key);
        checker.mend(Code::InvalidValue, other, Fix::Remove, message, help);
        checker.leave();
        checker.leave();
    }
    if content
        .value
        .as_mapping()
        .is_some_and(|types| types.is_empty())
    {
        let message = "a `content` without a media type";
        let help = "write the media type, or `schema` instead";
        checker.enter("content");
        checker.mend(Code::InvalidValue, content, Fix::Remove, message, help);
        checker.leave();
    }
}

fn one_of<'a>(
    checker: &mut Checker<'a>,
    object: &Object,
    mapping: &'a Mapping,
    at: &Anchor,
    keywords: [&'static str; 2],
) {
    let [one, other] = keywords;
    match (mapping.entry(one), mapping.entry(other)) {
        (Some(first), Some(second)) => {
            let message = format!("a {} has `{one}` or `{other}`, not both", object.name);
            let first = Anchor {
                span: first.key_span.clone(),
                pointer: at.pointer.clone(),
            };
            checker.enter(&second.key);
            let finding = checker
                .at_key(Code::InvalidValue, second, message)
                .related(first, "the other one");
            checker.remove(finding.help("remove one of the two"));
            checker.leave();
        }
        (None, None)
            if !is_there(checker.version, object, mapping, one)
                && !is_there(checker.version, object, mapping, other) =>
        {
            let message = format!("a {} without `{one}` or `{other}`", object.name);
            let finding = Diagnostic::new(Code::MissingKeyword, at.clone(), message);
            let fix = without(object.name, one);
            checker.add_with(fix, finding.help(addition(object.name, one)));
        }
        _ => {}
    }
}

/// Each location has its own styles: OpenAPI 3.0.4, section 4.7.12.3.
fn style(checker: &mut Checker<'_>, mapping: &Mapping) {
    let text = |key| mapping.get(key).and_then(Node::as_str);
    let (Some(location), Some(style), Some(entry)) =
        (text("in"), text("style"), mapping.entry("style"))
    else {
        return;
    };
    let styles: &[&str] = match location {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    if STYLES.contains(&style) && !styles.contains(&style) {
        let message = format!("a {location} parameter has no style `{style}`");
        checker.enter("style");
        let finding = checker.at_value(Code::InvalidValue, entry, message);
        checker.remove(finding.help(format!("write {}", either(styles.iter().copied()))));
        checker.leave();
    }
}

fn security_scheme(checker: &mut Checker<'_>, mapping: &Mapping, at: &Anchor) {
    let Some(kind) = mapping.get("type").and_then(Node::as_str) else {
        return;
    };
    let required: &[&'static str] = match kind {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "oauth2" => &["flows"],
        "openIdConnect" => &["openIdConnectUrl"],
        _ => return,
    };
    for keyword in required {
        if !is_there(checker.version, &SECURITY_SCHEME, mapping, keyword) {
            let message = format!("a Security Scheme of type `{kind}` without `{keyword}`");
            let finding = Diagnostic::new(Code::MissingKeyword, at.clone(), message);
            let fix = without(SECURITY_SCHEME.name, keyword);
            checker.add_with(fix, finding.help(addition(SECURITY_SCHEME.name, keyword)));
        }
    }
}

fn schema(checker: &mut Checker<'_>, mapping: &Mapping, at: &Anchor) {
    let array = mapping.get("type").and_then(Node::as_str) == Some("array");
    let version = checker.version;
    if array && version == Version::V30 && !is_there(version, &SCHEMA, mapping, "items") {
        let finding = Diagnostic::new(Code::MissingKeyword, at.clone(), "an array without `items`");
        let help = "add `items`; `items: {}` if they can be anything";
        checker.report.add(finding.help(help));
    }
}

/// The typed reading takes a Path Item with a `$ref` for a reference and drops the rest: operations would vanish.
fn path_item<'a>(checker: &mut Checker<'a>, mapping: &'a Mapping) {
    let is_dropped = |key: &str| Method::from_keyword(key).is_some() || key == "parameters";
    // In 3.1, both are merged.
    let has_ref = checker.version == Version::V30 && mapping.get("$ref").is_some();
    for entry in mapping.iter().filter(|it| has_ref && is_dropped(&it.key)) {
        let message = format!("`{}` beside the `$ref` of a Path Item", entry.key);
        let help = "move it to where the `$ref` leads, or write everything here";
        checker.enter(&entry.key);
        checker.mend(Code::RefSiblings, entry, Fix::Remove, message, help);
        checker.leave();
    }
}
