//! [`Ident`]: a string that is a Rust identifier.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::fnv::fnv;

/// A Rust identifier, raw (`r#type`) where it has to be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &str = "self Self super crate _";

/// Strict and reserved keywords of edition 2024 that may be raw identifiers.
const KEYWORDS: &str = "abstract as async await become box break const continue do dyn else enum extern false final \
    fn for gen if impl in let loop macro match mod move mut override priv pub ref return static struct trait true \
    try type typeof unsafe unsized use virtual where while yield";

/// The longest identifier in bytes: files are named after identifiers, and file systems allow 255.
const MAX_BYTES: usize = 200;

impl Ident {
    /// Makes an identifier of any string: drops characters that Rust does not allow, and escapes keywords. A name that is
    /// too long for a file ends in its hash. Letters are composed (NFC), as rustc compares them.
    pub fn escape(name: &str) -> Self {
        let is_allowed = |c: &char| unicode_ident::is_xid_continue(*c);
        let mut name: String = name.nfc().filter(is_allowed).collect();
        if !name.starts_with(|c| c == '_' || unicode_ident::is_xid_start(c)) {
            name.insert(0, '_');
        }
        let ident = Self(shorten(name));
        match (ident.is_in(NEVER_RAW), ident.is_in(KEYWORDS)) {
            (true, _) => ident.with_underscore(),
            (_, true) => Self(format!("r#{}", ident.0)),
            _ => ident,
        }
    }

    /// A fixed word of the generator, as `send`: never a string of the document, which is not `'static`.
    pub fn word(word: &'static str) -> Self {
        Self::escape(word)
    }

    /// Reads an identifier as a list of public items shows it.
    pub fn read(text: &str) -> Option<Self> {
        let ident = Self::escape(text.strip_prefix("r#").unwrap_or(text));
        (ident.as_str() == text).then_some(ident)
    }

    /// The identifier in Rust code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`: for file names and for comparison with names on the wire.
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// The name of the file of a module. The compiler finds only files whose names are ASCII, so a hash replaces other
    /// letters.
    pub fn file_name(&self) -> String {
        let name = self.unraw();
        let ascii: String = name.chars().filter(char::is_ascii).collect();
        match ascii == name {
            true => ascii,
            false => format!("{}_x{:016x}", ascii.trim_matches('_'), fnv(name.as_bytes())),
        }
    }

    /// The identifier with an underscore at its end, where the name itself is reserved.
    #[must_use]
    pub fn with_underscore(&self) -> Self {
        Self(format!("{}_", self.unraw()))
    }

    /// Whether a list of words, with spaces between, has the identifier.
    pub(super) fn is_in(&self, words: &str) -> bool {
        let name = self.unraw().as_bytes();
        words
            .as_bytes()
            .split(|byte| *byte == b' ')
            .any(|word| word == name)
    }

    /// What joins a name and a hash in the case of the name.
    pub(super) fn joint(name: &str) -> &'static str {
        match name.contains(char::is_uppercase) {
            true => "X",
            false => "_x",
        }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn shorten(mut name: String) -> String {
    if name.len() <= MAX_BYTES {
        return name;
    }
    let end = format!("{}{:016x}", Ident::joint(&name), fnv(name.as_bytes()));
    while name.len() + end.len() > MAX_BYTES || name.ends_with('_') {
        name.pop();
    }
    name + &end
}

#[cfg(test)]
mod tests {
    use super::{Ident, MAX_BYTES};

    #[test]
    fn spellings_that_rustc_does_not_tell_apart_are_one_identifier() {
        assert_eq!(Ident::escape("cle\u{301}"), Ident::escape("cl\u{e9}"));
    }

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
