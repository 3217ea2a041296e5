//! [`Provenance`]: how sure a document is of a part of it.

/// How sure a document is of a part of it (`x-provenance`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// The makers of the API document it.
    Documented,
    /// It was seen in real responses, or in clients of the makers.
    Observed,
    /// Nobody has seen it: it is deduced from what is alike.
    Inferred,
}

impl Provenance {
    /// Every value, the surest first.
    pub const ALL: [Self; 3] = [Self::Documented, Self::Observed, Self::Inferred];

    /// The word in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        }
    }
}
