//! [`Removed`]: what was taken out of a document with errors, and which findings of later stages only follow from that.

use std::collections::{BTreeMap, BTreeSet};

use super::pointer::escape;
use super::pointer::{self, is_within};
use super::suggestions::nearest;
use super::tree::{Node, NodeKind, Scalar, Tree};
use crate::diagnostic::{Code, Diagnostic, Rule};

/// What was taken out.
#[derive(Clone, Debug, Default)]
pub(super) struct Removed {
    /// The pointers of the nodes.
    pointers: BTreeSet<String>,
    /// The components that something was taken out of, and those that refer to them, directly or through others.
    affected: BTreeSet<String>,
    /// The components that do not exist and are referred to, and those that refer to them.
    lost: BTreeSet<String>,
}

impl Removed {
    /// What there is to know of the nodes at these pointers of the whole tree.
    pub(super) fn new(tree: &Tree, pointers: BTreeSet<String>) -> Self {
        let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let sections = tree.root.get("components").and_then(Node::as_mapping);
        for section in sections.into_iter().flatten() {
            for entry in section.value.as_mapping().into_iter().flatten() {
                let user = pointer::join("", &["components", &section.key, &entry.key]);
                for used in references(&entry.value).filter_map(|to| pointer::component(&to)) {
                    users.entry(used).or_default().push(user.clone());
                }
            }
        }
        let touched = pointers.iter().filter_map(|it| pointer::component(it));
        let affected = with_users(touched.collect(), &users);
        let lost = users.keys().filter(|used| tree.get(used).is_none());
        let lost = with_users(lost.cloned().collect(), &users);
        Self {
            pointers,
            affected,
            lost,
        }
    }

    /// What stands in it may refer to something: each holder with the pointers that it names.
    pub(super) fn references<'t>(
        &'t self,
        tree: &'t Tree,
    ) -> impl Iterator<Item = (&'t str, String)> {
        self.pointers.iter().flat_map(|holder| {
            let node = tree.get(holder);
            let named = node.into_iter().flat_map(references);
            named.map(move |named| (holder.as_str(), named))
        })
    }

    /// Whether a finding may be there only because something was taken out.
    pub(super) fn is_cause_of(&self, finding: &Diagnostic, tree: &Tree) -> bool {
        let at = finding.at.pointer.as_str();
        if self.pointers.is_empty() {
            return self.is_below(finding, tree);
        }
        let may_decide = |removed: &&String| may_decide(removed, at, finding.code);
        let is_near = self
            .pointers
            .iter()
            .filter(may_decide)
            .any(|removed| match finding.code {
                code if OF_ONE_PLACE.contains(&code) => {
                    let (above, _) = removed.rsplit_once('/').unwrap_or_default();
                    is_within(at, removed) || at == above
                }
                Code::Lint(_) => decides(removed, at) || is_beside(removed, at),
                code if OF_SEVERAL.contains(&code) => {
                    let related = finding.related.iter().map(|(place, _)| &place.pointer);
                    decides(removed, at) || related.into_iter().any(|place| decides(removed, place))
                }
                _ => decides(removed, at),
            });
        let is_named = self.pointers.iter().any(|removed| names(removed, at));
        is_near || is_named || self.is_below(finding, tree) || self.leads_somewhere(tree, at)
    }

    /// Whether what a finding is about is not whole, or refers to a component that is not.
    fn is_below(&self, finding: &Diagnostic, tree: &Tree) -> bool {
        if !OF_SEVERAL.contains(&finding.code) {
            return false;
        }
        let related = finding.related.iter().map(|(place, _)| &place.pointer);
        let code = finding.code;
        let is_lost = |used: &str| {
            OF_ANSWERS.contains(&code) && (self.lost.contains(used) || tree.get(used).is_none())
        };
        let mut about = std::iter::once(&finding.at.pointer)
            .chain(related)
            .filter_map(|place| about(tree, code, place));
        about.any(|(place, node)| {
            let is_in = |removed: &String| {
                is_within(removed, &place) && may_decide(removed, &finding.at.pointer, code)
            };
            let mut used = references(node)
                .filter_map(|to| pointer::component(&to))
                .filter(|used| used.starts_with(section(code)));
            self.pointers.iter().any(is_in)
                || used.any(|used| {
                    is_lost(&used)
                        || self.affected.contains(&used)
                        || self.lacks_section(tree, &used)
                })
        })
    }

    /// Whether there is a reference with a target in the whole document, or in a section of the components that is not
    /// there, if only misspelt.
    fn leads_somewhere(&self, tree: &Tree, pointer: &str) -> bool {
        let node = tree.get(pointer);
        let target = node
            .and_then(|node| node.get("$ref").or(Some(node)))
            .and_then(Node::as_str)
            .and_then(|reference| reference.strip_prefix('#'))
            .filter(|target| target.starts_with('/'));
        let Some(target) = target else {
            return false;
        };
        tree.get(target).is_some() || self.lacks_section(tree, target)
    }

    /// Whether a pointer leads into a section of the components that is not there, if only misspelt.
    fn lacks_section(&self, tree: &Tree, pointer: &str) -> bool {
        let section = pointer
            .strip_prefix(COMPONENTS)
            .and_then(|rest| rest.split('/').next());
        let lacks = |section| tree.get(&format!("{COMPONENTS}{section}")).is_none();
        // Or all of them, in the wrong place.
        let may_be_misspelt = self.pointers.iter().any(|removed| {
            removed.ends_with("/components")
                || removed
                    .strip_prefix(COMPONENTS)
                    .is_some_and(|rest| !rest.contains('/'))
        });
        may_be_misspelt && section.is_some_and(lacks)
    }
}

