//! [`json`]: a comparison as JSON, for scripts. The shape is stable: what is there keeps its meaning, and a change that would break
//! a reader raises `version`.

use serde::Serialize;
use serde_json::Value;

use super::words;
use crate::diagnostic::json::{Place, place};
use crate::diagnostic::{Anchor, Position};
use crate::diff::accepted::Entry;
use crate::diff::{Comparison, Facts, Finding, Level, RustChange, Side};

/// The version of the shape.
const VERSION: u32 = 1;

/// All that differs between two documents. `cargo xtask diff --help` says what each field is.
#[derive(Debug, Serialize)]
struct Report<'a> {
    version: u32,
    base: &'a str,
    head: &'a str,
    verdict: VerdictJson<'a>,
    counts: Counts,
    changes: Vec<ChangeJson<'a>>,
    stale: Vec<StaleJson<'a>>,
}

/// Which version the crate needs.
#[derive(Debug, Serialize)]
struct VerdictJson<'a> {
    needs: &'static str,
    base_version: &'a str,
    head_version: &'a str,
    least_version: Option<&'a str>,
    is_enough: bool,
}

/// How many changes there are.
#[derive(Debug, Serialize)]
struct Counts {
    breaking: usize,
    risky: usize,
    safe: usize,
    docs: usize,
    accepted: usize,
}

/// A change.
#[derive(Debug, Serialize)]
struct ChangeJson<'a> {
    rule: &'static str,
    level: &'static str,
    direction: &'static str,
    subject: &'a str,
    message: &'a str,
    fingerprint: &'a str,
    accepted: Option<&'a str>,
    base: Option<Place<'a>>,
    head: Option<Place<'a>>,
    facts: &'a Facts,
    witness: Option<WitnessJson<'a>>,
    reach: Vec<ReachJson<'a>>,
    rust: Vec<RustJson<'a>>,
}

/// A value that proves a change.
#[derive(Debug, Serialize)]
struct WitnessJson<'a> {
    pointer: &'a str,
    value: &'a Value,
}

/// An operation that a change reaches.
#[derive(Debug, Serialize)]
struct ReachJson<'a> {
    operation: &'a str,
    part: &'a str,
}

/// What happens to Rust code.
#[derive(Debug, Serialize)]
struct RustJson<'a> {
    path: &'a str,
    new_path: Option<&'a str>,
    effect: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    base: Option<Place<'a>>,
    head: Option<Place<'a>>,
}

/// What was accepted and is not there.
#[derive(Debug, Serialize)]
struct StaleJson<'a> {
    file: &'a str,
    line: usize,
    rule: &'a str,
    at: &'a str,
    fingerprint: &'a str,
    reason: &'a str,
}

/// What `--format json` prints.
pub fn json<'a>(comparison: &'a Comparison<'a>) -> impl Serialize + 'a {
    let verdict = &comparison.verdict;
    let count = |level: Level| {
        comparison
            .findings
            .iter()
            .filter(|it| it.change.level == level)
            .count()
    };
    Report {
        version: VERSION,
        base: &comparison.base.path,
        head: &comparison.head.path,
        verdict: VerdictJson {
            needs: verdict.needs.as_str(),
            base_version: &verdict.base,
            head_version: &verdict.head,
            least_version: verdict.least.as_deref(),
            is_enough: verdict.is_enough,
        },
        counts: Counts {
            breaking: count(Level::Breaking),
            risky: count(Level::Risky),
            safe: count(Level::Safe),
            docs: count(Level::Docs),
            accepted: comparison
                .findings
                .iter()
                .filter(|it| it.accepted.is_some())
                .count(),
        },
        changes: comparison
            .findings
            .iter()
            .map(|it| change(comparison, it))
            .collect(),
        stale: comparison
            .stale
            .iter()
            .map(|entry| stale(comparison, entry))
            .collect(),
    }
}

fn change<'a>(comparison: &'a Comparison<'a>, finding: &'a Finding) -> ChangeJson<'a> {
    let change = &finding.change;
    ChangeJson {
        rule: change.rule.as_str(),
        level: words::level(change.level),
        direction: words::direction(change.direction),
        subject: &change.subject,
        message: &change.message,
        fingerprint: &finding.fingerprint,
        accepted: finding.accepted.as_deref(),
        base: at(&comparison.base, change.base.as_ref()),
        head: at(&comparison.head, change.head.as_ref()),
        facts: &change.facts,
        witness: change.witness.as_ref().map(|it| WitnessJson {
            pointer: &it.pointer,
            value: &it.value,
        }),
        reach: change
            .reach
            .iter()
            .map(|it| ReachJson {
                operation: &it.operation,
                part: &it.part,
            })
            .collect(),
        rust: change.rust.iter().map(|it| rust(comparison, it)).collect(),
    }
}

fn rust<'a>(comparison: &'a Comparison<'a>, item: &'a RustChange) -> RustJson<'a> {
    RustJson {
        path: &item.path,
        new_path: item.new_path.as_deref(),
        effect: words::effect(item.effect),
        before: item.before.as_deref(),
        after: item.after.as_deref(),
        base: at(&comparison.base, item.base.as_ref()),
        head: at(&comparison.head, item.head.as_ref()),
    }
}

fn stale<'a>(comparison: &'a Comparison<'a>, entry: &'a Entry) -> StaleJson<'a> {
    let file = comparison.accepted.as_ref();
    let position = file.map(|file| file.lines().position(entry.line.start));
    let Position { line, .. } = position.unwrap_or(Position { line: 1, column: 1 });
    StaleJson {
        file: file.map_or("", |file| file.path.as_str()),
        line,
        rule: &entry.rule,
        at: &entry.at,
        fingerprint: &entry.fingerprint,
        reason: &entry.reason,
    }
}

fn at<'a>(side: &'a Side<'a>, anchor: Option<&'a Anchor>) -> Option<Place<'a>> {
    anchor.map(|anchor| place(&side.path, side.lines(), anchor))
}
