//! Unions: which alternatives are the same, and which were added or removed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::discriminator::{self, Members};
use super::disjoint::are_disjoint;
use super::outline::outline;
use super::pair::{DocumentSchema, Pair};
use super::subset::Subsets;
use super::types::names;
use crate::contract::{Alternatives, JsonType, Schema, SchemaId};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::change::Side;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::{phrases, subject};
use crate::diff::witness::{Probe, Step};
use crate::source::Direction;

/// Unions are not nested deeper.
const MAX_DEPTH: usize = 16;

/// A member of a union, or the schema itself if it is none.
struct Member<'a> {
    schema: DocumentSchema<'a>,
    at: &'a Anchor,
    /// The values of the discriminator for it.
    tags: BTreeSet<&'a str>,
}

impl Member<'_> {
    fn name(&self) -> Option<&str> {
        self.schema.name.as_deref()
    }

    fn title(&self) -> Option<&Value> {
        let title = self.schema.notes.texts.get("title");
        title.map(|title| &title.value)
    }

    fn values(&self) -> Option<&[Value]> {
        let values = self.schema.facets.values.as_ref();
        values.map(|values| values.value.as_slice())
    }

    fn phrase(&self) -> String {
        match (self.name(), self.values()) {
            (Some(name), _) => format!("`{name}`"),
            (None, Some(values)) => phrases::list(values, phrases::quote_value),
            (None, None) if self.schema.alternatives.is_some() => "an inline union".to_owned(),
            (None, None) => match names(&self.schema.facets.types).as_slice() {
                [only] => format!("`{only}`"),
                _ => "an inline schema".to_owned(),
            },
        }
    }

    /// What identifies it, whatever is around it.
    fn identity(&self) -> Value {
        match (self.name(), self.values()) {
            (Some(name), _) => name.into(),
            (None, Some(values)) => values.into(),
            (None, None) => outline(self.schema.contract, self.schema.id),
        }
    }

    /// The types of it, which may be a union itself.
    fn types(&self) -> BTreeSet<JsonType> {
        let Some(union) = &self.schema.alternatives else {
            return self.schema.facets.types.clone();
        };
        let members = union.members.iter();
        members
            .filter_map(|member| self.schema.contract.schema(member.value))
            .flat_map(|member| member.facets.types.clone())
            .collect()
    }
}

fn members(schema: DocumentSchema<'_>) -> Vec<Member<'_>> {
    let mut found = Vec::new();
    match &schema.schema().alternatives {
        Some(union) => add_members(schema, union, 0, &mut found),
        None => found.push(Member {
            schema,
            at: &schema.schema().at,
            tags: BTreeSet::new(),
        }),
    }
    found
}

fn add_members<'a>(
    schema: DocumentSchema<'a>,
    union: &'a Alternatives,
    depth: usize,
    found: &mut Vec<Member<'a>>,
) {
    let mut tags: BTreeMap<SchemaId, BTreeSet<&str>> = BTreeMap::new();
    let discriminator = union.discriminator.iter();
    for (value, id) in discriminator.flat_map(|it| &it.value.mapping) {
        if let Some(id) = id {
            tags.entry(*id).or_default().insert(value);
        }
    }
    for member in &union.members {
        let Some(schema) = DocumentSchema::new(schema.contract, member.value) else {
            continue;
        };
        match &schema.schema().alternatives {
            Some(inner) if depth < MAX_DEPTH && is_transparent(union, inner, &schema) => {
                add_members(schema, inner, depth + 1, found);
            }
            _ => found.push(Member {
                schema,
                at: &member.at,
                tags: tags.remove(&member.value).unwrap_or_default(),
            }),
        }
    }
}

/// Whether the members of a union in a union are equivalent to members of the outer one.
fn is_transparent(outer: &Alternatives, inner: &Alternatives, schema: &Schema) -> bool {
    schema.name.is_none()
        && outer.discriminator.is_none()
        && inner.discriminator.is_none()
        && inner.exclusive == outer.exclusive
}

