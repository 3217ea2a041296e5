//! `$ref`: from the text of a reference to what it refers to.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{
    Components, Example, Parameter, PathItem, ReferenceOr, RequestBody, Response, SecurityScheme,
};
use serde::de::DeserializeOwned;

use super::context::{Context, mapping_keys};
use super::pointer;
use crate::contract::{Schema, Unresolved};
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::{nearest, without_homoglyphs};

/// Where the component schemas are.
pub(super) const SCHEMAS: &str = "/components/schemas";

/// A kind of object that references lead to.
pub(super) struct Kind {
    /// The key under `components`.
    section: &'static str,
    /// What to call it.
    noun: &'static str,
}

const SCHEMA: Kind = Kind {
    section: "schemas",
    noun: "a schema",
};

/// A kind of object that openapiv3 reads, and that references lead to.
pub(super) trait Referable: Clone + DeserializeOwned {
    const KIND: Kind;

    /// The components of this kind.
    fn components(components: &Components) -> Option<&IndexMap<String, ReferenceOr<Self>>>;

    /// Whether the location outside of `components` is one of such an object.
    fn stands_at(keys: &[&str]) -> bool;
}

impl<'a> Context<'a> {
    /// Follows references to the object itself, with its pointer. What is wrong with them is reported.
    pub(super) fn resolve<'x, T: Referable>(
        &mut self,
        holder: &str,
        item: &'x ReferenceOr<T>,
    ) -> Option<(String, Cow<'x, T>)>
    where
        'a: 'x,
    {
        let mut holder = holder.to_owned();
        let mut item = Cow::Borrowed(item);
        let mut seen = Vec::new();
        loop {
            let reference = match item {
                Cow::Borrowed(ReferenceOr::Item(object)) => {
                    return Some((holder, Cow::Borrowed(object)));
                }
                Cow::Owned(ReferenceOr::Item(object)) => {
                    return Some((holder, Cow::Owned(object)));
                }
                Cow::Borrowed(ReferenceOr::Reference { reference }) => reference.clone(),
                Cow::Owned(ReferenceOr::Reference { reference }) => reference,
            };
            if seen.contains(&holder) {
                self.cycle(&holder);
                return None;
            }
            let found = self.find(&reference, &T::KIND, &|pointer| self.at::<T>(pointer));
            let (pointer, target) = self.reported(&holder, found)?;
            seen.push(std::mem::replace(&mut holder, pointer));
            item = target;
        }
    }

    /// The pointer of the schema that the reference at a location leads to. What is wrong with it is reported.
    pub(super) fn schema_target(&mut self, holder: &str, reference: &str) -> Option<String> {
        let found = self.find_schema(reference);
        self.reported(holder, found)
    }

    /// The pointer of the schema that a reference leads to.
    pub(super) fn find_schema(&self, reference: &str) -> Result<String, Diagnostic> {
        let at = |pointer: &str| self.contract.schema_at(pointer);
        let (pointer, _) = self.find(reference, &SCHEMA, &at)?;
        Ok(pointer)
    }

    fn reported<T>(&mut self, holder: &str, found: Result<T, Diagnostic>) -> Option<T> {
        found
            .map_err(|finding| {
                let at = self.value(&pointer::child(holder, "$ref"));
                self.add(Diagnostic { at, ..finding });
            })
            .ok()
    }

    /// Reports the references in a schema that could not be followed.
    pub(super) fn report_unresolved(&mut self, schema: &Schema) {
        for unresolved in &schema.unresolved {
            let holder = &unresolved.at.pointer;
            match unresolved.value {
                Unresolved::Nowhere => self.dead_end(holder),
                Unresolved::Cycle => self.cycle(holder),
                Unresolved::TooDeep => self.too_deep(holder),
            }
        }
    }

    /// Reports a reference from which no chain of references leads to a schema.
    pub(super) fn dead_end(&mut self, holder: &str) {
        let mut passed = vec![holder.to_owned()];
        while let Some(last) = passed.last() {
            let reference = self.node(last).and_then(|node| node.get("$ref")?.as_str());
            let Some(reference) = reference else { return };
            let Some(target) = self.schema_target(&last.clone(), reference) else {
                return;
            };
            // Components are types of their own, and cycles of them are reported as such.
            if pointer::component_schema(&target).is_some() {
                return;
            }
            if passed.contains(&target) {
                return self.cycle(holder);
            }
            if passed.len() > MAX_REFERENCES {
                return self.too_deep(holder);
            }
            passed.push(target);
        }
    }

    /// Reports a reference that leads back to itself and to nothing else.
    pub(super) fn cycle(&mut self, holder: &str) {
        let at = self.value(&pointer::child(holder, "$ref"));
        let mut finding =
            Diagnostic::new(Code::InvalidRef, at, "this reference leads back to itself")
                .help("put what is meant in one of the places that refer to each other");
        let reference = self.node(&pointer::child(holder, "$ref"));
        if let Some(target) =
            reference.and_then(|reference| pointer::from_fragment(reference.as_str()?))
        {
            finding = finding.related(self.key(&target), "this leads back to it");
        }
        self.add(finding);
    }

    /// Reports a reference at the end of a chain of them that is longer than any real one.
    pub(super) fn too_deep(&mut self, holder: &str) {
        let at = self.value(&pointer::child(holder, "$ref"));
        self.add(
            Diagnostic::new(
                Code::TooDeep,
                at,
                "too many references lead here one through the other",
            )
            .help("refer to what is meant itself"),
        );
    }

    /// What a reference leads to, with its pointer; or what is wrong with it, at no location.
    fn find<T>(
        &self,
        reference: &str,
        kind: &Kind,
        at: &dyn Fn(&str) -> Option<T>,
    ) -> Result<(String, T), Diagnostic> {
        let pointer = pointer::from_fragment(reference);
        if let Some(pointer) = &pointer
            && let Some(target) = at(pointer)
        {
            return Ok((pointer.clone(), target));
        }
        let Kind { section, noun } = kind;
        let component = |name: &str| {
            let pointer = pointer::join("", &["components", section, name]);
            at(&pointer).map(|_| pointer)
        };
        // Without `#`, or with other signs between the keys.
        let respelled = reference.trim_start_matches('#').replace(['.', '\\'], "/");
        if is_component(&pointer::keys(&respelled)) && at(&respelled).is_some() {
            let message = format!("`{reference}` does not lead anywhere in this document");
            return Err(problem(message).help(format!("write `#{respelled}`")));
        }
        let Some(pointer) = pointer else {
            return Err(if let Some(help) = without_homoglyphs(reference) {
                problem(format!("`{reference}` is no reference")).help(help)
            } else if reference.starts_with('#') {
                problem(format!("`{reference}` is no JSON pointer")).help(format!(
                    "write `#/` and the keys that lead there, as in `#/components/{section}/…`"
                ))
            } else if let Some(component) = component(reference) {
                problem(format!("`{reference}` is a name, not a reference"))
                    .help(format!("write `$ref: '#{component}'`"))
            } else {
                problem(format!("`{reference}` is in another document")).help(format!(
                    "copy what it refers to into this document, as under `components/{section}`"
                ))
            });
        };
        if self.node(&pointer).is_some() {
            return Err(problem(format!("`{reference}` is not {noun}"))
                .related(self.key(&pointer), "this is what it refers to")
                .help(format!("refer to {noun}, or write it here")));
        }
        let keys = pointer::keys(&pointer);
        let problem = self.missing(reference, &keys);
        // The right name in the wrong section.
        let name = keys.last().map(String::as_str).unwrap_or_default();
        Err(match component(name) {
            Some(there) => problem.help(format!("did you mean `#{there}`?")),
            None => problem,
        })
    }

    /// The object of a kind that stands at a pointer which something refers to. Where openapiv3 has none, it is read.
    fn at<T: Referable>(&self, pointer: &str) -> Option<Cow<'a, ReferenceOr<T>>> {
        let keys = pointer::keys(pointer);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        match keys.as_slice() {
            ["components", section, name] => {
                let components = self.document.openapi.components.as_ref()?;
                let all = T::components(components).filter(|_| *section == T::KIND.section)?;
                all.get(*name).map(Cow::Borrowed)
            }
            keys if T::stands_at(keys) => {
                let node = self.node(pointer)?;
                node.as_mapping()?;
                serde_json::from_value(node.to_json()).ok().map(Cow::Owned)
            }
            _ => None,
        }
    }

    fn missing(&self, reference: &str, keys: &[String]) -> Diagnostic {
        let problem = problem(format!("`{reference}` does not exist"));
        let mut there = String::new();
        for (depth, key) in keys.iter().enumerate() {
            let next = pointer::child(&there, key);
            if self.node(&next).is_none() {
                let siblings = self.node(&there).map(mapping_keys).unwrap_or_default();
                return match nearest(key, siblings) {
                    Some(near) => {
                        let meant = pointer::child(&there, near);
                        problem
                            .related(self.key(&meant), "something similar")
                            .help(format!(
                                "did you mean `#{}`?",
                                reference_to(&there, near, keys)
                            ))
                    }
                    None => problem.help(match self.node(&there).map(mapping_keys) {
                        // Its siblings are of its kind only at the end of the way.
                        Some(names)
                            if depth == 2 && keys.len() == 3 && (1..=12).contains(&names.len()) =>
                        {
                            format!(
                                "define it, or refer to one that exists: {}",
                                names
                                    .iter()
                                    .map(|name| format!("`{name}`"))
                                    .collect::<Vec<_>>()
                                    .join(", ")
                            )
                        }
                        Some(_) if depth + 1 < keys.len() => {
                            format!("define it: there is no `#{next}` at all")
                        }
                        _ => "define it, or refer to something that exists".to_owned(),
                    }),
                };
            }
            there = next;
        }
        problem
    }
}

