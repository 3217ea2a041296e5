//! `output`: a directory comes to hold exactly the tree, and nothing that is somebody else's is lost.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use xtask::output::{Changes, OutputError, SourceTree, check, write};

const CARGO_TOML: &str = "[package]\nname = \"pets\"\nversion = \"0.2.0\"\n";
const MANIFEST: &str = ".codegen-manifest";

/// A small crate, with some files more.
fn tree(more: &[(&str, &str)]) -> SourceTree {
    let crate_files = [("Cargo.toml", CARGO_TOML), ("src/lib.rs", "//! Pets.\n")];
    crate_files.iter().chain(more).copied().collect()
}

fn read(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).unwrap()
}

fn put(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file and link below a directory with its bytes, and every directory.
fn snapshot(dir: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let mut entries = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(parent) = pending.pop() {
        for entry in fs::read_dir(parent).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !path.is_symlink() {
                entries.push((name, None));
                pending.push(path);
            } else {
                entries.push((name, fs::read(&path).ok()));
            }
        }
    }
    entries.sort();
    entries
}

fn foreign(result: Result<Changes, OutputError>) -> Vec<String> {
    match result {
        Err(OutputError::Foreign { paths, .. }) => paths,
        other => panic!("expected foreign files, got {other:?}"),
    }
}

mod writing {
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
            changes.summary(&dir),
            format!("{}/: 4 files written", dir.display())
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
            changes.summary(Path::new("generated")),
            "generated/ is up to date (3 files)"
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
            changes.summary(Path::new("out/")),
            "out/: 1 file written, 1 removed, 3 unchanged"
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
        for dir in ["file", "file/out"] {
            let error = write(&temp.path().join(dir), &tree(&[])).unwrap_err();
            assert!(matches!(error, OutputError::Io { .. }), "{error:?}");
            assert!(error.to_string().contains("file"), "{error}");
        }
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
}

mod checking {
    use super::*;

    #[test]
    fn what_differs_is_listed_and_nothing_is_written() {
        let temp = TempDir::new().unwrap();
        write(
            temp.path(),
            &tree(&[
                ("src/same.rs", "1"),
                ("src/edited.rs", "1"),
                ("src/old.rs", "1"),
            ]),
        )
        .unwrap();
        put(temp.path(), "src/edited.rs", "by hand");
        put(temp.path(), "src/notes.rs", "by hand");
        let before = snapshot(temp.path());
        let next = tree(&[
            ("src/same.rs", "1"),
            ("src/edited.rs", "1"),
            ("src/new.rs", "1"),
        ]);
        let changes = check(temp.path(), &next).unwrap();

        assert_eq!(snapshot(temp.path()), before);
        assert!(!changes.is_empty());
        assert_eq!(
            changes.list(Path::new("generated")),
            "  changed  generated/.codegen-manifest\n\
             \x20 changed  generated/src/edited.rs\n\
             \x20 missing  generated/src/new.rs\n\
             \x20 stale    generated/src/old.rs\n\
             \x20 foreign  generated/src/notes.rs\n"
        );
    }

    #[test]
    fn a_directory_that_does_not_exist_lacks_everything_and_is_not_made() {
        let temp = TempDir::new().unwrap();
        let dir = temp.path().join("none");
        assert_eq!(
            check(&dir, &tree(&[])).unwrap().created,
            [MANIFEST, "Cargo.toml", "src/lib.rs"]
        );
        assert!(!dir.exists());
    }

    #[test]
    fn what_was_written_is_clean() {
        let temp = TempDir::new().unwrap();
        write(temp.path(), &tree(&[])).unwrap();
        assert!(check(temp.path(), &tree(&[])).unwrap().is_empty());
    }
}

mod foreign_files {
    use super::*;

    #[test]
    fn a_directory_of_somebody_else_is_refused() {
        let temp = TempDir::new().unwrap();
        put(temp.path(), "Cargo.toml", "[package]\nname = \"mine\"\n");
        put(temp.path(), "notes.txt", "mine");
        let before = snapshot(temp.path());
        let error = write(temp.path(), &tree(&[])).unwrap_err().to_string();

        assert!(
            error.contains(
                "is not empty, and codegen did not make it (it has no .codegen-manifest):"
            ),
            "{error}"
        );
        assert!(
            error.contains("\n  Cargo.toml\n  notes.txt\nGive a new or an empty directory."),
            "{error}"
        );
        assert_eq!(snapshot(temp.path()), before);
    }

