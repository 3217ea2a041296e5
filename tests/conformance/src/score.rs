//! [`Score`]: what came of every scenario, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::scenario::Scenario;

/// What came of a scenario.
pub(crate) enum Result {
    Passed,
    Failed(String),
    /// It is not counted.
    Excluded(&'static str),
}

/// What came of every scenario.
#[derive(Default)]
pub(crate) struct Score {
    passed: usize,
    failed: Vec<(String, String, String)>,
    excluded: BTreeMap<&'static str, Vec<String>>,
}

impl Score {
    pub(crate) fn add(&mut self, scenario: &Scenario, result: Result) {
        match result {
            Result::Passed => self.passed += 1,
            Result::Failed(why) => {
                self.failed
                    .push((scenario.spec.clone(), scenario.name.clone(), why))
            }
            Result::Excluded(why) => self
                .excluded
                .entry(why)
                .or_default()
                .push(scenario.name.clone()),
        }
    }

    pub(crate) fn summary(&self) -> String {
        let counted = self.passed + self.failed.len();
        let percent = 100.0 * self.passed as f64 / counted.max(1) as f64;
        format!(
            "{} of {counted} scenarios pass ({percent:.1} %)",
            self.passed
        )
    }

    pub(crate) fn markdown(&self) -> String {
        let mut text = format!(
            "# Conformance\n\nWritten by `tests/conformance/run`; `README.md` explains it. {}.\n",
            self.summary()
        );
        let mut spec = "";
        for (of, name, why) in &self.failed {
            if of != spec {
                writeln!(text, "\n## {of}\n").expect("a String takes everything");
                spec = of;
            }
            let why: String = why.replace('\n', " ").chars().take(400).collect();
            writeln!(text, "- `{name}`: {why}").expect("a String takes everything");
        }
        text += "\n## Not counted\n";
        for (why, names) in &self.excluded {
            let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
            writeln!(text, "\n{why} ({}): {}.", names.len(), names.join(", "))
                .expect("a String takes everything");
        }
        text
    }
}
