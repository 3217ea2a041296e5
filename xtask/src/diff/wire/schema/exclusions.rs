//! What values must not be (`not`).

use super::sides::Sides;
use super::within::Within;
use crate::contract::{Contract, JsonType, Located, Schema, SchemaId};
use crate::diff::change::In;
use crate::diff::witness::Probe;
use crate::diff::{Level, Rule};

type Excluded = Located<SchemaId>;

/// Compares what is excluded: more of it is fewer values.
pub(super) fn compare(sides: &mut Sides<'_>, within: &mut Within<'_>) {
    let old = excluded(within.base, sides.base);
    let new = excluded(within.head, sides.head);
    let (is_request, is_text) = (sides.is_request, sides.is_text);
    let mut is_in = |side: In, inner: &Excluded, outer: &[&Excluded]| {
        let mut outer = outer.iter();
        outer.any(|outer| within.is_within(side, inner.value, outer.value, is_request, is_text))
    };
    let mut gone = old.clone();
    gone.retain(|not| !is_in(In::Base, not, &new));
    let mut added = new.clone();
    added.retain(|not| !is_in(In::Head, not, &old));
    if gone.is_empty() && added.is_empty() {
        return;
    }
    let (rule, what) = match is_request && !added.is_empty() {
        true => (
            Rule::RequestExclusionAdded,
            "what fits `not` is no value any more",
        ),
        false => (
            Rule::ExclusionChanged,
            "what values must not be (`not`) differs",
        ),
    };
    // All values that may come may have come before.
    let is_fine = match is_request {
        true => added.is_empty(),
        false => gone.is_empty(),
    };
    let at = |not: &[&Excluded], schema: &Schema| {
        let at = not.first().map(|not| not.at.clone());
        at.unwrap_or_else(|| schema.at.clone())
    };
    let finding = sides
        .finding(rule, what)
        .base(at(&old, sides.base))
        .head(at(&new, sides.head))
        .fact("from", old.len())
        .fact("to", new.len())
        .level(if is_fine { Level::Safe } else { rule.level() });
    let probe = added
        .first()
        .map_or(Probe::Nothing, |not| probe(sides, within.head, not.value));
    sides.prove(finding, probe);
}

/// What a schema excludes of the types that it has.
fn excluded<'a>(contract: &Contract, schema: &'a Schema) -> Vec<&'a Excluded> {
    let facets = &schema.facets;
    let is_of_them = |not: &&Excluded| {
        let not = contract.schema(not.value);
        not.is_none_or(|not| {
            not.alternatives.is_some() || !not.facets.types.is_disjoint(&facets.types)
        })
    };
    facets.not.iter().filter(is_of_them).collect()
}

/// What may be a value that is excluded.
fn probe(sides: &Sides<'_>, contract: &Contract, not: SchemaId) -> Probe {
    let facets = contract.schema(not).map(|not| &not.facets);
    let values = facets.and_then(|facets| facets.values.as_ref());
    match (values, facets) {
        (Some(values), _) => Probe::Values(values.value.clone()),
        (_, Some(facets)) if facets.types.iter().eq([&JsonType::Object]) => {
            Probe::Shared(sides.base_id, vec![not])
        }
        _ => Probe::Types(sides.base.facets.types.iter().copied().collect()),
    }
}
