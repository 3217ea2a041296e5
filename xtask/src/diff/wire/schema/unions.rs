//! Unions: which member is which, and which there are.

use std::collections::{BTreeMap, BTreeSet};

use super::sides::Sides;
use super::values::are;
use super::within::Within;
use super::{apart, notes};
use crate::contract::{Alternatives, Contract, JsonType, Located, Schema, SchemaId};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::change::In;
use crate::diff::wire::finding::Finding;
use crate::diff::wire::words::{list, quoted};
use crate::diff::witness::{Probe, Step};

/// A member of a union, or the schema that is none.
struct Member<'a> {
    id: SchemaId,
    schema: &'a Schema,
    at: Anchor,
    /// The values of the discriminator that stand for it.
    tags: BTreeSet<&'a str>,
}

fn members<'a>(contract: &'a Contract, id: SchemaId, schema: &'a Schema) -> Vec<Member<'a>> {
    members_of(contract, id, schema, 0)
}

fn members_of<'a>(
    contract: &'a Contract,
    id: SchemaId,
    schema: &'a Schema,
    depth: usize,
) -> Vec<Member<'a>> {
    let Some(union) = &schema.alternatives else {
        let at = schema.at.clone();
        let tags = BTreeSet::new();
        return vec![Member {
            id,
            schema,
            at,
            tags,
        }];
    };
    let mut tags: BTreeMap<SchemaId, BTreeSet<&str>> = BTreeMap::new();
    if let Some(discriminator) = &union.discriminator {
        for (value, id) in &discriminator.value.mapping {
            tags.entry(id.unwrap_or(SchemaId(usize::MAX)))
                .or_default()
                .insert(value);
        }
    }
    let mut found = Vec::new();
    for Located { value, at } in &union.members {
        let Some(schema) = contract.schema(*value) else {
            continue;
        };
        if depth < MAX_DEPTH && is_part(union, schema) {
            found.extend(members_of(contract, *value, schema, depth + 1));
            continue;
        }
        found.push(Member {
            id: *value,
            schema,
            at: at.clone(),
            tags: tags.remove(value).unwrap_or_default(),
        });
    }
    found
}

/// Deeper than unions nest.
const MAX_DEPTH: usize = 16;

/// Whether the members of a union in a union are as good as members of the outer one.
fn is_part(union: &Alternatives, schema: &Schema) -> bool {
    let is_anonymous = union.discriminator.is_none() && schema.name.is_none();
    is_anonymous
        && schema.alternatives.as_ref().is_some_and(|inner| {
            inner.discriminator.is_none() && inner.exclusive == union.exclusive
        })
}

/// Whether two members are one.
type IsSame<'s> = dyn FnMut(&Member<'_>, &Member<'_>) -> bool + 's;

pub(super) fn compare<'a>(sides: &mut Sides<'a>, within: &mut Within<'a>) {
    if overlap(sides, within) && sides.base.alternatives.is_none() {
        // One schema became several that share its values: there is no saying which of them it is.
        return;
    }
    let mut old = members(within.base, sides.base_id, sides.base);
    let mut new = members(within.head, sides.head_id, sides.head);
    let (is_request, is_text) = (sides.is_request, sides.is_text);
    let (base_id, head_id) = (sides.base_id, sides.head_id);
    // The surest way to know a member first.
    let mut pair =
        |old: &mut Vec<Member<'a>>, new: &mut Vec<Member<'a>>, is_same: &mut IsSame<'_>| {
            old.retain(|member| {
                let Some(position) = new.iter().position(|other| is_same(member, other)) else {
                    return true;
                };
                let other = new.remove(position);
                sides.enter(Step::Member, member.id, other.id);
                false
            });
        };
    pair(&mut old, &mut new, &mut |a, b| !a.tags.is_disjoint(&b.tags));
    pair(&mut old, &mut new, &mut |a, b| {
        a.schema.name.is_some() && a.schema.name == b.schema.name
    });
    pair(&mut old, &mut new, &mut |a, b| {
        within.is_within(In::Base, a.id, b.id, is_request, is_text)
            && within.is_within(In::Head, b.id, a.id, is_request, is_text)
    });
    // Values that are listed and taken by the whole need no member of their own.
    let mut is_taken = |member: &Member<'_>, side: In, whole: SchemaId| {
        member.schema.facets.values.is_some()
            && within.is_within(side, member.id, whole, is_request, is_text)
    };
    match is_request {
        true => old.retain(|member| !is_taken(member, In::Base, head_id)),
        false => new.retain(|member| !is_taken(member, In::Head, base_id)),
    }
    pair(&mut old, &mut new, &mut |a, b| {
        title(a.schema).is_some() && title(a.schema) == title(b.schema)
    });
    pair(&mut old, &mut new, &mut |a, b| {
        shares_values(a.schema, b.schema)
    });
    pair(&mut old, &mut new, &mut |a, b| is_like(a.schema, b.schema));
    removed(sides, &old, within);
    added(sides, &new, within);
    how(sides, within);
}

