//! Discriminators: whether every value has the property that tells the members of a union apart.

use std::collections::BTreeSet;

use super::Checker;
use crate::contract::{Facets, Property};
use crate::diagnostic::phrase::list;
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::{Cursor, JsonType, Node, Object, ObjectKind, pointer};

/// How many members a finding names.
const MANY: usize = 4;

/// OpenAPI 3.0, Discriminator Object: the property must be there and be required, in every member.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let extended = extended(checker);
    for schema in checker.each(ObjectKind::Schema) {
        let Some(name) = schema
            .node
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("propertyName")?.as_str())
        else {
            continue;
        };
        without_effect(checker, schema, &extended);
        no_string(checker, schema, name);
        let lacking = lacking(checker, schema, name);
        if lacking.is_empty() {
            continue;
        }
        let place = pointer::join(&schema.pointer, &["discriminator", "propertyName"]);
        let verb = if lacking.len() == 1 { "does" } else { "do" };
        let names = match lacking.len() {
            count if count > MANY => format!("{count} members of this union"),
            _ => list(lacking.iter().map(|(_, title)| title.as_str())),
        };
        let mut finding = Diagnostic::new(
            Code::DiscriminatorProperty,
            checker.tree.value(&place),
            format!("{names} {verb} not require `{name}`, which tells the members apart"),
        );
        for (place, title) in lacking.iter().take(MANY) {
            finding = finding.related(place.clone(), format!("`{title}`"));
        }
        checker.add(finding.help(format!(
            "describe `{name}` under `properties` of each member, and list it in `required`"
        )));
    }
}

/// The schemas that others extend through `allOf`, by pointer.
fn extended(checker: &Checker<'_, '_>) -> BTreeSet<String> {
    let all = checker.each(ObjectKind::Schema).flat_map(|schema| {
        let members = schema.node.get("allOf").and_then(Node::as_sequence);
        members.unwrap_or_default()
    });
    let references = all.filter_map(|member| member.get("$ref")?.as_str());
    references.filter_map(pointer::from_fragment).collect()
}

/// A schema with a `discriminator` is a base of the schemas that extend it through `allOf`, and of those of its mapping;
/// without any, its discriminator has no effect.
fn without_effect(checker: &mut Checker<'_, '_>, schema: &Object<'_>, extended: &BTreeSet<String>) {
    let is_union = ["oneOf", "anyOf"]
        .iter()
        .any(|keyword| schema.node.get(keyword).is_some());
    if is_union
        || checker
            .contract
            .schema_of(&schema.pointer)
            .is_some_and(|own| own.alternatives.is_some())
    {
        return;
    }
    let is_component = pointer::component_schema(&schema.pointer).is_some();
    let mapping = pointer::join(&schema.pointer, &["discriminator", "mapping"]);
    let is_mapped = checker.tree.get(&mapping).is_some();
    if is_component && (is_mapped || extended.contains(&schema.pointer)) {
        return;
    }
    let at = checker.keyword(&schema.pointer, "discriminator");
    let finding = Diagnostic::new(
        Code::NoEffect,
        at,
        "`discriminator` without `oneOf` has no effect here",
    );
    checker.add(
        finding
            .help("write `oneOf: […]` where several may come, with the `discriminator` beside it"),
    );
}

/// The members whose property is not a string, and so has no value that a mapping could name.
fn no_string(checker: &mut Checker<'_, '_>, schema: &Object<'_>, name: &str) {
    for (member, facets) in members(checker, schema) {
        let property = property(facets, name).and_then(|it| checker.contract.schema(it.schema));
        let facets = property.map(|property| &property.facets);
        let Some(ty) = facets
            .filter(|facets| facets.types_at.is_some())
            .and_then(|facets| JsonType::only(&facets.types))
            .filter(|ty| *ty != JsonType::String)
        else {
            continue;
        };
        let title = title(&member.pointer);
        let place = pointer::join(&schema.pointer, &["discriminator", "propertyName"]);
        let finding = Diagnostic::new(
            Code::DiscriminatorProperty,
            checker.tree.value(&place),
            format!(
                "`{name}` is `type: {}` in `{title}`, and only a string tells members apart",
                ty.as_str()
            ),
        )
        .related(member.anchor(), format!("`{title}`"));
        checker.add(finding.help(format!("give `{name}` the type `string` in each member")));
    }
}

/// The members that may lack the property, each with a name; the schema itself if it has no members.
fn lacking<'a>(
    checker: &Checker<'a, '_>,
    schema: &Object<'a>,
    name: &str,
) -> Vec<(Anchor, String)> {
    let Some(own) = checker.contract.schema_of(&schema.pointer) else {
        return Vec::new();
    };
    let requires = |facets: &Facets| facets.required.contains_key(name);
    let describes = |facets: &Facets| property(facets, name).is_some();
    if requires(&own.facets) && describes(&own.facets) {
        return Vec::new();
    }
    let members = members(checker, schema);
    if members.is_empty() {
        return vec![(checker.tree.key(&schema.pointer), title(&schema.pointer))];
    }
    let lacks = |facets: &Facets| {
        !(requires(facets) || requires(&own.facets))
            || !(describes(facets) || describes(&own.facets))
    };
    members
        .into_iter()
        // A union in a union has members of its own.
        .filter(|(member, facets)| !is_union(checker, member) && lacks(facets))
        .map(|(member, _)| (member.anchor(), title(&member.pointer)))
        .collect()
}

/// The members of a union, through references.
fn members<'a>(checker: &Checker<'a, '_>, schema: &Object<'a>) -> Vec<(Cursor<'a>, &'a Facets)> {
    let schema = Cursor::at(checker.tree, &schema.pointer);
    let keywords = ["oneOf", "anyOf"].iter();
    let members = keywords.filter_map(|keyword| Some(schema.as_ref()?.child(keyword)?.items()));
    members
        .flatten()
        .filter_map(Cursor::resolved)
        .filter_map(|member| {
            let facets = &checker.contract.schema_of(&member.pointer)?.facets;
            Some((member, facets))
        })
        .collect()
}

fn is_union(checker: &Checker<'_, '_>, member: &Cursor<'_>) -> bool {
    checker
        .contract
        .schema_of(&member.pointer)
        .is_some_and(|member| member.alternatives.is_some())
}

fn property<'a>(facets: &'a Facets, name: &str) -> Option<&'a Property> {
    facets
        .properties
        .iter()
        .find(|property| property.name == name)
}

/// The name of a schema in messages: its own, or its key.
fn title(pointer: &str) -> String {
    pointer::keys(pointer)
        .into_iter()
        .rev()
        .find(|key| key.parse::<usize>().is_err())
        .unwrap_or_default()
}
