//! `info` and tags.

use std::collections::BTreeMap;

use super::context::Context;
use crate::api::Info;
use crate::source::Node;

/// Title, version and description.
pub(super) fn info(context: &Context<'_>) -> Info {
    let info = &context.document.openapi.info;
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
    }
}

/// What the tags have under a keyword, by name.
pub(super) fn tags(context: &Context<'_>, keyword: &str) -> BTreeMap<String, String> {
    let tags = context.node("/tags").and_then(Node::as_sequence);
    let texts = tags.unwrap_or_default().iter().filter_map(|tag| {
        let text = |key| tag.get(key).and_then(Node::as_str);
        Some((text("name")?.to_owned(), text(keyword)?.to_owned()))
    });
    texts.collect()
}
