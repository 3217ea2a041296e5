//! `write` writes what differs, whole files at once, and removes what is stale.

use super::*;

#[test]
fn a_new_directory_gets_every_file_and_the_list_of_them() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("a/b");
    let changes = write(&dir, &tree(&[("src/types/cat.rs", "//! Cat.\n")])).unwrap();

    assert_eq!(
        changes.created,
        [MANIFEST, "Cargo.toml", "src/lib.rs", "src/types/cat.rs"]
    );
    assert_eq!(
        (
            changes.changed.len(),
            changes.removed.len(),
            changes.unchanged
        ),
        (0, 0, 0)
    );
    assert_eq!(read(&dir, "src/types/cat.rs"), "//! Cat.\n");
    let manifest = read(&dir, MANIFEST);
    let listed: Vec<_> = manifest
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert_eq!(listed, ["Cargo.toml", "src/lib.rs", "src/types/cat.rs"]);
    assert_eq!(
        changes.summary(true),
        "4 files: 4 written, 0 unchanged, 0 removed"
    );
}

#[test]
fn the_second_run_changes_nothing() {
    let temp = TempDir::new().unwrap();
    write(temp.path(), &tree(&[])).unwrap();
    let before = snapshot(temp.path());
    let changes = write(temp.path(), &tree(&[])).unwrap();

    assert_eq!(
        changes,
        Changes {
            unchanged: 3,
            ..Changes::default()
        }
    );
    assert_eq!(snapshot(temp.path()), before);
    assert_eq!(
        changes.summary(true),
        "3 files: 0 written, 3 unchanged, 0 removed"
    );
}

#[cfg(unix)]
#[test]
fn only_files_that_differ_are_written() {
    use std::os::unix::fs::MetadataExt;

    let temp = TempDir::new().unwrap();
    let identity = |path: &str| {
        fs::metadata(temp.path().join(path))
            .map(|m| (m.ino(), m.mtime_nsec()))
            .unwrap()
    };
    write(temp.path(), &tree(&[("src/a.rs", "1"), ("src/b.rs", "1")])).unwrap();
    let before = ["Cargo.toml", "src/a.rs", "src/b.rs", MANIFEST].map(identity);
    let changes = write(temp.path(), &tree(&[("src/a.rs", "2"), ("src/b.rs", "1")])).unwrap();
    let after = ["Cargo.toml", "src/a.rs", "src/b.rs", MANIFEST].map(identity);

    assert_eq!(changes.changed, ["src/a.rs"]);
    assert_eq!(changes.unchanged, 4);
    assert_eq!(read(temp.path(), "src/a.rs"), "2");
    let same: Vec<bool> = before
        .iter()
        .zip(&after)
        .map(|(before, after)| before == after)
        .collect();
    assert_eq!(same, [true, false, true, true]);
}

#[test]
fn stale_files_and_empty_directories_go() {
    let temp = TempDir::new().unwrap();
    write(
        temp.path(),
        &tree(&[("src/types/deep/cat.rs", "1"), ("src/types/dog.rs", "1")]),
    )
    .unwrap();
    let changes = write(temp.path(), &tree(&[("src/types/dog.rs", "1")])).unwrap();

    assert_eq!(changes.removed, ["src/types/deep/cat.rs"]);
    assert_eq!(changes.changed, [MANIFEST]);
    assert!(!temp.path().join("src/types/deep").exists());
    assert_eq!(read(temp.path(), "src/types/dog.rs"), "1");
    assert_eq!(
        changes.summary(true),
        "4 files: 1 written, 3 unchanged, 1 removed"
    );
    assert!(!read(temp.path(), MANIFEST).contains("cat"));
}

#[test]
fn other_line_ends_are_a_difference() {
    let temp = TempDir::new().unwrap();
    write(temp.path(), &tree(&[])).unwrap();
    put(temp.path(), "src/lib.rs", "//! Pets.\r\n");

    assert_eq!(
        check(temp.path(), &tree(&[])).unwrap().changed,
        ["src/lib.rs"]
    );
    write(temp.path(), &tree(&[])).unwrap();
    assert_eq!(read(temp.path(), "src/lib.rs"), "//! Pets.\n");
}

#[cfg(unix)]
#[test]
fn files_get_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt;

    let temp = TempDir::new().unwrap();
    put(temp.path(), "usual", "");
    let out = temp.path().join("out");
    write(&out, &tree(&[])).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(
        mode(&out.join("src/lib.rs")),
        mode(&temp.path().join("usual"))
    );
}

