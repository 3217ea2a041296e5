//! [`signatures`]: the Rust API before and after, as users see it.

use super::escape::{block, collapsed, prose};
use super::labels;
use crate::diff::{Effect, RustChange};

/// The first of some items, as a diff for each effect, in which the items of a type or a request are together.
pub(super) fn signatures(items: &[&RustChange], shown: usize) -> Option<String> {
    let mut texts = Vec::new();
    let mut counts = Vec::new();
    for (effect, count, title) in [
        (Effect::Breaks, "breaking", "Breaks code that uses it"),
        (Effect::Warns, "deprecated", "Compiles with a warning"),
        (Effect::Adds, "added", "Added"),
        (
            Effect::Nothing,
            "unconfirmed",
            "Behind the feature `unconfirmed`",
        ),
    ] {
        let all = items.iter().filter(|item| item.effect == effect).count();
        let shown = items.iter().take(shown);
        let shown: Vec<&RustChange> = shown.filter(|it| it.effect == effect).copied().collect();
        if all > 0 {
            counts.push(format!("{all} {count}"));
        }
        if !shown.is_empty() {
            let left = match all - shown.len() {
                0 => String::new(),
                left => format!(", {left} more"),
            };
            let lines = lines(&shown);
            texts.push(format!(
                "{}{left}:\n\n{}\n",
                prose(title),
                block("diff", &lines)
            ));
        }
    }
    (!texts.is_empty()).then(|| {
        let title = format!("Rust API ({})", counts.join(", "));
        collapsed(&title, &texts.join("\n"))
    })
}

/// The signatures, behind a line for what has them.
fn lines(items: &[&RustChange]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut last = None;
    for item in items {
        let owner = item.item().map(|it| &it.path.owner);
        if last != owner {
            last = owner;
            lines.extend(owner.map(|owner| format!("  {owner}")));
        }
        lines.extend(labels::signatures(item));
    }
    lines
}
