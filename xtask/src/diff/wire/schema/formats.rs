//! Formats: which of two has more values, as far as that is known.

use serde_json::Value;

use super::bounds;
use super::sides::Sides;
use crate::contract::{Facets, JsonType, Schema};
use crate::diff::Rule;
use crate::diff::wire::words::{code, instead};
use crate::diff::witness::Probe;
use crate::source::format::{self, Format, Syntax, Values};

/// How the values of one format are to those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Same,
    Fewer,
    More,
    Other,
    Unclear,
}

pub(super) fn compare(sides: &mut Sides<'_>) {
    let format = |schema: &Schema| {
        schema
            .facets
            .format
            .as_ref()
            .map(|format| format.value.clone())
    };
    let (old, new) = (format(sides.base), format(sides.head));
    if old == new {
        return;
    }
    // The values of an enum say more than a format.
    if sides.base.facets.values.is_some() && sides.head.facets.values.is_some() {
        return;
    }
    let kind = kind(sides.head);
    let order = match kind {
        Some(JsonType::Integer) => integers(&sides.base.facets, &sides.head.facets),
        kind => order(kind, old.as_deref(), new.as_deref()),
    };
    let rule = match order {
        // The integers are the same by their bounds; the Rust type may be another one.
        Order::Same if kind == Some(JsonType::Integer) => {
            sides.rule(Rule::RequestFormatWidened, Rule::ResponseFormatNarrowed)
        }
        Order::Same => return,
        Order::Fewer => sides.rule(Rule::RequestFormatNarrowed, Rule::ResponseFormatNarrowed),
        Order::More => sides.rule(Rule::RequestFormatWidened, Rule::ResponseFormatWidened),
        Order::Other => sides.rule(Rule::RequestFormatChanged, Rule::ResponseFormatChanged),
        Order::Unclear => Rule::FormatMayDiffer,
    };
    let words = |format: &Option<String>| format.as_deref().map(code);
    let what = format!("the format {}", instead(words(&new), words(&old)));
    let at = |schema: &Schema| {
        let at = schema
            .facets
            .format
            .as_ref()
            .map(|format| format.at.clone());
        at.unwrap_or_else(|| schema.at.clone())
    };
    let finding = sides
        .finding(rule, what)
        .base(at(sides.base))
        .head(at(sides.head))
        .maybe("from", old.clone())
        .maybe("to", new.clone());
    let taken = if sides.is_request { &old } else { &new };
    sides.prove(finding, Probe::Values(samples(kind, taken.as_deref())));
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

/// How the integers of one schema relate to those of another, by bounds and formats.
fn integers(base: &Facets, head: &Facets) -> Order {
    let range = |facets: &Facets| {
        let format = facets.format.as_ref().map(|it| it.value.as_str());
        Some(bounds::integers(facets, integers_of(format)?))
    };
    let (Some(old), Some(new)) = (range(base), range(head)) else {
        return Order::Unclear;
    };
    let is_within = |inner: (f64, f64), outer: (f64, f64)| outer.0 <= inner.0 && inner.1 <= outer.1;
    match (is_within(old, new), is_within(new, old)) {
        (true, true) => Order::Same,
        (true, false) => Order::More,
        (false, true) => Order::Fewer,
        (false, false) => Order::Other,
    }
}

fn order(kind: Option<JsonType>, old: Option<&str>, new: Option<&str>) -> Order {
    match kind {
        Some(JsonType::Number) => {
            // What is written as a decimal number fits a double but for the last digits.
            let greatest = |format: Option<&str>| match format.map(Format::named) {
                None => Some(f64::MAX),
                Some(Some(Format {
                    values: Values::Numbers(greatest),
                    ..
                })) => Some(*greatest),
                Some(_) => None,
            };
            ranked(greatest(old), greatest(new))
        }
        Some(JsonType::String) => texts(old, new),
        _ => Order::Unclear,
    }
}

fn ranked(old: Option<f64>, new: Option<f64>) -> Order {
    match (old, new) {
        (Some(old), Some(new)) if new < old => Order::Fewer,
        (Some(old), Some(new)) if new > old => Order::More,
        (Some(_), Some(_)) => Order::Same,
        _ => Order::Unclear,
    }
}

fn texts(old: Option<&str>, new: Option<&str>) -> Order {
    let is_known = |format: &str| syntax(format).is_some();
    match (old, new) {
        (None, Some(new)) if is_known(new) => Order::Fewer,
        (Some(old), None) if is_known(old) => Order::More,
        (Some(old), Some(new)) if is_known(old) && is_known(new) => Order::Other,
        // Binary data is no text.
        (_, Some(format::BINARY)) | (Some(format::BINARY), _) => Order::Other,
        _ => Order::Unclear,
    }
}

/// How strings of a format are written, where a standard defines that.
fn syntax(format: &str) -> Option<&'static Syntax> {
    match &Format::named(format)?.values {
        Values::Strings(syntax) => Some(syntax),
        _ => None,
    }
}

/// Values of a format that others may not have.
fn samples(kind: Option<JsonType>, format: Option<&str>) -> Vec<Value> {
    match kind {
        Some(JsonType::Integer) => [128_u64, 32_768, 1 << 31, 1 << 63]
            .into_iter()
            .map(Value::from)
            .collect(),
        Some(JsonType::Number) => vec![Value::from(1e39)],
        Some(JsonType::String) => {
            let text = format.and_then(syntax).map_or("a", |syntax| syntax.sample);
            vec![text.into(), "aaaaaaaa".into()]
        }
        _ => Vec::new(),
    }
}
