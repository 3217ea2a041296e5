//! Answers: statuses, headers and what they hold.

use std::collections::BTreeSet;

use super::super::Rule;
use super::bodies::{MediaRules, is_text, media};
use super::finding::{Finding, Findings};
use super::media_type::MediaType;
use super::roots::{Call, Root, Roots};
use super::said::{deprecation, extensions, one};
use super::words::code;
use crate::api::MediaKind;
use crate::contract::{Header, Response};

pub(super) fn compare(call: &Call<'_>, findings: &mut Findings, roots: &mut Roots) {
    let (old, new) = (&call.base.responses, &call.head.responses);
    for old in old {
        if let Some(new) = exact(new, &old.status).or_else(|| range(new, &old.status)) {
            both(call, old, new, findings, roots);
            continue;
        }
        // Statuses of a range are named, and the others do not come any more.
        if new.iter().any(|new| is_in(&new.status, &old.status)) {
            continue;
        }
        let rule = match is_success(&old.status) {
            true => Rule::SuccessStatusRemoved,
            false => Rule::ErrorStatusRemoved,
        };
        let what = format!("the status {} is gone", code(&old.status));
        let finding = Finding::new(rule, what)
            .base(old.listed.clone())
            .subject(format!("{} {}", call.name(), old.status))
            .fact("status", old.status.as_str());
        findings.add(finding, [call.part(&old.status)]);
    }
    for new in new {
        if exact(old, &new.status).is_some() {
            continue;
        }
        if let Some(old) = range(old, &new.status) {
            both(call, old, new, findings, roots);
            continue;
        }
        let rule = match is_success(&new.status) {
            true => Rule::SuccessStatusAdded,
            false => Rule::ErrorStatusAdded,
        };
        let what = format!("the status {} is new", code(&new.status));
        let finding = Finding::new(rule, what)
            .head(new.listed.clone())
            .subject(format!("{} {}", call.name(), new.status))
            .fact("status", new.status.as_str());
        findings.add(finding, [call.part(&new.status)]);
    }
}

fn exact<'a>(all: &'a [Response], status: &str) -> Option<&'a Response> {
    all.iter()
        .find(|response| response.status.eq_ignore_ascii_case(status))
}

/// Whether a status is one of a range.
fn is_in(status: &str, range: &str) -> bool {
    let mut digits = range.chars();
    let first = digits.next();
    first.is_some_and(|digit| digit.is_ascii_digit())
        && digits.as_str().eq_ignore_ascii_case("XX")
        && !status.eq_ignore_ascii_case(range)
        && status.chars().next() == first
}

/// The range that a status is in: `2XX` has what `200` had.
fn range<'a>(all: &'a [Response], status: &str) -> Option<&'a Response> {
    let digit = status.chars().next().filter(char::is_ascii_digit)?;
    exact(all, &format!("{digit}XX"))
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

fn both(
    call: &Call<'_>,
    old: &Response,
    new: &Response,
    findings: &mut Findings,
    roots: &mut Roots,
) {
    let reach = || call.part(&new.status);
    let subject = subject(call, new);
    one(
        Rule::DescriptionChanged,
        "description",
        old.docs.as_ref(),
        new.docs.as_ref(),
    )
    .into_iter()
    .for_each(|finding| findings.add(finding, [reach()]));
    for finding in links(old, new) {
        findings.add(finding.subject(subject.clone()), [reach()]);
    }
    for finding in extensions(&old.extensions, &new.extensions) {
        findings.add(finding.subject(subject.clone()), [reach()]);
    }
    headers(call, old, new, findings, roots);
    let rules = MediaRules {
        added: Rule::ResponseMediaTypeAdded,
        removed: Rule::ResponseMediaTypeRemoved,
    };
    media(
        (&old.content, &new.content),
        &rules,
        &subject,
        &mut |finding| findings.add(finding, [reach()]),
        &mut |old, new| {
            roots.all.push(Root {
                base: old.schema,
                head: new.schema,
                is_request: false,
                is_text: is_text(old, new),
                is_required: false,
                reach: reach(),
                subject: None,
            });
        },
    );
}

