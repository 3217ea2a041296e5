//! How users give credentials to a client: its constructor, and setters of its builder.

use super::resolve::Resolver;
use super::{Argument, Function, RustType, Text};
use crate::api::{AuthScheme, AuthSchemeKind};
use crate::names::{CredentialName, Ident};

/// What the function of a provider returns, by what it returns on success.
const PROVIDER: [&str; 2] = [
    ") -> Self where F: Fn() -> K + Send + Sync + 'static, K: Future<Output = Result<",
    ", E>> + Send + 'static, E: Into<Box<dyn std::error::Error + Send + Sync>>,",
];

/// The setters of a credential.
#[derive(Clone, Debug)]
pub struct CredentialItem {
    /// The name of the scheme.
    pub name: String,
    /// The scheme.
    pub scheme: AuthScheme,
    /// Sets the credential.
    pub setter: Function,
    /// Sets a function that returns it.
    pub provider: Ident,
}

/// The setters of all credentials that operations take, by the names of the schemes.
pub(super) fn setters(resolver: &Resolver<'_>) -> Vec<CredentialItem> {
    let schemes = resolver.api.used_schemes().into_iter();
    let items = schemes.filter_map(|(name, scheme)| {
        let CredentialName { setter, provider } = resolver.names.credentials.get(name)?;
        let arguments = match scheme.kind {
            AuthSchemeKind::Basic => vec![
                (Ident::word("user"), Argument::Into(RustType::String)),
                (Ident::word("password"), Argument::Into(RustType::Secret)),
            ],
            _ => vec![(Ident::word("key"), Argument::Into(RustType::Secret))],
        };
        Some(CredentialItem {
            name: name.clone(),
            scheme: scheme.clone(),
            setter: Function {
                arguments,
                ..Function::of_self(setter.clone(), RustType::SelfType)
            },
            provider: provider.clone(),
        })
    });
    items.collect()
}

impl CredentialItem {
    /// Whether it is a user name and a password.
    pub fn is_basic(&self) -> bool {
        self.scheme.kind == AuthSchemeKind::Basic
    }

    /// Whether its setters are those that the runtime has for an API with a key.
    pub fn is_api_key(&self) -> bool {
        self.setter.name.as_str() == "api_key" && !self.is_basic()
    }

    /// The environment variable with the credential.
    pub fn environment_variable(&self, prefix: &str) -> String {
        let name = self.setter.name.unraw().trim_end_matches('_');
        format!("{prefix}_{}", name.to_uppercase())
    }

    /// The signature of the setter of a provider.
    pub(super) fn provider_signature(&self) -> Text {
        let [start, end] = PROVIDER;
        let value = match self.is_basic() {
            true => "(String, Secret)",
            false => "Secret",
        };
        Text {
            start: format!("pub fn {}<F, K, E>(self, ", self.provider),
            arguments: vec![("provider".to_owned(), "F".to_owned())],
            end: format!("{start}{value}{end}"),
        }
    }
}

/// The credential that `Client::new` takes, which is that of an API with one or with a key; `None` without `Client::new`,
/// since the builder has several.
pub(super) fn of_constructor(items: &[CredentialItem]) -> Option<Option<&CredentialItem>> {
    match items {
        [] => Some(None),
        [only] => Some(Some(only)),
        several => several.iter().find(|it| it.is_api_key()).map(Some),
    }
}

/// The signature of `Client::new`.
pub(super) fn constructor_signature(item: Option<&CredentialItem>) -> Text {
    let arguments = item.map_or(Vec::new(), |item| match item.is_api_key() {
        true => vec![("api_key".to_owned(), Argument::Into(RustType::Secret))],
        false => {
            let arguments = item.setter.arguments.iter();
            let named = arguments.map(|(name, argument)| (name.to_string(), argument.clone()));
            named.collect()
        }
    });
    let arguments = arguments.into_iter();
    Text {
        start: "pub fn new(".to_owned(),
        arguments: arguments.map(|(name, it)| (name, it.to_string())).collect(),
        end: ") -> Result<Self, Error>".to_owned(),
    }
}
