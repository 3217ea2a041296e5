//! Limits of numbers, lengths and counts; `multipleOf` and `uniqueItems`.

use serde_json::{Number, Value};

use super::bounds::{Bound, BoundKind, KINDS, Rules, bound, effective, is_tighter};
use super::pair::Pair;
use crate::contract::{JsonType, Limit, Located, Schema};
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::metadata::compare_flag;
use crate::diff::wire::phrases::transition;
use crate::diff::witness::Probe;
use crate::source::Direction;

const MULTIPLE_OF: Rules = [
    Rule::RequestMultipleOfTightened,
    Rule::RequestMultipleOfLoosened,
    Rule::ResponseMultipleOfTightened,
    Rule::ResponseMultipleOfLoosened,
];

pub(super) fn compare(pair: &mut Pair<'_>) {
    for kind in &KINDS {
        let effective = |schema: &Schema| effective(&schema.facets, kind, pair.direction);
        if effective(&pair.base) != effective(&pair.head) {
            compare_bounds(pair, kind);
        }
    }
    compare_multiple_of(pair);
    compare_unique_items(pair);
}

fn rule(pair: &Pair<'_>, rules: Rules, is_tighter: bool) -> Rule {
    let [
        request_tightened,
        request_loosened,
        response_tightened,
        response_loosened,
    ] = rules;
    match is_tighter {
        true => pair.rule(request_tightened, response_tightened),
        false => pair.rule(request_loosened, response_loosened),
    }
}

fn compare_bounds(pair: &mut Pair<'_>, kind: &BoundKind) {
    let bound = |schema: &Schema| bound(&schema.facets, kind, pair.direction);
    let (old, new) = (bound(&pair.base), bound(&pair.head));
    let is_tighter = match (&old, &new) {
        (None, None) => return,
        // Only the type decides whether an exclusive bound of integers is another one.
        (Some(old), Some(new))
            if (&old.value, old.is_exclusive) == (&new.value, new.is_exclusive) =>
        {
            return;
        }
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (Some(old), Some(new)) => is_tighter(new.rank, old.rank, kind),
    };
    let phrase = |bound: &Bound| match bound.is_exclusive {
        true => format!("{} (exclusive)", bound.value),
        false => bound.value.to_string(),
    };
    let (from, to) = (old.as_ref().map(phrase), new.as_ref().map(phrase));
    let how = match (&old, &new) {
        (Some(old), Some(new)) if old.value != new.value => {
            let how = match is_tighter == kind.is_upper {
                true => "decreased",
                false => "increased",
            };
            format!("{how} from {} to {}", phrase(old), phrase(new))
        }
        _ => transition(from.clone(), to.clone()),
    };
    // The author expects that it is enforced, even if the keyword does not apply to the type.
    let applies = pair.head.facets.types.contains(&kind.of);
    let suffix = match applies {
        true => "",
        false => ", which does not apply to values of this type",
    };
    let what = format!("`{}` {how}{suffix}", kind.keyword);
    let changed = Difference::new(rule(pair, kind.rules, is_tighter), what)
        .base(old.as_ref().map(|it| &it.at))
        .head(new.as_ref().map(|it| &it.at))
        .fact("keyword", kind.keyword)
        .values(from, to);
    let (tighter, looser) = match is_tighter {
        true => (new, old),
        false => (old, new),
    };
    let probe = tighter.map_or(Probe::Nothing, |it| probe(kind, &it, looser.as_ref()));
    // A pattern or a format may exclude what the length does.
    let (sender, _) = pair.sender_receiver(&pair.base.facets, &pair.head.facets);
    match kind.of == JsonType::String && (!sender.patterns.is_empty() || sender.format.is_some()) {
        true => pair.prove_or_doubt(changed, probe),
        false => pair.prove(changed, probe),
    }
}

