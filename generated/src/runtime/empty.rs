//! [`Empty`]: an empty list.

/// An empty list of anything: for an argument that takes a list, without naming the type of its items.
///
/// It stands where `[]` would need a type: `UserCreate::new("a@example.com", "A", Empty)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Empty;
