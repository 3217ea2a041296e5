//! Patterns.

use serde_json::Value;

use super::pair::Pair;
use crate::contract::{Facets, Limit};
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::phrases::{list, quote, transition};
use crate::diff::witness::Probe;
use crate::validate::{class, matches};

/// Patterns that every string without line breaks matches.
const ANYTHING: [&str; 5] = ["", ".*", "^.*$", "^", "^.*"];

pub(super) fn compare(pair: &mut Pair<'_>) {
    let (base, head) = (&pair.base.schema().facets, &pair.head.schema().facets);
    let (old, new) = (restrictive(base), restrictive(head));
    if old == new {
        return;
    }
    let mut probe = Probe::Nothing;
    let rule = match (old.as_slice(), new.as_slice()) {
        ([], _) => {
            probe = Probe::Values(["", "a", "0", " ", "é"].map(Value::from).into());
            pair.rule(Rule::RequestPatternAdded, Rule::ResponsePatternTightened)
        }
        (_, []) => pair.rule(Rule::RequestPatternRemoved, Rule::ResponsePatternChanged),
        ([old], [new]) => match (is_subset(old, new), is_subset(new, old)) {
            (true, true) => return,
            (true, false) => pair.rule(Rule::RequestPatternWidened, Rule::ResponsePatternChanged),
            (false, true) => {
                probe = Probe::Values(samples(old));
                pair.rule(Rule::RequestPatternNarrowed, Rule::ResponsePatternTightened)
            }
            (false, false) => {
                let rejected = rejected_samples(base, old, new);
                match pair.is_request() && !rejected.is_empty() {
                    true => {
                        probe = Probe::Values(rejected);
                        Rule::RequestPatternNarrowed
                    }
                    false => pair.rule(Rule::RequestPatternChanged, Rule::ResponsePatternChanged),
                }
            }
        },
        _ => pair.rule(Rule::RequestPatternChanged, Rule::ResponsePatternChanged),
    };
    let quoted = |patterns: &[&str]| (!patterns.is_empty()).then(|| list(patterns, |it| quote(it)));
    let what = format!("`pattern` {}", transition(quoted(&old), quoted(&new)));
    let changed = Difference::new(rule, what)
        .base(base.patterns.first().map(|it| &it.at))
        .head(head.patterns.first().map(|it| &it.at))
        .values(Some(old), Some(new));
    pair.prove(changed, probe);
}

/// The patterns that restrict strings. All must match, in any order.
fn restrictive(facets: &Facets) -> Vec<&str> {
    let patterns = facets.patterns.iter().map(|pattern| pattern.value.as_str());
    let mut patterns: Vec<&str> = patterns.filter(|it| !ANYTHING.contains(it)).collect();
    patterns.sort_unstable();
    patterns
}

/// Whether all strings that match one pattern certainly match another.
fn is_subset(pattern: &str, other: &str) -> bool {
    if pattern == other {
        return true;
    }
    let (Some(inner), Some(outer)) = (class(pattern), class(other)) else {
        // `[0-9]{4}` matches what `^[0-9]{4}$` matches, and more.
        return pattern.strip_prefix('^').is_some_and(|rest| {
            rest == other || rest.strip_suffix('$').is_some_and(|rest| rest == other)
        });
    };
    let has = |(first, last): &(char, char)| {
        let mut next = *first;
        loop {
            let mut ranges = outer.ranges.iter();
            let Some((_, end)) = ranges.find(|(first, last)| (*first..=*last).contains(&next))
            else {
                return false;
            };
            if end >= last {
                return true;
            }
            match char::from_u32(u32::from(*end) + 1) {
                Some(after) => next = after,
                None => return false,
            }
        }
    };
    let has_length = |most: u64| inner.max.is_some_and(|max| max <= most);
    inner.min >= outer.min && outer.max.is_none_or(has_length) && inner.ranges.iter().all(has)
}

/// Strings that were valid, and do not match the new pattern.
fn rejected_samples(facets: &Facets, old: &str, new: &str) -> Vec<Value> {
    // Other restrictions may exclude them.
    if facets.values.is_some() || facets.format.is_some() {
        return Vec::new();
    }
    let limit = |limit: Limit| facets.limits.get(&limit)?.value.as_u64();
    let least = limit(Limit::MinLength).unwrap_or(0);
    let most = limit(Limit::MaxLength).unwrap_or(u64::MAX);
    let is_rejected = |text: &str| {
        (least..=most).contains(&(text.chars().count() as u64))
            && matches(old, text) == Some(true)
            && matches(new, text) == Some(false)
    };
    let samples = samples(old).into_iter();
    samples
        .filter(|it| it.as_str().is_some_and(is_rejected))
        .collect()
}

/// Short strings that match a pattern of one class.
fn samples(pattern: &str) -> Vec<Value> {
    let Some(class) = class(pattern) else {
        return Vec::new();
    };
    let ranges = class.ranges.iter();
    let ends = ranges.flat_map(|(first, last)| [*first, *last]);
    let least = usize::try_from(class.min).unwrap_or(0);
    let most = class.max.and_then(|max| usize::try_from(max).ok());
    let counts = [least, least.max(1), most.unwrap_or(least + 1).min(1000)];
    ends.flat_map(|letter| counts.map(|count| letter.to_string().repeat(count).into()))
        .collect()
}
