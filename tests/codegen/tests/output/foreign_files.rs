//! Files that codegen did not write are neither replaced nor removed.

use super::*;

#[test]
fn a_foreign_directory_is_refused() {
    let temp = TempDir::new().unwrap();
    put(temp.path(), "Cargo.toml", "[package]\nname = \"mine\"\n");
    put(temp.path(), "notes.txt", "mine");
    let before = snapshot(temp.path());
    let error = write(temp.path(), &tree(&[])).unwrap_err().to_string();

    assert!(
        error.contains("is not empty and not written by codegen (it has no .codegen-manifest):"),
        "{error}"
    );
    assert!(
        error.contains("\n  Cargo.toml\n  notes.txt\nUse a new or an empty directory."),
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
        error.contains("has files that codegen did not write:\n  src/notes.rs\nMove or"),
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

/// Whatever it is, it may be a whole disk: it is not walked through.
#[test]
fn only_the_top_of_a_foreign_directory_is_read() {
    let temp = TempDir::new().unwrap();
    put(temp.path(), "home/ana/letter.txt", "x");
    put(temp.path(), "notes.txt", "x");
    put(temp.path(), "src/main.rs", "x");
    let expected = ["home/", "notes.txt", "src/"];
    assert_eq!(foreign(write(temp.path(), &tree(&[]))), expected);
    assert_eq!(check(temp.path(), &tree(&[])).unwrap().foreign, expected);
}

#[test]
fn a_file_in_the_place_of_the_directory_is_refused() {
    let temp = TempDir::new().unwrap();
    put(temp.path(), "out", "x");
    for run in [write, check] {
        let error = run(&temp.path().join("out"), &tree(&[])).unwrap_err();
        let error = error.to_string();
        assert!(error.contains("out is a file, not a directory"), "{error}");
    }
    assert_eq!(read(temp.path(), "out"), "x");
}