const COMPONENTS: &str = "/components/";

/// Where that stands which decides about a finding.
fn section(code: Code) -> &'static str {
    match code {
        Code::PathParameter => "/components/parameters/",
        Code::Lint(Rule::MissingErrorBody) => "/components/responses/",
        _ => COMPONENTS,
    }
}

/// Findings that nothing decides but what stands at their place.
const OF_ONE_PLACE: [Code; 9] = [
    Code::InvalidRef,
    Code::UnusedComponent,
    Code::SamePath,
    Code::MissingOperationId,
    Code::DuplicateOperationId,
    Code::MissingTag,
    Code::MissingProvenance,
    Code::PathStyle,
    Code::InvalidPattern,
];

/// Findings that several places decide: those that are related, and what is referred to.
const OF_SEVERAL: [Code; 15] = [
    Code::UnknownRequired,
    Code::ImpossibleBounds,
    Code::InvalidEnumValue,
    Code::InvalidDefault,
    Code::InvalidExample,
    Code::AllOfConflict,
    Code::DiscriminatorProperty,
    Code::AmbiguousUnion,
    Code::Unsupported,
    Code::InvalidPaging,
    Code::InvalidExtension,
    Code::MissingSuccess,
    Code::PathParameter,
    Code::NameCollision,
    Code::Lint(Rule::MissingErrorBody),
];

/// Findings that there may be because a component does not exist.
const OF_ANSWERS: [Code; 3] = [
    Code::Unsupported,
    Code::InvalidPaging,
    Code::InvalidExtension,
];

/// What decides whether that beside it is right.
const DECISIVE: [&str; 14] = [
    "type",
    "format",
    "nullable",
    "in",
    "style",
    "parameters",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "required",
    "enum",
    "content",
];
/// What decides about the object that the property is of.
const DECISIVE_OUTSIDE: [&str; 2] = ["readOnly", "writeOnly"];

/// What describes itself, whatever stands beside it.
const SELF_CONTAINED: [&str; 8] = [
    "properties",
    "items",
    "additionalProperties",
    "not",
    "schema",
    "content",
    "requestBody",
    "responses",
];

/// Components, and those that refer to them, directly or through others.
fn with_users(mut pending: Vec<String>, users: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    while let Some(next) = pending.pop() {
        if !found.contains(&next) {
            pending.extend(users.get(&next).into_iter().flatten().cloned());
            found.insert(next);
        }
    }
    found
}

