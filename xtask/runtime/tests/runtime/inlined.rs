//! The sources are inlined into generated crates and must compile there too.

use std::fs;
use std::path::Path;

#[test]
fn nothing_depends_on_where_the_sources_are() {
    let mut count = 0;
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap();
            pending.extend(entries.map(|entry| entry.unwrap().path()));
            continue;
        }
        assert_eq!(
            path.extension().unwrap(),
            "rs",
            "{path:?}: only Rust files are inlined"
        );
        let text = fs::read_to_string(&path).unwrap();
        for (unwanted, why) in [
            ("crate::", "other files are named by `super::`"),
            ("sdk_runtime", "the crate has another name there"),
            ("cfg(test)", "tests are in tests/"),
            ("#[path", "files are found by their names"),
            ("include_", "only the sources are inlined"),
            ("include!", "only the sources are inlined"),
        ] {
            assert!(!text.contains(unwanted), "{path:?} has `{unwanted}`: {why}");
        }
        assert!(
            text.starts_with("//! "),
            "{path:?}: the first line must describe the file"
        );
        assert!(text.lines().count() <= 500, "{path:?} is long");
        let fences = text
            .lines()
            .filter(|line| line.trim_start().starts_with("/// ```"));
        for (n, fence) in fences.enumerate() {
            let expected = if n % 2 == 0 { "/// ```text" } else { "/// ```" };
            assert_eq!(
                fence.trim(),
                expected,
                "{path:?}: a doctest would name the crate"
            );
        }
        count += 1;
    }
    assert!(count > 20);
}
