//! [`Bound`]: of numbers, lengths and counts, each in normal form.

use serde_json::Number;

use crate::contract::{Additional, Facets, JsonType, Limit, Located};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::source::Direction;
use crate::source::format::Format;

/// A lower or upper bound.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) value: Number,
    pub(super) is_exclusive: bool,
    pub(super) at: Anchor,
    pub(super) rank: Rank,
}

/// A bound in the order of bounds: a number, and whether it is exclusive from above (-1) or from below (1).
pub(super) type Rank = (f64, i8);

/// The keywords of a bound, what they restrict, and the rules for their changes.
pub(super) struct BoundKind {
    pub(super) keyword: &'static str,
    pub(super) inclusive: Limit,
    pub(super) exclusive: Option<Limit>,
    pub(super) is_upper: bool,
    pub(super) of: JsonType,
    pub(super) rules: Rules,
}

/// The rules for a restriction: tightened and loosened in a request, tightened and loosened in a response.
pub(super) type Rules = [Rule; 4];

const LENGTH: Rules = [
    Rule::RequestLengthTightened,
    Rule::RequestLengthLoosened,
    Rule::ResponseLengthTightened,
    Rule::ResponseLengthLoosened,
];

const RANGE: Rules = [
    Rule::RequestRangeTightened,
    Rule::RequestRangeLoosened,
    Rule::ResponseRangeTightened,
    Rule::ResponseRangeLoosened,
];

const ITEM_COUNT: Rules = [
    Rule::RequestItemCountTightened,
    Rule::RequestItemCountLoosened,
    Rule::ResponseItemCountTightened,
    Rule::ResponseItemCountLoosened,
];

const PROPERTY_COUNT: Rules = [
    Rule::RequestPropertyCountTightened,
    Rule::RequestPropertyCountLoosened,
    Rule::ResponsePropertyCountTightened,
    Rule::ResponsePropertyCountLoosened,
];

pub(super) const KINDS: [BoundKind; 8] = [
    count("minLength", Limit::MinLength, JsonType::String, LENGTH),
    count("maxLength", Limit::MaxLength, JsonType::String, LENGTH),
    range("minimum", Limit::Minimum, Limit::ExclusiveMinimum),
    range("maximum", Limit::Maximum, Limit::ExclusiveMaximum),
    count("minItems", Limit::MinItems, JsonType::Array, ITEM_COUNT),
    count("maxItems", Limit::MaxItems, JsonType::Array, ITEM_COUNT),
    count(
        "minProperties",
        Limit::MinProperties,
        JsonType::Object,
        PROPERTY_COUNT,
    ),
    count(
        "maxProperties",
        Limit::MaxProperties,
        JsonType::Object,
        PROPERTY_COUNT,
    ),
];

const fn count(keyword: &'static str, limit: Limit, of: JsonType, rules: Rules) -> BoundKind {
    BoundKind {
        keyword,
        inclusive: limit,
        exclusive: None,
        is_upper: matches!(
            limit,
            Limit::MaxLength | Limit::MaxItems | Limit::MaxProperties
        ),
        of,
        rules,
    }
}

const fn range(keyword: &'static str, inclusive: Limit, exclusive: Limit) -> BoundKind {
    BoundKind {
        keyword,
        inclusive,
        exclusive: Some(exclusive),
        is_upper: matches!(inclusive, Limit::Maximum),
        of: JsonType::Integer,
        rules: RANGE,
    }
}

/// Whether a bound excludes more values than another.
pub(super) fn is_tighter(rank: Rank, than: Rank, kind: &BoundKind) -> bool {
    match kind.is_upper {
        true => rank < than,
        false => rank > than,
    }
}

/// Whether only integers are values.
fn is_integer(facets: &Facets) -> bool {
    facets.types.contains(&JsonType::Integer) && !facets.types.contains(&JsonType::Number)
}