/// Whether a keyword has anything to do with a finding, as far as that can be told by its name.
fn may_decide(removed: &str, at: &str, code: Code) -> bool {
    let (above, name) = removed.rsplit_once('/').unwrap_or_default();
    let is_one_of = |names: &[&str]| nearest(name, names.iter().copied()).is_some();
    match code {
        _ if is_within(at, removed) => true,
        Code::UnknownRequired => {
            is_one_of(&["properties", "allOf", "oneOf", "anyOf", "$ref"])
                || above.ends_with("/properties")
        }
        Code::Lint(Rule::MissingDescription) => is_one_of(&["description"]),
        Code::Lint(Rule::MissingSummary) => is_one_of(&["summary"]),
        Code::Lint(Rule::MissingSecurity) => is_one_of(&["security"]),
        Code::Lint(Rule::MissingErrorBody) => is_one_of(&["responses"]) || is_within(removed, at),
        _ => true,
    }
}

/// Whether what is wrong at a place may be so because something was taken out.
fn decides(removed: &str, place: &str) -> bool {
    let (above, name) = removed.rsplit_once('/').unwrap_or_default();
    let is_one_of = |names: &[&str]| nearest(name, names.iter().copied()).is_some();
    let reach = if is_one_of(&DECISIVE_OUTSIDE) {
        let object = above
            .rsplit_once('/')
            .and_then(|(properties, _)| properties.strip_suffix("/properties"));
        object.or(Some(above))
    } else {
        is_one_of(&DECISIVE).then_some(above)
    };
    let is_in_reach = reach.is_some_and(|reach| {
        let rest = place.strip_prefix(reach).unwrap_or_default();
        let mut keys = rest.split('/').skip(1);
        let is_own = keys.next().is_some_and(|key| SELF_CONTAINED.contains(&key));
        is_within(place, reach) && !(is_own && keys.next().is_some())
    });
    // A body has one schema in all its media types.
    let is_of_body = is_one_of(&["schema"])
        && above.rsplit_once('/').map(|(content, _)| content)
            == place.rsplit_once('/').map(|(content, _)| content);
    is_within(place, removed) || is_within(removed, place) || is_in_reach || is_of_body
}

/// Whether a place is one where something is called by its name that may be the one taken out.
fn names(removed: &str, place: &str) -> bool {
    ((removed.starts_with("/components/securitySchemes") || removed.ends_with("/components"))
        && place.contains("/security"))
        || (removed.starts_with("/tags") && place.contains("/tags/"))
}

/// Whether a place is the object that something was taken out of, or one of its keywords.
fn is_beside(removed: &str, place: &str) -> bool {
    let (above, _) = removed.rsplit_once('/').unwrap_or_default();
    let holder = place.rsplit_once('/').map(|(holder, _)| holder);
    place == above || holder == Some(above)
}

/// The object that a finding at a place is about.
fn about<'t>(tree: &'t Tree, code: Code, place: &str) -> Option<(String, &'t Node)> {
    if code == Code::PathParameter {
        let path = pointer::keys(place).into_iter().nth(1)?;
        let place = format!("/paths/{}", escape(&path));
        return tree.get(&place).map(|node| (place, node));
    }
    let mut place = place;
    if [Code::Unsupported, Code::InvalidPaging].contains(&code) && place.starts_with("/paths/") {
        // What an operation answers is one thing.
        let after_method = place.match_indices('/').nth(3);
        place = after_method.map_or(place, |(end, _)| place.get(..end).unwrap_or(place));
    }
    loop {
        let (above, name) = place.rsplit_once('/')?;
        match tree.get(place) {
            Some(node) if !name.starts_with("x-") && node.as_mapping().is_some() => {
                return Some((place.to_owned(), node));
            }
            _ => place = above,
        }
    }
}

/// The pointers that texts in a node lead to.
fn references(node: &Node) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        match &node.kind {
            NodeKind::Mapping(mapping) => pending.extend(mapping.iter().map(|it| &it.value)),
            NodeKind::Sequence(items) => pending.extend(items),
            NodeKind::Scalar(Scalar::String(text)) if text.starts_with("#/") => {
                found.extend(pointer::from_fragment(text));
            }
            NodeKind::Scalar(_) => {}
        }
    }
    found.into_iter()
}
