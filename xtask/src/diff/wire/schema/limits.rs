//! Bounds: of numbers, of lengths, of counts.

use serde_json::{Number, Value};

use super::bounds::{Bound, KINDS, Kind, bound, end};
use super::sides::Sides;
use crate::contract::{JsonType, Limit, Located, Schema};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::wire::words::instead;
use crate::diff::witness::Probe;

#[derive(Clone, Copy)]
struct Rules {
    request_tightened: Rule,
    request_loosened: Rule,
    response_loosened: Rule,
    response_tightened: Rule,
}

macro_rules! rules {
    ($a:ident, $b:ident, $c:ident, $d:ident) => {
        Rules {
            request_tightened: Rule::$a,
            request_loosened: Rule::$b,
            response_loosened: Rule::$c,
            response_tightened: Rule::$d,
        }
    };
}

const LENGTH: Rules = rules!(
    RequestLengthTightened,
    RequestLengthLoosened,
    ResponseLengthLoosened,
    ResponseLengthTightened
);
const RANGE: Rules = rules!(
    RequestRangeTightened,
    RequestRangeLoosened,
    ResponseRangeLoosened,
    ResponseRangeTightened
);
const STEP: Rules = rules!(
    RequestMultipleOfTightened,
    RequestMultipleOfLoosened,
    ResponseMultipleOfLoosened,
    ResponseMultipleOfTightened
);
const ITEMS: Rules = rules!(
    RequestItemCountTightened,
    RequestItemCountLoosened,
    ResponseItemCountLoosened,
    ResponseItemCountTightened
);
const UNIQUE: Rules = rules!(
    RequestUniqueItemsTightened,
    RequestUniqueItemsLoosened,
    ResponseUniqueItemsLoosened,
    ResponseUniqueItemsTightened
);
const PROPERTIES: Rules = rules!(
    RequestPropertyCountTightened,
    RequestPropertyCountLoosened,
    ResponsePropertyCountLoosened,
    ResponsePropertyCountTightened
);

/// The rules of a kind of bound.
fn rules(kind: &Kind) -> Rules {
    match kind.inclusive {
        Limit::MinLength | Limit::MaxLength => LENGTH,
        Limit::MinItems | Limit::MaxItems => ITEMS,
        Limit::MinProperties | Limit::MaxProperties => PROPERTIES,
        _ => RANGE,
    }
}

pub(super) fn compare(sides: &mut Sides<'_>) {
    for kind in &KINDS {
        let of = |schema: &Schema| bound(&schema.facets, kind, sides.is_request);
        let (old, new) = (of(sides.base), of(sides.head));
        let end = |schema: &Schema| end(&schema.facets, kind, sides.is_request);
        if end(sides.base) == end(sides.head) {
            continue;
        }
        let is_tighter = match (&old, &new) {
            (None, None) => continue,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(old), Some(new)) => new.is_tighter(old, kind),
        };
        tell(sides, kind, old, new, is_tighter);
    }
    multiple(sides);
    unique(sides);
}

