//! `missing-replacement`: the description of a deprecated object names its replacement.

use super::{Linter, has_word, string};
use crate::diagnostic::Rule;
use crate::names::split_words;
use crate::source::{Object, ObjectKind, pointer};

/// Words that announce a replacement, or that there is none.
const KEYWORDS: &str = "alternative favor favour instead migrate moved prefer removed renamed replaced replacement \
    replaces see succeeded successor superseded switch use";

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for object in linter.objects {
        let kind = match object.kind {
            ObjectKind::Operation => "operation",
            ObjectKind::Parameter => "parameter",
            ObjectKind::Schema => "schema",
            _ => continue,
        };
        let deprecated = object.node.get("deprecated");
        let is_deprecated = deprecated.is_some_and(|deprecated| deprecated.to_json() == true);
        if is_deprecated && object.reference().is_none() && !has_replacement(object) {
            linter.report(
                Rule::MissingReplacement,
                linter.keyword(&object.pointer, "deprecated"),
                format!(
                    "the deprecated {kind} `{}` names no replacement",
                    name(object)
                ),
                "end the description with \"Use `…` instead.\" or \"There is no replacement.\"",
            );
        }
    }
}

fn has_replacement(object: &Object<'_>) -> bool {
    let keywords = ["description", "summary"].into_iter();
    let strings = keywords.filter_map(|keyword| string(object.node, keyword));
    strings
        .flat_map(split_words)
        .any(|word| has_word(KEYWORDS, &word))
}

fn name(object: &Object<'_>) -> String {
    ["operationId", "name"]
        .iter()
        .find_map(|keyword| string(object.node, keyword).map(str::to_owned))
        .or_else(|| pointer::keys(&object.pointer).pop())
        .unwrap_or_default()
}
