//! [`compare`]: what must hold of any two documents that are compared.

use xtask::diagnostic::{Anchor, Report, Sources};
use xtask::diff::{Change, wire};
use xtask::pipeline::{self, Model};

/// Compares two texts as far as they can be read, both ways round. `Err` says what does not hold; otherwise, how many changes
/// there are from the one to the other.
pub fn compare(before: &str, after: &str) -> Result<Option<usize>, String> {
    let (Some(base), Some(head)) = (side(before), side(after)) else {
        return Ok(None);
    };
    let there = checked((before, &base), (after, &head))?;
    checked((after, &head), (before, &base))?;
    let itself = checked((after, &head), (after, &head))?;
    if !itself.is_empty() {
        return Err(format!("a document differs from itself: {itself:#?}"));
    }
    Ok(Some(there.len()))
}

fn side(text: &str) -> Option<Model> {
    pipeline::readable(
        &mut Sources::new("document.yaml", text),
        &mut Report::default(),
    )
}

fn checked(base: (&str, &Model), head: (&str, &Model)) -> Result<Vec<Change>, String> {
    let changes = wire::changes(base.1, head.1);
    if changes != wire::changes(base.1, head.1) {
        return Err("compared twice, and differently".to_owned());
    }
    if changes.len() > base.0.len() + head.0.len() {
        return Err(format!("{} changes", changes.len()));
    }
    for change in &changes {
        let is_inside = |at: &Option<Anchor>, text: &str| match at {
            Some(at) => text.get(at.span.clone()).is_some(),
            None => true,
        };
        let is_placed = change.base.is_some() || change.head.is_some();
        if !is_placed || !is_inside(&change.base, base.0) || !is_inside(&change.head, head.0) {
            return Err(format!("no place in the text: {change:#?}"));
        }
    }
    Ok(changes)
}