/// Whether two members are the same.
type IsSame<'s> = dyn FnMut(&Member<'_>, &Member<'_>) -> bool + 's;

pub(super) fn compare<'a>(pair: &mut Pair<'a>, subsets: &mut Subsets<'a>) {
    if compare_overlap(pair, subsets) && pair.base.alternatives.is_none() {
        // Several alternatives share the values of one schema: none of them is the same.
        return;
    }
    let (mut old, mut new) = (members(pair.base), members(pair.head));
    let (direction, base, head) = (pair.direction, pair.base.id, pair.head.id);
    let (sender, _) = pair.sender_receiver(pair.base, pair.head);
    let mut matched = Vec::new();
    let mut match_by =
        |old: &mut Vec<Member<'a>>, new: &mut Vec<Member<'a>>, is_same: &mut IsSame<'_>| {
            old.retain(|member| {
                let Some(position) = new.iter().position(|other| is_same(member, other)) else {
                    return true;
                };
                let other = new.remove(position);
                let at = Some((member.at, other.at));
                matched.push((member.schema.id, other.schema.id));
                pair.enter(Step::Member, member.schema.id, other.schema.id, at);
                false
            });
        };
    // From the most certain criterion to the least.
    match_by(&mut old, &mut new, &mut |a, b| {
        a.name().is_some() && a.name() == b.name()
    });
    match_by(&mut old, &mut new, &mut |a, b| !a.tags.is_disjoint(&b.tags));
    match_by(&mut old, &mut new, &mut |a, b| {
        let (a, b) = (a.schema.id, b.schema.id);
        subsets.is_subset(Side::Base, a, b, direction)
            && subsets.is_subset(Side::Head, b, a, direction)
    });
    match_by(&mut old, &mut new, &mut |a, b| match direction {
        Direction::Request => is_extended(a, b, sender, direction),
        Direction::Response => is_extended(b, a, sender, direction),
    });
    // Listed values that the whole union allows need no member of their own.
    let mut is_allowed = |member: &Member<'_>, side: Side, whole: SchemaId| {
        member.values().is_some() && subsets.is_subset(side, member.schema.id, whole, direction)
    };
    match direction {
        Direction::Request => old.retain(|member| !is_allowed(member, Side::Base, head)),
        Direction::Response => new.retain(|member| !is_allowed(member, Side::Head, base)),
    }
    match_by(&mut old, &mut new, &mut |a, b| {
        a.title().is_some() && a.title() == b.title()
    });
    match_by(&mut old, &mut new, &mut have_common_value);
    match_by(&mut old, &mut new, &mut |a, b| {
        are_similar(&a.schema, &b.schema)
    });
    let (before, after) = (members(pair.base), members(pair.head));
    let mut is_subset = |side: Side, member: &Member<'_>, others: &[Member<'_>]| {
        let mut others = others.iter();
        others.any(|it| subsets.is_subset(side, member.schema.id, it.schema.id, direction))
    };
    old.retain(|member| !is_subset(Side::Base, member, &after));
    new.retain(|member| !is_subset(Side::Head, member, &before));
    compare_removed(pair, &old, &after);
    compare_added(pair, &new, &before);
    compare_kinds(pair);
    let ids = |members: &[Member<'_>]| members.iter().map(|it| it.schema.id).collect();
    let members = Members {
        matched,
        removed: ids(&old),
        added: ids(&new),
    };
    compare_mappings(pair, &members);
}

/// Whether the enum of the receiver lists all that an enum of the sender does, and otherwise what the whole union of the
/// sender lacks.
fn is_extended(
    sent: &Member<'_>,
    received: &Member<'_>,
    sender: DocumentSchema<'_>,
    direction: Direction,
) -> bool {
    let (Some(sent), Some(received)) = (sent.values(), received.values()) else {
        return false;
    };
    let mut others = received.iter().filter(|value| !sent.contains(value));
    sent.iter().all(|value| received.contains(value))
        && others.all(|value| sender.takes(value, direction) == Some(false))
}

