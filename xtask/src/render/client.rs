//! `src/client.rs`: the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::{docs, operations, servers, tokens};
use crate::api::{AuthLocation, AuthSchemeKind};
use crate::names::GroupName;
use crate::surface::GroupItem;

pub(super) fn file(context: &Context<'_>) -> (String, String) {
    let root = context.root();
    let gate = tokens::gate(context.surface.groups.iter().all(GroupItem::is_unconfirmed));
    let has_operations = !context.surface.groups.is_empty();
    let operations = has_operations.then(|| quote!(#gate use #root::operations;));
    let file = RustFile {
        docs: "[`Client`].".to_owned(),
        imports: vec![quote! {
            use #root::Error;
            #operations
            use #root::runtime::{self, ApiClient, Auth, Core, Service};
            use #root::types::ErrorBody;
        }],
        items: vec![
            definition(context),
            builder(),
            servers::setters(context).unwrap_or_default(),
            constructors(context),
            service(context),
        ],
        ..RustFile::default()
    };
    ("src/client.rs".to_owned(), file.into_text())
}

fn definition(context: &Context<'_>) -> TokenStream {
    let title = docs::line(&context.api.info.title);
    let text = docs::attributes(&format!(
        "A client for the {title}.\n\nIt is cheap to clone: clones share connections and settings.\n\n\
         ```no_run\n# fn example() -> Result<(), {root}::Error> {{\nlet client = {root}::Client::from_env()?;\n\
         # Ok(())\n# }}\n```",
        root = context.public_root()
    ));
    quote! {
        #text
        #[derive(Clone, Debug)]
        pub struct Client {
            core: Core,
        }
    }
}

fn builder() -> TokenStream {
    quote! {
        /// Builds a [`Client`]; returned by [`Client::builder`].
        pub type ClientBuilder = runtime::ClientBuilder<Client>;
    }
}

fn constructors(context: &Context<'_>) -> TokenStream {
    let variables = context.variables();
    let chosen = match servers::environment_variables(context) {
        names if names.is_empty() => String::new(),
        names => format!("\nor the server that {} selects,", names.join(", ")),
    };
    let from_env = docs::attributes(&format!(
        "Creates a client from environment variables: the API key is `{}`, and the base URL `{}`{chosen} if that is set.\n\n\
         # Errors\n\n[`Error::Config`] if a variable is missing or invalid; it names the variable.",
        variables.0, variables.1
    ));
    let groups = context.surface.groups.iter().map(|group| {
        let GroupName { module, ident } = &group.name;
        let text = docs::line(&operations::index::about(group, context));
        let docs = docs::attributes(&format!("{text}."));
        let gate = tokens::gate(group.is_unconfirmed());
        quote! {
            #docs
            #gate
            #[must_use]
            pub fn #module(&self) -> operations::#module::#ident {
                operations::#module::#ident::new(self.clone())
            }
        }
    });
    // Only requests of operations use it.
    let core = (!context.surface.groups.is_empty()).then(|| {
        let gate = tokens::gate(context.surface.groups.iter().all(GroupItem::is_unconfirmed));
        quote! {
            #gate
            pub(crate) fn core(&self) -> &Core {
                &self.core
            }
        }
    });
    quote! {
        impl Client {
            /// Creates a client with an API key and default settings.
            ///
            /// # Errors
            ///
            /// [`Error::Config`] if the API key is invalid.
            pub fn new(api_key: impl Into<runtime::Secret>) -> Result<Self, Error> {
                Self::builder().api_key(api_key).build()
            }
            #from_env
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().env().build()
            }
            /// Creates a builder, for a client with custom settings.
            #[must_use]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new()
            }
            #(#groups)*
            /// Creates a request that this crate has no method for, to a path below the base URL. It has the same API key,
            /// retries and errors as other requests.
            ///
            /// The body of an error response is decoded as documented for the status in any operation.
            ///
            /// The path is sent without encoding, so special characters have to be percent-encoded.
            pub fn request(
                &self,
                method: runtime::Method,
                path: impl Into<String>,
            ) -> runtime::RawRequest<ErrorBody> {
                runtime::RawRequest::new(&self.core, method, path, ErrorBody::undocumented)
            }
            #core
        }
    }
}

fn service(context: &Context<'_>) -> TokenStream {
    let server = context.api.servers.first();
    let base_url = server.map_or("", |server| &server.url);
    let auth = auth(context);
    let (api_key_variable, base_url_variable) = context.variables();
    let servers = servers::table(context);
    quote! {
        impl ApiClient for Client {
            type ErrorBody = ErrorBody;
            const SERVICE: Service = Service {
                base_url: #base_url,
                auth: #auth,
                user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                api_key_variable: #api_key_variable,
                base_url_variable: #base_url_variable,
            };
            #servers
            fn from_core(core: Core) -> Self {
                Self { core }
            }
        }
    }
}

/// The first security scheme of an operation.
fn auth(context: &Context<'_>) -> TokenStream {
    let mut names = context.api.operations.iter().flat_map(|it| &it.auth);
    let scheme = names.next().and_then(|name| context.api.auth.get(name));
    let Some(scheme) = scheme else {
        return quote!(Auth::None);
    };
    match &scheme.kind {
        AuthSchemeKind::ApiKey {
            location,
            name,
            prefix,
        } => match location {
            AuthLocation::Header => {
                let prefix = match prefix {
                    Some(prefix) => quote!(Some(#prefix)),
                    None => quote!(None),
                };
                quote!(Auth::Header { name: #name, prefix: #prefix })
            }
            AuthLocation::Query => quote!(Auth::Query { name: #name }),
            AuthLocation::Cookie => quote!(Auth::Cookie { name: #name }),
        },
        AuthSchemeKind::Bearer | AuthSchemeKind::Other => quote!(Auth::Bearer),
        AuthSchemeKind::Basic => quote!(Auth::Basic),
    }
}
