//! Who may use what: the parts of xtask each other, and the world outside. The runtime: `runtime.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::is_below;
use crate::packages::toml;
use crate::source::{Source, all, outside_of_tests, rust_files};

/// Each part of xtask with what it may use of the others, in the order of the pipeline.
const PARTS: &[(&str, &[&str])] = &[
    ("fnv", &[]),
    ("package_name", &[]),
    ("diagnostic", &[]),
    ("source", &["diagnostic"]),
    ("contract", &["diagnostic::Anchor", "source"]),
    ("api", &["contract", "diagnostic::Anchor"]),
    (
        "validate",
        &["api::CharClass", "contract", "diagnostic::Anchor", "source"],
    ),
    (
        "lower",
        &[
            "api",
            "contract",
            "diagnostic",
            "package_name",
            "source",
            "validate",
        ],
    ),
    (
        "check",
        &["api", "contract", "diagnostic", "source", "validate"],
    ),
    ("names", &["api", "diagnostic", "fnv"]),
    ("lint", &["api", "diagnostic", "names", "source"]),
    ("surface", &["api", "diagnostic::Anchor", "names"]),
    ("output", &[]),
    ("render", &["api", "names", "output::SourceTree", "surface"]),
    (
        "pipeline",
        &[
            "api::Api",
            "check",
            "contract",
            "diagnostic",
            "lint",
            "lower",
            "names",
            "output::SourceTree",
            "package_name",
            "render",
            "source",
            "surface",
        ],
    ),
    (
        "explain",
        &["api", "contract", "diagnostic", "pipeline", "source"],
    ),
    (
        "diff",
        &[
            "api",
            "contract",
            "diagnostic",
            "fnv",
            "names::Ident",
            "pipeline::Model",
            "source",
            "surface",
            "validate",
        ],
    ),
    (
        "corpus",
        &[
            "api",
            "contract",
            "diagnostic",
            "pipeline",
            "source",
            "surface",
        ],
    ),
    (
        "command",
        &[
            "corpus",
            "diagnostic",
            "diff",
            "explain",
            "output",
            "package_name",
            "pipeline",
        ],
    ),
    ("main", &["command"]),
    ("lib", &[]),
];

/// What only some parts may use. The longest path that fits decides.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostic"]),
    ("anyhow", &["command"]),
    ("clap", &["command", "main"]),
    ("heck", &["names"]),
    ("indexmap", &["contract", "lower", "source"]),
    ("mimalloc", &["main"]),
    ("openapiv3", &["lower", "source"]),
    ("prettyplease", &["render"]),
    ("proc_macro2", &["render"]),
    ("pulldown_cmark", &["render"]),
    ("quote", &["render"]),
    ("regress", &["render", "validate"]),
    ("saphyr_parser", &["source"]),
    ("semver", &["diff"]),
    ("serde", &["diagnostic", "lower"]),
    (
        "serde_json",
        &[
            "api", "check", "command", "contract", "corpus", "diff", "lower", "render", "source",
            "validate",
        ],
    ),
    ("serde_yaml", &["source"]),
    ("strsim", &["source"]),
    ("syn", &["render"]),
    ("tempfile", &["output"]),
    ("unicode_ident", &["names"]),
    ("unicode_normalization", &["names"]),
    // There for their features alone, see xtask/Cargo.toml.
    ("getrandom", &[]),
    ("hashbrown", &[]),
    ("libc", &[]),
    ("once_cell", &[]),
    ("serde_core", &[]),
    // The world: files, the process, the terminal, the clock.
    ("std::env", &["command"]),
    ("std::fs", &["command", "output"]),
    ("std::io", &["command", "output"]),
    ("std::io::stderr", &["command"]),
    ("std::io::stdin", &[]),
    ("std::io::stdout", &["command"]),
    ("std::net", &[]),
    // To read addresses, not to go there.
    ("std::net::Ipv4Addr", &["source"]),
    ("std::net::Ipv6Addr", &["source"]),
    ("std::os", &["output"]),
    ("std::path", &["command", "output"]),
    ("std::process", &["main"]),
    // Git and cargo, and nothing else.
    ("std::process::Command", &["command"]),
    ("std::process::Stdio", &["command"]),
    // Many documents at a time.
    ("std::thread", &["command"]),
    // How long a run took, for the terminal.
    ("std::time", &["command"]),
    // What differs from run to run.
    ("std::collections::HashMap", &[]),
    ("std::collections::HashSet", &[]),
    ("std::collections::hash_map", &[]),
    ("std::collections::hash_set", &[]),
    ("std::hash", &[]),
    // What outlives a run of the pipeline.
    ("std::sync", &[]),
    ("std::sync::atomic", &["command"]),
    ("std::cell", &[]),
];

