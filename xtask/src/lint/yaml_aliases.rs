//! `yaml-alias`: values are repeated by `$ref`.

use super::Linter;
use crate::diagnostic::Rule;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for alias in &linter.tree.aliases {
        linter.report(
            Rule::YamlAlias,
            alias.clone(),
            "this YAML alias copies a value",
            "put it under `components`, and refer to it by `$ref`",
        );
    }
}
