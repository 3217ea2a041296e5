//! The reports as the program prints them.

use serde_json::Value;

use super::{PETS, Repository};

#[test]
fn json_is_all_there_is_on_standard_output() {
    let repository = Repository::new();
    repository.edit(
        "        nick:\n          type: string\n        born",
        "        born",
    );
    let run = repository.run(&["main", "--format", "json"]);
    assert_eq!(run.code, Some(0));
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "version", "base", "head", "verdict", "counts", "unread", "changes", "stale"
        ]
    );
    assert_eq!(json["version"], 1);
    assert_eq!(json["base"], "main:spec/openapi.yaml");
    assert_eq!(json["verdict"]["needs"], "breaking");
    assert_eq!(json["verdict"]["least_version"], "2.0.0");
    assert_eq!(json["verdict"]["is_enough"], false);
    let change = &json["changes"][0];
    assert_eq!(change["rule"], "optional-response-property-removed");
    assert_eq!(change["base"]["file"], "main:spec/openapi.yaml");
    assert_eq!(change["base"]["line"], 63);
    assert_eq!(change["head"]["pointer"], "/components/schemas/Pet");
    assert_eq!(change["fingerprint"].as_str().unwrap().len(), 16);
    assert_eq!(change["rust"][0]["path"], "types::Pet::nick");
    assert_eq!(change["rust"][0]["effect"], "breaks");
    assert_eq!(change["rust"][0]["after"], Value::Null);
    assert_eq!(change["reach"][0]["operation"], "GET /pets/");
    // What `--help` says is there is there.
    let help = repository.run(&["--help"]).stdout;
    assert!(
        help.contains("Exit codes:\n  0 ") && help.contains("Examples:\n  cargo xtask diff"),
        "{help}"
    );
    assert!(
        help.lines().all(|line| line.chars().count() <= 100),
        "{help}"
    );
    for key in change
        .as_object()
        .unwrap()
        .keys()
        .chain(json.as_object().unwrap().keys())
    {
        assert!(
            help.contains(&format!("\"{key}\":")),
            "--help does not tell of {key}"
        );
    }
}

#[test]
fn annotations_stand_at_the_lines_of_the_document_after() {
    let repository = Repository::new();
    repository.edit("maxLength: 50", "maxLength: 40");
    repository.edit("        born:\n          type: string\n", "");
    let run = repository.run(&["main", "--format", "github"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines[0].starts_with("::error file=spec/openapi.yaml,line="),
        "{lines:#?}"
    );
    assert!(
        lines[0].contains("title=request-length-tightened%3A NewPet.name::"),
        "{lines:#?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("::warning file=spec/openapi.yaml")
                && line.contains("born"))
    );
    let (_, version) = lines.last().unwrap().split_once("title=version::").unwrap();
    assert!(
        version.contains("needs 2.0.0, the spec has 1.0.0"),
        "{lines:#?}"
    );
}

#[test]
fn what_the_generator_changes_is_told_apart() {
    generator_changes(&["surface.snap"], &["surface.snap"]);
}

/// The list may be one file, or one for each part of it, also where a change splits it.
#[test]
fn the_list_of_public_items_may_be_in_parts() {
    let parts = [
        "surface@client.snap",
        "surface@pets.snap",
        "surface@types.snap",
    ];
    generator_changes(&parts, &parts);
    generator_changes(&["surface.snap"], &parts);
}

/// A document takes away a field and the generator a function; the list of public items is in these files.
fn generator_changes(before: &[&str], after: &[&str]) {
    let repository = Repository::new();
    let folder = "tests/codegen/tests/snapshots";
    let head = "---\nsource: x\n---\n";
    let items = "Client::pets()\n    pub fn pets(&self) -> Pets<'_>\n\
         operations::pets::List::send()\n    pub async fn send(self) -> Result<Response<Vec<types::Pet>>, Error>\n";
    let nick = "types::Pet::nick\n    pub nick: Option<String>";
    // What is in which file means nothing.
    let write = |files: &[&str], lists: &[&str]| {
        for file in files {
            repository.write(&format!("{folder}/{file}"), head);
        }
        for (position, list) in lists.iter().enumerate() {
            let file = files[position % files.len()];
            let path = format!("{folder}/{file}");
            let text = repository.read(&path);
            repository.write(&path, &format!("{text}{list}\n"));
        }
    };
    let (client, send) = items.split_at(items.find("operations").unwrap());
    let (client, send) = (client.trim_end(), send.trim_end());
    write(before, &[client, send, nick]);
    let runtime = "tests/codegen/tests/snapshots/runtime.snap";
    let transport = format!("{head}Transport\n    pub trait Transport: Send\n");
    repository.write(runtime, &transport);
    repository.commit("with a snapshot");
    assert!(repository.run(&["main"]).stdout.contains("No changes"));

    // The document takes away `nick`, the generator `send`.
    repository.edit(
        "        nick:\n          type: string\n        born",
        "        born",
    );
    for file in before {
        std::fs::remove_file(repository.path().join(folder).join(file)).unwrap();
    }
    write(after, &[client]);
    repository.write(
        runtime,
        &format!("{transport}Transport::close()\n    required fn close(&self)\n"),
    );
    let run = repository.run(&["main"]);
    let (_, by_generator) = run
        .stdout
        .split_once("safe[generator-changed]: the generator\n")
        .unwrap();
    assert!(
        by_generator.contains("Rust breaks: operations::pets::List::send()\n"),
        "{}",
        run.stdout
    );
    // Whoever has a transport of his own has no such function.
    assert!(
        by_generator.contains("Rust breaks: Transport::close()\n"),
        "{}",
        run.stdout
    );
    assert!(!by_generator.contains("nick"), "{}", run.stdout);
}

