//! What is known in one file only.

use std::collections::BTreeSet;

use codegen_tests::read;
use syn::visit::{self, Visit};

use crate::source::outside_of_tests;

const FORMATS: &str = "xtask/src/source/format/mod.rs";

/// A keyword of OpenAPI too.
const URL: &str = "url";

/// Where a word that is the name of a format is something else.
const OTHER_MEANINGS: &[(&str, &[&str])] = &[
    // What the names of several formats start with.
    ("xtask/src/lint/promised_types.rs", &["uri"]),
    (
        "xtask/src/source/keywords/tables.rs",
        &["email", "password"],
    ),
    // A tag of YAML.
    ("xtask/src/source/tree/yaml.rs", &["float"]),
    // The argument of a setter.
    ("xtask/src/surface/credentials.rs", &["password"]),
];

/// Keywords that are understood in one folder, with the files that name them for another reason.
const KEYWORDS: &[(&str, &str, &[&str])] = &[
    (
        "allOf",
        "xtask/src/contract/read/schema/",
        &[
            // Which keywords there are.
            "xtask/src/source/keywords/tables.rs",
            // What OpenAPI 3.1 writes otherwise.
            "xtask/src/source/respell/conditions.rs",
            "xtask/src/source/respell/schema.rs",
            "xtask/src/source/respell/types.rs",
            // Findings about the keyword itself, and whether it is there.
            "xtask/src/check/all_of.rs",
            "xtask/src/check/discriminator.rs",
            "xtask/src/check/unused.rs",
            "xtask/src/lint/descriptions.rs",
            "xtask/src/lint/property_types.rs",
            "xtask/src/lower/schema/union.rs",
            // The description of a type is that of its last member.
            "xtask/src/lower/schema/mod.rs",
            // Names made from JSON pointers.
            "xtask/src/diff/wire/subject.rs",
            "xtask/src/lower/type_names.rs",
        ],
    ),
    (
        "nullable",
        "xtask/src/contract/read/schema/",
        &[
            "xtask/src/check/schema_values.rs",
            // Where it is written, whatever it means.
            "xtask/src/lint/nullable.rs",
            "xtask/src/source/keywords/tables.rs",
            // What OpenAPI 3.1 writes otherwise.
            "xtask/src/source/keywords/newer.rs",
            "xtask/src/source/keywords/values.rs",
            "xtask/src/source/respell/types.rs",
        ],
    ),
];

/// The names of formats: what the rows of their table start with.
struct Names(BTreeSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Some(syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(name),
            ..
        })) = call.args.first()
        {
            self.0.insert(name.value());
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        if let syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(name),
            ..
        }) = &*item.expr
        {
            self.0.insert(name.value());
        }
    }
}

#[test]
fn only_one_file_names_formats() {
    let mut names = Names(BTreeSet::new());
    names.visit_file(&syn::parse_file(&read(FORMATS)).unwrap());
    assert!(names.0.len() > 40 && names.0.remove(URL), "{:?}", names.0);
    let mut violations = Vec::new();
    for source in outside_of_tests() {
        if source.path == FORMATS {
            continue;
        }
        let allowed = OTHER_MEANINGS.iter().find(|(path, _)| *path == source.path);
        let allowed: BTreeSet<&str> = allowed
            .map_or(&[][..], |(_, words)| words)
            .iter()
            .copied()
            .collect();
        let found: BTreeSet<&str> = names
            .0
            .iter()
            .map(String::as_str)
            .filter(|name| source.facts.strings.contains(*name))
            .collect();
        if found != allowed {
            violations.push(format!(
                "{}: {found:?}, and allowed are {allowed:?}",
                source.path
            ));
        }
    }
    assert!(violations.is_empty(), "ask {FORMATS}: {violations:#?}");
}

#[test]
fn keywords_of_schemas_are_understood_in_one_folder() {
    for (keyword, home, others) in KEYWORDS {
        let sources = outside_of_tests();
        let naming: BTreeSet<&str> = sources
            .iter()
            .filter(|source| source.facts.strings.contains(*keyword))
            .map(|source| source.path.as_str())
            .collect();
        assert!(
            naming.iter().any(|path| path.starts_with(home)),
            "{keyword}"
        );
        let elsewhere: BTreeSet<&str> = naming
            .into_iter()
            .filter(|path| !path.starts_with(home))
            .collect();
        let allowed: BTreeSet<&str> = others.iter().copied().collect();
        assert_eq!(
            elsewhere, allowed,
            "`{keyword}` is understood in {home}: use the contract"
        );
    }
}
