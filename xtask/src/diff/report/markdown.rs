//! [`markdown`]: a comparison as a comment on a pull request.

use std::fmt::Write as _;

use super::escape::{block, code, prose, visible};
use super::labels::{self, LEVELS};
use crate::diagnostic::{Anchor, Locator};
use crate::diff::excerpt::excerpts;
use crate::diff::fingerprint::is_below;
use crate::diff::{Comparison, Effect, Finding, Level, OF_RUST, RustChange};
use crate::surface::{Item, Member};

/// A comment of GitHub has at most 65,536 characters; a script may add some.
const MAX_LENGTH: usize = 50_000;

/// More changes of documentation are not listed.
const MAX_DOCS: usize = 20;

/// How much is shown. Changes that break clients are always named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Everything.
    Full,
    /// Details of breaking and risky changes; the others in a table.
    Worse,
    /// Details of breaking changes; the others are counted.
    Breaking,
    /// No details.
    Tables,
    /// Only the names of breaking changes.
    Names,
}

const DETAILS: [Detail; 5] = [
    Detail::Full,
    Detail::Worse,
    Detail::Breaking,
    Detail::Tables,
    Detail::Names,
];

/// The verdict, a table for each level, and collapsed details, as far as they fit into a comment.
pub fn markdown(comparison: &Comparison<'_>) -> String {
    let mut comment = String::new();
    for detail in DETAILS {
        comment = shortened_to(comparison, detail);
        if comment.chars().count() <= MAX_LENGTH {
            break;
        }
    }
    comment
}

