//! [`Crate`]: the crate that is made of one of the documents.

use super::rust::Items;
use crate::api::Settings;
use crate::pipeline::Model;
use crate::surface::Item;

/// The variables of the environment, as an item: programs are set up with them, and compile without.
pub(super) const ENVIRONMENT: &str = "environment";

/// The crate that is made of one of the documents.
pub(super) struct Crate<'a> {
    pub(super) model: &'a Model,
    /// Its public items, by path.
    pub(super) items: Items,
}

impl<'a> Crate<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        Self {
            model,
            items: items(model),
        }
    }
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
            ENVIRONMENT,
            format!("{env_prefix}_API_KEY, {env_prefix}_API_BASE_URL"),
        ),
    ] {
        items.insert(path.to_owned(), Item::read(&signature, at.clone()));
    }
    items
}
