//! The exact output of the printer.

use super::*;
use crate::diagnostic::Code;

fn anchor(text: &str, marked: &str) -> Anchor {
    let start = text.find(marked).expect("it is in the text");
    Anchor {
        span: start..start + marked.len(),
        pointer: String::new(),
    }
}

fn print(text: &str, diagnostic: &Diagnostic) -> String {
    let sources = Sources::new("spec/openapi.yaml", text);
    Printer::new(&sources, false).print(diagnostic)
}

#[test]
fn message_excerpt_and_help() {
    let text = "openapi: 3.0.3\ninfo:\n  größe: 🦀\n  nulable: true\n";
    let finding = Diagnostic::new(
        Code::DuplicateKey,
        anchor(text, "nulable"),
        "there is no `nulable`",
    )
    .help("did you mean `nullable`?");
    assert_eq!(
        print(text, &finding),
        "\
error[duplicate-key]: there is no `nulable`
 --> spec/openapi.yaml:4:3
  |
4 |   nulable: true
  |   ^^^^^^^
  |
  = help: did you mean `nullable`?"
    );
}

#[test]
fn related_places() {
    let text = format!("a: 1\nb: 2\na: 3\n{}far: 4\n", "\n".repeat(200));
    let second = Anchor {
        span: 10..11,
        pointer: "/a".to_owned(),
    };
    let finding = Diagnostic::new(Code::MissingTag, second, "twice")
        .related(anchor(&text, "a"), "first here")
        .related(anchor(&text, "far"), "and far away");
    assert_eq!(
        print(&text, &finding),
        "\
warning[missing-tag]: twice
   --> spec/openapi.yaml:3:1
    |
  1 | a: 1
    | - first here
  2 | b: 2
  3 | a: 3
    | ^
    |
   ::: spec/openapi.yaml:204:1
    |
204 | far: 4
    | --- and far away"
    );
}

#[test]
fn long_lines_are_cut() {
    let padding = "ä".repeat(100_000);
    let text = format!("{{\"a\": \"{padding}\", \"gte\": {{}}, \"b\": \"{padding}\"}}");
    let finding = Diagnostic::new(
        Code::DuplicateKey,
        anchor(&text, "\"gte\""),
        "there is no `gte`",
    );
    assert_eq!(
        print(&text, &finding),
        format!(
            "\
error[duplicate-key]: there is no `gte`
 --> spec/openapi.yaml:1:100011
  |
1 | …{}\", \"gte\": {{}}, \"b\": \"{}…
  |                                          ^^^^^",
            "ä".repeat(37),
            "ä".repeat(63),
        )
    );
}

#[test]
fn long_places_are_cut_to_their_first_line() {
    let text = "a:\r\n  b: 1   \r\n  c: 2\r\n";
    let finding = Diagnostic::new(
        Code::Syntax,
        Anchor {
            span: 6..text.len(),
            pointer: String::new(),
        },
        "no",
    );
    assert_eq!(
        print(text, &finding),
        "\
error[syntax]: no
 --> spec/openapi.yaml:2:3
  |
2 |   b: 1   
  |   ^^^^"
    );
}

#[test]
fn odd_places_do_not_panic() {
    for text in ["", "\n", "ä", "a: 1\n", "\u{feff}a\r\n\r\n"] {
        for span in [0..0, 0..1, 1..1, 1..99, 7..9, 99..99] {
            let at = Anchor {
                span,
                pointer: String::new(),
            };
            let finding = Diagnostic::new(Code::Syntax, at.clone(), "m\nn").related(at, "label");
            let sources = Sources::new("x", text);
            let printer = Printer::new(&sources, true);
            assert!(printer.print(&finding).contains("syntax"));
            assert!(printer.github(&finding).starts_with("::error file=x,line="));
        }
    }
}

#[test]
fn colour_is_only_on_request() {
    let finding = Diagnostic::new(Code::Syntax, anchor("a", "a"), "no");
    let sources = Sources::new("x", "a");
    for color in [false, true] {
        let printed = Printer::new(&sources, color).print(&finding);
        assert_eq!(printed.contains('\u{1b}'), color);
    }
}

#[test]
fn annotations_of_github() {
    let text = "a: 1\n  bb: 2\n";
    let finding = Diagnostic::new(Code::TooDeep, anchor(text, "bb: 2\n"), "50% off: a, b\nc")
        .help("see `x::y`");
    let sources = Sources::new("a,b:c.yaml", text);
    assert_eq!(
        Printer::new(&sources, false).github(&finding),
        "::error file=a%2Cb%3Ac.yaml,line=2,col=3,endLine=2,endColumn=8,title=too-deep::50%25 off: a, b%0Ac%0Ahelp: see `x::y`"
    );
}

#[test]
fn each_file_has_an_excerpt() {
    let mut sources = Sources::new("a.yaml", "b: {$ref: b.yaml}\n")
        .reading(|_| Ok(Some("# B.\ntype: string\n".to_owned())))
        .of_revision(Some("main"));
    assert_eq!(sources.open("b.yaml"), Ok(Some(1)));
    let at = anchor(sources.text(), "type");
    let finding = Diagnostic::new(Code::InvalidRef, anchor(sources.text(), "b.yaml"), "no")
        .related(at, "what it refers to");
    let printer = Printer::new(&sources, false);
    assert_eq!(
        printer.print(&finding),
        "\
warning[invalid-ref]: no
 --> main:a.yaml:1:11
  |
1 | b: {$ref: b.yaml}
  |           ^^^^^^
  |
 ::: main:b.yaml:2:1
  |
2 | type: string
  | ---- what it refers to"
    );
    assert!(
        printer
            .github(&finding)
            .starts_with("::warning file=a.yaml,line=1,")
    );
}
