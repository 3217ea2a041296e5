//! `check` lists what differs and writes nothing.

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
