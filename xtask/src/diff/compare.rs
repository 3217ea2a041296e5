//! [`changes`]: everything that differs between two documents, and between the crates made of them.

use super::join::join;
use super::rust::{self, Items};
use super::{Change, wire};
use crate::api::Settings;
use crate::pipeline::Model;
use crate::surface::Item;

/// Everything that differs, the worst first, and then in the order of the documents.
pub fn changes(base: &Model, head: &Model) -> Vec<Change> {
    let wire = wire::changes(&base.api, &head.api);
    let rust = rust::compare(&items(base), &items(head));
    let mut changes = join(base, head, wire, rust);
    sort(&mut changes);
    changes
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

/// The public items of a crate, and what else of it is named in programs and their manifests.
fn items(model: &Model) -> Items {
    let mut items = model.surface.items();
    let Settings {
        package,
        library,
        env_prefix,
        at,
        ..
    } = &model.api.settings;
    for (path, signature) in [
        ("package", package.clone()),
        ("crate", format!("use {library}")),
        (
            "environment",
            format!("{env_prefix}_API_KEY, {env_prefix}_API_BASE_URL"),
        ),
    ] {
        items.insert(path.to_owned(), Item::read(&signature, at.clone()));
    }
    items
}
