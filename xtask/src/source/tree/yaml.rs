//! [`read`]: from the events of the YAML parser to nodes.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::build::Builder;
use super::flow;
use super::offsets::Offsets;
use super::problem::{Problem, first_char};
use super::scalar::Scalar;
use super::surrogates;
use super::syntax::{self, Unfinished};
use super::yaml_mistakes;
use super::{Node, NodeKind, Tree};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::source::limits::{MAX_DEPTH, MAX_REPEATED};

/// Reads a text. `None` if a finding leaves nothing to go on with.
pub(super) fn read(text: &str, report: &mut Report) -> Option<Tree> {
    let mut joined = text.to_owned();
    let mut budget = flow::Budget::default();
    let mut has_pairs = false;
    loop {
        let mut found = Report::default();
        let error = match run(text, &joined, has_pairs, &mut found) {
            Ok(tree) => {
                report.extend(found.into_sorted());
                return tree;
            }
            Err(error) => *error,
        };
        if error.is_escape && !has_pairs {
            has_pairs = surrogates::hide(&mut joined);
            if has_pairs {
                continue;
            }
        }
        // The joined text has the same characters, if not the same bytes.
        let place = |byte: usize| {
            let count = text.get(..byte)?.chars().count();
            joined.char_indices().map(|(at, _)| at).nth(count)
        };
        let (open, at) = (error.open.and_then(place), place(error.at));
        let joins = error.is_indentation && budget.spend(text.len());
        if !joins || !at.is_some_and(|at| flow::join(&mut joined, open, at)) {
            report.add(error.finding);
            report.extend(found.into_sorted());
            return None;
        }
    }
}

/// What the parser does not accept.
struct Refused {
    finding: Diagnostic,
    is_indentation: bool,
    is_escape: bool,
    at: usize,
    /// The outermost bracket that is not closed there, if that is known.
    open: Option<usize>,
}

/// One run over the text, whose line breaks in brackets are joined as far as the parser needs that.
fn run(
    text: &str,
    joined: &str,
    has_pairs: bool,
    report: &mut Report,
) -> Result<Option<Tree>, Box<Refused>> {
    let mut reader = Reader {
        text,
        has_pairs,
        offsets: Offsets::new(text),
        builder: Builder::new(report),
        anchors: Vec::new(),
        anchored: BTreeMap::new(),
        repeated: 0,
        documents: 0,
    };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(joined);
    while let Some(next) = parser.next_event() {
        let go_on = match next {
            Ok((event, span)) => reader.event(event, span),
            Err(error) if error.info() == "recursion limit exceeded" => {
                let start = reader.offsets.byte(error.marker().index());
                reader.builder.too_deep(reader.char_at(start));
                false
            }
            Err(error) => return Err(Box::new(reader.refused(&error))),
        };
        if !go_on {
            return Ok(None);
        }
    }
    Ok(reader.finish())
}

struct Reader<'t, 'r> {
    text: &'t str,
    /// Whether strings have private characters for the halves of surrogate pairs.
    has_pairs: bool,
    offsets: Offsets<'t>,
    builder: Builder<'r>,
    /// The anchors of the collections that have begun and not ended: 0 for none.
    anchors: Vec<usize>,
    /// The nodes with anchors, by the parser's number.
    anchored: BTreeMap<usize, Node>,
    /// How many nodes aliases have repeated.
    repeated: usize,
    documents: usize,
}

