//! `$ref`: from a reference to the object that it refers to. References to nothing are reported by the check of all
//! references.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{
    Components, Example, Parameter, PathItem, ReferenceOr, RequestBody, Response, SecurityScheme,
};
use serde::de::DeserializeOwned;

use super::context::Context;
use super::pointer;
use crate::contract::{Schema, Unresolved};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Cursor, ObjectKind};

type Section<T> = IndexMap<String, ReferenceOr<T>>;

/// A kind of object that openapiv3 reads, and that references refer to.
pub(super) trait Referable: Clone + DeserializeOwned {
    const KIND: ObjectKind;

    /// The components of this kind.
    fn components(components: &Components) -> Option<&Section<Self>>;
}

impl<'a> Context<'a> {
    /// The object itself with its pointer, through references; `None` if they do not lead to one.
    pub(super) fn resolve<'x, T: Referable>(
        &self,
        holder: &str,
        item: &'x ReferenceOr<T>,
    ) -> Option<(String, Cow<'x, T>)>
    where
        'a: 'x,
    {
        if let ReferenceOr::Item(object) = item {
            return Some((holder.to_owned(), Cow::Borrowed(object)));
        }
        let place = Cursor::at(&self.document.tree, holder)?.resolved()?;
        let object = match self.component_object(&place.pointer) {
            Some(object) => Cow::Borrowed(object),
            // Objects that are not components have no name in openapiv3.
            None => Cow::Owned(serde_json::from_value(place.node.to_json()).ok()?),
        };
        Some((place.pointer, object))
    }

    /// The description of the object at a location, or of what it refers to.
    pub(super) fn description(&self, holder: &str) -> Option<String> {
        let description = Cursor::at(&self.document.tree, holder)?.description()?;
        description.value.as_str().map(str::to_owned)
    }

    fn component_object<T: Referable>(&self, pointer: &str) -> Option<&'a T> {
        let keys = pointer::keys(pointer);
        let [components, section, name] = keys.as_slice() else {
            return None;
        };
        let all = self.document.openapi.components.as_ref();
        let is_of_kind = components == "components" && section == T::KIND.section();
        match T::components(all.filter(|_| is_of_kind)?)?.get(name)? {
            ReferenceOr::Item(object) => Some(object),
            ReferenceOr::Reference { .. } => None,
        }
    }

    /// The pointer of the schema that the reference at a location leads to, if there is one.
    pub(super) fn referred(&self, place: &str) -> Option<String> {
        pointer::from_fragment(self.node(place)?.get("$ref")?.as_str()?)
    }

    /// Reports the references in a schema that could not be followed.
    pub(super) fn report_unresolved(&mut self, schema: &Schema) {
        for unresolved in &schema.unresolved {
            let holder = &unresolved.at.pointer;
            match unresolved.value {
                Unresolved::TooDeep => self.too_deep(holder),
                Unresolved::Cycle => {
                    let at = self.value(&pointer::child(holder, "$ref"));
                    let mut finding = Diagnostic::new(
                        Code::InvalidRef,
                        at,
                        "this reference leads back to itself: it is read as any value",
                    )
                    .help("break the cycle: write a schema in one of these places");
                    if let Some(target) = self.referred(holder) {
                        finding = finding.related(self.key(&target), "this leads back to it");
                    }
                    self.add(finding);
                }
            }
        }
    }

    /// Reports a reference at the end of a chain of them that is longer than any real one.
    pub(super) fn too_deep(&mut self, holder: &str) {
        let at = self.value(&pointer::child(holder, "$ref"));
        let message =
            "too many references lead here one through the other: it is read as any value";
        let finding = Diagnostic::new(Code::TooDeep, at, message);
        let help = "refer to what is meant itself";
        self.add_as(Severity::Warning, finding.help(help));
    }
}

macro_rules! referable {
    ($($kind:ident: $components:expr;)+) => {
        $(impl Referable for $kind {
            const KIND: ObjectKind = ObjectKind::$kind;

            fn components(components: &Components) -> Option<&Section<Self>> {
                let section: fn(&Components) -> Option<&Section<Self>> = $components;
                section(components)
            }
        })+
    };
}

referable! {
    Parameter: |all| Some(&all.parameters);
    Response: |all| Some(&all.responses);
    RequestBody: |all| Some(&all.request_bodies);
    Example: |all| Some(&all.examples);
    SecurityScheme: |all| Some(&all.security_schemes);
    PathItem: |_| None;
}
