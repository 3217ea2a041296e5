//! [`items`]: everything of a crate that programs and their manifests name.

use crate::api::Settings;
use crate::pipeline::Model;
use crate::surface::{Item, ItemPath, Member, Owner, Signature, Text};

/// The start of the paths of environment variables: programs are set up with them, and compile without.
pub(in crate::diff) const ENVIRONMENT: &str = "environment variable ";

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
    let credentials = model.surface.credentials.iter();
    let variables = credentials.map(|it| it.environment_variable(env_prefix));
    let variables = variables.chain([model.api.settings.base_url_variable()]);
    let named = [
        ("package".to_owned(), package.clone()),
        ("crate".to_owned(), format!("use {library}")),
    ];
    let variables = variables.map(|name| (format!("{ENVIRONMENT}{name}"), name));
    let named = named.into_iter().chain(variables);
    items.extend(named.map(|(path, text)| Item {
        path: ItemPath {
            owner: Owner::Root(path),
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
