//! [`markdown`]: a comparison as a comment on a pull request.

use std::fmt::Write as _;

use super::escape::{block, code, prose, visible};
use super::words::{self, LEVELS};
use crate::diagnostic::Anchor;
use crate::diff::excerpt::excerpts;
use crate::diff::fingerprint::is_below;
use crate::diff::{Comparison, Effect, Finding, Level, OF_RUST, RustChange, Side};

/// A comment of GitHub has at most 65,536 characters; what a script writes around it needs some.
const MAX_LENGTH: usize = 50_000;

/// How much is said. What breaks is named in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Everything.
    Full,
    /// Details of what breaks or may do so; the rest in a table.
    Worse,
    /// Details of what breaks; changes that are safe are counted.
    Breaking,
    /// No details.
    Tables,
    /// What breaks by name alone.
    Names,
}

const DETAILS: [Detail; 5] = [
    Detail::Full,
    Detail::Worse,
    Detail::Breaking,
    Detail::Tables,
    Detail::Names,
];

/// The verdict, a table for each level, and folded details; as much as fits into a comment.
pub fn markdown(comparison: &Comparison<'_>) -> String {
    let texts = DETAILS
        .into_iter()
        .map(|detail| (detail, comment(comparison, detail)));
    let mut last = String::new();
    for (_, text) in texts {
        last = text;
        if last.chars().count() <= MAX_LENGTH {
            break;
        }
    }
    last
}

fn comment(comparison: &Comparison<'_>, detail: Detail) -> String {
    let mut text = head(comparison);
    for level in LEVELS {
        section(comparison, level, detail, &mut text);
    }
    accepted(comparison, detail, &mut text);
    stale(comparison, &mut text);
    if comparison.open(Level::Breaking).next().is_some() {
        let _ = write!(
            text,
            "\nTo accept what breaks, run {} and commit what it writes.\n",
            code(words::ACCEPT)
        );
    }
    if detail > Detail::Full {
        text.push_str(
            "\nThis is shortened to fit into a comment: `cargo xtask diff` shows everything.\n",
        );
    }
    text
}

fn head(comparison: &Comparison<'_>) -> String {
    let open: Vec<&Finding> = comparison.open(Level::Docs).collect();
    let wire = match open.iter().map(|finding| finding.change.level).max() {
        Some(Level::Breaking) => "breaks clients",
        Some(Level::Risky) => "may break clients",
        Some(Level::Safe) => "safe on the wire",
        Some(Level::Docs) => "docs only",
        None if comparison.findings.is_empty() => "none",
        None => "all accepted",
    };
    // Code breaks whatever is accepted.
    let rust = match comparison.findings.iter().map(words::worst).max() {
        Some(Effect::Breaks) => ", breaks Rust code",
        _ => "",
    };
    let title = format!("Spec change: {wire}{rust}");
    let counts = words::sentence(&words::counts(comparison));
    let version = words::sentence(&words::version(&comparison.verdict));
    let version = prose(&version);
    let strong = if comparison.verdict.is_enough {
        version
    } else {
        format!("**{version}**")
    };
    format!(
        "## {title}\n\n{strong}. {counts}.\n\n{} against {}\n",
        code(&comparison.head.path),
        code(&comparison.base.path),
    )
}

fn section(comparison: &Comparison<'_>, level: Level, detail: Detail, text: &mut String) {
    let findings = comparison.of(level);
    if findings.is_empty() {
        return;
    }
    let title = match level {
        Level::Breaking => "Breaking",
        Level::Risky => "Risky",
        Level::Safe => "Safe",
        Level::Docs => "Docs",
    };
    let count = findings.len();
    let is_folded = level <= Level::Safe;
    match level {
        Level::Docs if detail == Detail::Full && count <= 20 => {
            let _ = write!(
                text,
                "\n<details><summary>{title} ({count})</summary>\n\n{}\n</details>\n",
                list(comparison, &findings)
            );
            return;
        }
        Level::Docs => return,
        Level::Safe | Level::Risky
            if detail >= Detail::Breaking && rust_breaks(&findings).is_empty() =>
        {
            return;
        }
        Level::Breaking if detail == Detail::Names => {
            let _ = write!(text, "\n### {title} ({count})\n\n{}", names(&findings));
            return;
        }
        _ => {}
    }
    // What breaks Rust code is shown whatever it is on the wire.
    let shown = match level {
        Level::Safe | Level::Risky if detail >= Detail::Breaking => rust_breaks(&findings),
        _ => findings,
    };
    if detail == Detail::Names {
        let _ = write!(
            text,
            "\n### {title}, breaking in Rust ({})\n\n{}",
            shown.len(),
            names(&shown)
        );
        return;
    }
    let is_open = !is_folded || !rust_breaks(&shown).is_empty();
    match is_open {
        true => {
            let _ = write!(text, "\n### {title} ({count})\n\n{}", table(&shown));
        }
        false => {
            let _ = write!(
                text,
                "\n<details><summary>{title} ({count})</summary>\n\n{}",
                table(&shown)
            );
        }
    }
    let detailed = match detail {
        Detail::Full => true,
        Detail::Worse => level >= Level::Risky,
        Detail::Breaking => level == Level::Breaking,
        Detail::Tables | Detail::Names => false,
    };
    if detailed && is_open {
        text.push_str("\n<details><summary>Details</summary>\n");
    }
    if detailed {
        for finding in &shown {
            details(comparison, finding, text);
        }
    }
    if detailed || !is_open {
        text.push_str("\n</details>\n");
    }
}

