//! The document as a whole: `info`, tags, `x-rust`, servers, security schemes.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::Rule;
use super::difference::Differences;
use super::documents::Documents;
use super::metadata::{both, compare_extensions, compare_named, compare_values};
use super::phrases::quote;
use super::{security, servers};
use crate::contract::{Contract, Located};

/// The settings that decide how the crate writes requests and reads responses.
const DIALECTS: [&str; 2] = ["form-dialect", "error-dialect"];

pub(super) fn compare(documents: &Documents<'_>, found: &mut Differences) {
    let (base, head) = (documents.base, documents.head);
    let mut by_key = |rule: Rule, old: &ByKey, new: &ByKey| {
        compare_values(rule, old, new).for_each(|it| found.add(it, []));
    };
    by_key(Rule::InfoChanged, &base.about, &head.about);
    let (old, old_dialects) = settings(base);
    let (new, new_dialects) = settings(head);
    by_key(Rule::SettingsChanged, &old, &new);
    by_key(Rule::DialectChanged, &old_dialects, &new_dialects);
    let tags = both(&base.tags, &head.tags).filter_map(|(name, old, new)| {
        let tag = format!("tag {}", quote(name));
        let changed = compare_named(Rule::TagDescriptionChanged, &tag, old, new)?;
        Some(changed.fact("key", name))
    });
    let extensions = base.extensions.iter().zip(&head.extensions);
    let extensions = extensions.flat_map(|(old, new)| compare_extensions(old, new));
    let servers = servers::compare_documents(base, head);
    let found_there = tags.chain(extensions).chain(servers);
    found_there.for_each(|it| found.add(it, []));
    security::compare_schemes(documents, found);
}

type ByKey = BTreeMap<String, Located<Value>>;

/// The settings that are no dialects, and those that are. The version is compared with what all changes need, and the tag
/// of a release is for that comparison.
fn settings(contract: &Contract) -> (ByKey, ByKey) {
    let settings = contract.settings.iter();
    let settings = settings.map(|(key, value)| (key.clone(), value.clone()));
    let (dialects, others): (ByKey, ByKey) =
        settings.partition(|(key, _)| DIALECTS.contains(&key.as_str()));
    let others = others.into_iter();
    let others = others.filter(|(key, _)| !["version", "release-tag"].contains(&key.as_str()));
    (others.collect(), dialects)
}
