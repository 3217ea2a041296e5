//! Responses: statuses, headers and bodies.

use serde_json::Value;

use super::super::Rule;
use super::bodies::{compare_media, is_text};
use super::call::{Call, Root};
use super::difference::Difference;
use super::matching::match_up;
use super::media_type::MediaType;
use super::metadata::{
    both, compare_deprecation, compare_description, compare_extensions, compare_flag,
};
use super::phrases::{quote, transition};
use super::subject::component;
use crate::contract::{Header, Located, Response};
use crate::source::Direction;

pub(super) fn compare(call: &mut Call<'_, '_>) {
    let (old, new) = (&call.base.responses, &call.head.responses);
    for old in old {
        if let Some(new) = exact(new, &old.status).or_else(|| range(new, &old.status)) {
            compare_responses(call, old, new);
        } else if !new.iter().any(|new| is_in(&new.status, &old.status)) {
            // A range that is replaced by some of its statuses is not removed.
            let rules = (Rule::SuccessStatusRemoved, Rule::ErrorStatusRemoved);
            added_or_removed(call, old, rules, "removed", |it| it.base(&old.listed));
        }
    }
    for new in new {
        if exact(old, &new.status).is_some() {
            continue;
        }
        if let Some(old) = range(old, &new.status) {
            compare_responses(call, old, new);
        } else {
            let rules = (Rule::SuccessStatusAdded, Rule::ErrorStatusAdded);
            added_or_removed(call, new, rules, "added", |it| it.head(&new.listed));
        }
    }
}

fn added_or_removed(
    call: &mut Call<'_, '_>,
    response: &Response,
    (of_success, of_error): (Rule, Rule),
    how: &str,
    locate: impl Fn(Difference) -> Difference,
) {
    let status = response.status.as_str();
    let rule = match status.starts_with('2') {
        true => of_success,
        false => of_error,
    };
    let what = format!("status {} {how}", quote(status));
    let difference = locate(Difference::new(rule, what)).fact("status", status);
    let subject = format!("{} {status}", call.name());
    call.add_about((status, &subject), [difference]);
}

fn exact<'a>(all: &'a [Response], status: &str) -> Option<&'a Response> {
    all.iter().find(|it| it.status.eq_ignore_ascii_case(status))
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

/// The response of the range that a status is in: `2XX` for `200`.
fn range<'a>(all: &'a [Response], status: &str) -> Option<&'a Response> {
    let digit = status.chars().next().filter(char::is_ascii_digit)?;
    exact(all, &format!("{digit}XX"))
}

fn compare_responses(call: &mut Call<'_, '_>, old: &Response, new: &Response) {
    let status = new.status.as_str();
    // The response of a component is used by many operations.
    call.refer([&old.at, &new.at], [&old.listed, &new.listed]);
    let subject = component(&new.at.pointer).filter(|_| call.reference.is_none());
    let subject = subject.unwrap_or_else(|| format!("{} {status}", call.name()));
    let about = (status, subject.as_str());
    call.add(status, compare_description(&old.docs, &new.docs));
    call.add_about(about, compare_links(old, new));
    call.add_about(about, compare_extensions(&old.extensions, &new.extensions));
    compare_headers(call, about, (old, new));
    compare_media(
        call,
        about,
        (&old.content, &new.content),
        Direction::Response,
    );
    call.reference = None;
}

fn compare_links<'a>(old: &'a Response, new: &'a Response) -> impl Iterator<Item = Difference> {
    both(&old.links, &new.links).filter_map(|(name, old, new)| {
        let how = match (old, new) {
            (Some(old), Some(new)) if old.value == new.value => return None,
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
            (None, _) => "added",
        };
        let what = format!("link {} {how}", quote(name));
        let difference = Difference::new(Rule::LinkChanged, what).fact("link", name);
        let value = |it: Option<&Located<Value>>| it.map(|it| it.value.clone());
        Some(
            difference
                .base(old.map(|old| &old.at))
                .head(new.map(|new| &new.at))
                .values(value(old), value(new)),
        )
    })
}

fn compare_headers(
    call: &mut Call<'_, '_>,
    (status, subject): (&str, &str),
    (old, new): (&Response, &Response),
) {
    let mut add = |header: &Header, found: Vec<Difference>| {
        let name = header.name.to_lowercase();
        let found = found.into_iter().map(|it| it.fact("header", name.as_str()));
        call.add_about((status, &of_header(subject, header)), found);
    };
    // RFC 9110, section 5.1.
    let is_same = |old: &Header, new: &Header| old.name.eq_ignore_ascii_case(&new.name);
    let matched = match_up(&old.headers, &new.headers, &[&is_same]);
    for old in matched.removed {
        let rule = match old.required {
            Some(_) => Rule::RequiredResponseHeaderRemoved,
            None => Rule::OptionalResponseHeaderRemoved,
        };
        let what = format!("header {} removed", quote(&old.name));
        add(old, vec![Difference::new(rule, what).base(&old.at)]);
    }
    for new in matched.added {
        let what = format!("header {} added", quote(&new.name));
        let added = Difference::new(Rule::ResponseHeaderAdded, what);
        add(new, vec![added.head(&new.at)]);
    }
    for (old, new) in &matched.both {
        add(old, compare_header(old, new));
    }
    for (old, new) in matched.both {
        call.roots.push(Root {
            base: old.schema,
            head: new.schema,
            direction: Direction::Response,
            is_text: is_text(new.media_type.as_deref()),
            is_required: false,
            reach: call.reach(status),
            subject: Some(of_header(subject, old)),
            at: call.at(&old.schema_at, &new.schema_at),
            is_replaced: call.reference.is_some(),
        });
    }
}

fn of_header(subject: &str, header: &Header) -> String {
    format!("{subject}: header {}", header.name)
}

fn compare_header(old: &Header, new: &Header) -> Vec<Difference> {
    let required = compare_flag(
        &old.required,
        &new.required,
        (Rule::ResponseHeaderBecameRequired, "header became required"),
        (Rule::ResponseHeaderBecameOptional, "header became optional"),
    );
    let required = required.map(|it| it.or_at(&old.at, &new.at));
    let rule = Rule::PropertyDeprecated;
    let deprecation = compare_deprecation(rule, &old.deprecated, &new.deprecated);
    let deprecation = deprecation.map(|it| it.base(&old.at).or_at(&old.at, &new.at));
    let description = compare_description(&old.docs, &new.docs);
    let found = [
        required,
        compare_media_type(old, new),
        deprecation,
        description,
    ];
    let extensions = compare_extensions(&old.extensions, &new.extensions);
    found.into_iter().flatten().chain(extensions).collect()
}

fn compare_media_type(old: &Header, new: &Header) -> Option<Difference> {
    let of = |header: &Header| header.media_type.as_deref().map(MediaType::of);
    if of(old) == of(new) {
        return None;
    }
    let phrase = |header: &Header| match &header.media_type {
        Some(media_type) => quote(media_type),
        None => "plain text".to_owned(),
    };
    let what = transition(Some(phrase(old)), Some(phrase(new)));
    let rule = Rule::ResponseHeaderMediaTypeChanged;
    Some(
        Difference::new(rule, format!("media type {what}"))
            .base(&old.at)
            .head(&new.at)
            .values(old.media_type.clone(), new.media_type.clone()),
    )
}
