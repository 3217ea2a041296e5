//! The public API of our crate as a list, so that a pull request shows what it changes; and that the list is true.

use std::collections::BTreeSet;

use codegen_tests::{model, our_crate, read};
use quote::ToTokens;
use xtask::surface::Surface;

#[test]
fn surface() {
    assert_items("surface", &our_crate().model.surface);
}

/// What stands behind the feature is marked, and nothing else is.
#[test]
fn what_is_only_inferred_is_marked() {
    let path = "tests/fragments/documents/operations/unconfirmed.yaml";
    assert_items(
        "what_is_only_inferred_is_marked",
        &model(path, &read(path)).surface,
    );
}

/// All public items, a path and a signature each.
fn assert_items(snapshot: &str, surface: &Surface) {
    let items = surface.items();
    let lines: Vec<String> = items
        .iter()
        .map(|(path, item)| format!("{path}\n    {item}"))
        .collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(snapshot, lines.join("\n"));
    });
}

/// The functions and fields that the source text declares public are those of the Surface, with these types.
#[test]
fn the_surface_is_what_the_source_says() {
    let generated = our_crate();
    let mut written = BTreeSet::new();
    for (path, text) in generated.tree.iter() {
        if path.starts_with("src/types/") || path.starts_with("src/operations/") {
            collect(&syn::parse_file(text).unwrap(), &mut written);
        }
    }
    let promised: BTreeSet<String> = generated
        .model
        .surface
        .items()
        .values()
        .map(|item| normalized(&item.signature))
        .filter(|signature| signature.starts_with("pub") && !signature.contains("enum"))
        .collect();
    let not_written: Vec<&String> = promised
        .iter()
        .filter(|it| !is_accessor(it) && !written.contains(*it))
        .collect();
    assert!(
        not_written.is_empty(),
        "in the Surface, not in the source: {not_written:#?}"
    );
    let not_promised: Vec<&String> = written
        .iter()
        .filter(|it| !is_same_everywhere(it) && !promised.contains(*it))
        .collect();
    assert!(
        not_promised.is_empty(),
        "in the source, not in the Surface: {not_promised:#?}"
    );
}

/// Methods of the client are in `client.rs`, where they spell the module of the group.
fn is_accessor(signature: &str) -> bool {
    signature.ends_with("<'_>") && signature.contains("fn")
}

/// What every open enum has.
fn is_same_everywhere(signature: &str) -> bool {
    signature == "pubfnas_str(&self)->&str"
}

fn collect(file: &syn::File, written: &mut BTreeSet<String>) {
    for item in &file.items {
        match item {
            syn::Item::Struct(item) => {
                let lifetime = if item.generics.params.is_empty() {
                    ""
                } else {
                    "<'_>"
                };
                written.insert(normalized(&format!("pub struct {}{lifetime}", item.ident)));
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    let name = field.ident.to_token_stream();
                    written.insert(normalized(&format!(
                        "pub {name}: {}",
                        field.ty.to_token_stream()
                    )));
                }
            }
            syn::Item::Impl(item) if item.trait_.is_none() => {
                for item in &item.items {
                    if let syn::ImplItem::Fn(function) = item
                        && is_public(&function.vis)
                    {
                        written.insert(normalized(&format!(
                            "pub {}",
                            function.sig.to_token_stream()
                        )));
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// Without what does not matter to users: spaces, the modules that types are reached by, `mut` of an argument, and what
/// an alias at the root of the crate fills in.
fn normalized(signature: &str) -> String {
    let text: String = signature.split_whitespace().collect();
    text.replace("mutself", "self")
        .replace("types::", "")
        .replace("runtime::", "")
        .replace(",ErrorBody>", ">")
        .replace(",)", ")")
        .replace(",>", ">")
}