/// A value just outside of a bound, or on the looser one.
fn probe(kind: &BoundKind, bound: &Bound, looser: Option<&Bound>) -> Probe {
    let probe = match kind.of {
        JsonType::String => Probe::Length,
        JsonType::Array => Probe::Items,
        JsonType::Object => Probe::Properties,
        _ => return Probe::Values(numbers(kind, bound, looser)),
    };
    let count = bound.value.as_u64();
    let count = count.and_then(|count| match kind.is_upper {
        true => count.checked_add(1),
        false => count.checked_sub(1),
    });
    count.map_or(Probe::Nothing, probe)
}

fn numbers(kind: &BoundKind, bound: &Bound, looser: Option<&Bound>) -> Vec<Value> {
    let mut numbers = Vec::new();
    if bound.is_exclusive {
        numbers.push(Value::Number(bound.value.clone()));
    }
    if let Some(value) = bound.value.as_i64() {
        let outside = match kind.is_upper {
            true => value.checked_add(1),
            false => value.checked_sub(1),
        };
        numbers.extend(outside.map(Value::from));
    } else if let Some(value) = bound.value.as_f64() {
        let outside = match kind.is_upper {
            true => [value.ceil(), value + 1.0],
            false => [value.floor(), value - 1.0],
        };
        numbers.extend(outside.map(Value::from));
    }
    if let Some(looser) = looser {
        numbers.push(Value::Number(looser.value.clone()));
        // Halfway, if no integer is between.
        if let (Some(a), Some(b)) = (looser.value.as_f64(), bound.value.as_f64()) {
            numbers.push(Value::from(f64::midpoint(a, b)));
        }
    }
    numbers
}

fn compare_multiple_of(pair: &mut Pair<'_>) {
    let factor = |schema: &Schema| {
        let factor = schema.facets.limits.get(&Limit::MultipleOf)?.clone();
        let is_integer = !schema.facets.types.contains(&JsonType::Number);
        // Every integer is a multiple of 1.
        (!is_integer || factor.value.as_f64() != Some(1.0)).then_some(factor)
    };
    let (old, new) = (factor(&pair.base), factor(&pair.head));
    let number = |it: &Option<Located<Number>>| it.as_ref().and_then(|it| it.value.as_f64());
    let divides = |a: f64, b: f64| (b / a).fract() == 0.0;
    let is_tighter = match (number(&old), number(&new)) {
        (from, to) if from == to => return,
        (Some(from), Some(to)) if divides(to, from) => false,
        (Some(from), Some(to)) if divides(from, to) => true,
        // Values are removed and added: the removed ones break requests, the added ones responses.
        (Some(_), Some(_)) => pair.is_request(),
        (None, _) => true,
        (Some(_), None) => false,
    };
    let phrase = |it: &Option<Located<Number>>| Some(it.as_ref()?.value.to_string());
    let (from, to) = (phrase(&old), phrase(&new));
    let what = format!("`multipleOf` {}", transition(from.clone(), to.clone()));
    let changed = Difference::new(rule(pair, MULTIPLE_OF, is_tighter), what)
        .base(old.as_ref().map(|it| &it.at))
        .head(new.as_ref().map(|it| &it.at))
        .values(from, to);
    let (sent, _) = pair.sender_receiver(old, new);
    let sent = sent.map(|it| Value::Number(it.value));
    let simple = (1..=4).map(Value::from).chain([Value::from(0.5)]);
    let numbers = sent.into_iter().chain(simple).collect();
    pair.prove(changed, Probe::Values(numbers));
}

fn compare_unique_items(pair: &mut Pair<'_>) {
    let (set, unset) = match pair.direction {
        Direction::Request => (
            Rule::RequestUniqueItemsTightened,
            Rule::RequestUniqueItemsLoosened,
        ),
        Direction::Response => (
            Rule::ResponseUniqueItemsTightened,
            Rule::ResponseUniqueItemsLoosened,
        ),
    };
    let changed = compare_flag(
        &pair.base.facets.unique_items,
        &pair.head.facets.unique_items,
        (set, "`uniqueItems` added"),
        (unset, "`uniqueItems` removed"),
    );
    if let Some(changed) = changed {
        pair.prove(changed, Probe::EqualItems);
    }
}
