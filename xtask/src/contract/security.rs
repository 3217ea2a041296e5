//! [`Security`]: who may call an operation, and with what.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Located;
use crate::diagnostic::Anchor;

/// Who may call an operation.
#[derive(Clone, Debug)]
pub struct Security {
    /// The ways to be let in: for each, the schemes that are needed at once, with their scopes. One without schemes lets
    /// everybody in. `None`: the document says nothing.
    pub ways: Option<Vec<BTreeMap<String, Vec<String>>>>,
    /// Where that is said.
    pub at: Anchor,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// What decides how a credential is sent: `type`, `in`, `name`, `scheme`, …
    pub sent: BTreeMap<String, Located<Value>>,
    /// The URLs of its flows, by flow and keyword.
    pub urls: BTreeMap<String, Located<Value>>,
    /// The scopes of its flows with what they are for, by flow and name.
    pub scopes: BTreeMap<String, Located<Value>>,
    /// Its description.
    pub docs: Option<Located<Value>>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where it is defined.
    pub at: Anchor,
}