/// The bound of a schema, the tighter one of an inclusive and an exclusive one. `None` if it excludes no value.
pub(super) fn bound(facets: &Facets, kind: &BoundKind, direction: Direction) -> Option<Bound> {
    let of = |limit: Limit, is_exclusive: bool| {
        let Located { value, at } = facets.limits.get(&limit)?.clone();
        let number = value.as_f64().unwrap_or(0.0);
        Some(Bound {
            rank: rank(number, is_exclusive, kind, is_integer(facets)),
            value,
            is_exclusive,
            at,
        })
    };
    let inclusive = of(kind.inclusive, false);
    let exclusive = kind.exclusive.and_then(|limit| of(limit, true));
    let bound = match (inclusive, exclusive) {
        (Some(inclusive), Some(exclusive)) => {
            match is_tighter(exclusive.rank, inclusive.rank, kind) {
                true => exclusive,
                false => inclusive,
            }
        }
        (inclusive, exclusive) => inclusive.or(exclusive)?,
    };
    let implied = implied(facets, kind, direction);
    let excludes_values = implied.is_none_or(|implied| is_tighter(bound.rank, implied, kind));
    excludes_values.then_some(bound)
}

/// The rank of the bound of a schema, or of the implied one.
pub(super) fn effective(facets: &Facets, kind: &BoundKind, direction: Direction) -> Option<Rank> {
    match bound(facets, kind, direction) {
        Some(bound) => Some(bound.rank),
        None => implied(facets, kind, direction),
    }
}

/// The least and the greatest integer of a schema, by its bounds and those of its format.
pub(super) fn integers(facets: &Facets, (least, greatest): (f64, f64)) -> (f64, f64) {
    let mut range = (least, greatest);
    for kind in KINDS.iter().filter(|kind| kind.exclusive.is_some()) {
        // The direction has an effect on counts of properties only.
        match (effective(facets, kind, Direction::Request), kind.is_upper) {
            (Some((bound, _)), true) => range.1 = range.1.min(bound),
            (Some((bound, _)), false) => range.0 = range.0.max(bound),
            (None, _) => {}
        }
    }
    range
}

/// The rank of a bound. Each bound of integers is inclusive.
fn rank(number: f64, is_exclusive: bool, kind: &BoundKind, is_integer: bool) -> Rank {
    match (is_integer, is_exclusive, kind.is_upper) {
        (true, false, true) => (number.floor(), 0),
        (true, false, false) => (number.ceil(), 0),
        (true, true, true) => (number.ceil() - 1.0, 0),
        (true, true, false) => (number.floor() + 1.0, 0),
        (false, false, _) => (number, 0),
        (false, true, true) => (number, -1),
        (false, true, false) => (number, 1),
    }
}

/// The bound of all values even without a keyword: a count is at least 0, an `int32` has 32 bits, and an object has all
/// required properties and no others than allowed.
fn implied(facets: &Facets, kind: &BoundKind, direction: Direction) -> Option<Rank> {
    let format = facets.format.as_ref();
    let integers = format.and_then(|format| Format::named(&format.value)?.integers());
    // Greater ones are no `f64`s.
    let integers = integers.filter(|(_, greatest)| *greatest <= u32::MAX.into());
    let number = match kind.inclusive {
        Limit::MinLength | Limit::MinItems => 0.0,
        Limit::MinProperties => {
            let is_sent = |name: &&String| {
                let property = facets.property(name);
                property.is_none_or(|property| property.travels(direction))
            };
            facets.required.keys().filter(is_sent).count() as f64
        }
        Limit::MaxProperties if matches!(facets.additional, Additional::Closed(_)) => {
            facets.properties.len() as f64
        }
        Limit::Minimum => integers?.0 as f64,
        Limit::Maximum => integers?.1 as f64,
        _ => return None,
    };
    Some(rank(number, false, kind, is_integer(facets)))
}

/// Whether all values within the bounds of `inner` are within those of `outer`.
pub(super) fn are_within(inner: &Facets, outer: &Facets, direction: Direction) -> bool {
    let is_within = |kind: &BoundKind| {
        let outer = bound(outer, kind, direction);
        outer.is_none_or(|outer| {
            let inner = effective(inner, kind, direction);
            inner.is_some_and(|inner| inner == outer.rank || is_tighter(inner, outer.rank, kind))
        })
    };
    let factor = |facets: &Facets| facets.limits.get(&Limit::MultipleOf)?.value.as_f64();
    let is_multiple = factor(outer)
        .is_none_or(|outer| factor(inner).is_some_and(|inner| (inner / outer).fract() == 0.0));
    is_multiple && KINDS.iter().all(is_within)
}
