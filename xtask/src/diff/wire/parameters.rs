//! Parameters: which there are, where they go and how they are written.

use super::super::{Level, Rule};
use super::finding::{Finding, Findings};
use super::roots::{Call, Root, Roots};
use super::said::{deprecation, each, extensions, one};
use super::words::code;
use crate::api::{MediaKind, ParameterLocation};
use crate::contract::{Contract, JsonType, Limit, Parameter, SchemaId};
use crate::diagnostic::Anchor;

/// The documents that parameters are of, before and after.
type Documents<'a> = (&'a Contract, &'a Contract);

pub(super) fn compare(
    documents: Documents<'_>,
    call: &Call<'_>,
    findings: &mut Findings,
    roots: &mut Roots,
) {
    let mut new: Vec<&Parameter> = call.head.parameters.iter().collect();
    let mut gone = Vec::new();
    for old in &call.base.parameters {
        match new.iter().position(|new| is_same(old, new)) {
            Some(position) => both(
                documents,
                call,
                (old, new.remove(position)),
                findings,
                roots,
            ),
            None => gone.push(old),
        }
    }
    for old in gone {
        // In the path there are as many as before: these are of a document that describes too many.
        if old.location == ParameterLocation::Path {
            continue;
        }
        match new.iter().position(|new| is_moved(old, new)) {
            Some(position) => {
                let new = new.remove(position);
                moved(call, old, new, findings);
                both(documents, call, (old, new), findings, roots);
            }
            None => {
                let what = format!("the {} is gone", noun(old));
                let (at, subject) = cause(call, old, &call.head.parameters);
                let finding = Finding::new(Rule::ParameterRemoved, what)
                    .base(at)
                    .subject(subject)
                    .fact("parameter", old.name.as_str())
                    .fact("in", location(old));
                findings.add(finding, [call.part(location(old))]);
            }
        }
    }
    for new in new {
        if new.location == ParameterLocation::Path {
            continue;
        }
        let rule = match new.required {
            Some(_) => Rule::RequiredParameterAdded,
            None => Rule::OptionalParameterAdded,
        };
        let what = format!("the {} is new", noun(new));
        let (at, subject) = cause(call, new, &call.base.parameters);
        let finding = Finding::new(rule, what)
            .head(at)
            .subject(subject)
            .fact("parameter", new.name.as_str())
            .fact("in", location(new));
        findings.add(finding, [call.part(location(new))]);
    }
}

/// Where a parameter comes or goes, and what that is about: where the operation lists it, or where it is defined if the
/// operation lists the same definition on the other side, under another name.
fn cause(call: &Call<'_>, own: &Parameter, others: &[Parameter]) -> (Anchor, String) {
    let is_shared = own.at.pointer != own.listed.pointer;
    let is_listed = |other: &Parameter| other.at.pointer == own.at.pointer;
    if is_shared && others.iter().any(is_listed) {
        (own.at.clone(), subject(call, own))
    } else {
        (own.listed.clone(), listed(call, own))
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
    old.name == new.name && new.location != ParameterLocation::Path
}

fn moved(call: &Call<'_>, old: &Parameter, new: &Parameter, findings: &mut Findings) {
    let rule = match new.required {
        Some(_) => Rule::RequiredParameterMoved,
        None => Rule::OptionalParameterMoved,
    };
    let what = format!(
        "it goes into the {} instead of the {}",
        location(new),
        location(old)
    );
    let finding = Finding::new(rule, what)
        .base(old.at.clone())
        .head(new.at.clone())
        .subject(subject(call, new))
        .fact("parameter", new.name.as_str())
        .fact("from", location(old))
        .fact("to", location(new));
    findings.add(finding, [call.part(location(new))]);
}

fn both(
    documents: Documents<'_>,
    call: &Call<'_>,
    (old, new): (&Parameter, &Parameter),
    findings: &mut Findings,
    roots: &mut Roots,
) {
    let is_moved = old.location != new.location;
    let mut add = |finding: Finding| {
        let finding = finding
            .subject(subject(call, new))
            .fact("parameter", new.name.as_str())
            .fact("in", location(new));
        findings.add(finding, [call.part(location(new))]);
    };
    let here = |rule: Rule, what: &str| {
        Finding::new(rule, what)
            .base(old.at.clone())
            .head(new.at.clone())
    };
    match (&old.required, &new.required) {
        (None, Some(at)) => {
            add(here(Rule::ParameterBecameRequired, "it must be given").head(at.clone()))
        }
        (Some(at), None) => add(here(
            Rule::ParameterBecameOptional,
            "it need not be given any more",
        )
        .base(at.clone())),
        _ => {}
    }
    if let Some(finding) = deprecation(Rule::ParameterDeprecated, &old.deprecated, &new.deprecated)
    {
        let at = new.deprecated.clone().unwrap_or_else(|| new.at.clone());
        add(finding.base(old.at.clone()).head(at));
    }
    match (old.allow_empty, new.allow_empty) {
        (true, false) => add(here(
            Rule::ParameterEmptyValueRefused,
            "it may not be given without a value any more",
        )),
        (false, true) => add(here(
            Rule::ParameterEmptyValueAllowed,
            "it may be given without a value",
        )),
        _ => {}
    }
    if old.media_type != new.media_type {
        let text = |parameter: &Parameter| match &parameter.media_type {
            Some(media_type) => code(media_type),
            None => format!("`style: {}`", parameter.style.0),
        };
        let what = format!("it is written as {} instead of {}", text(new), text(old));
        add(here(Rule::ParameterMediaTypeChanged, &what)
            .maybe("from", old.media_type.clone())
            .maybe("to", new.media_type.clone()));
    } else if old.media_type.is_none() && !is_moved {
        style(documents, old, new, &mut add);
    }
    one(
        Rule::DescriptionChanged,
        "description",
        old.docs.as_ref(),
        new.docs.as_ref(),
    )
    .into_iter()
    .for_each(&mut add);
    each(Rule::ExampleChanged, &old.examples, &new.examples)
        .into_iter()
        .for_each(&mut add);
    extensions(&old.extensions, &new.extensions)
        .into_iter()
        .for_each(&mut add);
    let item = item_alone(documents, old, new);
    if item.is_some() {
        add(here(
            Rule::RequestTypeWidened,
            "it may be given several times",
        ));
    }
    roots.all.push(Root {
        base: old.schema,
        head: item.unwrap_or(new.schema),
        is_request: true,
        is_text: new
            .media_type
            .as_deref()
            .is_none_or(|media_type| MediaKind::of(media_type) != MediaKind::Json),
        is_required: old.required.is_some() && new.required.is_some(),
        reach: call.part(location(new)),
        subject: Some(subject(call, new)),
    });
}

/// The item of a list that is written as an item alone is, if there is one: `?a=1` is a list of one, if `?a=1&a=2` is one
/// of two.
fn item_alone((base, head): Documents<'_>, old: &Parameter, new: &Parameter) -> Option<SchemaId> {
    let is_repeated = new.media_type.is_none() && new.style.0 == "form" && new.style.1;
    let schema = head.schema(new.schema)?;
    let is_list =
        schema.alternatives.is_none() && schema.facets.types.iter().eq([&JsonType::Array]);
    let least = schema.facets.limits.get(&Limit::MinItems);
    let takes_one = least.is_none_or(|least| least.value.as_u64().is_some_and(|least| least < 2));
    let was_one = old.media_type.is_none() && !has_parts(base, old.schema, &PARTS, 0);
    (is_repeated && is_list && takes_one && was_one).then_some(schema.facets.items)?
}

/// The types of values that are written in parts.
const PARTS: [JsonType; 2] = [JsonType::Array, JsonType::Object];

/// The types of values that are written as `explode` says, and in another way otherwise.
fn exploded(style: &str) -> &'static [JsonType] {
    match style {
        // A list is written one item after the other, with a comma between, either way.
        "simple" => &[JsonType::Object],
        // There is one way only.
        "deepObject" => &[],
        _ => &PARTS,
    }
}

