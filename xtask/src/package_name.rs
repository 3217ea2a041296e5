//! [`PackageName`]: a valid name of a package for Cargo and crates.io.

use std::fmt;
use std::str::FromStr;

/// A valid name of a package for Cargo and crates.io, whose library can be named in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageName(String);

/// Why a string is not a valid package name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPackageName(&'static str);

/// The limit of crates.io.
const MAX_LENGTH: usize = 64;

/// Reserved names: keywords, and crates that always exist.
const RESERVED: &str = "abstract alloc as async await become box break const continue core crate do dyn else enum extern \
    false final fn for gen if impl in let loop macro match mod move mut override priv proc_macro pub ref return self \
    static std struct super test trait true try type typeof unsafe unsized use virtual where while yield";

impl PackageName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the library, which is an identifier: `_` for `-`.
    pub fn library(&self) -> String {
        self.0.replace('-', "_")
    }
}

impl FromStr for PackageName {
    type Err = InvalidPackageName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name = Self(name.to_owned());
        let mut reserved = RESERVED.split_whitespace();
        let reason = if !name.0.starts_with(|c: char| c.is_ascii_alphabetic()) {
            "a package name starts with a letter from a to z"
        } else if !name.0.chars().all(is_allowed) {
            "a package name has only letters from a to z, digits, `-` and `_`"
        } else if name.0.len() > MAX_LENGTH {
            "a package name has at most 64 characters"
        } else if reserved.any(|it| it == name.library().to_lowercase()) {
            "this name is reserved in Rust; extend it, as in `my-sdk`"
        } else {
            return Ok(name);
        };
        Err(InvalidPackageName(reason))
    }
}

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidPackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidPackageName {}
