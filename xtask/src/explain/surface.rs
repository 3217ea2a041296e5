//! Prints the public items of a [`Surface`](crate::surface::Surface), as the snapshots do.

use super::outline::Outline;
use crate::pipeline::Model;
use crate::source::pointer;

pub(super) fn print(model: &Model, subject: Option<&str>, outline: &mut Outline<'_>) {
    let mut operations = model.api.operations.iter();
    let operation = operations.find(|operation| subject == Some(operation.id.as_str()));
    let mut webhooks = model.api.webhooks.iter();
    let webhook = webhooks.find(|webhook| subject == Some(webhook.name.as_str()));
    let at = operation.map(|it| &it.at).or(webhook.map(|it| &it.at));
    let prefix = match (subject, at) {
        (_, Some(at)) => at.pointer.clone(),
        (Some(name), None) => pointer::join("", &["components", "schemas", name]),
        (None, None) => String::new(),
    };
    for item in model.surface.items() {
        let Some(at) = &item.at else {
            continue;
        };
        let rest = at.pointer.strip_prefix(&prefix);
        if rest.is_some_and(|rest| prefix.is_empty() || rest.is_empty() || rest.starts_with('/')) {
            outline.line(&item.path, at);
            outline.nested(|outline| outline.plain(&item));
        }
    }
}
