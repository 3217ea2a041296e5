//! The workspace's `Cargo.lock` follows the version of the crate.

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
            .summary(true)
            .starts_with("3 files: 0 written, 3 unchanged, 0 removed; "),
        "{}",
        changes.summary(true)
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

#[test]
fn a_workspace_beside_the_directory_stays() {
    let temp = TempDir::new().unwrap();
    let work = temp.path().join("work");
    put(&work, "Cargo.toml", "[workspace]\n");
    put(&work, "Cargo.lock", LOCK);
    let changes = write(&work.join("../pets"), &tree(&[])).unwrap();
    assert_eq!(changes.lockfile, None);
    assert_eq!(read(&work, "Cargo.lock"), LOCK);
}
