//! The public API of our crate that does not depend on the document, as a list: what is shown of the runtime, and the
//! features. With the list in `surface.rs` it is all that users can name.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use codegen_tests::our_crate;
use proc_macro2::TokenTree;
use quote::{ToTokens, quote};
use syn::{ImplItem, Item, TraitItem, UseTree, Visibility};

type Items = BTreeMap<String, String>;

#[test]
fn runtime() {
    let tree = our_crate().tree;
    let text = |path: &str| {
        tree.iter()
            .find(|(it, _)| *it == path)
            .map(|(_, text)| text)
            .unwrap()
    };
    let library = syn::parse_file(text("src/lib.rs")).unwrap();
    let mut items = Items::new();
    let mut shown = BTreeSet::from(["Client".to_owned()]);
    for item in &library.items {
        match item {
            Item::Use(item) if is_public(&item.vis) => names(&item.tree, &mut shown),
            Item::Type(item) => {
                // `Error` stands for the runtime's, with the bodies of this API.
                shown.insert(item.ident.to_string());
                items.insert(item.ident.to_string(), printed(&Item::Type(item.clone())));
            }
            _ => {}
        }
    }
    let files = tree
        .iter()
        .filter(|(path, _)| path.starts_with("src/runtime/") || *path == "src/client.rs");
    let source: Vec<Item> = files
        .flat_map(|(_, text)| syn::parse_file(text).unwrap().items)
        .collect();
    let accessors = source.iter().find_map(accessors).unwrap();
    for item in &source {
        collect(item, &shown, &accessors, &mut items);
    }
    // Traits of the runtime that are not shown are nobody's to use.
    for item in &source {
        if let Item::Trait(item) = item
            && !shown.contains(&item.ident.to_string())
        {
            let implemented = format!(" as {}", item.ident);
            items.retain(|path, _| {
                let rest = path
                    .find(&implemented)
                    .and_then(|at| path.get(at + implemented.len()..));
                rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with([' ', '<']))
            });
        }
    }
    // Those depend on the document.
    let groups: BTreeSet<String> = our_crate()
        .model
        .surface
        .groups
        .iter()
        .map(|it| format!("Client::{}()", it.accessor.name))
        .collect();
    items.retain(|path, _| !groups.contains(path));
    let manifest: toml::Table = toml::from_str(text("Cargo.toml")).unwrap();
    for feature in manifest["features"].as_table().unwrap().keys() {
        items.insert(format!("feature {feature}"), format!("feature {feature}"));
    }
    assert!(items.len() > 100, "only {} items", items.len());
    let lines: Vec<String> = items
        .iter()
        .map(|(path, text)| format!("{path}: {text}"))
        .collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(lines.join("\n"));
    });
}

fn names(tree: &UseTree, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, found),
        UseTree::Group(group) => group.items.iter().for_each(|it| names(it, found)),
        UseTree::Name(name) => {
            found.insert(name.ident.to_string());
        }
        UseTree::Rename(name) => {
            found.insert(name.rename.to_string());
        }
        UseTree::Glob(_) => panic!("a star hides what is shown"),
    }
}

/// The name of the macro that defines methods of several types.
const ACCESSORS: &str = "response_accessors";

