//! [`markdown`]: a comparison as a comment on a pull request.
//!
//! It has a limit. A comment that would be longer first loses long lists of operations, then details of what is harmless,
//! then rows of tables: what breaks or may break is named last of all. It lists what it leaves out.

use std::fmt::Write as _;

use super::changelog::changelog;
use super::details::{details, docs};
use super::escape::{block, code, collapsed, prose, visible};
use super::groups::{Group, groups, items};
use super::labels;
use super::links::place;
use super::signatures::signatures;
use super::tables::{accepted, list, table};
use crate::diagnostic::{Report, phrase};
use crate::diff::{Comparison, Effect, Failure, Level, RustChange};
use crate::source::Tree;

/// A comment of GitHub has at most 65,536 characters; a script may add some.
const MAX_LENGTH: usize = 50_000;

/// How many operations of a change are listed: as many as there are, or fewer.
const MAX_OPERATIONS: [usize; 4] = [usize::MAX, 16, 5, 1];

/// What a comment has of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A row for each change.
    Table,
    /// The subjects of the first changes, by rule.
    Names(usize),
    /// How many there are.
    Count,
}

/// The parts, in the order in which details are added if there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Breaking,
    Risky,
    BreaksRust,
    Accepted,
    Safe,
    Docs,
}

const KINDS: [Kind; 6] = [
    Kind::Breaking,
    Kind::Risky,
    Kind::BreaksRust,
    Kind::Accepted,
    Kind::Safe,
    Kind::Docs,
];

/// What a comment has. Details are counted over all parts.
#[derive(Clone, Copy, Debug)]
struct Shape {
    forms: [Form; 6],
    operations: usize,
    details: usize,
    rust: usize,
    has_changelog: bool,
}

/// Findings of a kind.
struct Part<'a> {
    kind: Kind,
    groups: Vec<Group<'a>>,
}

impl Part<'_> {
    /// In how many places something changes.
    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.edits.len()).sum()
    }
}

struct Comment<'a> {
    comparison: &'a Comparison<'a>,
    head: String,
    parts: [Part<'a>; 6],
    rust: Vec<&'a RustChange>,
    changelog: Vec<String>,
}

/// The verdict, a table for each level, and collapsed details, as far as they fit into a comment.
pub fn markdown(comparison: &Comparison<'_>) -> String {
    let comment = Comment::new(comparison);
    let whole = comment.whole();
    let fits = |shape: &Shape| comment.text(*shape).chars().count() <= MAX_LENGTH;
    let shapes = MAX_OPERATIONS.map(|operations| Shape {
        operations,
        ..whole
    });
    if let Some(shape) = shapes.into_iter().find(fits) {
        return comment.text(shape);
    }
    let mut shape = comment.least(fits);
    // Then as much as there is room for, what is worst first.
    let all = comment.count();
    let worse = all - comment.count_of(Kind::Safe) - comment.count_of(Kind::Docs);
    shape.details = most(worse, |details| fits(&Shape { details, ..shape }));
    shape.rust = most(comment.rust.len(), |rust| fits(&Shape { rust, ..shape }));
    if shape.details == worse {
        let details = |more| Shape {
            details: worse + more,
            ..shape
        };
        shape.details += most(all - worse, |more| fits(&details(more)));
    }
    comment.text(shape)
}

/// The greatest number up to one for which something fits.
fn most(max: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, max);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        match fits(middle) {
            true => low = middle,
            false => high = middle - 1,
        }
    }
    low
}

impl<'a> Comment<'a> {
    fn new(comparison: &'a Comparison<'a>) -> Self {
        let mut parts = KINDS.map(|kind| Part {
            kind,
            groups: Vec::new(),
        });
        for group in groups(&comparison.findings) {
            let kind = kind(&group);
            if let Some(part) = parts.iter_mut().find(|part| part.kind == kind) {
                part.groups.push(group);
            }
        }
        Self {
            changelog: changelog(parts.iter().flat_map(|part| &part.groups)),
            rust: items(&comparison.findings),
            parts,
            head: head(comparison),
            comparison,
        }
    }

    fn whole(&self) -> Shape {
        Shape {
            forms: [Form::Table; 6],
            operations: usize::MAX,
            details: self.count(),
            rust: self.rust.len(),
            has_changelog: true,
        }
    }

