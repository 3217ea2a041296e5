//! [`Builder`]: from the beginnings, scalars and ends that a reader finds in a text to nodes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::mapping::{Entry, Mapping};
use super::scalar::{NotJson, Scalar, resolve};
use super::{Node, NodeKind, Tree};
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity};
use crate::source::limits::MAX_DEPTH;
use crate::source::pointer::{self, escape};

/// Puts nodes together.
pub(super) struct Builder<'r> {
    pub(super) report: &'r mut Report,
    /// The collections that have begun and not ended, outermost first.
    pub(super) open: Vec<Open>,
    root: Option<Node>,
    lost: BTreeSet<String>,
    aliases: Vec<Anchor>,
    /// Whether the nodes say what the text says.
    pub(super) usable: bool,
}

/// A collection that has begun.
pub(super) struct Open {
    pub(super) start: usize,
    /// `{` or `[`: its end has a sign too.
    pub(super) flow: bool,
    pub(super) is_mapping: bool,
    entries: Vec<Entry>,
    /// The key whose value has not begun.
    key: Option<Key>,
    items: Vec<Node>,
    /// The mappings of merge keys, in the order of the text.
    merged: Vec<Node>,
}

struct Key {
    text: String,
    span: Range<usize>,
    /// `<<`: the entries of its value belong to the mapping.
    is_merge: bool,
}

impl<'r> Builder<'r> {
    pub(super) fn new(report: &'r mut Report) -> Self {
        Self {
            report,
            open: Vec::new(),
            root: None,
            lost: BTreeSet::new(),
            aliases: Vec::new(),
            usable: true,
        }
    }

    pub(super) fn finish(self) -> Option<Tree> {
        let root = self.root.filter(|_| self.usable)?;
        Some(Tree {
            root,
            aliases: self.aliases,
            lost: self.lost,
            unresolved: BTreeMap::new(),
        })
    }