#[test]
fn cargo_finds_the_crate_whole_at_every_moment() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path();
    let text = |letter: &str| letter.repeat(1 << 16);
    let versions = [text("a"), text("b")];
    let crate_of = |text: &String| -> SourceTree {
        [("Cargo.toml", text), ("src/lib.rs", text)]
            .into_iter()
            .collect()
    };
    write(dir, &crate_of(&versions[0])).unwrap();

    let (done, watch) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let watch = watch;
            while watch.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                for path in ["Cargo.toml", "src/lib.rs"] {
                    let text = fs::read_to_string(dir.join(path)).expect("is never missing");
                    assert!(
                        versions.contains(&text),
                        "{path} is half written ({} bytes)",
                        text.len()
                    );
                }
            }
        });
        for round in 1..100 {
            write(dir, &crate_of(&versions[round % 2])).unwrap();
        }
        drop(done);
    });
}

#[test]
fn nothing_is_removed_before_everything_is_written() {
    let temp = TempDir::new().unwrap();
    write(temp.path(), &tree(&[("src/old.rs", "1")])).unwrap();
    // A directory stands where the last file should go.
    fs::create_dir(temp.path().join("src/z.rs")).unwrap();
    let next = tree(&[("src/a.rs", "1"), ("src/z.rs", "1")]);
    let error = write(temp.path(), &next).unwrap_err();

    assert!(error.to_string().starts_with("cannot write "), "{error}");
    assert!(error.to_string().contains("z.rs"), "{error}");
    assert_eq!(read(temp.path(), "src/old.rs"), "1");
    assert_eq!(read(temp.path(), "src/a.rs"), "1");

    // The files of the run that failed are codegen's own: the next run may change and remove them.
    fs::remove_dir(temp.path().join("src/z.rs")).unwrap();
    let changes = write(temp.path(), &tree(&[("src/z.rs", "1")])).unwrap();
    assert_eq!(changes.removed, ["src/a.rs", "src/old.rs"]);
}

#[test]
fn what_a_killed_run_left_behind_goes() {
    let temp = TempDir::new().unwrap();
    write(temp.path(), &tree(&[])).unwrap();
    put(temp.path(), "src/.codegen-x1y2z3.tmp", "half a fi");
    assert_eq!(
        write(temp.path(), &tree(&[])).unwrap().removed,
        ["src/.codegen-x1y2z3.tmp"]
    );
    assert!(!temp.path().join("src/.codegen-x1y2z3.tmp").exists());
}

#[test]
fn a_file_whose_name_changes_in_case_is_there_afterwards() {
    let temp = TempDir::new().unwrap();
    write(temp.path(), &tree(&[("src/Cat.rs", "1")])).unwrap();
    write(temp.path(), &tree(&[("src/cat.rs", "1")])).unwrap();
    assert_eq!(read(temp.path(), "src/cat.rs"), "1");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let temp = TempDir::new().unwrap();
    put(temp.path(), "file", "");
    let error = write(&temp.path().join("file/out"), &tree(&[])).unwrap_err();
    assert!(matches!(error, OutputError::Io { .. }), "{error:?}");
    assert!(error.to_string().contains("file"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_read_only_directory_is_an_error_and_keeps_its_files() {
    use std::os::unix::fs::PermissionsExt;

    let temp = TempDir::new().unwrap();
    write(temp.path(), &tree(&[])).unwrap();
    let source = temp.path().join("src");
    fs::set_permissions(&source, fs::Permissions::from_mode(0o555)).unwrap();
    let result = write(
        &temp.path().join("."),
        &[("src/lib.rs", "2")].into_iter().collect(),
    );
    let may_write_anyway = fs::write(source.join("probe"), "").is_ok();
    fs::set_permissions(&source, fs::Permissions::from_mode(0o755)).unwrap();

    // The administrator's processes may write there all the same.
    if may_write_anyway {
        result.unwrap();
    } else {
        let error = result.unwrap_err();
        assert!(error.to_string().contains("Permission denied"), "{error}");
        assert_eq!(read(temp.path(), "src/lib.rs"), "//! Pets.\n");
    }
}

/// Of several runs at once, each finds what another has finished, so that in the end the files are those of one.
#[cfg(unix)]
#[test]
fn runs_at_once_do_not_mix() {
    let temp = TempDir::new().unwrap();
    let names: Vec<Vec<String>> = (0..4)
        .map(|run| {
            (0..60)
                .map(|file| format!("src/r{run}_{file}.rs"))
                .collect()
        })
        .collect();
    let trees: Vec<SourceTree> = names
        .iter()
        .map(|names| {
            tree(
                &names
                    .iter()
                    .map(|name| (name.as_str(), ""))
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    std::thread::scope(|scope| {
        for tree in &trees {
            scope.spawn(|| write(temp.path(), tree).unwrap());
        }
    });
    let is_whole = |tree: &SourceTree| check(temp.path(), tree).unwrap().is_empty();
    assert_eq!(trees.iter().filter(|tree| is_whole(tree)).count(), 1);
}