    /// The least loss with which the comment fits without details.
    fn least(&self, fits: impl Fn(&Shape) -> bool) -> Shape {
        use Form::{Count, Names, Table};
        const ALL: Form = Names(usize::MAX);
        let shape = |forms| Shape {
            forms,
            operations: 5,
            details: 0,
            rust: 0,
            has_changelog: false,
        };
        let forms = [
            [Table, Table, Table, Table, Table, Count],
            [Table, Table, Table, Table, ALL, Count],
            [Table, Table, Table, ALL, Count, Count],
            [Table, Table, ALL, ALL, Count, Count],
            [Table, ALL, ALL, ALL, Count, Count],
            [ALL, ALL, ALL, ALL, Count, Count],
            [ALL, ALL, ALL, Count, Count, Count],
        ];
        if let Some(shape) = forms.map(shape).into_iter().find(&fits) {
            return shape;
        }
        let cut = |names| {
            shape([
                Names(names),
                Names(names),
                Names(names),
                Count,
                Count,
                Count,
            ])
        };
        cut(most(self.comparison.findings.len(), |names| {
            fits(&cut(names))
        }))
    }

    fn count(&self) -> usize {
        self.parts.iter().map(|part| part.groups.len()).sum()
    }

    fn count_of(&self, kind: Kind) -> usize {
        let parts = self.parts.iter().filter(|part| part.kind == kind);
        parts.map(|part| part.groups.len()).sum()
    }

    fn text(&self, shape: Shape) -> String {
        let comparison = self.comparison;
        let mut text = self.head.clone();
        let mut lost = Vec::new();
        let mut details = shape.details;
        let mut undetailed = 0;
        let mut parts = String::new();
        for (part, form) in self.parts.iter().zip(shape.forms) {
            let detailed = part.groups.len().min(details);
            details -= detailed;
            if form != Form::Count {
                undetailed += part.groups.len() - detailed;
            }
            parts += &self
                .part(part, form, detailed, shape.operations)
                .unwrap_or_default();
            if let Some(loss) = loss(part, form) {
                lost.push(loss);
            }
        }
        if undetailed > 0 {
            let plural = if undetailed == 1 { "" } else { "s" };
            lost.push(format!("the details of {undetailed} change{plural}"));
        }
        if shape.operations < usize::MAX {
            lost.push("long lists of operations".to_owned());
        }
        if shape.rust < self.rust.len() {
            lost.push(format!(
                "{} items of the Rust API",
                self.rust.len() - shape.rust
            ));
        }
        if !shape.has_changelog && !self.changelog.is_empty() {
            lost.push("the entry for the changelog".to_owned());
        }
        if !lost.is_empty() {
            let _ = writeln!(
                text,
                "\n*Left out, to fit into a comment: {}. `cargo xtask diff` shows everything.*",
                phrase::join(lost)
            );
        }
        text += &unread(comparison).unwrap_or_default();
        text += &parts;
        text += &stale(comparison).unwrap_or_default();
        if shape.rust > 0 {
            text += &signatures(&self.rust, shape.rust).unwrap_or_default();
        }
        if shape.has_changelog && !self.changelog.is_empty() {
            let lines = block("markdown", &self.changelog);
            text += &collapsed("Entry for the changelog", &lines);
        }
        text
    }

    fn part(
        &self,
        part: &Part<'_>,
        form: Form,
        detailed: usize,
        operations: usize,
    ) -> Option<String> {
        let count = part.count();
        if count == 0 || form == Form::Count {
            return None;
        }
        let mut text = match (part.kind, form) {
            (Kind::Docs, _) => String::new(),
            (_, Form::Names(names)) => list(&part.groups, names),
            (Kind::Accepted, _) => accepted(&part.groups),
            (_, _) => table(&part.groups),
        };
        let details: String = match part.kind {
            Kind::Docs => {
                let groups = part.groups.iter().enumerate();
                groups
                    .map(|(index, it)| docs(self.comparison, it, index < detailed))
                    .collect()
            }
            _ => {
                let groups = part.groups.iter().take(detailed);
                groups
                    .map(|it| details(self.comparison, it, operations, form == Form::Table))
                    .collect()
            }
        };
        let title = format!("{} ({count})", title(part.kind));
        if part.kind >= Kind::Accepted {
            return Some(collapsed(&title, &(text + &details)));
        }
        if !details.is_empty() {
            text += &collapsed("Details", details.trim_start_matches('\n'));
        }
        Some(format!("\n### {title}\n\n{text}"))
    }
}

