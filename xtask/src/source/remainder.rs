//! [`Remainder`]: what is left of a document with errors when what they are about is taken out.

use std::collections::BTreeSet;

use super::keywords;
use super::pointer::escape;
use super::tree::{Entry, Mapping, Node, NodeKind, Tree};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};

/// The part of a document that can be read although another part is wrong, so that one run tells what is wrong in both.
#[derive(Debug)]
pub(super) struct Remainder {
    /// The nodes that are left.
    pub(super) tree: Tree,
    /// The pointers of those that are not.
    pub(super) removed: BTreeSet<String>,
}

impl Remainder {
    /// Takes out what the errors are about, then what is wrong without it, until nothing is. `None` if nothing is left.
    pub(super) fn new(whole: &Tree, text: &str, errors: &Report) -> Option<Self> {
        let mut removed = BTreeSet::new();
        let mut tree = whole.clone();
        let mut pointers = about(&tree, errors, text)?;
        loop {
            tree.root = without(&tree.root, "", &pointers);
            removed.append(&mut pointers);
            let mut left = Report::default();
            keywords::check(&tree, text, &mut left);
            pointers = about(&tree, &left, text)?;
            if pointers.is_empty() {
                break;
            }
        }
        // The first stays, but it may not be the one that was meant.
        let twice = errors
            .iter()
            .filter(|finding| finding.code == Code::DuplicateKey);
        removed.extend(twice.map(|finding| finding.at.pointer.clone()));
        Some(Self { tree, removed })
    }
}

/// What the errors are about: the nodes that are to be taken out. `None` if that is the whole document.
fn about(tree: &Tree, errors: &Report, text: &str) -> Option<BTreeSet<String>> {
    let errors = errors
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| hides(finding, text));
    errors
        .map(|finding| entry(tree, &finding.at.pointer))
        .collect()
}

/// Whether the tree lacks what a finding is about. Of a key that is there twice, the first stays; and what has a YAML anchor
/// is there all the same.
pub(super) fn hides(finding: &Diagnostic, text: &str) -> bool {
    let is_anchor = || {
        let marked = text.get(finding.at.span.clone()).unwrap_or_default();
        finding.code == Code::YamlFeature && marked.starts_with('&')
    };
    finding.code != Code::DuplicateKey && !is_anchor()
}

/// The pointer of the nearest entry of a mapping, so that the items of lists keep their numbers.
fn entry(tree: &Tree, mut pointer: &str) -> Option<String> {
    loop {
        let (above, _) = pointer.rsplit_once('/')?;
        let is_entry = tree
            .get(above)
            .is_some_and(|node| node.as_mapping().is_some());
        if is_entry && tree.get(pointer).is_some() {
            return Some(pointer.to_owned());
        }
        pointer = above;
    }
}

/// A node without those below it that are to be taken out, and without keys that were there before.
fn without(node: &Node, pointer: &str, removed: &BTreeSet<String>) -> Node {
    let kind = match &node.kind {
        NodeKind::Mapping(mapping) => {
            let mut entries = Vec::new();
            for entry in mapping {
                let below = format!("{pointer}/{}", escape(&entry.key));
                let is_first = mapping
                    .entry(&entry.key)
                    .is_some_and(|first| std::ptr::eq(first, entry));
                if is_first && !removed.contains(&below) {
                    entries.push(Entry {
                        key: entry.key.clone(),
                        key_span: entry.key_span.clone(),
                        value: without(&entry.value, &below, removed),
                    });
                }
            }
            NodeKind::Mapping(Mapping::new(entries))
        }
        NodeKind::Sequence(items) => {
            let items = items.iter().enumerate();
            let items =
                items.map(|(index, item)| without(item, &format!("{pointer}/{index}"), removed));
            NodeKind::Sequence(items.collect())
        }
        NodeKind::Scalar(_) => node.kind.clone(),
    };
    let span = node.span.clone();
    Node { span, kind }
}