/// Macros that print, or read where and how codegen was built. `command` prints with `writeln!`, which does not panic.
const FORBIDDEN_MACROS: &[&str] = &[
    "print",
    "println",
    "eprint",
    "eprintln",
    "dbg",
    "env",
    "option_env",
    "file",
    "line",
    "thread_local",
];

#[test]
fn parts_use_only_the_parts_that_the_table_allows() {
    check_parts(outside_of_tests(), PARTS);
}

/// Checks that parts use of each other what the table allows, and that the table allows nothing else.
pub(crate) fn check_parts(sources: &[Source], table: &[(&str, &[&str])]) {
    let mut violations = BTreeSet::new();
    let mut used = BTreeSet::new();
    for source in sources {
        let part = source.part();
        let (_, allowed) = table
            .iter()
            .find(|(name, _)| *name == part)
            .unwrap_or_else(|| panic!("{}: `{part}` is not in the table", source.path));
        for path in source.facts.paths_below("crate") {
            let Some(path) = path.strip_prefix("crate::") else {
                continue; // `pub(crate)`
            };
            if path.split("::").next() == Some(part) {
                continue;
            }
            // An import of `a::{self, B}` or a call of `a::b()` names `a` alone as well.
            match allowed.iter().find(|allowed| is_below(path, allowed)) {
                Some(allowed) => {
                    used.insert((part.to_owned(), (*allowed).to_owned()));
                }
                None => {
                    violations.insert(format!("{}: {path}", source.path));
                }
            }
        }
    }
    assert!(
        violations.is_empty(),
        "not in the table: {violations:#?}\nEach part may use what comes before it, see ARCHITECTURE.md."
    );
    for (part, allowed) in table {
        assert!(
            sources.iter().any(|source| source.part() == *part),
            "the table has `{part}`, which is no part any more"
        );
        for allowed in *allowed {
            assert!(
                used.contains(&((*part).to_owned(), (*allowed).to_owned())),
                "the table lets `{part}` use `{allowed}`, which it does not: take it out"
            );
        }
    }
}

#[test]
fn the_table_of_parts_has_no_cycle() {
    check_order(PARTS);
}

/// Checks that each part uses only parts that come before it in the table, so that there is no cycle.
pub(crate) fn check_order(table: &[(&str, &[&str])]) {
    for (at, (part, allowed)) in table.iter().enumerate() {
        for allowed in *allowed {
            let below = allowed.split("::").next().unwrap();
            assert!(
                table[..at].iter().any(|(name, _)| *name == below),
                "`{part}` uses `{below}`, which does not come before it"
            );
        }
    }
}

#[test]
fn the_outside_is_used_only_where_the_table_allows() {
    let mut violations = BTreeSet::new();
    let mut used = BTreeSet::new();
    for source in outside_of_tests() {
        for path in &source.facts.paths {
            let rule = OUTSIDE
                .iter()
                .filter(|(outside, _)| is_below(path, outside))
                .max_by_key(|(outside, _)| outside.len());
            let Some((outside, allowed)) = rule else {
                continue;
            };
            if allowed.contains(&source.part()) {
                used.insert((*outside, source.part().to_owned()));
            } else {
                violations.insert(format!("{}: {path}", source.path));
            }
        }
    }
    assert!(
        violations.is_empty(),
        "not in the table: {violations:#?}\nARCHITECTURE.md says who touches what, and why."
    );
    for (outside, allowed) in OUTSIDE {
        for part in *allowed {
            assert!(
                used.contains(&(*outside, (*part).to_owned())),
                "the table lets `{part}` use `{outside}`, which it does not: take it out"
            );
        }
    }
}

