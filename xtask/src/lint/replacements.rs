//! `missing-replacement`: what is deprecated says what to use instead.

use super::words::words;
use super::{Linter, text};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Object, ObjectKind, pointer};

/// Words that tell of a replacement, or that there is none.
const TELLING: &[&str] = &[
    "alternative",
    "favor",
    "favour",
    "instead",
    "migrate",
    "moved",
    "prefer",
    "removed",
    "renamed",
    "replaced",
    "replacement",
    "replaces",
    "see",
    "succeeded",
    "successor",
    "superseded",
    "switch",
    "use",
];

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for object in linter.objects {
        let what = match object.kind {
            ObjectKind::Operation => "operation",
            ObjectKind::Parameter => "parameter",
            ObjectKind::Schema => "schema",
            _ => continue,
        };
        let deprecated = object.node.get("deprecated");
        let is_deprecated = deprecated.is_some_and(|deprecated| deprecated.to_json() == true);
        if !is_deprecated || object.reference().is_some() || tells(object) {
            continue;
        }
        let at = linter.keyword(&object.pointer, "deprecated");
        let message = format!(
            "the {what} `{}` is deprecated, and nothing is said of what to use instead",
            name(object)
        );
        linter.add(
            Diagnostic::new(Rule::MissingReplacement, at, message).help(
                "end the description with \"Use `…` instead.\" or \"There is no replacement.\"",
            ),
        );
    }
}

fn tells(object: &Object<'_>) -> bool {
    ["description", "summary"].iter().any(|keyword| {
        text(object.node, keyword).is_some_and(|text| {
            words(text)
                .iter()
                .any(|word| TELLING.contains(&word.as_str()))
        })
    })
}

fn name(object: &Object<'_>) -> String {
    ["operationId", "name"]
        .iter()
        .find_map(|keyword| text(object.node, keyword).map(str::to_owned))
        .or_else(|| pointer::keys(&object.pointer).pop())
        .unwrap_or_default()
}
