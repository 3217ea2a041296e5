//! Bodies of requests, and the media types of any body.

use super::super::{Level, Rule};
use super::finding::{Finding, Findings};
use super::roots::{Call, Root, Roots};
use super::said::{each, one};
use super::words::code;
use crate::api::MediaKind;
use crate::api::contract::{Content, Request};

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
    for how in [is_equal, is_of_one_essence, covers] {
        gone.retain(|old| {
            let Some(position) = new.iter().position(|new| how(old, new)) else {
                return true;
            };
            let new = new.remove(position);
            said(old, new, add);
            pair(old, new);
            false
        });
    }
    for old in gone {
        // JSON of a narrower name: whether clients and servers look at more than that it is JSON cannot be told.
        let renamed = new.iter().position(|new| are_json(old, new));
        let what = format!("the media type {} is gone", code(&old.media_type));
        let mut finding = Finding::new(rules.removed, what)
            .base(old.at.clone())
            .subject(subject)
            .fact("mediaType", old.media_type.as_str());
        if let Some(position) = renamed {
            let new = new.remove(position);
            pair(old, new);
            finding.what = format!(
                "the media type is {} instead of {}",
                code(&new.media_type),
                code(&old.media_type)
            );
            finding = finding
                .head(new.at.clone())
                .level(Level::Risky)
                .fact("to", new.media_type.as_str());
        }
        add(finding);
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

/// A media type in lower case, its parameters in order, without `charset`, which JSON has not and texts have as UTF-8.
fn normal(content: &Content) -> Vec<String> {
    let mut parts = content.media_type.split(';');
    let mut normal = vec![parts.next().unwrap_or_default().trim().to_ascii_lowercase()];
    let mut parameters: Vec<String> = parts
        .map(|part| part.trim().to_ascii_lowercase())
        .filter(|part| !part.is_empty() && !part.starts_with("charset="))
        .collect();
    parameters.sort();
    normal.append(&mut parameters);
    normal
}

fn is_equal(old: &Content, new: &Content) -> bool {
    normal(old) == normal(new)
}

/// `application/json` is all of its versions; two versions are not each other.
fn is_of_one_essence(old: &Content, new: &Content) -> bool {
    let (old, new) = (normal(old), normal(new));
    old.first() == new.first() && (old.len() == 1 || new.len() == 1)
}

/// Whether one is a range that the other is in.
fn covers(old: &Content, new: &Content) -> bool {
    let essence = |content: &Content| normal(content).into_iter().next().unwrap_or_default();
    let (old, new) = (essence(old), essence(new));
    let is_in = |range: &str, other: &str| match range.split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => other.split('/').next() == Some(kind),
        _ => false,
    };
    is_in(&old, &new) || is_in(&new, &old)
}

fn are_json(old: &Content, new: &Content) -> bool {
    let is_json = |content: &Content| MediaKind::of(&content.media_type) == MediaKind::Json;
    is_json(old) && is_json(new)
}
