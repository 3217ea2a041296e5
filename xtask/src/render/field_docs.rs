//! The docs of fields, setters and parameters: the description, and what the document says besides.

use proc_macro2::TokenStream;
use serde_json::Value;

use super::constraints::{format_words, minimum};
use super::{certainty, docs};
use crate::api::{Bound, Constraints, Field, Parameter, Provenance, Type, TypeRef};
use crate::surface::{Presence, RustType};

pub(super) fn field(field: &Field, owner: Option<Provenance>, presence: Presence) -> TokenStream {
    let mut facts = facts(
        &field.ty,
        field.provenance,
        field.default.as_ref(),
        field.example.as_ref(),
    );
    if presence == Presence::Late {
        facts.insert(0, "Required.".to_owned());
    }
    let mut text = with_facts(field.docs.as_deref(), &field.wire, &facts);
    push_paragraph(&mut text, certainty::of_part(field.provenance, owner));
    docs::attributes(&text)
}

pub(super) fn setter(field: &Field) -> TokenStream {
    let wire = docs::code(&field.wire);
    let text = match &field.docs {
        Some(text) => format!(
            "Sets {wire}: {}.",
            docs::line(&lower_first(&docs::first_sentence(text)))
        ),
        None => format!("Sets {wire}."),
    };
    docs::attributes(&text)
}

/// The docs of a parameter's setter, which gives a request.
pub(super) fn parameter(
    parameter: &Parameter,
    owner: Option<Provenance>,
    gives: &RustType,
) -> TokenStream {
    let facts = facts(
        &parameter.ty,
        parameter.provenance,
        parameter.default.as_ref(),
        parameter.example.as_ref(),
    );
    let mut text = with_facts(parameter.docs.as_deref(), &parameter.wire, &facts);
    push_paragraph(&mut text, certainty::of_part(parameter.provenance, owner));
    if let RustType::RequestFor(_, response) = gives {
        text.push_str(&format!(
            "\n\nThe response may then lack fields, and its type becomes [`{}`]({response}).",
            response.to_string().trim_start_matches("types::")
        ));
    }
    docs::attributes(&text)
}

fn push_paragraph(text: &mut String, paragraph: Option<&str>) {
    if let Some(paragraph) = paragraph {
        text.push_str("\n\n");
        text.push_str(paragraph);
    }
}

fn with_facts(text: Option<&str>, wire: &str, facts: &[String]) -> String {
    let text = match text {
        Some(text) => docs::prose(text.trim()),
        None => format!("{}.", docs::code(wire)),
    };
    if facts.is_empty() {
        text
    } else {
        format!("{text}\n\n{}", facts.join(" "))
    }
}

/// `A label` → `a label`, but `ID of …` and `` `x` `` as they are.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

fn facts(
    ty: &TypeRef,
    provenance: Option<Provenance>,
    default: Option<&Value>,
    example: Option<&Value>,
) -> Vec<String> {
    let mut facts: Vec<String> = format_words(&ty.ty).into_iter().collect();
    facts.extend(constraint_facts(ty));
    if let Some(default) = default.and_then(spelled) {
        // What is not documented has no documented default.
        let words = match provenance {
            None | Some(Provenance::Documented) => "Documented default:",
            Some(Provenance::Observed | Provenance::Inferred) => "Presumed default:",
        };
        facts.push(format!(
            "{words} {default}, which this client never fills in."
        ));
    }
    if let Some(example) = example.filter(|_| !ty.sensitive).and_then(spelled) {
        facts.push(format!("Example: {example}."));
    }
    facts
}

/// What a value must satisfy, a sentence each.
pub(super) fn constraint_facts(ty: &TypeRef) -> Vec<String> {
    let mut facts = constraint_words(ty, "");
    if let Type::Array(item) = &ty.ty {
        facts.extend(constraint_words(item, "Each: "));
    }
    facts
}

fn constraint_words(ty: &TypeRef, prefix: &str) -> Vec<String> {
    let constraints = &ty.constraints;
    let mut words = Vec::new();
    let mut count = |min: Option<u64>, max: Option<u64>, one: &str, many: &str| {
        let unit = |count: u64| if count == 1 { one } else { many };
        match (min, max) {
            (Some(min), Some(max)) if min == max => {
                words.push(format!("{prefix}exactly {min} {}.", unit(min)))
            }
            (Some(min), Some(max)) => words.push(format!("{prefix}{min} to {max} {many}.")),
            (Some(min), None) => words.push(format!("{prefix}at least {min} {}.", unit(min))),
            (None, Some(max)) => words.push(format!("{prefix}at most {max} {}.", unit(max))),
            (None, None) => {}
        }
    };
    let Constraints {
        min_length,
        max_length,
        min_items,
        max_items,
        ..
    } = *constraints;
    count(min_length, max_length, "character", "characters");
    count(min_items, max_items, "item", "items");
    count(
        constraints.min_properties,
        constraints.max_properties,
        "property",
        "properties",
    );
    let bound = |bound: Option<&Bound>, inclusive: &str, exclusive: &str| {
        bound.map(|bound| {
            let word = if bound.exclusive {
                exclusive
            } else {
                inclusive
            };
            format!("{prefix}{word} {}.", bound.value)
        })
    };
    words.extend(bound(minimum(constraints, &ty.ty), "at least", "more than"));
    words.extend(bound(constraints.maximum.as_ref(), "at most", "less than"));
    words.extend(
        constraints
            .multiple_of
            .as_ref()
            .map(|step| format!("{prefix}a multiple of {step}.")),
    );
    words.extend(
        constraints
            .unique_items
            .then(|| format!("{prefix}no two items are equal.")),
    );
    words.extend(
        constraints
            .pattern
            .as_ref()
            .map(|pattern| format!("{prefix}pattern: {}.", docs::code(pattern))),
    );
    words.iter().map(|text| upper_first(text)).collect()
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// A scalar as code, for a sentence.
fn spelled(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.is_empty() => Some("the empty string".to_owned()),
        Value::String(text) => Some(docs::code(text)),
        Value::Bool(_) | Value::Number(_) => Some(format!("`{value}`")),
        Value::Null => Some("`null`".to_owned()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