    /// Begins a collection at a character; `false` if that is too deep.
    pub(super) fn begin(&mut self, first: Range<usize>, flow: bool, is_mapping: bool) -> bool {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep(first);
            return false;
        }
        self.open.push(Open {
            start: first.start,
            flow,
            is_mapping,
            entries: Vec::new(),
            key: None,
            items: Vec::new(),
            merged: Vec::new(),
        });
        true
    }

    /// Ends the innermost collection, after the byte of its closing bracket if it has one.
    pub(super) fn end(&mut self, end: Option<usize>) -> Option<Node> {
        let open = self.open.pop()?;
        let last = open.entries.last().map(|entry| &entry.value);
        let last = last.or(open.items.last()).or(open.merged.last());
        let end = end.or(last.map(|node| node.span.end));
        let span = open.start..end.unwrap_or(open.start).max(open.start);
        let kind = match open.is_mapping {
            true => NodeKind::Mapping(self.mapping(open.entries, open.merged)),
            false => NodeKind::Sequence(open.items),
        };
        Some(Node { span, kind })
    }

    /// A mapping of its own entries, and of those in merged mappings that have other keys: of equal keys in these, the
    /// first counts.
    fn mapping(&mut self, entries: Vec<Entry>, merged: Vec<Node>) -> Mapping {
        let own = self.without_duplicates(entries);
        if merged.is_empty() {
            return own;
        }
        let entries = own.into_entries();
        let mut keys: BTreeSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
        let mut all = Vec::new();
        for node in merged {
            let NodeKind::Mapping(mapping) = node.kind else {
                continue;
            };
            let others = mapping.into_entries().into_iter();
            all.extend(others.filter(|it| keys.insert(it.key.clone())));
        }
        all.extend(entries);
        Mapping::new(all)
    }

    /// Reports keys that are there twice. Where both have the same value, the meaning is clear, and one is left.
    fn without_duplicates(&mut self, entries: Vec<Entry>) -> Mapping {
        let mapping = Mapping::new(entries);
        let help = match self.open.last() {
            Some(open) if !open.is_mapping => {
                "remove one of the two, or put `- ` before it if it begins another item"
            }
            _ => "remove one of the two, or rename it",
        };
        let mut repeated = BTreeSet::new();
        for (entry, first) in mapping.duplicates() {
            let at = |span: &Range<usize>| {
                let at = self.here(span.clone());
                let pointer = format!("{}/{}", at.pointer, escape(&entry.key));
                Anchor { pointer, ..at }
            };
            let mut message = format!("duplicate key `{}`", entry.key);
            let mut severity = Code::DuplicateKey.severity();
            if entry.value.to_json() == first.value.to_json() {
                message += " with the same value";
                severity = Severity::Warning;
                repeated.insert(entry.key_span.start);
            }
            let finding = Diagnostic::new(Code::DuplicateKey, at(&entry.key_span), message)
                .related(at(&first.key_span), "first defined here");
            self.report.add(finding.help(help).with_severity(severity));
        }
        if repeated.is_empty() {
            return mapping;
        }
        let mut entries = mapping.into_entries();
        entries.retain(|entry| !repeated.contains(&entry.key_span.start));
        Mapping::new(entries)
    }

    /// A number, or another scalar without quotes.
    pub(super) fn plain(&mut self, text: &str, span: &Range<usize>) -> Scalar {
        let (scalar, message, help) = match resolve(text) {
            Ok(Scalar::Number(number)) if number.is_f64() && is_integer(text) => (
                Scalar::Number(number.clone()),
                format!("is too large for a 64-bit integer: it is read as {number}"),
                "write it with an exponent (`1.8e19`), or in quotes if it is a string",
            ),
            Ok(scalar) => return scalar,
            Err(NotJson) => (
                Scalar::Null,
                "is not a JSON number: it is left out".to_owned(),
                "write a number, remove the keyword, or put it in quotes if it is a string",
            ),
        };
        let at = self.here(span.clone());
        if scalar == Scalar::Null {
            self.lost.insert(at.pointer.clone());
        }
        let message = format!("`{text}` {message}");
        let mut finding = Diagnostic::new(Code::InvalidValue, at, message).help(help);
        if self.open.is_empty() {
            // Nothing is left of the document.
            finding.severity = Severity::Error;
        }
        self.report.add(finding);
        scalar
    }

    pub(super) fn expects_key(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| open.is_mapping && open.key.is_none())
    }

    pub(super) fn key(&mut self, text: String, span: Range<usize>, is_merge: bool) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(Key {
                text,
                span,
                is_merge,
            });
        }
    }

    /// Puts a node where it belongs: the value of a key, an item, the top.
    pub(super) fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(open) if !open.is_mapping => open.items.push(node),
            Some(open) => match open.key.take() {
                Some(key) if key.is_merge => self.merge(node, key.span),
                Some(key) => open.entries.push(Entry {
                    key: key.text,
                    key_span: key.span,
                    value: node,
                }),
                // A collection as a key, which has been reported: its value needs some key.
                None => self.key(String::new(), node.span, false),
            },
        }
    }

    /// Takes the value of a merge key: a mapping, or several in an array.
    fn merge(&mut self, node: Node, key: Range<usize>) {
        let nodes = match node.kind {
            NodeKind::Sequence(items) => items,
            kind => vec![Node { kind, ..node }],
        };
        for node in nodes {
            match (&node.kind, self.open.last_mut()) {
                (NodeKind::Mapping(_), Some(open)) => open.merged.push(node),
                _ => self.unusable(
                    Code::YamlFeature,
                    key.clone(),
                    "a merge key whose value is not a mapping",
                    "write `<<: *name` for a mapping that has the anchor `&name`, or put `<<` in quotes",
                ),
            }
        }
    }

    /// Takes the location of an alias.
    pub(super) fn alias(&mut self, span: Range<usize>) {
        let at = self.here(span);
        self.aliases.push(at);
    }

    /// A location in the collection that is being read.
    pub(super) fn here(&self, span: Range<usize>) -> Anchor {
        let mut pointer = String::new();
        for open in &self.open {
            if let Some(key) = &open.key {
                pointer = pointer::child(&pointer, &key.text);
            } else if !open.is_mapping {
                pointer = format!("{pointer}/{}", open.items.len());
            }
        }
        Anchor { span, pointer }
    }

    /// Reports that there is no usable tree.
    pub(super) fn unusable(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.usable = false;
        let finding = Diagnostic::new(code, self.here(span), message);
        self.report.add(finding.help(help));
    }

    pub(super) fn too_deep(&mut self, span: Range<usize>) {
        self.unusable(
            Code::TooDeep,
            span,
            format!("nested more than {MAX_DEPTH} levels deep"),
            "put inner schemas under `components` and refer to them",
        );
    }
}

/// Whether a number is written as an integer.
fn is_integer(text: &str) -> bool {
    !text.contains(['.', 'e', 'E'])
}