/// Whether a value may be of one of the types that are written in parts.
fn has_parts(contract: &Contract, id: SchemaId, parts: &[JsonType], depth: usize) -> bool {
    let Some(schema) = contract.schema(id) else {
        return true;
    };
    match &schema.alternatives {
        Some(union) if depth < MAX_DEPTH => {
            let mut members = union.members.iter();
            members.any(|member| has_parts(contract, member.value, parts, depth + 1))
        }
        Some(_) => true,
        None => {
            let types = &schema.facets.types;
            parts.iter().any(|part| types.contains(part))
        }
    }
}

/// Deeper than unions nest.
const MAX_DEPTH: usize = 16;

fn style(
    (base, head): Documents<'_>,
    old: &Parameter,
    new: &Parameter,
    add: &mut dyn FnMut(Finding),
) {
    let (old_style, new_style) = (&old.style, &new.style);
    let parts = exploded(&new_style.0);
    let is_written_in_parts =
        has_parts(base, old.schema, parts, 0) && has_parts(head, new.schema, parts, 0);
    let words = |(style, explode, _): &(String, bool, bool)| {
        format!("`style: {style}, explode: {explode}`")
    };
    let value = |(style, explode, _): &(String, bool, bool)| format!("{style},{explode}");
    let is_exploded_otherwise = is_written_in_parts && old_style.1 != new_style.1;
    if old_style.0 != new_style.0 || is_exploded_otherwise {
        let what = format!(
            "it is written as {} instead of {}",
            words(new_style),
            words(old_style)
        );
        add(Finding::new(Rule::ParameterStyleChanged, what)
            .base(old.at.clone())
            .head(new.at.clone())
            .fact("from", value(old_style))
            .fact("to", value(new_style)));
    }
    if old_style.2 != new_style.2 {
        let what = match new_style.2 {
            true => "reserved characters are written as they are",
            false => "reserved characters are escaped",
        };
        add(Finding::new(Rule::ParameterReservedChanged, what)
            .base(old.at.clone())
            .head(new.at.clone())
            .fact("to", new_style.2)
            .level(Level::Risky));
    }
}

/// Where a parameter goes, as the document says it.
pub(in crate::diff) fn location(parameter: &Parameter) -> &'static str {
    match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

fn noun(parameter: &Parameter) -> String {
    format!(
        "{} parameter {}",
        location(parameter),
        code(&parameter.name)
    )
}

/// A parameter of a component or a path is of many operations.
fn subject(call: &Call<'_>, parameter: &Parameter) -> String {
    match parameter.at.pointer.starts_with("/components/") {
        true => format!("{} parameter {}", location(parameter), parameter.name),
        false => listed(call, parameter),
    }
}

/// A parameter where it is listed.
fn listed(call: &Call<'_>, parameter: &Parameter) -> String {
    // `/paths/…/parameters/0` has one key less than that of an operation.
    let holder = match parameter.listed.pointer.split('/').count() {
        5 => call.head.path.clone(),
        _ => call.name(),
    };
    format!(
        "{holder}, {} parameter {}",
        location(parameter),
        parameter.name
    )
}
