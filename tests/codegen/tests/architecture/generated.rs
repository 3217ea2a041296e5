//! What every generated crate keeps to, so that it can grow without breaking its users. Ours stands for all.

use std::collections::BTreeSet;

use codegen_tests::our_crate;
use syn::visit::Visit;
use syn::{Attribute, File, Item, UseTree, Visibility};

use crate::facts::Facts;
use crate::panics::PANICKING_MACROS;

/// The Rust files of the crate, by path.
fn files() -> Vec<(String, File)> {
    let tree = our_crate().tree;
    let sources = tree.iter().filter(|(path, _)| path.ends_with(".rs"));
    sources
        .map(|(path, text)| (path.to_owned(), syn::parse_file(text).unwrap()))
        .collect()
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|it| it.path().is_ident(name))
}

/// New fields and variants are then no break.
#[test]
fn every_type_of_the_document_may_grow() {
    let mut count = 0;
    for (path, file) in files() {
        if !path.starts_with("src/types/") {
            continue;
        }
        for item in &file.items {
            let (name, attributes) = match item {
                Item::Struct(item) => (&item.ident, &item.attrs),
                Item::Enum(item) => (&item.ident, &item.attrs),
                _ => continue,
            };
            assert!(
                has(attributes, "non_exhaustive"),
                "{path}: {name} is not #[non_exhaustive]"
            );
            count += 1;
        }
    }
    assert!(count > 15, "only {count} types");
}

/// Requests change by what their setters do, so what is in them is nobody's business.
#[test]
fn requests_and_clients_have_no_public_fields() {
    for (path, file) in files() {
        if path.starts_with("src/types/") || path.starts_with("src/runtime/") {
            continue;
        }
        for item in &file.items {
            if let Item::Struct(item) = item {
                assert!(
                    !item.fields.iter().any(|field| is_public(&field.vis)),
                    "{path}: {} has a public field",
                    item.ident
                );
            }
        }
    }
}

/// What users need of the runtime is at the root of the crate too. The rest may change in any version.
#[test]
fn the_runtime_shows_only_what_users_need() {
    let files = files();
    let find = |path: &str| &files.iter().find(|(it, _)| it == path).expect(path).1;
    let at_the_root = public_names(find("src/lib.rs"));
    let shown = public_names(find("src/runtime/mod.rs"));
    assert!(!shown.is_empty());
    let more: Vec<&String> = shown.difference(&at_the_root).collect();
    assert!(more.is_empty(), "hide these, or re-export them: {more:?}");
}

/// What a file exports or declares, without what is hidden from the docs.
fn public_names(file: &File) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in &file.items {
        match item {
            Item::Use(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                add_leaves(&item.tree, &mut names);
            }
            Item::Type(item) if is_public(&item.vis) => {
                names.insert(item.ident.to_string());
            }
            _ => {}
        }
    }
    names
}

fn add_leaves(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(tree) => add_leaves(&tree.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_leaves(tree, names)),
        UseTree::Name(name) => {
            names.insert(name.ident.to_string());
        }
        UseTree::Rename(name) => {
            names.insert(name.rename.to_string());
        }
        UseTree::Glob(_) => panic!("nothing is exported by a star"),
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|word| word == "hidden")
    })
}

#[test]
fn no_lint_is_silenced_but_about_what_is_deprecated() {
    struct Allowed(Vec<String>);
    impl<'ast> Visit<'ast> for Allowed {
        fn visit_attribute(&mut self, attribute: &'ast Attribute) {
            if let (true, syn::Meta::List(list)) =
                (attribute.path().is_ident("allow"), &attribute.meta)
            {
                self.0.push(list.tokens.to_string());
            }
        }
    }
    for (path, file) in files() {
        let mut allowed = Allowed(Vec::new());
        allowed.visit_file(&file);
        assert!(
            allowed.0.iter().all(|lints| lints == "deprecated"),
            "{path}: {:?}",
            allowed.0
        );
    }
}

#[test]
fn nothing_in_it_panics() {
    for (path, file) in files() {
        let facts = Facts::of(&file, &[]);
        for method in ["expect", "expect_err", "unwrap", "unwrap_err"] {
            assert!(!facts.methods.contains(method), "{path} calls .{method}()");
        }
        for name in PANICKING_MACROS {
            assert!(!facts.macros.contains(*name), "{path} calls {name}!");
        }
    }
}
