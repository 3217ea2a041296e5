//! `info` and tags.

use std::collections::BTreeMap;

use super::context::Context;
use crate::api::Info;

/// Title, version and description.
pub(super) fn info(context: &Context<'_>) -> Info {
    let info = &context.document.openapi.info;
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
    }
}

/// The descriptions of tags.
pub(super) fn tags(context: &Context<'_>) -> BTreeMap<String, String> {
    let tags = context.document.openapi.tags.iter();
    tags.filter_map(|tag| Some((tag.name.clone(), tag.description.clone()?)))
        .collect()
}
