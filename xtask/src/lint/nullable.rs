//! `nullable-type`: `nullable` is beside `type`.

use super::Linter;
use crate::diagnostic::Rule;
use crate::source::{ObjectKind, Version, is_true};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    if linter.version == Version::V31 {
        return;
    }
    for schema in linter.each(ObjectKind::Schema) {
        let is_nullable = schema.node.get("nullable").is_some_and(is_true);
        if is_nullable && schema.node.get("type").is_none() {
            linter.report(
                Rule::NullableType,
                linter.keyword(&schema.pointer, "nullable"),
                "`nullable` has no meaning in OpenAPI 3.0.3 without `type` beside it",
                "add the `type`, also beside `allOf`, `oneOf` or `anyOf`",
            );
        }
    }
}