fn shortened_to(comparison: &Comparison<'_>, detail: Detail) -> String {
    let mut text = head(comparison);
    for level in LEVELS {
        text += &section(comparison, level, detail).unwrap_or_default();
    }
    text += &accepted(comparison, detail);
    text += &stale(comparison).unwrap_or_default();
    if comparison.open(Level::Breaking).next().is_some() {
        let command = code(labels::ACCEPT);
        let _ = writeln!(
            text,
            "\nTo accept the breaking changes, run {command} and commit the file that it writes."
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
    let open = comparison.open(Level::Docs);
    let wire = match open.map(|finding| finding.change.level).max() {
        Some(Level::Breaking) => "breaks clients",
        Some(Level::Risky) => "may break clients",
        Some(Level::Safe) => "safe on the wire",
        Some(Level::Docs) => "docs only",
        None if comparison.findings.is_empty() => "none",
        None => "all accepted",
    };
    // Accepted changes break Rust code as well.
    let rust = match comparison.findings.iter().map(labels::worst).max() {
        Some(Effect::Breaks) => ", breaks Rust code",
        _ => "",
    };
    let counts = labels::capitalized(&labels::counts(comparison));
    let version = labels::capitalized(&labels::version(&comparison.verdict));
    let version = match comparison.verdict.is_enough {
        true => prose(&version),
        false => format!("**{}**", prose(&version)),
    };
    let path = |side: &Locator<'_>| code(&side.sources().path(0));
    let (head, base) = (path(&comparison.head), path(&comparison.base));
    format!("## Spec change: {wire}{rust}\n\n{version}. {counts}.\n\n{head} against {base}\n")
}

fn section(comparison: &Comparison<'_>, level: Level, detail: Detail) -> Option<String> {
    let mut findings = comparison.of(level);
    let count = findings.len();
    let title = labels::capitalized(labels::level(level));
    if level == Level::Docs {
        let is_shown = detail == Detail::Full && (1..=MAX_DOCS).contains(&count);
        let list: String = findings.iter().map(|it| line(comparison, it)).collect();
        return is_shown.then(|| collapsed(&format!("{title} ({count})"), &list));
    }
    // Changes that break Rust code are shown whatever they are on the wire.
    let breaks_rust = |it: &&Finding| labels::worst(it) == Effect::Breaks;
    let is_reduced = level < Level::Breaking && detail >= Detail::Breaking;
    if is_reduced {
        findings.retain(breaks_rust);
    }
    if findings.is_empty() {
        return None;
    }
    if detail == Detail::Names {
        let count = findings.len();
        let suffix = if is_reduced { ", breaking in Rust" } else { "" };
        return Some(format!(
            "\n### {title}{suffix} ({count})\n\n{}",
            names(&findings)
        ));
    }
    let table = table(&findings);
    let is_detailed = match detail {
        Detail::Full => true,
        Detail::Worse => level >= Level::Risky,
        Detail::Breaking => level == Level::Breaking,
        Detail::Tables | Detail::Names => false,
    };
    let details: Option<String> =
        is_detailed.then(|| findings.iter().map(|it| details(comparison, it)).collect());
    if level > Level::Safe || findings.iter().any(breaks_rust) {
        let details = details.map(|it| collapsed("Details", it.trim_start_matches('\n')));
        let details = details.unwrap_or_default();
        Some(format!("\n### {title} ({count})\n\n{table}{details}"))
    } else {
        let details = details.unwrap_or_default();
        Some(collapsed(
            &format!("{title} ({count})"),
            &format!("{table}{details}"),
        ))
    }
}

fn collapsed(summary: &str, content: &str) -> String {
    format!("\n<details><summary>{summary}</summary>\n\n{content}\n</details>\n")
}

fn table(findings: &[&Finding]) -> String {
    let rows = findings.iter().map(|finding| {
        let change = &finding.change;
        let (subject, rule) = (code(&change.subject), change.rule.as_str());
        let also = match labels::also(change).len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        let rust = rust_in_short(finding);
        format!(
            "| {subject}{also}<br>{rule} | {} | {rust} |\n",
            prose(&change.message)
        )
    });
    let rows: String = rows.collect();
    format!("| change | on the wire | in Rust |\n| --- | --- | --- |\n{rows}")
}

/// `breaks: types::User::title and 2 more`.
fn rust_in_short(finding: &Finding) -> String {
    let worst = labels::worst(finding);
    let items = finding.change.rust.iter();
    let items: Vec<&RustChange> = items.filter(|item| item.effect == worst).collect();
    // Code uses functions more often than traits.
    let is_no_trait = |change: &&&RustChange| {
        let member = change.item().map(|item| &item.path.member);
        !matches!(member, Some(Member::Impl(_)))
    };
    let Some(first) = items.iter().find(is_no_trait).or(items.first()) else {
        return "nothing".to_owned();
    };
    let (effect, path) = (labels::item_effect(worst), code(&labels::path(first)));
    match items.len() - 1 {
        0 => format!("{effect}: {path}"),
        more => format!("{effect}: {path} and {more} more"),
    }
}

/// The subjects of changes by rule, the shortest list of all changes.
fn names(findings: &[&Finding]) -> String {
    let mut rules: Vec<(&str, Vec<String>)> = Vec::new();
    for finding in findings {
        let rule = finding.change.rule.as_str();
        let subject = code(&labels::shortened(&finding.change.subject));
        match rules.iter_mut().find(|(name, _)| *name == rule) {
            Some((_, subjects)) => subjects.push(subject),
            None => rules.push((rule, vec![subject])),
        }
    }
    let lines = rules.iter();
    lines
        .map(|(rule, subjects)| format!("- {rule}: {}\n", subjects.join(", ")))
        .collect()
}

fn line(comparison: &Comparison<'_>, finding: &Finding) -> String {
    let change = &finding.change;
    let at = place(&comparison.head, change.head.as_ref());
    let at = at.or_else(|| place(&comparison.base, change.base.as_ref()));
    let (subject, message) = (code(&change.subject), prose(&change.message));
    format!("- {subject}: {message} {}\n", at.unwrap_or_default())
}

fn details(comparison: &Comparison<'_>, finding: &Finding) -> String {
    let change = &finding.change;
    let mut lines = Vec::new();
    let head = place(&comparison.head, change.head.as_ref());
    let base = place(&comparison.base, change.base.as_ref());
    match (head, base) {
        (Some(head), Some(base)) => lines.push(format!("- {head}, was {base}")),
        (Some(head), None) => lines.push(format!("- {head}, added")),
        (None, Some(base)) => lines.push(format!("- removed, was {base}")),
        (None, None) => {}
    }
    lines.push(format!("- {}", prose(&change.message)));
    let also: Vec<String> = labels::also(change).into_iter().map(code).collect();
    if !also.is_empty() {
        lines.push(format!("- also: {}", also.join(", ")));
    }
    if let Some(witness) = &change.witness {
        let (meaning, value) = labels::witness(witness, change.rule);
        lines.push(format!("- witness: {} ({})", code(&value), prose(&meaning)));
    }
    let operations = labels::operations(&change.reach).into_iter();
    let operations = operations.map(|(operation, parts)| match parts.is_empty() {
        true => code(&operation),
        false => format!("{} ({})", code(&operation), prose(&parts)),
    });
    let operations: Vec<String> = operations.collect();
    if !operations.is_empty() {
        lines.push(format!("- affects {}", operations.join(", ")));
    }
    if !change.rust.is_empty() {
        lines.push("\n| Rust | before | after |\n| --- | --- | --- |".to_owned());
        lines.extend(change.rust.iter().map(row));
    }
    let excerpt = excerpt(comparison, finding);
    if !excerpt.is_empty() {
        lines.push(format!("\n{}", block("diff", &excerpt)));
    }
    let (subject, rule) = (code(&change.subject), change.rule.as_str());
    format!("\n**{subject}** {rule}\n\n{}\n", lines.join("\n"))
}

/// The lines that differ, if they show the change. For what was added or removed, there is one line. Changes in Rust
/// have more than one cause.
fn excerpt(comparison: &Comparison<'_>, finding: &Finding) -> Vec<String> {
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
            return Vec::new();
        }
    }
    fn line<'a>(file: &Locator<'a>, at: Option<&Anchor>) -> Option<&'a str> {
        Some(file.line_text(at?).trim_end())
    }
    match (line(&comparison.base, base), line(&comparison.head, head)) {
        // What differs is below the line.
        (before, after) if before == after => Vec::new(),
        (Some(before), Some(after)) => {
            let (before, after) = excerpts(before, after, labels::MAX_VALUE);
            vec![format!("- {before}"), format!("+ {after}")]
        }
        (before, after) => [("-", before), ("+", after)]
            .into_iter()
            .filter_map(|(sign, line)| Some(format!("{sign} {}", labels::shortened(line?))))
            .collect(),
    }
}

