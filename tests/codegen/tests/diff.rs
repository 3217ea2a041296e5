//! Each pair under `tests/diff`, as the comment that a pull request would get.

use std::fs;
use std::path::Path;

use codegen_tests::model;
use xtask::diff::accepted::Accepted;
use xtask::diff::{Comparison, Side, changes, report};

#[test]
fn reports() {
    insta::glob!("../../diff", "*/*/before.yaml", |path| {
        let before = fs::read_to_string(path).unwrap();
        let after = fs::read_to_string(path.with_file_name("after.yaml")).unwrap();
        let case = path.parent().unwrap();
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => false,
            snapshot_path => "snapshots/diff",
            snapshot_suffix => name(case),
        }, {
            insta::assert_snapshot!(markdown(&before, &after));
        });
    });
}

/// `<rule>__<case>`.
fn name(case: &Path) -> String {
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    format!("{}__{}", name(case.parent().unwrap()), name(case))
}

fn markdown(before: &str, after: &str) -> String {
    let (base, head) = (model("before.yaml", before), model("after.yaml", after));
    let comparison = Comparison::new(
        (
            Side::new(None, "before.yaml", before),
            &base.api.settings.version,
        ),
        (
            Side::new(None, "after.yaml", after),
            &head.api.settings.version,
        ),
        changes(&base, &head),
        &Accepted::default(),
    );
    report::markdown(&comparison)
}
