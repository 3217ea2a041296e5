//! [`Facts`]: what a file uses and does, as far as its syntax tells.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

use crate::source::is_cfg_test;

/// What a file uses and does outside of its tests.
#[derive(Default)]
pub(crate) struct Facts {
    /// Every path in it, from the root: `crate::api::Api`, `std::fs::read`. What is imported counts under its own path.
    pub paths: BTreeSet<String>,
    /// The modules from which it imports everything.
    pub globs: BTreeSet<String>,
    /// The macros that it calls, from the root, or by their bare names where they are the prelude's.
    pub macros: BTreeSet<String>,
    /// The methods that it calls.
    pub methods: BTreeSet<String>,
    /// Expressions like `a[b]`.
    pub indexing: BTreeSet<String>,
    /// The string literals in it, but for code that it quotes.
    pub strings: BTreeSet<String>,
    /// What its imported names stand for.
    imports: BTreeMap<String, Vec<String>>,
    /// The modules that it declares.
    children: BTreeSet<String>,
    module: Vec<String>,
}

/// Macros whose tokens are code of the generated crate, not of the file.
const QUOTING: &[&str] = &["quote::quote", "quote::quote_spanned", "syn::parse_quote"];

impl Facts {
    pub(crate) fn of(file: &syn::File, module: &[String]) -> Self {
        let mut facts = Self {
            module: module.to_vec(),
            ..Self::default()
        };
        for item in file.items.iter().filter(|item| !is_test(item)) {
            if let syn::Item::Mod(child) = item {
                facts.children.insert(child.ident.to_string());
            }
        }
        for item in file.items.iter().filter(|item| !is_test(item)) {
            if let syn::Item::Use(item) = item {
                facts.import(&item.tree, Vec::new());
            }
        }
        facts.visit_file(file);
        facts
    }

    /// The paths that are, or are below, one of these.
    pub(crate) fn paths_below<'a>(&'a self, root: &'a str) -> impl Iterator<Item = &'a str> {
        self.paths
            .iter()
            .map(String::as_str)
            .filter(move |path| is_below(path, root))
    }

    /// What a name that the file imports stands for, below the root of the crate.
    pub(crate) fn import_of(&self, name: &str) -> Option<String> {
        let path = self.imports.get(name)?.join("::");
        path.strip_prefix("crate::").map(str::to_owned)
    }

    fn import(&mut self, tree: &syn::UseTree, mut before: Vec<String>) {
        match tree {
            syn::UseTree::Path(tree) => {
                before.push(tree.ident.to_string());
                self.import(&tree.tree, before);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before.clone());
                }
            }
            syn::UseTree::Glob(_) => {
                let path = self.absolute_import(before).join("::");
                self.globs.insert(path.clone());
                self.paths.insert(path);
            }
            syn::UseTree::Name(name) => self.import_as(name.ident.to_string(), &name.ident, before),
            syn::UseTree::Rename(name) => {
                self.import_as(name.rename.to_string(), &name.ident, before);
            }
        }
    }

    fn import_as(&mut self, alias: String, name: &syn::Ident, mut path: Vec<String>) {
        if name == "self" {
            let alias = path.last().cloned().filter(|_| alias == "self");
            let path = self.absolute_import(path);
            self.paths.insert(path.join("::"));
            if let Some(alias) = alias {
                self.imports.insert(alias, path);
            }
            return;
        }
        path.push(name.to_string());
        let path = self.absolute_import(path);
        self.paths.insert(path.join("::"));
        // `pub use document::Document` beside `mod document`: what it stands for is known already.
        if path.len() > 1 {
            self.imports.insert(alias, path);
        }
    }

    fn add(&mut self, path: Vec<String>) {
        let path = self.absolute(path);
        // A name alone that is not imported is a variable or the prelude's.
        if path.len() > 1 {
            self.paths.insert(path.join("::"));
        }
    }

    /// A path as it is written here → the same from the root of the crate, or of another crate.
    fn absolute(&self, mut path: Vec<String>) -> Vec<String> {
        let imported = path.first().and_then(|name| self.imports.get(name));
        // `use quote::quote` leaves the crate its name.
        let is_crate = |imported: &[String]| imported.iter().all(|part| *part == path[0]);
        match imported {
            Some(imported) if path.len() == 1 || !is_crate(imported) => {
                path.splice(..1, imported.iter().cloned());
                path
            }
            _ => self.absolute_import(path),
        }
    }

    /// The same for a path in a `use`.
    fn absolute_import(&self, path: Vec<String>) -> Vec<String> {
        let Some(first) = path.first() else {
            return path;
        };
        let mut rest = &path[1..];
        let start: Vec<String> = match first.as_str() {
            "crate" => vec!["crate".to_owned()],
            // The command line names the library by its name.
            "xtask" => vec!["crate".to_owned()],
            "self" | "super" => {
                let mut module = self.module.clone();
                if first == "super" {
                    module.pop();
                }
                while rest.first().is_some_and(|part| part == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
                [vec!["crate".to_owned()], module].concat()
            }
            name if self.children.contains(name) => {
                let here = [vec!["crate".to_owned()], self.module.clone()].concat();
                [here, vec![name.to_owned()]].concat()
            }
            name => vec![name.to_owned()],
        };
        [&start, rest].concat()
    }

    /// Looks for paths and methods where there is no syntax tree.
    fn scan(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = trees.as_slice();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                TokenTree::Group(group) => self.scan(group.stream()),
                TokenTree::Ident(ident) => {
                    let mut path = vec![ident.to_string()];
                    while let [
                        TokenTree::Punct(a),
                        TokenTree::Punct(b),
                        TokenTree::Ident(part),
                        after @ ..,
                    ] = rest
                        && (a.as_char(), b.as_char()) == (':', ':')
                    {
                        path.push(part.to_string());
                        rest = after;
                    }
                    if let [TokenTree::Punct(mark), TokenTree::Group(_), ..] = rest
                        && mark.as_char() == '!'
                    {
                        let path = self.absolute(path.clone());
                        self.macros.insert(path.join("::"));
                    }
                    self.add(path);
                }
                TokenTree::Punct(dot) if dot.as_char() == '.' => {
                    if let [TokenTree::Ident(name), TokenTree::Group(arguments), ..] = rest
                        && arguments.delimiter() == Delimiter::Parenthesis
                    {
                        self.methods.insert(name.to_string());
                    }
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.strings.insert(text.value());
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Facts {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // Those within functions; the others are known already.
        self.import(&item.tree, Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts = path.segments.iter().map(|part| part.ident.to_string());
        self.add(parts.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let parts = call.path.segments.iter();
        let path: Vec<String> = parts.map(|part| part.ident.to_string()).collect();
        self.add(path.clone());
        let name = self.absolute(path).join("::");
        let quotes = QUOTING.contains(&name.as_str());
        self.macros.insert(name);
        if quotes {
            return;
        }
        let arguments = Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        match call.parse_body_with(arguments) {
            Ok(arguments) => {
                for argument in &arguments {
                    Visit::visit_expr(self, argument);
                }
            }
            Err(_) => self.scan(call.tokens.clone()),
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.scan(list.tokens.clone());
        }
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.strings.insert(text.value());
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.methods.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_index(&mut self, expr: &'ast syn::ExprIndex) {
        self.indexing.insert(expr.to_token_stream().to_string());
        visit::visit_expr_index(self, expr);
    }
}

/// Whether a path is another, or below it.
pub(crate) fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn is_test(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Const(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(is_cfg_test)
}
