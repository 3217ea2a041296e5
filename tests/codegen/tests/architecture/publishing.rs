//! The package has what publishing needs, and says what it is.

use codegen_tests::our_crate;

#[test]
fn the_package_has_what_publishing_needs() {
    let tree = our_crate().tree;
    let manifest: toml::Table = tree.get("Cargo.toml").unwrap().parse().unwrap();
    let package = manifest["package"].as_table().unwrap();
    for key in [
        "description",
        "license",
        "rust-version",
        "readme",
        "keywords",
        "categories",
    ] {
        assert!(package.contains_key(key), "{key}");
    }
    let docs = package["documentation"].as_str();
    assert_eq!(docs, Some("https://docs.rs/probely-sdk"));
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(tree.get(file).is_some(), "{file}");
    }
    let mut examples = tree.paths().filter(|path| path.starts_with("examples/"));
    assert!(examples.next().is_some());
}

#[test]
fn the_readme_says_how_to_depend_on_the_package_and_what_its_versions_promise() {
    let tree = our_crate().tree;
    let readme = tree.get("README.md").unwrap();
    for text in [
        "not on crates.io",
        "probely-sdk = { path = ",
        "The package `probely` on crates.io is a command-line program of another party",
        "Rust 1.85 or newer",
        "semantic versioning",
    ] {
        assert!(readme.contains(text), "{text}");
    }
    assert!(
        !readme.contains("probely-sdk = \"0."),
        "it cannot be found there"
    );
}
