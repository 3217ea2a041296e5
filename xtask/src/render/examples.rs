//! `src/examples/*`: the documented examples of responses as values, which require the feature `examples`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs;
use super::rust_file::RustFile;
use super::tokens::{self, Place};
use crate::api::{Status, SuccessExample};
use crate::names::Ident;
use crate::surface::{GroupItem, RequestItem, RustType};

/// The Cargo feature of the module.
pub(super) const FEATURE: &str = "examples";

/// A function that returns an example.
struct ExampleFunction<'a> {
    ident: &'a Ident,
    item: &'a RequestItem,
    example: SuccessExample<'a>,
}

/// The module and its data; empty if no response has an example.
pub(super) fn files(context: &Context<'_>) -> Vec<(String, String)> {
    let groups = context.surface.groups.iter();
    let groups: Vec<(&GroupItem, Vec<ExampleFunction<'_>>)> = groups
        .map(|group| (group, functions(group, context)))
        .filter(|(_, functions)| !functions.is_empty())
        .collect();
    if groups.is_empty() {
        return Vec::new();
    }
    let modules = groups.iter().map(|(group, functions)| {
        let gate = tokens::gate(functions.iter().all(|it| it.item.unconfirmed));
        let module = &group.name.module;
        let path = tokens::module_path(module, ".rs");
        quote!(#gate #path pub mod #module;)
    });
    let root = RustFile {
        docs: MODULE_DOCS.to_owned(),
        imports: vec![quote!(#(#modules)*)],
        ..RustFile::default()
    };
    let mut files = vec![("src/examples/mod.rs".to_owned(), root.into_text())];
    for (group, functions) in &groups {
        let module = group.name.module.file_name();
        let file = group_file(group, functions, context);
        files.push((format!("src/examples/{module}.rs"), file.into_text()));
        files.extend(functions.iter().map(|function| {
            let path = format!("src/examples/{module}/{}.json", function.ident.file_name());
            (path, format!("{:#}\n", function.example.value))
        }));
    }
    files
}

const MODULE_DOCS: &str = "The documented examples of responses, as values: for tests, and to try the crate without the API.

There is a module for each group of operations. The function with the name of an operation returns its first example.
Other examples have functions named after the operation and the example.

The examples follow the description of the API: they may change, and functions may be renamed or removed, in any version
of this crate.";

/// The functions of a group, in the order of the document.
fn functions<'a>(group: &'a GroupItem, context: &Context<'a>) -> Vec<ExampleFunction<'a>> {
    let operations = group
        .requests
        .iter()
        .filter_map(|item| Some((context.operation(&item.operation)?, item)));
    let functions = operations.flat_map(|(operation, item)| {
        operation.success_examples().filter_map(move |example| {
            let key = (operation.id.clone(), example.name.to_owned());
            Some(ExampleFunction {
                ident: context.names.examples.get(&key)?,
                item,
                example,
            })
        })
    });
    functions.collect()
}

fn group_file(
    group: &GroupItem,
    functions: &[ExampleFunction<'_>],
    context: &Context<'_>,
) -> RustFile {
    let root = context.root();
    // An import that only gated functions use is gated too.
    let import = |needle: &str, path: TokenStream| {
        let mut users = functions
            .iter()
            .filter(|it| value_type(it).to_string().contains(needle))
            .peekable();
        users.peek()?;
        let gate = tokens::gate(users.all(|it| it.item.unconfirmed));
        Some(quote!(#gate use #path;))
    };
    let map = import("BTreeMap", quote!(std::collections::BTreeMap));
    let runtime = import("runtime ::", quote!(#root::runtime));
    let types = import("types ::", quote!(#root::types));
    RustFile {
        docs: format!(
            "Examples of the responses to [`{}`]({}).",
            group.name.ident,
            group_link(group, context)
        ),
        imports: vec![quote!(#map), quote!(#runtime #types)],
        items: functions
            .iter()
            .map(|it| function(it, group, context))
            .collect(),
        ..RustFile::default()
    }
}

fn group_link(group: &GroupItem, context: &Context<'_>) -> String {
    format!(
        "{}::operations::{}::{}",
        context.root_path(),
        group.name.module,
        group.name.ident
    )
}

fn function(
    function: &ExampleFunction<'_>,
    group: &GroupItem,
    context: &Context<'_>,
) -> TokenStream {
    let name = function.ident;
    let ty = value_type(function);
    let path = format!(
        "{}/{}.json",
        group.name.module.file_name(),
        function.ident.file_name()
    );
    let example = match function.example.name {
        "" => "The example".to_owned(),
        name => format!("The example {}", docs::code(name)),
    };
    let status = match function.example.status {
        Status::Code(code) => format!(" {code}"),
        Status::Class(class) => format!(" {class}XX"),
        Status::Default => String::new(),
    };
    let method = function.item.name.method.unraw();
    let head = docs::attributes(&format!(
        "{example} of the response{status} to [`{}::{method}`]({}::{}).\n\n```json",
        group.name.ident,
        group_link(group, context),
        function.item.name.method,
    ));
    let tail = docs::attributes(
        "```\n\n# Errors\n\nIf the example is not what the operation is documented to return.",
    );
    let gate = tokens::gate(function.item.unconfirmed);
    quote! {
        #head
        #[doc = include_str!(#path)]
        #tail
        #gate
        pub fn #name() -> Result<#ty, serde_json::Error> {
            serde_json::from_str(include_str!(#path))
        }
    }
}

/// The type of the example: a success without a body has none.
fn value_type(function: &ExampleFunction<'_>) -> TokenStream {
    let ty = match &function.item.response {
        RustType::Option(inner) => inner,
        other => other,
    };
    tokens::rust_type(ty, Place::Outside)
}