fn rust_breaks<'a>(findings: &[&'a Finding]) -> Vec<&'a Finding> {
    findings
        .iter()
        .copied()
        .filter(|it| words::worst(it) == Effect::Breaks)
        .collect()
}

fn table(findings: &[&Finding]) -> String {
    let mut text = String::from("| change | on the wire | in Rust |\n| --- | --- | --- |\n");
    for finding in findings {
        let change = &finding.change;
        let _ = writeln!(
            text,
            "| {}<br>{} | {} | {} |",
            code(&change.subject),
            change.rule.as_str(),
            prose(&change.message),
            rust_in_short(finding)
        );
    }
    text
}

/// `breaks: types::User::title and 2 more`.
fn rust_in_short(finding: &Finding) -> String {
    let worst = words::worst(finding);
    let items = || {
        let items = finding.change.rust.iter();
        items.filter(|item| item.effect == worst)
    };
    // Code names functions more often than traits.
    let first = items()
        .find(|item| !item.path.contains(" as "))
        .or(items().next());
    let Some(first) = first else {
        return "nothing".to_owned();
    };
    let more = items().count() - 1;
    let mut text = format!(
        "{}: {}",
        words::item_effect(worst),
        code(&words::path(first))
    );
    if more > 0 {
        let _ = write!(text, " and {more} more");
    }
    text
}

/// The names of what differs by rule: the shortest that leaves nothing out.
fn names(findings: &[&Finding]) -> String {
    let mut rules: Vec<(&str, Vec<String>)> = Vec::new();
    for finding in findings {
        let rule = finding.change.rule.as_str();
        let subject = code(&words::shortened(&finding.change.subject));
        match rules.iter_mut().find(|(name, _)| *name == rule) {
            Some((_, subjects)) => subjects.push(subject),
            None => rules.push((rule, vec![subject])),
        }
    }
    let lines = rules
        .iter()
        .map(|(rule, subjects)| format!("- {rule}: {}\n", subjects.join(", ")));
    lines.collect()
}

fn list(comparison: &Comparison<'_>, findings: &[&Finding]) -> String {
    let line = |finding: &&Finding| {
        let change = &finding.change;
        let at = place(&comparison.head, change.head.as_ref())
            .or_else(|| place(&comparison.base, change.base.as_ref()))
            .unwrap_or_default();
        format!(
            "- {}: {} {at}\n",
            code(&change.subject),
            prose(&change.message)
        )
    };
    findings.iter().map(line).collect()
}

fn details(comparison: &Comparison<'_>, finding: &Finding, text: &mut String) {
    let change = &finding.change;
    let _ = write!(
        text,
        "\n**{}** {}\n\n",
        code(&change.subject),
        change.rule.as_str()
    );
    let places = (
        place(&comparison.head, change.head.as_ref()),
        place(&comparison.base, change.base.as_ref()),
    );
    let place = match places {
        (Some(head), Some(base)) => format!("{head}, was {base}"),
        (Some(head), None) => format!("{head}, new"),
        (None, Some(base)) => format!("gone, was {base}"),
        (None, None) => String::new(),
    };
    if !place.is_empty() {
        let _ = writeln!(text, "- {place}");
    }
    let _ = writeln!(text, "- {}", prose(&change.message));
    if let Some(witness) = &change.witness {
        let (what, value) = words::witness(witness, change.direction);
        let _ = writeln!(text, "- witness: {} ({})", code(&value), prose(&what));
    }
    if !change.reach.is_empty() {
        let operations = words::operations(&change.reach)
            .into_iter()
            .map(|(operation, parts)| match parts.is_empty() {
                true => code(&operation),
                false => format!("{} ({})", code(&operation), prose(&parts)),
            });
        let _ = writeln!(
            text,
            "- reaches {}",
            operations.collect::<Vec<_>>().join(", ")
        );
    }
    if !change.rust.is_empty() {
        text.push_str("\n| Rust | before | after |\n| --- | --- | --- |\n");
    }
    for item in &change.rust {
        let _ = writeln!(text, "{}", row(item));
    }
    let excerpt = excerpt(comparison, finding);
    if !excerpt.is_empty() {
        let _ = writeln!(text, "\n{}", block("diff", &excerpt));
    }
}

