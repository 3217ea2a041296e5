//! [`PackageName`]: a name that Cargo and crates.io take for a package.

use std::fmt;
use std::str::FromStr;

/// A name that Cargo and crates.io take for a package, and whose library can be named in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageName(String);

/// Why a text is no package name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPackageName(&'static str);

/// What crates.io allows.
const MAX_LENGTH: usize = 64;

/// Names that mean something else to the compiler: keywords, and crates that are always there.
const TAKEN: &str = "abstract alloc as async await become box break const continue core crate do dyn else enum extern \
    false final fn for gen if impl in let loop macro match mod move mut override priv proc_macro pub ref return self \
    static std struct super test trait true try type typeof unsafe unsized use virtual where while yield";

impl PackageName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the library: `_` for `-`, since it is an identifier.
    pub fn library(&self) -> String {
        self.0.replace('-', "_")
    }
}

impl FromStr for PackageName {
    type Err = InvalidPackageName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(InvalidPackageName(
                "a package name starts with a letter from a to z",
            ));
        }
        if !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        {
            return Err(InvalidPackageName(
                "a package name has only letters from a to z, digits, `-` and `_`",
            ));
        }
        if name.len() > MAX_LENGTH {
            return Err(InvalidPackageName(
                "a package name has at most 64 characters",
            ));
        }
        let name = Self(name.to_owned());
        match TAKEN
            .split_whitespace()
            .any(|taken| taken == name.library().to_lowercase())
        {
            true => Err(InvalidPackageName(
                "this name has a meaning of its own in Rust; add something, as in `my-sdk`",
            )),
            false => Ok(name),
        }
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