/// What to say of a bound that is not about the values that there are. Its author holds it to be in force, and who
/// changes it does so for a reason.
fn misfit(sides: &Sides<'_>, kind: &Kind) -> &'static str {
    let needs = match kind.inclusive {
        Limit::MinLength | Limit::MaxLength => JsonType::String,
        Limit::MinItems | Limit::MaxItems => JsonType::Array,
        Limit::MinProperties | Limit::MaxProperties => JsonType::Object,
        _ => JsonType::Integer,
    };
    match sides.head.facets.types.contains(&needs) {
        true => "",
        false => " (by the letter it says nothing of values of this type)",
    }
}

fn tell(
    sides: &mut Sides<'_>,
    kind: &Kind,
    old: Option<Bound>,
    new: Option<Bound>,
    is_tighter: bool,
) {
    let words = |bound: &Option<Bound>| {
        let bound = bound.as_ref()?;
        Some(match bound.is_exclusive {
            true => format!("{} (exclusive)", bound.value),
            false => bound.value.to_string(),
        })
    };
    let what = format!(
        "`{}` {}{}",
        kind.keyword,
        instead(words(&new), words(&old)),
        misfit(sides, kind)
    );
    let at = |bound: &Option<Bound>, schema: &Schema| {
        let at = bound.as_ref().map(|bound| bound.at.clone());
        at.unwrap_or_else(|| schema.at.clone())
    };
    let finding = sides
        .finding(rule(sides, rules(kind), is_tighter), what)
        .base(at(&old, sides.base))
        .head(at(&new, sides.head))
        .fact("keyword", kind.keyword)
        .maybe("from", words(&old))
        .maybe("to", words(&new));
    // Beyond the tighter of the two.
    let tighter = if is_tighter { &new } else { &old };
    let looser = if is_tighter { &old } else { &new };
    let probe = tighter
        .as_ref()
        .map_or(Probe::Nothing, |bound| probe(kind, bound, looser.as_ref()));
    sides.prove(finding, probe);
}

fn rule(sides: &Sides<'_>, rules: Rules, is_tighter: bool) -> Rule {
    match (sides.is_request, is_tighter) {
        (true, true) => rules.request_tightened,
        (true, false) => rules.request_loosened,
        (false, true) => rules.response_tightened,
        (false, false) => rules.response_loosened,
    }
}

/// A value just outside of a bound, or on the looser one.
fn probe(kind: &Kind, bound: &Bound, looser: Option<&Bound>) -> Probe {
    let count = || {
        let count = bound.value.as_u64()?;
        match kind.is_upper {
            true => count.checked_add(1),
            false => count.checked_sub(1),
        }
    };
    match kind.inclusive {
        Limit::MinLength | Limit::MaxLength => count().map_or(Probe::Nothing, Probe::Length),
        Limit::MinItems | Limit::MaxItems => count().map_or(Probe::Nothing, Probe::Items),
        Limit::MinProperties | Limit::MaxProperties => {
            count().map_or(Probe::Nothing, Probe::Properties)
        }
        _ => Probe::Values(numbers(kind, bound, looser)),
    }
}

fn numbers(kind: &Kind, bound: &Bound, looser: Option<&Bound>) -> Vec<Value> {
    let mut numbers = Vec::new();
    let sign = if kind.is_upper { 1 } else { -1 };
    if let Some(value) = bound.value.as_i64() {
        if bound.is_exclusive {
            numbers.push(Value::from(value));
        }
        numbers.extend(value.checked_add(sign).map(Value::from));
    } else if let Some(value) = bound.value.as_f64() {
        let floor = if kind.is_upper {
            value.ceil()
        } else {
            value.floor()
        };
        numbers.push(Value::from(floor));
        numbers.push(Value::from(
            value + f64::from(i8::try_from(sign).unwrap_or(1)),
        ));
        if bound.is_exclusive {
            numbers.push(Value::from(value));
        }
    }
    if let Some(looser) = looser {
        numbers.push(Value::Number(looser.value.clone()));
        // Halfway, if no whole number is between.
        if let (Some(a), Some(b)) = (looser.value.as_f64(), bound.value.as_f64()) {
            numbers.push(Value::from(f64::midpoint(a, b)));
        }
    }
    numbers
}

fn multiple(sides: &mut Sides<'_>) {
    let step = |schema: &Schema| {
        let step = schema.facets.limits.get(&Limit::MultipleOf)?.clone();
        let is_whole = !schema.facets.types.contains(&JsonType::Number);
        // Every whole number is a multiple of 1.
        (!is_whole || step.value.as_f64() != Some(1.0)).then_some(step)
    };
    let (old, new) = (step(sides.base), step(sides.head));
    let number =
        |step: &Option<Located<Number>>| step.as_ref().and_then(|step| step.value.as_f64());
    let (from, to) = (number(&old), number(&new));
    if from == to {
        return;
    }
    let divides = |a: f64, b: f64| (b / a).fract() == 0.0;
    let is_tighter = match (from, to) {
        (Some(from), Some(to)) if divides(to, from) => false,
        (Some(from), Some(to)) if divides(from, to) => true,
        // Some are lost and some are new: what is lost counts in requests, what is new in answers.
        (Some(_), Some(_)) => sides.is_request,
        (None, _) => true,
        (Some(_), None) => false,
    };
    let words = |step: &Option<Located<Number>>| Some(step.as_ref()?.value.to_string());
    let what = format!("`multipleOf` {}", instead(words(&new), words(&old)));
    let at = |step: &Option<Located<Number>>, schema: &Schema| {
        let at = step.as_ref().map(|step| step.at.clone());
        at.unwrap_or_else(|| schema.at.clone())
    };
    let finding = sides
        .finding(rule(sides, STEP, is_tighter), what)
        .base(at(&old, sides.base))
        .head(at(&new, sides.head))
        .maybe("from", words(&old))
        .maybe("to", words(&new));
    let loose = if sides.is_request { &old } else { &new };
    let mut numbers: Vec<Value> = (1..=4).map(Value::from).collect();
    if let Some(step) = loose {
        numbers.insert(0, Value::Number(step.value.clone()));
    }
    numbers.push(Value::from(0.5));
    sides.prove(finding, Probe::Values(numbers));
}

fn unique(sides: &mut Sides<'_>) {
    let (old, new) = (
        &sides.base.facets.unique_items,
        &sides.head.facets.unique_items,
    );
    let (is_tighter, what) = match (old, new) {
        (None, Some(_)) => (true, "no two items may be equal"),
        (Some(_), None) => (false, "two items may be equal"),
        _ => return,
    };
    let at = |at: &Option<Anchor>, schema: &Schema| at.clone().unwrap_or_else(|| schema.at.clone());
    let finding = sides
        .finding(rule(sides, UNIQUE, is_tighter), what)
        .base(at(old, sides.base))
        .head(at(new, sides.head));
    sides.prove(finding, Probe::EqualItems);
}
