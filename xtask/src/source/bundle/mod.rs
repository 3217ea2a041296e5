//! [`bundle`]: a document of several files as one tree.
//!
//! What is referred to in another file becomes a component, so that all references to it mean the same. Where there is no
//! section of components for it, as for a Path Item, it replaces the reference.

mod components;
mod files;
mod names;
mod nodes;
mod reference;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::keywords::tables::{
    COMPONENTS, DISCRIMINATOR, Kind, OPENAPI, Object, PATH_ITEM, RESPONSE, SCHEMA,
};
use super::limits::MAX_DEPTH;
use super::pointer;
use super::tree::{Entry, Mapping, Node, NodeKind, Tree};
use super::unresolved::Unresolved;
use super::version::Version;
use crate::diagnostic::{Report, Sources};
use components::{Component, Mount, Replacement, with_components};
use files::{Files, Target};
use nodes::{only_reference, reference, refers_to_files, size};
use reference::is_file;
pub(super) use reference::resolved_url;

/// The document with what it refers to in other files. `None` if one of them is not YAML.
pub(super) fn bundle(
    mut tree: Tree,
    sources: &mut Sources<'_>,
    report: &mut Report,
) -> Option<Tree> {
    if !refers_to_files(&tree.root) {
        return Some(tree);
    }
    let mut bundle = Bundle {
        version: Version::of(&tree),
        files: Files::new(tree.clone(), sources, report),
        homes: BTreeMap::new(),
        mounts: IndexMap::new(),
        references: BTreeMap::new(),
        unresolved: BTreeMap::new(),
        inside: Vec::new(),
        placed: 0,
    };
    bundle.give_homes(&mut tree.root);
    bundle.walk(Kind::Object(&OPENAPI), &mut tree.root, 0);
    let mut done = 0;
    while let Some((_, mount)) = bundle.mounts.get_index_mut(done) {
        let (kind, mut node) = (mount.kind, mount.node.clone());
        bundle.walk(kind, &mut node, 3);
        if let Some((_, mount)) = bundle.mounts.get_index_mut(done) {
            mount.node = node;
        }
        done += 1;
    }
    let Bundle {
        files,
        mounts,
        references,
        unresolved,
        ..
    } = bundle;
    tree.unresolved = unresolved;
    with_components(tree, &files, mounts, references)
}

struct Bundle<'b, 'r> {
    files: Files<'b, 'r>,
    version: Version,
    /// The pointers of components of the document that are references to nodes of other files.
    homes: BTreeMap<Component, String>,
    mounts: IndexMap<Component, Mount>,
    /// By the offset of the reference.
    references: BTreeMap<usize, Replacement>,
    unresolved: BTreeMap<usize, Unresolved>,
    /// The nodes that replace references around the current one.
    inside: Vec<Target>,
    /// How many nodes have replaced references.
    placed: usize,
}

impl Bundle<'_, '_> {
    /// Puts nodes of other files in the place of components that are nothing but references to them: they are the
    /// components that other references mean too.
    fn give_homes(&mut self, root: &mut Node) {
        let Some(components) = root.get_mut("components") else {
            return;
        };
        self.place(Kind::Object(&COMPONENTS), components, 1);
        for (section, kind) in COMPONENTS.keywords(self.version) {
            let Some(components) = components.get_mut(section) else {
                continue;
            };
            self.place(kind, components, 2);
            let NodeKind::Mapping(mapping) = &mut components.kind else {
                continue;
            };
            for (name, node) in mapping.values_mut() {
                let only = only_reference(node).map(|(text, at)| (text.to_owned(), at));
                let Some((text, at)) = only.filter(|(text, at)| self.files.is_elsewhere(text, *at))
                else {
                    continue;
                };
                let Ok(target) = self.files.follow(&text, self.files.sources.file_at(at)) else {
                    continue;
                };
                let component = (section, target);
                if component.1.file == 0 || self.homes.contains_key(&component) {
                    continue;
                }
                if let Some(found) = self.files.node(&component.1) {
                    *node = found.clone();
                    let pointer = pointer::join("", &["components", section, name]);
                    self.homes.insert(component, pointer);
                }
            }
        }
        self.inside.clear();
    }

    /// Resolves the references in a node.
    fn walk(&mut self, kind: Kind, node: &mut Node, depth: usize) {
        match (kind, section(kind)) {
            (
                Kind::Text
                | Kind::Bool
                | Kind::Number
                | Kind::Count
                | Kind::OneOf(_)
                | Kind::Types
                | Kind::Bound,
                _,
            ) => return,
            (_, Some(section)) => {
                if let Some((text, at)) = reference(node) {
                    let text = text.to_owned();
                    return self.refer(section, kind, &text, at);
                }
            }
            (_, None) => {
                let placed = self.inside.len();
                self.place(kind, node, depth);
                if !matches!(kind, Kind::Any) {
                    self.walk_in(kind, node, depth);
                }
                return self.inside.truncate(placed);
            }
        }
        self.walk_in(kind, node, depth);
    }

