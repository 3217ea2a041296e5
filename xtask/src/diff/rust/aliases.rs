//! [`Aliases`]: the type aliases of a crate. A type and its alias are the same to the compiler.

use std::collections::BTreeMap;

use super::Items;

/// The type aliases of a crate: `types::Uuid` and what it stands for.
#[derive(Default)]
pub(super) struct Aliases<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Aliases<'a> {
    /// The aliases among public items.
    pub(super) fn of(items: &'a Items) -> Self {
        let alias = |(path, item): (&'a String, &'a crate::surface::Item)| {
            let (_, target) = item.signature.strip_prefix("type ")?.split_once(" = ")?;
            Some((path.as_str(), target))
        };
        Self(items.iter().filter_map(alias).collect())
    }

    /// A signature with every alias replaced by what it stands for.
    pub(super) fn expand(&self, signature: &str) -> String {
        let mut expanded = signature.to_owned();
        // An alias may stand for another one; there are no cycles in Rust.
        for _ in 0..=self.0.len() {
            let next = self.expand_once(&expanded);
            if next == expanded {
                break;
            }
            expanded = next;
        }
        expanded
    }

    fn expand_once(&self, signature: &str) -> String {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        let mut expanded = String::new();
        let mut rest = signature;
        while let Some((before, path)) = rest.split_once("types::") {
            let end = path.find(|c: char| !is_part(c)).unwrap_or(path.len());
            let (name, after) = path.split_at_checked(end).unwrap_or((path, ""));
            let path = format!("types::{name}");
            expanded += before;
            expanded += self.0.get(path.as_str()).copied().unwrap_or(&path);
            rest = after;
        }
        expanded + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_replaced_by_what_they_stand_for() {
        let aliases = Aliases(BTreeMap::from([
            ("types::Id", "types::Uuid"),
            ("types::Uuid", "String"),
        ]));
        let expand = |signature: &str| aliases.expand(signature);
        assert_eq!(expand("pub a: Option<types::Id>"), "pub a: Option<String>");
        assert_eq!(expand("pub a: types::Ids"), "pub a: types::Ids");
        assert_eq!(expand("pub a: Vec<types::Uuid>,"), "pub a: Vec<String>,");
    }
}
