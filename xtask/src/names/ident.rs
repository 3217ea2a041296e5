//! [`Ident`]: a text that is a Rust identifier.

use std::fmt;

/// A Rust identifier, raw (`r#type`) where it has to be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// Words that cannot even be raw identifiers.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Strict and reserved keywords of edition 2024 that may be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The bytes that an identifier may have: files are named after them, and file systems end at 255.
const MAX_BYTES: usize = 200;

impl Ident {
    /// An identifier of letters, digits and underscores, escaped where Rust needs it. Characters that no identifier may
    /// have are dropped, so that whatever comes in, an identifier comes out. What is too long for the name of a file
    /// ends in a hash of all that it was.
    pub fn escape(name: &str) -> Self {
        let mut text: String = name
            .chars()
            .filter(|&c| unicode_ident::is_xid_continue(c))
            .collect();
        if !text.starts_with(|c| c == '_' || unicode_ident::is_xid_start(c)) {
            text.insert(0, '_');
        }
        text = shortened(text);
        if NEVER_RAW.contains(&text.as_str()) {
            text.push('_');
        } else if KEYWORDS.contains(&text.as_str()) {
            text.insert_str(0, "r#");
        }
        Self(text)
    }

    /// A word of the generator's own, as in `send`: never text of a document, which lives shorter.
    pub fn word(word: &'static str) -> Self {
        Self::escape(word)
    }

    /// As it stands in source text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without `r#`: for file names and for comparison with names on the wire.
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// The same with an underscore at its end: how a name steps aside for one of the generator's own.
    #[must_use]
    pub fn aside(&self) -> Self {
        Self(format!("{}_", self.unraw()))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn shortened(mut text: String) -> String {
    if text.len() <= MAX_BYTES {
        return text;
    }
    // FNV-1a: the same everywhere and always.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let joint = match text.contains(char::is_uppercase) {
        true => "X",
        false => "_x",
    };
    let end = format!("{joint}{hash:016x}");
    while text.len() + end.len() > MAX_BYTES || text.ends_with('_') {
        text.pop();
    }
    text + &end
}

#[cfg(test)]
mod tests {
    use super::{Ident, MAX_BYTES};

    #[test]
    fn a_long_name_is_cut_and_stays_its_own() {
        let fits = "a".repeat(MAX_BYTES);
        assert_eq!(Ident::escape(&fits).as_str(), fits);
        let names = ["x", "y"].map(|end| Ident::escape(&format!("{}_{end}", "word_".repeat(60))));
        assert_ne!(names[0], names[1]);
        assert!(names.iter().all(|name| name.as_str().len() <= MAX_BYTES));
        assert!(names[0].as_str().starts_with("word_word_"));
        // Letters of several bytes are not cut in two.
        let wide = Ident::escape(&format!("T{}", "ö".repeat(200)));
        assert!(wide.as_str().len() <= MAX_BYTES, "{wide}");
    }
}
