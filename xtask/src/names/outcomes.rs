//! The variants of the enum of an operation's successes: by status, and by media type where a status has several.

use std::collections::BTreeMap;

use super::Ident;
use super::case::camel;
use super::scope::{Candidate, Scope};
use crate::api::{Outcome, Status, TypeDef, TypeId, essence};
use crate::diagnostic::Report;

/// The names of the statuses of HTTP that are no errors.
const STATUSES: &[(u16, &str)] = &[
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
];

pub(super) fn of_outcomes(
    def: &TypeDef,
    owner: &Ident,
    outcomes: &[Outcome],
    report: &mut Report,
) -> BTreeMap<(TypeId, usize), Ident> {
    let mut scope = Scope::new(format!("variants of `{owner}`"), &[])
        .with_help("leave one of the media types out: responses have no names of their own");
    for (index, outcome) in outcomes.iter().enumerate() {
        let status = status(outcome.status);
        let media = outcome.media.first().filter(|_| outcome.is_one_of_several);
        let media = media.map(String::as_str).unwrap_or_default();
        let name = |media: &str| Ident::escape(&format!("{status}{media}"));
        scope.add(Candidate {
            key: (def.id.clone(), index),
            ident: match media {
                "" => name(""),
                media => name(&camel(word(media))),
            },
            qualified: match media {
                "" => name("Empty"),
                media => name(&camel(media)),
            },
            source: format!("{status} {media}"),
            at: outcome.at.clone(),
        });
    }
    scope.resolve(report)
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => {
            let known = STATUSES.iter().find(|(known, _)| *known == code);
            known.map_or_else(|| format!("Status{code}"), |(_, name)| (*name).to_owned())
        }
        Status::Class(3) => "Redirect".to_owned(),
        Status::Class(_) | Status::Default => "Success".to_owned(),
    }
}

/// What people call a media type: `csv`, `json`, `image`.
fn word(media_type: &str) -> &str {
    match essence(media_type).split_once('/') {
        Some(("text", "plain")) => "text",
        Some(("application", "octet-stream")) => "bytes",
        Some(("*", _)) | None => "other",
        Some((kind, "*")) => kind,
        Some((_, subtype)) => subtype,
    }
}
