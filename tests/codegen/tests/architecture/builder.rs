//! The builder of a client has methods for every document, and setters for the servers of one.

use std::collections::BTreeSet;

use codegen_tests::read;
use xtask::names::RESERVED_SETTERS;

use crate::source::rust_files;

/// A setter for a variable of a server must not have the name of another method.
#[test]
fn every_method_of_the_builder_is_reserved() {
    let mut methods = BTreeSet::new();
    for path in rust_files("xtask/runtime/src") {
        let file = syn::parse_file(&read(&path)).unwrap();
        for item in file.items {
            if let syn::Item::Impl(item) = item
                && is_builder(&item.self_ty)
            {
                methods.extend(functions(&item));
            }
        }
    }
    assert!(methods.contains("build"), "{methods:?}");
    let reserved: BTreeSet<String> = RESERVED_SETTERS.split(' ').map(str::to_owned).collect();
    let missing: Vec<&String> = methods.difference(&reserved).collect();
    assert!(missing.is_empty(), "add to RESERVED_SETTERS: {missing:?}");
}

fn is_builder(ty: &syn::Type) -> bool {
    let syn::Type::Path(ty) = ty else {
        return false;
    };
    let last = ty.path.segments.last();
    last.is_some_and(|segment| segment.ident == "ClientBuilder")
}

fn functions(item: &syn::ItemImpl) -> Vec<String> {
    let functions = item.items.iter().filter_map(|item| match item {
        syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
        _ => None,
    });
    functions.collect()
}
