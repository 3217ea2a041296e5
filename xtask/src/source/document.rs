//! [`Document`]: a text that has been read and checked, and [`load`], which makes one.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::keywords;
use super::pointer;
use super::remainder::{self, Remainder};
use super::removed::Removed;
use super::tree::{MAX_DEPTH, Node, NodeKind, Offsets, Scalar, Tree};
use crate::diagnostic::{Anchor, Code, Diagnostic, Report};

/// A document whose keywords have been checked.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as the user gave it, for messages.
    pub path: String,
    /// The text.
    pub text: String,
    /// Every node with its place.
    pub tree: Tree,
    /// The typed reading of the same text; of a document with errors, without what they are about.
    pub openapi: openapiv3::OpenAPI,
    /// What the typed reading is without.
    removed: Removed,
    whole: bool,
}

impl Document {
    /// Whether the typed reading has all of the document.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether a finding of a later stage may be there only because the document could not be read whole.
    pub fn is_consequence(&self, finding: &Diagnostic) -> bool {
        self.removed.is_cause_of(finding, &self.tree)
    }

    /// What the typed reading is without may refer to something: the pointers of each such node and of what it names.
    pub fn lost_references(&self) -> impl Iterator<Item = (&str, String)> {
        self.removed.references(&self.tree)
    }
}

/// Reads a document. What is wrong with it goes into the report; the later stages can go on with the rest. `None` if there
/// is nothing to go on with.
pub fn load(path: &str, text: &str, report: &mut Report) -> Option<Document> {
    let mut found = Report::default();
    let document = read(path, text, &mut found);
    for finding in found.into_sorted() {
        report.add(finding);
    }
    document
}

fn read(path: &str, text: &str, report: &mut Report) -> Option<Document> {
    let tree = Tree::parse(text, report)?;
    keywords_of_what_is_there(&tree, text, report);
    // openapiv3 must not see a document with errors: it panics on duplicate keywords.
    let (openapi, removed) = if report.has_errors() {
        let Some(rest) = readable(&tree, text, report) else {
            say_that_more_may_follow(report);
            return None;
        };
        rest
    } else {
        match with_stack(|| typed(text, &tree)) {
            Ok(openapi) => (openapi, BTreeSet::new()),
            Err(finding) => {
                report.add(finding);
                return None;
            }
        }
    };
    let (path, text) = (path.to_owned(), text.to_owned());
    Some(Document {
        path,
        text,
        openapi,
        removed: Removed::new(&tree, removed),
        tree,
        whole: !report.has_errors(),
    })
}

/// Checks the keywords, but not where an error says already that the tree is not what the text says.
fn keywords_of_what_is_there(tree: &Tree, text: &str, report: &mut Report) {
    let mut found = Report::default();
    keywords::check(tree, text, &mut found);
    let is_known = |finding: &Diagnostic| {
        let at = &finding.at.pointer;
        let mut errors = report.iter().filter(|it| remainder::hides(it, text));
        errors.any(|error| pointer::is_within(at, &error.at.pointer))
    };
    let found: Vec<_> = found.into_sorted();
    let new: Vec<_> = found.into_iter().filter(|it| !is_known(it)).collect();
    new.into_iter().for_each(|finding| report.add(finding));
}

/// The typed reading of a document with errors, without what they are about, and what that is.
fn readable(
    tree: &Tree,
    text: &str,
    report: &Report,
) -> Option<(openapiv3::OpenAPI, BTreeSet<String>)> {
    let Remainder { tree, removed } = Remainder::new(tree, text, report)?;
    let failed = || Diagnostic::new(Code::InvalidValue, Anchor::default(), "");
    let openapi = with_stack(|| second_reading(&tree).ok_or_else(failed)).ok()?;
    Some((openapi, removed))
}

/// Nothing is to be promised: the later stages did not see the document.
fn say_that_more_may_follow(report: &mut Report) {
    if let Some(help) = report
        .last_in_document()
        .and_then(|finding| finding.help.as_mut())
    {
        help.push_str(" (more may follow then: references and operations were not looked at)");
    }
}

/// Runs the reading where it has stack for all that the tree may hold: a debug build of serde and openapiv3 takes about
/// 50 KiB for each level of nesting, and a thread has 1 or 2 MiB otherwise.
fn with_stack<T: Send>(
    read: impl FnOnce() -> Result<T, Diagnostic> + Send,
) -> Result<T, Diagnostic> {
    let failed = |message: &str| Diagnostic::new(Code::InvalidValue, Anchor::default(), message);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, read);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(failed(
                "the library that reads OpenAPI documents gave up on this one",
            )),
            Err(_) => Err(failed("there is no memory for reading the document")),
        }
    })
}

const STACK: usize = MAX_DEPTH * 256 * 1024;

fn typed(text: &str, tree: &Tree) -> Result<openapiv3::OpenAPI, Diagnostic> {
    serde_yaml::from_str(text)
        .or_else(|error| second_reading(tree).ok_or_else(|| unreadable(text, &error)))
}

/// serde_yaml and openapiv3 stumble over a few things that are right: under most objects they do not take a key that
/// looks like a number (`1: …`), and openapiv3 has no references to callbacks, nor extensions in them; no client needs
/// callbacks. The tree has all of it right, so read that.
fn second_reading(tree: &Tree) -> Option<openapiv3::OpenAPI> {
    let mut value = plain(&tree.root);
    remove_callbacks(&mut value);
    serde_yaml::from_value(value).ok()
}

