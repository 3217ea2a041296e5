//! Credentials: the tables for the runtime, `Client::new`, the setters of the builder, and their docs.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::{docs, tokens};
use crate::api::{AuthLocation, AuthSchemeKind, Operation, Requirement};
use crate::surface::CredentialItem;

/// The fields `schemes` and `security` of `Service`.
pub(super) fn tables(context: &Context<'_>) -> TokenStream {
    let schemes = context.surface.credentials.iter().map(|item| {
        let name = &item.name;
        let setter = item.setter.name.unraw();
        let variable = variable(item, context);
        let auth = auth(&item.scheme.kind);
        quote! {
            runtime::Scheme { name: #name, setter: #setter, variable: #variable, auth: #auth }
        }
    });
    let security = match context.surface.credentials.is_empty() {
        true => Vec::new(),
        false => context.api.security(),
    };
    let security = security.iter().map(|names| quote!(&[#(#names),*]));
    quote! {
        schemes: &[#(#schemes),*],
        security: &[#(#security),*],
    }
}

/// What the runtime has for an API with a key.
pub(super) fn api_key(context: &Context<'_>) -> Option<TokenStream> {
    let mut credentials = context.surface.credentials.iter();
    let name = &credentials.find(|it| it.is_api_key())?.name;
    Some(quote! {
        impl runtime::ApiKeyClient for Client {
            const API_KEY: &'static str = #name;
        }
    })
}

/// The credentials that an operation takes.
pub(super) fn security(operation: &Operation) -> TokenStream {
    let alternatives = operation.auth.iter().map(|requirement| {
        let names = requirement.keys();
        quote!(&[#(#names),*])
    });
    quote!(&[#(#alternatives),*])
}

fn auth(kind: &AuthSchemeKind) -> TokenStream {
    match kind {
        AuthSchemeKind::Key {
            location: AuthLocation::Header,
            name,
            prefix,
        } => {
            let prefix = match prefix {
                Some(prefix) => quote!(Some(#prefix)),
                None => quote!(None),
            };
            quote!(runtime::Auth::Header { name: #name, prefix: #prefix })
        }
        AuthSchemeKind::Key {
            location: AuthLocation::Query,
            name,
            ..
        } => quote!(runtime::Auth::Query { name: #name }),
        AuthSchemeKind::Key { name, .. } => quote!(runtime::Auth::Cookie { name: #name }),
        AuthSchemeKind::Basic | AuthSchemeKind::Unsupported => quote!(runtime::Auth::Basic),
    }
}

/// `Client::new`, if one credential is that of the client, or if it has none.
pub(super) fn constructor(context: &Context<'_>) -> Option<TokenStream> {
    let credential = context.surface.of_constructor()?;
    let (text, function) = match credential {
        None => (
            "Creates a client with default settings.\n\n# Errors\n\n[`Error::Config`] if the base URL is invalid.".to_owned(),
            quote! {
                pub fn new() -> Result<Self, Error> {
                    Self::builder().build()
                }
            },
        ),
        Some(item) if item.is_api_key() => (
            format!("Creates a client with an API key and default settings.\n\n{}# Errors\n\n[`Error::Config`] if the API key is invalid.", origin(item)),
            quote! {
                pub fn new(api_key: impl Into<runtime::Secret>) -> Result<Self, Error> {
                    Self::builder().api_key(api_key).build()
                }
            },
        ),
        Some(item) => {
            let function = tokens::ident(&item.setter.name);
            let name = &item.name;
            // The setters of a module are in a trait.
            let set = match (context.is_crate(), item.is_basic()) {
                (true, _) => quote!(#function),
                (false, true) => quote!(basic_credential),
                (false, false) => quote!(secret_credential),
            };
            let scheme = (!context.is_crate()).then(|| quote!(#name,));
            let (parameters, arguments) = match item.is_basic() {
                true => (
                    quote!(user: impl Into<String>, password: impl Into<runtime::Secret>),
                    quote!(user, password),
                ),
                false => (quote!(key: impl Into<runtime::Secret>), quote!(key)),
            };
            (
                format!(
                    "Creates a client with credentials and default settings.\n\n{}# Errors\n\n[`Error::Config`] if the credentials \
                     are invalid.",
                    origin(item)
                ),
                quote! {
                    pub fn new(#parameters) -> Result<Self, Error> {
                        Self::builder().#set(#scheme #arguments).build()
                    }
                },
            )
        }
    };
    let docs = docs::attributes(&text);
    Some(quote!(#docs #function))
}

/// The setters that are named after schemes. A module shares its runtime with other crates, where the builder has no room
/// for them: there they are in a trait.
pub(super) fn setters(context: &Context<'_>) -> Option<TokenStream> {
    let items = context.surface.credentials.iter();
    let items: Vec<&CredentialItem> = items.filter(|it| !it.is_api_key()).collect();
    if items.is_empty() {
        return None;
    }
    if context.is_crate() {
        let functions = items.iter().map(|item| {
            let [setter, provider] = functions(item);
            let [of_setter, of_provider] = setter_docs(item, context);
            quote!(#of_setter #[must_use] pub #setter #of_provider #[must_use] pub #provider)
        });
        return Some(quote! {
            impl runtime::ClientBuilder<Client> {
                #(#functions)*
            }
        });
    }
    let declarations = items.iter().map(|item| {
        let [setter, provider] = signatures(item);
        let [of_setter, of_provider] = setter_docs(item, context);
        quote!(#of_setter #[must_use] #setter; #of_provider #[must_use] #provider;)
    });
    let functions = items.iter().flat_map(|item| functions(item));
    Some(quote! {
        /// Setters of a [`ClientBuilder`] for credentials.
        pub trait Credentials: Sized {
            #(#declarations)*
        }
        impl Credentials for runtime::ClientBuilder<Client> {
            #(#functions)*
        }
    })
}

fn signatures(item: &CredentialItem) -> [TokenStream; 2] {
    let (name, provider) = (
        tokens::ident(&item.setter.name),
        tokens::ident(&item.provider),
    );
    let (arguments, value) = match item.is_basic() {
        true => (
            quote!(user: impl Into<String>, password: impl Into<runtime::Secret>),
            quote!((String, runtime::Secret)),
        ),
        false => (
            quote!(key: impl Into<runtime::Secret>),
            quote!(runtime::Secret),
        ),
    };
    [
        quote!(fn #name(self, #arguments) -> Self),
        quote! {
            fn #provider<F, K, E>(self, provider: F) -> Self
            where
                F: Fn() -> K + Send + Sync + 'static,
                K: Future<Output = Result<#value, E>> + Send + 'static,
                E: Into<Box<dyn std::error::Error + Send + Sync>>
        },
    ]
}

fn functions(item: &CredentialItem) -> [TokenStream; 2] {
    let [setter, provider] = signatures(item);
    let name = &item.name;
    match item.is_basic() {
        true => [
            quote!(#setter { self.basic_credential(#name, user, password) }),
            quote!(#provider { self.basic_credential_provider(#name, provider) }),
        ],
        false => [
            quote!(#setter { self.secret_credential(#name, key) }),
            quote!(#provider { self.secret_credential_provider(#name, provider) }),
        ],
    }
}

fn setter_docs(item: &CredentialItem, context: &Context<'_>) -> [TokenStream; 2] {
    let what = match item.is_basic() {
        true => "the user name and the password",
        false => "the credential",
    };
    let (setter, scheme) = (item.setter.name.unraw(), docs::code(&item.name));
    let variable = docs::code(&variable(item, context));
    let form = match item.is_basic() {
        true => " as `user:password`",
        false => "",
    };
    let text = format!(
        "Sets {what} of the scheme {scheme}, sent {}.\n\n{}With [`env`](runtime::ClientBuilder::env), the environment variable \
         {variable} does the same{form}.",
        carrier(item),
        about(item)
    );
    let provider = format!(
        "Sets a function that returns {what} of the scheme {scheme}, as [`{setter}`](Self::{setter}) sets them.\n\nIt is called for \
         each attempt, so the result can change while the client is in use. Its time counts towards the attempt; a function that \
         fetches something should cache it. If it fails, the request is not sent and the call returns\n\
         [`Error::ApiKey`](runtime::Error::ApiKey)."
    );
    [text, provider].map(|text| docs::attributes(&text))
}

/// How a credential is sent, as in "sent …".
fn carrier(item: &CredentialItem) -> String {
    match &item.scheme.kind {
        AuthSchemeKind::Key {
            location,
            name,
            prefix,
        } => {
            let place = match location {
                AuthLocation::Header => "the header",
                AuthLocation::Query => "the query parameter",
                AuthLocation::Cookie => "the cookie",
            };
            let prefix = prefix.as_deref();
            let prefix = prefix.map(|it| format!(" after {} and a space", docs::code(it)));
            let name = docs::code(name);
            format!("in {place} {name}{}", prefix.unwrap_or_default())
        }
        AuthSchemeKind::Basic | AuthSchemeKind::Unsupported => {
            "in the header `Authorization` as HTTP Basic".to_owned()
        }
    }
}

/// The description of a credential, and where it comes from. Paragraphs with a blank line after each.
fn about(item: &CredentialItem) -> String {
    let description = item.scheme.docs.as_deref().map(str::trim);
    let description = description.map(|text| format!("{}\n\n", docs::prose(text)));
    description.unwrap_or_default() + &origin(item)
}

/// Where a token comes from, and which scopes it can have.
fn origin(item: &CredentialItem) -> String {
    let scheme = &item.scheme;
    let mut text = String::new();
    if !scheme.urls.is_empty() {
        text.push_str(
            "The client does not request tokens: pass one, or a function that returns one.\n\n",
        );
        for (key, url) in &scheme.urls {
            text.push_str(&format!("- {}: {}\n", docs::code(key), docs::code(url)));
        }
        text.push('\n');
    }
    if !scheme.scopes.is_empty() {
        text.push_str("Scopes:\n\n");
        for (scope, about) in &scheme.scopes {
            let about = match about.trim() {
                "" => String::new(),
                about => format!(": {}", docs::line(about)),
            };
            text.push_str(&format!("- {}{about}\n", docs::code(scope)));
        }
        text.push('\n');
    }
    text
}

/// The docs of an operation about its credentials: empty if all operations need the API key.
pub(super) fn of_operation(operation: &Operation, context: &Context<'_>) -> Option<String> {
    let credentials = &context.surface.credentials;
    let is_plain = |requirement: &Requirement| requirement.values().all(Vec::is_empty);
    let needed: Vec<&Requirement> = operation.auth.iter().filter(|it| !it.is_empty()).collect();
    if credentials.is_empty() {
        return None;
    }
    if needed.is_empty() {
        return Some("It is sent without credentials.".to_owned());
    }
    let is_optional = needed.len() < operation.auth.len();
    if credentials.len() == 1 && !is_optional && needed.iter().all(|it| is_plain(it)) {
        return None;
    }
    let alternatives = needed.iter().map(|requirement| {
        let schemes = requirement.iter().map(|(name, scopes)| {
            let scopes: Vec<String> = scopes.iter().map(|it| docs::code(it)).collect();
            let name = docs::code(name);
            match scopes.is_empty() {
                true => name,
                false => format!("{name} with {}", scopes.join(", ")),
            }
        });
        schemes.collect::<Vec<_>>().join(" and ")
    });
    let alternatives = alternatives.collect::<Vec<_>>().join(", or ");
    let optional = match is_optional {
        true => ", or none",
        false => "",
    };
    Some(format!("Credentials: {alternatives}{optional}."))
}

/// The environment variable with a credential.
fn variable(item: &CredentialItem, context: &Context<'_>) -> String {
    item.environment_variable(&context.api.settings.env_prefix)
}

/// The environment variables of a client, as code: those with credentials, then that with the base URL.
fn variables(context: &Context<'_>) -> Vec<String> {
    let items = context.surface.credentials.iter();
    let variables = items.map(|item| docs::code(&variable(item, context)));
    variables
        .chain([docs::code(&context.base_url_variable())])
        .collect()
}

/// "`a`, `b` and `c`".
fn list(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// What `from_env` reads, in the docs of a client.
pub(super) fn environment(context: &Context<'_>) -> String {
    let url = docs::code(&context.base_url_variable());
    match context.surface.credentials.as_slice() {
        [] => format!("the base URL is {url}"),
        [only] if only.is_api_key() => {
            let key = docs::code(&variable(only, context));
            format!("the API key is {key}, and the base URL {url}")
        }
        several => {
            let names = several.iter().map(|it| docs::code(&variable(it, context)));
            let names: Vec<String> = names.collect();
            format!(
                "the credentials are {}, and the base URL {url}",
                list(&names)
            )
        }
    }
}

/// The placeholders of the README and of the guide.
pub(super) fn values(context: &Context<'_>) -> Vec<(&'static str, String)> {
    let credentials = &context.surface.credentials;
    let variables = variables(context);
    let rows = credentials.iter().map(|item| {
        let variable = docs::code(&variable(item, context));
        let what = match (item.is_api_key(), item.is_basic()) {
            (true, _) if credentials.len() == 1 => "the key that every request carries".to_owned(),
            (_, true) => format!(
                "the credential {}, as `user:password`",
                docs::code(&item.name)
            ),
            _ => format!("the credential {}", docs::code(&item.name)),
        };
        format!("| {variable} | {} |\n", docs::cell(&what))
    });
    let plain = match variables.split_last() {
        Some((url, [])) => format!("{url} if it is set"),
        Some((url, keys)) => format!("{}, and {url} if it is set", list(keys)),
        None => String::new(),
    };
    let mut values = vec![
        ("environment", list(&variables)),
        ("environment_plain", plain.replace('`', "")),
        ("credential_rows", rows.collect()),
        ("fake_credentials", fake(context)),
    ];
    let Some(first) = credentials.first() else {
        return values;
    };
    let value = match first.is_basic() {
        true => r#"("user".to_owned(), Secret::new(std::fs::read_to_string("password")?.trim()))"#,
        false => r#"Secret::new(std::fs::read_to_string("key")?.trim())"#,
    };
    let provider = format!(
        ".{}(|| async {{ Ok::<_, std::io::Error>({value}) }})",
        first.provider
    );
    values.push(("provider", provider));
    let rows = credentials.iter().map(|item| {
        let row = format!(
            "| `{}` | {} | {} |\n",
            item.setter.name,
            docs::code(&variable(item, context)),
            carrier(item)
        );
        docs::cell(&row).replace("\\|", "|")
    });
    let table = match credentials.len() {
        1 => String::new(),
        _ => format!(
            "\nEach call carries the first of its documented alternatives whose credentials the client has, and its docs list \
             them:\n\n| Setter | Environment variable | Sent |\n| --- | --- | --- |\n{}",
            rows.collect::<String>()
        ),
    };
    values.push(("credential_table", table));
    values
}

/// Calls of the builder that set what a client needs at least.
fn fake(context: &Context<'_>) -> String {
    let security = context.api.security();
    let needed = match security.iter().any(Vec::is_empty) {
        true => &[],
        false => security.first().map_or([].as_slice(), Vec::as_slice),
    };
    let items = context.surface.credentials.iter();
    let items = items.filter(|item| needed.contains(&&item.name));
    let calls = items.map(|item| match item.is_basic() {
        true => format!("    .{}(\"any\", \"any\")\n", item.setter.name),
        false => format!("    .{}(\"any\")\n", item.setter.name),
    });
    calls.collect()
}
