//! What a schema says of values: what all of its leaves say at once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Number, Value};

use super::leaves::Leaf;
use super::source::Source;
use super::{listed, null};
use crate::contract::{Additional, Facets, JsonType, Limit, Located, SchemaId};
use crate::diagnostic::Anchor;
use crate::source::Node;
use crate::source::{Cursor, is_true};

/// The facets of a schema, and the schemas in it that have no identity yet.
pub(super) struct Parts<'a> {
    pub(super) facets: Facets,
    pub(super) items: Vec<Source<'a>>,
    pub(super) additional: Others<'a>,
    pub(super) properties: Vec<(String, Anchor, Vec<Source<'a>>)>,
    /// Where each property is in that list.
    indices: BTreeMap<String, usize>,
    pub(super) not: Vec<(Anchor, Source<'a>)>,
}

/// What other properties there may be.
pub(super) enum Others<'a> {
    Any,
    Of(Anchor, Vec<Source<'a>>),
    Closed(Anchor),
}

impl<'a> Others<'a> {
    /// The same with an identity.
    pub(super) fn map(self, id: impl FnOnce(Vec<Source<'a>>) -> SchemaId) -> Additional {
        match self {
            Self::Any => Additional::Any,
            Self::Closed(at) => Additional::Closed(at),
            Self::Of(at, sources) => Additional::Of(Located {
                value: id(sources),
                at,
            }),
        }
    }
}

/// What all leaves say at once.
pub(super) fn parts<'a>(sources: &[Source<'a>], leaves: &[Leaf<'a>]) -> Parts<'a> {
    let mut parts = Parts {
        facets: Facets {
            types: JsonType::ALL.into_iter().collect(),
            nullable: null::are_nullable(sources),
            nullable_at: sources
                .iter()
                .find_map(|source| Some(source.place.child("nullable")?.anchor())),
            ..Facets::default()
        },
        items: Vec::new(),
        additional: Others::Any,
        properties: Vec::new(),
        indices: BTreeMap::new(),
        not: Vec::new(),
    };
    for leaf in leaves {
        values(&mut parts.facets, leaf);
        limits(&mut parts.facets, leaf);
        object(&mut parts, leaf);
        let place = &leaf.place;
        parts.items.extend(place.child("items").map(Source::whole));
        if let Some(not) = place.child("not") {
            parts.not.push((not.anchor(), Source::whole(not)));
        }
    }
    parts.facets.patterns.sort_by(|a, b| a.value.cmp(&b.value));
    parts.facets.patterns.dedup_by(|a, b| a.value == b.value);
    listed::settle(&mut parts.facets);
    parts
}

fn values(facets: &mut Facets, leaf: &Leaf<'_>) {
    let place = &leaf.place;
    if let Some(types) = types(leaf) {
        facets.types = facets.types.intersection(&types).copied().collect();
        if facets.types_at.is_none() {
            facets.types_at = place.child("type").map(|types| types.anchor());
        }
    }
    if facets.format.is_none() {
        facets.format = place
            .text_of("format")
            .filter(|format| format.value != "password");
    }
    if let Some(more) = listed(place, "enum") {
        facets.values = Some(match facets.values.take() {
            None => more,
            Some(so_far) => Located {
                value: so_far
                    .value
                    .into_iter()
                    .filter(|value| more.value.contains(value))
                    .collect(),
                at: so_far.at,
            },
        });
    }
    if facets.known_values.is_none() {
        facets.known_values = listed(place, "x-extensible-enum");
    }
}

/// The values of a list, but for null, in the order of their text: the order says nothing.
fn listed(place: &Cursor<'_>, keyword: &str) -> Option<Located<Vec<Value>>> {
    let list = place.child(keyword)?;
    let values = list.node.as_sequence()?.iter().map(Node::to_json);
    Some(Located {
        value: values
            .filter(|value| !value.is_null())
            .map(listed::plain)
            .collect(),
        at: list.anchor(),
    })
}

/// The types of values; without `type`, of what only one type has.
fn types(leaf: &Leaf<'_>) -> Option<BTreeSet<JsonType>> {
    let only = |kind: JsonType| Some([kind].into());
    match leaf.get("type").and_then(Node::as_str) {
        Some("string") => only(JsonType::String),
        Some("boolean") => only(JsonType::Boolean),
        Some("integer") => only(JsonType::Integer),
        Some("number") => Some([JsonType::Integer, JsonType::Number].into()),
        Some("array") => only(JsonType::Array),
        Some("object") => only(JsonType::Object),
        _ if ["properties", "required", "additionalProperties"]
            .iter()
            .any(|keyword| leaf.get(keyword).is_some()) =>
        {
            only(JsonType::Object)
        }
        _ if leaf.get("items").is_some() => only(JsonType::Array),
        _ => None,
    }
}

fn limits(facets: &mut Facets, leaf: &Leaf<'_>) {
    let place = &leaf.place;
    for limit in Limit::ALL {
        let is_exclusive = |keyword: &str| leaf.get(keyword).is_some_and(is_true);
        let applies = match limit {
            Limit::Minimum => !is_exclusive("exclusiveMinimum"),
            Limit::ExclusiveMinimum => is_exclusive("exclusiveMinimum"),
            Limit::Maximum => !is_exclusive("exclusiveMaximum"),
            Limit::ExclusiveMaximum => is_exclusive("exclusiveMaximum"),
            _ => true,
        };
        let Some(keyword) = place.child(limit.as_str()).filter(|_| applies) else {
            continue;
        };
        let Value::Number(number) = keyword.node.to_json() else {
            continue;
        };
        let at = keyword.anchor();
        let is_tighter = facets
            .limits
            .get(&limit)
            .is_none_or(|known| is_tighter(limit, &number, &known.value));
        if is_tighter {
            facets.limits.insert(limit, Located { value: number, at });
        }
    }
    if let Some(pattern) = place.text_of("pattern") {
        facets.patterns.push(pattern);
    }
    facets.unique_items = facets
        .unique_items
        .take()
        .or_else(|| place.flag("uniqueItems"));
}

fn is_tighter(limit: Limit, number: &Number, than: &Number) -> bool {
    let (Some(number), Some(than)) = (number.as_f64(), than.as_f64()) else {
        return false;
    };
    match limit {
        Limit::MaxLength
        | Limit::Maximum
        | Limit::ExclusiveMaximum
        | Limit::MaxItems
        | Limit::MaxProperties => number < than,
        _ => number > than,
    }
}

fn object<'a>(parts: &mut Parts<'a>, leaf: &Leaf<'a>) {
    let place = &leaf.place;
    for property in place
        .child("properties")
        .into_iter()
        .flat_map(|all| all.entries())
    {
        let name = property.key();
        let at = property.anchor();
        let source = Source::whole(property);
        let next = parts.properties.len();
        // Objects may have thousands of properties.
        let index = *parts.indices.entry(name.clone()).or_insert(next);
        match parts.properties.get_mut(index) {
            Some((_, _, sources)) => sources.push(source),
            None => parts.properties.push((name, at, vec![source])),
        }
    }
    for name in place
        .child("required")
        .into_iter()
        .flat_map(|all| all.items())
    {
        if let Some(text) = name.node.as_str() {
            let at = name.anchor();
            parts.facets.required.entry(text.to_owned()).or_insert(at);
        }
    }
    let Some(others) = place.child("additionalProperties") else {
        return;
    };
    let at = others.anchor();
    if others.node.to_json() == false {
        parts.additional = Others::Closed(at);
    } else if others
        .node
        .as_mapping()
        .is_some_and(|mapping| !mapping.is_empty())
    {
        match &mut parts.additional {
            Others::Closed(_) => {}
            Others::Of(_, sources) => sources.push(Source::whole(others)),
            any @ Others::Any => *any = Others::Of(at, vec![Source::whole(others)]),
        }
    }
}
