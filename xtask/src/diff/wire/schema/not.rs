//! Excluded values (`not`).

use serde_json::Value;

use super::outline::outline;
use super::pair::{DocumentSchema, Pair};
use super::subset::Subsets;
use crate::contract::{JsonType, Located, SchemaId};
use crate::diff::change::Side;
use crate::diff::wire::difference::Difference;
use crate::diff::witness::Probe;
use crate::diff::{Level, Rule};

type Excluded<'a> = Vec<&'a Located<SchemaId>>;

/// Compares what is excluded: the more is, the fewer values are allowed.
pub(super) fn compare(pair: &mut Pair<'_>, subsets: &mut Subsets<'_>) {
    let (old, new) = (excluded(pair.base), excluded(pair.head));
    let direction = pair.direction;
    let mut only_in = |side: Side, own: &Excluded<'_>, others: &Excluded<'_>| -> Vec<SchemaId> {
        let own = own.iter().map(|it| it.value);
        own.filter(|own| {
            let mut others = others.iter();
            !others.any(|it| subsets.is_subset(side, *own, it.value, direction))
        })
        .collect()
    };
    let removed = only_in(Side::Base, &old, &new);
    let added = only_in(Side::Head, &new, &old);
    if removed.is_empty() && added.is_empty() {
        return;
    }
    let (rule, what) = match pair.is_request() && !added.is_empty() {
        true => (Rule::RequestExclusionAdded, "`not` excludes more values"),
        false => (Rule::ExclusionChanged, "values excluded by `not` changed"),
    };
    let changed = Difference::new(rule, what)
        .base(old.first().map(|it| &it.at))
        .head(new.first().map(|it| &it.at))
        .fact("from", outlines(pair.base, &old))
        .fact("to", outlines(pair.head, &new));
    // All values that may be sent were allowed before.
    let (_, restricted) = pair.sender_receiver(&removed, &added);
    let changed = match restricted.is_empty() {
        true => changed
            .level(Level::Safe)
            .consequence("previous values stay valid"),
        false => changed,
    };
    let probe = added.first().map(|added| probe(pair, *added));
    pair.prove(changed, probe.unwrap_or(Probe::Nothing));
}

fn outlines(schema: DocumentSchema<'_>, excluded: &Excluded<'_>) -> Vec<Value> {
    let excluded = excluded.iter();
    excluded
        .map(|it| outline(schema.contract, it.value))
        .collect()
}

/// What a schema excludes of its types.
fn excluded(schema: DocumentSchema<'_>) -> Excluded<'_> {
    let facets = &schema.schema().facets;
    let is_of_them = |not: &&Located<SchemaId>| {
        let not = schema.contract.schema(not.value);
        not.is_none_or(|not| {
            not.alternatives.is_some() || !not.facets.types.is_disjoint(&facets.types)
        })
    };
    facets.not.iter().filter(is_of_them).collect()
}

/// A value that may be excluded.
fn probe(pair: &Pair<'_>, not: SchemaId) -> Probe {
    let facets = pair.head.contract.schema(not).map(|not| &not.facets);
    let values = facets.and_then(|facets| facets.values.as_ref());
    match (values, facets) {
        (Some(values), _) => Probe::Values(values.value.clone()),
        (_, Some(facets)) if facets.types.iter().eq([&JsonType::Object]) => {
            Probe::Shared(pair.base.id, vec![not])
        }
        _ => Probe::Types(pair.base.facets.types.iter().copied().collect()),
    }
}
