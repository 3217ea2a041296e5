//! What a schema says of values: what all of its leaves say at once.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::leaves::{self, Leaf};
use super::listed;
use super::null::{self, NullInDoubt, Nullable};
use super::source::Source;
use crate::contract::{Additional, Facets, JsonType, Limit, Located, SchemaId, Selection};
use crate::diagnostic::Anchor;
use crate::source::format::{self, Format};
use crate::source::{Cursor, Node, is_true, number};

/// The facets of a schema, and the schemas in it that have no identity yet.
pub(super) struct Parts<'a> {
    pub(super) facets: Facets,
    pub(super) items: Vec<Source<'a>>,
    pub(super) additional: Others<'a>,
    pub(super) properties: Vec<(String, Vec<Source<'a>>)>,
    pub(super) selected: Vec<(Selection, Vec<Source<'a>>)>,
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
    let nullable = null::are_nullable(sources);
    let is_stated = matches!(nullable, Nullable::Yes | Nullable::Inferred);
    let mut parts = Parts {
        facets: Facets {
            types: JsonType::ALL.into_iter().collect(),
            nullable: nullable != Nullable::No,
            null_stated: is_stated,
            null_inferred: nullable == Nullable::Inferred,
            null_in_doubt: is_stated
                && leaves
                    .iter()
                    .any(|leaf| NullInDoubt::of(leaf.place.node).is_some()),
            nullable_at: sources
                .iter()
                .find_map(|source| Some(source.place.child("nullable")?.anchor())),
            ..Facets::default()
        },
        items: Vec::new(),
        additional: Others::Any,
        properties: Vec::new(),
        selected: Vec::new(),
        not: Vec::new(),
    };
    for leaf in leaves {
        values(&mut parts.facets, leaf);
        limits(&mut parts.facets, leaf);
        let place = &leaf.place;
        if let Some(items) = place.child("items") {
            parts.facets.items_at.get_or_insert_with(|| items.anchor());
            parts.items.push(in_leaf(leaf, items));
        }
        if let Some(not) = place.child("not") {
            parts.not.push((not.anchor(), Source::whole(not)));
        }
        let depends = ["unevaluatedItems", "unevaluatedProperties"];
        parts.facets.is_partial |= depends.iter().any(|keyword| leaf.get(keyword).is_some());
        additional(&mut parts, leaf);
        selected(&mut parts.selected, leaf);
    }
    parts.selected.extend(first_items(leaves));
    let ordered = leaves::in_order(leaves);
    patterns(&mut parts.facets, &ordered);
    properties(&mut parts, &ordered);
    drop_contradictions(&mut parts.facets.limits);
    listed::settle(&mut parts.facets);
    parts
}

/// Bounds that exclude every value say nothing.
fn drop_contradictions(limits: &mut BTreeMap<Limit, Located<Number>>) {
    for (low, high, is_exclusive) in [
        (Limit::Minimum, Limit::Maximum, false),
        (Limit::ExclusiveMinimum, Limit::Maximum, true),
        (Limit::Minimum, Limit::ExclusiveMaximum, true),
        (Limit::ExclusiveMinimum, Limit::ExclusiveMaximum, true),
        (Limit::MinLength, Limit::MaxLength, false),
        (Limit::MinItems, Limit::MaxItems, false),
        (Limit::MinProperties, Limit::MaxProperties, false),
    ] {
        let (Some(least), Some(greatest)) = (limits.get(&low), limits.get(&high)) else {
            continue;
        };
        let order = number::compare(&least.value, &greatest.value);
        if order.is_gt() || (is_exclusive && order.is_eq()) {
            limits.remove(&low);
            limits.remove(&high);
        }
    }
}

/// A schema in a leaf.
fn in_leaf<'a>(leaf: &Leaf<'a>, place: Cursor<'a>) -> Source<'a> {
    Source {
        order: leaf.order,
        ..Source::whole(place)
    }
}

/// Two leaves whose types or formats no value has at once: the later and the earlier.
pub(super) fn conflict(leaves: &[Leaf<'_>]) -> Option<(Anchor, Anchor)> {
    let mut left: BTreeSet<JsonType> = JsonType::ALL.into_iter().collect();
    let mut format: Option<(&Leaf<'_>, &str)> = None;
    let mut earlier: Option<&Leaf<'_>> = None;
    for (_, leaf) in leaves::in_order(leaves) {
        let Some(types) = types(leaf) else { continue };
        left.retain(|kind| types.contains(kind));
        let own = leaf.get("format").and_then(Node::as_str);
        let own = own.filter(|own| types.contains(&JsonType::String) && *own != format::PASSWORD);
        let other = match (left.is_empty(), format, own) {
            (true, _, _) => earlier,
            (false, Some((other, known)), Some(own)) if known != own => Some(other),
            _ => None,
        };
        if let Some(other) = other {
            return Some((leaf.written.clone(), other.written.clone()));
        }
        earlier = Some(leaf);
        format = format.or(own.map(|own| (leaf, own)));
    }
    None
}

fn values(facets: &mut Facets, leaf: &Leaf<'_>) {
    let place = &leaf.place;
    if let Some(types) = types(leaf) {
        facets.types = facets.types.intersection(&types).copied().collect();
        if facets.types_at.is_none() {
            facets.types_at = place.child("type").map(|types| types.anchor());
        }
    }
    let format = place
        .text_of("format")
        .filter(|format| format.value != format::PASSWORD);
    if let Some(format) = format {
        let known = facets.format.as_ref();
        if known.is_none_or(|known| is_narrower(&format.value, &known.value)) {
            facets.format = Some(format);
        }
    }
    for more in [listed(place, "enum"), only_null(place)]
        .into_iter()
        .flatten()
    {
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

/// Whether a format has fewer integers than another, and of as many, no negative ones.
fn is_narrower(format: &str, than: &str) -> bool {
    let integers = |format: &str| Format::named(format)?.integers();
    match (integers(format), integers(than)) {
        (Some((least, greatest)), Some((than_least, than_greatest))) => {
            (greatest - least, -least) < (than_greatest - than_least, -than_least)
        }
        (narrow, wide) => narrow.is_some() && wide.is_none(),
    }
}

/// No values but null, for a union that has no other member.
fn only_null(place: &Cursor<'_>) -> Option<Located<Vec<Value>>> {
    let unions = ["oneOf", "anyOf"].into_iter();
    let mut unions = unions.filter_map(|keyword| Some((keyword, place.child(keyword)?)));
    let (_, union) = unions.find(|(keyword, union)| {
        !union.items().is_empty() && leaves::members(place, keyword).is_empty()
    })?;
    Some(Located {
        value: Vec::new(),
        at: union.anchor(),
    })
}

/// The values of a list, but for null, in the order of the document.
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

const OF_OBJECTS: [&str; 5] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
];
const OF_ARRAYS: [&str; 3] = ["items", "prefixItems", "contains"];

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
        _ if OF_OBJECTS.iter().any(|keyword| leaf.get(keyword).is_some()) => only(JsonType::Object),
        _ if OF_ARRAYS.iter().any(|keyword| leaf.get(keyword).is_some()) => only(JsonType::Array),
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
        let Value::Number(number) = listed::plain(keyword.node.to_json()) else {
            continue;
        };
        let at = keyword.anchor();
        let known = facets.limits.get(&limit).map(|known| &known.value);
        let multiple = known.filter(|_| limit == Limit::MultipleOf);
        let number = multiple.map_or(number.clone(), |known| common_multiple(&number, known));
        // What no value is a multiple of says nothing.
        let is_sensible = limit != Limit::MultipleOf || number.as_f64().is_some_and(|it| it > 0.0);
        if is_sensible && known.is_none_or(|known| is_tighter(limit, &number, known)) {
            facets.limits.insert(limit, Located { value: number, at });
        }
    }
    facets.unique_items = facets
        .unique_items
        .take()
        .or_else(|| place.flag("uniqueItems"));
}

fn is_tighter(limit: Limit, number: &Number, than: &Number) -> bool {
    let order = number::compare(number, than);
    match limit {
        Limit::MaxLength
        | Limit::Maximum
        | Limit::ExclusiveMaximum
        | Limit::MaxItems
        | Limit::MaxProperties => order.is_lt(),
        _ => order.is_gt(),
    }
}

/// The least number that is a multiple of both, if they are integers; else the first.
fn common_multiple(a: &Number, b: &Number) -> Number {
    let (Some(x), Some(y)) = (number::integer(a), number::integer(b)) else {
        return a.clone();
    };
    let (mut divisor, mut rest) = (x, y);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    let multiple = x
        .checked_div(divisor)
        .and_then(|factor| factor.checked_mul(y));
    let multiple = multiple.and_then(|it| u64::try_from(it).ok());
    multiple.map_or_else(|| a.clone(), Number::from)
}

/// All patterns, each once.
fn patterns(facets: &mut Facets, leaves: &[(usize, &Leaf<'_>)]) {
    for (_, leaf) in leaves {
        if let Some(pattern) = leaf.place.text_of("pattern")
            && facets.patterns.iter().all(|it| it.value != pattern.value)
        {
            facets.patterns.push(pattern);
        }
    }
}

/// The properties, and which of them are required.
fn properties<'a>(parts: &mut Parts<'a>, leaves: &[(usize, &Leaf<'a>)]) {
    let mut properties: IndexMap<String, Vec<(usize, Source<'a>)>> = IndexMap::new();
    let mut required: IndexMap<String, (usize, Anchor)> = IndexMap::new();
    for (index, leaf) in leaves {
        let all = leaf.place.child("properties");
        for property in all.into_iter().flat_map(|all| all.entries()) {
            let sources = properties.entry(property.key()).or_default();
            sources.push((*index, in_leaf(leaf, property)));
        }
        let names = leaf.place.child("required");
        for name in names.into_iter().flat_map(|names| names.items()) {
            let Some(text) = name.node.as_str() else {
                continue;
            };
            let found = (*index, name.anchor());
            let known = required.entry(text.to_owned()).or_insert(found.clone());
            // The outermost is the one that is shown.
            if found.0 < known.0 {
                *known = found;
            }
        }
    }
    parts.properties = properties
        .into_iter()
        .map(|(name, mut sources)| {
            sources.sort_by_key(|(index, _)| *index);
            (name, sources.into_iter().map(|(_, it)| it).collect())
        })
        .collect();
    parts.facets.required = required
        .into_iter()
        .map(|(name, (_, at))| (name, at))
        .collect();
}

/// The schemas of the first items: of each leaf that in `prefixItems`, or else its `items`.
fn first_items<'a>(leaves: &[Leaf<'a>]) -> Vec<(Selection, Vec<Source<'a>>)> {
    let own = |leaf: &Leaf<'a>| leaf.place.child("prefixItems").map(|it| it.items());
    let all: Vec<_> = leaves
        .iter()
        .map(|leaf| (leaf, own(leaf).unwrap_or_default()))
        .collect();
    let count = all.iter().map(|(_, own)| own.len()).max().unwrap_or(0);
    let of = |index| {
        let schemas = all
            .iter()
            .filter_map(|(leaf, own): &(&Leaf<'a>, Vec<Cursor<'a>>)| {
                let schema = own.get(index).cloned();
                Some(in_leaf(leaf, schema.or_else(|| leaf.place.child("items"))?))
            });
        (Selection::Item(index), schemas.collect())
    };
    (0..count).map(of).collect()
}

/// The schemas of some of the properties or items.
fn selected<'a>(selected: &mut Vec<(Selection, Vec<Source<'a>>)>, leaf: &Leaf<'a>) {
    let place = &leaf.place;
    let mut add = |selection, schema| selected.push((selection, vec![in_leaf(leaf, schema)]));
    for matching in place
        .child("patternProperties")
        .into_iter()
        .flat_map(|it| it.entries())
    {
        add(Selection::Matching(matching.key()), matching);
    }
    if let Some(names) = place.child("propertyNames") {
        add(Selection::Names, names);
    }
    if let Some(some) = place.child("contains") {
        let count = |keyword: &str| listed::plain(leaf.get(keyword)?.to_json()).as_u64();
        let least = count("minContains").unwrap_or(1);
        let most = count("maxContains");
        add(Selection::Some { least, most }, some);
    }
}

fn additional<'a>(parts: &mut Parts<'a>, leaf: &Leaf<'a>) {
    let Some(others) = leaf.place.child("additionalProperties") else {
        return;
    };
    parts.facets.additional_stated = true;
    let at = others.anchor();
    if others.node.to_json() == false {
        parts.additional = Others::Closed(at);
    } else if others
        .node
        .as_mapping()
        .is_some_and(|mapping| !mapping.is_empty())
    {
        let source = in_leaf(leaf, others);
        match &mut parts.additional {
            Others::Closed(_) => {}
            Others::Of(_, sources) => sources.push(source),
            any @ Others::Any => *any = Others::Of(at, vec![source]),
        }
    }
}