/// A node with texts as keys.
fn plain(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Mapping(mapping) => {
            let entries = mapping
                .iter()
                .map(|entry| (Value::String(entry.key.clone()), plain(&entry.value)));
            Value::Mapping(entries.collect())
        }
        NodeKind::Sequence(items) => Value::Sequence(items.iter().map(plain).collect()),
        NodeKind::Scalar(Scalar::Null) => Value::Null,
        NodeKind::Scalar(Scalar::Bool(value)) => Value::Bool(*value),
        NodeKind::Scalar(Scalar::String(text)) => Value::String(text.clone()),
        NodeKind::Scalar(Scalar::Number(number)) => {
            match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => number.into(),
                (_, Some(number), _) => number.into(),
                (_, _, Some(number)) => number.into(),
                _ => Value::Null,
            }
        }
    }
}

fn remove_callbacks(document: &mut Value) {
    if let Some(components) = document
        .get_mut("components")
        .and_then(Value::as_mapping_mut)
    {
        components.remove("callbacks");
    }
    let paths = document.get_mut("paths").and_then(Value::as_mapping_mut);
    for (_, item) in paths.into_iter().flatten() {
        for (_, operation) in item.as_mapping_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_mapping_mut() {
                operation.remove("callbacks");
            }
        }
    }
}

/// What the check of the keywords should have found: the place is serde_yaml's, and may be a line or two off.
fn unreadable(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let index = error.location().map_or(0, |location| location.index());
    let start = Offsets::new(text).byte(index);
    let at = Anchor {
        span: start..start,
        pointer: String::new(),
    };
    Diagnostic::new(
        Code::InvalidValue,
        at,
        format!("the document cannot be read: {error}"),
    )
    .help("look near this place: at the innermost mapping and those around it")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

    fn loaded(text: &str) -> Document {
        let mut report = Report::default();
        let document = load("openapi.yaml", text, &mut report);
        assert_eq!(report.into_sorted(), []);
        document.expect("a document")
    }

    #[test]
    fn a_document() {
        let document = loaded(&format!(
            "{HEAD}paths: {{/a: {{get: {{responses: {{200: {{description: ok}}}}}}}}}}\n"
        ));
        assert_eq!(document.openapi.operations().count(), 1);
        assert_eq!(document.path, "openapi.yaml");
        assert!(document.tree.get("/paths/~1a/get").is_some());
    }

    #[test]
    fn errors_of_earlier_runs_do_not_matter() {
        let mut report = Report::default();
        assert!(load("a", "[", &mut report).is_none());
        assert!(load("b", &format!("{HEAD}paths: {{}}\n"), &mut report).is_some());
    }

    #[test]
    fn what_serde_yaml_stumbles_over() {
        let text = format!(
            "{HEAD}\
paths:
  /a:
    get:
      responses:
        200:
          description: ok
          x-names: {{1: one}}
      callbacks:
        done: {{$ref: '#/components/callbacks/done'}}
components:
  callbacks:
    done: {{x-internal: true}}
  schemas:
    Votes:
      type: object
      properties:
        +1: {{type: integer, minimum: -3, maximum: 1.5}}
"
        );
        let document = loaded(&text);
        let schemas = &document.openapi.components.expect("components").schemas;
        let votes = format!("{:?}", schemas["Votes"]);
        assert!(
            votes.contains("\"+1\"") && votes.contains("maximum: Some(1.5)"),
            "{votes}"
        );
        assert_eq!(document.openapi.paths.paths.len(), 1);
    }

    #[test]
    fn the_deepest_document() {
        let levels = MAX_DEPTH - 3;
        for (open, close) in [
            ("{type: array, items: ", "}"),
            ("{additionalProperties: ", "}"),
            ("{not: ", "}"),
        ] {
            let schema = format!(
                "{}{{}}{}",
                open.repeat(levels - 1),
                close.repeat(levels - 1)
            );
            loaded(&format!(
                "{HEAD}paths: {}\ncomponents: {{schemas: {{A: {schema}}}}}\n",
                "{}"
            ));
        }
    }

    #[test]
    fn duplicates_never_reach_openapiv3() {
        let text = format!(
            "{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{type: string, type: string}}}}}}\n"
        );
        let mut report = Report::default();
        let document = load("openapi.yaml", &text, &mut report).expect("the rest");
        assert!(document.openapi.components.is_some());
        let codes: Vec<_> = report
            .into_sorted()
            .iter()
            .map(|finding| finding.code)
            .collect();
        assert_eq!(codes, [Code::DuplicateKey]);
    }

    #[test]
    fn all_findings_in_one_run() {
        let text = "openapi: 3.0.3\ninfo: {title: t, title: u}\npaths: {/a: {gte: {}}}\n";
        let mut report = Report::default();
        assert!(load("openapi.yaml", text, &mut report).is_none());
        let findings = report.into_sorted();
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        let help = findings.last().and_then(|finding| finding.help.as_deref());
        assert!(
            help.is_some_and(|help| help.contains("more may follow")),
            "{help:?}"
        );
        assert_eq!(
            codes,
            [
                Code::MissingKeyword,
                Code::DuplicateKey,
                Code::UnknownKeyword
            ]
        );
    }
}