#[test]
fn every_dependency_is_in_the_table() {
    for name in toml("xtask/Cargo.toml")["dependencies"]
        .as_table()
        .unwrap()
        .keys()
    {
        let name = name.replace('-', "_");
        assert!(
            OUTSIDE.iter().any(|(outside, _)| *outside == name),
            "xtask depends on {name}: say in the table which part uses it"
        );
    }
}

#[test]
fn nothing_prints_or_knows_where_it_was_built() {
    for source in outside_of_tests() {
        for name in &source.facts.macros {
            let name = name.strip_prefix("std::").unwrap_or(name);
            assert!(
                !FORBIDDEN_MACROS.contains(&name),
                "{} calls {name}!: text for people goes through `print` or `print_error` of command/terminal.rs",
                source.path
            );
        }
    }
}

/// Else the tables would not see what is used.
#[test]
fn nothing_is_imported_by_a_star() {
    for source in outside_of_tests() {
        assert!(
            source.facts.globs.is_empty(),
            "{}: name what is imported from {:?}",
            source.path,
            source.facts.globs
        );
    }
}

/// Else the tables would not see who uses it.
#[test]
fn every_file_of_xtask_is_a_module() {
    let modules: BTreeSet<String> = all().into_iter().map(|Source { path, .. }| path).collect();
    let files: BTreeSet<String> = rust_files("xtask/src").into_iter().collect();
    assert_eq!(modules, files);
}

/// Files that need each other are one file, or one of them has something that belongs in a third.
#[test]
fn no_files_use_each_other_in_a_cycle() {
    check_files(outside_of_tests(), named_module);
}

/// The sources by their modules.
type Modules<'a> = BTreeMap<String, &'a Source>;

/// Checks that no files use each other in a cycle. A function finds the module of a path.
pub(crate) fn check_files(sources: &[Source], module_of: fn(&str, &Modules<'_>) -> Option<String>) {
    let modules: Modules<'_> = sources
        .iter()
        .map(|source| (source.module.join("::"), source))
        .collect();
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let from = source.module.join("::");
        for path in source.facts.paths_below("crate") {
            // What a folder declares, its files may use, and it them.
            if let Some(path) = path.strip_prefix("crate::")
                && let Some(to) = module_of(path, &modules)
                && !is_below(&from, &to)
                && !is_below(&to, &from)
            {
                uses.entry(from.clone()).or_default().insert(to);
            }
        }
    }
    // A file that uses nothing which is left, or that nothing which is left uses, is in no cycle.
    loop {
        let before = uses.len();
        let left: BTreeSet<String> = uses.keys().cloned().collect();
        let used: BTreeSet<String> = uses.values().flatten().cloned().collect();
        uses.retain(|from, to| {
            to.retain(|module| left.contains(module));
            !to.is_empty() && used.contains(from)
        });
        if uses.len() == before {
            break;
        }
    }
    assert!(uses.is_empty(), "cycles: {uses:#?}");
}

/// The module that a path names, which may re-export what the path leads to.
fn named_module(path: &str, modules: &Modules<'_>) -> Option<String> {
    let named = modules.keys().filter(|module| is_below(path, module));
    named.max_by_key(|module| module.len()).cloned()
}

/// The module that defines what a path leads to, after all re-exports.
pub(crate) fn defining_module(path: &str, modules: &Modules<'_>) -> Option<String> {
    let module = named_module(path, modules)?;
    let rest = path[module.len()..].trim_start_matches("::");
    let (name, below) = rest.split_once("::").unwrap_or((rest, ""));
    match modules[&module].facts.import_of(name) {
        Some(target) if !is_below(&target, path) => {
            defining_module(&format!("{target}::{below}"), modules)
        }
        _ => Some(module),
    }
}
