//! Discriminators: which property tells the members of a union apart, and which value is of which member.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::contract::{Discriminator, Located, SchemaId};
use crate::diff::wire::difference::Difference;
use crate::diff::wire::phrases::{list, quote, transition, values};
use crate::diff::{Level, Rule};
use crate::source::Direction;

/// Which members of a union are the same in both documents, and which were removed or added, which is reported.
#[derive(Debug, Default)]
pub(super) struct Members {
    pub(super) matched: Vec<(SchemaId, SchemaId)>,
    pub(super) removed: Vec<SchemaId>,
    pub(super) added: Vec<SchemaId>,
}

type Mapping<'a> = BTreeMap<&'a str, Option<SchemaId>>;

/// Compares the property of a discriminator and its values. Those of members that were removed or added follow from that.
pub(super) fn compare(
    (old, new): (
        Option<&Located<Discriminator>>,
        Option<&Located<Discriminator>>,
    ),
    members: &Members,
    direction: Direction,
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
    let before = mapping(old, &members.removed);
    let after = mapping(new, &members.added);
    let removed = only_in(&before, &after);
    let added = only_in(&after, &before);
    let moved: Vec<&str> = before
        .iter()
        .filter_map(|(value, old)| {
            let ids = ((*old)?, (*after.get(value)?)?);
            (!members.matched.contains(&ids)).then_some(*value)
        })
        .collect();
    let named = |names: &[&str]| {
        let names: Vec<Value> = names.iter().map(|name| Value::from(*name)).collect();
        values(&names)
    };
    let what = match (removed.as_slice(), added.as_slice()) {
        ([], []) if moved.is_empty() => return None,
        ([], []) => format!("{} moved to another alternative", named(&moved)),
        (removed, []) => format!("{} removed", named(removed)),
        ([], added) => format!("{} added", named(added)),
        (removed, added) => {
            let quoted = |values: &[&str]| list(values, |value| quote(value));
            let (from, to) = (quoted(removed), quoted(added));
            format!("value changed from {from} to {to}")
        }
    };
    let changed = difference(what);
    // All values that may be sent still stand for what they did.
    let changed = match direction {
        Direction::Request if removed.is_empty() && moved.is_empty() => changed
            .level(Level::Safe)
            .consequence("previous requests stay valid"),
        Direction::Response if added.is_empty() && moved.is_empty() => changed
            .level(Level::Safe)
            .consequence("clients can read all values"),
        _ => changed,
    };
    let changed = changed.fact("removed", removed).fact("added", added);
    Some(match moved.is_empty() {
        // What is safe in one direction may be risky in the other.
        true => match direction {
            Direction::Request => changed.fact("direction", "request"),
            Direction::Response => changed.fact("direction", "response"),
        },
        false => changed.fact("moved", moved),
    })
}

/// The values of a discriminator with the members that they stand for, except for some members.
fn mapping<'a>(
    discriminator: Option<&'a Located<Discriminator>>,
    except: &[SchemaId],
) -> Mapping<'a> {
    let all = discriminator.into_iter().flat_map(|it| &it.value.mapping);
    all.filter(|(_, id)| id.is_none_or(|id| !except.contains(&id)))
        .map(|(value, id)| (value.as_str(), *id))
        .collect()
}

fn only_in<'a>(own: &Mapping<'a>, other: &Mapping<'_>) -> Vec<&'a str> {
    let own = own.keys().copied();
    own.filter(|value| !other.contains_key(value)).collect()
}
