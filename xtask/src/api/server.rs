//! [`Server`]: where the API may be.

use crate::diagnostic::Anchor;

/// A server of the API.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its URL with the defaults of the variables and without a trailing slash; a path if it has no host.
    pub url: String,
    /// Its URL with the names of the variables in braces, without a trailing slash.
    pub template: String,
    /// The variables in the URL, in the order of the URL.
    pub variables: Vec<ServerVariable>,
    /// What it is for.
    pub description: Option<String>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub name: String,
    /// The value if none is chosen.
    pub default: String,
    /// The documented values; empty: any.
    pub values: Vec<String>,
    /// The description, as Markdown.
    pub docs: Option<String>,
    /// Where it is defined.
    pub at: Anchor,
}

impl Server {
    /// Whether the host is in the URL: otherwise, it is a path, and clients need a base URL.
    pub fn has_host(&self) -> bool {
        self.url.contains("://")
    }
}

/// What a setter of a client's builder for servers sets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServerSetting {
    /// A variable: its name.
    Variable(String),
    /// Which server of the API is called, by its index.
    Choice(usize),
    /// The URL of the servers of operations, by their index.
    Operations(usize),
}

/// Whether two lists of alternatives are the same by default.
pub(crate) fn are_same(a: &[Server], b: &[Server]) -> bool {
    default(a) == default(b)
}

fn default(servers: &[Server]) -> Option<(&str, &str)> {
    let server = servers.first()?;
    Some((&server.template, &server.url))
}
