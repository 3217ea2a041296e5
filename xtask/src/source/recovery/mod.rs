//! Error recovery: where it is clear what was meant, the tree is repaired, and elsewhere what is wrong is removed, so that
//! one run reports what is wrong in the rest too.

mod apply;
mod blanks;
mod broken;

pub(super) use broken::Broken;

use super::cursor::is_strict;
use super::keywords;
use super::pointer::is_within;
use super::tree::Tree;
use crate::diagnostic::Report;

/// Reports wrong keywords, and returns the tree as it reads without them. `None` if nothing is left.
pub(super) fn recover(mut tree: Tree, text: &str, report: &mut Report) -> Option<(Tree, Broken)> {
    let mut found = Report::default();
    let repairs = keywords::check(&tree, text, &mut found);
    let is_lost = |pointer: &str| tree.lost.iter().any(|lost| is_within(pointer, lost));
    for finding in found.into_sorted() {
        if !is_lost(&finding.at.pointer) {
            report.add(finding);
        }
    }
    let mut repairs = repairs?;
    repairs.retain(|repair| !is_lost(&repair.pointer));
    let mut lost = std::mem::take(&mut tree.lost);
    let mut broken = Broken::default();
    // Of a key that is there twice, the first counts.
    let mut has_duplicates = report.has_errors();
    while !repairs.is_empty() || !lost.is_empty() || has_duplicates {
        has_duplicates = false;
        tree.root = apply::apply(&tree, repairs, std::mem::take(&mut lost), &mut broken)?;
        // A removed keyword may be a required one, and what is in a renamed one has not been checked.
        repairs = keywords::check(&tree, text, &mut Report::default())?;
        if !is_strict(&tree) {
            repairs
                .iter()
                .for_each(|it| report.add(broken.located(it.finding.clone())));
        }
    }
    let tree = blanks::without_blanks(tree);
    broken.read(&tree);
    Some((tree, broken))
}
