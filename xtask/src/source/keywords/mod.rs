//! [`check`]: every keyword of the document against those that its version of OpenAPI has.
//!
//! openapiv3 skips what it does not know and misplaces what it refuses; so everything it could stumble over, or
//! silently lose, is found here first, at its location.

mod block_scalars;
mod extensions;
mod newer;
mod rules;
pub(super) mod tables;
#[cfg(test)]
mod tests;
mod values;

use crate::diagnostic::phrase::{article, list};
use std::collections::BTreeSet;
use std::ops::Range;

use tables::{Kind, OPENAPI, Object, PATH_ITEM, RESPONSE, SCHEMA};

use super::cursor::is_strict;
use super::homoglyphs::{ascii, without_homoglyphs};
use super::repair::{Fix, Repair, without};
use super::suggestions::{addition, instead, nearest};
use super::tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};
use super::version::Version;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity};
use crate::source::pointer::{escape, parent};

/// What is to be done about a document.
#[derive(Default)]
pub(super) struct Checked {
    /// How what is wrong can be undone.
    pub(super) repairs: Vec<Repair>,
    /// The pointers of blank descriptions, which say nothing.
    pub(super) blanks: BTreeSet<String>,
}

/// Checks a document; `None` if it is of no version that is read. The text is the one that the tree was made from.
pub(super) fn check(tree: &Tree, text: &str, report: &mut Report) -> Option<Checked> {
    let mut checker = Checker {
        tree,
        version: Version::of(tree),
        text,
        is_strict: is_strict(tree),
        report,
        checked: Checked::default(),
        path: Vec::new(),
    };
    match &tree.root.kind {
        NodeKind::Mapping(root) => {
            if !rules::version(&mut checker, root) {
                return None;
            }
            checker.object(&OPENAPI, root, &tree.root.span);
            rules::operation_ids(&mut checker, root);
            if !newer::document(&mut checker, root) {
                return None;
            }
        }
        _ => {
            let at = checker.anchor(tree.root.span.clone());
            let message = format!(
                "an OpenAPI document is a mapping, not {}",
                checker.describe(&tree.root)
            );
            let finding = Diagnostic::new(Code::InvalidValue, at, message);
            let help = "start it with `openapi: 3.0.3`";
            let finding = finding.help(help).with_severity(Severity::Error);
            checker.report.add(finding);
            return None;
        }
    }
    Some(checker.checked)
}

static PATH_ITEMS: (Kind, &Object) = (Kind::Object(&PATH_ITEM), &PATH_ITEM);

/// What is wrong with a key.
struct Wrong {
    fix: Fix,
    message: String,
    help: String,
}

