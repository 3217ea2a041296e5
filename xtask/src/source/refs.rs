//! [`References`]: what the references of a document refer to, and what is wrong with them.

use indexmap::IndexMap;

use super::homoglyphs::without_homoglyphs;
use super::limits::MAX_REFERENCES;
use super::objects::{Object, ObjectKind};
use super::pointer;
use super::suggestions::nearest;
use super::tree::{Node, NodeKind, Tree};
use super::version::Version;
use crate::diagnostic::{Anchor, Code, Diagnostic};

/// The objects that references may refer to.
pub(crate) struct References<'a> {
    tree: &'a Tree,
    kinds: IndexMap<&'a str, ObjectKind>,
}

impl<'a> References<'a> {
    pub(crate) fn new(tree: &'a Tree, objects: &'a [Object<'a>]) -> Self {
        let kinds = objects.iter();
        let kinds = kinds.map(|object| (object.pointer.as_str(), object.kind));
        Self {
            tree,
            kinds: kinds.collect(),
        }
    }

    /// Whether there is an object of this kind at a pointer.
    pub(crate) fn has(&self, kind: ObjectKind, pointer: &str) -> bool {
        self.kinds.get(pointer) == Some(&kind)
    }

    /// What is wrong with a reference to an object of this kind, which is at a location.
    pub(crate) fn problem(
        &self,
        kind: ObjectKind,
        reference: &str,
        at: Anchor,
    ) -> Option<Diagnostic> {
        let target = pointer::from_fragment(reference);
        if let Some(target) = &target
            && self.has(kind, target)
        {
            return None;
        }
        let finding = |message: String| Diagnostic::new(Code::InvalidRef, at.clone(), message);
        let (section, noun) = (kind.section(), kind.noun());
        // Without `#`, or with other separators.
        let respelled = reference.trim_start_matches('#').replace(['.', '\\'], "/");
        if pointer::is_component(&respelled) && self.has(kind, &respelled) {
            let message = format!("`{reference}` does not refer to anything in this document");
            return Some(finding(message).help(format!("write `#{respelled}`")));
        }
        let Some(target) = target else {
            return Some(if let Some(help) = without_homoglyphs(reference) {
                finding(format!("`{reference}` is not a valid reference")).help(help)
            } else if let Some(name) = self.anchor(reference) {
                finding(format!(
                    "no schema, or more than one, has the anchor `{name}`"
                ))
                .help(format!(
                    "refer to one schema, as in `#/components/{section}/…`"
                ))
            } else if reference.starts_with('#') {
                finding(format!("`{reference}` is not a valid JSON pointer")).help(format!(
                    "write `#/` and the keys that lead there, as in `#/components/{section}/…`"
                ))
            } else if let Some(component) = self.component(kind, reference) {
                finding(format!("`{reference}` is a name, not a reference"))
                    .help(format!("write `$ref: '#{component}'`"))
            } else {
                self.unresolved(&at).unwrap_or_else(|| {
                    finding(format!("`{reference}` is in another document"))
                        .help("refer to a file beside the document")
                })
            });
        };
        if self.tree.get(&target).is_some() {
            let finding = finding(format!("`{reference}` is not {noun}"));
            return Some(
                finding
                    .related(self.tree.key(&target), "this is what it refers to")
                    .help(format!("refer to {noun}, or write it here")),
            );
        }
        let keys = pointer::keys(&target);
        let finding = self.missing(finding(format!("`{reference}` does not exist")), &keys);
        let name = keys.last().map(String::as_str).unwrap_or_default();
        // The right name in the wrong section.
        Some(match self.component(kind, name) {
            Some(there) => finding.help(format!("did you mean `#{there}`?")),
            None => finding,
        })
    }

    /// The name that a reference has instead of a pointer, as OpenAPI 3.1 allows.
    fn anchor<'r>(&self, reference: &'r str) -> Option<&'r str> {
        let name = reference.strip_prefix('#')?;
        let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
        (Version::of(self.tree) == Version::V31 && is_name && !name.contains('/')).then_some(name)
    }

    /// The finding about a reference to another file that has no target.
    fn unresolved(&self, at: &Anchor) -> Option<Diagnostic> {
        let unresolved = self.tree.unresolved.get(&at.span.start)?;
        Some(unresolved.finding(at.clone()))
    }

    /// The component of a kind with this name.
    fn component(&self, kind: ObjectKind, name: &str) -> Option<String> {
        let pointer = pointer::join("", &["components", kind.section(), name]);
        self.has(kind, &pointer).then_some(pointer)
    }

    /// Adds what was most likely meant: a similar key beside the first that does not exist.
    fn missing(&self, finding: Diagnostic, keys: &[String]) -> Diagnostic {
        let mut there = String::new();
        let mut depth = 0;
        let mut rest = keys.iter();
        let absent = rest.find(|key| {
            let next = pointer::child(&there, key);
            let is_there = self.tree.get(&next).is_some();
            if is_there {
                there = next;
                depth += 1;
            }
            !is_there
        });
        let Some(key) = absent else { return finding };
        let siblings = self.tree.get(&there).and_then(Node::as_mapping);
        let names = || siblings.into_iter().flatten().map(|it| it.key.as_str());
        if let Some(near) = nearest(key, names()) {
            let near = pointer::child(&there, near);
            let meant = rest.fold(near.clone(), |pointer, key| pointer::child(&pointer, key));
            return finding
                .related(self.tree.key(&near), "something similar")
                .help(format!("did you mean `#{meant}`?"));
        }
        let few = siblings.filter(|names| (1..=12).contains(&names.len()));
        finding.help(match (depth, few) {
            // Its siblings are of its kind.
            (2, Some(_)) if keys.len() == 3 => {
                let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
                format!(
                    "define it, or refer to one that exists: {}",
                    names.join(", ")
                )
            }
            _ if siblings.is_some() && depth + 1 < keys.len() => {
                format!(
                    "define it: there is no `#{}` at all",
                    pointer::child(&there, key)
                )
            }
            _ => "define it, or refer to something that exists".to_owned(),
        })
    }

    /// Where a chain of references ends that starts at an object.
    pub(crate) fn chain(&self, pointer: &str) -> Chain {
        let mut passed = vec![pointer.to_owned()];
        while let Some(next) = passed.last().and_then(|last| self.target(last)) {
            if let Some(start) = passed.iter().position(|earlier| *earlier == next) {
                return Chain::Cycle(passed.into_iter().skip(start).collect());
            }
            if passed.len() > MAX_REFERENCES {
                // A component that is another one is a type of its own.
                return match pointer::is_component(&next) {
                    true => Chain::Ends,
                    false => Chain::TooLong,
                };
            }
            passed.push(next);
        }
        Chain::Ends
    }

    /// What the `$ref` of an object refers to.
    fn target(&self, pointer: &str) -> Option<String> {
        let reference = self.tree.get(pointer)?.get("$ref")?.as_str()?;
        pointer::from_fragment(reference)
    }
}

