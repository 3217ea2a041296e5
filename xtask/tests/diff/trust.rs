//! An accepted change accepts nothing else: every way of making an entry do so fails.

use super::{Repository, Run, operation};

const FILE: &str = "spec/accepted-changes.yaml";

/// Two operations, each with a body of its own, and a limit in each.
fn document(first: &str, second: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Pets, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
{}{}components:
  schemas:
    Site: {{type: object, properties: {{name: {{type: string}}}}}}
    Host: {{type: object, required: [port], properties: {{port: {{type: integer}}}}}}
    A: {{type: object, properties: {{it: {first}, site: {{$ref: '#/components/schemas/Site'}}}}}}
    B: {{type: object, properties: {{it: {second}, site: {{$ref: '#/components/schemas/Site'}}}}}}
",
        operation("a", "A"),
        operation("b", "B")
    )
}

const LONG: &str = "{type: string, maxLength: 60}";
const SHORT: &str = "{type: string, maxLength: 40}";

/// A branch whose document is the second one, with all that breaks accepted.
fn accepted(before: &str, after: &str) -> Repository {
    let repository = Repository::new();
    repository.write("spec/openapi.yaml", before);
    repository.commit("before");
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    repository.write("spec/openapi.yaml", after);
    assert_eq!(repository.run(&["--accept", "why not"]).code, Some(0));
    assert_eq!(repository.run(&[]).code, Some(0));
    repository
}

/// Makes the branch the main one, and starts the next.
fn merge(repository: &Repository) {
    repository.commit("next");
    repository.git(&["branch", "--force", "main", "next"]);
}

fn is_refused(run: &Run) {
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("not accepted"), "{run:?}");
}

