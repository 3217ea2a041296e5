//! Parameters: which there are, their locations and their serialization.

use super::super::Rule;
use super::bodies::is_text;
use super::call::{Call, Root};
use super::difference::Difference;
use super::matching::match_up;
use super::metadata::{
    compare_deprecation, compare_description, compare_extensions, compare_flag, compare_values,
};
use super::phrases::quote;
use crate::api::ParameterLocation;
use crate::contract::{Contract, JsonType, Limit, Parameter, SchemaId};
use crate::diagnostic::Anchor;
use crate::source::Direction;

/// Unions are not nested deeper.
const MAX_DEPTH: usize = 16;

/// The types of values that are written in several parts.
const COMPOSED: [JsonType; 2] = [JsonType::Array, JsonType::Object];

pub(super) fn compare(call: &mut Call<'_, '_>) {
    let (old, new) = (&call.base.parameters, &call.head.parameters);
    let matched = match_up(old, new, &[&is_same, &is_moved]);
    for (old, new) in matched.both {
        call.refer([&old.at, &new.at], [&old.listed, &new.listed]);
        compare_locations(call, old, new);
        compare_parameters(call, old, new);
    }
    call.reference = None;
    // Both paths have as many parameters: others in the path are of an invalid document.
    let is_in_path = |it: &&&Parameter| it.location == ParameterLocation::Path;
    for old in matched.removed.iter().filter(|it| !is_in_path(it)) {
        let (at, subject) = cause(call, old, new);
        let removed = added_or_removed(Rule::ParameterRemoved, old, "removed");
        call.add_about((old.location.as_str(), &subject), [removed.base(at)]);
    }
    for new in matched.added.iter().filter(|it| !is_in_path(it)) {
        let rule = match new.required {
            Some(_) => Rule::RequiredParameterAdded,
            None => Rule::OptionalParameterAdded,
        };
        let (at, subject) = cause(call, new, old);
        let added = added_or_removed(rule, new, "added").head(at);
        call.add_about((new.location.as_str(), &subject), [added]);
    }
}

fn added_or_removed(rule: Rule, parameter: &Parameter, how: &str) -> Difference {
    let location = parameter.location.as_str();
    let required = match rule {
        Rule::RequiredParameterAdded => "required ",
        _ => "",
    };
    let name = quote(&parameter.name);
    let what = format!("{required}{location} parameter {name} {how}");
    Difference::new(rule, what)
        .fact("parameter", parameter.name.as_str())
        .fact("in", location)
}

/// The location of a parameter that was added or removed, and its subject: where the operation lists it, or where it is
/// defined if the operation lists the same definition in the other document, under another name.
fn cause<'a>(
    call: &Call<'_, '_>,
    own: &'a Parameter,
    others: &[Parameter],
) -> (&'a Anchor, String) {
    let is_shared = own.at.pointer != own.listed.pointer;
    if is_shared && others.iter().any(|it| it.at.pointer == own.at.pointer) {
        (&own.at, subject(call, own))
    } else {
        (&own.listed, listed_subject(call, own))
    }
}

fn is_same(old: &Parameter, new: &Parameter) -> bool {
    old.location == new.location
        && match old.location {
            // The name in the path is not on the wire.
            ParameterLocation::Path if old.position.is_some() => old.position == new.position,
            // RFC 9110, section 5.1.
            ParameterLocation::Header => old.name.eq_ignore_ascii_case(&new.name),
            _ => old.name == new.name,
        }
}

fn is_moved(old: &Parameter, new: &Parameter) -> bool {
    old.name == new.name
        && ![old, new]
            .iter()
            .any(|it| it.location == ParameterLocation::Path)
}

fn compare_locations(call: &mut Call<'_, '_>, old: &Parameter, new: &Parameter) {
    let (from, to) = (old.location.as_str(), new.location.as_str());
    if from != to {
        let rule = match new.required {
            Some(_) => Rule::RequiredParameterMoved,
            None => Rule::OptionalParameterMoved,
        };
        let moved = Difference::new(rule, format!("location changed from `{from}` to `{to}`"))
            .base(&old.at)
            .head(&new.at)
            .fact("parameter", new.name.as_str())
            .values(Some(from), Some(to));
        call.add_about((to, &subject(call, new)), [moved]);
    }
}

