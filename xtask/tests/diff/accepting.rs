//! Accepted changes, and what makes a run fail.

use super::{Repository, Run, operation};

const FILE: &str = "spec/accepted-changes.yaml";

/// A document in which a limit is lower than before: that breaks clients, and no Rust code.
pub(super) fn with_a_lower_limit() -> Repository {
    let repository = Repository::new();
    repository.edit("maxLength: 50", "maxLength: 40");
    repository
}

fn code(run: &Run) -> Option<i32> {
    run.code
}

#[test]
fn what_breaks_fails_until_it_is_accepted() {
    let repository = with_a_lower_limit();
    let run = repository.run(&[]);
    assert_eq!(code(&run), Some(1));
    assert_eq!(
        run.stderr,
        "1 change is not accepted. To accept, run: cargo xtask diff --accept \"why\"\n"
    );
    assert!(
        run.stdout
            .contains("breaking[request-length-tightened]: NewPet.name\n"),
        "{}",
        run.stdout
    );

    let run = repository.run(&["--accept", "nobody: has so long \"names\""]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    assert_eq!(
        run.stderr,
        format!("{FILE} now has 1 entry: review and commit it.\n")
    );
    assert!(
        run.stdout
            .contains("\nAccepted:\n\nbreaking[request-length-tightened]: NewPet.name\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n  witness: "), "{}", run.stdout);
    assert!(
        run.stdout
            .contains("\n  accepted: nobody: has so long \"names\"\n"),
        "{}",
        run.stdout
    );
    let markdown = repository.run(&["--format", "markdown"]).stdout;
    let (_, accepted) = markdown.split_once("Accepted (1)").unwrap();
    for part in [
        "`maxLength` decreased from 50 to 40",
        "- witness: ",
        "- affects ",
        "has so long",
    ] {
        assert!(accepted.contains(part), "{part}: {markdown}");
    }
    let text = repository.read(FILE);
    assert!(
        text.contains(
            "- rule: request-length-tightened\n  at: \"/components/schemas/NewPet/properties/name"
        ),
        "{text}"
    );
    assert!(
        text.contains("\n  reason: \"nobody: has so long \\\"names\\\"\"\n"),
        "{text}"
    );
    assert!(
        !text.contains("from 50 to 40"),
        "its wording is not in it: {text}"
    );
    assert_eq!(code(&repository.run(&[])), Some(0));

    // Lines and wording of the document around it do not matter, what is accepted does.
    repository.edit("info:\n", "# A comment.\n\ninfo:\n");
    assert_eq!(code(&repository.run(&[])), Some(0));
    repository.edit("maxLength: 40", "maxLength: 30");
    let run = repository.run(&[]);
    assert_eq!(code(&run), Some(1));
    assert!(
        run.stderr.contains("1 change is not accepted"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains(&format!("{FILE}:3:3: request-length-tightened at ")),
        "{}",
        run.stderr
    );
}

#[test]
fn accepted_changes_that_are_not_there_are_errors() {
    let repository = with_a_lower_limit();
    repository.run(&["--accept", "why not"]);
    repository.edit("maxLength: 40", "maxLength: 50");
    let run = repository.run(&["--fail-on", "never"]);
    assert_eq!(code(&run), Some(1));
    assert!(
        run.stderr
            .ends_with("matches no change: remove the entry (`cargo xtask diff --accept` does)\n"),
        "{}",
        run.stderr
    );
    let json = repository.run(&["--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["stale"][0]["line"], 3);
    assert_eq!(code(&repository.run(&["--accept"])), Some(0));
    assert!(!repository.read(FILE).contains("rule"));
}

#[test]
fn a_reason_is_asked_for() {
    let repository = with_a_lower_limit();
    let run = repository.run(&["--accept"]);
    assert_eq!(code(&run), Some(2));
    assert_eq!(
        run.stderr,
        "error: give a reason for accepting the changes: cargo xtask diff --accept \"why\"\n"
    );
    assert!(!repository.path().join(FILE).exists());
    repository.run(&["--accept", "why not"]);
    let text = repository.read(FILE);
    repository.write(FILE, &text.replace("\"why not\"", "\"\""));
    let run = repository.run(&[]);
    assert_eq!(code(&run), Some(2));
    assert_eq!(
        run.stderr,
        format!("error: {FILE}:9:11: say why the change is accepted\n")
    );
    assert_eq!(code(&repository.run(&["--accept"])), Some(2));
    let run = repository.run(&["--accept", "because"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    assert_eq!(
        repository.read(FILE),
        text.replace("\"why not\"", "\"because\"")
    );
    repository.write(FILE, "- rule: x\n  rule: y\n");
    assert_eq!(code(&repository.run(&[])), Some(2));
}

#[test]
fn what_is_accepted_breaks_rust_code_still() {
    let repository = Repository::new();
    repository.edit(
        "          in: query\n",
        "          in: query\n          required: true\n",
    );
    repository.run(&["--accept", "why not"]);
    let markdown = repository.run(&["--format", "markdown"]).stdout;
    let (title, _) = markdown.split_once('\n').unwrap();
    assert!(title.ends_with(", breaks Rust code"), "{title}");
}

#[test]
fn a_parameter_is_accepted_by_name() {
    let repository = Repository::new();
    repository.edit(
        "          in: query\n",
        "          in: query\n          required: true\n",
    );
    assert_eq!(code(&repository.run(&[])), Some(1));
    assert_eq!(code(&repository.run(&["--accept", "why not"])), Some(0));
    let text = repository.read(FILE);
    assert!(
        text.contains("at: \"/paths/~1pets~1/get/parameters/query owner/required\""),
        "{text}"
    );
    repository.edit(
        "        - name: owner\n",
        "        - {name: color, in: query, schema: {type: string}}\n        - name: owner\n",
    );
    let run = repository.run(&[]);
    assert_eq!(code(&run), Some(0), "{run:?}");
}

#[test]
fn what_the_base_accepts_too_is_no_error() {
    let repository = with_a_lower_limit();
    repository.git(&["tag", "released"]);
    repository.run(&["--accept", "why not"]);
    let accepted = repository.read(FILE);
    repository.commit("accepted");
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    let run = repository.run(&[]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains(
        "1 entry of accepted changes is already on the base branch and accepts nothing here"
    ));

    // It stays for comparisons with what is older, until it is tidied up.
    repository.edit("maxLength: 40", "maxLength: 30");
    assert_eq!(code(&repository.run(&["--accept", "again"])), Some(0));
    assert_eq!(repository.read(FILE).matches("- rule").count(), 2);
    assert!(repository.read(FILE).contains("why not"));
    repository.edit("maxLength: 30", "maxLength: 40");
    assert_eq!(code(&repository.run(&[])), Some(1), "that is of this side");
    assert_eq!(code(&repository.run(&["--accept", "x"])), Some(0));
    assert_eq!(repository.read(FILE), accepted);
    assert_eq!(code(&repository.run(&["released"])), Some(0));
    assert_eq!(code(&repository.run(&["--accept"])), Some(0));
    assert!(!repository.read(FILE).contains("rule"));

    // So it is with a file of another name.
    repository.write("mine.yaml", &accepted);
    repository.commit("mine");
    let run = repository.run(&["next", "--accepted", "mine.yaml"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
}

/// A change that was accepted, reverted and made again is a new one.
#[test]
fn an_entry_accepts_one_change_once() {
    let repository = with_a_lower_limit();
    repository.run(&["--accept", "first"]);
    repository.commit("lower");
    repository.edit("maxLength: 40", "maxLength: 50");
    repository.commit("higher again");
    repository.edit("maxLength: 50", "maxLength: 40");
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    assert_eq!(code(&repository.run(&[])), Some(1));
    assert_eq!(code(&repository.run(&["--accept", "second"])), Some(0));
    let text = repository.read(FILE);
    assert!(text.contains("  reason: \"first\"\n"), "{text}");
    assert!(
        text.contains("  again: 1\n  reason: \"second\"\n"),
        "{text}"
    );
    assert_eq!(code(&repository.run(&[])), Some(0));
}

/// The same edit at another location is another change.
#[test]
fn an_entry_accepts_one_location_and_its_operations() {
    let repository = Repository::new();
    let document = |a: u32, b: u32| {
        format!(
            "openapi: 3.0.3
info: {{title: Pets, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
{}{}components:
  schemas:
    N50: {{type: string, maxLength: 50}}
    N40: {{type: string, maxLength: 40}}
",
            operation("a", &format!("N{a}")),
            operation("b", &format!("N{b}"))
        )
    };
    repository.write("spec/openapi.yaml", &document(50, 50));
    repository.commit("both");
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    repository.write("spec/openapi.yaml", &document(40, 50));
    assert_eq!(code(&repository.run(&["--accept", "a only"])), Some(0));
    repository.write("spec/openapi.yaml", &document(40, 40));
    assert_eq!(code(&repository.run(&[])), Some(1));
}

#[test]
fn the_file_is_that_of_the_revision() {
    let repository = with_a_lower_limit();
    repository.run(&["--accept", "why not"]);
    repository.git(&["checkout", "--quiet", "-b", "mine"]);
    repository.commit("accepted");
    repository.git(&["rm", "--quiet", FILE]);
    assert_eq!(code(&repository.run(&["main", "mine"])), Some(0));
    assert_eq!(code(&repository.run(&["main"])), Some(1));
    let run = repository.run(&["main", "mine", "--accept", "x"]);
    assert_eq!(code(&run), Some(2));
    assert!(run.stderr.contains("of the working tree"), "{}", run.stderr);
    let run = repository.run(&[
        "main",
        "./spec/openapi.yaml",
        "--accepted",
        "mine.yaml",
        "--accept",
        "x",
    ]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    assert!(repository.read("mine.yaml").contains("reason: \"x\""));
}

#[test]
fn the_level_decides() {
    let repository = Repository::new();
    repository.edit("enum: [cat, dog]", "enum: [cat, dog, fox]");
    for (level, expected) in [("never", 0), ("breaking", 0), ("risky", 1)] {
        assert_eq!(
            code(&repository.run(&["--fail-on", level])),
            Some(expected),
            "{level}"
        );
    }
    let repository = with_a_lower_limit();
    for (level, expected) in [("never", 0), ("breaking", 1), ("risky", 1)] {
        assert_eq!(
            code(&repository.run(&["--fail-on", level])),
            Some(expected),
            "{level}"
        );
    }
}
