//! `SourceTree` refuses paths that must not reach the disk.

use super::*;

#[test]
fn a_path_that_could_do_harm_is_refused_and_nothing_is_written() {
    let paths = [
        "",
        "/etc/x",
        "../x",
        "src/../../x",
        "./x",
        "src/./x",
        "src//x",
        "src/",
        "a\\b",
        "..\\x",
        "C:/x",
        "a\nb",
        "a\0b",
        "src/x.",
        "src/x ",
        "a*",
        "Cargo.lock",
        "target",
        "target/x",
        ".git/hooks/x",
        ".codegen-manifest",
        "cargo.toml",
        "SRC/LIB.RS",
        "src",
        "Cargo.toml/x",
        "src/.codegen-1.tmp",
    ];
    let temp = TempDir::new().unwrap();
    for path in paths {
        let tree = tree(&[(path, "x")]);
        let refused: Vec<_> = tree
            .refused()
            .iter()
            .map(|refused| refused.path.as_str())
            .collect();
        assert_eq!(refused, [path]);
        assert_eq!(tree.len(), 2, "{path:?}");
        for run in [write, check] {
            let error = run(&temp.path().join("out"), &tree)
                .unwrap_err()
                .to_string();
            assert!(error.contains(&format!("{path:?} ")), "{error}");
        }
    }
    assert_eq!(snapshot(temp.path()), []);
}

#[test]
fn ordinary_paths_are_taken() {
    let paths = [
        ".gitignore",
        "rustfmt.toml",
        "src/types/größe.rs",
        "src/targets/a.rs",
        "LICENSE-MIT",
        "src/a..b",
    ];
    let tree: SourceTree = paths.iter().map(|path| (*path, "")).collect();
    assert_eq!(tree.refused(), []);
    assert_eq!(tree.len(), paths.len());
}

#[test]
fn line_ends_become_newlines() {
    assert_eq!(
        tree(&[("LICENSE-MIT", "a\r\nb\r\n")]).get("LICENSE-MIT"),
        Some("a\nb\n")
    );
}