fn title(schema: &Schema) -> Option<&serde_json::Value> {
    schema.notes.texts.get("title").map(|title| &title.value)
}

/// Whether both list values and have one in common: generators name an enum after its values, so another value renames it.
fn shares_values(old: &Schema, new: &Schema) -> bool {
    match (&old.facets.values, &new.facets.values) {
        (Some(old), Some(new)) => old.value.iter().any(|value| new.value.contains(value)),
        _ => false,
    }
}

/// The values that a member lists, if all members of the other union list theirs: both are enums, written as unions.
fn constants<'a>(member: &Member<'a>, others: &[Member<'_>]) -> Option<&'a [serde_json::Value]> {
    let values = member.schema.facets.values.as_ref()?;
    let are_enums = others.len() > 1 && others.iter().all(|it| it.schema.facets.values.is_some());
    are_enums.then_some(values.value.as_slice())
}

/// Whether one may be what became of the other. Components have names to be known by.
fn is_like(old: &Schema, new: &Schema) -> bool {
    if old.name.is_some() && new.name.is_some() {
        return false;
    }
    if old.alternatives.is_some() || new.alternatives.is_some() {
        return old.alternatives.is_some() && new.alternatives.is_some();
    }
    let (a, b) = (&old.facets, &new.facets);
    if a.types != b.types {
        return false;
    }
    if !a.types.contains(&JsonType::Object) || a.types.len() == JsonType::ALL.len() {
        return true;
    }
    let names = |schema: &Schema| -> BTreeSet<String> {
        let properties = schema.facets.properties.iter();
        properties.map(|property| property.name.clone()).collect()
    };
    let (a, b) = (names(old), names(new));
    let shared = a.intersection(&b).count();
    shared * 2 >= a.len().max(b.len())
}

/// The place of a union, or of the schema that is none.
fn place(schema: &Schema) -> Anchor {
    match &schema.alternatives {
        Some(union) => union.at.clone(),
        None => schema.at.clone(),
    }
}

fn removed<'a>(sides: &mut Sides<'a>, gone: &[Member<'a>], within: &mut Within<'a>) {
    let others = members(within.head, sides.head_id, sides.head);
    for member in gone {
        let is_taken = others.iter().any(|other| {
            within.is_within(
                In::Base,
                member.id,
                other.id,
                sides.is_request,
                sides.is_text,
            )
        });
        if is_taken {
            continue;
        }
        let (rule, what) = match constants(member, &others) {
            Some(values) => (
                sides.rule(
                    Rule::RequestEnumValueRemoved,
                    Rule::ResponseEnumValueRemoved,
                ),
                format!("{} {} gone", list(values, quoted), are(values)),
            ),
            None => (
                sides.rule(
                    Rule::RequestAlternativeRemoved,
                    Rule::ResponseAlternativeRemoved,
                ),
                format!("{} is no alternative any more", called(member)),
            ),
        };
        let finding = Finding::new(rule, what)
            .base(member.at.clone())
            .head(place(sides.head))
            .subject(crate::diff::wire::subject::of(&place(sides.head).pointer))
            .fact("member", identity(member));
        sides.prove(finding, Probe::Member(member.id));
    }
}

fn added<'a>(sides: &mut Sides<'a>, new: &[Member<'a>], within: &mut Within<'a>) {
    let others = members(within.base, sides.base_id, sides.base);
    let known: BTreeSet<JsonType> = others
        .iter()
        .flat_map(|other| types(within.base, other.schema))
        .collect();
    for member in new {
        let is_known = others.iter().any(|other| {
            within.is_within(
                In::Head,
                member.id,
                other.id,
                sides.is_request,
                sides.is_text,
            )
        });
        if is_known {
            continue;
        }
        let is_known_kind = types(within.head, member.schema).is_subset(&known);
        let constants = constants(member, &others);
        let rule = match (sides.is_request, &sides.base.alternatives) {
            (true, Some(_)) if constants.is_some() => Rule::RequestEnumValueAdded,
            (false, Some(_)) if constants.is_some() => Rule::ResponseEnumValueAdded,
            (true, _) => Rule::RequestAlternativeAdded,
            // Who reads exactly one of several cannot read another; who reads any of them may find that one fits.
            (false, Some(union)) if union.exclusive => Rule::ResponseAlternativeAdded,
            (false, Some(_)) if is_known_kind => Rule::ResponseAnyOfAlternativeAdded,
            (false, Some(_)) => Rule::ResponseTypeWidened,
            (false, None) => Rule::ResponseBecameUnion,
        };
        let what = match constants {
            Some(values) => format!("{} {} new", list(values, quoted), are(values)),
            None => format!("{} is an alternative", called(member)),
        };
        let finding = Finding::new(rule, what)
            .base(place(sides.base))
            .head(member.at.clone())
            .subject(crate::diff::wire::subject::of(&place(sides.head).pointer))
            .fact("member", identity(member));
        sides.prove(finding, Probe::Member(member.id));
    }
}

/// What was right and is of several members of a `oneOf` now is refused.
fn overlap<'a>(sides: &mut Sides<'a>, within: &mut Within<'a>) -> bool {
    let is_exclusive = |schema: &Schema| {
        let union = schema.alternatives.as_ref();
        union.is_some_and(|union| union.exclusive)
    };
    if !sides.is_request || !is_exclusive(sides.head) || is_exclusive(sides.base) {
        return false;
    }
    let mut found = false;
    let new = members(within.head, sides.head_id, sides.head);
    for old in members(within.base, sides.base_id, sides.base) {
        let mut of = Vec::new();
        for other in &new {
            if within.is_within(In::Base, old.id, other.id, true, sides.is_text) {
                of.push(other);
            }
        }
        if let [first, second, ..] = of.as_slice() {
            let what = format!(
                "what was {} is {} and {} at once, of which it may be only one",
                called(&old),
                called(first),
                called(second)
            );
            let finding = sides
                .finding(Rule::RequestAlternativesOverlap, what)
                .base(old.at.clone())
                .head(place(sides.head))
                .fact("member", identity(&old));
            sides.prove(finding, Probe::Member(old.id));
            found = true;
        } else if sides.base.alternatives.is_none() {
            let what = "what was one schema may be of several at once, of which it may be only one";
            let finding = sides
                .finding(Rule::RequestAlternativesOverlap, what)
                .base(old.at.clone())
                .head(place(sides.head))
                .fact("member", identity(&old));
            let others = new.iter().map(|other| other.id).collect();
            sides.suppose(finding, Probe::Shared(old.id, others));
        }
    }
    found
}

