//! Bodies of requests, and the media types of any body.

use super::super::{Level, Rule};
use super::finding::{Finding, Findings};
use super::media_type::MediaType;
use super::roots::{Call, Root, Roots};
use super::said::{each, extensions, one};
use super::words::code;
use crate::api::MediaKind;
use crate::contract::{Content, Request};

pub(super) fn compare(call: &Call<'_>, findings: &mut Findings, roots: &mut Roots) {
    let mut add = |finding: Finding| findings.add(finding, [call.part("request")]);
    let subject = || format!("{} request", call.name());
    match (&call.base.request, &call.head.request) {
        (None, None) => {}
        (None, Some(new)) => {
            let (rule, what) = match new.required {
                Some(_) => (Rule::RequiredRequestBodyAdded, "there must be a body"),
                None => (Rule::OptionalRequestBodyAdded, "there may be a body"),
            };
            add(Finding::new(rule, what)
                .head(new.at.clone())
                .subject(subject()));
        }
        (Some(old), None) => add(Finding::new(
            Rule::RequestBodyRemoved,
            "there is no body any more",
        )
        .base(old.at.clone())
        .subject(subject())),
        (Some(old), Some(new)) => {
            required(old, new, &subject(), &mut add);
            one(
                Rule::DescriptionChanged,
                "description",
                old.docs.as_ref(),
                new.docs.as_ref(),
            )
            .into_iter()
            .for_each(&mut add);
            for finding in extensions(&old.extensions, &new.extensions) {
                add(finding.subject(subject()));
            }
            let rules = MediaRules {
                added: Rule::RequestMediaTypeAdded,
                removed: Rule::RequestMediaTypeRemoved,
            };
            media(
                (&old.content, &new.content),
                &rules,
                &subject(),
                &mut |finding| add(finding),
                &mut |old, new| {
                    roots.all.push(Root {
                        base: old.schema,
                        head: new.schema,
                        is_request: true,
                        is_text: is_text(old, new),
                        is_required: false,
                        reach: call.part("request"),
                        subject: None,
                    });
                },
            );
        }
    }
}

fn required(old: &Request, new: &Request, subject: &str, add: &mut dyn FnMut(Finding)) {
    let finding = match (&old.required, &new.required) {
        (None, Some(at)) => Finding::new(Rule::RequestBodyBecameRequired, "the body must be sent")
            .base(old.at.clone())
            .head(at.clone()),
        (Some(at), None) => Finding::new(
            Rule::RequestBodyBecameOptional,
            "the body need not be sent any more",
        )
        .base(at.clone())
        .head(new.at.clone()),
        _ => return,
    };
    add(finding.subject(subject));
}

/// The rules for media types of one direction.
pub(super) struct MediaRules {
    pub(super) added: Rule,
    pub(super) removed: Rule,
}

/// Whether a body is written as text, so that numbers and texts look the same.
pub(super) fn is_text(old: &Content, new: &Content) -> bool {
    let is_json = |content: &Content| MediaKind::of(&content.media_type) == MediaKind::Json;
    !is_json(old) || !is_json(new)
}

/// The media types that come and go, and those that stay with what they hold.
pub(super) fn media(
    (old, new): (&[Content], &[Content]),
    rules: &MediaRules,
    subject: &str,
    add: &mut dyn FnMut(Finding),
    pair: &mut dyn FnMut(&Content, &Content),
) {
    let mut new: Vec<&Content> = new.iter().collect();
    let mut gone: Vec<&Content> = old.iter().collect();
    let ways: [fn(&MediaType, &MediaType) -> bool; 3] = [
        |old, new| old == new,
        MediaType::has_essence_of,
        |old, new| old.covers(new) || new.covers(old),
    ];
    for is_same in ways {
        gone.retain(|old| {
            let before = MediaType::of(&old.media_type);
            let same = |new: &&Content| is_same(&before, &MediaType::of(&new.media_type));
            let Some(position) = new.iter().position(same) else {
                return true;
            };
            let new = new.remove(position);
            said(old, new, add);
            pair(old, new);
            let after = MediaType::of(&new.media_type);
            if before != after {
                add(renamed(rules, (old, &before), (new, &after)).subject(subject));
            }
            false
        });
    }
    for old in gone {
        let what = format!("the media type {} is gone", code(&old.media_type));
        add(Finding::new(rules.removed, what)
            .base(old.at.clone())
            .subject(subject)
            .fact("mediaType", old.media_type.as_str()));
    }
    for new in new {
        let what = format!("the media type {} is new", code(&new.media_type));
        add(Finding::new(rules.added, what)
            .head(new.at.clone())
            .subject(subject)
            .fact("mediaType", new.media_type.as_str()));
    }
}

fn said(old: &Content, new: &Content, add: &mut dyn FnMut(Finding)) {
    one(
        Rule::RequestEncodingChanged,
        "encoding",
        old.encoding.as_ref(),
        new.encoding.as_ref(),
    )
    .into_iter()
    .for_each(&mut *add);
    each(Rule::ExampleChanged, &old.examples, &new.examples)
        .into_iter()
        .for_each(add);
}

/// What to say of a media type that is another one now, of which one is a part of the other, or which differ in what
/// stands behind the `;`.
fn renamed(
    rules: &MediaRules,
    (old, before): (&Content, &MediaType),
    (new, after): (&Content, &MediaType),
) -> Finding {
    let is_same = before.has_essence_of(after);
    let is_request = rules.added == Rule::RequestMediaTypeAdded;
    let is_wider = !is_same && after.covers(before);
    // A request of the old kind is still one; an answer of the new kind is one of the old.
    let is_fine = is_wider == is_request;
    let (rule, level) = match is_fine {
        // A server that wants another version says so; an answer is as it was asked for.
        _ if is_request && before.contradicts(after) => (rules.removed, rules.removed.level()),
        // Whether others look at more than the essence cannot be told.
        _ if is_same => (rules.removed, Level::Risky),
        true if is_request || !before.is_named() => (rules.added, Level::Safe),
        true => (rules.removed, Level::Risky),
        false => (rules.removed, rules.removed.level()),
    };
    let what = format!(
        "the media type is {} instead of {}",
        code(&new.media_type),
        code(&old.media_type)
    );
    Finding::new(rule, what)
        .base(old.at.clone())
        .head(new.at.clone())
        .fact("mediaType", old.media_type.as_str())
        .fact("to", new.media_type.as_str())
        .level(level)
}
