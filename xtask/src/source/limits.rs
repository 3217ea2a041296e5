//! Limits that the whole generator shares.

/// How deep mappings and sequences may be nested: about three times as deep as the deepest of two dozen real documents
/// (22). Recursion over nodes, or over what is made of them, has stack for this.
pub(crate) const MAX_DEPTH: usize = 64;

/// More references in a row than any real document has.
pub(crate) const MAX_REFERENCES: usize = 64;

/// More values than the aliases of any real document repeat: a bomb of a few lines means billions.
pub(crate) const MAX_REPEATED: usize = 200_000;