/// What a chain of references leads to.
pub(crate) enum Chain {
    /// To an object, or to nothing.
    Ends,
    /// To nothing but these references, one after the other.
    Cycle(Vec<String>),
    /// Beyond the limit.
    TooLong,
}

/// The reference that a value of a discriminator's mapping is: OpenAPI allows bare names of schemas as well.
pub(crate) fn mapped(reference: &str) -> String {
    if reference.contains(['#', '/']) {
        reference.to_owned()
    } else {
        format!("#/components/schemas/{reference}")
    }
}

/// The pointer of the security scheme with a name.
pub(crate) fn security_scheme(name: &str) -> String {
    pointer::join("", &["components", "securitySchemes", name])
}

/// What the node at a pointer refers to: as a `$ref`, in the mapping of a discriminator, or as a security requirement.
pub(super) fn referred(tree: &Tree, pointer: &str) -> Option<String> {
    let keys = pointer::keys(pointer);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let text = tree.get(pointer).and_then(Node::as_str);
    match keys.as_slice() {
        [.., "$ref"] => pointer::from_fragment(text?),
        [.., "discriminator", "mapping", _] => pointer::from_fragment(&mapped(text?)),
        ["security", _, name] | ["paths", _, _, "security", _, name] => Some(security_scheme(name)),
        _ => None,
    }
}

/// The pointers that a node at a pointer refers to, or a node in it.
pub(super) fn all(pointer: &str, node: &Node) -> Vec<String> {
    let mut found = Vec::new();
    let is_security = pointer.ends_with("/security");
    let mut pending = vec![(node, is_security)];
    while let Some((node, is_security)) = pending.pop() {
        match &node.kind {
            NodeKind::Mapping(mapping) => {
                if is_security {
                    found.extend(mapping.iter().map(|it| security_scheme(&it.key)));
                }
                pending.extend(mapping.iter().map(|it| (&it.value, it.key == "security")));
            }
            NodeKind::Sequence(items) => {
                pending.extend(items.iter().map(|item| (item, is_security)));
            }
            NodeKind::Scalar(_) => {
                let text = node.as_str().filter(|text| text.starts_with("#/"));
                found.extend(text.and_then(pointer::from_fragment));
            }
        }
    }
    found
}