    #[test]
    fn a_file_beside_the_tree_is_refused_before_anything_is_touched() {
        let temp = TempDir::new().unwrap();
        write(temp.path(), &tree(&[("src/old.rs", "1")])).unwrap();
        put(temp.path(), "src/notes.rs", "mine");
        let before = snapshot(temp.path());
        let next = tree(&[("src/new.rs", "1")]);

        assert_eq!(foreign(write(temp.path(), &next)), ["src/notes.rs"]);
        assert_eq!(snapshot(temp.path()), before);
        let error = write(temp.path(), &next).unwrap_err().to_string();
        assert!(
            error.contains("holds files that codegen did not write:\n  src/notes.rs\nMove them"),
            "{error}"
        );
    }

    #[test]
    fn a_file_in_the_way_is_refused() {
        let temp = TempDir::new().unwrap();
        write(temp.path(), &tree(&[])).unwrap();
        put(temp.path(), "src/new.rs", "mine");
        assert_eq!(
            foreign(write(temp.path(), &tree(&[("src/new.rs", "1")]))),
            ["src/new.rs"]
        );
        assert_eq!(read(temp.path(), "src/new.rs"), "mine");
    }

    #[test]
    fn files_that_are_as_they_would_be_written_may_lack_a_manifest() {
        let temp = TempDir::new().unwrap();
        write(temp.path(), &tree(&[])).unwrap();
        fs::remove_file(temp.path().join(MANIFEST)).unwrap();
        assert_eq!(write(temp.path(), &tree(&[])).unwrap().created, [MANIFEST]);
    }

    #[test]
    fn what_cargo_and_git_put_there_is_left_alone() {
        let temp = TempDir::new().unwrap();
        for path in [
            "Cargo.lock",
            "target/debug/x",
            ".git/HEAD",
            ".DS_Store",
            "src/.DS_Store",
        ] {
            put(temp.path(), path, "theirs");
        }
        write(temp.path(), &tree(&[])).unwrap();
        assert!(check(temp.path(), &tree(&[])).unwrap().is_empty());
        for path in [
            "Cargo.lock",
            "target/debug/x",
            ".git/HEAD",
            ".DS_Store",
            "src/.DS_Store",
        ] {
            assert_eq!(read(temp.path(), path), "theirs");
        }
    }

    #[test]
    fn a_manifest_cannot_lead_out_of_the_directory() {
        let temp = TempDir::new().unwrap();
        let dir = temp.path().join("out");
        put(temp.path(), "precious", "mine");
        write(&dir, &tree(&[])).unwrap();
        let path = temp.path().join("precious");
        put(
            &dir,
            MANIFEST,
            &format!(
                "../precious\n{}\nsrc/../../precious\nCargo.toml\nsrc/lib.rs\n",
                path.display()
            ),
        );
        write(&dir, &tree(&[])).unwrap();
        assert_eq!(read(temp.path(), "precious"), "mine");
    }