fn kind(group: &Group<'_>) -> Kind {
    let levels = group.first().iter().map(|it| it.change.level);
    match (levels.max(), group.worst()) {
        _ if group.first().iter().any(|it| it.accepted.is_some()) => Kind::Accepted,
        (Some(Level::Breaking), _) => Kind::Breaking,
        (Some(Level::Risky), _) => Kind::Risky,
        (_, Effect::Breaks) => Kind::BreaksRust,
        (Some(Level::Safe), _) => Kind::Safe,
        _ => Kind::Docs,
    }
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Breaking => "Breaking",
        Kind::Risky => "Risky",
        Kind::BreaksRust => "Breaks only Rust code",
        Kind::Accepted => "Accepted",
        Kind::Safe => "Safe",
        Kind::Docs => "Docs",
    }
}

/// What a form does not have of a part.
fn loss(part: &Part<'_>, form: Form) -> Option<String> {
    let count = part.count();
    let noun = match part.kind {
        Kind::Breaking => "breaking",
        Kind::Risky => "risky",
        Kind::BreaksRust => "other",
        Kind::Accepted => "accepted",
        Kind::Safe => "safe",
        Kind::Docs => "docs",
    };
    let plural = if count == 1 { "" } else { "s" };
    match form {
        _ if count == 0 => None,
        Form::Table => None,
        Form::Count => Some(format!("{count} {noun} change{plural}")),
        Form::Names(_) => Some(format!("what {count} {noun} change{plural} do")),
    }
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
    let (head, base) = (comparison.head.sources(), comparison.base.sources());
    let (head, base) = (code(&head.path(0)), code(&base.path(0)));
    let mut text = format!("## Spec change: {wire}{rust}\n");
    if !comparison.failures.is_empty() {
        let failures = comparison.failures.iter().copied();
        let failures = prose(&phrase::join(failures.map(labels::failure)));
        let _ = writeln!(text, "\n> [!CAUTION]\n> This fails: {failures}.");
    }
    let is_open = |it: &Failure| matches!(it, Failure::NotAccepted(_));
    if comparison.failures.iter().any(is_open) {
        let command = code(labels::ACCEPT);
        let _ = writeln!(
            text,
            "> To accept changes, run {command} and commit the file that it writes."
        );
    }
    let _ = writeln!(text, "\n{version}. {counts}. {head} against {base}.");
    text + &version_edit(comparison).unwrap_or_default()
}

/// The version that is enough, as an edit of the document.
fn version_edit(comparison: &Comparison<'_>) -> Option<String> {
    let verdict = &comparison.verdict;
    let least = verdict.least.as_ref().filter(|_| !verdict.is_enough)?;
    let file = comparison.head.sources();
    let tree = Tree::parse(file.main(), &mut Report::default())?;
    let version = tree.get("/x-rust/version")?;
    let at = tree.value("/x-rust/version");
    let line = comparison.head.line_text(&at);
    let text = file.main();
    let start = text.get(..at.span.start)?.rsplit('\n').next()?;
    let end = text.get(at.span.end..)?.split('\n').next()?;
    // It may be in quotes.
    let value = text.get(at.span.clone())?;
    let value = value.replace(version.as_str()?, least);
    let lines = [
        format!("-{line}"),
        format!("+{start}{value}{}", end.trim_end()),
    ];
    let place = place(comparison, Some(&at), true)?;
    Some(format!("\n{place}:\n\n{}\n", block("diff", &lines)))
}

fn unread(comparison: &Comparison<'_>) -> Option<String> {
    let [before, after] = &comparison.unread;
    let lines = [(after, true), (before, false)].map(|(findings, is_head)| {
        labels::listed(findings, |it| {
            let place = place(comparison, Some(&it.at), is_head).unwrap_or_default();
            format!("{place}: {}", prose(&it.message))
        })
    });
    let lines = lines.iter().flatten().map(|line| format!("- {line}\n"));
    let (count, lines) = (before.len() + after.len(), lines.collect::<String>());
    (count > 0).then(|| format!("\n### Not compared, since it cannot be read ({count})\n\n{lines}"))
}

fn stale(comparison: &Comparison<'_>) -> Option<String> {
    let file = comparison.accepted_file.as_ref()?;
    let lines = labels::listed(&comparison.stale, |entry| {
        let place = code(&file.place(&entry.anchor()));
        let rule = visible(&entry.rule).replace(['<', '&'], "");
        format!("{place}: {rule} {} {}", code(&entry.at), entry.fault())
    });
    let lines: String = lines.iter().map(|line| format!("- {line}\n")).collect();
    let command = code("cargo xtask diff --accept");
    (!lines.is_empty()).then(|| {
        format!("\n### Entries that match no change\n\n{lines}\n{command} removes these entries.\n")
    })
}
