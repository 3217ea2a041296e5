//! The servers of the document: the tables for the runtime, and the setters of the builder.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::docs;
use super::tokens;
use crate::api::{Server, ServerSetting, ServerVariable};
use crate::surface::ServerSetterItem;

/// `ApiClient::SERVERS`, unless there is none to select, and `OPERATION_SERVERS`, unless no operation has its own.
pub(super) fn table(context: &Context<'_>) -> TokenStream {
    let servers = context.api.selectable_servers();
    let servers = (!servers.is_empty()).then(|| {
        let servers = servers.iter().map(|server| literal(server, context));
        quote!(const SERVERS: &'static [runtime::Server] = &[#(#servers),*];)
    });
    let of_operations = context.api.operation_servers();
    let of_operations = (!of_operations.is_empty()).then(|| {
        let lists = of_operations.iter().enumerate().map(|(index, servers)| {
            let mut items = context.surface.server_setters.iter();
            let item = items.find(|it| it.setting == ServerSetting::Operations(index));
            let setter = item.map_or("base_url", |item| item.setter.name.unraw());
            let servers = servers.iter().map(|server| literal(server, context));
            quote!(runtime::OperationServer { setter: #setter, servers: &[#(#servers),*] })
        });
        quote!(const OPERATION_SERVERS: &'static [runtime::OperationServer] = &[#(#lists),*];)
    });
    quote!(#servers #of_operations)
}

/// The path of the API below a host that only its users know; `None` if the host is known.
pub(super) fn path<'a>(context: &Context<'a>) -> Option<&'a str> {
    let server = context.api.servers.first();
    match server {
        Some(server) if server.has_host() => None,
        server => Some(server.map_or("", |server| &server.url)),
    }
}

/// A server of the table.
fn literal(server: &Server, context: &Context<'_>) -> TokenStream {
    let url = &server.template;
    let variables = server.variables.iter().filter_map(|variable| {
        let setters = &context.surface.server_setters;
        let item = setters.iter().find(|it| {
            it.variable
                .as_ref()
                .is_some_and(|it| it.name == variable.name)
        })?;
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
        let head = head(item);
        quote!(#docs #[must_use] #head;)
    });
    let functions = items.iter().map(|item| setter(item, context, false));
    Some(quote! {
        /// Setters of a [`ClientBuilder`] for servers.
        pub trait ServerVariables: Sized {
            #(#declarations)*
        }
        impl ServerVariables for runtime::ClientBuilder<Client> {
            #(#functions)*
        }
    })
}

/// A setter: a method of its own, with its docs, or one of the trait.
fn setter(item: &ServerSetterItem, context: &Context<'_>, is_own: bool) -> TokenStream {
    let name = tokens::ident(&item.setter.name);
    let docs = docs::attributes(&setter_docs(item, context));
    let visible = is_own.then(|| quote!(#docs #[must_use] pub));
    let head = head(item);
    let body = match &item.setting {
        ServerSetting::Variable(variable) => quote!(self.server_variable(#variable, #name)),
        ServerSetting::Choice(index) => {
            let (index, name) = (Literal::usize_unsuffixed(*index), item.setter.name.unraw());
            quote!(self.choose_server(#index, #name))
        }
        ServerSetting::Operations(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(self.operation_server(#index, #name))
        }
    };
    quote!(#visible #head { #body })
}

/// The signature of a setter.
fn head(item: &ServerSetterItem) -> TokenStream {
    let name = tokens::ident(&item.setter.name);
    let argument = (!item.setter.arguments.is_empty()).then(|| quote!(, #name: impl Into<String>));
    quote!(fn #name(self #argument) -> Self)
}

/// The environment variables of the variables of servers, as the docs name them.
pub(super) fn environment_variables(context: &Context<'_>) -> Vec<String> {
    let items = context.surface.server_setters.iter();
    items
        .filter(|item| item.variable.is_some())
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
    let base_url = context.base_url_variable();
    let base_url = docs::code(&base_url);
    let template = docs::code(&item.server.template);
    let variable = match (&item.setting, &item.variable) {
        (_, Some(variable)) => variable,
        (ServerSetting::Operations(index), None) => {
            let operations = context.api.operations.iter();
            let operations = operations.filter(|it| context.server_of(it) == Some(*index));
            let operations: Vec<String> = operations.map(|it| docs::code(&it.id)).collect();
            return format!(
                "Sets the URL of the server of {}. Default: {template}.\n\n\
                 Without it, these operations go to the [`base_url`](runtime::ClientBuilder::base_url) or\n{base_url} \
                 if that is set, so that tests call no other server.",
                operations.join(", "),
            );
        }
        (_, None) => {
            let description = item.server.description.as_deref().map(str::trim);
            let description = description.filter(|it| !it.is_empty());
            let description = description.map(|it| format!("\n\n{}", docs::prose(it)));
            return format!(
                "Selects the server {template}.{}\n\nFor another server, set its URL with \
                 [`base_url`](runtime::ClientBuilder::base_url) or\n{base_url} instead. Setting both is an error.",
                description.unwrap_or_default(),
            );
        }
    };
    let text = match &variable.docs {
        Some(text) => docs::prose(text.trim()),
        None => format!(
            "Sets {} in the URL of the server.",
            docs::code(&variable.name)
        ),
    };
    format!(
        "{text}\n\nIt selects the server {template}{}. With\n[`env`](runtime::ClientBuilder::env), the environment variable \
         {} does the same.\n\nFor another server, set its URL with [`base_url`](runtime::ClientBuilder::base_url) or \
         {base_url} instead.\nSetting both is an error.",
        values(variable),
        docs::code(&environment_variable(item, context)),
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
