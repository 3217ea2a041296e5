//! [`Bound`]: of numbers, lengths and counts, each as what it says and not as it is written.

use serde_json::Number;

use super::sides::travels;
use crate::contract::{Additional, Facets, JsonType, Limit, Located};
use crate::diagnostic::Anchor;
use crate::source::format::Format;

/// A bound, from below or above.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) value: Number,
    pub(super) is_exclusive: bool,
    pub(super) at: Anchor,
    /// Where it stands among others: an exclusive one is tighter than the same inclusive one.
    pub(super) rank: Rank,
}

/// A number, and how far within it values end.
pub(super) type Rank = (f64, i8);

/// Both sides of a kind of bound, and what it is called.
pub(super) struct Kind {
    pub(super) keyword: &'static str,
    pub(super) inclusive: Limit,
    pub(super) exclusive: Option<Limit>,
    pub(super) is_upper: bool,
}

const fn kind(
    inclusive: Limit,
    exclusive: Option<Limit>,
    keyword: &'static str,
    is_upper: bool,
) -> Kind {
    Kind {
        keyword,
        inclusive,
        exclusive,
        is_upper,
    }
}

pub(super) const KINDS: [Kind; 8] = [
    kind(Limit::MinLength, None, "minLength", false),
    kind(Limit::MaxLength, None, "maxLength", true),
    kind(
        Limit::Minimum,
        Some(Limit::ExclusiveMinimum),
        "minimum",
        false,
    ),
    kind(
        Limit::Maximum,
        Some(Limit::ExclusiveMaximum),
        "maximum",
        true,
    ),
    kind(Limit::MinItems, None, "minItems", false),
    kind(Limit::MaxItems, None, "maxItems", true),
    kind(Limit::MinProperties, None, "minProperties", false),
    kind(Limit::MaxProperties, None, "maxProperties", true),
];

impl Bound {
    /// Whether fewer values are within it than within another.
    pub(super) fn is_tighter(&self, than: &Self, kind: &Kind) -> bool {
        is_tighter(self.rank, than.rank, kind)
    }
}

fn is_tighter(rank: Rank, than: Rank, kind: &Kind) -> bool {
    match kind.is_upper {
        true => rank < than,
        false => rank > than,
    }
}

/// Whether only whole numbers are values.
fn is_whole(facets: &Facets) -> bool {
    facets.types.contains(&JsonType::Integer) && !facets.types.contains(&JsonType::Number)
}

/// The bound of a schema: of an inclusive and an exclusive one, the tighter. None if it says nothing that is not so anyway.
pub(super) fn bound(facets: &Facets, kind: &Kind, is_request: bool) -> Option<Bound> {
    let is_whole = is_whole(facets);
    let of = |limit: Limit, is_exclusive: bool| {
        let Located { value, at } = facets.limits.get(&limit)?.clone();
        let number = value.as_f64().unwrap_or(0.0);
        Some(Bound {
            rank: rank(number, is_exclusive, kind, is_whole),
            value,
            is_exclusive,
            at,
        })
    };
    let inclusive = of(kind.inclusive, false);
    let exclusive = kind.exclusive.and_then(|limit| of(limit, true));
    let bound = match (inclusive, exclusive) {
        (Some(inclusive), Some(exclusive)) => match exclusive.is_tighter(&inclusive, kind) {
            true => Some(exclusive),
            false => Some(inclusive),
        },
        (inclusive, exclusive) => inclusive.or(exclusive),
    }?;
    let implied = implied(facets, kind, is_request);
    let says_more = implied.is_none_or(|implied| is_tighter(bound.rank, implied, kind));
    says_more.then_some(bound)
}

/// Where values end, whether a bound says so or something else.
pub(super) fn end(facets: &Facets, kind: &Kind, is_request: bool) -> Option<Rank> {
    match bound(facets, kind, is_request) {
        Some(bound) => Some(bound.rank),
        None => implied(facets, kind, is_request),
    }
}

/// The least and the greatest integer of a schema, by its bounds and by the integers that its format has.
pub(super) fn integers(facets: &Facets, (least, greatest): (f64, f64)) -> (f64, f64) {
    let mut range = (least, greatest);
    for kind in KINDS.iter().filter(|kind| kind.exclusive.is_some()) {
        match (end(facets, kind, true), kind.is_upper) {
            (Some((end, _)), true) => range.1 = range.1.min(end),
            (Some((end, _)), false) => range.0 = range.0.max(end),
            (None, _) => {}
        }
    }
    range
}

/// A bound in its order. Between two whole numbers there is none, so there each has one spelling.
fn rank(number: f64, is_exclusive: bool, kind: &Kind, is_whole: bool) -> Rank {
    match (is_whole, is_exclusive, kind.is_upper) {
        (true, false, true) => (number.floor(), 0),
        (true, false, false) => (number.ceil(), 0),
        (true, true, true) => (number.ceil() - 1.0, 0),
        (true, true, false) => (number.floor() + 1.0, 0),
        (false, false, _) => (number, 0),
        (false, true, true) => (number, -1),
        (false, true, false) => (number, 1),
    }
}

/// What is so without the bound: a count is at least 0, an `int32` has 32 bits, and there are as many properties as must
/// be there or can be.
fn implied(facets: &Facets, kind: &Kind, is_request: bool) -> Option<Rank> {
    let is_there = |name: &str| {
        let mut properties = facets.properties.iter();
        properties
            .find(|property| property.name == name)
            .is_none_or(|property| travels(property, is_request))
    };
    let format = facets.format.as_ref();
    let integers = format.and_then(|format| Format::named(&format.value)?.integers());
    // Greater ones are no `f64`s.
    let integers = integers.filter(|(_, greatest)| *greatest <= u32::MAX.into());
    let number = match kind.inclusive {
        Limit::MinLength | Limit::MinItems => Some(0.0),
        Limit::MinProperties => {
            let required = facets.required.keys();
            Some(required.filter(|name| is_there(name)).count() as f64)
        }
        Limit::MaxProperties => match &facets.additional {
            Additional::Closed(_) => Some(facets.properties.len() as f64),
            _ => None,
        },
        Limit::Minimum => integers.map(|(least, _)| least as f64),
        Limit::Maximum => integers.map(|(_, greatest)| greatest as f64),
        _ => None,
    }?;
    Some(rank(number, false, kind, is_whole(facets)))
}

/// Whether every bound of `outer` holds in `inner`.
pub(super) fn hold(inner: &Facets, outer: &Facets, is_request: bool) -> bool {
    let holds = |kind: &Kind| match (end(inner, kind, is_request), bound(outer, kind, is_request)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inner == outer.rank || is_tighter(inner, outer.rank, kind),
    };
    let step = |facets: &Facets| facets.limits.get(&Limit::MultipleOf)?.value.as_f64();
    let has_step = match (step(inner), step(outer)) {
        (_, None) => true,
        (Some(inner), Some(outer)) => (inner / outer).fract() == 0.0,
        (None, Some(_)) => false,
    };
    has_step && KINDS.iter().all(holds)
}
