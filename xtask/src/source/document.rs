//! [`Document`]: files that have been read and checked, and [`load`], which makes one.

use super::bundle::bundle;
use super::cursor::is_strict;
use super::recovery::{Broken, recover};
use super::respell::{Respelled, resolve_ids, respell};
use super::tree::Tree;
use super::typed::typed;
use super::version::Version;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity, Sources};

/// A document whose keywords have been checked. What is wrong in it is repaired or removed.
#[derive(Clone, Debug)]
pub struct Document {
    /// The version of OpenAPI that it is written in.
    pub version: Version,
    /// Every node with its location, in the spelling of 3.0 as far as that has one.
    pub tree: Tree,
    /// The typed reading of the tree, without its schemas.
    pub openapi: openapiv3::OpenAPI,
    broken: Broken,
    respelled: Respelled,
    whole: bool,
}

impl Document {
    /// Whether nothing in it was wrong.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// A finding of a later stage, with the pointers of the document. `None` if it only follows from what is wrong in a
    /// strict document. Of any other, code is generated, and all that this code lacks is reported.
    pub fn own_finding(&self, finding: Diagnostic) -> Option<Diagnostic> {
        let follows = match is_strict(&self.tree) {
            true => self.broken.is_cause_of(&finding, &self.tree),
            false => self.broken.is_of(&finding),
        };
        let follows = follows || self.respelled.is_cause_of(&finding);
        (!follows).then(|| self.broken.located(self.respelled.located(finding)))
    }

    /// What was removed.
    pub fn broken(&self) -> &Broken {
        &self.broken
    }

    /// The keyword that the document has instead of one of 3.0 at a pointer; `None` if it has that.
    pub(crate) fn respelled(&self, pointer: &str) -> Option<String> {
        self.respelled.keyword(pointer)
    }

    /// Every reference in what was removed: where that was, and what it refers to.
    pub fn lost_references(&self) -> impl Iterator<Item = (&str, String)> {
        self.broken.references()
    }
}

/// Reads a document, and the files that it refers to. What is wrong with it goes into the report; the later stages can go
/// on with the rest. `None` if there is nothing to go on with.
pub fn load(sources: &mut Sources<'_>, report: &mut Report) -> Option<Document> {
    let mut found = Report::default();
    let document = read(sources, &mut found);
    report.extend(found.into_sorted());
    document
}

fn read(sources: &mut Sources<'_>, report: &mut Report) -> Option<Document> {
    let mut tree = Tree::parse(sources.main(), report)?;
    if sources.main().contains("$id") {
        resolve_ids(&mut tree);
    }
    let tree = bundle(tree, sources, report)?;
    let recovered = recover(tree, sources.text(), report);
    let has_errors = report.has_errors();
    let read = recovered.map(|(mut tree, broken)| {
        let respelled = respell(&mut tree);
        (typed(&tree), tree, broken, respelled)
    });
    match read {
        Some((Ok(openapi), tree, broken, respelled)) => Some(Document {
            version: Version::of(&tree),
            respelled,
            whole: broken.is_empty() && !has_errors,
            tree,
            openapi,
            broken,
        }),
        Some((Err(message), ..)) if !has_errors => {
            let at = Anchor::default();
            let message = format!("the document cannot be read: {message}");
            let finding = Diagnostic::new(Code::InvalidValue, at, message);
            let finding = finding.help("look at the keywords that the message names");
            report.add(finding.with_severity(Severity::Error));
            None
        }
        _ => {
            say_that_more_may_follow(report);
            None
        }
    }
}

/// Later stages did not see the document.
fn say_that_more_may_follow(report: &mut Report) {
    if let Some(help) = report
        .last_in_document()
        .and_then(|finding| finding.help.as_mut())
    {
        help.push_str(" (more findings may follow: references and operations were not checked)");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::limits::MAX_DEPTH;

    const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

    fn loaded(text: &str) -> Document {
        let mut report = Report::default();
        let document = load(&mut Sources::new("openapi.yaml", text), &mut report);
        assert_eq!(report.into_sorted(), []);
        document.expect("a document")
    }

    #[test]
    fn a_document() {
        let document = loaded(&format!(
            "{HEAD}paths: {{/a: {{get: {{responses: {{200: {{description: ok}}}}}}}}}}\n"
        ));
        assert_eq!(document.openapi.operations().count(), 1);
        assert!(document.tree.get("/paths/~1a/get").is_some());
    }

    #[test]
    fn errors_of_earlier_runs_do_not_matter() {
        let mut report = Report::default();
        assert!(load(&mut Sources::new("a", "["), &mut report).is_none());
        let mut sources = Sources::new("b", format!("{HEAD}paths: {{}}\n"));
        assert!(load(&mut sources, &mut report).is_some());
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
        let document =
            load(&mut Sources::new("openapi.yaml", text), &mut report).expect("the rest");
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
        assert!(load(&mut Sources::new("openapi.yaml", text), &mut report).is_some());
        let findings = report.into_sorted();
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(
            codes,
            [
                Code::MissingKeyword,
                Code::DuplicateKey,
                Code::MissingKeyword,
                Code::UnknownKeyword
            ]
        );
    }

    #[test]
    fn a_removed_item_leaves_the_pointers_of_the_others() {
        let text = format!(
            "{HEAD}paths: {{/a: {{get: {{responses: {{}}, parameters: [3, {{name: a, in: query, style: form, content: {{}}}}, {{in: query}}, {{name: b, in: query, content: {{}}}}]}}}}}}\n"
        );
        let mut report = Report::default();
        let document =
            load(&mut Sources::new("openapi.yaml", text), &mut report).expect("a document");
        let (_, _, operation) = document.openapi.operations().next().expect("an operation");
        assert_eq!(operation.parameters.len(), 2);
        let findings = report.into_sorted();
        let places: Vec<&str> = findings.iter().map(|it| it.at.pointer.as_str()).collect();
        let at = |rest: &str| format!("/paths/~1a/get/parameters/{rest}");
        for rest in ["0", "1/content", "1", "2", "3/content", "3"] {
            assert!(places.contains(&at(rest).as_str()), "{rest}: {places:?}");
        }
        assert!(places.iter().all(|it| !it.contains('4')), "{places:?}");
    }
}
