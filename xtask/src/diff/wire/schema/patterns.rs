//! Patterns.

use super::sides::Sides;
use crate::contract::{Limit, Schema};
use crate::diff::Rule;
use crate::diff::wire::words::{code, instead, list};
use crate::diff::witness::{Probe, class, matches};

pub(super) fn compare(sides: &mut Sides<'_>) {
    let (old, new) = (texts(sides.base), texts(sides.head));
    if old == new {
        return;
    }
    let mut probe = Probe::Nothing;
    let rule = match (old.as_slice(), new.as_slice()) {
        ([], _) => {
            probe = Probe::Values(vec![
                "".into(),
                "a".into(),
                "0".into(),
                " ".into(),
                "é".into(),
            ]);
            sides.rule(Rule::RequestPatternAdded, Rule::ResponsePatternTightened)
        }
        (_, []) => sides.rule(Rule::RequestPatternRemoved, Rule::ResponsePatternChanged),
        ([old], [new]) => match (is_within(old, new), is_within(new, old)) {
            (true, true) => return,
            (true, false) => sides.rule(Rule::RequestPatternWidened, Rule::ResponsePatternChanged),
            (false, true) => {
                probe = Probe::Values(samples(old));
                sides.rule(Rule::RequestPatternNarrowed, Rule::ResponsePatternTightened)
            }
            (false, false) => {
                let refused = refused(sides.base, old, new);
                match sides.is_request && !refused.is_empty() {
                    true => {
                        probe = Probe::Values(refused);
                        Rule::RequestPatternNarrowed
                    }
                    false => sides.rule(Rule::RequestPatternChanged, Rule::ResponsePatternChanged),
                }
            }
        },
        _ => sides.rule(Rule::RequestPatternChanged, Rule::ResponsePatternChanged),
    };
    let words =
        |patterns: &[&str]| (!patterns.is_empty()).then(|| list(patterns, |pattern| code(pattern)));
    let what = format!("the pattern {}", instead(words(&new), words(&old)));
    let at = |schema: &Schema| {
        let at = schema
            .facets
            .patterns
            .first()
            .map(|pattern| pattern.at.clone());
        at.unwrap_or_else(|| schema.at.clone())
    };
    let finding = sides
        .finding(rule, what)
        .base(at(sides.base))
        .head(at(sides.head))
        .fact("from", old)
        .fact("to", new);
    sides.prove(finding, probe);
}

/// The patterns that say anything.
fn texts(schema: &Schema) -> Vec<&str> {
    let patterns = schema.facets.patterns.iter();
    let mut patterns: Vec<&str> = patterns
        .map(|pattern| pattern.value.as_str())
        .filter(|pattern| !ANYTHING.contains(pattern))
        .collect();
    // All of them must match, in whatever order.
    patterns.sort_unstable();
    patterns
}

/// Patterns that every text matches, but for line breaks.
const ANYTHING: [&str; 5] = ["", ".*", "^.*$", "^", "^.*"];

/// Whether all texts that match one pattern are known to match another.
fn is_within(pattern: &str, other: &str) -> bool {
    if pattern == other {
        return true;
    }
    let (Some(inner), Some(outer)) = (class(pattern), class(other)) else {
        // `[0-9]{4}` is what `^[0-9]{4}$` is, and more.
        return pattern.strip_prefix('^').is_some_and(|rest| {
            rest == other || rest.strip_suffix('$').is_some_and(|rest| rest == other)
        });
    };
    let has = |range: &(char, char)| {
        let mut next = range.0;
        loop {
            let Some((_, last)) = outer
                .ranges
                .iter()
                .find(|(first, last)| (*first..=*last).contains(&next))
            else {
                return false;
            };
            if *last >= range.1 {
                return true;
            }
            match char::from_u32(u32::from(*last) + 1) {
                Some(after) => next = after,
                None => return false,
            }
        }
    };
    inner.min >= outer.min
        && outer
            .max
            .is_none_or(|most| inner.max.is_some_and(|max| max <= most))
        && inner.ranges.iter().all(has)
}

/// Texts that were right, and do not match the new pattern.
fn refused(base: &Schema, old: &str, new: &str) -> Vec<serde_json::Value> {
    let facets = &base.facets;
    // What else is asked of a text may leave out just these.
    if facets.values.is_some() || facets.format.is_some() {
        return Vec::new();
    }
    let limit = |limit: Limit| facets.limits.get(&limit)?.value.as_u64();
    let (least, most) = (limit(Limit::MinLength), limit(Limit::MaxLength));
    let is_counted = |text: &str| {
        let count = text.chars().count() as u64;
        least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
    };
    let samples = samples(old).into_iter();
    samples
        .filter(|sample| {
            sample.as_str().is_some_and(|text| {
                is_counted(text)
                    && matches(old, text) == Some(true)
                    && matches(new, text) == Some(false)
            })
        })
        .collect()
}

/// Short texts that match a pattern of one class.
fn samples(pattern: &str) -> Vec<serde_json::Value> {
    let Some(class) = class(pattern) else {
        return Vec::new();
    };
    let ends = class
        .ranges
        .iter()
        .flat_map(|(first, last)| [*first, *last]);
    let least = usize::try_from(class.min).unwrap_or(0);
    let most = class
        .max
        .and_then(|max| usize::try_from(max).ok())
        .unwrap_or(least + 1);
    ends.flat_map(|letter| {
        [least, least.max(1), most.min(1000)].map(|count| letter.to_string().repeat(count))
    })
    .map(Into::into)
    .collect()
}
