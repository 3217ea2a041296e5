//! [`with_components`]: the tree of a document with nodes of other files as components.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use indexmap::IndexMap;

use super::files::{Files, Target};
use super::names;
use crate::source::keywords::tables::Kind;
use crate::source::pointer;
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};

/// The section of components, and the node.
pub(super) type Component = (&'static str, Target);

/// A node that becomes a component.
pub(super) struct Mount {
    pub(super) kind: Kind,
    pub(super) key_span: Range<usize>,
    pub(super) node: Node,
}

/// What a reference is replaced with.
pub(super) enum Replacement {
    Text(String),
    /// A reference to the component with this index.
    Mount(usize),
}

/// The tree with these components, and with references to them. `None` if a file is not YAML.
pub(super) fn with_components(
    mut tree: Tree,
    files: &Files<'_, '_>,
    mounts: IndexMap<Component, Mount>,
    references: BTreeMap<usize, Replacement>,
) -> Option<Tree> {
    let mut lost = BTreeSet::new();
    for tree in &files.trees {
        let tree = tree.as_ref()?;
        let nodes = tree.lost.iter().filter_map(|pointer| tree.get(pointer));
        lost.extend(nodes.map(|node| (node.span.start, node.span.end)));
    }
    let components = tree.root.get("components");
    let is_taken = |section: &str, name: &str| {
        let section = components.and_then(|components| components.get(section));
        section.is_some_and(|section| section.get(name).is_some())
    };
    let paths = files.sources.files();
    let parts = mounts.keys().map(|(section, target)| {
        let path = paths.get(target.file).map_or("", |file| &file.path);
        let keys = pointer::keys(&target.pointer);
        (*section, names::parts(path, &keys, section))
    });
    let names = names::assign(&parts.collect::<Vec<_>>(), is_taken);
    let mut sections: IndexMap<&str, Vec<Entry>> = IndexMap::new();
    let mut pointers = Vec::new();
    for (((section, _), mount), name) in mounts.into_iter().zip(names) {
        pointers.push(pointer::join("", &["components", section, &name]));
        sections.entry(section).or_default().push(Entry {
            key: name,
            key_span: mount.key_span,
            value: mount.node,
        });
    }
    for (section, entries) in sections {
        let components = mapping_in(&mut tree.root, "components");
        let components = components.and_then(|it| mapping_in(it, section));
        if let Some(NodeKind::Mapping(mapping)) = components.map(|node| &mut node.kind) {
            mapping.extend(entries);
        }
    }
    let texts = references.into_iter().filter_map(|(at, it)| {
        let text = match it {
            Replacement::Text(text) => text,
            Replacement::Mount(index) => pointer::to_fragment(pointers.get(index)?),
        };
        Some((at, text))
    });
    let mut last = Last {
        texts: texts.collect(),
        lost,
        pointers: BTreeSet::new(),
    };
    last.node(&mut tree.root, "");
    tree.lost = last.pointers;
    Some(tree)
}

/// The mapping under a key, which is added if it is missing.
fn mapping_in<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let span = node.span.start..node.span.start;
    if node.get(key).is_none()
        && let NodeKind::Mapping(mapping) = &mut node.kind
    {
        mapping.extend([Entry {
            key: key.to_owned(),
            key_span: span.clone(),
            value: Node {
                span,
                kind: NodeKind::Mapping(Mapping::default()),
            },
        }]);
    }
    node.get_mut(key)
}

/// The last walk through the tree.
struct Last {
    /// The new references by the offsets of the old ones.
    texts: BTreeMap<usize, String>,
    /// The spans of the nodes that are not what the text says.
    lost: BTreeSet<(usize, usize)>,
    /// Their pointers.
    pointers: BTreeSet<String>,
}

impl Last {
    fn node(&mut self, node: &mut Node, pointer: &str) {
        if self.lost.contains(&(node.span.start, node.span.end)) {
            self.pointers.insert(pointer.to_owned());
        }
        match &mut node.kind {
            NodeKind::Mapping(mapping) => {
                for (key, node) in mapping.values_mut() {
                    let pointer = pointer::child(pointer, key);
                    self.node(node, &pointer);
                }
            }
            NodeKind::Sequence(items) => {
                for (index, node) in items.iter_mut().enumerate() {
                    self.node(node, &format!("{pointer}/{index}"));
                }
            }
            NodeKind::Scalar(scalar) => {
                if let Some(text) = self.texts.get(&node.span.start) {
                    *scalar = Scalar::String(text.clone());
                }
            }
        }
    }
}
