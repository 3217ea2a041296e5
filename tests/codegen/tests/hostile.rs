//! Texts of a document stay texts: whatever stands in names and in prose, the crate has the same items, attributes and
//! files as with plain words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use codegen_tests::robust::HOSTILE;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options as Markdown, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use syn::{Attribute, ImplItem, Item};
use xtask::diagnostic::Sources;
use xtask::output::SourceTree;
use xtask::pipeline::{self, Options};

/// A document with a text in every place for prose, and another as every name.
fn document(prose: &str, name: &str) -> Value {
    let text = json!({"type": "string", "description": prose, "format": prose, "pattern": prose, "default": prose, "example": prose});
    json!({
        "openapi": "3.0.3",
        "info": {"title": prose, "version": prose, "description": prose},
        "x-rust": {"package": "plain", "library": "plain", "version": "0.1.0"},
        "servers": [{"url": "https://example.com", "description": prose}],
        "tags": [{"name": name, "description": prose}],
        "security": [{"key": []}],
        "paths": {
            format!("/a/{name}"): {"post": {
                "operationId": name,
                "tags": [name],
                "summary": prose,
                "description": prose,
                "parameters": [
                    {"name": name, "in": "query", "description": prose, "schema": text, "example": prose}
                ],
                "requestBody": {
                    "description": prose,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Whole"}, "example": {"plain-name": prose}},
                        format!("x/{name}"): {"schema": {"type": "string"}}
                    }
                },
                "responses": {
                    "200": {"description": prose, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Whole"}}}},
                    "400": {"description": prose, "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{}", escaped(name))}}}}
                }
            }}
        },
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": prose}},
            "schemas": {
                name: {"type": "object", "description": prose, "required": ["plain"], "properties": {"plain": text}},
                "Whole": {
                    "type": "object",
                    "description": prose,
                    "title": prose,
                    "properties": {
                        "plain-name": text,
                        "Kind": {"type": "string", "description": prose, "enum": [name]},
                        "Either": {"oneOf": [{"type": "string"}, {"$ref": format!("#/components/schemas/{}", escaped(name))}]},
                        "Inner": {"type": "object", "description": prose, "properties": {format!("{name}-x"): text}},
                        "List": {"type": "array", "description": prose, "items": text}
                    }
                }
            }
        }
    })
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0")
        .replace('/', "~1")
        .replace('%', "%25")
}

/// The files that codegen makes; `None` if it refuses the document.
fn files(document: &Value) -> Option<SourceTree> {
    let text = serde_json::to_string_pretty(document).unwrap();
    let outcome = pipeline::generate(
        &mut Sources::new("hostile.json", text.as_str()),
        &Options::default(),
    );
    let tree = outcome.generated?.tree;
    assert_eq!(tree.refused(), [], "{text}");
    let own = tree
        .iter()
        .filter(|(path, _)| !path.starts_with("src/runtime/"));
    Some(own.collect())
}

/// What codegen makes of each hostile text as prose, and as names.
static HOSTILE_TREES: LazyLock<Vec<(&str, SourceTree, Option<SourceTree>)>> = LazyLock::new(|| {
    let trees = HOSTILE.iter().map(|text| {
        let prose = files(&document(text, "plain-name"));
        let prose = prose.unwrap_or_else(|| panic!("{text:?} is refused where any text may stand"));
        (*text, prose, files(&document("Plain words", text)))
    });
    trees.collect()
});

#[test]
fn prose_becomes_nothing_but_docs() {
    let plain = files(&document("Plain words", "plain-name")).expect("it is a document");
    for (prose, hostile, _) in HOSTILE_TREES.iter() {
        assert!(plain.paths().eq(hostile.paths()), "{prose:?}");
        for (path, text) in hostile.iter() {
            if path.ends_with(".rs") {
                let expected = plain.get(path).unwrap();
                assert_eq!(code(text), code(expected), "{prose:?} in {path}");
            }
        }
    }
}