impl Reader<'_, '_> {
    /// Takes an event; `false` if there is no use in going on.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::DocumentStart(_) => return self.document_start(span),
            Event::Scalar(value, style, anchor, tag) => {
                let start = self.start(&span);
                let tag = self.tag(start, tag.as_deref());
                let start = self.content_start(start, &span);
                let span = start..self.scalar_end(start, style, &span);
                self.scalar(&value, style, span, anchor, tag);
            }
            Event::MappingStart(anchor, tag) => {
                return self.begin(span, anchor, tag.as_deref(), true);
            }
            Event::SequenceStart(anchor, tag) => {
                return self.begin(span, anchor, tag.as_deref(), false);
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(&span),
            Event::Alias(anchor) => return self.alias(&span, anchor),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn finish(mut self) -> Option<Tree> {
        if self.documents == 0 {
            let first_line = self.text.lines().next().unwrap_or_default();
            self.builder.unusable(
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
            self.builder.unusable(Code::Syntax, span, message, help);
        }
        self.builder.finish()
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
        self.builder.unusable(
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
        let start = self.start(&span);
        self.tag(start, tag);
        let start = self.content_start(start, &span);
        if self.builder.expects_key() {
            let what = if is_mapping {
                "a mapping"
            } else {
                "a sequence"
            };
            self.builder.unusable(
                Code::YamlFeature,
                self.char_at(start),
                format!("{what} as a key"),
                "keys are strings: put it in quotes if it is one",
            );
        }
        self.anchors.push(anchor);
        let flow = matches!(first_char(self.text, start), Some('{' | '['));
        let first = self.char_at(start);
        self.builder.begin(first, flow, is_mapping)
    }

    fn end(&mut self, span: &Span) {
        let is_flow = self.builder.open.last().is_some_and(|open| open.flow);
        // The parser's span of a closing bracket includes the spaces after it.
        let end = is_flow.then(|| self.start(span) + 1);
        let anchor = self.anchors.pop().unwrap_or_default();
        if let Some(node) = self.builder.end(end) {
            self.add(node, anchor);
        }
    }

    fn add(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchored.insert(anchor, node.clone());
        }
        self.builder.add(node);
    }

    /// An alias is the node that has its anchor, with the locations of that.
    fn alias(&mut self, span: &Span, anchor: usize) -> bool {
        let span = self.start(span)..self.offsets.byte(span.end.index());
        let name = self.text.get(span.clone()).unwrap_or("*");
        let Some(node) = self.anchored.get(&anchor) else {
            let message = format!("the YAML alias `{name}` is in what it refers to");
            let help = "write the value here, or use a `$ref` to a component";
            let code = Code::YamlFeature;
            self.builder.unusable(code, span, message, help);
            return false;
        };
        let (size, depth) = measure(node);
        self.repeated += size;
        if self.repeated > MAX_REPEATED {
            let message = format!("YAML aliases repeat more than {MAX_REPEATED} values");
            let help = "put what is used often under `components`, and refer to it by `$ref`";
            let code = Code::YamlFeature;
            self.builder.unusable(code, span, message, help);
            return false;
        }
        if self.builder.open.len() + depth > MAX_DEPTH {
            self.builder.too_deep(span);
            return false;
        }
        let node = node.clone();
        self.builder.alias(span.clone());
        match node.kind {
            NodeKind::Scalar(scalar) if self.builder.expects_key() => {
                let key = match scalar {
                    Scalar::String(text) => text,
                    other => other.to_json().to_string(),
                };
                self.builder.key(key, span, false);
            }
            _ if self.builder.expects_key() => {
                let help = "keys are strings: put it in quotes if it is one";
                let message = format!("the YAML alias `{name}` of a collection as a key");
                let code = Code::YamlFeature;
                self.builder.unusable(code, span, message, help);
                return false;
            }
            kind => self.builder.add(Node { kind, ..node }),
        }
        true
    }

    /// The tag of YAML before a node, by its last word; any other is reported, and ignored.
    fn tag<'a>(&mut self, start: usize, tag: Option<&'a Tag>) -> Option<&'a str> {
        let tag = tag?;
        if tag.is_yaml_core_schema() {
            return Some(&tag.suffix);
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let before = rest.find('!').unwrap_or_default();
        let word = rest.get(before..).unwrap_or_default();
        let word = word.split_ascii_whitespace().next().unwrap_or_default();
        // Without a name it says that the node is what it looks like, a string if it is a scalar.
        if word == "!" {
            return Some("str");
        }
        let start = start + before;
        let at = self.builder.here(start..start + word.len());
        let message = format!("the YAML tag `{word}` is ignored");
        let finding = Diagnostic::new(Code::YamlFeature, at, message).help("remove the tag");
        let finding = finding.with_severity(Severity::Warning);
        self.builder.report.add(finding);
        None
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        span: Range<usize>,
        anchor: usize,
        tag: Option<&str>,
    ) {
        let is_plain = match tag {
            Some("int" | "float" | "bool" | "null") => true,
            Some(_) => false,
            None => style == ScalarStyle::Plain,
        };
        let revealed = self.has_pairs.then(|| match style {
            ScalarStyle::DoubleQuoted => surrogates::reveal(value),
            _ => surrogates::restore(value),
        });
        let value = revealed.as_deref().unwrap_or(value);
        let is_key = self.builder.expects_key();
        let scalar = match is_plain && !is_key {
            true => self.builder.plain(value, &span),
            false => Scalar::from(value),
        };
        let kind = NodeKind::Scalar(scalar);
        let node = Node {
            span: span.clone(),
            kind,
        };
        if is_key {
            self.builder
                .key(value.to_owned(), span, is_plain && value == "<<");
            if anchor != 0 {
                self.anchored.insert(anchor, node);
            }
        } else {
            self.add(node, anchor);
        }
    }

    fn start(&mut self, span: &Span) -> usize {
        self.offsets.byte(span.start.index())
    }

    /// Where a node begins, behind its anchor and its tag.
    fn content_start(&mut self, start: usize, span: &Span) -> usize {
        let end = self.offsets.byte(span.end.index()).max(start);
        let mut at = start;
        while let Some(rest) = self.text.get(at..) {
            let spaces = rest.len() - rest.trim_start().len();
            let word = rest.get(spaces..).unwrap_or_default();
            let length = match word.chars().next() {
                Some('&' | '!') => word.find(char::is_whitespace).unwrap_or(word.len()),
                Some('#') if at > start => word.find('\n').unwrap_or(word.len()),
                _ if at > start => return (at + spaces).min(end),
                _ => break,
            };
            at += spaces + length;
        }
        start
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

    fn refused(&mut self, error: &ScanError) -> Refused {
        let at = self.offsets.byte(error.marker().index());
        let flows = self.builder.open.iter().filter(|open| open.flow);
        let outermost = flows.map(|open| open.start).min();
        let open = self.builder.open.last().map(|open| Unfinished {
            start: open.start,
            in_brackets: open.flow,
        });
        let problem = syntax::problem(self.text, error.info(), at, open);
        let here = self.builder.here(problem.span);
        let mut finding = Diagnostic::new(Code::Syntax, here, problem.message);
        if let Some((span, label)) = problem.related {
            finding = finding.related(self.builder.here(span), label);
        }
        Refused {
            finding: finding.help(problem.help),
            is_indentation: error.info().contains("indentation"),
            is_escape: error.info().contains("Unicode character escape"),
            at,
            open: outermost,
        }
    }

    fn char_at(&self, start: usize) -> Range<usize> {
        start..start + first_char(self.text, start).map_or(0, char::len_utf8)
    }
}

/// How many nodes a node has, with itself, and how deep they are nested.
fn measure(node: &Node) -> (usize, usize) {
    let children: Vec<&Node> = match &node.kind {
        NodeKind::Mapping(mapping) => mapping.iter().map(|entry| &entry.value).collect(),
        NodeKind::Sequence(items) => items.iter().collect(),
        NodeKind::Scalar(_) => return (1, 0),
    };
    let inner = children.into_iter().map(measure);
    let (size, depth) = inner.fold((0, 0), |all, one| (all.0 + one.0, all.1.max(one.1)));
    (size + 1, depth + 1)
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
