//! Paths with a slash at their end among paths without, and the other way round.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Entry, Node, pointer};

/// More than this are one finding: a document that mixes them throughout does so on purpose.
const MANY: usize = 10;

/// Reports the paths that end otherwise than most do; of two halves, those that end otherwise than the first path.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let paths = checker.tree.root.get("paths").and_then(Node::as_mapping);
    let (slashed, bare): (Vec<&Entry>, Vec<&Entry>) = paths
        .into_iter()
        .flatten()
        .filter(|entry| has_style(&entry.key))
        .partition(|entry| entry.key.ends_with('/'));
    let (Some(first_slashed), Some(first_bare)) = (slashed.first(), bare.first()) else {
        return;
    };
    let is_slash_the_rule = match slashed.len().cmp(&bare.len()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => first_slashed.key_span.start < first_bare.key_span.start,
    };
    let (odd, usual) = match is_slash_the_rule {
        true => (bare, first_slashed),
        false => (slashed, first_bare),
    };
    let usual_at = checker.keyword("/paths", &usual.key);
    if odd.len() > MANY {
        let shown: Vec<String> = odd
            .iter()
            .take(MANY)
            .map(|entry| format!("`{}`", entry.key))
            .collect();
        let more = odd.len().saturating_sub(MANY);
        let message = format!(
            "{} paths {} a slash at their end, and the others {}",
            odd.len(),
            if is_slash_the_rule { "lack" } else { "have" },
            if is_slash_the_rule {
                "have one"
            } else {
                "have none"
            },
        );
        let at = checker.tree.key("/paths");
        let finding = Diagnostic::new(Code::PathStyle, at, message)
            .related(usual_at, "another one")
            .help(format!(
                "see whether they are meant so: {} and {more} more",
                shown.join(", ")
            ));
        return checker.add(finding);
    }
    for entry in odd {
        let (message, meant) = if is_slash_the_rule {
            (
                format!(
                    "`{}` has no slash at its end, and other paths have one",
                    entry.key
                ),
                format!("{}/", entry.key),
            )
        } else {
            (
                format!(
                    "`{}` has a slash at its end, and other paths have none",
                    entry.key
                ),
                entry.key.trim_end_matches('/').to_owned(),
            )
        };
        let at = checker.tree.key(&pointer::child("/paths", &entry.key));
        checker.add(
            Diagnostic::new(Code::PathStyle, at, message)
                .related(usual_at.clone(), "another one")
                .help(format!("write `{meant}`")),
        );
    }
}

/// The root has no other spelling, and a file (`/users.json`, `/{id}.csv`) takes no slash.
fn has_style(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    path.len() > 1 && path.starts_with('/') && !last.contains('.')
}