#[test]
fn names_become_nothing_but_names() {
    let shapes = |tree: &SourceTree| {
        let mut shapes = BTreeMap::new();
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let folder = path.matches('/').count();
            *shapes.entry((folder, shape(text))).or_insert(0) += 1;
        }
        shapes
    };
    let plain = shapes(&files(&document("Plain words", "plain-name")).expect("it is a document"));
    let mut refused = Vec::new();
    for (name, _, hostile) in HOSTILE_TREES.iter() {
        match hostile {
            // In a path these are more parameters; the code is still parsed.
            Some(hostile) if name.contains('{') => drop(shapes(hostile)),
            Some(hostile) => assert_eq!(shapes(hostile), plain, "{name:?}"),
            None => refused.push(*name),
        }
    }
    // In a path these are parameters that nothing describes.
    assert!(
        refused.iter().all(|name| name.contains('{')),
        "refused: {refused:?}"
    );
}

#[test]
fn docs_have_no_html_and_no_code_of_the_document() {
    for (text, prose, names) in HOSTILE_TREES.iter() {
        let trees = std::iter::once(prose).chain(names);
        for (path, source) in trees.flat_map(SourceTree::iter) {
            let docs = match path.rsplit_once('.') {
                Some((_, "rs")) => docs(source),
                Some((_, "md")) => vec![source.to_owned()],
                _ => continue,
            };
            for docs in docs {
                check_markdown(&docs, &format!("{text:?} in {path}"));
            }
        }
    }
}

/// What rustdoc would see.
fn check_markdown(docs: &str, place: &str) {
    let options = Markdown::ENABLE_TABLES
        | Markdown::ENABLE_FOOTNOTES
        | Markdown::ENABLE_STRIKETHROUGH
        | Markdown::ENABLE_TASKLISTS;
    let mut code = None;
    for event in Parser::new_ext(docs, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_ours = html.starts_with("<!-- @generated by `cargo xtask codegen`");
                assert!(is_ours, "{place}: {html} in\n{docs}");
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                panic!("{place}: indented code in\n{docs}")
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                code = Some(info.to_string());
            }
            // The JSON of an example is a file that the docs include.
            Event::End(TagEnd::CodeBlock) => {
                assert!(
                    code.take().is_none_or(|info| info == "json"),
                    "{place}: empty code"
                );
            }
            Event::Text(text) => {
                if let Some(info) = code.take() {
                    let is_ours = matches!(&*info, "no_run" | "rust,no_run" | "rust")
                        && (text.contains("example") || text.contains("client"))
                        && syn::parse_str::<syn::File>(&hidden_shown(&text)).is_ok();
                    let is_manifest =
                        info == "toml" && text.starts_with("[dependencies]\nplain = ");
                    assert!(
                        is_ours || is_manifest || info == "text",
                        "{place}: {info:?} {text}"
                    );
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let is_external = ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|start| dest_url.starts_with(start));
                // A link to an item is a path; those that the texts of documents try to make lead to `crate::injected`.
                let is_path = |c: char| c.is_alphanumeric() || "_:#-".contains(c);
                let is_ours = dest_url.chars().all(is_path)
                    && !dest_url.to_lowercase().contains("crate::injected");
                assert!(
                    is_external || is_ours,
                    "{place}: a link to {dest_url} in\n{docs}"
                );
            }
            _ => {}
        }
    }
}

