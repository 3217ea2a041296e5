//! Each fragment under `tests/fragments/documents`, as the code that shows what it is about. What every crate has is in
//! `generated/` and in the fragment `shapes`; that all of the code compiles and works is tested by `tests/fragments`.

use std::fmt::Write as _;
use std::fs;

use codegen_tests::{catalogue, model, sources};
use xtask::diagnostic::{Code, Report};
use xtask::names::Ident;
use xtask::pipeline::{self, Options};
use xtask::render::{self, Root};

/// The fragments whose docs are shown too, and those whose bodies of public functions are.
const WITH_DOCS: [&str; 9] = [
    "constraints",
    "errors",
    "keywords",
    "parameters",
    "provenance",
    "servers",
    "texts",
    "unconfirmed",
    "webhooks",
];
const WITH_BODIES: [&str; 4] = ["keywords", "paging", "shapes", "webhooks"];

/// What every request has, as the file in full shows.
const OF_EVERY_REQUEST: [&str; 5] = [
    "pub fn options(",
    "pub fn when_some<",
    "pub async fn send(",
    "pub fn send_blocking(",
    "impl IntoFuture for",
];
const IN_FULL: [&str; 2] = [
    "src/operations/profile/mod.rs",
    "src/operations/profile/update.rs",
];

#[test]
fn fragments() {
    insta::glob!("../../fragments/documents", "**/*.yaml", |path| {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let topic = path.parent().unwrap();
        let topic = topic.file_name().unwrap().to_str().unwrap();
        let path = path.display().to_string();
        let model = model(&path, &text);
        let root = Root(vec![Ident::escape("fragment")]);
        let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
        let mut snapshot = findings(&path, &text);
        for (path, text) in tree.iter().filter(|(path, _)| is_shown(path, topic, name)) {
            let body = text.split_once('\n').map_or(text, |(_, body)| body);
            write!(snapshot, "---- {path}\n{}\n", shown(path, body, name)).unwrap();
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(snapshot);
        });
    });
}

/// What a topic is about, and not what every document gets.
fn is_shown(path: &str, topic: &str, name: &str) -> bool {
    let is_of_errors = name.ends_with("errors") && path.ends_with("/error_body.rs");
    let is_module = path.ends_with("/mod.rs");
    match topic {
        "types" => {
            path.starts_with("src/types/") && !is_module && !path.ends_with("/error_body.rs")
        }
        _ => {
            is_of_errors
                || path == "src/webhooks.rs"
                || path.starts_with("src/operations/")
                    && path != "src/operations/mod.rs"
                    && (!is_module || ["errors", "shapes"].contains(&name))
        }
    }
}

/// The items of a file that the fragment is about.
fn shown(path: &str, text: &str, name: &str) -> String {
    if IN_FULL.contains(&path) {
        return text.to_owned();
    }
    let mut shown = String::new();
    for item in text.trim_end().split("\n\n") {
        let is_import = item.starts_with("use ");
        let is_about_forms = name != "drf" || item.starts_with("static FORM");
        if is_import || !is_about_forms || is_of_every_request(item) {
            // The last item of an `impl` ends it.
            if is_about_forms && item.starts_with(' ') && item.ends_with("\n}") {
                shown += "}\n";
            }
            continue;
        }
        let is_doc = |line: &&str| line.trim_start().starts_with("//");
        let mut lines: Vec<&str> = item.lines().collect();
        if !WITH_DOCS.contains(&name) {
            lines.retain(|line| !is_doc(line));
        }
        let item = match WITH_BODIES.contains(&name) {
            true => lines.join("\n"),
            false => without_body(&lines),
        };
        if !item.is_empty() {
            let is_short = item.ends_with("{ … }") && shown.ends_with("{ … }\n");
            shown += if is_short || shown.is_empty() {
                ""
            } else {
                "\n"
            };
            shown += &format!("{item}\n");
        }
    }
    shown
}

fn is_of_every_request(item: &str) -> bool {
    let mut lines = item.lines().map(str::trim_start);
    lines.any(|line| OF_EVERY_REQUEST.iter().any(|it| line.starts_with(it)))
}

/// An item, without the body if it is a public or crate-internal function of an `impl`.
fn without_body(lines: &[&str]) -> String {
    let is_public = |line: &&str| line.starts_with("    pub") && line.contains("fn ");
    let Some(start) = lines.iter().position(is_public) else {
        return lines.join("\n");
    };
    let (head, rest) = lines.split_at(start);
    let signature = rest.iter().take_while(|line| !line.ends_with('{')).count();
    let body = rest.iter().take_while(|line| **line != "    }").count();
    let [signature, end] = [&rest[..=signature], &rest[body + 1..]];
    let mut kept = [head, signature].concat().join("\n") + " … }";
    for line in end {
        kept += &format!("\n{line}");
    }
    kept
}

/// What codegen reports of the document.
fn findings(path: &str, text: &str) -> String {
    let mut report = Report::default();
    pipeline::model(&mut sources(path, text), &Options::default(), &mut report);
    let mut found = report.into_sorted();
    // None of them has a version.
    found.retain(|finding| finding.code != Code::MissingSetting);
    catalogue::listed(text, &found)
}