#[test]
fn hostile_names_stay_text() {
    let repository = Repository::new();
    let hostile = r#""</table>|@octocat `x` **b** <img src=x onerror=y>""#;
    repository.edit(
        "        nick:\n          type: string\n        born",
        &format!("        {hostile}:\n          type: string\n        born"),
    );
    let run = repository.run(&["main", "--format", "markdown"]);
    let mut is_code = false;
    for line in run.stdout.lines() {
        is_code ^= line.starts_with("```");
        if is_code {
            continue;
        }
        let outside: String = line.split('`').step_by(2).collect();
        let outside = outside
            .replace("<details>", "")
            .replace("</details>", "")
            .replace("<summary>", "");
        let outside = outside
            .replace("</summary>", "")
            .replace("<br>", "")
            .replace("<code>", "")
            .replace("</code>", "");
        assert!(!outside.contains(['<', '@']), "{line}");
    }
    let rows: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    assert!(
        rows.iter().all(|row| row.matches('|').count() == 4),
        "{rows:#?}"
    );
}

#[test]
fn a_comment_fits_and_leaves_nothing_out_that_breaks() {
    let repository = Repository::new();
    let fields = |range: std::ops::Range<u32>| -> String {
        range
            .map(|n| format!("        field_with_a_long_name_{n:04}:\n          type: string\n"))
            .collect()
    };
    let required = |range: std::ops::Range<u32>| -> String {
        range
            .map(|n| format!(", field_with_a_long_name_{n:04}"))
            .collect()
    };
    repository.edit(
        "required: [name]",
        &format!("required: [name{}]", required(0..800)),
    );
    repository.edit(
        "        born:\n",
        &format!("{}        born:\n", fields(0..800)),
    );
    repository.commit("many");
    repository.write("spec/openapi.yaml", PETS);
    let run = repository.run(&["main", "--format", "markdown"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.chars().count() <= 65_536, "{}", run.stdout.len());
    for n in 0..800 {
        assert!(
            run.stdout
                .contains(&format!("field_with_a_long_name_{n:04}")),
            "{n} is missing"
        );
    }
    assert!(
        run.stdout.contains("### Breaking (800)"),
        "{}",
        &run.stdout[..500]
    );
}

/// Schemas with a property each, which all operations return.
fn shared(operations: usize, schemas: usize, is_required: bool, kinds: &str, text: &str) -> String {
    let operation = |n| {
        format!(
            "  /a/rather/long/path/to/see/how/the/list/of/operations/grows/{n}:
    get:
      operationId: get_{n}
      tags: [a]
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/All'}}}}}}}}}}
"
        )
    };
    let paths: String = (0..operations).map(operation).collect();
    let property = |n| format!("        s{n}: {{$ref: '#/components/schemas/S{n}'}}\n");
    let properties: String = (0..schemas).map(property).collect();
    // Another name for each, so that no two edits are the same.
    let schema = |n| {
        format!(
            "    S{n}:\n      type: object\n      description: {text} {n}\n{}      properties:\n        p{n}: {{type: string}}\n",
            match is_required {
                true => format!("      required: [p{n}]\n"),
                false => String::new(),
            }
        )
    };
    let all: String = (0..schemas).map(schema).collect();
    format!(
        "openapi: 3.0.3
info: {{title: Pets, version: '1'}}
x-rust: {{version: 1.0.0}}
paths:
{paths}components:
  schemas:
    All:
      type: object
      properties:
        kind: {{type: string, enum: [a, b{kinds}]}}
{properties}{all}"
    )
}

fn comment(before: &str, after: &str) -> String {
    let repository = Repository::new();
    repository.write("spec/openapi.yaml", before);
    repository.commit("before");
    repository.write("spec/openapi.yaml", after);
    let run = repository.run(&["main", "--format", "markdown"]);
    assert!(run.stdout.chars().count() <= 50_000, "{}", run.stdout.len());
    run.stdout
}

#[test]
fn a_comment_loses_long_lists_of_operations_first() {
    let before = shared(120, 40, true, "", "d");
    let after = shared(120, 40, false, ", c", "e");
    let comment = comment(&before, &after);
    assert!(comment.chars().count() > 30_000, "{}", comment.len());
    for n in 0..40 {
        let title = format!("**`S{n}.p{n}`** response-property-became-optional");
        assert!(comment.contains(&title), "{title} is missing");
    }
    assert!(comment.contains("### Risky (1)\n"), "{comment}");
    assert!(comment.contains("**`All.kind`** response-enum-value-added"));
    let lost = "*Left out, to fit into a comment: long lists of operations. `cargo xtask diff` shows everything.*";
    assert!(comment.contains(lost), "{comment}");
    assert!(comment.contains(" more\n"), "{comment}");
}

#[test]
fn a_comment_says_what_it_leaves_out() {
    let before = shared(2, 1500, true, "", "d");
    let after = shared(2, 1500, false, ", c", "e");
    let comment = comment(&before, &after);
    for part in [
        "1500 docs changes",
        "what 1500 breaking changes do",
        "the details of ",
        "items of the Rust API",
        "the entry for the changelog",
        "### Breaking (1500)\n",
        "### Risky (1)\n\n- response-enum-value-added: `All.kind`\n",
    ] {
        assert!(comment.contains(part), "{part}: {comment}");
    }
}

#[test]
fn an_edit_is_shown_once() {
    let repository = Repository::new();
    // In both directions, and in several places.
    repository.edit("enum: [cat, dog]", "enum: [cat, dog, fox]");
    repository.edit(
        "          $ref: '#/components/schemas/Mood'\n",
        "          $ref: '#/components/schemas/Mood'\n        kind:\n          $ref: '#/components/schemas/Kind'\n",
    );
    repository.commit("first");
    repository.edit("enum: [cat, dog, fox]", "enum: [cat, dog, fox, owl]");
    for schema in ["Pet", "Problem"] {
        let text = repository.read("spec/openapi.yaml");
        let (before, after) = text.split_once(&format!("    {schema}:\n")).unwrap();
        let block =
            "      properties:\n        note:\n          type: string\n          nullable: true\n";
        let after = after.replacen("      properties:\n", block, 1);
        repository.write(
            "spec/openapi.yaml",
            &format!("{before}    {schema}:\n{after}"),
        );
    }
    let text = repository.run(&["main"]).stdout;
    for part in [
        "risky[response-enum-value-added]: Kind\n",
        "\n  safe[request-enum-value-added]: Value `owl` added",
        "safe[response-property-added]: Pet.note, Problem.note\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("    + Owl\n").count(), 1, "{text}");

    let markdown = repository.run(&["main", "--format", "markdown"]).stdout;
    for part in [
        "| `Pet.note`, `Problem.note`<br>response-property-added |",
        "```diff\n+ note:\n+   type: string\n+   nullable: true\n```",
        "<br>In requests: previous requests stay valid (safe). |",
        "```diff\n-  version: 1.0.0\n+  version: 1.1.0\n```",
        "  types::Kind\n+ Owl\n  types::Pet\n+ pub note: Option<String>\n",
        "```markdown\n### Added\n\n- `Kind`: Value `owl` added to the enum (`types::Kind::Owl`).\n",
    ] {
        assert!(markdown.contains(part), "{part}: {markdown}");
    }
    assert_eq!(markdown.matches("+ Owl\n").count(), 1, "{markdown}");

    let github = repository.run(&["main", "--format", "github"]).stdout;
    let of_enum = github.lines().filter(|line| line.contains("Kind"));
    let of_enum: Vec<&str> = of_enum.collect();
    assert_eq!(of_enum.len(), 1, "one line, one annotation: {github}");
    assert!(of_enum[0].starts_with("::warning "), "{github}");
    assert!(of_enum[0].contains("%0Arequest-enum-value-added: Kind: "));
}

#[test]
fn locations_are_links_if_the_caller_knows_where() {
    let repository = Repository::new();
    repository.edit("maxLength: 50", "maxLength: 40");
    repository.commit("lower");
    let [base, head] = ["HEAD~1", "HEAD"].map(|name| repository.git(&["rev-parse", name]));
    let url = "https://example.test/{revision}/{path}#L{line}";
    let arguments = ["HEAD~1", "--format", "markdown", "--link", url];
    let comment = repository.run(&arguments).stdout;
    let link = format!(
        "- [`spec/openapi.yaml:75:11`](https://example.test/{head}/spec/openapi.yaml#L75), \
         was [`HEAD~1:spec/openapi.yaml:75:11`](https://example.test/{base}/spec/openapi.yaml#L75)\n"
    );
    assert!(comment.contains(&link), "{comment}");
}

#[test]
fn docs_are_shown_as_lines_and_not_as_scraps() {
    let repository = Repository::new();
    let example = |name: &str| {
        format!(
            "    NewPet:\n      type: object\n      example:\n        name: {name}\n        age: 4\n        nick: A name that is long enough\n        mood: calm\n"
        )
    };
    repository.edit("    NewPet:\n      type: object\n", &example("Ida"));
    repository.commit("example");
    repository.edit("name: Ida\n", "name: Leo\n");
    let comment = repository.run(&["main", "--format", "markdown"]).stdout;
    let docs = "- `NewPet`: `name` of `example` changed, `spec/openapi.yaml:71:7`\n\n  ```diff\n    example:\n  -   name: Ida\n  +   name: Leo\n      age: 4\n";
    assert!(comment.contains(docs), "{comment}");
    assert!(!comment.contains("{\""), "{comment}");
}

#[test]
fn every_rule_is_listed() {
    let repository = Repository::new();
    let run = repository.run(&["--rules"]);
    assert_eq!(run.code, Some(0));
    let entry = "operation-removed\n    An operation was removed. Calls of it fail.\n    wire: breaking (both); Rust: breaks\n    example: tests/diff/operation-removed.md\n";
    assert!(run.stdout.contains(entry), "{}", run.stdout);
    assert!(!run.stdout.contains("unconfirmed only"), "{run:?}");
    assert_eq!(repository.run(&["--rules", "main"]).code, Some(2));
}

/// Messages are shortened, so equal ones may be of different edits.
#[test]
fn only_equal_edits_share_a_row() {
    let repository = Repository::new();
    let long = "a".repeat(80);
    let fields = |values: [&str; 3]| {
        let fields = ["first", "second", "third"].iter().zip(values);
        let fields = fields
            .map(|(name, value)| format!("        {name}: {{type: string, enum: [x{value}]}}\n"));
        fields.collect::<String>() + "        born:\n"
    };
    let before = fields([
        &*format!(", {long}b"),
        &*format!(", {long}c"),
        &*format!(", {long}c"),
    ]);
    repository.edit("        born:\n", &before);
    repository.commit("more");
    repository.edit(&before, &fields([""; 3]));
    let markdown = repository.run(&["HEAD", "--format", "markdown"]).stdout;
    let rows = markdown
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("-enum-value-removed | Value"));
    let rows: Vec<&str> = rows.collect();
    assert_eq!(rows.len(), 2, "{markdown}");
}

#[test]
fn only_files_of_the_repository_have_links() {
    let repository = Repository::new();
    repository.edit("maxLength: 50", "maxLength: 40");
    let outside = tempfile::TempDir::new().unwrap();
    let outside = outside.path().join("x.yaml");
    std::fs::write(&outside, repository.read("spec/openapi.yaml")).unwrap();
    let outside = outside.display().to_string();
    let url = "https://example.com/{revision}/{path}#L{line}";
    for (head, is_linked) in [("spec/openapi.yaml", true), (&*outside, false)] {
        let arguments = [
            "HEAD:spec/openapi.yaml",
            head,
            "--format",
            "markdown",
            "--link",
            url,
        ];
        let comment = repository.run(&arguments).stdout;
        assert_eq!(
            comment.contains(&format!("{head}#L")),
            is_linked,
            "{comment}"
        );
    }
}

/// The version may be a part of the line before it as well.
#[test]
fn the_edit_of_the_version_is_that_of_the_value() {
    let repository = Repository::new();
    repository.edit(
        "  package: pets\n  version: 1.0.0\n",
        "  {package: pets-1.0.0, version: 1.0.0} # 1.0.0\n",
    );
    repository.edit("operationId: pets_list", "operationId: pets_all");
    let markdown = repository.run(&["HEAD", "--format", "markdown"]).stdout;
    let line = "+  {package: pets-1.0.0, version: 2.0.0} # 1.0.0\n";
    assert!(markdown.contains(line), "{markdown}");
}
