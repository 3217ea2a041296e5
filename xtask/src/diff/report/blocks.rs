//! The lines of a document that a change is about: as a diff, or one of both sides.

use crate::diagnostic::{Anchor, Locator};
use crate::diff::excerpt::excerpts;
use crate::diff::fingerprint::is_below;
use crate::diff::report::labels;
use crate::diff::{Comparison, Finding, OF_RUST};

/// More lines are counted.
const MAX_LINES: usize = 16;

/// The lines shown around what differs.
const AROUND: usize = 2;

/// The lines that differ, if they show the change; changes in Rust have more than one cause.
pub(super) fn excerpt(comparison: &Comparison<'_>, finding: &Finding) -> Vec<String> {
    if OF_RUST.contains(&finding.change.rule) {
        return Vec::new();
    }
    let (mut base, mut head) = (finding.change.base.as_ref(), finding.change.head.as_ref());
    if let (Some(before), Some(after)) = (base, head) {
        let parent = |at: &Anchor| at.pointer.rsplit_once('/').map(|(it, _)| it.to_owned());
        if is_below(&before.pointer, &after.pointer) {
            head = None;
        } else if is_below(&after.pointer, &before.pointer) {
            base = None;
        } else if parent(before) != parent(after) {
            // Lines of different objects, as of `required` and of a property, are no diff of each other.
            let before = block(&comparison.base, before);
            let after = block(&comparison.head, after);
            let is_item = |lines: &[String]| matches!(lines, [line] if line.starts_with("- "));
            return match after.as_slice() {
                _ if is_item(&before) => signed('-', &before),
                _ if is_item(&after) => signed('+', &after),
                [line] => vec![format!("  {}", labels::shortened(line))],
                _ => Vec::new(),
            };
        }
    }
    let lines = |file: &Locator<'_>, at: Option<&Anchor>| at.map(|at| block(file, at));
    let before = lines(&comparison.base, base);
    let after = lines(&comparison.head, head);
    match (before, after) {
        (Some(before), Some(after)) => difference(&before, &after),
        (Some(lines), None) => signed('-', &lines),
        (None, Some(lines)) => signed('+', &lines),
        (None, None) => Vec::new(),
    }
}

/// The line of a location with all that is in it: in YAML and in most JSON that is further to the right.
fn block(file: &Locator<'_>, at: &Anchor) -> Vec<String> {
    let mut lines = file.lines_from(at);
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let indent = indentation(first);
    let inner = lines.take_while(|line| line.trim().is_empty() || indentation(line) > indent);
    let block = std::iter::once(first).chain(inner);
    let block = block.map(|line| line.get(indent.min(indentation(line))..).unwrap_or(line));
    let mut block: Vec<String> = block.map(|line| line.trim_end().to_owned()).collect();
    while block.last().is_some_and(String::is_empty) {
        block.pop();
    }
    block
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Two blocks as a diff; nothing if they are equal, or differ in so much that it would not show the change.
fn difference(before: &[String], after: &[String]) -> Vec<String> {
    if let ([before], [after]) = (before, after) {
        let (before, after) = excerpts(before, after, labels::MAX_VALUE);
        return match before == after {
            true => Vec::new(),
            false => vec![format!("- {before}"), format!("+ {after}")],
        };
    }
    let pairs = before.iter().zip(after);
    let start = pairs.take_while(|(a, b)| a == b).count();
    let pairs = before.iter().rev().zip(after.iter().rev());
    let most = before.len().min(after.len()) - start;
    let end = pairs.take(most).take_while(|(a, b)| a == b).count();
    let middle = |lines: &[String]| -> Vec<String> {
        let until = lines.len() - end;
        lines.get(start..until).unwrap_or_default().to_vec()
    };
    let (removed, added) = (middle(before), middle(after));
    let is_whole = start == 0;
    if !is_whole && removed.len().max(added.len()) > MAX_LINES {
        return Vec::new();
    }
    let context = |from: usize, to: usize| -> Vec<String> {
        let lines = before.get(from..to).unwrap_or_default().iter();
        lines
            .map(|line| format!("  {}", labels::shortened(line)))
            .collect()
    };
    let mut lines = Vec::new();
    if !removed.is_empty() || !added.is_empty() {
        lines.extend(context(start.saturating_sub(AROUND), start));
        lines.extend(signed('-', &removed));
        lines.extend(signed('+', &added));
        let from = before.len() - end;
        lines.extend(context(from, (from + AROUND).min(before.len())));
    }
    lines
}

fn signed(sign: char, lines: &[String]) -> Vec<String> {
    let more = lines.len().saturating_sub(MAX_LINES);
    let shown = lines.iter().take(MAX_LINES);
    let shown = shown.map(|line| format!("{sign} {}", labels::shortened(line)));
    let more = (more > 0).then(|| format!("{sign} … {more} more lines"));
    shown.chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn only_what_differs_is_shown_with_a_little_around_it() {
        let before = lines("a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n  f: 5");
        let after = lines("a:\n  b: 1\n  c: 2\n  x: 3\n  y: 3\n  e: 4\n  f: 5");
        let expected =
            lines("    b: 1\n    c: 2\n-   d: 3\n+   x: 3\n+   y: 3\n    e: 4\n    f: 5");
        assert_eq!(difference(&before, &after), expected);
        assert_eq!(difference(&before, &before), lines(""));
        let more = "  z: 1\n".repeat(20);
        assert_eq!(
            difference(&before, &lines(&format!("a:\n{more}"))),
            lines("")
        );
    }

    #[test]
    fn long_blocks_are_cut_with_a_mark() {
        let long = lines(&"x\n".repeat(18));
        let shown = signed('+', &long);
        assert_eq!(shown.len(), 17);
        assert_eq!(shown.last().unwrap(), "+ … 2 more lines");
    }
}