fn links(old: &Response, new: &Response) -> Vec<Finding> {
    let names: BTreeSet<&String> = old.links.keys().chain(new.links.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        let (old, new) = (old.links.get(name), new.links.get(name));
        let how = match (old, new) {
            (Some(old), Some(new)) if old.value == new.value => continue,
            (Some(_), Some(_)) => "differs",
            (Some(_), None) => "is gone",
            (None, _) => "is new",
        };
        let what = format!("the link {} {how}", code(name));
        found.push(
            Finding::new(Rule::LinkChanged, what)
                .base(old.map(|old| old.at.clone()))
                .head(new.map(|new| new.at.clone()))
                .fact("link", name.as_str())
                .maybe("from", old.map(|old| old.value.clone()))
                .maybe("to", new.map(|new| new.value.clone())),
        );
    }
    found
}

fn headers(
    call: &Call<'_>,
    old: &Response,
    new: &Response,
    findings: &mut Findings,
    roots: &mut Roots,
) {
    let of = |header: &Header| format!("{}: header {}", subject(call, new), header.name);
    let mut add = |header: &Header, finding: Finding| {
        let finding = finding
            .subject(of(header))
            .fact("header", header.name.to_lowercase());
        findings.add(finding, [call.part(&new.status)]);
    };
    // RFC 9110, section 5.1.
    let same = |a: &Header, b: &Header| a.name.eq_ignore_ascii_case(&b.name);
    for old in &old.headers {
        let Some(new_header) = new.headers.iter().find(|new| same(old, new)) else {
            let rule = match old.required {
                Some(_) => Rule::RequiredResponseHeaderRemoved,
                None => Rule::OptionalResponseHeaderRemoved,
            };
            let what = format!("the header {} is gone", code(&old.name));
            add(old, Finding::new(rule, what).base(old.at.clone()));
            continue;
        };
        match (&old.required, &new_header.required) {
            (Some(at), None) => add(
                old,
                Finding::new(
                    Rule::ResponseHeaderBecameOptional,
                    "the header is not always there any more",
                )
                .base(at.clone())
                .head(new_header.at.clone()),
            ),
            (None, Some(at)) => add(
                old,
                Finding::new(
                    Rule::ResponseHeaderBecameRequired,
                    "the header is always there",
                )
                .base(old.at.clone())
                .head(at.clone()),
            ),
            _ => {}
        }
        if let Some(finding) = media_type(old, new_header) {
            add(old, finding);
        }
        let deprecation = deprecation(
            Rule::PropertyDeprecated,
            &old.deprecated,
            &new_header.deprecated,
        );
        if let Some(finding) = deprecation {
            let at = new_header.deprecated.as_ref().unwrap_or(&new_header.at);
            add(old, finding.base(old.at.clone()).head(at.clone()));
        }
        one(
            Rule::DescriptionChanged,
            "description",
            old.docs.as_ref(),
            new_header.docs.as_ref(),
        )
        .into_iter()
        .for_each(|finding| add(old, finding));
        roots.all.push(Root {
            base: old.schema,
            head: new_header.schema,
            is_request: false,
            is_text: new_header
                .media_type
                .as_deref()
                .is_none_or(|media_type| MediaKind::of(media_type) != MediaKind::Json),
            is_required: false,
            reach: call.part(&new.status),
            subject: Some(of(old)),
        });
    }
    for new in &new.headers {
        if !old.headers.iter().any(|old| same(old, new)) {
            let what = format!("the header {} is new", code(&new.name));
            add(
                new,
                Finding::new(Rule::ResponseHeaderAdded, what).head(new.at.clone()),
            );
        }
    }
}

/// What to say of a header that is written in another media type.
fn media_type(old: &Header, new: &Header) -> Option<Finding> {
    let same = |header: &Header| header.media_type.as_deref().map(MediaType::of);
    if same(old) == same(new) {
        return None;
    }
    let words = |header: &Header| match &header.media_type {
        Some(media_type) => code(media_type),
        None => "plain text".to_owned(),
    };
    let what = format!("it is written as {} instead of {}", words(new), words(old));
    Some(
        Finding::new(Rule::ResponseHeaderMediaTypeChanged, what)
            .base(old.at.clone())
            .head(new.at.clone())
            .maybe("from", old.media_type.clone())
            .maybe("to", new.media_type.clone()),
    )
}

/// An answer of a component is told by its place, for it is of many operations.
fn subject(call: &Call<'_>, response: &Response) -> String {
    match super::subject::component(&response.at.pointer) {
        Some(component) => component,
        None => format!("{} {}", call.name(), response.status),
    }
}