struct Checker<'a> {
    tree: &'a Tree,
    version: Version,
    text: &'a str,
    /// Whether what is wrong is to be mended, so that what becomes of it is of no interest.
    is_strict: bool,
    report: &'a mut Report,
    checked: Checked,
    /// The keys and indices that lead to what is being checked.
    path: Vec<Step<'a>>,
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Checker<'a> {
    /// Checks an object; `place` is what to mark when something is missing in it.
    fn object(&mut self, object: &'static Object, mapping: &'a Mapping, place: &Range<usize>) {
        let at = self.anchor(place.clone());
        for entry in mapping {
            self.enter(&entry.key);
            if let Some(kind) = object.keyword(&entry.key, self.version) {
                self.keyword(object, kind, entry);
            } else if entry.key.starts_with("x-") {
                extensions::check(self, object, entry);
            } else {
                self.unknown(object, entry);
            }
            self.leave();
        }
        let mut taken_in = self.taken_in(object, mapping);
        // What an unresolved reference is instead of is not missing as well.
        let is_unresolved = |it: &Node| self.tree.unresolved.contains_key(&it.span.start);
        let is_reference = mapping.get("$ref").is_some_and(is_unresolved);
        for keyword in object.required(self.version) {
            if !is_reference && !is_there(self.version, object, mapping, keyword) {
                let message = format!("{} Object without `{keyword}`", article(object.name));
                let finding = Diagnostic::new(Code::MissingKeyword, at.clone(), message);
                let there = taken_in.iter().position(|(name, _)| *name == keyword);
                let fix = without(object.name, keyword);
                // Without a version it may be anything.
                let finding = match keyword {
                    "openapi" => finding.with_severity(Severity::Error),
                    _ => finding,
                };
                self.add_with(
                    fix,
                    match there.and_then(|index| taken_in.drain(index..=index).next()) {
                        Some((_, line)) => finding
                            .related(line, "this line is part of a multi-line string")
                            .help(block_scalars::TO_THE_LEFT),
                        None => finding.help(addition(object.name, keyword)),
                    },
                );
            }
        }
        for (name, line) in taken_in {
            self.report.add(block_scalars::taken_in_keyword(name, line));
        }
        rules::object(self, object, mapping, &at);
    }

    fn keyword(&mut self, object: &Object, kind: Kind, entry: &'a Entry) {
        let is_required = || object.required(self.version).any(|it| it == entry.key);
        let optional_text = matches!(kind, Kind::Text) && !is_required();
        if optional_text && matches!(entry.value.kind, NodeKind::Scalar(Scalar::Null)) {
            let help = match self.comment(entry) {
                Some(comment) => values::in_quotes(comment),
                None => "write a string, or remove the keyword".to_owned(),
            };
            let message = format!("`{}` is empty", entry.key);
            return self.report_key(Code::InvalidValue, entry, message, help);
        }
        if matches!(kind, Kind::Text) {
            self.cut_by_comment(entry);
            self.spaces_around(entry);
            let text = entry.value.as_str();
            let is_prose = ["description", "summary"].contains(&entry.key.as_str());
            if is_prose && text.is_some_and(|text| text.trim().is_empty()) {
                self.checked.blanks.insert(self.pointer());
            }
        }
        self.value(kind, entry);
    }

    /// Checks the value of a key, and what is inside it.
    fn value(&mut self, kind: Kind, entry: &'a Entry) {
        let kind = kind.of(&entry.value);
        if self.fits(kind, &entry.value) {
            self.inside(kind, &entry.value, &entry.key_span);
        } else {
            self.invalid_value(Severity::Warning, kind, entry, Code::InvalidValue);
        }
    }

    /// Checks what is inside a value that is itself of the right kind.
    fn inside(&mut self, kind: Kind, node: &'a Node, place: &Range<usize>) {
        match (kind, &node.kind) {
            (Kind::List(item), NodeKind::Sequence(items)) => self.items(*item, items),
            (Kind::Map(value), NodeKind::Mapping(mapping)) => {
                for entry in mapping {
                    self.enter(&entry.key);
                    if !self.unresolved(entry) {
                        self.media_type(*value, entry);
                        self.value(*value, entry);
                    }
                    self.leave();
                }
            }
            (Kind::Object(object), NodeKind::Mapping(mapping)) => {
                self.object(object, mapping, place)
            }
            (Kind::OrRef(object), NodeKind::Mapping(mapping)) => match mapping.entry("$ref") {
                Some(reference) if object.keyword("$ref", self.version).is_none() => {
                    self.reference(object.name, mapping, reference);
                }
                Some(reference) if mapping.len() == 1 => {
                    self.enter("$ref");
                    self.value(Kind::Text, reference);
                    self.leave();
                }
                Some(_) => self.object(object, mapping, place),
                None => self.object(object, mapping, place),
            },
            (Kind::BoolOrSchema, NodeKind::Mapping(_)) => {
                self.inside(Kind::OrRef(&SCHEMA), node, place)
            }
            (Kind::Paths, NodeKind::Mapping(mapping)) => {
                self.keyed(mapping, PATH_ITEMS, rules::wrong_path);
            }
            (Kind::Webhooks, NodeKind::Mapping(mapping)) => {
                self.keyed(mapping, PATH_ITEMS, |_| None);
            }
            (Kind::Responses, NodeKind::Mapping(mapping)) => {
                let responses = (Kind::OrRef(&RESPONSE), &RESPONSE);
                self.keyed(mapping, responses, rules::wrong_status);
                rules::statuses(self, mapping);
            }
            (Kind::Callback, NodeKind::Mapping(mapping)) => match mapping.entry("$ref") {
                Some(reference) => self.reference("Callback", mapping, reference),
                None => self.keyed(mapping, PATH_ITEMS, |_| None),
            },
            _ => {}
        }
    }

    fn items(&mut self, kind: Kind, items: &'a [Node]) {
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Index(index));
            if self.fits(kind, item) {
                self.inside(kind, item, &item.span);
            } else {
                let at = self.anchor(item.span.clone());
                let finding = self.mismatch(kind, None, item, at, Code::InvalidValue);
                let fix = Fix::replaced(self.meant(kind, None, item));
                self.add_with(fix, finding);
            }
            self.path.pop();
        }
    }

    fn reference(&mut self, object: &str, mapping: &'a Mapping, reference: &'a Entry) {
        self.enter("$ref");
        self.value(Kind::Text, reference);
        self.leave();
        for entry in mapping {
            self.exceptions(&SCHEMA, entry);
        }
        // How sure a description is belongs to the description.
        let is_text = |key: &str| matches!(key, "summary" | "description");
        let is_ignored = |key: &str| match key {
            "$ref" => false,
            _ if self.version == Version::V31 && is_text(key) => false,
            _ => !key.starts_with("x-") || key == "x-provenance",
        };
        let mut ignored = mapping.iter().filter(|entry| is_ignored(&entry.key));
        if let Some(first) = ignored.clone().next() {
            let names = list(ignored.by_ref().map(|entry| entry.key.as_str()));
            let version = self.version.as_str();
            let message = format!("OpenAPI {version} ignores {names} beside a `$ref`");
            let at = Anchor {
                span: reference.key_span.clone(),
                pointer: self.pointer(),
            };
            let finding = self
                .at_key(Code::RefSiblings, first, message)
                .related(at, "the reference");
            let help = if object == SCHEMA.name {
                "write `allOf` with the `$ref` in it, and the other keywords beside that"
            } else {
                "remove them, or write the object here instead of the `$ref`"
            };
            self.report.add(finding.help(help));
        }
        let texts = mapping.iter().filter(|it| is_text(&it.key));
        let is_newer = self.version == Version::V31;
        let is_described = ["Parameter", "Request Body", "Response", "Header"].contains(&object);
        for text in texts.filter(|_| is_newer) {
            self.enter(&text.key);
            self.value(Kind::Text, text);
            if is_described && text.key == "description" {
                self.leave();
                continue;
            }
            let message = format!("`{}` beside a `$ref` has no effect", text.key);
            let help = "remove it, or write it where the `$ref` leads";
            self.report_key(Code::Unsupported, text, message, help);
            self.leave();
        }
    }

    fn exceptions(&mut self, object: &Object, entry: &'a Entry) {
        self.enter(&entry.key);
        extensions::check_exceptions(self, object, entry);
        self.leave();
    }

    /// Checks what is under free keys, of which some are wrong, and may be extensions.
    fn keyed(
        &mut self,
        mapping: &'a Mapping,
        (kind, object): (Kind, &Object),
        wrong: fn(&str) -> Option<Wrong>,
    ) {
        for entry in mapping {
            self.enter(&entry.key);
            match wrong(&entry.key) {
                _ if entry.key.starts_with("x-") || self.unresolved(entry) => {}
                None => self.value(kind, entry),
                Some(Wrong { fix, message, help }) => {
                    self.mend(Code::InvalidValue, entry, fix, message, help);
                }
            }
            self.leave();
            self.exceptions(object, entry);
        }
    }

    /// A keyword that the version does not have here. A near miss is a mistake that changes the meaning; any other word
    /// is something of another tool, which OpenAPI tools ignore.
    fn unknown(&mut self, object: &'static Object, entry: &Entry) {
        if self.unresolved(entry) {
            return;
        }
        let keyword = entry.key.as_str();
        let names = object.keywords(self.version).map(|(name, _)| name);
        let message = match object.keyword(keyword, Version::V31) {
            Some(_) => format!(
                "`{keyword}` of {} Object belongs to OpenAPI 3.1, and this is 3.0",
                article(object.name)
            ),
            None => format!("{} Object has no keyword `{keyword}`", article(object.name)),
        };
        let code = Code::UnknownKeyword;
        if keyword == "$ref" {
            let help = "write what it refers to here: only some objects can be references";
            return self.mend(code, entry, Fix::Remove, message, help);
        }
        if let Some(help) = without_homoglyphs(keyword) {
            let fix = Fix::renamed(nearest(&ascii(keyword), names));
            return self.mend(code, entry, fix, message, help);
        }
        if let Some(help) = instead(self.version, object.name, keyword) {
            return self.report_key(code, entry, message, help);
        }
        if let Some(meant) = nearest(keyword, names.clone()) {
            let help = format!("did you mean `{meant}`?");
            return self.mend(code, entry, Fix::Rename(meant.to_owned()), message, help);
        }
        let help = if std::ptr::eq(object, &SCHEMA) && entry.value.as_mapping().is_some() {
            format!(
                "if `{keyword}` is a property, move it under `properties`, indented one level further; otherwise remove it"
            )
        } else if names.clone().count() <= 13 {
            format!("it has {}", list(names))
        } else {
            format!("remove it, or call it `x-{keyword}` if it is for another tool")
        };
        // What is not known in a Path Item may be a method, and then an operation is lost.
        match std::ptr::eq(object, &PATH_ITEM) {
            true => self.mend(code, entry, Fix::Remove, message, help),
            false => self.report_key(code, entry, message, help),
        }
    }

    /// Reports a reference to another file that has no target there, in the place of an object that is never a component.
    fn unresolved(&mut self, entry: &Entry) -> bool {
        let unresolved = self.tree.unresolved.get(&entry.value.span.start);
        let Some(unresolved) = unresolved.filter(|_| entry.key == "$ref") else {
            return false;
        };
        let finding = unresolved.finding(self.anchor(entry.value.span.clone()));
        self.remove(finding);
        true
    }

    fn enter(&mut self, key: &'a str) {
        self.path.push(Step::Key(key));
    }

    fn leave(&mut self) {
        self.path.pop();
    }

    fn pointer(&self) -> String {
        self.path
            .iter()
            .fold(String::new(), |pointer, step| match step {
                Step::Key(key) => pointer + "/" + &escape(key),
                Step::Index(index) => format!("{pointer}/{index}"),
            })
    }

    fn anchor(&self, span: Range<usize>) -> Anchor {
        Anchor {
            span,
            pointer: self.pointer(),
        }
    }

    fn at_key(&self, code: Code, entry: &Entry, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.anchor(entry.key_span.clone()), message)
    }

    fn at_value(&self, code: Code, entry: &Entry, message: impl Into<String>) -> Diagnostic {
        let span = if entry.value.span.is_empty() {
            &entry.key_span
        } else {
            &entry.value.span
        };
        Diagnostic::new(code, self.anchor(span.clone()), message)
    }

    /// Reports what is wrong about a key, and how it is undone.
    fn mend(
        &mut self,
        code: Code,
        entry: &Entry,
        fix: Fix,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add_with(fix, self.at_key(code, entry, message).help(help));
    }

    /// Reports a key that is left as it is.
    fn report_key(
        &mut self,
        code: Code,
        entry: &Entry,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = self.at_key(code, entry, message).help(help);
        self.report.add(finding);
    }

    /// Reports what is wrong and left out.
    fn remove(&mut self, finding: Diagnostic) {
        self.add_with(Fix::Remove, finding);
    }

    /// Reports a wrong value, for which the object that has it gets these keys.
    fn set(&mut self, keys: Vec<(&'static str, NodeKind)>, mut finding: Diagnostic) {
        let meant = keys
            .iter()
            .map(|(key, kind)| format!("{key}: {}", kind.to_json()));
        finding.message += &format!(": it is read as `{}`", meant.collect::<Vec<_>>().join(", "));
        let pointer = parent(&finding.at.pointer).to_owned();
        self.undo(pointer, Fix::Set(keys), finding);
    }

    /// Reports what is wrong, and how it is undone.
    fn add_with(&mut self, fix: Fix, mut finding: Diagnostic) {
        if finding.severity != Severity::Error && !self.is_strict {
            finding.message += &fix.outcome();
        }
        self.undo(finding.at.pointer.clone(), fix, finding);
    }

    fn undo(&mut self, pointer: String, fix: Fix, finding: Diagnostic) {
        self.report.add(finding.clone());
        self.checked.repairs.push(Repair {
            pointer,
            fix,
            finding,
        });
    }
}

/// Whether a keyword is there, if only misspelt: then that is the finding, and not that it is missing.
fn is_there(version: Version, object: &Object, mapping: &Mapping, keyword: &str) -> bool {
    let names = || object.keywords(version).map(|(name, _)| name);
    let is_misspelt = |key: &str| {
        !key.starts_with("x-")
            && !names().any(|name| name == key)
            && instead(version, object.name, key).is_none()
            && nearest(key, names()) == Some(keyword)
    };
    mapping.get(keyword).is_some() || mapping.iter().any(|entry| is_misspelt(&entry.key))
}
