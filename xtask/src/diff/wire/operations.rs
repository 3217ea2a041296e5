//! Operations: which there are, and what is said of each.

use super::super::{Level, Rule};
use super::finding::{Finding, Findings};
use super::roots::{Call, Roots, name, reach};
use super::routes::Routes;
use super::said::{deprecation, each, extensions, one};
use super::security::Renamed;
use super::words::{code, instead, list};
use super::{bodies, parameters, responses, security, servers};
use crate::contract::{Contract, Operation};

pub(super) fn compare(
    base: &Contract,
    head: &Contract,
    findings: &mut Findings,
    roots: &mut Roots,
) {
    let Routes {
        base: before,
        head: after,
    } = Routes::new(base, head);
    let renamed = security::renamed(base, head);
    for (route, (index, old)) in &before {
        let Some((index, new)) = after.get(route) else {
            findings.add(removed(old), [reach(*index, old, "operation")]);
            continue;
        };
        let call = Call {
            index: *index,
            base: old,
            head: new,
        };
        both((base, head), &call, &renamed, findings, roots);
    }
    for (route, (index, new)) in &after {
        if !before.contains_key(route) {
            let finding = Finding::new(Rule::OperationAdded, "the operation is new")
                .head(new.at.clone())
                .subject(name(new))
                .fact("method", new.method.as_str())
                .fact("path", new.path.as_str());
            findings.add(finding, [reach(*index, new, "operation")]);
        }
    }
}

/// What differs between two versions of an operation.
pub(super) fn both(
    documents: (&Contract, &Contract),
    call: &Call<'_>,
    renamed: &Renamed,
    findings: &mut Findings,
    roots: &mut Roots,
) {
    said(call, findings);
    security::asked(call, renamed, findings);
    parameters::compare(documents, call, findings, roots);
    bodies::compare(call, findings, roots);
    responses::compare(call, findings, roots);
}

fn removed(old: &Operation) -> Finding {
    let (rule, what) = match (&old.deprecated, &old.sunset) {
        (None, _) => (Rule::OperationRemoved, "the operation is gone".to_owned()),
        (Some(_), None) => (
            Rule::DeprecatedOperationRemoved,
            "the operation was deprecated and is gone".to_owned(),
        ),
        (Some(_), Some(sunset)) => (
            Rule::DeprecatedOperationRemoved,
            format!(
                "the operation is gone; it was to be there until {}",
                super::words::quoted(&sunset.value)
            ),
        ),
    };
    Finding::new(rule, what)
        .base(old.at.clone())
        .subject(name(old))
        .fact("method", old.method.as_str())
        .fact("path", old.path.as_str())
}

fn said(call: &Call<'_>, findings: &mut Findings) {
    let (old, new) = (call.base, call.head);
    let mut add = |finding: Finding| {
        findings.add(finding.subject(call.name()), [call.part("operation")]);
    };
    if old.id.as_ref().map(|id| &id.value) != new.id.as_ref().map(|id| &id.value) {
        let text = |operation: &Operation| operation.id.as_ref().map(|id| code(&id.value));
        let id = |operation: &Operation| operation.id.as_ref().map(|id| id.value.clone());
        let at = |operation: &Operation| {
            let id = operation.id.as_ref().map(|id| id.at.clone());
            id.unwrap_or_else(|| operation.at.clone())
        };
        let what = format!("the operationId {}", instead(text(new), text(old)));
        add(Finding::new(Rule::OperationIdChanged, what)
            .base(at(old))
            .head(at(new))
            .maybe("from", id(old))
            .maybe("to", id(new)));
    }
    if old.tags.value != new.tags.value {
        let tags = |operation: &Operation| list(&operation.tags.value, |tag| code(tag));
        let what = format!("the tags are {} instead of {}", tags(new), tags(old));
        add(Finding::new(Rule::OperationTagsChanged, what)
            .base(old.tags.at.clone())
            .head(new.tags.at.clone())
            .fact("from", old.tags.value.clone())
            .fact("to", new.tags.value.clone()));
    }
    deprecation(Rule::OperationDeprecated, &old.deprecated, &new.deprecated)
        .map(|finding| finding.base(old.at.clone()))
        .map(|finding| match &new.deprecated {
            Some(at) => finding.head(at.clone()),
            None => finding.head(new.at.clone()),
        })
        .into_iter()
        .for_each(&mut add);
    one(
        Rule::SunsetChanged,
        "x-sunset",
        old.sunset.as_ref(),
        new.sunset.as_ref(),
    )
    // With none before, it is announced, and nothing is taken back.
    .map(|finding| match old.sunset {
        None => finding.level(Level::Safe),
        Some(_) => finding,
    })
    .into_iter()
    .for_each(&mut add);
    each(Rule::DescriptionChanged, &old.texts, &new.texts)
        .into_iter()
        .for_each(&mut add);
    for finding in extensions(&old.extensions, &new.extensions) {
        add(finding);
    }
    for finding in servers::differences(&old.servers, &new.servers) {
        add(finding);
    }
}
