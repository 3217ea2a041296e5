//! The docs of fields, setters and parameters: the description, constraints, default and example.

use proc_macro2::TokenStream;
use serde_json::Value;

use super::constraints::{format_sentence, minimum};
use super::{docs, provenance};
use crate::api::{Bound, Field, Parameter, Provenance, Type, TypeRef};
use crate::surface::{Presence, RustType};

pub(super) fn field(field: &Field, owner: Option<Provenance>, presence: Presence) -> TokenStream {
    let preset = field.preset();
    let mut facts = facts(
        &field.ty,
        field.provenance,
        field.default.as_ref().filter(|_| preset.is_none()),
        field.example.as_ref(),
    );
    if let Some(constant) = preset.and_then(scalar) {
        facts.insert(0, format!("Always {constant}."));
    }
    if presence == Presence::Late {
        facts.insert(0, "Required.".to_owned());
    }
    let provenance = provenance::of_part(field.provenance, owner);
    docs::attributes(&paragraphs(
        field.docs.as_deref(),
        &field.wire,
        &facts,
        provenance,
    ))
}

pub(super) fn setter(field: &Field) -> TokenStream {
    let wire = docs::code(&field.wire);
    let text = match &field.docs {
        Some(text) => {
            let sentence = change_first(&docs::first_sentence(text), |first, second| {
                (first.is_uppercase() && !second?.is_uppercase())
                    .then(|| first.to_lowercase().to_string())
            });
            format!("Sets {wire}: {}.", docs::line(&sentence))
        }
        None => format!("Sets {wire}."),
    };
    docs::attributes(&text)
}

/// The docs of the setter of a parameter, which returns a request.
pub(super) fn parameter(
    parameter: &Parameter,
    owner: Option<Provenance>,
    output: &RustType,
) -> TokenStream {
    let facts = facts(
        &parameter.ty,
        parameter.provenance,
        parameter.default.as_ref(),
        parameter.example.as_ref(),
    );
    let provenance = provenance::of_part(parameter.provenance, owner);
    let description = parameter.docs.as_deref();
    let mut text = paragraphs(description, &parameter.wire, &facts, provenance);
    if let RustType::RequestFor(_, response) = output {
        text.push_str(&format!(
            "\n\nThe response may then lack fields, and its type becomes [`{}`]({response}).",
            response.to_string().trim_start_matches("types::")
        ));
    }
    docs::attributes(&text)
}

fn paragraphs(
    description: Option<&str>,
    wire: &str,
    facts: &[String],
    provenance: Option<&str>,
) -> String {
    let mut text = match description {
        Some(description) => docs::prose(description.trim()),
        None => format!("{}.", docs::code(wire)),
    };
    let facts = (!facts.is_empty()).then(|| facts.join(" "));
    for paragraph in facts.as_deref().into_iter().chain(provenance) {
        text.push_str("\n\n");
        text.push_str(paragraph);
    }
    text
}

/// Replaces the first character by what the function makes of it and the second one, if anything.
fn change_first(text: &str, change: impl Fn(char, Option<char>) -> Option<String>) -> String {
    let mut rest = text.chars();
    let changed = rest
        .next()
        .and_then(|first| change(first, rest.clone().next()));
    match changed {
        Some(first) => first + rest.as_str(),
        None => text.to_owned(),
    }
}

fn facts(
    ty: &TypeRef,
    provenance: Option<Provenance>,
    default: Option<&Value>,
    example: Option<&Value>,
) -> Vec<String> {
    let mut facts: Vec<String> = format_sentence(&ty.ty).into_iter().collect();
    facts.extend(constraint_facts(ty));
    if let Some(default) = default.and_then(scalar) {
        // The default of an undocumented item is not documented either.
        let adjective = match provenance {
            None | Some(Provenance::Documented) => "Documented",
            Some(Provenance::Observed | Provenance::Inferred) => "Presumed",
        };
        facts.push(format!(
            "{adjective} default: {default}, which this client never fills in."
        ));
    }
    if let Some(example) = example.filter(|_| !ty.sensitive).and_then(scalar) {
        facts.push(format!("Example: {example}."));
    }
    facts
}

/// The constraints of a value, a sentence each.
pub(super) fn constraint_facts(ty: &TypeRef) -> Vec<String> {
    let mut facts = own_facts(ty, "");
    if let Type::Array(item) = &ty.ty {
        facts.extend(own_facts(item, "Each: "));
    }
    facts
}

fn own_facts(ty: &TypeRef, prefix: &str) -> Vec<String> {
    let constraints = &ty.constraints;
    let facts = [
        count(
            (constraints.min_length, constraints.max_length),
            ("character", "characters"),
        ),
        count(
            (constraints.min_items, constraints.max_items),
            ("item", "items"),
        ),
        count(
            (constraints.min_properties, constraints.max_properties),
            ("property", "properties"),
        ),
        bound(minimum(constraints, &ty.ty), "at least", "more than"),
        bound(constraints.maximum.as_ref(), "at most", "less than"),
        constraints
            .multiple_of
            .as_ref()
            .map(|step| format!("a multiple of {step}")),
        constraints
            .unique_items
            .then(|| "no two items are equal".to_owned()),
        constraints
            .pattern
            .as_ref()
            .map(|pattern| format!("pattern: {}", docs::code(pattern))),
    ];
    let sentences = facts.into_iter().flatten().map(|fact| {
        change_first(&format!("{prefix}{fact}."), |first, _| {
            Some(first.to_uppercase().to_string())
        })
    });
    sentences.collect()
}

fn count(range: (Option<u64>, Option<u64>), (one, many): (&str, &str)) -> Option<String> {
    let unit = |count: u64| if count == 1 { one } else { many };
    match range {
        (Some(min), Some(max)) if min == max => Some(format!("exactly {min} {}", unit(min))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {many}")),
        (Some(min), None) => Some(format!("at least {min} {}", unit(min))),
        (None, Some(max)) => Some(format!("at most {max} {}", unit(max))),
        (None, None) => None,
    }
}

fn bound(bound: Option<&Bound>, inclusive: &str, exclusive: &str) -> Option<String> {
    let bound = bound?;
    let words = match bound.exclusive {
        true => exclusive,
        false => inclusive,
    };
    Some(format!("{words} {}", bound.value))
}

/// A scalar value for a sentence.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.is_empty() => Some("the empty string".to_owned()),
        Value::String(text) => Some(docs::code(text)),
        Value::Bool(_) | Value::Number(_) | Value::Null => Some(format!("`{value}`")),
        Value::Array(_) | Value::Object(_) => None,
    }
}
