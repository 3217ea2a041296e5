//! The report in the README is what the program prints of that change.

use std::fs;
use std::path::Path;

use super::Repository;

/// Before and behind the report in the README.
const FRAME: (&str, &str) = ("```console\n$ cargo xtask diff\n", "```\n");

/// A color that labels must have, and another job title.
const EDITS: [(&str, &str); 2] = [
    (
        "      required: [id, name, changed_by, changed]\n      properties:\n        id: {type: string, readOnly: true, description: Id of the label.",
        "      required: [id, name, color, changed_by, changed]\n      properties:\n        id: {type: string, readOnly: true, description: Id of the label.",
    ),
    ("enum: [ceo, cto, cso,", "enum: [ceo, cto, cso, ciso,"),
];

#[test]
fn the_report_in_the_readme_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(FRAME.0).unwrap();
    let (report, after) = rest.split_once(FRAME.1).unwrap();

    let repository = Repository::new();
    let spec = fs::read_to_string(root.join("spec/openapi.yaml")).unwrap();
    repository.write("spec/openapi.yaml", &spec);
    repository.commit("the spec as it is");
    for (from, to) in EDITS {
        repository.edit(from, to);
    }
    let run = repository.run(&[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    // Which revision it is compared with says nothing, and changes with every run.
    let revision = revision(&run.stdout);
    let printed = match self::revision(report) {
        "" => run.stdout.clone(),
        old => run
            .stdout
            .replace(&format!("{revision}:spec/"), &format!("{old}:spec/")),
    };
    if printed == report {
        return;
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let (head, foot) = FRAME;
        fs::write(&path, format!("{before}{head}{printed}{foot}{after}")).unwrap();
        return;
    }
    let lines = printed.lines().zip(report.lines());
    let line = lines.take_while(|(new, old)| new == old).count();
    panic!(
        "the report in README.md under «Reviewing a spec change» differs from its line {} on:\n  now: {}\n  is:  {}\n\
         To write it anew, run: INSTA_UPDATE=always cargo test -p xtask --test diff readme",
        line + 1,
        printed.lines().nth(line).unwrap_or_default(),
        report.lines().nth(line).unwrap_or_default(),
    );
}

/// The revision that a report compares with.
fn revision(report: &str) -> &str {
    let first = report.lines().next().unwrap_or_default();
    let base = first.split_once(" against ").map(|(_, base)| base);
    base.and_then(|base| base.split_once(':'))
        .map_or("", |(revision, _)| revision)
}