fn row(item: &RustChange) -> String {
    let signature = |it: &Option<Item>| match it {
        Some(item) => code(&item.to_string()),
        None => "–".to_owned(),
    };
    let (effect, path) = (labels::item_effect(item.effect), code(&labels::path(item)));
    let (before, after) = (signature(&item.before), signature(&item.after));
    format!("| {effect}: {path} | {before} | {after} |")
}

fn place(file: &Locator<'_>, at: Option<&Anchor>) -> Option<String> {
    at.map(|at| code(&file.place(at)))
}

/// Accepted changes have the same details, for readers of the reasons.
fn accepted(comparison: &Comparison<'_>, detail: Detail) -> String {
    let (mut rows, mut all_details) = (String::new(), String::new());
    for (finding, reason) in comparison.accepted() {
        let change = &finding.change;
        let (subject, rule) = (code(&change.subject), change.rule.as_str());
        let (reason, message) = (prose(reason), prose(&change.message));
        let rust = rust_in_short(finding);
        let _ = writeln!(
            rows,
            "| {subject}<br>{rule} | {reason} | {message} | {rust} |"
        );
        if detail <= Detail::Worse {
            all_details += &details(comparison, finding);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    let summary = format!("Accepted ({})", comparison.accepted().count());
    let head = "| change | why | on the wire | in Rust |\n| --- | --- | --- | --- |";
    collapsed(&summary, &format!("{head}\n{rows}{all_details}"))
}

fn stale(comparison: &Comparison<'_>) -> Option<String> {
    let file = comparison.accepted_file.as_ref()?;
    let lines = comparison.stale.iter().map(|entry| {
        let place = code(&file.place(&entry.anchor()));
        let rule = visible(&entry.rule).replace(['<', '&'], "");
        format!("- {place}: {rule} {}\n", code(&entry.at))
    });
    let lines: String = lines.collect();
    let command = code("cargo xtask diff --accept");
    (!lines.is_empty()).then(|| {
        format!("\n### Accepted, but not found\n\n{lines}\n{command} removes these entries.\n")
    })
}
