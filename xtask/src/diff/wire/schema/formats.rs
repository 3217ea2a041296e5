//! Formats: which of two allows more values, as far as that is known.

use serde_json::Value;

use super::bounds;
use super::pair::Pair;
use crate::contract::{Facets, JsonType, Schema};
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::phrases::{quote, transition};
use crate::diff::witness::Probe;
use crate::source::format::{self, Format, Syntax, Values};

/// How the values of a format relate to those of the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Same,
    Fewer,
    More,
    Other,
    Unknown,
}

pub(super) fn compare(pair: &mut Pair<'_>) {
    let (base, head) = (&pair.base.schema().facets, &pair.head.schema().facets);
    let format = |facets: &Facets| facets.format.as_ref().map(|format| format.value.clone());
    let (old, new) = (format(base), format(head));
    // The values of an enum restrict more than a format.
    if old == new || base.values.is_some() && head.values.is_some() {
        return;
    }
    let kind = kind(&pair.head);
    let relation = match kind {
        Some(JsonType::Integer) => integers(base, head),
        Some(JsonType::Number) => numbers(old.as_deref(), new.as_deref()),
        Some(JsonType::String) => strings(old.as_deref(), new.as_deref()),
        _ => Relation::Unknown,
    };
    let rule = match relation {
        // The bounds make the integers the same, but the Rust type may be another one.
        Relation::Same if kind == Some(JsonType::Integer) => {
            pair.rule(Rule::RequestFormatWidened, Rule::ResponseFormatNarrowed)
        }
        Relation::Same => return,
        Relation::Fewer => pair.rule(Rule::RequestFormatNarrowed, Rule::ResponseFormatNarrowed),
        Relation::More => pair.rule(Rule::RequestFormatWidened, Rule::ResponseFormatWidened),
        Relation::Other => pair.rule(Rule::RequestFormatChanged, Rule::ResponseFormatChanged),
        Relation::Unknown => Rule::FormatMayDiffer,
    };
    let quoted = |format: &Option<String>| format.as_deref().map(quote);
    let what = format!("`format` {}", transition(quoted(&old), quoted(&new)));
    let (sent, _) = pair.sender_receiver(old.as_deref(), new.as_deref());
    let probe = Probe::Values(samples(kind, sent));
    let changed = Difference::new(rule, what)
        .base(base.format.as_ref().map(|it| &it.at))
        .head(head.format.as_ref().map(|it| &it.at))
        .values(old, new);
    pair.prove(changed, probe);
}

fn kind(schema: &Schema) -> Option<JsonType> {
    let types = &schema.facets.types;
    [JsonType::String, JsonType::Number, JsonType::Integer]
        .into_iter()
        .find(|kind| types.contains(kind) && types.len() < JsonType::ALL.len())
}

/// The integers of a format; `None` if that is unknown.
fn integers_of(format: Option<&str>) -> Option<(f64, f64)> {
    let Some(name) = format else {
        return Some((f64::NEG_INFINITY, f64::INFINITY));
    };
    let format = Format::named(name)?;
    match format.integers() {
        Some((least, greatest)) => Some((least as f64, greatest as f64)),
        None => {
            matches!(format.values, Values::Integers).then_some((f64::NEG_INFINITY, f64::INFINITY))
        }
    }
}

/// How a format changes the integers of a schema: bounds that change as well are compared by themselves.
fn integers(base: &Facets, head: &Facets) -> Relation {
    let of_format = |facets: &Facets| {
        let format = facets.format.as_ref();
        integers_of(format.map(|it| it.value.as_str()))
    };
    let (Some(old), Some(new)) = (of_format(base), of_format(head)) else {
        return Relation::Unknown;
    };
    let is_within = |inner: (f64, f64), outer: (f64, f64)| outer.0 <= inner.0 && inner.1 <= outer.1;
    let (before, after) = (bounds::integers(base, old), bounds::integers(head, new));
    match (is_within(before, new), is_within(after, old)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::More,
        (false, true) => Relation::Fewer,
        (false, false) => Relation::Other,
    }
}

/// How the numbers of two formats relate. A decimal number fits a double except for its last digits.
fn numbers(old: Option<&str>, new: Option<&str>) -> Relation {
    let greatest = |format: Option<&str>| match format.map(Format::named) {
        None => Some(f64::MAX),
        Some(format) => match format?.values {
            Values::Numbers(greatest) => Some(greatest),
            _ => None,
        },
    };
    match (greatest(old), greatest(new)) {
        (Some(old), Some(new)) if new < old => Relation::Fewer,
        (Some(old), Some(new)) if new > old => Relation::More,
        (Some(_), Some(_)) => Relation::Same,
        _ => Relation::Unknown,
    }
}

fn strings(old: Option<&str>, new: Option<&str>) -> Relation {
    let is_known = |format: &str| syntax(format).is_some();
    match (old, new) {
        (None, Some(new)) if is_known(new) => Relation::Fewer,
        (Some(old), None) if is_known(old) => Relation::More,
        (Some(old), Some(new)) if is_known(old) && is_known(new) => Relation::Other,
        // Binary data is not text.
        (_, Some(format::BINARY)) | (Some(format::BINARY), _) => Relation::Other,
        _ => Relation::Unknown,
    }
}

/// The syntax of a format of strings, if a standard defines one.
fn syntax(format: &str) -> Option<&'static Syntax> {
    match &Format::named(format)?.values {
        Values::Strings(syntax) => Some(syntax),
        _ => None,
    }
}

/// Values of a format that others may reject.
fn samples(kind: Option<JsonType>, format: Option<&str>) -> Vec<Value> {
    match kind {
        Some(JsonType::Integer) => [128_u64, 32_768, 1 << 31, 1 << 63].map(Value::from).into(),
        Some(JsonType::Number) => vec![Value::from(1e39)],
        Some(JsonType::String) => {
            let text = format.and_then(syntax).map_or("a", |syntax| syntax.sample);
            vec![text.into(), "aaaaaaaa".into()]
        }
        _ => Vec::new(),
    }
}
