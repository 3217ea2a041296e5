//! [`assign`]: the names of components that are in other files.

use std::collections::{BTreeMap, BTreeSet};

/// Keys that only lead to definitions.
const SECTIONS: [&str; 5] = ["components", "definitions", "$defs", "paths", "properties"];

/// What a name can be made of, the most specific last: the folders and the name of the file, and the keys of the pointer
/// in it.
pub(super) fn parts(path: &str, keys: &[String], section: &str) -> Vec<String> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let folders = folders.split('/');
    let mut parts: Vec<&str> = folders
        .filter(|it| !matches!(*it, "" | "." | ".."))
        .collect();
    // The whole of `pet/index.yaml` is what the folder is called.
    let is_index = keys.is_empty() && stem.trim_start_matches('_') == "index" && !parts.is_empty();
    if !is_index {
        parts.push(stem);
    }
    let last = keys.len().saturating_sub(1);
    let keys = keys.iter().map(String::as_str).enumerate();
    parts.extend(
        keys.filter(|(index, key)| *index == last || !(SECTIONS.contains(key) || *key == section))
            .map(|(_, key)| key),
    );
    parts.into_iter().map(|part| part.to_owned()).collect()
}

/// A name for each of these sections and parts: the last part, and for those that would get the same name, or one that
/// the document has, as many parts as distinguish them.
pub(super) fn assign(
    components: &[(&'static str, Vec<String>)],
    is_taken: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let mut counts = vec![1; components.len()];
    loop {
        let name = |(index, (section, parts)): (usize, &(&'static str, Vec<String>))| {
            let count = counts.get(index).copied().unwrap_or(1);
            (*section, joined(parts, count))
        };
        let names: Vec<(&str, String)> = components.iter().enumerate().map(name).collect();
        let mut uses: BTreeMap<&(&str, String), usize> = BTreeMap::new();
        for name in &names {
            *uses.entry(name).or_default() += 1;
        }
        let mut has_changed = false;
        for ((name, count), (_, parts)) in names.iter().zip(&mut counts).zip(components) {
            let collides = uses.get(name).is_some_and(|uses| *uses > 1);
            if (collides || is_taken(name.0, &name.1)) && *count < parts.len() {
                *count += 1;
                has_changed = true;
            }
        }
        if !has_changed {
            return distinct(names, is_taken);
        }
    }
}

/// The last parts as the name of a component, which has no other characters.
fn joined(parts: &[String], count: usize) -> String {
    let last: Vec<&str> = parts.iter().rev().take(count).map(String::as_str).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    let is_legal = |char: char| char.is_ascii_alphanumeric() || ".-_".contains(char);
    last.join("_")
        .replace(|char: char| !is_legal(char) && char.is_ascii(), "_")
}

/// With underscores after those names that nothing distinguishes.
fn distinct(names: Vec<(&str, String)>, is_taken: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut given = BTreeSet::new();
    let names = names.into_iter().map(|(section, mut name)| {
        while name.is_empty()
            || is_taken(section, &name)
            || !given.insert((section.to_owned(), name.clone()))
        {
            name.push('_');
        }
        name
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(targets: &[(&str, &str)], taken: &[&str]) -> Vec<String> {
        let keys = |pointer: &str| crate::source::pointer::keys(pointer);
        let parts = targets
            .iter()
            .map(|(path, pointer)| ("schemas", parts(path, &keys(pointer), "schemas")));
        assign(&parts.collect::<Vec<_>>(), |_, name| taken.contains(&name))
    }

    #[test]
    fn the_last_key_or_the_file() {
        let targets = [
            ("spec/schemas/User.yaml", ""),
            ("common.yaml", "/components/schemas/Page"),
            ("spec/pet/index.yaml", ""),
            ("spec/_index.yaml", "/Odd name!"),
        ];
        assert_eq!(names(&targets, &[]), ["User", "Page", "pet", "Odd_name_"]);
    }

    #[test]
    fn what_collides_is_qualified() {
        let targets = [
            ("users/list.yaml", ""),
            ("orders/list.yaml", ""),
            ("a.yaml", "/components/schemas/User"),
            ("b.yaml", "/components/schemas/User"),
            ("c.yaml", "/definitions/Taken"),
            ("d.yaml", "/a~1b"),
            ("d.yaml", "/a~1B"),
            ("d.yaml", "/a b"),
        ];
        assert_eq!(
            names(&targets, &["Taken"]),
            [
                "users_list",
                "orders_list",
                "a_User",
                "b_User",
                "c_Taken",
                "d_a_b",
                "a_B",
                "d_a_b_"
            ]
        );
    }
}
