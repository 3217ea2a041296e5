//! What is said besides: descriptions, examples, defaults, deprecation, extensions.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sides::Sides;
use crate::contract::{Discriminator, Located};
use crate::diff::Rule;
use crate::diff::wire::finding::Finding;
use crate::diff::wire::said::{deprecation, extensions, one};
use crate::diff::wire::words::{code, list};

pub(super) fn compare(sides: &mut Sides<'_>) {
    let (old, new) = (&sides.base.notes, &sides.head.notes);
    let mut found: Vec<Finding> = Vec::new();
    let keys: BTreeSet<&&str> = old.texts.keys().chain(new.texts.keys()).collect();
    for key in keys {
        let finding = one(
            Rule::DescriptionChanged,
            key,
            old.texts.get(*key),
            new.texts.get(*key),
        );
        found.extend(finding.map(|finding| finding.fact("key", *key)));
    }
    found.extend(one(
        Rule::ExampleChanged,
        "example",
        old.example.as_ref(),
        new.example.as_ref(),
    ));
    let rule = sides.rule(Rule::RequestDefaultChanged, Rule::ResponseDefaultChanged);
    found.extend(one(
        rule,
        "default",
        old.default.as_ref(),
        new.default.as_ref(),
    ));
    found.extend(deprecation(
        Rule::PropertyDeprecated,
        &old.deprecated,
        &new.deprecated,
    ));
    found.extend(extensions(&old.extensions, &new.extensions));
    found.extend(discriminator(
        old.discriminator.as_ref(),
        new.discriminator.as_ref(),
    ));
    for mut finding in found {
        finding.base.get_or_insert_with(|| sides.base.at.clone());
        finding.head.get_or_insert_with(|| sides.head.at.clone());
        sides.add(finding);
    }
}

/// The property that tells members apart, and its values.
pub(super) fn discriminator(
    old: Option<&Located<Discriminator>>,
    new: Option<&Located<Discriminator>>,
) -> Option<Finding> {
    let property =
        |side: Option<&Located<Discriminator>>| side.map(|side| side.value.property.clone());
    let at = |side: Option<&Located<Discriminator>>| side.map(|side| side.at.clone());
    let finding = |what: String| {
        Finding::new(Rule::DiscriminatorChanged, what)
            .base(at(old))
            .head(at(new))
    };
    if property(old) != property(new) {
        let words = |side| property(side).map_or_else(|| "nothing".to_owned(), |name| code(&name));
        let what = format!(
            "{} tells members apart instead of {}",
            words(new),
            words(old)
        );
        return Some(
            finding(what)
                .maybe("from", property(old))
                .maybe("to", property(new)),
        );
    }
    let values = |side: Option<&Located<Discriminator>>| -> BTreeSet<String> {
        let side = side.into_iter();
        side.flat_map(|side| side.value.mapping.keys().cloned())
            .collect()
    };
    let (before, after) = (values(old), values(new));
    let removed: Vec<String> = before.difference(&after).cloned().collect();
    let added: Vec<String> = after.difference(&before).cloned().collect();
    let word = |value: &String| code(value);
    let what = match (removed.is_empty(), added.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("{} stands for no member any more", list(&removed, word)),
        (true, false) => format!("{} stands for a member", list(&added, word)),
        (false, false) => format!(
            "{} stands for a member instead of {}",
            list(&added, word),
            list(&removed, word)
        ),
    };
    let json = |values: Vec<String>| values.into_iter().map(Value::from).collect::<Vec<_>>();
    Some(
        finding(what)
            .fact("removed", json(removed))
            .fact("added", json(added)),
    )
}
