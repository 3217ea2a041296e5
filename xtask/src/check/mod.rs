//! [`check`]: whether a document makes sense, beyond its keywords and beyond what lowering must know.
//!
//! What has no effect on the crate is looked at too: components that nothing uses, examples, defaults, descriptions of
//! tags. Each finding points at the line to change.

mod all_of;
mod bounds;
mod composition;
mod discriminator;
mod examples;
mod lost;
mod path_style;
mod path_text;
mod paths;
mod pattern;
mod provenance;
mod references;
mod schema_values;
mod servers;
mod statuses;
mod tags;
#[cfg(test)]
mod tests;
mod types;
mod unused;
mod value;

use std::collections::BTreeSet;

use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity};
use crate::source::limits::MAX_REFERENCES;
use crate::source::{Document, Node, Object, ObjectKind, Tree, objects, pointer};

/// Checks a document. What lowering has reported of it is not said again.
pub fn check(document: &Document, report: &mut Report) {
    check_within(document, report, STEPS);
}

/// How many steps the checks of values may take in all. The documents of large APIs take up to 60,000; these are a
/// second or two.
const STEPS: u64 = 1_000_000;

fn check_within(document: &Document, report: &mut Report, steps: u64) {
    let tree = &document.tree;
    let objects = objects(tree);
    let mut checker = Checker {
        document,
        tree,
        objects: &objects,
        known: report
            .iter()
            .map(|finding| (finding.code, finding.at.span.start))
            .collect(),
        said: BTreeSet::new(),
        report,
    };
    references::check(&mut checker);
    unused::check(&mut checker);
    paths::check(&mut checker);
    path_text::check(&mut checker);
    path_style::check(&mut checker);
    provenance::check(&mut checker);
    statuses::check(&mut checker);
    servers::check(&mut checker);
    tags::check(&mut checker);
    types::check(&mut checker);
    bounds::check(&mut checker);
    all_of::check(&mut checker);
    discriminator::check(&mut checker);
    let mut patterns = pattern::Patterns::default();
    pattern::check(&mut checker, &mut patterns);
    let mut validator = value::Validator::new(tree, patterns, steps);
    schema_values::check(&mut checker, &mut validator);
    examples::check(&mut checker, &mut validator);
    lost::group(&mut checker);
    if let Some(place) = validator.gave_up_at() {
        let finding = Diagnostic::new(
            Code::TooDeep,
            place.clone(),
            "the examples, defaults and enum values from here on are not checked: the schemas are too entangled",
        );
        checker.add_as(
            Severity::Warning,
            finding.help("refer to schemas less often through `oneOf`, `anyOf` and `allOf`"),
        );
    }
}

/// What the checks share.
struct Checker<'a, 'r> {
    document: &'a Document,
    tree: &'a Tree,
    objects: &'r [Object<'a>],
    /// The codes and places of what has been reported.
    known: BTreeSet<(Code, usize)>,
    /// The places of values with what has been said of them.
    said: BTreeSet<(usize, String)>,
    report: &'r mut Report,
}

impl<'a, 'r> Checker<'a, 'r> {
    /// The objects of a kind that are no references, in the order of the document.
    fn each(&self, kind: ObjectKind) -> impl Iterator<Item = &'r Object<'a>> + use<'a, 'r> {
        self.objects
            .iter()
            .filter(move |object| object.kind == kind && object.reference().is_none())
    }

    fn add(&mut self, finding: Diagnostic) {
        self.report.add(finding);
    }

    fn add_as(&mut self, severity: Severity, finding: Diagnostic) {
        self.report.add(Diagnostic {
            severity,
            ..finding
        });
    }

    /// Adds a finding unless there is one with its code at its place.
    fn add_once(&mut self, finding: Diagnostic) {
        if self.known.insert((finding.code, finding.at.span.start)) {
            self.report.add(finding);
        }
    }

    /// The place of the key of a keyword.
    fn keyword(&self, object: &str, keyword: &str) -> Anchor {
        self.tree.key(&pointer::child(object, keyword))
    }
}

/// What a reference leads to, through further ones; with its pointer.
fn follow<'a>(tree: &'a Tree, pointer: &str, node: &'a Node) -> Option<(String, &'a Node)> {
    let mut found = (pointer.to_owned(), node);
    for _ in 0..MAX_REFERENCES {
        let Some(reference) = found.1.get("$ref").and_then(Node::as_str) else {
            return Some(found);
        };
        let target = pointer::from_fragment(reference)?;
        let node = tree.get(&target)?;
        found = (target, node);
    }
    None
}
