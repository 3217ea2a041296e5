//! `$ref`: from the text of a reference to what it refers to.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{
    Components, Example, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme,
};

use super::context::{Context, mapping_keys};
use super::elsewhere::{Elsewhere, is_component};
use super::pointer;
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::{nearest, without_homoglyphs};

/// What a reference leads to.
pub(super) struct Target<'a, T> {
    /// The JSON pointer of it.
    pub(super) pointer: String,
    /// The thing, or another reference.
    pub(super) item: &'a ReferenceOr<T>,
}

/// A kind of thing that references lead to.
pub(super) trait Referable: Sized {
    /// The key under `components`.
    const SECTION: &'static str;
    /// What to call it.
    const NOUN: &'static str;

    /// The components of this kind.
    fn components(components: &Components) -> Option<&IndexMap<String, ReferenceOr<Self>>>;

    /// Those that stand elsewhere.
    fn elsewhere(elsewhere: &Elsewhere) -> &BTreeMap<String, ReferenceOr<Self>>;

    /// Whether the place outside of `components` is one where such a thing stands.
    fn stands_at(keys: &[String]) -> bool;
}

impl<'a> Context<'a> {
    /// What a reference leads to; what is wrong with it is reported. `holder` is the pointer of the object with `$ref`.
    pub(super) fn target<T: Referable + 'a>(
        &mut self,
        holder: &str,
        reference: &str,
    ) -> Option<Target<'a, T>> {
        match self.find::<T>(reference) {
            Ok(target) => Some(target),
            Err(problem) => {
                let at = self.value(&pointer::child(holder, "$ref"));
                self.add(problem.diagnostic(at));
                None
            }
        }
    }

    /// What a reference leads to, without a word if that is nothing.
    pub(super) fn peek<T: Referable + 'a>(&self, reference: &str) -> Option<Target<'a, T>> {
        self.find::<T>(reference).ok()
    }

    /// Follows references to the thing itself, with its pointer.
    pub(super) fn resolve<T: Referable + 'a>(
        &mut self,
        holder: &str,
        item: &'a ReferenceOr<T>,
    ) -> Option<(String, &'a T)> {
        let mut holder = holder.to_owned();
        let mut item = item;
        let mut seen = Vec::new();
        loop {
            match item {
                ReferenceOr::Item(thing) => return Some((holder, thing)),
                ReferenceOr::Reference { reference } => {
                    if seen.contains(&holder) {
                        self.ring(&holder);
                        return None;
                    }
                    let target = self.target::<T>(&holder, reference)?;
                    seen.push(std::mem::replace(&mut holder, target.pointer));
                    item = target.item;
                }
            }
        }
    }

    /// Reports a reference that leads back to itself and to nothing else.
    pub(super) fn ring(&mut self, holder: &str) {
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

    fn find<T: Referable + 'a>(&self, reference: &str) -> Result<Target<'a, T>, Problem> {
        if let Some(meant) = self.respelled::<T>(reference) {
            return Err(Problem::new(format!(
                "`{reference}` does not lead anywhere in this document"
            ))
            .help(format!("write `#{meant}`")));
        }
        let Some(pointer) = pointer::from_fragment(reference) else {
            return Err(if let Some(help) = without_homoglyphs(reference) {
                Problem::new(format!("`{reference}` is no reference")).help(help)
            } else if reference.starts_with('#') {
                Problem::new(format!("`{reference}` is no JSON pointer")).help(format!(
                    "write `#/` and the keys that lead there, as in `#/components/{}/…`",
                    T::SECTION
                ))
            } else if let Some(component) = self.component::<T>(reference) {
                Problem::new(format!("`{reference}` is a name, not a reference"))
                    .help(format!("write `$ref: '#{component}'`"))
            } else {
                Problem::new(format!("`{reference}` is in another document")).help(format!(
                    "copy what it refers to into this document, as under `components/{}`",
                    T::SECTION
                ))
            });
        };
        match self.at(&pointer) {
            Some(item) => Ok(Target { pointer, item }),
            None if self.node(&pointer).is_some() => {
                let there = self.key(&pointer);
                Err(Problem::new(format!("`{reference}` is not {}", T::NOUN))
                    .related(there, "this is what it refers to")
                    .help(format!("refer to {}, or write it here", T::NOUN)))
            }
            None => {
                let keys = pointer::keys(&pointer);
                let problem = self.missing(reference, &keys);
                // The right name in the wrong section.
                let name = keys.last().map(String::as_str).unwrap_or_default();
                Err(match self.component::<T>(name) {
                    Some(there) => problem.help(format!("did you mean `#{there}`?")),
                    None => problem,
                })
            }
        }
    }

    /// The thing of a kind that stands at a pointer which something refers to.
    pub(super) fn at<T: Referable + 'a>(&self, pointer: &str) -> Option<&'a ReferenceOr<T>> {
        let keys = pointer::keys(pointer);
        match keys.as_slice() {
            [components, section, name] if components == "components" && section == T::SECTION => {
                let components = self.document.openapi.components.as_ref()?;
                T::components(components)?.get(name.as_str())
            }
            keys if is_component(keys) => None,
            keys if T::stands_at(keys) => T::elsewhere(self.elsewhere).get(pointer),
            _ => None,
        }
    }

    fn missing(&self, reference: &str, keys: &[String]) -> Problem {
        let problem = Problem::new(format!("`{reference}` does not exist"));
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

    /// The pointer that is meant by a reference without `#`, or with other signs between the keys.
    fn respelled<T: Referable + 'a>(&self, reference: &str) -> Option<String> {
        let respelled = reference.trim_start_matches('#').replace(['.', '\\'], "/");
        let is_other = reference.strip_prefix('#') != Some(&respelled);
        let is_there = is_other
            && is_component(&pointer::keys(&respelled))
            && self.at::<T>(&respelled).is_some();
        is_there.then_some(respelled)
    }

    /// The pointer of the component that somebody means who writes its name alone.
    fn component<T: Referable + 'a>(&self, name: &str) -> Option<String> {
        let pointer = pointer::join("", &["components", T::SECTION, name]);
        self.at::<T>(&pointer).map(|_| pointer)
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

/// What is wrong with a reference.
struct Problem(Diagnostic);

impl Problem {
    fn new(message: String) -> Self {
        Self(Diagnostic::new(
            Code::InvalidRef,
            Anchor::default(),
            message,
        ))
    }

    fn related(self, at: Anchor, label: &str) -> Self {
        Self(self.0.related(at, label))
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self(self.0.help(help))
    }

    fn diagnostic(self, at: Anchor) -> Diagnostic {
        Diagnostic { at, ..self.0 }
    }
}

macro_rules! referable {
    ($($kind:ident: $section:literal, $noun:literal, $components:expr, $elsewhere:ident, $stands_at:expr;)+) => {
        $(impl Referable for $kind {
            const SECTION: &'static str = $section;
            const NOUN: &'static str = $noun;

            fn components(components: &Components) -> Option<&IndexMap<String, ReferenceOr<Self>>> {
                let section: fn(&Components) -> Option<&IndexMap<String, ReferenceOr<Self>>> = $components;
                section(components)
            }

            fn elsewhere(elsewhere: &Elsewhere) -> &BTreeMap<String, ReferenceOr<Self>> {
                &elsewhere.$elsewhere
            }

            fn stands_at(keys: &[String]) -> bool {
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                let stands_at: fn(&[&str]) -> bool = $stands_at;
                stands_at(&keys)
            }
        })+
    };
}

referable! {
    Schema: "schemas", "a schema", |components| Some(&components.schemas), schemas,
        |keys| matches!(keys, [.., "properties" | "allOf" | "oneOf" | "anyOf" | "schemas", _] | [.., "items" | "additionalProperties" | "schema" | "not"]);
    Parameter: "parameters", "a parameter", |components| Some(&components.parameters), parameters,
        |keys| matches!(keys, [.., "parameters", _]);
    Response: "responses", "a response", |components| Some(&components.responses), responses,
        |keys| matches!(keys, [.., "responses", _]);
    RequestBody: "requestBodies", "a request body", |components| Some(&components.request_bodies), request_bodies,
        |keys| matches!(keys, [.., "requestBody"]);
    Example: "examples", "an example", |components| Some(&components.examples), examples,
        |keys| matches!(keys, [.., "examples", _]);
    PathItem: "paths", "a path", |_| None, path_items,
        |keys| matches!(keys, ["paths", _]);
    SecurityScheme: "securitySchemes", "a security scheme", |components| Some(&components.security_schemes), security_schemes,
        |_| false;
}
