//! Generates a module from each schema of the suite that OpenAPI can express, as the response of an operation. Its test
//! decodes and encodes each valid value.

mod groups;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use groups::{Group, groups};
use xtask::diagnostic::{Report, Sources};
use xtask::names::Ident;
use xtask::pipeline::{self, Options};
use xtask::render::{self, Root};

/// The schemas that say nothing of values of other types than the one that their keywords are about. Without a `type`
/// they are read as what documents mean with them: objects, arrays and strings.
const OF_ONE_TYPE: [&str; 17] = [
    "draft4_items_0",
    "draft4_properties_0",
    "draft2020_12_additional_properties_0",
    "draft2020_12_contains_0",
    "draft2020_12_contains_3",
    "draft2020_12_content_1",
    "draft2020_12_content_2",
    "draft2020_12_content_3",
    "draft2020_12_items_0",
    "draft2020_12_pattern_properties_0",
    "draft2020_12_prefix_items_0",
    "draft2020_12_properties_0",
    "draft2020_12_properties_5",
    "draft2020_12_property_names_0",
    "draft2020_12_required_0",
    "draft2020_12_required_4",
    "draft2020_12_unevaluated_properties_36",
];

/// The same inside of the value.
const OF_ONE_TYPE_INSIDE: [&str; 2] = ["draft2020_12_ref_0", "draft2020_12_ref_20"];

/// How the suite describes values of other types.
const OTHERS: [&str; 4] = [
    "ignores ",
    "non-arrays ",
    "not array ",
    "JavaScript pseudo-array ",
];

fn main() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    println!("cargo::rerun-if-changed={}", suite.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let all = groups(&suite);
    let modules: String = all.iter().map(|group| module(group, &out)).collect();
    fs::write(out.join("suite.rs"), modules).expect("OUT_DIR can be written");
}

/// The module of a schema, with the test of its values.
fn module(group: &Group, out: &Path) -> String {
    let name = group.name.as_str();
    let mut report = Report::default();
    let mut sources = Sources::new("suite.json", group.document.to_string());
    let model = pipeline::model(&mut sources, &Options::default(), &mut report);
    let Some(mut model) = model else {
        let findings: Vec<String> = report
            .into_sorted()
            .into_iter()
            .map(|it| it.message)
            .collect();
        panic!("{name}: {}", findings.join("; "));
    };
    model.api.settings.library = "json_schema".to_owned();
    let root = Root(vec![Ident::escape(name)]);
    let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
    let folder = out.join(name);
    example_tests::write_module(&tree, &folder);
    let mut requests = model.surface.requests();
    let ty = &requests
        .next()
        .expect("the document has an operation")
        .response;
    let mut calls = String::new();
    for (description, value, _) in group.values.iter().filter(|(_, _, valid)| *valid) {
        let is_other = OTHERS.iter().any(|it| description.starts_with(it));
        let function =
            match OF_ONE_TYPE.contains(&name) && is_other || OF_ONE_TYPE_INSIDE.contains(&name) {
                true => "refused",
                false => "kept",
            };
        let place = format!("{}: {description}", group.description);
        let value = value.to_string();
        writeln!(
            calls,
            "            crate::{function}::<{ty}>({place:?}, {value:?});"
        )
        .expect("a String takes everything");
    }
    let tests = format!(
        "    #[cfg(test)]\n    mod tests {{\n        \
             #[allow(unused_imports)]\n        use super::{{runtime::*, types}};\n        \
             #[allow(unused_imports)]\n        use std::collections::BTreeMap;\n        \
             #[test]\n        fn valid_values_are_kept() {{\n{calls}        }}\n    \
         }}\n"
    );
    example_tests::declaration(name, &folder, &tests)
}
