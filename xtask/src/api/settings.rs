//! [`Settings`]: how a crate is made from a document, from the root extension `x-rust`.

use crate::diagnostic::Anchor;

/// What the crate is called and which dialects the API speaks.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the package, as in `Cargo.toml`.
    pub package: String,
    /// The name of the library, as in `use`.
    pub library: String,
    /// The version of the crate: its own, since generator and runtime change the crate too.
    pub version: String,
    /// The tag of a release, with `{version}` for its version.
    pub release_tag: Option<String>,
    /// The SPDX expression of the crate's licence.
    pub license: Option<String>,
    /// The URL of the crate's repository.
    pub repository: Option<String>,
    /// Further metadata of the package.
    pub listing: Listing,
    /// `PREFIX` in `PREFIX_API_KEY` and `PREFIX_API_BASE_URL`.
    pub env_prefix: String,
    /// How forms are written.
    pub form_dialect: FormDialect,
    /// How errors of a request's fields are shaped.
    pub error_dialect: ErrorDialect,
    /// Whether operations and schemas have to say how sure the document is of them. Then the crate has the feature for
    /// what is only inferred even while nothing is: whoever names it should not break when the last of that is confirmed.
    pub provenance_required: bool,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Whether the rules of the linter hold for the document.
    pub lint: bool,
    /// The location of `x-rust`; the document itself, if there is none.
    pub at: Anchor,
}

impl Settings {
    /// The environment variable for the base URL.
    pub fn base_url_variable(&self) -> String {
        format!("{}_API_BASE_URL", self.env_prefix)
    }
}

/// The metadata of a package in a registry, and the files of the repository that go into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The URL of the crate's home page.
    pub homepage: Option<String>,
    /// What to find it by.
    pub keywords: Vec<String>,
    /// The categories of the registry.
    pub categories: Vec<String>,
    /// Whether it is in the registry.
    pub published: bool,
    /// A paragraph of Markdown for the top of its README.
    pub notice: Option<String>,
    /// The file that becomes its `CHANGELOG.md`, relative to the document.
    pub changelog: Option<String>,
    /// The folder whose Rust files become its `examples/`, relative to the document.
    pub examples: Option<String>,
}

/// How nested data is written into a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormDialect {
    /// As in OpenAPI 3.0: styles and encoding objects.
    OpenApi,
    /// As Django REST framework reads it: `labels[0]name=x`, `scope.tier=team`.
    Drf,
}

/// How the API reports the errors of a request's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorDialect {
    /// As the schemas document, nothing more.
    None,
    /// As Django REST framework does: messages nested like the request, `non_field_errors`, `detail`.
    Drf,
}
