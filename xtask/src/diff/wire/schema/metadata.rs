//! Metadata of schemas: descriptions, examples, defaults, deprecation, extensions, discriminators.

use std::collections::BTreeSet;

use super::pair::Pair;
use crate::contract::{Discriminator, Located};
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::metadata::{
    compare_deprecation, compare_extensions, compare_value, compare_values,
};
use crate::diff::wire::phrases::{list, quote, transition};

pub(super) fn compare(pair: &mut Pair<'_>) {
    let (old, new) = (&pair.base.schema().notes, &pair.head.schema().notes);
    let mut found: Vec<Difference> =
        compare_values(Rule::DescriptionChanged, &old.texts, &new.texts).collect();
    let (before, after) = (old.example.as_ref(), new.example.as_ref());
    found.extend(compare_value(
        Rule::ExampleChanged,
        "example",
        before,
        after,
    ));
    let rule = pair.rule(Rule::RequestDefaultChanged, Rule::ResponseDefaultChanged);
    let (before, after) = (old.default.as_ref(), new.default.as_ref());
    found.extend(compare_value(rule, "default", before, after));
    let rule = Rule::PropertyDeprecated;
    found.extend(compare_deprecation(rule, &old.deprecated, &new.deprecated));
    found.extend(compare_extensions(&old.extensions, &new.extensions));
    found.extend(compare_discriminators(
        old.discriminator.as_ref(),
        new.discriminator.as_ref(),
    ));
    found.into_iter().for_each(|it| pair.add(it));
}

/// Compares the property of a discriminator and its values.
pub(super) fn compare_discriminators(
    old: Option<&Located<Discriminator>>,
    new: Option<&Located<Discriminator>>,
) -> Option<Difference> {
    let difference = |what: String| {
        Difference::new(Rule::DiscriminatorChanged, format!("discriminator {what}"))
            .base(old.map(|it| &it.at))
            .head(new.map(|it| &it.at))
    };
    let property = |it: Option<&Located<Discriminator>>| it.map(|it| it.value.property.clone());
    let (from, to) = (property(old), property(new));
    if from != to {
        let quoted = |name: &Option<String>| name.as_deref().map(quote);
        let what = transition(quoted(&from), quoted(&to));
        return Some(difference(format!("property {what}")).values(from, to));
    }
    let values = |it: Option<&Located<Discriminator>>| -> BTreeSet<String> {
        let it = it.into_iter();
        it.flat_map(|it| it.value.mapping.keys().cloned()).collect()
    };
    let (before, after) = (values(old), values(new));
    let removed: Vec<String> = before.difference(&after).cloned().collect();
    let added: Vec<String> = after.difference(&before).cloned().collect();
    let quoted = |values: &Vec<String>| list(values, |value| quote(value));
    let what = match (removed.is_empty(), added.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("value {} removed", quoted(&removed)),
        (true, false) => format!("value {} added", quoted(&added)),
        (false, false) => {
            let (from, to) = (quoted(&removed), quoted(&added));
            format!("value changed from {from} to {to}")
        }
    };
    Some(
        difference(what)
            .fact("removed", removed)
            .fact("added", added),
    )
}
