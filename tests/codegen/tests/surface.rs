//! The public API of our crate as a list, so that a pull request shows what it changes; and that the list is true.

use std::collections::{BTreeMap, BTreeSet};

use codegen_tests::{model, our_crate, read};
use quote::ToTokens;
use xtask::pipeline::Generated;
use xtask::render::render;
use xtask::surface::{Item, Owner, Signature};

/// A snapshot for each group and for each kind of type, so that a review sees where the API changes.
#[test]
fn surface() {
    let items = our_crate().model.surface.items();
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in &items {
        let part = parts.entry(part(item, &items)).or_default();
        part.push(format!("{}: {item}", item.path));
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
    for (part, lines) in &parts {
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => false,
            snapshot_suffix => part,
        }, {
            insta::assert_snapshot!("surface", lines.join("\n"));
        });
    }
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let kept: BTreeSet<String> = files.filter(|name| name.starts_with("surface")).collect();
    let made = parts.keys().map(|part| format!("surface@{part}.snap"));
    assert_eq!(kept, made.collect(), "left: the files, right: the parts");
}

/// Which snapshot an item is in.
fn part(item: &Item, items: &[Item]) -> String {
    match &item.path.owner {
        Owner::Operation { module, .. } => module.to_string(),
        Owner::Type(name) if name.as_str() == "ErrorBody" => "types.errors".to_owned(),
        Owner::Type(_) => {
            let has = |is_it: fn(&Item) -> bool| {
                let mut members = items.iter().filter(|it| it.path.owner == item.path.owner);
                members.any(is_it)
            };
            let is_struct = has(|it| matches!(it.signature, Signature::Struct(_)));
            let is_made = has(|it| it.path.to_string().ends_with("::new()"));
            let kind = match (is_struct, is_made) {
                (true, true) => "requests",
                (true, false) => "responses",
                (false, _) => "enums",
            };
            format!("types.{kind}")
        }
        Owner::Root(_) => "client".to_owned(),
    }
}

/// What stands behind the feature is marked, and nothing else is.
#[test]
fn what_is_only_inferred_is_marked() {
    let path = "tests/fragments/documents/operations/unconfirmed.yaml";
    let items = model(path, &read(path)).surface.items();
    let lines: Vec<String> = items
        .iter()
        .map(|item| format!("{}: {item}", item.path))
        .collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("what_is_only_inferred_is_marked", lines.join("\n"));
    });
}

/// The enum of the webhooks, and the function that decodes one.
#[test]
fn webhooks() {
    let path = "tests/fragments/documents/operations/webhooks.yaml";
    let generated = model(path, &read(path));
    let items = generated.surface.items();
    let items = items
        .iter()
        .filter(|item| item.path.to_string().starts_with("webhooks::"));
    let lines: Vec<String> = items.map(|item| format!("{}: {item}", item.path)).collect();
    let tree = render(&generated.api, &generated.names, &generated.surface);
    let (_, source) = tree
        .iter()
        .find(|(path, _)| *path == "src/webhooks.rs")
        .unwrap();
    let source = normalized(source);
    for line in &lines {
        let (_, item) = line.split_once(": ").unwrap();
        let item = item
            .trim_start_matches("#[deprecated] ")
            .replace(" (open enum)", "");
        assert!(source.contains(&normalized(&item)), "{item}");
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("webhooks", lines.join("\n"));
    });
}

/// The functions and fields that the source text declares public are those of the Surface, with these types.
#[test]
fn the_surface_matches_the_source() {
    let generated = our_crate();
    let mut written = BTreeSet::new();
    for (path, text) in generated.tree.iter() {
        if path.starts_with("src/types/") || path.starts_with("src/operations/") {
            collect(&syn::parse_file(text).unwrap(), &mut written);
        }
        if path == "src/client.rs" {
            let mut file = syn::parse_file(text).unwrap();
            file.items.retain(is_of_the_builder);
            collect(&file, &mut written);
        }
        if path == "src/runtime/client/credential_setters.rs" {
            let mut file = syn::parse_file(text).unwrap();
            file.items.retain(is_of_an_api_with_a_key);
            collect(&file, &mut written);
        }
    }
    let accessors = accessors(&generated);
    let promised: BTreeSet<String> = generated
        .model
        .surface
        .items()
        .into_iter()
        .map(|item| Item {
            deprecated: false,
            unconfirmed: false,
            ..item
        })
        .map(|item| normalized(&item.to_string()))
        .filter(|signature| {
            let is_future = signature.contains("IntoFuturefor");
            (signature.starts_with("pub") || is_future) && !signature.contains("enum")
        })
        .collect();
    let not_written: Vec<&String> = promised
        .iter()
        .filter(|it| !accessors.contains(*it) && !written.contains(*it))
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

/// `Client::new`, and the methods of the client that lead to groups. Their source spells the module of the group.
fn accessors(generated: &Generated) -> BTreeSet<String> {
    let mut written = BTreeSet::new();
    let (_, text) = generated
        .tree
        .iter()
        .find(|(path, _)| *path == "src/client.rs")
        .unwrap();
    collect(&syn::parse_file(text).unwrap(), &mut written);
    let constructor = written.iter().filter(|it| it.starts_with("pubfnnew("));
    let constructor: BTreeSet<String> = constructor.cloned().collect();
    let of_groups = written.iter().filter_map(|signature| {
        let (start, group) = signature.split_once("->operations::")?;
        let (_, ident) = group.split_once("::")?;
        Some(format!("{start}->{ident}"))
    });
    constructor.into_iter().chain(of_groups).collect()
}

/// The setters of the API key.
fn is_of_an_api_with_a_key(item: &syn::Item) -> bool {
    matches!(item, syn::Item::Impl(item) if item.generics.to_token_stream().to_string().contains("ApiKeyClient"))
}

/// The setters of the builder for credentials and for the variables of servers.
fn is_of_the_builder(item: &syn::Item) -> bool {
    let syn::Item::Impl(item) = item else {
        return false;
    };
    let owner = item.self_ty.to_token_stream();
    normalized(&owner.to_string()).ends_with("ClientBuilder<Client>")
}

/// What every open enum has.
fn is_same_everywhere(signature: &str) -> bool {
    signature == "pubfnas_str(&self)->&str"
}

fn collect(file: &syn::File, written: &mut BTreeSet<String>) {
    for item in &file.items {
        match item {
            syn::Item::Struct(item) => {
                let generics = item.generics.to_token_stream();
                written.insert(normalized(&format!("pub struct {}{generics}", item.ident)));
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
            syn::Item::Impl(item) => {
                if let Some((path, _)) = &item.trait_
                    && path.is_ident("IntoFuture")
                {
                    let (generics, ty) = (&item.generics, &item.self_ty);
                    let (_, generics, _) = generics.split_for_impl();
                    let generics = generics.to_token_stream();
                    let ty = ty.to_token_stream();
                    written.insert(normalized(&format!("impl{generics} IntoFuture for {ty}")));
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
        .replace("<ErrorBody>", "")
        .replace(",)", ")")
        .replace(",>", ">")
}
