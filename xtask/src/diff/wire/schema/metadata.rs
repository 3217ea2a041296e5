//! Metadata of schemas: descriptions, examples, defaults, deprecation, extensions.

use super::discriminator::{self, Members};
use super::pair::Pair;
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::metadata::{
    compare_deprecation, compare_extensions, compare_value, compare_values,
};

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
    let discriminators = (old.discriminator.as_ref(), new.discriminator.as_ref());
    let changed = discriminator::compare(discriminators, &Members::default(), pair.direction);
    found.extend(changed);
    found.into_iter().for_each(|it| pair.add(it));
}
