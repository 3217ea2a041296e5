//! Located values that may be missing on either side: by keyword, flags, extensions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Level, Rule};
use super::difference::Difference;
use super::phrases::{differing_part, value_transition};
use crate::contract::Located;
use crate::diagnostic::Anchor;

/// Compares a value that may be missing on either side.
pub(super) fn compare_value(
    rule: Rule,
    key: &str,
    old: Option<&Located<Value>>,
    new: Option<&Located<Value>>,
) -> Option<Difference> {
    compare_named(rule, &format!("`{key}`"), old, new)
}

/// Compares a value that may be missing on either side, with a phrase for what it is.
pub(super) fn compare_named(
    rule: Rule,
    name: &str,
    old: Option<&Located<Value>>,
    new: Option<&Located<Value>>,
) -> Option<Difference> {
    let (from, to) = (old.map(|it| &it.value), new.map(|it| &it.value));
    (from != to).then(|| {
        let (part, before, after) = differing_part(from, to);
        let of = if part.is_empty() {
            String::new()
        } else {
            format!("`{part}` of ")
        };
        let transition = value_transition(before, after);
        Difference::new(rule, format!("{of}{name} {transition}"))
            .base(old.map(|it| &it.at))
            .head(new.map(|it| &it.at))
            .values(from.cloned(), to.cloned())
    })
}

/// Compares a description.
pub(super) fn compare_description(
    old: &Option<Located<Value>>,
    new: &Option<Located<Value>>,
) -> Option<Difference> {
    let (old, new) = (old.as_ref(), new.as_ref());
    compare_value(Rule::DescriptionChanged, "description", old, new)
}

/// Compares all values by keyword.
pub(super) fn compare_values<'a, K: AsRef<str> + Ord>(
    rule: Rule,
    old: &'a BTreeMap<K, Located<Value>>,
    new: &'a BTreeMap<K, Located<Value>>,
) -> impl Iterator<Item = Difference> {
    both(old, new).filter_map(move |(key, old, new)| {
        Some(compare_value(rule, key, old, new)?.fact("key", key))
    })
}

/// Compares the extensions, except for those that are compared by what they mean.
pub(super) fn compare_extensions<'a>(
    old: &'a BTreeMap<String, Located<Value>>,
    new: &'a BTreeMap<String, Located<Value>>,
) -> impl Iterator<Item = Difference> {
    both(old, new).filter_map(|(key, old, new)| {
        let rule = match key {
            "x-rust-name" => Rule::RustNameChanged,
            "x-paging" => Rule::PagingChanged,
            "x-provenance" => Rule::ProvenanceChanged,
            "x-sparse" => Rule::SparseChanged,
            "x-sensitive" => Rule::SensitiveChanged,
            "x-field-errors" => Rule::FieldErrorsChanged,
            "x-enumDescriptions" => Rule::EnumDescriptionsChanged,
            "x-sunset" => Rule::SunsetChanged,
            "x-rust" | "x-auth-prefix" | "x-extensible-enum" | "x-lint-except" => return None,
            _ => Rule::ExtensionChanged,
        };
        let changed = compare_value(rule, key, old, new)?;
        // A first date announces the removal, and revokes nothing.
        let is_first = rule == Rule::SunsetChanged && old.is_none();
        Some(match is_first {
            true => changed.level(Level::Safe),
            false => changed,
        })
    })
}

/// The keys of both sides in order, each with its values.
pub(super) fn both<'a, K: AsRef<str> + Ord, V>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a str, Option<&'a V>, Option<&'a V>)> {
    let keys: BTreeSet<&K> = old.keys().chain(new.keys()).collect();
    let keys = keys.into_iter();
    keys.map(|key| (key.as_ref(), old.get(key), new.get(key)))
}

/// Compares a flag that is set where it has a location: a rule and a phrase for one that is set, and for one that is not
/// set any more.
pub(super) fn compare_flag(
    old: &Option<Anchor>,
    new: &Option<Anchor>,
    set: (Rule, &str),
    unset: (Rule, &str),
) -> Option<Difference> {
    let (rule, what) = match (old, new) {
        (None, Some(_)) => set,
        (Some(_), None) => unset,
        _ => return None,
    };
    Some(Difference::new(rule, what).base(old).head(new))
}

/// Compares `deprecated`.
pub(super) fn compare_deprecation(
    rule: Rule,
    old: &Option<Anchor>,
    new: &Option<Anchor>,
) -> Option<Difference> {
    let withdrawn = (Rule::DeprecationWithdrawn, "no longer deprecated");
    compare_flag(old, new, (rule, "marked as deprecated"), withdrawn)
}
