//! [`check`]: whether a document makes sense, beyond its keywords and beyond what lowering must know.
//!
//! What has no effect on the crate is looked at too: components that nothing uses, examples, defaults, descriptions of
//! tags. Each finding points at the line to change.

mod all_of;
mod bounds;
mod dangling_refs;
mod discriminator;
mod examples;
mod path_style;
mod path_text;
mod paths;
mod pattern;
mod provenance;
mod references;
mod schema_values;
mod scopes;
mod servers;
mod tags;
#[cfg(test)]
mod tests;
mod types;
mod unused;
mod value;

use std::collections::BTreeSet;

use crate::contract::Contract;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity};
use crate::source::{Document, Object, ObjectKind, Tree, pointer};
use crate::validate::{Budget, Patterns};

/// Checks a document. What lowering has reported of it is not reported again.
pub fn check(
    document: &Document,
    objects: &[Object<'_>],
    contract: &Contract,
    report: &mut Report,
) {
    check_within(document, objects, contract, report, STEPS);
}

/// How many steps the checks of values may take in all. The documents of large APIs take up to 60,000; these are a
/// second or two.
const STEPS: u64 = 1_000_000;

fn check_within<'a>(
    document: &'a Document,
    objects: &[Object<'a>],
    contract: &'a Contract,
    report: &mut Report,
    steps: u64,
) {
    let tree = &document.tree;
    let mut checker = Checker {
        document,
        tree,
        contract,
        objects,
        budget: Budget::new(steps, Patterns::default()),
        gave_up_at: None,
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
    servers::check(&mut checker);
    tags::check(&mut checker);
    scopes::check(&mut checker);
    types::check(&mut checker);
    bounds::check(&mut checker);
    all_of::check(&mut checker);
    discriminator::check(&mut checker);
    pattern::check(&mut checker);
    schema_values::check(&mut checker);
    examples::check(&mut checker);
    dangling_refs::merge(&mut checker);
    if let Some(place) = checker.gave_up_at.take() {
        let finding = Diagnostic::new(
            Code::TooDeep,
            place,
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
    contract: &'a Contract,
    objects: &'r [Object<'a>],
    /// What is left for checks of values.
    budget: Budget,
    /// The value at which it was used up.
    gave_up_at: Option<Anchor>,
    /// The codes and locations of what has been reported.
    known: BTreeSet<(Code, usize)>,
    /// The locations of values with what has been reported of them.
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
        self.report.add(finding.with_severity(severity));
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