/// The lines that differ, if they say it: names in Rust come of more than a line. Of what is gone or new there is one, where it stood or stands.
fn excerpt(comparison: &Comparison<'_>, finding: &Finding) -> Vec<String> {
    if OF_RUST.contains(&finding.change.rule) {
        return Vec::new();
    }
    let (mut base, mut head) = (finding.change.base.as_ref(), finding.change.head.as_ref());
    if let (Some(before), Some(after)) = (base, head) {
        if is_below(&before.pointer, &after.pointer) {
            head = None;
        } else if is_below(&after.pointer, &before.pointer) {
            base = None;
        } else if parent(before) != parent(after) {
            return Vec::new();
        }
    }
    fn line<'a>(side: &Side<'a>, at: Option<&Anchor>) -> Option<&'a str> {
        let start = side.lines().position(at?.span.start).line;
        let line = side.text.lines().nth(start.checked_sub(1)?)?;
        Some(line.trim_end())
    }
    match (line(&comparison.base, base), line(&comparison.head, head)) {
        // The key of what differs inside says nothing.
        (before, after) if before == after => Vec::new(),
        (Some(before), Some(after)) => {
            let (before, after) = excerpts(before, after, words::MAX_VALUE);
            vec![format!("- {before}"), format!("+ {after}")]
        }
        (Some(before), None) => vec![format!("- {}", words::shortened(before))],
        (None, Some(after)) => vec![format!("+ {}", words::shortened(after))],
        (None, None) => Vec::new(),
    }
}

fn parent(at: &Anchor) -> &str {
    at.pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn row(item: &RustChange) -> String {
    let side = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), code);
    format!(
        "| {}: {} | {} | {} |",
        words::item_effect(item.effect),
        code(&words::path(item)),
        side(&item.before),
        side(&item.after)
    )
}

fn place(side: &Side<'_>, at: Option<&Anchor>) -> Option<String> {
    at.map(|at| code(&side.place(at)))
}

/// What is accepted is told as what is not, but folded: whoever reads the reason wants to see for what.
fn accepted(comparison: &Comparison<'_>, detail: Detail, text: &mut String) {
    let findings: Vec<&Finding> = comparison
        .findings
        .iter()
        .filter(|it| it.accepted.is_some())
        .collect();
    if findings.is_empty() {
        return;
    }
    let _ = write!(
        text,
        "\n<details><summary>Accepted ({})</summary>\n\n| change | why | on the wire | in Rust |\n| --- | --- | --- | --- |\n",
        findings.len()
    );
    for finding in &findings {
        let change = &finding.change;
        let reason = finding.accepted.as_deref().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {}<br>{} | {} | {} | {} |",
            code(&change.subject),
            change.rule.as_str(),
            prose(reason),
            prose(&words::sentence(&change.message)),
            rust_in_short(finding)
        );
    }
    if detail <= Detail::Worse {
        for finding in findings {
            details(comparison, finding, text);
        }
    }
    text.push_str("\n</details>\n");
}

fn stale(comparison: &Comparison<'_>, text: &mut String) {
    let Some(file) = comparison
        .accepted
        .as_ref()
        .filter(|_| !comparison.stale.is_empty())
    else {
        return;
    };
    text.push_str("\n### Accepted, but not there\n\n");
    for entry in &comparison.stale {
        let place = code(&file.place(&entry.anchor()));
        let _ = writeln!(
            text,
            "- {place}: {} {}",
            visible(&entry.rule).replace(['<', '&'], ""),
            code(&entry.at)
        );
    }
    let _ = writeln!(
        text,
        "\n{} takes them out.",
        code("cargo xtask diff --accept")
    );
}
