//! [`Files`]: the trees of the files of a document, and what references in them mean.

use std::ops::Range;

use super::nodes::only_reference;
use super::reference::Reference;
use crate::diagnostic::{Report, Sources};
use crate::source::limits::MAX_REFERENCES;
use crate::source::tree::{Node, Tree};
use crate::source::unresolved::Unresolved;

/// A node of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Target {
    /// The index of the file; 0 is the document's own.
    pub(super) file: usize,
    pub(super) pointer: String,
}

/// The files of a document.
pub(super) struct Files<'b, 'r> {
    pub(super) sources: &'b mut Sources<'r>,
    report: &'b mut Report,
    /// The tree of each file; `None` if it is not YAML.
    pub(super) trees: Vec<Option<Tree>>,
}

impl<'b, 'r> Files<'b, 'r> {
    /// The files of the document with this tree.
    pub(super) fn new(tree: Tree, sources: &'b mut Sources<'r>, report: &'b mut Report) -> Self {
        Self {
            sources,
            report,
            trees: vec![Some(tree)],
        }
    }

    /// Whether a reference at an offset is not one of the document to itself.
    pub(super) fn is_elsewhere(&self, text: &str, at: usize) -> bool {
        !text.starts_with('#') || self.sources.file_at(at) != 0
    }

    /// What a reference means; the target of its target, if that is only a reference.
    pub(super) fn follow(&mut self, text: &str, file: usize) -> Result<Target, Unresolved> {
        let mut target = self.resolve(text, file)?;
        for _ in 0..MAX_REFERENCES {
            let next = self.node(&target).and_then(only_reference);
            let Some((text, _)) = next.filter(|_| target.file != 0) else {
                break;
            };
            let text = text.to_owned();
            match self.resolve(&text, target.file) {
                Ok(next) => target = next,
                Err(_) => break,
            }
        }
        Ok(target)
    }

    /// What a reference in a file refers to, which exists if it is in another one than the document's own.
    pub(super) fn resolve(&mut self, text: &str, file: usize) -> Result<Target, Unresolved> {
        let from = self.sources.files().get(file);
        let from = from.map_or(String::new(), |file| file.path.clone());
        let Reference { path, pointer } = Reference::parse(text, &from)?;
        let file = match path {
            None => file,
            Some(path) => match self.open(&path) {
                Ok(Some(file)) => file,
                Ok(None) => return Err(Unresolved::no_file(text, &path)),
                Err(error) => return Err(Unresolved::unreadable(&path, &error)),
            },
        };
        let target = Target { file, pointer };
        let is_there = |target: &Target| self.node(target).is_some();
        // What is in the document is checked with its own references; a file that is not YAML is an error itself.
        let is_parsed = self.trees.get(file).is_some_and(Option::is_some);
        if file == 0 || !is_parsed || is_there(&target) {
            return Ok(target);
        }
        let path = self.sources.path(file);
        let unresolved = Unresolved::missing(text, &path);
        let pointer = target.pointer;
        let in_document = Target { file: 0, pointer };
        Err(match is_there(&in_document) && text.starts_with('#') {
            true => unresolved.in_document(&self.sources.path(0)),
            false => unresolved,
        })
    }

    /// The index of the file at a path.
    fn open(&mut self, path: &str) -> Result<Option<usize>, String> {
        let opened = self.sources.open(path)?;
        while opened.is_some_and(|index| index >= self.trees.len()) {
            let tree = self.parse(self.trees.len());
            self.trees.push(tree);
        }
        Ok(opened)
    }

    fn parse(&mut self, file: usize) -> Option<Tree> {
        let span = self.sources.files().get(file)?.span.clone();
        let text = self.sources.text().get(span.clone())?;
        let mut found = Report::default();
        let tree = Tree::parse(text, &mut found);
        for mut finding in found.into_sorted() {
            let related = finding.related.iter_mut().map(|(at, _)| at);
            for at in std::iter::once(&mut finding.at).chain(related) {
                shift(&mut at.span, span.start);
            }
            self.report.add(finding);
        }
        let mut tree = tree?;
        tree.root.shift(span.start);
        Some(tree)
    }

    pub(super) fn node(&self, target: &Target) -> Option<&Node> {
        self.trees.get(target.file)?.as_ref()?.get(&target.pointer)
    }

    /// A node, and the location of its key, or of what is shown instead.
    pub(super) fn node_with_key(&self, target: &Target) -> Option<(&Node, Range<usize>)> {
        let node = self.node(target)?;
        let tree = self.trees.get(target.file)?.as_ref()?;
        let first = node.as_mapping().and_then(|mapping| mapping.first());
        let key = match (target.pointer.as_str(), first) {
            ("", Some(first)) => first.key_span.clone(),
            (pointer, _) => tree.key(pointer).span,
        };
        Some((node, key))
    }
}

fn shift(span: &mut Range<usize>, by: usize) {
    *span = span.start + by..span.end + by;
}