fn compare_parameters(call: &mut Call<'_, '_>, old: &Parameter, new: &Parameter) {
    let mut found = Vec::new();
    found.extend(compare_flag(
        &old.required,
        &new.required,
        (Rule::ParameterBecameRequired, "parameter became required"),
        (Rule::ParameterBecameOptional, "parameter became optional"),
    ));
    let rule = Rule::ParameterDeprecated;
    let deprecation = compare_deprecation(rule, &old.deprecated, &new.deprecated);
    found.extend(deprecation.map(|it| it.base(&old.at)));
    let empty = match (old.allow_empty, new.allow_empty) {
        (true, false) => Some((Rule::ParameterEmptyValueRefused, "no longer allowed")),
        (false, true) => Some((Rule::ParameterEmptyValueAllowed, "allowed")),
        _ => None,
    };
    found.extend(empty.map(|(rule, how)| Difference::new(rule, format!("empty value {how}"))));
    found.extend(compare_serialization(call, old, new));
    let item = item_alone(call, old, new);
    if item.is_some() {
        let what = "type changed from a single value to an array of it";
        found.push(Difference::new(Rule::RequestTypeWidened, what));
    }
    let located = found.into_iter().map(|it| it.or_at(&old.at, &new.at));
    let mut found: Vec<Difference> = located.collect();
    found.extend(compare_description(&old.docs, &new.docs));
    found.extend(compare_values(
        Rule::ExampleChanged,
        &old.examples,
        &new.examples,
    ));
    found.extend(compare_extensions(&old.extensions, &new.extensions));
    let (part, subject) = (new.location.as_str(), subject(call, new));
    let found = found.into_iter().map(|it| {
        let it = it.fact("parameter", new.name.as_str());
        it.fact("in", part)
    });
    call.add_about((part, &subject), found);
    call.roots.push(Root {
        base: old.schema,
        head: item.unwrap_or(new.schema),
        direction: Direction::Request,
        is_text: is_text(new.media_type.as_deref()),
        is_required: old.required.is_some() && new.required.is_some(),
        reach: call.reach(part),
        subject: Some(subject),
        at: call.at(&old.schema_at, &new.schema_at),
        is_replaced: call.reference.is_some(),
    });
}

/// The items of an array of which one item is written like the item alone, if there are: `?a=1` has one item where
/// `?a=1&a=2` has two.
fn item_alone(call: &Call<'_, '_>, old: &Parameter, new: &Parameter) -> Option<SchemaId> {
    let (base, head) = (call.documents.base, call.documents.head);
    let is_repeated = new.media_type.is_none() && new.style.0 == "form" && new.style.1;
    let schema = head.schema(new.schema)?;
    let is_array =
        schema.alternatives.is_none() && schema.facets.types.iter().eq([&JsonType::Array]);
    let least = schema.facets.limits.get(&Limit::MinItems);
    let allows_one = least.is_none_or(|least| least.value.as_u64().is_some_and(|it| it < 2));
    let was_one = old.media_type.is_none() && !has_type_of(base, old.schema, &COMPOSED, 0);
    (is_repeated && is_array && allows_one && was_one).then_some(schema.facets.items)?
}

/// Whether a value may be of one of some types.
fn has_type_of(contract: &Contract, id: SchemaId, types: &[JsonType], depth: usize) -> bool {
    let Some(schema) = contract.schema(id) else {
        return true;
    };
    match &schema.alternatives {
        Some(union) if depth < MAX_DEPTH => {
            let mut members = union.members.iter();
            members.any(|member| has_type_of(contract, member.value, types, depth + 1))
        }
        Some(_) => true,
        None => types.iter().any(|it| schema.facets.types.contains(it)),
    }
}

fn compare_serialization(call: &Call<'_, '_>, old: &Parameter, new: &Parameter) -> Vec<Difference> {
    let changed = |rule: Rule, from: String, to: String| {
        Difference::new(rule, format!("serialization changed from {from} to {to}"))
    };
    if old.media_type != new.media_type {
        let phrase = |it: &Parameter| match &it.media_type {
            Some(media_type) => quote(media_type),
            None => format!("`style: {}`", it.style.0),
        };
        let changed = changed(Rule::ParameterMediaTypeChanged, phrase(old), phrase(new));
        return vec![changed.values(old.media_type.clone(), new.media_type.clone())];
    }
    if old.media_type.is_some() || old.location != new.location {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (base, head) = (call.documents.base, call.documents.head);
    let ((old_style, old_explode, old_reserved), (style, explode, reserved)) =
        (&old.style, &new.style);
    // The types of values on which `explode` has an effect.
    let exploded: &[JsonType] = match style.as_str() {
        // The items of an array are separated by commas either way.
        "simple" => &[JsonType::Object],
        "deepObject" => &[],
        _ => &COMPOSED,
    };
    let is_exploded =
        has_type_of(base, old.schema, exploded, 0) && has_type_of(head, new.schema, exploded, 0);
    if old_style != style || is_exploded && old_explode != explode {
        let phrase = |style: &str, explode: &bool| format!("`style: {style}, explode: {explode}`");
        let (from, to) = (phrase(old_style, old_explode), phrase(style, explode));
        found.push(changed(Rule::ParameterStyleChanged, from, to).values(
            Some(format!("{old_style},{old_explode}")),
            Some(format!("{style},{explode}")),
        ));
    }
    if old_reserved != reserved {
        let what = match reserved {
            true => "reserved characters are no longer percent-encoded",
            false => "reserved characters are percent-encoded",
        };
        let changed = Difference::new(Rule::ParameterReservedChanged, what);
        found.push(changed.fact("to", *reserved));
    }
    found
}

/// A parameter of a component or a path is used by many operations.
fn subject(call: &Call<'_, '_>, parameter: &Parameter) -> String {
    let is_shared = parameter.at.pointer.starts_with("/components/");
    match is_shared && call.reference.is_none() {
        true => format!(
            "{} parameter {}",
            parameter.location.as_str(),
            parameter.name
        ),
        false => listed_subject(call, parameter),
    }
}

fn listed_subject(call: &Call<'_, '_>, parameter: &Parameter) -> String {
    // `/paths/…/parameters/0` has one key less than that of an operation.
    let holder = match parameter.listed.pointer.split('/').count() {
        5 => call.head.path.clone(),
        _ => call.name(),
    };
    format!(
        "{holder}, {} parameter {}",
        parameter.location.as_str(),
        parameter.name
    )
}
