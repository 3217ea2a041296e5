//! [`Document`]: a text that has been read and checked, and [`load`], which makes one.

use super::tree::Tree;
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
    /// The typed reading of the same text.
    pub openapi: openapiv3::OpenAPI,
}

/// Reads a document. What is wrong with it goes into the report; `None` if there is nothing to go on with.
pub fn load(path: &str, text: &str, report: &mut Report) -> Option<Document> {
    let mut found = Report::default();
    let tree = Tree::parse(text, &mut found);
    // openapiv3 must not see a document with errors: it panics on duplicate keywords.
    let openapi = if found.has_errors() {
        None
    } else {
        read(text, &mut found)
    };
    for finding in found.into_sorted() {
        report.add(finding);
    }
    Some(Document {
        path: path.to_owned(),
        text: text.to_owned(),
        tree: tree?,
        openapi: openapi?,
    })
}

fn read(text: &str, report: &mut Report) -> Option<openapiv3::OpenAPI> {
    match serde_yaml::from_str(text) {
        Ok(openapi) => Some(openapi),
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index());
            let at = Anchor {
                span: at..at,
                pointer: String::new(),
            };
            report.add(Diagnostic::new(Code::InvalidValue, at, error.to_string()));
            None
        }
    }
}
