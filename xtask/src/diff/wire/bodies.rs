//! Bodies of requests, and the media types of any body.

use super::super::{Level, Rule};
use super::call::{Call, Root, rule};
use super::difference::Difference;
use super::matching::match_up;
use super::media_type::MediaType;
use super::metadata::{
    compare_description, compare_extensions, compare_flag, compare_value, compare_values,
};
use super::phrases::quote;
use crate::api::MediaKind;
use crate::contract::Content;
use crate::source::Direction;

pub(super) fn compare(call: &mut Call<'_, '_>) {
    let subject = format!("{} request", call.name());
    let about = ("request", subject.as_str());
    match (&call.base.request, &call.head.request) {
        (None, None) => {}
        (None, Some(new)) => {
            let (rule, kind) = match new.required {
                Some(_) => (Rule::RequiredRequestBodyAdded, "required"),
                None => (Rule::OptionalRequestBodyAdded, "optional"),
            };
            let what = format!("{kind} request body added");
            call.add_about(about, [Difference::new(rule, what).head(&new.at)]);
        }
        (Some(old), None) => {
            let removed = Difference::new(Rule::RequestBodyRemoved, "request body removed");
            call.add_about(about, [removed.base(&old.at)]);
        }
        (Some(old), Some(new)) => {
            call.refer([&old.at, &new.at], [&old.listed, &new.listed]);
            let required = compare_flag(
                &old.required,
                &new.required,
                (
                    Rule::RequestBodyBecameRequired,
                    "request body became required",
                ),
                (
                    Rule::RequestBodyBecameOptional,
                    "request body became optional",
                ),
            );
            call.add_about(about, required.map(|it| it.or_at(&old.at, &new.at)));
            call.add("request", compare_description(&old.docs, &new.docs));
            call.add_about(about, compare_extensions(&old.extensions, &new.extensions));
            compare_media(
                call,
                about,
                (&old.content, &new.content),
                Direction::Request,
            );
            call.reference = None;
        }
    }
}

/// The media type of text that a value of a parameter or a header is written in unless it is JSON.
pub(super) fn is_text(media_type: Option<&str>) -> bool {
    media_type.is_none_or(|media_type| MediaKind::of(media_type) != MediaKind::Json)
}

/// Compares the media types of a body, and their contents.
pub(super) fn compare_media(
    call: &mut Call<'_, '_>,
    about: (&str, &str),
    (old, new): (&[Content], &[Content]),
    direction: Direction,
) {
    let added = rule(
        direction,
        Rule::RequestMediaTypeAdded,
        Rule::ResponseMediaTypeAdded,
    );
    let removed = rule(
        direction,
        Rule::RequestMediaTypeRemoved,
        Rule::ResponseMediaTypeRemoved,
    );
    let by = |is_same: fn(&MediaType, &MediaType) -> bool| {
        move |old: &Content, new: &Content| {
            is_same(
                &MediaType::of(&old.media_type),
                &MediaType::of(&new.media_type),
            )
        }
    };
    let (equal, essence) = (by(MediaType::eq), by(MediaType::has_essence_of));
    let overlap = by(|old, new| old.covers(new) || new.covers(old));
    let matched = match_up(old, new, &[&equal, &essence, &overlap]);
    for (old, new) in matched.both {
        compare_contents(call, about.0, (old, new), direction);
        call.add_about(about, compare_media_types(old, new, direction));
    }
    let difference = |rule: Rule, content: &Content, how: &str| {
        let what = format!("media type {} {how}", quote(&content.media_type));
        Difference::new(rule, what).fact("mediaType", content.media_type.as_str())
    };
    let old = matched.removed.into_iter();
    let old = old.map(|old| difference(removed, old, "removed").base(&old.at));
    call.add_about(about, old);
    let new = matched.added.into_iter();
    let new = new.map(|new| difference(added, new, "added").head(&new.at));
    call.add_about(about, new);
}

fn compare_media_types(old: &Content, new: &Content, direction: Direction) -> Option<Difference> {
    let (before, after) = (
        MediaType::of(&old.media_type),
        MediaType::of(&new.media_type),
    );
    if before == after {
        return None;
    }
    let (rule, level) = match direction {
        Direction::Request => change_in_request(&before, &after),
        Direction::Response => change_in_response(&before, &after),
    };
    let (from, to) = (quote(&old.media_type), quote(&new.media_type));
    let changed = Difference::new(rule, format!("media type changed from {from} to {to}"))
        .base(&old.at)
        .head(&new.at)
        .fact("mediaType", old.media_type.as_str())
        .fact("to", new.media_type.as_str());
    Some(changed.level(level))
}

fn compare_contents(
    call: &mut Call<'_, '_>,
    part: &str,
    (old, new): (&Content, &Content),
    direction: Direction,
) {
    let rule = Rule::RequestEncodingChanged;
    let encoding = compare_value(
        rule,
        "encoding",
        old.encoding.as_ref(),
        new.encoding.as_ref(),
    );
    call.add(part, encoding);
    call.add(
        part,
        compare_values(Rule::ExampleChanged, &old.examples, &new.examples),
    );
    call.add(part, compare_extensions(&old.extensions, &new.extensions));
    call.roots.push(Root {
        base: old.schema,
        head: new.schema,
        direction,
        is_text: [old, new].iter().any(|it| is_text(Some(&it.media_type))),
        is_required: false,
        reach: call.reach(part),
        subject: None,
        at: call.at(&old.schema_at, &new.schema_at),
        is_replaced: call.reference.is_some(),
    });
}

/// The rule for a media type of a request that another one replaces. Requests in the old one must be valid in the new one.
fn change_in_request(old: &MediaType, new: &MediaType) -> (Rule, Level) {
    let removed = Rule::RequestMediaTypeRemoved;
    if old.contradicts(new) {
        // A server that expects another version has a reason.
        (removed, removed.level())
    } else if old.has_essence_of(new) {
        // It is unknown whether parameters matter.
        (removed, Level::Risky)
    } else if new.covers(old) {
        (Rule::RequestMediaTypeAdded, Level::Safe)
    } else {
        (removed, removed.level())
    }
}

/// The rule for a media type of a response that another one replaces. Responses in the new one must be valid in the old
/// one.
fn change_in_response(old: &MediaType, new: &MediaType) -> (Rule, Level) {
    let removed = Rule::ResponseMediaTypeRemoved;
    if old.has_essence_of(new) {
        (removed, Level::Risky)
    } else if new.covers(old) {
        (removed, removed.level())
    } else if old.is_range() {
        (Rule::ResponseMediaTypeAdded, Level::Safe)
    } else {
        (removed, Level::Risky)
    }
}