/// Whether both list values and have one in common: generators name an enum after its values, so another value renames
/// it.
fn have_common_value(old: &Member<'_>, new: &Member<'_>) -> bool {
    match (old.values(), new.values()) {
        (Some(old), Some(new)) => old.iter().any(|value| new.contains(value)),
        _ => false,
    }
}

/// The values of a member, if they are some of an enum that is written as a union: all members of the other union list
/// theirs, or one of the same type does beside schemas of others.
fn constants<'m>(member: &'m Member<'_>, others: &[Member<'_>]) -> Option<&'m [Value]> {
    let mut enums = others.iter().filter(|it| it.values().is_some());
    let is_enum = match enums.clone().count() {
        0 => false,
        count if count == others.len() => true,
        _ => member.name().is_none() && enums.any(|it| it.types() == member.types()),
    };
    member.values().filter(|_| is_enum)
}

/// Whether a schema may replace another. Components are identified by their names.
fn are_similar(old: &Schema, new: &Schema) -> bool {
    if old.name.is_some() && new.name.is_some() {
        return false;
    }
    if old.alternatives.is_some() || new.alternatives.is_some() {
        return old.alternatives.is_some() && new.alternatives.is_some();
    }
    let types = &old.facets.types;
    if *types != new.facets.types {
        return false;
    }
    if !types.contains(&JsonType::Object) || types.len() == JsonType::ALL.len() {
        return true;
    }
    let (a, b) = (&old.facets.properties, &new.facets.properties);
    let shared = a
        .iter()
        .filter(|it| new.facets.property(&it.name).is_some());
    shared.count() * 2 >= a.len().max(b.len())
}

/// The location of a union, or of the schema if it is none.
fn location(schema: DocumentSchema<'_>) -> &Anchor {
    let schema = schema.schema();
    let union = schema.alternatives.as_ref();
    union.map_or(&schema.at, |union| &union.at)
}

/// A difference of alternatives, about the union after.
fn difference(pair: &Pair<'_>, rule: Rule, what: String, member: &Member<'_>) -> Difference {
    Difference::new(rule, what)
        .subject(subject::of(&location(pair.head).pointer))
        .fact("member", member.identity())
}

fn compare_removed(pair: &mut Pair<'_>, removed: &[Member<'_>], others: &[Member<'_>]) {
    for member in removed {
        let (rule, what) = match constants(member, others) {
            Some(values) => (
                pair.rule(
                    Rule::RequestEnumValueRemoved,
                    Rule::ResponseEnumValueRemoved,
                ),
                format!("{} removed from the enum", phrases::values(values)),
            ),
            None => (
                pair.rule(
                    Rule::RequestAlternativeRemoved,
                    Rule::ResponseAlternativeRemoved,
                ),
                format!("alternative {} removed", member.phrase()),
            ),
        };
        let removed = difference(pair, rule, what, member);
        let removed = removed.base(member.at).head(location(pair.head));
        pair.prove(removed, Probe::Member(member.schema.id));
    }
}

