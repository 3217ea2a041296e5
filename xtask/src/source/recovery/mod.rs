//! Error recovery: where it is clear what was meant, the tree is repaired, and elsewhere what is wrong is removed, so that
//! one run reports what is wrong in the rest too.

mod apply;
mod broken;

use apply::apply;
pub use broken::Broken;

use super::cursor::is_strict;
use super::keywords;
use super::pointer::is_within;
use super::tree::Tree;
use crate::diagnostic::Report;

/// Reports wrong keywords, and returns the tree as it reads without them. `None` if nothing is left.
pub(super) fn recover(mut tree: Tree, text: &str, report: &mut Report) -> Option<(Tree, Broken)> {
    let mut found = Report::default();
    let checked = keywords::check(&tree, text, &mut found);
    let is_lost = |pointer: &str| tree.lost.iter().any(|lost| is_within(pointer, lost));
    let found = found.into_sorted().into_iter();
    report.extend(found.filter(|finding| !is_lost(&finding.at.pointer)));
    let mut checked = checked?;
    checked.repairs.retain(|it| !is_lost(&it.pointer));
    let mut lost = std::mem::take(&mut tree.lost);
    let mut broken = Broken::default();
    // Of a key that is there twice, the first counts.
    let mut has_duplicates = report.has_errors();
    while !checked.repairs.is_empty() || !lost.is_empty() || has_duplicates {
        has_duplicates = false;
        let repairs = std::mem::take(&mut checked.repairs);
        tree.root = apply(&tree, repairs, std::mem::take(&mut lost), &mut broken)?;
        // A removed keyword may be a required one, and what is in a renamed one has not been checked.
        checked = keywords::check(&tree, text, &mut Report::default())?;
        if !is_strict(&tree) {
            for repair in &checked.repairs {
                report.add(broken.located(repair.finding.clone()));
            }
        }
    }
    // Many tools write descriptions that say nothing; that is nothing wrong.
    if !checked.blanks.is_empty() {
        let nothing_wrong = &mut Broken::default();
        tree.root = apply(&tree, Vec::new(), checked.blanks, nothing_wrong)?;
    }
    broken.read(&tree);
    Some((tree, broken))
}
