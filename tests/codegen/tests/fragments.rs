//! Each fragment under `tests/fragments/documents`, as the items that it produces.

use std::fmt::Write as _;
use std::fs;

use codegen_tests::{model, printed};
use xtask::diagnostic::Report;
use xtask::names::Ident;
use xtask::pipeline::{self, Options};
use xtask::render::{self, Root};

#[test]
fn fragments() {
    insta::glob!("../../fragments/documents", "**/*.yaml", |path| {
        let text = fs::read_to_string(path).unwrap();
        let topic = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        let model = model("fragment.yaml", &text);
        let root = Root(vec![Ident::escape("fragment")]);
        let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
        let mut snapshot = findings(&text);
        for (path, text) in tree.iter().filter(|(path, _)| is_shown(path, topic)) {
            let body = text.split_once('\n').map_or(text, |(_, body)| body);
            write!(snapshot, "---- {path}\n{body}\n").unwrap();
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(snapshot);
        });
    });
}

/// What a topic is about, and not what every document gets.
fn is_shown(path: &str, topic: &str) -> bool {
    match topic {
        "types" => {
            path.starts_with("src/types/")
                && !path.ends_with("/mod.rs")
                && !path.ends_with("/error_body.rs")
        }
        _ => {
            path.starts_with("src/operations/") && path != "src/operations/mod.rs"
                || path.ends_with("/error_body.rs")
        }
    }
}

/// What codegen says of the document besides.
fn findings(text: &str) -> String {
    let mut report = Report::default();
    pipeline::model("fragment.yaml", text, &Options::default(), &mut report);
    printed("fragment.yaml", text, report)
}
