//! Discriminators: whether every value has the property that tells the members of a union apart.

use super::composition::{parts, property, requires};
use super::{Checker, follow};
use crate::diagnostic::phrase::list;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Object, ObjectKind, pointer};

/// How many members a finding names.
const MANY: usize = 4;

/// OpenAPI 3.0, Discriminator Object: the property must be there and be required, in every member.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    for schema in checker.each(ObjectKind::Schema) {
        let Some(name) = schema
            .node
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("propertyName")?.as_str())
        else {
            continue;
        };
        without_effect(checker, schema);
        no_text(checker, schema, name);
        let lacking = lacking(checker, schema, name);
        if lacking.is_empty() {
            continue;
        }
        let at = pointer::join(&schema.pointer, &["discriminator", "propertyName"]);
        let verb = if lacking.len() == 1 { "does" } else { "do" };
        let names = match lacking.len() {
            count if count > MANY => format!("{count} members of this union"),
            _ => list(lacking.iter().map(|(_, title)| title.as_str())),
        };
        let mut finding = Diagnostic::new(
            Code::DiscriminatorProperty,
            checker.tree.value(&at),
            format!("{names} {verb} not require `{name}`, which tells the members apart"),
        );
        for (place, title) in lacking.iter().take(MANY) {
            finding = finding.related(checker.tree.key(place), format!("`{title}`"));
        }
        checker.add(finding.help(format!(
            "describe `{name}` under `properties` of each member, and list it in `required`"
        )));
    }
}

/// OpenAPI has schemas that are extended by others through `allOf` stand for these too. Which ones a value may be is only
/// known where they are listed.
fn without_effect(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let own = parts(checker.tree, &schema.pointer, schema.node);
    if own
        .iter()
        .any(|(_, part)| part.get("oneOf").is_some() || part.get("anyOf").is_some())
    {
        return;
    }
    let extends = |other: &&Object<'_>| {
        let members = other.node.get("allOf").and_then(Node::as_sequence);
        members.unwrap_or_default().iter().any(|member| {
            let reference = member.get("$ref").and_then(Node::as_str);
            reference.and_then(pointer::from_fragment).as_ref() == Some(&schema.pointer)
        })
    };
    let extending: Vec<String> = checker
        .each(ObjectKind::Schema)
        .filter(extends)
        .map(|other| format!("{{$ref: '#{}'}}", other.pointer))
        .take(MANY)
        .collect();
    let members = match extending.is_empty() {
        true => "…".to_owned(),
        false => extending.join(", "),
    };
    let at = checker.keyword(&schema.pointer, "discriminator");
    let finding = Diagnostic::new(
        Code::Unsupported,
        at,
        "`discriminator` without `oneOf` has no effect here",
    );
    checker.add(finding.help(format!(
        "write `oneOf: [{members}]` where either may come, with the `discriminator` beside it"
    )));
}

/// The members whose property is no text, and so has no value that a mapping could name.
fn no_text(checker: &mut Checker<'_, '_>, schema: &Object<'_>, name: &str) {
    for (at, member) in members(schema) {
        let Some((at, member)) = follow(checker.tree, &at, member) else {
            continue;
        };
        let parts = parts(checker.tree, &at, member);
        let Some((_, property)) =
            property(&parts, name).and_then(|property| follow(checker.tree, "", property))
        else {
            continue;
        };
        let Some(ty) = property.get("type").and_then(Node::as_str) else {
            continue;
        };
        if ty == "string" {
            continue;
        }
        let place = pointer::join(&schema.pointer, &["discriminator", "propertyName"]);
        let finding = Diagnostic::new(
            Code::DiscriminatorProperty,
            checker.tree.value(&place),
            format!(
                "`{name}` is `type: {ty}` in `{}`, and only a text tells members apart",
                title(&at)
            ),
        )
        .related(checker.tree.key(&at), format!("`{}`", title(&at)));
        checker.add(finding.help(format!("give `{name}` the type `string` in each member")));
    }
}

/// The members that may come without the property, each with a name; the schema itself if it has no members.
fn lacking(checker: &Checker<'_, '_>, schema: &Object<'_>, name: &str) -> Vec<(String, String)> {
    let own = parts(checker.tree, &schema.pointer, schema.node);
    if requires(&own, name) && property(&own, name).is_some() {
        return Vec::new();
    }
    let members = members(schema);
    if members.is_empty() {
        return vec![(schema.pointer.clone(), title(&schema.pointer))];
    }
    members
        .iter()
        .filter_map(|(at, member)| {
            let (at, member) = follow(checker.tree, at, member)?;
            let parts = parts(checker.tree, &at, member);
            // A union in a union has members of its own.
            let nested = parts
                .iter()
                .any(|(_, part)| part.get("oneOf").is_some() || part.get("anyOf").is_some());
            let requires = requires(&parts, name) || requires(&own, name);
            let describes = property(&parts, name).is_some() || property(&own, name).is_some();
            (!(nested || requires && describes)).then(|| (at.clone(), title(&at)))
        })
        .collect()
}

/// The members of a union, each with its pointer.
fn members<'a>(schema: &Object<'a>) -> Vec<(String, &'a Node)> {
    ["oneOf", "anyOf"]
        .iter()
        .flat_map(|keyword| {
            let members = schema.node.get(keyword).and_then(Node::as_sequence);
            let place = |index| pointer::item(&schema.pointer, keyword, index);
            members
                .unwrap_or_default()
                .iter()
                .enumerate()
                .map(move |(index, member)| (place(index), member))
        })
        .collect()
}

/// What to call a schema: by its name, or by the key under which it stands.
fn title(pointer: &str) -> String {
    pointer::keys(pointer)
        .into_iter()
        .rev()
        .find(|key| key.parse::<usize>().is_err())
        .unwrap_or_default()
}
