//! Which package depends on which, as the manifests and `Cargo.lock` say.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use codegen_tests::{read, repository};
use toml::Value;
use xtask::surface::UNCONFIRMED;

const SDK: &str = "probely-sdk";

/// A manifest, or the lock file.
pub(crate) fn toml(path: &str) -> toml::Table {
    toml::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A broken crate must not block what makes and mends it.
#[test]
fn codegen_and_its_tests_do_not_need_the_generated_crate() {
    let lock = lock();
    for package in [
        "xtask",
        "codegen-tests",
        "example-tests",
        "fragment-tests",
        "sdk-runtime",
    ] {
        assert!(
            !reachable(&lock, package).contains(SDK),
            "{package} needs {SDK}"
        );
    }
    assert!(reachable(&lock, "client-tests").contains(SDK));
}

/// The runtime is compiled in both places, so both have the same dependencies and features; its manifest is the list.
#[test]
fn the_generated_crate_depends_on_what_the_runtime_does() {
    let runtime = toml("xtask/runtime/Cargo.toml");
    let generated = toml("generated/Cargo.toml");
    for section in ["dependencies", "features"] {
        assert!(runtime.contains_key(section), "no [{section}]");
        let mut own = generated[section].clone();
        // What is inferred in the document, and its examples, have nothing to do with the runtime.
        if section == "features"
            && let Some(features) = own.as_table_mut()
        {
            features.remove(UNCONFIRMED);
            features.remove("examples");
        }
        assert_eq!(own, runtime[section], "[{section}]");
    }
}

/// What users of the crate compile, so that a review sees when it grows.
#[test]
fn what_users_compile_is_known() {
    let plain = tree(&["--no-default-features"]);
    let everything = tree(&[]);
    assert!(plain.is_subset(&everything));
    let list = |names: &mut dyn Iterator<Item = &String>| -> String {
        names.map(|name| format!("  {name}\n")).collect()
    };
    let snapshot = format!(
        "without TLS:\n{}\nTLS adds:\n{}",
        list(&mut plain.iter()),
        list(&mut everything.difference(&plain))
    );
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(snapshot);
    });
}

/// With other features of one package below it, `cargo xtask`, `cargo test` and each `--package` compile the generator
/// again.
#[test]
fn every_command_compiles_the_same_generator() {
    let own = features(&["--package", "xtask", "--edges", "normal,build"]);
    let all = features(&["--workspace"]);
    for (package, features) in own {
        assert_eq!(
            all[&package], features,
            "left: the features of {package} in the workspace, right: for xtask alone"
        );
    }
}

/// The features of each package, in each way that it is compiled.
fn features(selection: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut features: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in cargo_tree(&[selection, &["--format", "{p} [{f}]"]].concat()) {
        let (package, list) = line.split_once('[').expect("the format has a bracket");
        let package = package.split(" (").next().unwrap_or_default().trim();
        let list = list.split(']').next().unwrap_or_default();
        features
            .entry(package.to_owned())
            .or_default()
            .insert(list.to_owned());
    }
    features
}

/// The packages that a build of the crate for Linux takes, by name. `Cargo.lock` alone does not tell: it has all that
/// any feature could turn on.
fn tree(features: &[&str]) -> BTreeSet<String> {
    let selection = ["--package", SDK, "--edges", "normal,build"];
    let lines = cargo_tree(&[&selection, features, &["--format", "{p}"]].concat());
    let names = lines.iter().filter_map(|line| line.split(' ').next());
    names
        .filter(|name| *name != SDK)
        .map(str::to_owned)
        .collect()
}

/// The lines of `cargo tree`, for Linux.
fn cargo_tree(args: &[&str]) -> Vec<String> {
    let output = Command::new(std::env::var_os("CARGO").expect("cargo runs the tests"))
        .args(["tree", "--target", "x86_64-unknown-linux-gnu", "--locked"])
        .args(["--prefix", "none", "--no-dedupe"])
        .args(args)
        .current_dir(repository(""))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().filter(|line| !line.is_empty()); // They separate packages that were selected.
    lines.map(str::to_owned).collect()
}

/// The packages of `Cargo.lock` by name, with the names that they depend on. Versions of one package count as one.
fn lock() -> BTreeMap<String, BTreeSet<String>> {
    let mut packages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in toml("Cargo.lock")["package"].as_array().unwrap() {
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        // `name`, or `name version` where there are several.
        let names = dependencies
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str()?.split(' ').next());
        packages
            .entry(package["name"].as_str().unwrap().to_owned())
            .or_default()
            .extend(names.map(str::to_owned));
    }
    packages
}

/// A package and all that it may need.
fn reachable<'a>(lock: &'a BTreeMap<String, BTreeSet<String>>, root: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut pending = vec![root];
    while let Some(name) = pending.pop() {
        let (name, dependencies) = lock
            .get_key_value(name)
            .unwrap_or_else(|| panic!("Cargo.lock has no {name}"));
        if found.insert(name.as_str()) {
            pending.extend(dependencies.iter().map(String::as_str));
        }
    }
    found
}
