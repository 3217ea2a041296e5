//! Names on the wire: `property-name`, `parameter-name`.

use std::collections::BTreeMap;

use super::convention::Convention;
use super::{Linter, also_in};
use crate::diagnostic::{Anchor, Diagnostic, Rule};
use crate::source::{Object, ObjectKind, pointer};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let properties = linter.properties().map(|(pointer, entry)| {
        let at = linter.tree.key(&pointer);
        (pointer, at, entry.key.as_str())
    });
    let properties = properties.collect();
    let parameters = linter.each(ObjectKind::Parameter).filter_map(|parameter| {
        let at = linter
            .tree
            .value(&pointer::child(&parameter.pointer, "name"));
        Some((parameter.pointer.clone(), at, free_name(parameter)?))
    });
    let parameters = parameters.collect();
    report_style(linter, Rule::PropertyName, "properties", properties);
    report_style(linter, Rule::ParameterName, "parameters", parameters);
}

/// The name of a parameter, unless it is a header or a cookie: their style is the convention of HTTP.
fn free_name<'a>(parameter: &'a Object<'a>) -> Option<&'a str> {
    let location = parameter.node.get("in")?.as_str()?;
    let name = parameter.node.get("name")?.as_str()?;
    matches!(location, "query" | "path").then_some(name)
}

/// Reports the names in another style than most, each name once.
fn report_style(
    linter: &mut Linter<'_, '_>,
    rule: Rule,
    others: &str,
    uses: Vec<(String, Anchor, &str)>,
) {
    let mut by_name: BTreeMap<&str, Vec<(String, Anchor)>> = BTreeMap::new();
    for (pointer, at, name) in uses {
        by_name.entry(name).or_default().push((pointer, at));
    }
    let Some(convention) = Convention::of(by_name.keys().copied()) else {
        return;
    };
    for (name, mut uses) in by_name {
        let Some(message) = convention.message(name, others) else {
            continue;
        };
        uses.retain(|(pointer, _)| !linter.is_excepted(rule, pointer));
        let [(_, first), more @ ..] = uses.as_slice() else {
            continue;
        };
        let message = message + &also_in(more.len());
        let mut finding = Diagnostic::new(rule, first.clone(), message).help(format!(
            "check whether the API spells it `{}`; if not, add `x-lint-except`",
            convention.style.write(name)
        ));
        if let Some((pointer, _)) = more.first() {
            finding = finding.related(linter.tree.key(pointer), "also here");
        }
        linter.add(finding);
    }
}
