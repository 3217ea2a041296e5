//! [`Empty`]: an empty list.

/// An empty list of any item type, for an argument that takes a list.
///
/// Use it where the item type of `[]` cannot be inferred: `UserCreate::new("a@example.com", "A", Empty)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Empty;
