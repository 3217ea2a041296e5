//! [`changes`]: everything that differs between two documents, and between the crates made of them.

use std::collections::BTreeMap;

use super::change::In;
use super::fingerprint::pointer;
use super::join::join;
use super::krate::Crate;
use super::wire::location;
use super::{Change, rust, wire};
use crate::pipeline::Model;

/// Everything that differs, the worst first, and then in the order of the documents.
pub fn changes(base: &Model, head: &Model) -> Vec<Change> {
    let wire = wire::changes(base, head);
    let (before, after) = (Crate::of(base), Crate::of(head));
    let rust = rust::compare(&before.items, &after.items);
    let mut changes = join(&before, &after, wire, rust);
    let (before, after) = (parameters(base), parameters(head));
    for change in &mut changes {
        change.place = match pointer(change) {
            Some((In::Base, pointer)) => named(pointer, &before),
            Some((In::Head, pointer)) => named(pointer, &after),
            None => None,
        };
    }
    sort(&mut changes);
    changes
}

/// What parameters are called where they are listed, as in `query limit`.
fn parameters(model: &Model) -> BTreeMap<&str, String> {
    let operations = model.contract.operations.iter();
    let parameters = operations.flat_map(|operation| &operation.parameters);
    parameters
        .map(|it| {
            let name = format!("{} {}", location(it), it.name);
            let name = name.replace('~', "~0").replace('/', "~1");
            (it.listed.pointer.as_str(), name)
        })
        .collect()
}

/// A pointer with the name of a parameter instead of its number in the list.
fn named(pointer: &str, parameters: &BTreeMap<&str, String>) -> Option<String> {
    parameters.iter().find_map(|(listed, name)| {
        let rest = pointer.strip_prefix(listed)?;
        let (list, _) = listed.rsplit_once('/')?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{list}/{name}{rest}"))
    })
}

/// The worst first, and then in the order of the document after; what is gone from it where it stood before.
pub fn sort(changes: &mut [Change]) {
    changes.sort_by_key(|change| {
        let effect = change.rust.iter().map(|it| it.effect).max();
        let at = change.head.as_ref().or(change.base.as_ref());
        let start = at.map_or(usize::MAX, |at| at.span.start);
        (
            std::cmp::Reverse((change.level, effect)),
            start,
            change.rule,
            change.subject.clone(),
        )
    });
}
