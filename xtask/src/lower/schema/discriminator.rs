//! `discriminator`: the property whose text tells the members of a union apart.

use openapiv3::Schema;

use super::super::context::Context;
use super::super::keywords::SchemaRef;
use super::super::pointer;
use super::all_of::Leaf;
use super::union::Alternative;
use crate::api::Decoding;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::nearest;

impl<'a> Context<'a> {
    /// The values of a `discriminator` that its mapping gives; those of other members are found when all types are known.
    pub(super) fn discriminator(
        &mut self,
        union: &Leaf<'a>,
        alternatives: &[Alternative<'a>],
    ) -> Option<Decoding> {
        let discriminator = union.keywords.data.discriminator.as_ref()?;
        let targets: Vec<String> = alternatives
            .iter()
            .map(|alternative| match alternative.schema {
                SchemaRef::Reference(reference) => {
                    pointer::from_fragment(reference).unwrap_or_default()
                }
                SchemaRef::Schema(_) => alternative.pointer.clone(),
            })
            .collect();
        let mut mapping = Vec::new();
        for (value, reference) in &discriminator.mapping {
            let at = pointer::join(&union.pointer, &["discriminator", "mapping", value]);
            // A mapping has references or, as OpenAPI allows as well, bare names of schemas.
            let reference = if reference.contains(['#', '/']) {
                reference.clone()
            } else {
                format!("#/components/schemas/{reference}")
            };
            let target = pointer::from_fragment(&reference);
            if let Some(index) = targets
                .iter()
                .position(|other| target.as_ref() == Some(other))
            {
                mapping.push((value.clone(), index));
            } else if self.peek::<Schema>(&reference).is_some() {
                let at = self.value(&at);
                self.unsupported(
                    at,
                    format!("`{value}` is decoded as an unknown member: its schema is none of this union"),
                    "add the schema to the members of the union, or remove it here",
                );
            } else {
                let at = self.value(&at);
                if !reference.starts_with('#') {
                    self.add(
                        Diagnostic::new(
                            Code::InvalidRef,
                            at,
                            format!("`{reference}` is in another document"),
                        )
                        .help("copy what it refers to into this document, as under `components/schemas`"),
                    );
                    continue;
                }
                let name = reference.rsplit('/').next().unwrap_or_default();
                let known = self
                    .document
                    .openapi
                    .components
                    .iter()
                    .flat_map(|components| components.schemas.keys());
                let near = nearest(name, known.map(String::as_str))
                    .map(|near| format!("did you mean `#/components/schemas/{near}`?"));
                self.add(
                    Diagnostic::new(
                        Code::InvalidRef,
                        at,
                        format!("`{reference}` does not exist"),
                    )
                    .help(near.unwrap_or_else(|| "refer to a member of this union".to_owned())),
                );
            }
        }
        Some(Decoding::Discriminator {
            property: discriminator.property_name.clone(),
            mapping,
        })
    }
}
