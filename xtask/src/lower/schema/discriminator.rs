//! `discriminator`: the property whose string tells the members of a union apart.

use super::super::context::{Context, mapping_keys};
use super::super::pointer;
use super::super::reference::SCHEMAS;
use crate::api::{Decoding, Member};
use crate::contract::{Discriminator, Located};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::nearest;

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
            // A mapping has references or, as OpenAPI allows as well, bare names of schemas.
            let reference = match reference.contains(['#', '/']) {
                true => reference.to_owned(),
                false => format!("#/components/schemas/{reference}"),
            };
            let target = pointer::from_fragment(&reference);
            let index = targets.iter().position(|it| target.as_ref() == Some(it));
            match index {
                Some(index) => mapping.push((entry.key.clone(), index)),
                None => self.report_mapping(&place, &entry.key, &reference),
            }
        }
        Decoding::Discriminator {
            property: discriminator.value.property.clone(),
            mapping,
        }
    }

    /// Reports a value that is mapped to no member.
    fn report_mapping(&mut self, mapping: &str, value: &str, reference: &str) {
        let at = self.value(&pointer::child(mapping, value));
        if self.find_schema(reference).is_ok() {
            return self.unsupported(
                at,
                format!(
                    "`{value}` is decoded as an unknown member: its schema is none of this union"
                ),
                "add the schema to the members of the union, or remove it here",
            );
        }
        let (message, help) = if reference.starts_with('#') {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let known = self.node(SCHEMAS).map(mapping_keys).unwrap_or_default();
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean `#{SCHEMAS}/{near}`?"),
                None => "refer to a member of this union".to_owned(),
            };
            (format!("`{reference}` does not exist"), help)
        } else {
            let help = "copy what it refers to into this document, as under `components/schemas`";
            (
                format!("`{reference}` is in another document"),
                help.to_owned(),
            )
        };
        self.add(Diagnostic::new(Code::InvalidRef, at, message).help(help));
    }
}
