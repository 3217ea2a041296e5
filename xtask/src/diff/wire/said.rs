//! What is said of a thing besides what it is: values by keyword, deprecation, extensions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::Rule;
use super::finding::Finding;
use super::words;
use crate::contract::Located;
use crate::diagnostic::Anchor;

/// A finding for a value that differs or is on one side only.
pub(super) fn one(
    rule: Rule,
    key: &str,
    base: Option<&Located<Value>>,
    head: Option<&Located<Value>>,
) -> Option<Finding> {
    let value = |side: Option<&Located<Value>>| side.map(|side| side.value.clone());
    if value(base) == value(head) {
        return None;
    }
    let (now, before) =
        words::quoted_both(head.map(|head| &head.value), base.map(|base| &base.value));
    let what = format!("`{key}` {}", words::instead(now, before));
    Some(
        Finding::new(rule, what)
            .base(base.map(|base| base.at.clone()))
            .head(head.map(|head| head.at.clone()))
            .maybe("from", value(base))
            .maybe("to", value(head)),
    )
}

/// A finding for each keyword whose value differs.
pub(super) fn each(rule: Rule, base: &Keywords, head: &Keywords) -> Vec<Finding> {
    let keys: BTreeSet<&&str> = base.keys().chain(head.keys()).collect();
    keys.into_iter()
        .filter_map(|key| Some(one(rule, key, base.get(key), head.get(key))?.fact("key", *key)))
        .collect()
}

type Keywords = BTreeMap<&'static str, Located<Value>>;

/// The extensions that change the crate, in any object.
pub(super) fn extensions(old: &Extensions, new: &Extensions) -> Vec<Finding> {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let rule = match key.as_str() {
                "x-rust-name" => Rule::RustNameChanged,
                "x-paging" => Rule::PagingChanged,
                "x-provenance" => Rule::ProvenanceChanged,
                "x-sparse" => Rule::SparseChanged,
                "x-sensitive" => Rule::SensitiveChanged,
                "x-field-errors" => Rule::FieldErrorsChanged,
                "x-enumDescriptions" => Rule::EnumDescriptionsChanged,
                _ => return None,
            };
            one(rule, key, old.get(key), new.get(key))
        })
        .collect()
}

type Extensions = BTreeMap<String, Located<Value>>;

/// Whether something is deprecated now, or not any more.
pub(super) fn deprecation(
    rule: Rule,
    old: &Option<Anchor>,
    new: &Option<Anchor>,
) -> Option<Finding> {
    let finding = match (old, new) {
        (None, Some(_)) => Finding::new(rule, "it is deprecated"),
        (Some(_), None) => {
            Finding::new(Rule::DeprecationWithdrawn, "it is not deprecated any more")
        }
        _ => return None,
    };
    Some(finding.base(old.clone()).head(new.clone()))
}
