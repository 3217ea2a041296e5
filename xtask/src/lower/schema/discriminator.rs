//! `discriminator`: the property whose string tells the members of a union apart.

use super::super::context::Context;
use super::super::pointer;
use crate::api::{Decoding, Member};
use crate::contract::{Discriminator, Located};
use crate::source::refs::{References, mapped};
use crate::source::{ObjectKind, objects};

impl Context<'_> {
    /// The values of a `discriminator` that its mapping gives; those of other members are found when all types are known.
    pub(super) fn discriminator(
        &mut self,
        discriminator: &Located<Discriminator>,
        members: &[Member],
    ) -> Decoding {
        let place = pointer::child(&discriminator.at.pointer, "mapping");
        let targets: Vec<String> = members
            .iter()
            .map(|member| {
                let pointer = &member.at.pointer;
                self.referred(pointer).unwrap_or_else(|| pointer.clone())
            })
            .collect();
        let entries = self.node(&place).and_then(|node| node.as_mapping());
        let mut mapping = Vec::new();
        for entry in entries.into_iter().flatten() {
            let Some(reference) = entry.value.as_str() else {
                continue;
            };
            let reference = mapped(reference);
            let target = pointer::from_fragment(&reference);
            let index = targets.iter().position(|it| target.as_ref() == Some(it));
            match index {
                Some(index) => mapping.push((entry.key.as_str().into(), index)),
                None => self.report_mapping(&place, &entry.key, &reference),
            }
        }
        Decoding::Discriminator {
            property: discriminator.value.property.clone(),
            mapping,
            absent: None,
            unknown: None,
        }
    }

    /// Reports a value that is mapped to no member.
    fn report_mapping(&mut self, mapping: &str, value: &str, reference: &str) {
        let tree = &self.document.tree;
        let at = self.value(&pointer::child(mapping, value));
        let target = pointer::from_fragment(reference);
        if target.is_some_and(|target| self.contract.schema_at(&target).is_some()) {
            return self.unsupported(
                at,
                format!(
                    "`{value}` is decoded as an unknown member: its schema is none of this union"
                ),
                "add the schema to the members of the union, or remove it here",
            );
        }
        let objects = objects(tree);
        let references = References::new(tree, &objects);
        if let Some(finding) = references.problem(ObjectKind::Schema, reference, at) {
            self.add(finding);
        }
    }
}
