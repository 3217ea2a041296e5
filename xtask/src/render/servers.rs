//! The servers of the document: the table for the runtime, and the setters of the builder for their variables.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs;
use super::tokens;
use crate::api::ServerVariable;
use crate::surface::ServerSetterItem;

/// `ApiClient::SERVERS`, unless no server has variables.
pub(super) fn table(context: &Context<'_>) -> Option<TokenStream> {
    let servers = context.api.servers_with_variables();
    if servers.is_empty() {
        return None;
    }
    let servers = servers.iter().map(|server| {
        let url = &server.template;
        let variables = server.variables.iter().filter_map(|variable| {
            let setters = &context.surface.server_setters;
            let item = setters
                .iter()
                .find(|it| it.variable.name == variable.name)?;
            let name = &variable.name;
            let setter = item.setter.name.unraw();
            let environment_variable = environment_variable(item, context);
            let default = &variable.default;
            let values = &variable.values;
            Some(quote! {
                runtime::ServerVariable {
                    name: #name,
                    setter: #setter,
                    environment_variable: #environment_variable,
                    default: #default,
                    values: &[#(#values),*],
                }
            })
        });
        quote!(runtime::Server { url: #url, variables: &[#(#variables),*] })
    });
    Some(quote!(const SERVERS: &'static [runtime::Server] = &[#(#servers),*];))
}

/// The setters. A module shares its runtime with other crates, where the builder has no room for them: there they are in
/// a trait.
pub(super) fn setters(context: &Context<'_>) -> Option<TokenStream> {
    let items = &context.surface.server_setters;
    if items.is_empty() {
        return None;
    }
    if context.is_crate() {
        let functions = items.iter().map(|item| setter(item, context, true));
        return Some(quote! {
            impl runtime::ClientBuilder<Client> {
                #(#functions)*
            }
        });
    }
    let declarations = items.iter().map(|item| {
        let docs = docs::attributes(&setter_docs(item, context));
        let name = tokens::ident(&item.setter.name);
        quote!(#docs #[must_use] fn #name(self, #name: impl Into<String>) -> Self;)
    });
    let functions = items.iter().map(|item| setter(item, context, false));
    Some(quote! {
        /// Setters of a [`ClientBuilder`] for server variables.
        pub trait ServerVariables: Sized {
            #(#declarations)*
        }
        impl ServerVariables for runtime::ClientBuilder<Client> {
            #(#functions)*
        }
    })
}

/// A setter of a variable: a method of its own, with its docs, or one of the trait.
fn setter(item: &ServerSetterItem, context: &Context<'_>, is_own: bool) -> TokenStream {
    let name = tokens::ident(&item.setter.name);
    let variable = &item.variable.name;
    let docs = docs::attributes(&setter_docs(item, context));
    let head = is_own.then(|| quote!(#docs #[must_use] pub));
    quote! {
        #head fn #name(self, #name: impl Into<String>) -> Self {
            self.server_variable(#variable, #name)
        }
    }
}

/// The environment variables of the variables of servers, as the docs name them.
pub(super) fn environment_variables(context: &Context<'_>) -> Vec<String> {
    let items = context.surface.server_setters.iter();
    items
        .map(|item| docs::code(&environment_variable(item, context)))
        .collect()
}

fn environment_variable(item: &ServerSetterItem, context: &Context<'_>) -> String {
    let name = item.setter.name.unraw().trim_end_matches('_');
    format!(
        "{}_{}",
        context.api.settings.env_prefix,
        name.to_ascii_uppercase()
    )
}

fn setter_docs(item: &ServerSetterItem, context: &Context<'_>) -> String {
    let variable = &item.variable;
    let text = match &variable.docs {
        Some(text) => docs::prose(text.trim()),
        None => format!(
            "Sets {} in the URL of the server.",
            docs::code(&variable.name)
        ),
    };
    let (_, base_url) = context.variables();
    format!(
        "{text}\n\nIt selects the server {}{}. With\n[`env`](runtime::ClientBuilder::env), the environment variable \
         {} does the same.\n\nFor another server, set its URL with [`base_url`](runtime::ClientBuilder::base_url) or \
         {} instead.\nSetting both is an error.",
        docs::code(&item.template),
        values(variable),
        docs::code(&environment_variable(item, context)),
        docs::code(&base_url),
    )
}

fn values(variable: &ServerVariable) -> String {
    let values: Vec<String> = variable.values.iter().map(|it| docs::code(it)).collect();
    match values.split_last() {
        None => String::new(),
        Some((last, [])) => format!("; the known value is {last}"),
        Some((last, others)) => format!("; known values are {} and {last}", others.join(", ")),
    }
}
