//! [`AuthScheme`]: how a request proves who sends it.

use std::collections::{BTreeMap, BTreeSet};

use super::Api;
use crate::diagnostic::Anchor;

/// Schemes that are needed at once, by name, with the scopes that each needs. Without schemes nothing is needed.
pub type Requirement = BTreeMap<String, Vec<String>>;

/// A security scheme.
#[derive(Clone, Debug)]
pub struct AuthScheme {
    /// How the credential is sent.
    pub kind: AuthSchemeKind,
    /// `x-rust-name`: the setter of the builder.
    pub rust_name: Option<String>,
    /// Its description, as Markdown.
    pub docs: Option<String>,
    /// Where tokens come from: the URLs by flow and keyword (`authorizationCode tokenUrl`).
    pub urls: BTreeMap<String, String>,
    /// The scopes that tokens can have, with what each is for.
    pub scopes: BTreeMap<String, String>,
    /// Where it is defined.
    pub at: Anchor,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthSchemeKind {
    /// A string in a header, the query or a cookie.
    Key {
        /// Where it is sent.
        location: AuthLocation,
        /// The name of the header, parameter or cookie.
        name: String,
        /// What is sent before it and a space: `x-auth-prefix`, or the name of an HTTP scheme such as `Bearer`.
        prefix: Option<String>,
    },
    /// `Authorization: Basic <user:password in Base64>`.
    Basic,
    /// It is made of challenges of the server, which the client does not do.
    Unsupported,
}

/// Where a key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuthLocation {
    /// In a header.
    Header,
    /// In the query string.
    Query,
    /// In a cookie.
    Cookie,
}

impl AuthSchemeKind {
    /// Where it is sent, so that two schemes with the same cannot be sent at once; `None` if it is not sent.
    pub fn carrier(&self) -> Option<(AuthLocation, String)> {
        match self {
            Self::Key {
                location: AuthLocation::Header,
                name,
                ..
            } => Some((AuthLocation::Header, name.to_ascii_lowercase())),
            Self::Key { location, name, .. } => Some((*location, name.clone())),
            Self::Basic => Some((AuthLocation::Header, "authorization".to_owned())),
            Self::Unsupported => None,
        }
    }
}

impl Api {
    /// The schemes that operations take, by name.
    pub fn used_schemes(&self) -> BTreeMap<&String, &AuthScheme> {
        let requirements = self.operations.iter().flat_map(|it| &it.auth);
        let names: BTreeSet<&String> = requirements.flat_map(BTreeMap::keys).collect();
        let schemes = self.auth.iter();
        schemes.filter(|(name, _)| names.contains(name)).collect()
    }

    /// The schemes of the alternatives of all operations, each once: what a client may hold. One of them is empty if an
    /// operation needs nothing.
    pub fn security(&self) -> Vec<Vec<&String>> {
        let requirements = self.operations.iter().flat_map(|operation| {
            let auth = operation.auth.iter();
            let names = auth.map(|requirement| requirement.keys().collect());
            let nothing = operation.auth.is_empty().then(Vec::new);
            names.chain(nothing).collect::<Vec<Vec<&String>>>()
        });
        let mut seen = BTreeSet::new();
        requirements.filter(|it| seen.insert(it.clone())).collect()
    }
}

/// "`A and B`", "`A or B`" of the schemes that an operation takes.
pub fn alternatives(auth: &[Requirement]) -> String {
    let alternatives = auth.iter().map(|requirement| {
        let names: Vec<&str> = requirement.keys().map(String::as_str).collect();
        match names.is_empty() {
            true => "nothing".to_owned(),
            false => names.join(" and "),
        }
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}
