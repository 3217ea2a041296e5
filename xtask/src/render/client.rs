//! `src/client.rs`: the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::{credentials, docs, operations, servers, tokens};
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
            use #root::runtime::{self, ApiClient, Core, Service};
            use #root::types::ErrorBody;
        }],
        items: vec![
            definition(context),
            builder(),
            credentials::setters(context).unwrap_or_default(),
            servers::setters(context).unwrap_or_default(),
            constructors(context),
            service(context),
            credentials::api_key(context).unwrap_or_default(),
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
    let chosen = match servers::environment_variables(context) {
        names if names.is_empty() => String::new(),
        names => format!("\nor the server that {} selects,", names.join(", ")),
    };
    let from_env = docs::attributes(&format!(
        "Creates a client from environment variables: {}{chosen} if that is set.\n\n\
         # Errors\n\n[`Error::Config`] if a variable is missing or invalid; it names the variable.",
        credentials::environment(context)
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
    let new = credentials::constructor(context);
    quote! {
        impl Client {
            #new
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
            /// Creates a request that this crate has no method for, to a path below the base URL. It has the same credentials,
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
    let credentials = credentials::tables(context);
    let base_url_variable = context.base_url_variable();
    let servers = servers::table(context);
    quote! {
        impl ApiClient for Client {
            type ErrorBody = ErrorBody;
            const SERVICE: Service = Service {
                base_url: #base_url,
                #credentials
                user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                base_url_variable: #base_url_variable,
            };
            #servers
            fn from_core(core: Core) -> Self {
                Self { core }
            }
        }
    }
}