#[test]
fn an_entry_says_what_it_accepts() {
    let repository = accepted(&document(LONG, LONG), &document(SHORT, LONG));
    let text = repository.read(FILE);
    let (_, entry) = text.split_once("- rule").unwrap();
    let (facts, _) = entry.split_once("  fingerprint").unwrap();
    assert_eq!(
        facts,
        ": request-length-tightened
  at: \"/components/schemas/A/properties/it/maxLength\"
  change: {from: \"60\", keyword: \"maxLength\", to: \"40\"}
  operations:
    - \"POST /a (request)\"
"
    );
    for (from, to) in [
        ("from: \"60\"", "from: \"50\""),
        ("POST /a (request)", "POST /c (request)"),
        ("schemas/A/", "schemas/B/"),
        ("  operations:\n", "  was: \"/a\"\n  operations:\n"),
        (
            "request-length-tightened",
            "request-property-became-required",
        ),
    ] {
        repository.write(FILE, &text.replace(from, to));
        let run = repository.run(&[]);
        is_refused(&run);
        assert!(run.stderr.contains("matches no change"), "{to}: {run:?}");
    }
}

#[test]
fn the_same_edit_elsewhere_is_another_change() {
    let integer = "{type: integer}";
    let site = "{$ref: '#/components/schemas/Site'}";
    let host = "{$ref: '#/components/schemas/Host'}";
    for (from, to) in [(LONG, SHORT), (integer, site), (site, host)] {
        let first = document(to, from);
        let both = document(to, to);
        // In the same change, in the next one, and with the entry copied.
        let repository = accepted(&document(from, from), &first);
        repository.write("spec/openapi.yaml", &both);
        is_refused(&repository.run(&[]));
        let text = repository.read(FILE);
        let (_, entries) = text.split_once("\n- ").unwrap();
        let copy = format!("- {entries}");
        for copy in [copy.clone(), copy.replace("/A", "/B").replace("/a", "/b")] {
            repository.write(FILE, &format!("{text}{}", copy.replace("why not", "copy")));
            assert_ne!(repository.run(&[]).code, Some(0), "{copy}");
        }
        let repository = accepted(&document(from, from), &first);
        merge(&repository);
        repository.write("spec/openapi.yaml", &both);
        is_refused(&repository.run(&[]));
    }
}

#[test]
fn a_renamed_component_is_another_place() {
    let repository = accepted(&document(LONG, LONG), &document(SHORT, LONG));
    let renamed = document(SHORT, LONG)
        .replace("schemas/A'", "schemas/C'")
        .replace("    A:", "    C:");
    repository.write("spec/openapi.yaml", &renamed);
    is_refused(&repository.run(&[]));
}

#[test]
fn more_operations_are_more_than_was_accepted() {
    let after = document(SHORT, LONG);
    let repository = accepted(&document(LONG, LONG), &after);
    let other = after.replace("schemas/B'", "schemas/A'");
    repository.write("spec/openapi.yaml", &other);
    is_refused(&repository.run(&[]));
}

#[test]
fn the_other_way_round_nothing_is_accepted() {
    let repository = accepted(&document(SHORT, LONG), &document(LONG, SHORT));
    repository.commit("next");
    repository.git(&["checkout", "--quiet", "main"]);
    let entries = repository.git(&["show", &format!("next:{FILE}")]);
    repository.write(FILE, &format!("{entries}\n"));
    repository.git(&["branch", "--force", "old", "main"]);
    is_refused(&repository.run(&["next~0:spec/openapi.yaml", "--accepted", FILE]));
}

/// 60 → 40, merged; 40 → 60, merged; 60 → 40 again.
#[test]
fn what_is_merged_is_settled() {
    let repository = accepted(&document(LONG, LONG), &document(SHORT, LONG));
    merge(&repository);
    repository.write("spec/openapi.yaml", &document(LONG, LONG));
    let run = repository.run(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    merge(&repository);
    repository.write("spec/openapi.yaml", &document(SHORT, LONG));
    is_refused(&repository.run(&[]));
    // Even if the file of the base has errors by now.
    let text = repository.read(FILE);
    repository.write(FILE, &format!("{text}- rule: x\n"));
    repository.git(&["stash", "push", "--quiet", "spec/openapi.yaml"]);
    merge(&repository);
    repository.git(&["stash", "pop", "--quiet"]);
    repository.write(FILE, &text);
    is_refused(&repository.run(&[]));
}

/// Before, an entry had only a rule, a place and a fingerprint.
#[test]
fn entries_of_the_older_format_accept_nothing() {
    let repository = accepted(&document(LONG, LONG), &document(SHORT, LONG));
    let text = repository.read(FILE);
    let is_new = |line: &&str| {
        !["  change:", "  operations:", "    - "]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let old: Vec<&str> = text.lines().filter(is_new).collect();
    let old = old.join("\n") + "\n";
    repository.write(FILE, &old);
    let run = repository.run(&[]);
    is_refused(&run);
    let reason = "has the older format and accepts nothing: remove the entry";
    assert!(run.stderr.contains(reason), "{run:?}");
    assert_eq!(repository.run(&["--accept", "why not"]).code, Some(0));
    assert_eq!(repository.read(FILE), text);
    // On the base branch they are settled as all others.
    repository.write(FILE, &old);
    merge(&repository);
    let run = repository.run(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
}

/// Two places that refer to another schema are one change, which has both.
#[test]
fn an_entry_lists_the_places_of_a_change() {
    let [site, host] = ["Site", "Host"].map(|it| format!("{{$ref: '#/components/schemas/{it}'}}"));
    let repository = accepted(&document(&site, &site), &document(&host, &host));
    let text = repository.read(FILE);
    assert!(
        text.contains("/components/schemas/A/properties/it"),
        "{text}"
    );
    assert!(
        text.contains("/components/schemas/B/properties/it"),
        "{text}"
    );
    repository.write("spec/openapi.yaml", &document(&host, &site));
    is_refused(&repository.run(&[]));
}

/// An entry accepts the schemas that a change excludes or removes, not only that it does so.
#[test]
fn other_content_is_another_change() {
    let text = "{type: string}";
    let not = |value: &str| format!("{{type: string, not: {{enum: [{value}]}}}}");
    let of = |property: &str, kind: &str| {
        format!(
            "{{oneOf: [{{type: integer}}, {{type: object, required: [{property}], properties: {{{property}: {{type: {kind}}}}}}}]}}"
        )
    };
    let integer = "{oneOf: [{type: integer}]}";
    let names = |length: u8| format!("{{type: object, propertyNames: {{maxLength: {length}}}}}");
    let list = |item: &str| format!("{{type: array, contains: {{type: {item}}}}}");
    for ((from, to), (other_from, other_to)) in [
        ((text, &*not("a")), (text, &*not("b"))),
        ((&of("a", "string"), integer), (&of("b", "string"), integer)),
        (
            (&of("a", "string"), integer),
            (&of("a", "boolean"), integer),
        ),
        ((&names(5), &names(4)), (&names(5), &names(3))),
        (
            ("{type: array}", &list("string")),
            ("{type: array}", &list("integer")),
        ),
    ] {
        let repository = Repository::new();
        let run = |from: &str, to: &str, more: &[&str]| {
            for (name, schema) in [("old.yaml", from), ("new.yaml", to)] {
                let text = document(schema, LONG).replace("3.0.3", "3.1.1");
                repository.write(name, &text);
            }
            repository.run(&[&["old.yaml", "new.yaml", "--accepted", FILE], more].concat())
        };
        let accepted = run(from, to, &["--accept", "why not"]);
        assert_eq!(accepted.code, Some(0), "{accepted:?}");
        assert_eq!(run(from, to, &[]).code, Some(0), "{from} {to}");
        assert!(repository.read(FILE).contains("- rule"), "{from} {to}");
        is_refused(&run(other_from, other_to, &[]));
    }
}

/// The index of a parameter depends on those before it, so an entry has its name.
#[test]
fn an_entry_names_the_parameters_of_a_change() {
    let document = |schemas: [&str; 3]| {
        let names = ["first", "second", "third"].iter().zip(schemas);
        let parameters = names.map(|(name, schema)| {
            format!(
                "        - {{name: {name}, in: query, schema: {{$ref: '#/components/schemas/{schema}'}}}}\n"
            )
        });
        let parameters: String = parameters.collect();
        format!(
            "openapi: 3.0.3
info: {{title: Pets, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
  /a:
    get:
      operationId: a
      tags: [a]
      parameters:
{parameters}      responses: {{'204': {{description: d}}}}
components:
  schemas:
    Long: {{type: string, maxLength: 60}}
    Short: {{type: string, maxLength: 40}}
"
        )
    };
    let before = document(["Long"; 3]);
    let repository = accepted(&before, &document(["Short", "Short", "Long"]));
    let text = repository.read(FILE);
    for place in ["query first/schema", "query second/schema"] {
        assert!(text.contains(place), "{text}");
    }
    repository.write("spec/openapi.yaml", &document(["Short", "Long", "Short"]));
    is_refused(&repository.run(&[]));
}