/// The types of a member, which may be a union itself.
fn types(contract: &Contract, schema: &Schema) -> BTreeSet<JsonType> {
    match &schema.alternatives {
        None => schema.facets.types.clone(),
        Some(union) => {
            let members = union.members.iter();
            members
                .filter_map(|member| contract.schema(member.value))
                .flat_map(|member| member.facets.types.clone())
                .collect()
        }
    }
}

fn called(member: &Member<'_>) -> String {
    match &member.schema.name {
        Some(name) => format!("`{name}`"),
        None if member.schema.alternatives.is_some() => "one of several schemas".to_owned(),
        None => match super::types::names(&member.schema.facets.types).as_slice() {
            [only] => format!("`{only}`"),
            _ => "a schema without a name".to_owned(),
        },
    }
}

/// What a member is known by, whatever stands around it.
fn identity(member: &Member<'_>) -> serde_json::Value {
    match (&member.schema.name, &member.schema.facets.values) {
        (Some(name), _) => name.as_str().into(),
        (None, Some(values)) => values.value.clone().into(),
        (None, None) => super::types::names(&member.schema.facets.types).into(),
    }
}

/// How members are told apart, and whether a value may be of several.
fn how<'a>(sides: &mut Sides<'a>, within: &Within<'a>) {
    let (Some(old), Some(new)) = (&sides.base.alternatives, &sides.head.alternatives) else {
        return;
    };
    let mut found = Vec::new();
    let are_apart = |contract: &Contract, union: &Alternatives| {
        apart::are_all(contract, &union.members, sides.is_request)
    };
    // Where no value is of two members, one is as good as the other.
    if old.exclusive != new.exclusive
        && !(are_apart(within.base, old) && are_apart(within.head, new))
    {
        let word = |union: &Alternatives| if union.exclusive { "oneOf" } else { "anyOf" };
        let what = format!("it is `{}` instead of `{}`", word(new), word(old));
        found.push(
            Finding::new(Rule::CompositionKindChanged, what)
                .base(old.at.clone())
                .head(new.at.clone())
                .fact("from", word(old))
                .fact("to", word(new)),
        );
    }
    found.extend(notes::discriminator(
        old.discriminator.as_ref(),
        new.discriminator.as_ref(),
    ));
    for mut finding in found {
        finding.base.get_or_insert_with(|| old.at.clone());
        finding.head.get_or_insert_with(|| new.at.clone());
        sides.add(finding);
    }
}
