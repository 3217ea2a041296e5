//! [`Document`]: a file that has been read and checked, and [`load`], which makes one.

use super::recovery::{Broken, recover};
use super::tree::Tree;
use super::typed::typed;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report};

/// A document whose keywords have been checked. Of one with errors, what is left when they are repaired or removed.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as the user gave it, for messages.
    pub path: String,
    /// The text.
    pub text: String,
    /// Every node with its location.
    pub tree: Tree,
    /// The typed reading of the tree, without its schemas.
    pub openapi: openapiv3::OpenAPI,
    broken: Broken,
    whole: bool,
}

impl Document {
    /// Whether there were no errors.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether a finding of a later stage may be there only because of errors in the document.
    pub fn is_consequence(&self, finding: &Diagnostic) -> bool {
        self.broken.is_cause_of(finding, &self.tree)
    }

    /// Every reference in what was removed: where that was, and what it refers to.
    pub fn lost_references(&self) -> impl Iterator<Item = (&str, String)> {
        self.broken.references()
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
    let recovered = recover(tree, text, report);
    let whole = !report.has_errors();
    let read = recovered.map(|(tree, broken)| (typed(&tree), tree, broken));
    match read {
        Some((Ok(openapi), tree, broken)) => Some(Document {
            path: path.to_owned(),
            text: text.to_owned(),
            tree,
            openapi,
            broken,
            whole,
        }),
        Some((Err(message), ..)) if whole => {
            let at = Anchor::default();
            let message = format!("the document cannot be read: {message}");
            let finding = Diagnostic::new(Code::InvalidValue, at, message);
            report.add(finding.help("look at the keywords that the message names"));
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
            help.is_some_and(|help| help.contains("more findings may follow")),
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
