//! A smoke test: whatever is done to a document, reading it and printing what was found never panics.

use super::load;
use crate::diagnostic::{Printer, Report, Sources};

const SAMPLE: &str = "\
openapi: 3.0.3
info:
  title: Größe 🦀
  version: '1'
x-rust: {package: sample, strict: true}
servers: [{url: https://example.org}]
security:
- key: []
paths:
  /users/{id}/:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    patch:
      operationId: users_patch
      tags: [Users]
      description: |
        Changes a user.

        Only what is set.
      requestBody:
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/User'
            examples:
              one: {value: {name: \"a\\u00e4\"}}
      responses:
        '200':
          description: >-
            The
            user
        4XX: {description: \"no\"}
components:
  schemas:
    User:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 10, nullable: true}
        age:
          type: integer
          minimum: 0
        tags:
          type: array
          items:
            type: string
            enum: [a, b, 1, null]
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: Authorization
";

/// A generator of numbers that is the same everywhere: Marsaglia's xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("it is below a usize")
    }
}

/// Reads a document and prints what was found; whether it could be read.
fn read(text: &str) -> bool {
    let mut report = Report::default();
    let mut sources = Sources::new("openapi.yaml", text);
    let document = load(&mut sources, &mut report);
    let readable = !report.has_errors();
    assert!(document.is_some() || !readable, "{text}");
    let printer = Printer::new(&sources, false);
    for finding in report.into_sorted() {
        assert!(
            text.get(finding.at.span.clone()).is_some(),
            "{finding:?}\n{text}"
        );
        assert!(finding.help.is_some(), "{finding:?}\n{text}");
        printer.print(&finding);
        printer.github(&finding);
    }
    readable
}

#[test]
fn the_sample_is_right() {
    let mut report = Report::default();
    load(&mut Sources::new("openapi.yaml", SAMPLE), &mut report);
    assert_eq!(report.into_sorted(), []);
}

#[test]
fn changed_lines() {
    let mut numbers = Numbers(0x5eed);
    let mut readable = 0;
    for _ in 0..500 {
        let mut lines: Vec<&str> = SAMPLE.lines().collect();
        for _ in 0..=numbers.below(3) {
            let index = numbers.below(lines.len());
            match numbers.below(3) {
                0 => drop(lines.remove(index)),
                1 => lines.insert(index, lines[index]),
                _ => {
                    let other = numbers.below(lines.len());
                    lines.swap(index, other);
                }
            }
        }
        readable += usize::from(read(&lines.join("\n")));
    }
    assert!(
        (10..400).contains(&readable),
        "some changes do no harm, others do: {readable}"
    );
}

#[test]
fn changed_characters() {
    let mut numbers = Numbers(0xcafe);
    let json =
        serde_json::to_string(&serde_yaml::from_str::<serde_json::Value>(SAMPLE).expect("YAML"))
            .expect("JSON");
    for text in [SAMPLE, &json] {
        let chars: Vec<char> = text.chars().collect();
        let strange: Vec<char> = "{}[]:,-?&*!|>'\"%@`#\t\r\n \\~\u{0}\u{feff}\u{85}🦀0a"
            .chars()
            .collect();
        for _ in 0..700 {
            let mut chars = chars.clone();
            for _ in 0..=numbers.below(3) {
                let index = numbers.below(chars.len());
                match numbers.below(4) {
                    0 => drop(chars.remove(index)),
                    1 => chars.truncate(index.max(1)),
                    2 => chars.insert(index, strange[numbers.below(strange.len())]),
                    _ => chars[index] = strange[numbers.below(strange.len())],
                }
            }
            read(&chars.iter().collect::<String>());
        }
    }
}
