//! [`build`]: from the parser's events to nodes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::mapping::{Entry, Mapping};
use super::offsets::Offsets;
use super::problem::{Problem, first_char};
use super::scalar::{NotJson, Scalar, resolve};
use super::syntax::{self, Unfinished};
use super::yaml_mistakes;
use super::{Node, NodeKind, Tree};
use crate::diagnostic::{Anchor, Code, Diagnostic, Report};
use crate::source::limits::MAX_DEPTH;
use crate::source::pointer::{self, escape};

/// Reads the text into a node. `None` if a finding leaves nothing to go on with.
pub(super) fn build(text: &str, report: &mut Report) -> Option<Tree> {
    let mut builder = Builder {
        text,
        offsets: Offsets::new(text),
        report,
        open: Vec::new(),
        anchors: BTreeMap::new(),
        documents: 0,
        root: None,
        lost: BTreeSet::new(),
        usable: true,
    };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let go_on = match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => builder.syntax_error(&error),
        };
        if !go_on {
            return None;
        }
    }
    builder.finish()
}

struct Builder<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    report: &'a mut Report,
    /// The collections that have begun and not ended, outermost first.
    open: Vec<Open>,
    /// The locations of the anchors, by the parser's number.
    anchors: BTreeMap<usize, Range<usize>>,
    documents: usize,
    root: Option<Node>,
    lost: BTreeSet<String>,
    /// Whether the nodes say what the text says.
    usable: bool,
}

/// A collection that has begun.
struct Open {
    start: usize,
    /// `{` or `[`: its end has a sign too.
    flow: bool,
    is_mapping: bool,
    entries: Vec<Entry>,
    /// The key whose value has not begun.
    key: Option<(String, Range<usize>)>,
    items: Vec<Node>,
}

