//! Error recovery: where it is clear what was meant, the tree is repaired, and elsewhere what is wrong is removed, so that
//! one run reports what is wrong in the rest too.

mod apply;
mod broken;

pub(super) use broken::Broken;

use super::keywords;
use super::pointer::is_within;
use super::repair::{Fix, Repair};
use super::tree::Tree;
use crate::diagnostic::Report;

/// Reports wrong keywords, and returns the tree without errors. `None` if nothing is left.
pub(super) fn recover(mut tree: Tree, text: &str, report: &mut Report) -> Option<(Tree, Broken)> {
    let mut found = Report::default();
    let mut repairs = keywords::check(&tree, text, &mut found);
    let is_lost = |pointer: &str| tree.lost.iter().any(|lost| is_within(pointer, lost));
    for finding in found.into_sorted() {
        if !is_lost(&finding.at.pointer) {
            report.add(finding);
        }
    }
    let mut broken = Broken::default();
    if !report.has_errors() {
        broken.read(&tree);
        return Some((tree, broken));
    }
    repairs.retain(|repair| !is_lost(&repair.pointer));
    repairs.extend(tree.lost.iter().map(|pointer| Repair {
        pointer: pointer.clone(),
        fix: Fix::Remove,
    }));
    loop {
        tree.root = apply::apply(&tree, repairs, &mut broken)?;
        // A removed keyword may be a required one, and what is in a renamed one has not been checked.
        repairs = keywords::check(&tree, text, &mut Report::default());
        if repairs.is_empty() {
            broken.read(&tree);
            return Some((tree, broken));
        }
    }
}