/// The methods that the macro defines.
fn accessors(item: &Item) -> Option<Vec<ImplItem>> {
    let Item::Macro(item) = item else {
        return None;
    };
    item.ident.as_ref().filter(|name| *name == ACCESSORS)?;
    // `() => { … };`
    let body = item.mac.tokens.clone().into_iter().nth(3)?;
    let TokenTree::Group(body) = body else {
        return None;
    };
    let body = body.stream();
    let methods: syn::ItemImpl = syn::parse2(quote!(impl Any { #body })).unwrap();
    Some(methods.items)
}

fn collect(item: &Item, shown: &BTreeSet<String>, accessors: &[ImplItem], items: &mut Items) {
    match item {
        Item::Struct(item) if shown.contains(&item.ident.to_string()) => {
            let name = item.ident.to_string();
            for field in item.fields.iter().filter(|it| is_public(&it.vis)) {
                if let Some(ident) = &field.ident {
                    let ty = tidy(field.ty.to_token_stream());
                    items.insert(format!("{name}::{ident}"), format!("pub {ident}: {ty}"));
                }
            }
            derived(&name, &item.attrs, items);
            let generics = tidy(item.generics.to_token_stream());
            items.insert(name.clone(), format!("pub struct {name}{generics}"));
        }
        Item::Enum(item) if shown.contains(&item.ident.to_string()) => {
            let name = item.ident.to_string();
            for variant in &item.variants {
                let mut variant = variant.clone();
                variant.attrs.clear();
                items.insert(
                    format!("{name}::{}", variant.ident),
                    tidy(variant.to_token_stream()),
                );
            }
            derived(&name, &item.attrs, items);
            let open = item
                .attrs
                .iter()
                .any(|it| it.path().is_ident("non_exhaustive"));
            let kind = if open { "non-exhaustive" } else { "closed" };
            let generics = tidy(item.generics.to_token_stream());
            items.insert(name.clone(), format!("pub enum {name}{generics} ({kind})"));
        }
        Item::Trait(item) if shown.contains(&item.ident.to_string()) => {
            let name = item.ident.to_string();
            let kind = |is_provided| if is_provided { "provided" } else { "required" };
            for member in &item.items {
                let (member, kind, signature) = match member {
                    TraitItem::Fn(it) => (
                        format!("{}()", it.sig.ident),
                        kind(it.default.is_some()),
                        it.sig.to_token_stream(),
                    ),
                    TraitItem::Const(it) => {
                        let (name, ty) = (&it.ident, &it.ty);
                        let signature = quote!(const #name: #ty);
                        (name.to_string(), kind(it.default.is_some()), signature)
                    }
                    TraitItem::Type(it) => {
                        let (name, bounds) = (&it.ident, &it.bounds);
                        let signature = quote!(type #name: #bounds);
                        (name.to_string(), "required", signature)
                    }
                    _ => continue,
                };
                let signature = format!("{kind} {}", tidy(signature));
                items.insert(format!("{name}::{member}"), signature);
            }
            let bounds = match tidy(item.supertraits.to_token_stream()) {
                bounds if bounds.is_empty() => bounds,
                bounds => format!(": {bounds}"),
            };
            items.insert(name.clone(), format!("pub trait {name}{bounds}"));
        }
        Item::Type(item) if shown.contains(&item.ident.to_string()) && is_public(&item.vis) => {
            items
                .entry(item.ident.to_string())
                .or_insert_with(|| printed(&Item::Type(item.clone())));
        }
        Item::Impl(item) => {
            let syn::Type::Path(path) = &*item.self_ty else {
                return;
            };
            let name = path.path.segments.last().unwrap().ident.to_string();
            if path.path.segments.len() > 1 || !shown.contains(&name) {
                return;
            }
            if let Some((implemented, _)) = &item.trait_ {
                let implemented = tidy(implemented.to_token_stream());
                let of = tidy(item.self_ty.to_token_stream());
                items.insert(
                    format!("{name} as {implemented} for {of}"),
                    format!("impl {implemented} for {of}"),
                );
                return;
            }
            let functions = item.items.iter().flat_map(|item| match item {
                ImplItem::Macro(call) if call.mac.path.is_ident(ACCESSORS) => accessors,
                other => slice::from_ref(other),
            });
            for function in functions {
                if let ImplItem::Fn(function) = function
                    && is_public(&function.vis)
                    && !function.attrs.iter().any(is_hidden)
                {
                    let deprecated = function
                        .attrs
                        .iter()
                        .any(|it| it.path().is_ident("deprecated"));
                    let attribute = if deprecated { "#[deprecated] " } else { "" };
                    let signature =
                        tidy(function.sig.to_token_stream()).replace("(mut self", "(self");
                    let path = format!("{name}::{}()", function.sig.ident);
                    items.insert(path, format!("{attribute}pub {signature}"));
                }
            }
        }
        _ => {}
    }
}

fn derived(name: &str, attributes: &[syn::Attribute], items: &mut Items) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        attribute
            .parse_nested_meta(|meta| {
                let implemented = meta.path.segments.last().unwrap().ident.to_string();
                items.insert(
                    format!("{name} as {implemented}"),
                    format!("impl {implemented} for {name}"),
                );
                Ok(())
            })
            .unwrap();
    }
}

fn is_hidden(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("doc") && attribute.to_token_stream().to_string().contains("hidden")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn printed(item: &Item) -> String {
    let mut item = item.clone();
    if let Item::Type(item) = &mut item {
        item.attrs.clear();
    }
    tidy(item.to_token_stream())
}

/// Tokens in a line, with the spaces that people put between them.
fn tidy(tokens: impl ToString) -> String {
    let mut text = tokens.to_string();
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("& ", "&"),
        (" :", ":"),
        (" ;", ""),
        ("' ", "'"),
        (",)", ")"),
        (",>", ">"),
        ("-> (", "-> ("),
        ("->(", "-> ("),
    ] {
        text = text.replace(from, to);
    }
    text.replace("->", " -> ").replace("  ", " ")
}