impl<'a> Builder<'a> {
    /// Takes an event; `false` if there is no use in going on.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::DocumentStart(_) => return self.document_start(span),
            Event::Scalar(value, style, anchor, tag) => {
                let start = self.offsets.byte(span.start.index());
                self.properties(start, anchor, tag.as_deref());
                let span = start..self.scalar_end(start, style, &span);
                self.scalar(&value, style, span);
            }
            Event::MappingStart(anchor, tag) => {
                return self.begin(span, anchor, tag.as_deref(), true);
            }
            Event::SequenceStart(anchor, tag) => {
                return self.begin(span, anchor, tag.as_deref(), false);
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(span),
            Event::Alias(anchor) => self.alias(span, anchor),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn finish(mut self) -> Option<Tree> {
        if self.documents == 0 {
            let first_line = self.text.lines().next().unwrap_or_default();
            self.unusable(
                Code::Syntax,
                0..first_line.len(),
                "the document is empty",
                "an OpenAPI document starts with `openapi: 3.0.3`",
            );
            return None;
        }
        if let Some(conflict) = yaml_mistakes::conflict(self.text) {
            let Problem {
                span,
                message,
                help,
                ..
            } = conflict;
            self.unusable(Code::Syntax, span, message, help);
        }
        let root = self.root.filter(|_| self.usable)?;
        let lost = self.lost;
        Some(Tree { root, lost })
    }

    fn document_start(&mut self, span: Span) -> bool {
        self.documents += 1;
        if self.documents == 1 {
            return true;
        }
        let start = self.offsets.byte(span.start.index());
        let end = self.offsets.byte(span.end.index());
        let rest = self.text.get(start..).unwrap_or_default();
        // After `...` there may be no `---`: then it starts with its first word.
        let mark = match rest.starts_with("---") {
            true => "---",
            false => "...",
        };
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let end = if start == end { start + word } else { end };
        self.unusable(
            Code::YamlFeature,
            start..end,
            "a second YAML document in one file",
            format!(
                "keep one document in the file: remove the `{mark}` before it, or everything after it"
            ),
        );
        false
    }

    fn begin(&mut self, span: Span, anchor: usize, tag: Option<&Tag>, is_mapping: bool) -> bool {
        let start = self.offsets.byte(span.start.index());
        if self.open.len() >= MAX_DEPTH {
            self.too_deep(start);
            return false;
        }
        self.properties(start, anchor, tag);
        if self.expects_key() {
            let what = if is_mapping {
                "a mapping"
            } else {
                "a sequence"
            };
            self.unusable(
                Code::YamlFeature,
                start..self.next_char(start),
                format!("{what} as a key"),
                "keys are strings: put it in quotes if it is one",
            );
        }
        self.open.push(Open {
            start,
            flow: matches!(first_char(self.text, start), Some('{' | '[')),
            is_mapping,
            entries: Vec::new(),
            key: None,
            items: Vec::new(),
        });
        true
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let last = open.entries.last().map(|entry| &entry.value);
        let last = last.or(open.items.last()).map(|node| node.span.end);
        // The parser's span of a closing bracket includes the spaces after it.
        let end = match open.flow {
            true => self.offsets.byte(span.start.index()) + 1,
            false => last.unwrap_or(open.start),
        };
        let kind = match open.is_mapping {
            true => NodeKind::Mapping(self.mapping(open.entries)),
            false => NodeKind::Sequence(open.items),
        };
        let span = open.start..end.max(open.start);
        self.add(Node { span, kind });
    }

    fn mapping(&mut self, entries: Vec<Entry>) -> Mapping {
        let mapping = Mapping::new(entries);
        let help = match self.open.last() {
            Some(open) if !open.is_mapping => {
                "remove one of the two, or put `- ` before it if it begins another item"
            }
            _ => "remove one of the two, or rename it",
        };
        for (entry, first) in mapping.duplicates() {
            let at = |span: &Range<usize>| {
                let at = self.here(span.clone());
                let pointer = format!("{}/{}", at.pointer, escape(&entry.key));
                Anchor { pointer, ..at }
            };
            let message = format!("duplicate key `{}`", entry.key);
            let finding = Diagnostic::new(Code::DuplicateKey, at(&entry.key_span), message)
                .related(at(&first.key_span), "first defined here");
            self.report.add(finding.help(help));
        }
        mapping
    }

    fn alias(&mut self, span: Span, anchor: usize) {
        let span = self.offsets.byte(span.start.index())..self.offsets.byte(span.end.index());
        let name = self.text.get(span.clone()).unwrap_or("*").to_owned();
        let message = format!("the YAML alias `{name}`");
        let help = "write the value here, or use a `$ref` to a component";
        let mut finding = Diagnostic::new(Code::YamlFeature, self.here(span.clone()), message);
        if let Some(target) = self.anchors.get(&anchor) {
            finding = finding.related(self.here(target.clone()), "this is what it refers to");
        }
        self.lose(finding.help(help));
        if self.expects_key() {
            self.key(name, span);
        } else {
            let kind = NodeKind::Scalar(Scalar::Null);
            self.add(Node { span, kind });
        }
    }

    /// What may be before a node: an anchor, a tag.
    fn properties(&mut self, start: usize, anchor: usize, tag: Option<&Tag>) {
        let rest = self.text.get(start..).unwrap_or_default();
        let word = rest.split_ascii_whitespace().next().unwrap_or_default();
        let span = start..start + word.len();
        if anchor != 0 {
            self.anchors.insert(anchor, span.clone());
            let at = self.here(span.clone());
            let help = "remove it; what is used in several places belongs under `components`, with a `$ref` to it";
            let finding = Diagnostic::new(Code::YamlFeature, at, "a YAML anchor");
            self.report.add(finding.help(help));
        }
        if let Some(tag) = tag {
            let help = match tag.is_yaml_core_schema() && tag.suffix == "str" {
                true => "remove the tag and put the value in quotes",
                false => "remove the tag",
            };
            let finding = Diagnostic::new(Code::YamlFeature, self.here(span), "a YAML tag");
            self.lose(finding.help(help));
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Range<usize>) {
        let is_plain = style == ScalarStyle::Plain;
        if self.expects_key() {
            if is_plain && value == "<<" {
                let at = self.here(span.clone());
                let finding = Diagnostic::new(Code::YamlFeature, at, "a YAML merge key");
                let help = "write the keys here, or put `allOf` with a `$ref` in their place";
                self.lose(finding.help(help));
            }
            self.key(value.to_owned(), span);
            return;
        }
        let scalar = match is_plain {
            true => resolve(value),
            false => Ok(Scalar::from(value)),
        };
        let scalar = scalar.unwrap_or_else(|NotJson| {
            let (message, help) = match value.contains('.') {
                true => (
                    "is not a JSON number",
                    "write a number, remove the keyword, or put it in quotes if it is a string",
                ),
                false => (
                    "is too large for a 64-bit integer",
                    "write it with an exponent (`1.8e19`), or in quotes if it is a string",
                ),
            };
            let at = self.here(span.clone());
            let message = format!("`{value}` {message}");
            self.lose(Diagnostic::new(Code::InvalidValue, at, message).help(help));
            Scalar::Null
        });
        let kind = NodeKind::Scalar(scalar);
        self.add(Node { span, kind });
    }

    fn expects_key(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| open.is_mapping && open.key.is_none())
    }

    fn key(&mut self, text: String, span: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some((text, span));
        }
    }

