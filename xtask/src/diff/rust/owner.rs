//! [`Owner`]: a type, a request or a group of operations, with its members.

use std::collections::BTreeMap;

use super::Items;
use crate::surface::Item;

/// What has members.
#[derive(Debug, Default)]
pub(super) struct Owner<'a> {
    /// Itself; none for what does not depend on the document, as `Client`.
    pub(super) item: Option<&'a Item>,
    /// Its members, by what their paths add to its own: `::name`, `::new()`, ` as Default`.
    pub(super) members: BTreeMap<&'a str, &'a Item>,
}

/// The owners of a list of items, by path.
pub(super) fn owners(items: &Items) -> BTreeMap<&str, Owner<'_>> {
    let mut owners: BTreeMap<&str, Owner<'_>> = BTreeMap::new();
    for (path, item) in items {
        let (owner, member) = split(path);
        let owner = owners.entry(owner).or_default();
        if member.is_empty() {
            owner.item = Some(item);
        } else {
            owner.members.insert(member, item);
        }
    }
    owners
}

/// Whether it is a group of operations, which the client leads to: its methods borrow it, and those of a request take it.
pub(super) fn is_group(path: &str, owner: &Owner<'_>) -> bool {
    let mut members = owner.members.values();
    path.starts_with("operations::") && members.any(|item| item.signature.contains("(&self"))
}

/// Whether it is a type or a request itself, and no member of one.
pub(super) fn is_named_type(item: &Item) -> bool {
    ["pub struct ", "pub enum ", "type "]
        .iter()
        .any(|start| item.signature.starts_with(start))
}

/// The path of the owner, and what an item's path adds to it. Types have paths of two parts, requests and groups of
/// three, and the client of one.
fn split(path: &str) -> (&str, &str) {
    let parts = match path.split("::").next() {
        Some("types") => 2,
        Some("operations") => 3,
        _ => 1,
    };
    let end = path.match_indices("::").nth(parts - 1).map(|(at, _)| at);
    let end = end.or_else(|| path.find(" as ")).unwrap_or(path.len());
    let end = path.find(" as ").map_or(end, |at| at.min(end));
    path.split_at_checked(end).unwrap_or((path, ""))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn owners_and_members() {
        for (owner, member) in [
            ("Client", "::users()"),
            ("types::Label", ""),
            ("types::Label", "::color"),
            ("types::Label", "::new()"),
            ("types::Label", " as Default"),
            ("types::LabelRequest", " as From<Label>"),
            ("operations::users::Users", ""),
            ("operations::users::Users", "::list()"),
        ] {
            assert_eq!(split(&format!("{owner}{member}")), (owner, member));
        }
    }
}