    #[test]
    fn a_merge_conflict_in_the_manifest_heals() {
        let temp = TempDir::new().unwrap();
        write(
            temp.path(),
            &tree(&[("src/ours.rs", "1"), ("src/theirs.rs", "1")]),
        )
        .unwrap();
        let conflict = "<<<<<<< HEAD\nsrc/ours.rs\n=======\nsrc/theirs.rs\n>>>>>>> branch\n";
        put(
            temp.path(),
            MANIFEST,
            &format!("Cargo.toml\r\nsrc/lib.rs\r\n{conflict}"),
        );
        let changes = write(temp.path(), &tree(&[("src/ours.rs", "2")])).unwrap();
        assert_eq!(changes.changed, [MANIFEST, "src/ours.rs"]);
        assert_eq!(changes.removed, ["src/theirs.rs"]);
        assert!(
            check(temp.path(), &tree(&[("src/ours.rs", "2")]))
                .unwrap()
                .is_empty()
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_neither_followed_nor_replaced() {
        use std::os::unix::fs::symlink;

        let temp = TempDir::new().unwrap();
        let (dir, elsewhere) = (temp.path().join("out"), temp.path().join("elsewhere"));
        put(&elsewhere, "lib.rs", "mine");
        put(&elsewhere, "old.rs", "mine");
        write(&dir, &tree(&[("src/old.rs", "1")])).unwrap();
        fs::remove_dir_all(dir.join("src")).unwrap();
        symlink(&elsewhere, dir.join("src")).unwrap();
        let before = snapshot(&elsewhere);

        assert_eq!(foreign(write(&dir, &tree(&[]))), ["src"]);
        assert_eq!(snapshot(&elsewhere), before);

        fs::remove_file(dir.join("src")).unwrap();
        fs::create_dir(dir.join("src")).unwrap();
        symlink(elsewhere.join("lib.rs"), dir.join("src/lib.rs")).unwrap();
        let changes = check(&dir, &tree(&[])).unwrap();
        assert_eq!(
            (changes.foreign, changes.created.len()),
            (vec!["src/lib.rs".to_owned()], 0)
        );
        assert_eq!(foreign(write(&dir, &tree(&[]))), ["src/lib.rs"]);
        assert_eq!(snapshot(&elsewhere), before);
    }
}

mod paths {
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
}

mod lock_file {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"pets\"\nversion = \"0.1.0\"\n\
        source = \"registry+https://github.com/rust-lang/crates.io-index\"\n\n\
        [[package]]\nname = \"pets\"\nversion = \"0.1.0\"\ndependencies = [\n \"serde\",\n]\n\n\
        [[package]]\nname = \"pets-tests\"\nversion = \"0.1.0\"\n";

    /// A workspace with a lock file around the directory of the crate.
    fn workspace(lock: &str) -> TempDir {
        let temp = TempDir::new().unwrap();
        put(
            temp.path(),
            "Cargo.toml",
            "[workspace]\nmembers = [\"generated\"]\n",
        );
        put(temp.path(), "Cargo.lock", lock);
        temp
    }

    #[test]
    fn the_version_of_the_workspaces_package_follows_and_nothing_else() {
        let temp = workspace(LOCK);
        let dir = temp.path().join("generated");
        let lock = temp.path().join("Cargo.lock");

        let found = check(&dir, &tree(&[])).unwrap();
        assert_eq!(found.lockfile.as_deref(), Some(lock.as_path()));
        assert_eq!(read(temp.path(), "Cargo.lock"), LOCK);

        let changes = write(&dir, &tree(&[])).unwrap();
        assert_eq!(changes.lockfile.as_deref(), Some(lock.as_path()));
        let expected = LOCK.replace("\"0.1.0\"\ndependencies", "\"0.2.0\"\ndependencies");
        assert_eq!(read(temp.path(), "Cargo.lock"), expected);
        assert!(check(&dir, &tree(&[])).unwrap().is_empty());
    }

    #[test]
    fn a_lock_file_alone_is_a_difference() {
        let temp = workspace(LOCK);
        let dir = temp.path().join("generated");
        write(&dir, &tree(&[])).unwrap();
        put(temp.path(), "Cargo.lock", LOCK);

        let changes = check(&dir, &tree(&[])).unwrap();
        assert!(!changes.is_empty());
        assert!(
            changes
                .list(&dir)
                .contains("Cargo.lock (the version of the package)")
        );
        let changes = write(&dir, &tree(&[])).unwrap();
        assert!(
            changes
                .summary(&dir)
                .contains(": 0 files written, 3 unchanged; "),
            "{}",
            changes.summary(&dir)
        );
    }

    #[test]
    fn line_ends_of_the_lock_file_stay() {
        let temp = workspace(&LOCK.replace('\n', "\r\n"));
        write(&temp.path().join("generated"), &tree(&[])).unwrap();
        let expected = LOCK
            .replace("\"0.1.0\"\ndependencies", "\"0.2.0\"\ndependencies")
            .replace('\n', "\r\n");
        assert_eq!(read(temp.path(), "Cargo.lock"), expected);
    }

    #[test]
    fn a_lock_file_without_the_package_stays() {
        for lock in ["", "version = 4\n", &LOCK.replace("\"pets\"", "\"cats\"")] {
            let temp = workspace(lock);
            let changes = write(&temp.path().join("generated"), &tree(&[])).unwrap();
            assert_eq!(changes.lockfile, None);
            assert_eq!(read(temp.path(), "Cargo.lock"), lock);
        }
    }

    #[test]
    fn a_lock_file_outside_a_workspace_stays() {
        let temp = workspace(LOCK);
        put(temp.path(), "Cargo.toml", "[package]\nname = \"app\"\n");
        write(&temp.path().join("generated"), &tree(&[])).unwrap();
        assert_eq!(read(temp.path(), "Cargo.lock"), LOCK);
    }

    #[test]
    fn no_lock_file_is_made() {
        let temp = workspace(LOCK);
        fs::remove_file(temp.path().join("Cargo.lock")).unwrap();
        write(&temp.path().join("generated"), &tree(&[])).unwrap();
        assert!(!temp.path().join("Cargo.lock").exists());
    }
}
