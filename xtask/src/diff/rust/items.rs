//! [`items`]: everything of a crate that programs and their manifests name.

use crate::api::Settings;
use crate::pipeline::Model;
use crate::surface::{Item, ItemPath, Member, Owner, Signature, Text};

/// The path of the environment variables: programs are set up with them, and compile without.
pub(in crate::diff) const ENVIRONMENT: &str = "environment";

/// The public items of a crate, its names, and the environment variables that it reads.
pub(in crate::diff) fn items(model: &Model) -> Vec<Item> {
    let mut items = model.surface.items();
    let Settings {
        package,
        library,
        env_prefix,
        at,
        ..
    } = &model.api.settings;
    let named = [
        ("package", package.clone()),
        ("crate", format!("use {library}")),
        (
            ENVIRONMENT,
            format!("{env_prefix}_API_KEY, {env_prefix}_API_BASE_URL"),
        ),
    ];
    items.extend(named.map(|(path, text)| Item {
        path: ItemPath {
            owner: Owner::Root(path.to_owned()),
            member: Member::Itself,
        },
        signature: Signature::Text(Text {
            start: text,
            arguments: Vec::new(),
            end: String::new(),
        }),
        deprecated: false,
        unconfirmed: false,
        at: Some(at.clone()),
        arguments: Vec::new(),
        result: Vec::new(),
    }));
    items
}