/// The reference that has another key after `there`, and then goes on as before.
fn reference_to(there: &str, near: &str, keys: &[String]) -> String {
    let depth = pointer::keys(there).len();
    keys.iter()
        .skip(depth + 1)
        .fold(pointer::child(there, near), |pointer, key| {
            pointer::child(&pointer, key)
        })
}

/// A finding about a reference, at no location yet.
fn problem(message: String) -> Diagnostic {
    Diagnostic::new(Code::InvalidRef, Anchor::default(), message)
}

/// Longer than chains of references are; beyond it they go in circles.
const MAX_REFERENCES: usize = 64;

/// Whether the keys lead to a component.
fn is_component(keys: &[String]) -> bool {
    keys.len() == 3 && keys.first().is_some_and(|key| key == "components")
}

macro_rules! referable {
    ($($kind:ident: $section:literal, $noun:literal, $stands_at:pat => $components:expr;)+) => {
        $(impl Referable for $kind {
            const KIND: Kind = Kind { section: $section, noun: $noun };

            fn components(components: &Components) -> Option<&IndexMap<String, ReferenceOr<Self>>> {
                let section: fn(&Components) -> Option<&IndexMap<String, ReferenceOr<Self>>> = $components;
                section(components)
            }

            fn stands_at(keys: &[&str]) -> bool {
                matches!(keys, $stands_at)
            }
        })+
    };
}

referable! {
    Parameter: "parameters", "a parameter", [.., "parameters", _] => |all| Some(&all.parameters);
    Response: "responses", "a response", [.., "responses", _] => |all| Some(&all.responses);
    RequestBody: "requestBodies", "a request body", [.., "requestBody"] => |all| Some(&all.request_bodies);
    Example: "examples", "an example", [.., "examples", _] => |all| Some(&all.examples);
    PathItem: "paths", "a path", ["paths", _] => |_| None;
    // Outside of `components` there is none.
    SecurityScheme: "securitySchemes", "a security scheme", [] => |all| Some(&all.security_schemes);
}
