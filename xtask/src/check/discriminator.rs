//! Discriminators: whether every value has the property that tells the members of a union apart.

use super::composition::{parts, property, requires};
use super::{Checker, follow, list};
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

/// The members that may come without the property, each with a name; the schema itself if it has no members.
fn lacking(checker: &Checker<'_, '_>, schema: &Object<'_>, name: &str) -> Vec<(String, String)> {
    let own = parts(checker.tree, &schema.pointer, schema.node);
    if requires(&own, name) && property(&own, name).is_some() {
        return Vec::new();
    }
    let members: Vec<(String, &Node)> = ["oneOf", "anyOf"]
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
        .collect();
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

/// What to call a schema: by its name, or by the key under which it stands.
fn title(pointer: &str) -> String {
    pointer::keys(pointer)
        .into_iter()
        .rev()
        .find(|key| key.parse::<usize>().is_err())
        .unwrap_or_default()
}