    /// Puts a node where it belongs: the value of a key, an item, the top.
    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(open) if !open.is_mapping => open.items.push(node),
            Some(open) => match open.key.take() {
                Some((key, key_span)) => open.entries.push(Entry {
                    key,
                    key_span,
                    value: node,
                }),
                // A collection as a key, which has been reported: its value needs some key.
                None => open.key = Some((String::new(), node.span)),
            },
        }
    }

    /// Without the spaces and comments after it, which the parser includes in quoted and block scalars.
    fn scalar_end(&mut self, start: usize, style: ScalarStyle, span: &Span) -> usize {
        let end = self.offsets.byte(span.end.index()).max(start);
        let rest = self.text.get(start..).unwrap_or_default();
        match style {
            ScalarStyle::DoubleQuoted => start + quoted_len(rest, '"', Some('\\')),
            ScalarStyle::SingleQuoted => start + quoted_len(rest, '\'', None),
            ScalarStyle::Plain => end,
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let block = self.text.get(start..end).unwrap_or_default();
                start + block.trim_end().len()
            }
        }
    }

    /// A location in the collection that is being read.
    fn here(&self, span: Range<usize>) -> Anchor {
        let mut pointer = String::new();
        for open in &self.open {
            if let Some((key, _)) = &open.key {
                pointer = pointer::child(&pointer, key);
            } else if !open.is_mapping {
                pointer = format!("{pointer}/{}", open.items.len());
            }
        }
        Anchor { span, pointer }
    }

    /// Reports that a node is not what the text says.
    fn lose(&mut self, finding: Diagnostic) {
        self.lost.insert(finding.at.pointer.clone());
        self.report.add(finding);
    }

    /// Reports that there is no usable tree.
    fn unusable(
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

    fn too_deep(&mut self, start: usize) {
        self.unusable(
            Code::TooDeep,
            start..self.next_char(start),
            format!("nested more than {MAX_DEPTH} levels deep"),
            "put inner schemas under `components` and refer to them",
        );
    }

    fn syntax_error(&mut self, error: &ScanError) -> bool {
        let start = self.offsets.byte(error.marker().index());
        if error.info() == "recursion limit exceeded" {
            self.too_deep(start);
            return false;
        }
        let open = self.open.last().map(|open| Unfinished {
            start: open.start,
            in_brackets: open.flow,
        });
        let problem = syntax::problem(self.text, error.info(), start, open);
        let mut finding = Diagnostic::new(Code::Syntax, self.here(problem.span), problem.message);
        if let Some((span, label)) = problem.related {
            finding = finding.related(self.here(span), label);
        }
        self.usable = false;
        self.report.add(finding.help(problem.help));
        false
    }

    fn next_char(&self, start: usize) -> usize {
        start + first_char(self.text, start).map_or(0, char::len_utf8)
    }
}

/// The length of the quoted text at the start of `rest`, quotes included.
fn quoted_len(rest: &str, quote: char, escape: Option<char>) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((index, char)) = chars.next() {
        if Some(char) == escape {
            chars.next();
        } else if char == quote {
            // In single quotes, a quote is written twice.
            if escape.is_none() && chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
            } else {
                return index + quote.len_utf8();
            }
        }
    }
    rest.len()
}