/// A doc test as the compiler sees it.
fn hidden_shown(code: &str) -> String {
    let lines = code
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_manifest_holds_what_it_always_holds() {
    for text in HOSTILE {
        let mut all = vec![json!({"package": "plain", "version": "0.1.0"}), json!({})];
        for key in [
            "package",
            "library",
            "version",
            "license",
            "repository",
            "homepage",
            "notice",
            "changelog",
            "examples",
            "env-prefix",
        ] {
            all.push(json!({key: text}));
        }
        all.push(json!({"keywords": [text], "categories": [text]}));
        for settings in all {
            let document = json!({
                "openapi": "3.0.3",
                "info": {"title": text, "version": text, "description": text},
                "x-rust": settings,
                "paths": {}
            });
            let Some(tree) = files(&document) else {
                continue;
            };
            let manifest: toml::Table = tree.get("Cargo.toml").unwrap().parse().unwrap();
            let keys = |table: &toml::Table| table.keys().cloned().collect::<Vec<_>>();
            assert_eq!(
                keys(&manifest),
                [
                    "dependencies",
                    "dev-dependencies",
                    "features",
                    "lib",
                    "package"
                ],
                "{settings}"
            );
            let package = manifest["package"].as_table().unwrap();
            let expected = [
                "autoexamples",
                "categories",
                "description",
                "documentation",
                "edition",
                "exclude",
                "homepage",
                "keywords",
                "license",
                "metadata",
                "name",
                "readme",
                "repository",
                "rust-version",
                "version",
            ];
            let metadata = package["metadata"].to_string();
            assert_eq!(metadata, "{ docs = { rs = { all-features = true } } }");
            assert!(
                keys(package).iter().all(|key| expected.contains(&&**key)),
                "{package:?}"
            );
            let library = manifest["lib"]["name"].as_str().unwrap();
            assert!(
                syn::parse_str::<syn::Ident>(library).is_ok(),
                "{library:?} is no library"
            );
            let name = package["name"].as_str().unwrap();
            let is_name = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            assert!(name.chars().all(is_name) && !name.is_empty(), "{name:?}");
        }
    }
}

/// The kinds of the items of a file, with their attributes and how many parts they have.
fn shape(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let mut shape = vec![attributes(&file.attrs)];
    shape.extend(file.items.iter().map(item_shape));
    shape
}

fn item_shape(item: &Item) -> String {
    match item {
        Item::Enum(it) => {
            let variants = it.variants.iter().map(|it| attributes(&it.attrs));
            format!(
                "{} enum {:?}",
                attributes(&it.attrs),
                variants.collect::<Vec<_>>()
            )
        }
        Item::Struct(it) => {
            let fields = it.fields.iter().map(|it| attributes(&it.attrs));
            format!(
                "{} struct {:?}",
                attributes(&it.attrs),
                fields.collect::<Vec<_>>()
            )
        }
        Item::Impl(it) => {
            let functions = it.items.iter().map(|it| match it {
                ImplItem::Fn(it) => {
                    format!("{} fn {}", attributes(&it.attrs), it.sig.inputs.len())
                }
                ImplItem::Const(it) => format!("{} const", attributes(&it.attrs)),
                ImplItem::Type(it) => format!("{} type", attributes(&it.attrs)),
                other => panic!("never made: {other:?}"),
            });
            format!(
                "{} impl {:?}",
                attributes(&it.attrs),
                functions.collect::<Vec<_>>()
            )
        }
        // A page of the guide, which is all docs.
        Item::Mod(it)
            if it
                .content
                .as_ref()
                .is_none_or(|(_, items)| items.is_empty()) =>
        {
            // Files have names in ASCII, so other modules have the path of theirs.
            let path = |it: &&Attribute| !it.path().is_ident("path");
            let attrs: Vec<Attribute> = it.attrs.iter().filter(path).cloned().collect();
            format!("{} mod", attributes(&attrs))
        }
        Item::Use(it) => format!("{} use", attributes(&it.attrs)),
        Item::Type(it) => format!("{} type", attributes(&it.attrs)),
        Item::Static(it) => format!("{} static", attributes(&it.attrs)),
        other => panic!("never made: {other:?}"),
    }
}

/// The names of the attributes, without docs.
fn attributes(attributes: &[Attribute]) -> String {
    let names = attributes
        .iter()
        .map(|it| it.path().require_ident().unwrap().to_string());
    names
        .filter(|name| name != "doc")
        .collect::<Vec<_>>()
        .join(",")
}

/// The code of a file without its docs, and with all literals alike: texts of the document stand in literals.
fn code(text: &str) -> String {
    let tokens: TokenStream = text.parse().unwrap();
    let mut code = String::new();
    write(tokens, &mut code);
    code
}

fn write(tokens: TokenStream, code: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                if is_doc(tokens.peek()) {
                    tokens.next();
                } else {
                    code.push('#');
                }
            }
            // Long lists have a comma at their end.
            TokenTree::Punct(sign) if sign.as_char() == ',' && tokens.peek().is_none() => {}
            TokenTree::Punct(sign) => code.push(sign.as_char()),
            TokenTree::Group(group) => {
                code.push('(');
                write(group.stream(), code);
                code.push(')');
            }
            TokenTree::Literal(_) => code.push_str(" literal"),
            TokenTree::Ident(ident) => {
                code.push(' ');
                code.push_str(&ident.to_string());
            }
        }
    }
}

fn is_doc(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc"))
}

/// The docs of every item, each as one text.
fn docs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        match line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
        {
            Some(docs) => {
                current.push_str(docs.strip_prefix(' ').unwrap_or(docs));
                current.push('\n');
            }
            None if current.is_empty() => {}
            None => found.push(std::mem::take(&mut current)),
        }
    }
    found.push(current);
    found
}
