//! Formats: which of two has more values, as far as that is known.

use serde_json::Value;

use super::bounds;
use super::sides::Sides;
use crate::api::contract::{JsonType, Schema};
use crate::diff::Rule;
use crate::diff::wire::words::{code, instead};
use crate::diff::witness::Probe;

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
    let is_one_range = kind == Some(JsonType::Integer)
        && bounds::have_one_range(&sides.base.facets, &sides.head.facets);
    let rule = match order(kind, old.as_deref(), new.as_deref()) {
        // The bounds say the same; the Rust type may be another one.
        Order::Fewer | Order::More if is_one_range => {
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

/// From the fewest values to the most.
const INTEGERS: [&str; 4] = ["int8", "int16", "int32", "int64"];

/// Formats of texts that standards define, and that servers check.
const TEXTS: [&str; 10] = [
    "date",
    "date-time",
    "time",
    "duration",
    "uuid",
    "email",
    "uri",
    "hostname",
    "ipv4",
    "ipv6",
];

fn order(kind: Option<JsonType>, old: Option<&str>, new: Option<&str>) -> Order {
    match kind {
        Some(JsonType::Integer) => {
            let rank = |format: Option<&str>| match format {
                None | Some("bigint") => Some(INTEGERS.len()),
                Some(format) => INTEGERS.iter().position(|known| *known == format),
            };
            ranked(rank(old), rank(new))
        }
        Some(JsonType::Number) => {
            // What is written as a decimal number fits a double but for the last digits.
            let rank = |format: Option<&str>| match format {
                Some("float") => Some(0),
                None | Some("double") => Some(1),
                _ => None,
            };
            ranked(rank(old), rank(new))
        }
        Some(JsonType::String) => texts(old, new),
        _ => Order::Unclear,
    }
}

fn ranked(old: Option<usize>, new: Option<usize>) -> Order {
    match (old, new) {
        (Some(old), Some(new)) if new < old => Order::Fewer,
        (Some(old), Some(new)) if new > old => Order::More,
        (Some(_), Some(_)) => Order::Same,
        _ => Order::Unclear,
    }
}

fn texts(old: Option<&str>, new: Option<&str>) -> Order {
    let is_known = |format: &str| TEXTS.contains(&format);
    match (old, new) {
        (None, Some(new)) if is_known(new) => Order::Fewer,
        (Some(old), None) if is_known(old) => Order::More,
        (Some(old), Some(new)) if is_known(old) && is_known(new) => Order::Other,
        // Binary data is no text.
        (_, Some("binary")) | (Some("binary"), _) => Order::Other,
        _ => Order::Unclear,
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
            let text = match format {
                Some("date") => "2000-01-01",
                Some("date-time") => "2000-01-01T00:00:00Z",
                Some("time") => "00:00:00Z",
                Some("duration") => "P1D",
                Some("uuid") => "00000000-0000-0000-0000-000000000000",
                Some("email") => "a@example.com",
                Some("uri") => "https://example.com/",
                Some("hostname") => "example.com",
                Some("ipv4") => "127.0.0.1",
                Some("ipv6") => "::1",
                _ => "a",
            };
            vec![text.into(), "aaaaaaaa".into()]
        }
        _ => Vec::new(),
    }
}