fn compare_added(pair: &mut Pair<'_>, added: &[Member<'_>], others: &[Member<'_>]) {
    let known: BTreeSet<JsonType> = others.iter().flat_map(Member::types).collect();
    for member in added {
        let constants = constants(member, others);
        let rule = match (pair.direction, &pair.base.alternatives) {
            (Direction::Request, Some(_)) if constants.is_some() => Rule::RequestEnumValueAdded,
            (Direction::Response, Some(_)) if constants.is_some() => Rule::ResponseEnumValueAdded,
            (Direction::Request, _) => Rule::RequestAlternativeAdded,
            // A reader of `oneOf` cannot read another; for a reader of `anyOf`, another one may fit.
            (_, Some(union)) if union.exclusive => Rule::ResponseAlternativeAdded,
            (_, Some(_)) if member.types().is_subset(&known) => Rule::ResponseAnyOfAlternativeAdded,
            (_, Some(_)) => Rule::ResponseTypeWidened,
            (_, None) => Rule::ResponseBecameUnion,
        };
        let what = match constants {
            Some(values) => format!("{} added to the enum", phrases::values(values)),
            None => format!("alternative {} added", member.phrase()),
        };
        let added = difference(pair, rule, what, member);
        let added = added.base(location(pair.base)).head(member.at);
        pair.prove(added, Probe::Member(member.schema.id));
    }
}

/// Finds values that are of several members of a `oneOf`, which rejects them.
fn compare_overlap<'a>(pair: &mut Pair<'a>, subsets: &mut Subsets<'a>) -> bool {
    let is_exclusive = |schema: &Schema| {
        let union = schema.alternatives.as_ref();
        union.is_some_and(|union| union.exclusive)
    };
    if !pair.is_request() || !is_exclusive(&pair.head) || is_exclusive(&pair.base) {
        return false;
    }
    let mut is_found = false;
    let new = members(pair.head);
    for old in members(pair.base) {
        let id = old.schema.id;
        let is_of =
            |it: &&Member<'_>| subsets.is_subset(Side::Base, id, it.schema.id, Direction::Request);
        let of: Vec<&Member<'_>> = new.iter().filter(is_of).collect();
        let difference = |what: String| {
            Difference::new(Rule::RequestAlternativesOverlap, what)
                .base(old.at)
                .head(location(pair.head))
                .fact("member", old.identity())
        };
        if let [first, second, ..] = of.as_slice() {
            let (first, second) = (first.phrase(), second.phrase());
            let old = old.phrase();
            let what =
                format!("values of {old} match the alternatives {first} and {second} of `oneOf`");
            let overlap = difference(what);
            pair.prove(overlap, Probe::Member(id));
            is_found = true;
        } else if pair.base.alternatives.is_none() {
            let what = "one schema became a `oneOf` of schemas with common values";
            let overlap = difference(what.to_owned());
            let others = new.iter().map(|other| other.schema.id).collect();
            pair.prove_or_drop(overlap, Probe::Shared(id, others));
        }
    }
    is_found
}

/// Compares `oneOf` or `anyOf`.
fn compare_kinds(pair: &mut Pair<'_>) {
    let (base, head) = (pair.base.schema(), pair.head.schema());
    let (Some(old), Some(new)) = (&base.alternatives, &head.alternatives) else {
        return;
    };
    // Without common values, both are equivalent.
    let are_equivalent = || {
        are_disjoint(pair.base.contract, old, pair.direction)
            && are_disjoint(pair.head.contract, new, pair.direction)
    };
    if old.exclusive != new.exclusive && !are_equivalent() {
        let keyword = |union: &Alternatives| if union.exclusive { "oneOf" } else { "anyOf" };
        let (from, to) = (keyword(old), keyword(new));
        let what = format!("`{from}` changed to `{to}`");
        let changed = Difference::new(Rule::CompositionKindChanged, what);
        let changed = changed.base(&old.at).head(&new.at);
        pair.add(changed.values(Some(from), Some(to)));
    }
}

/// Compares the discriminators.
fn compare_mappings(pair: &mut Pair<'_>, members: &Members) {
    let (base, head) = (pair.base.schema(), pair.head.schema());
    let (Some(old), Some(new)) = (&base.alternatives, &head.alternatives) else {
        return;
    };
    let discriminators = (old.discriminator.as_ref(), new.discriminator.as_ref());
    if let Some(changed) = discriminator::compare(discriminators, members, pair.direction) {
        pair.add(changed.or_at(&old.at, &new.at));
    }
}
