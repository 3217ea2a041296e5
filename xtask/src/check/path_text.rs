//! Paths that are none: braces without their other half, and what a URL has elsewhere. They are sent as they stand.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Node;

/// Checks the text of each path.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let paths = checker.tree.root.get("paths").and_then(Node::as_mapping);
    for entry in paths.into_iter().flatten() {
        let path = entry.key.as_str();
        if !path.starts_with('/') {
            continue;
        }
        let at = checker.keyword("/paths", path);
        if let Some((problem, help)) = problem(path) {
            let message = format!("the path `{path}` has {problem}");
            let finding = Diagnostic::new(Code::InvalidValue, at, message).help(help);
            checker.add_as(Severity::Warning, finding);
        } else if let Some(name) = with_colon(path) {
            let message = format!("`:{name}` in the path `{path}` is sent as it stands");
            let finding = Diagnostic::new(Code::InvalidValue, at, message)
                .help(format!("write `{{{name}}}` if it is a parameter"));
            checker.add_as(Severity::Warning, finding);
        }
    }
}

/// What a path has that none can have, and what to do about it.
fn problem(path: &str) -> Option<(&'static str, &'static str)> {
    let literal = match without_templates(path) {
        Ok(literal) => literal,
        Err(problem) => return Some((problem, "write a parameter as `{name}`")),
    };
    if literal.contains('?') {
        return Some((
            "a `?`",
            "describe what is behind it as parameters with `in: query`",
        ));
    }
    if literal.contains('#') {
        return Some(("a `#`", "remove the fragment: it is never sent"));
    }
    if literal.contains(char::is_whitespace) {
        return Some(("a blank", "remove it, or write it as `%20`"));
    }
    if literal
        .split('/')
        .any(|segment| matches!(segment, "." | ".."))
    {
        return Some((
            "a segment `.` or `..`, which is taken out of a URL",
            "write the path as it is meant",
        ));
    }
    None
}

/// A path with a `{}` for each parameter.
fn without_templates(path: &str) -> Result<String, &'static str> {
    let mut literal = String::with_capacity(path.len());
    let mut is_inside = false;
    for char in path.chars() {
        match (char, is_inside) {
            ('{', false) | ('}', true) => {
                is_inside = !is_inside;
                literal.push(char);
            }
            ('{', true) | ('/', true) => return Err("a `{` without its `}`"),
            ('}', false) => return Err("a `}` without its `{`"),
            (_, true) => {}
            (_, false) => literal.push(char),
        }
    }
    match is_inside {
        true => Err("a `{` without its `}`"),
        false => Ok(literal),
    }
}

/// The name of a parameter as other frameworks write it: a whole segment after a colon.
fn with_colon(path: &str) -> Option<&str> {
    path.split('/')
        .filter_map(|segment| segment.strip_prefix(':'))
        .find(|name| !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || it == '_'))
}
