//! A test of the module `examples` of a crate: each function returns the example that it is named after.

use std::fmt::Write as _;

use xtask::pipeline::Model;

use super::{gate, literal};

/// The test, for a crate that is found at `root` and has its feature `examples`.
pub fn example_values(model: &Model, root: &str) -> String {
    let mut checks = String::new();
    let requests = model.surface.requests();
    for item in requests {
        let operations = &mut model.api.operations.iter();
        let Some(operation) = operations.find(|it| it.id == item.operation) else {
            continue;
        };
        for example in operation.success_examples() {
            let key = (operation.id.clone(), example.name.to_owned());
            let function = &model.names.examples[&key];
            writeln!(
                checks,
                "{}{{\n    let value = {root}::examples::{}::{function}().expect({name});\n    \
                 support::is({name}, &value, {});\n}}",
                gate(item.unconfirmed),
                item.name.group.module,
                literal(&example.value.to_string()),
                name = literal(&format!("{} {}", operation.id, example.name)),
            )
            .expect("a String takes everything");
        }
    }
    format!("#[test]\nfn example_values() {{\n{checks}}}\n")
}
