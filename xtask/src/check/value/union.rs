//! `oneOf` and `anyOf`: a value fits one of the members at least.

use super::super::follow;
use super::{Around, Mismatch, Path, Schema, Validator, Value};
use crate::source::refs::mapped;
use crate::source::{Node, NodeKind, Scalar, pointer};

impl<'a> Validator<'a> {
    pub(super) fn union(
        &mut self,
        schema: Schema<'_, 'a>,
        keyword: &'static str,
        value: Value<'_, 'a>,
        around: &Around<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let members = schema.members(keyword);
        if members.is_empty() {
            return;
        }
        let list = schema.key(keyword);
        let meant = self.by_discriminator(schema, members, value);
        for (index, member) in members.iter().enumerate() {
            if meant.is_none_or(|meant| meant == index) {
                let path = Path::Index(&list, index);
                if self.fits(Schema::new(member, &path), value, Some(around)) {
                    return;
                }
            }
        }
        // With one candidate, what is wrong with the value is what is wrong with it there.
        let before = found.len();
        if !self.probing
            && let Some(index) = meant.or_else(|| self.by_type(schema, members, value))
            && let Some(member) = members.get(index)
        {
            let path = Path::Index(&list, index);
            self.value(Schema::new(member, &path), value, Some(around), found);
        }
        if found.len() == before {
            let message = match members.len() {
                1 => format!(
                    "{} does not fit the only member of `{keyword}`",
                    self.name(value)
                ),
                count => format!(
                    "{} fits none of the {count} members of `{keyword}`",
                    self.name(value)
                ),
            };
            found.push(self.mismatch(value, schema, keyword, message));
        }
    }

    /// The member that the discriminator says is meant.
    fn by_discriminator(
        &self,
        schema: Schema<'_, 'a>,
        members: &[Node],
        value: Value<'_, 'a>,
    ) -> Option<usize> {
        let discriminator = schema.node.get("discriminator")?;
        let name = discriminator.get("propertyName")?.as_str()?;
        let text = value.node.get(name)?.as_str()?;
        let reference = discriminator
            .get("mapping")
            .and_then(|mapping| mapping.get(text)?.as_str())
            .unwrap_or(text);
        let target = pointer::from_fragment(&mapped(reference))?;
        members.iter().position(|member| {
            let reference = member.get("$ref").and_then(Node::as_str);
            reference.and_then(pointer::from_fragment).as_ref() == Some(&target)
        })
    }

    /// The only member that has the type of a value.
    fn by_type(
        &self,
        schema: Schema<'_, 'a>,
        members: &[Node],
        value: Value<'_, 'a>,
    ) -> Option<usize> {
        let mut candidates = members.iter().enumerate().filter(|(_, member)| {
            let member = follow(self.tree, &schema.pointer(), member).map(|(_, member)| member);
            let name = member.and_then(|member| member.get("type")?.as_str());
            name.is_none_or(|name| json_type(value.node, name))
        });
        let (index, _) = candidates.next()?;
        candidates.next().is_none().then_some(index)
    }
}

/// Whether a value is of a type, roughly: it is about which member was meant.
fn json_type(node: &Node, name: &str) -> bool {
    match &node.kind {
        NodeKind::Mapping(_) => name == "object",
        NodeKind::Sequence(_) => name == "array",
        NodeKind::Scalar(Scalar::String(_)) => name == "string",
        NodeKind::Scalar(Scalar::Bool(_)) => name == "boolean",
        NodeKind::Scalar(Scalar::Number(_)) => matches!(name, "number" | "integer"),
        NodeKind::Scalar(Scalar::Null) => false,
    }
}
