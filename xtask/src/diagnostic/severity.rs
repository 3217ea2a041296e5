//! [`Severity`]: whether generation can continue after a finding.

/// Whether generation can continue after a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No correct code can be generated: nothing is generated.
    Error,
    /// The generator approximates, or the code is harder to use. An error in strict mode (`x-rust: {strict: true}`).
    Warning,
    /// The document could be better for its readers. An error in strict mode.
    Note,
}

impl Severity {
    /// The printed word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
