//! The guide of our crate is whole: no page and no section is left out because a placeholder has no value.

use std::fs;

use codegen_tests::{our_crate, repository};

const FOLDER: &str = "xtask/src/render/guide";

#[test]
fn no_page_and_no_section_is_left_out() {
    let tree = our_crate().tree;
    let index = tree.get("src/guide.rs").expect("there is a guide");
    let mut pages = 0;
    for entry in fs::read_dir(repository(FOLDER)).expect("the folder can be read") {
        let path = entry.expect("its entries can be read").path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let name = path.file_stem().and_then(|name| name.to_str());
        let name = name.expect("names are UTF-8");
        // What the page on forms holds, for one dialect or the other; and what our API has no operation for.
        if name.starts_with("forms_") || name == "uploads" {
            continue;
        }
        let source = fs::read_to_string(&path).expect("the page can be read");
        let page = tree
            .get(&format!("src/guide/{name}.md"))
            .unwrap_or_else(|| panic!("{name} is left out"));
        assert!(
            index.contains(&format!("](crate::guide::{name})")),
            "{name} is not listed"
        );
        assert!(
            headings(page) >= headings(&source),
            "{name} lacks a section"
        );
        assert!(blocks(page) >= blocks(&source), "{name} lacks an example");
        assert!(!page.contains("{{"), "{name} has a placeholder");
        pages += 1;
    }
    assert_eq!(index.matches("pub mod ").count(), pages);
}

/// A user finds a feature without reading the manifest.
#[test]
fn every_feature_is_listed() {
    let tree = our_crate().tree;
    let manifest = tree.get("Cargo.toml").expect("there is a manifest");
    let (_, features) = manifest
        .split_once("[features]\n")
        .expect("there are features");
    let (features, _) = features.split_once("\n\n").expect("another table follows");
    let names = features
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| *name != "default");
    for name in names {
        for page in ["README.md", "src/guide/configuration.md"] {
            let text = tree.get(page).expect(page);
            let is_listed = text.lines().any(|line| {
                line.split(" | ").next().is_some_and(|cell| {
                    cell.starts_with("| ") && cell.contains(&format!("`{name}`"))
                })
            });
            assert!(is_listed, "{page} does not list `{name}`");
        }
    }
}

/// Each page but the last leads to the next one, so that they can be read in order.
#[test]
fn pages_lead_to_the_next_one() {
    let tree = our_crate().tree;
    let index = tree.get("src/guide.rs").expect("there is a guide");
    let names: Vec<&str> = index
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(" {}"))
        .collect();
    for pair in names.windows(2) {
        let page = tree
            .get(&format!("src/guide/{}.md", pair[0]))
            .expect(pair[0]);
        let link = format!("](crate::guide::{}). [All pages]", pair[1]);
        assert!(
            page.contains(&link),
            "{} does not lead to {}",
            pair[0],
            pair[1]
        );
    }
}

fn headings(page: &str) -> usize {
    // Not hidden lines of code.
    let lines = page.lines().filter(|line| {
        line.starts_with("# ")
            && line
                .chars()
                .nth(2)
                .is_some_and(|c| c.is_uppercase() || c == '{')
    });
    lines.count()
}

fn blocks(page: &str) -> usize {
    page.lines().filter(|line| line.starts_with("```")).count()
}