    fn walk_in(&mut self, kind: Kind, node: &mut Node, depth: usize) {
        let depth = depth + 1;
        match (kind, &mut node.kind) {
            (Kind::List(item), NodeKind::Sequence(items)) => {
                for node in items {
                    self.walk(*item, node, depth);
                }
            }
            (Kind::Map(value), NodeKind::Mapping(mapping)) => {
                for (_, node) in mapping.values_mut() {
                    self.walk(*value, node, depth);
                }
            }
            (
                Kind::Paths | Kind::Responses | Kind::Callback | Kind::Webhooks,
                NodeKind::Mapping(mapping),
            ) => {
                let kind = match kind {
                    Kind::Responses => Kind::OrRef(&RESPONSE),
                    _ => Kind::Object(&PATH_ITEM),
                };
                for (key, node) in mapping.values_mut() {
                    if !key.starts_with("x-") {
                        self.walk(kind, node, depth);
                    }
                }
            }
            (Kind::BoolOrSchema, NodeKind::Mapping(mapping)) => {
                self.object(&SCHEMA, mapping, depth);
            }
            (Kind::Object(object) | Kind::OrRef(object), NodeKind::Mapping(mapping)) => {
                self.object(object, mapping, depth);
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &Object, mapping: &mut Mapping, depth: usize) {
        for (key, node) in mapping.values_mut() {
            match object.keyword(key, self.version) {
                Some(Kind::Map(_)) if std::ptr::eq(object, &DISCRIMINATOR) => self.mapping(node),
                Some(kind) => self.walk(kind, node, depth),
                None => {}
            }
        }
    }

    /// The mapping of a discriminator, whose values are references or names.
    fn mapping(&mut self, node: &Node) {
        for entry in node.as_mapping().into_iter().flatten() {
            let at = entry.value.span.start;
            if let Some(text) = entry.value.as_str()
                && (is_file(text) || text.starts_with('#'))
            {
                self.refer("schemas", Kind::OrRef(&SCHEMA), text, at);
            }
        }
    }

    /// Makes a component of what a reference refers to, which is at an offset.
    fn refer(&mut self, section: &'static str, kind: Kind, text: &str, at: usize) {
        if !self.files.is_elsewhere(text, at) {
            return;
        }
        let file = self.files.sources.file_at(at);
        let target = match self.files.follow(text, file) {
            Ok(target) => target,
            Err(unresolved) => return self.give_up(text, at, unresolved),
        };
        let component = (section, target);
        let replacement = match (&component.1, self.homes.get(&component)) {
            (Target { file: 0, pointer }, _) | (_, Some(pointer)) => {
                Replacement::Text(pointer::to_fragment(pointer))
            }
            (target, None) => match self.mounts.get_index_of(&component) {
                Some(index) => Replacement::Mount(index),
                None => {
                    let Some((node, key_span)) = self.files.node_with_key(target) else {
                        return;
                    };
                    let mount = Mount {
                        kind,
                        key_span,
                        node: node.clone(),
                    };
                    Replacement::Mount(self.mounts.insert_full(component, mount).0)
                }
            },
        };
        self.references.insert(at, replacement);
    }

    /// Replaces a node with what it refers to, as long as that is in another file. What is beside the reference is kept.
    fn place(&mut self, kind: Kind, node: &mut Node, depth: usize) {
        while let Some((text, at)) = reference(node).map(|(text, at)| (text.to_owned(), at))
            && self.files.is_elsewhere(&text, at)
        {
            // Any JSON may have a key of this name.
            let is_data = matches!(kind, Kind::Any);
            if is_data && !(is_file(&text) && only_reference(node).is_some()) {
                return;
            }
            match self.replacement(node, &text, at, depth) {
                Ok((target, found)) => {
                    self.inside.push(target);
                    *node = found;
                }
                Err(_) if is_data => return,
                Err(unresolved) => return self.give_up(&text, at, unresolved),
            }
        }
    }

    fn replacement(
        &mut self,
        node: &Node,
        text: &str,
        at: usize,
        depth: usize,
    ) -> Result<(Target, Node), Unresolved> {
        let target = self.files.resolve(text, self.files.sources.file_at(at))?;
        let Some(found) = self.files.node(&target) else {
            return Err(Unresolved::missing(text, "the document"));
        };
        let (levels, nodes) = size(found);
        if self.inside.contains(&target) {
            return Err(Unresolved::cycle(text));
        }
        // A document that is not repetitive has far fewer nodes than bytes.
        let placed = self.placed + nodes;
        if depth + levels > MAX_DEPTH || placed > self.files.sources.text().len() {
            return Err(Unresolved::too_large(text));
        }
        let mut found = found.clone();
        let beside = node.as_mapping().into_iter().flatten();
        let beside = beside.filter(|it| it.key != "$ref").cloned();
        let beside: Vec<Entry> = beside.collect();
        match &mut found.kind {
            NodeKind::Mapping(mapping) => {
                if let Some(both) = beside.iter().find(|it| mapping.get(&it.key).is_some()) {
                    return Err(Unresolved::both(text, &both.key));
                }
                if !beside.is_empty() {
                    mapping.extend(beside);
                }
            }
            _ => {
                if let Some(first) = beside.first() {
                    return Err(Unresolved::both(text, &first.key));
                }
            }
        }
        self.placed = placed;
        Ok((target, found))
    }

    /// Leaves a reference unresolved. Later, `#` will be the document, so the reference gets the path of its file.
    fn give_up(&mut self, text: &str, at: usize, unresolved: Unresolved) {
        let file = self.files.sources.file_at(at);
        if text.starts_with('#')
            && let Some(file) = self.files.sources.files().get(file)
        {
            let text = Replacement::Text(format!("{}{text}", file.path));
            self.references.insert(at, text);
        }
        self.unresolved.insert(at, unresolved);
    }
}

/// The section of components for what a kind of reference refers to; `None` if there is none.
fn section(kind: Kind) -> Option<&'static str> {
    let object = match kind {
        Kind::Callback => return Some("callbacks"),
        Kind::BoolOrSchema => &SCHEMA,
        Kind::OrRef(object) => object,
        _ => return None,
    };
    let mut sections = COMPONENTS.keywords(Version::V31);
    let section = sections
        .find(|(_, kind)| matches!(kind, Kind::Map(Kind::OrRef(it)) if std::ptr::eq(*it, object)));
    section.map(|(section, _)| section)
}
