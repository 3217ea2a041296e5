//! [`Validator`]: whether a value in a document fits a schema in it, down to the line of what does not.
//!
//! It reads schemas as OpenAPI 3.0 means them (`nullable`, `readOnly`, `writeOnly`) and where documents commonly stretch
//! that, it takes the reading that lowering takes: it is about mistakes in the values. A value may fit several members of
//! a `oneOf`; a closed object has the properties of all that its `allOf` brings together.

mod object;
mod place;
mod scalar;
mod union;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) use place::{Path, Schema, Value};
pub(super) use words::describe;

use super::bounds::is_true;
use super::pattern::Patterns;
use crate::diagnostic::Anchor;
use crate::source::{Direction, Node, NodeKind, Scalar, Tree, pointer};

/// Why a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// The value, or the part of it that does not fit.
    pub(super) at: Anchor,
    /// What is wrong.
    pub(super) message: String,
    /// The keyword that excludes it.
    pub(super) keyword: Anchor,
    /// What to do, where that is known.
    pub(super) help: Option<String>,
}

/// Checks values. It stops when that takes too long: schemas can be entangled so that it would never end.
pub(super) struct Validator<'a> {
    tree: &'a Tree,
    patterns: Patterns,
    /// What a value is called that has no key.
    subject: &'static str,
    direction: Option<Direction>,
    /// The steps that are left, for the whole document.
    steps: u64,
    gave_up_at: Option<Anchor>,
    /// The place of the value that is being checked.
    current: Anchor,
    depth: usize,
    /// Whether only the answer counts, not what to say.
    probing: bool,
    /// Whether something could not be told, and has been taken to fit.
    uncertain: bool,
    /// The schemas that references led to, each with a value, which have been looked at.
    seen: BTreeSet<(usize, usize)>,
    /// The same while probing, with the answers. Those that are being looked at count as fitting.
    answers: BTreeMap<(usize, usize), bool>,
}

/// Deeper than values nest and schemas are put together. What is further down fits; of schemas that long chains of
/// references put together, lowering says that they are too deep.
const MAX_DEPTH: usize = 160;

/// The schemas that a value must fit at once, innermost first: what one of them knows is known to all.
#[derive(Clone, Copy)]
struct Around<'p, 'a> {
    schema: Schema<'p, 'a>,
    outer: Option<&'p Around<'p, 'a>>,
}

impl<'a> Validator<'a> {
    pub(super) fn new(tree: &'a Tree, patterns: Patterns, steps: u64) -> Self {
        Self {
            tree,
            patterns,
            subject: "the value",
            direction: None,
            steps,
            gave_up_at: None,
            current: Anchor::default(),
            depth: 0,
            probing: false,
            uncertain: false,
            seen: BTreeSet::new(),
            answers: BTreeMap::new(),
        }
    }

    /// Where it stopped, if checking all values took too long.
    pub(super) fn gave_up_at(&self) -> Option<&Anchor> {
        self.gave_up_at.as_ref()
    }

    /// What does not fit of the value at a pointer.
    pub(super) fn check(
        &mut self,
        subject: &'static str,
        schema: (&str, &'a Node),
        value: &str,
        direction: Option<Direction>,
    ) -> Vec<Mismatch> {
        let mut found = Vec::new();
        self.start(subject, value, direction);
        if let Some(node) = self.tree.get(value) {
            let span = self.tree.key(value).span;
            let (path, schema_path) = (Path::Pointer(value), Path::Pointer(schema.0));
            let value = Value::new(node, &span, &path);
            self.value(Schema::new(schema.1, &schema_path), value, None, &mut found);
        }
        found
    }

    /// What of a schema, but for its `enum`, excludes one of the values in that.
    pub(super) fn check_enum_value(
        &mut self,
        schema: (&str, &'a Node),
        value: &str,
    ) -> Vec<Mismatch> {
        let mut found = Vec::new();
        self.start("the value", value, None);
        if let Some(node) = self.tree.get(value)
            && !is_null(node)
        {
            let (path, schema_path) = (Path::Pointer(value), Path::Pointer(schema.0));
            let value = Value::new(node, &node.span, &path);
            let schema = Schema::new(schema.1, &schema_path);
            let around = Around {
                schema,
                outer: None,
            };
            if self.has_type(schema, value, &mut found) {
                self.keywords(schema, value, &around, &mut found);
            }
        }
        found
    }

    fn start(&mut self, subject: &'static str, value: &str, direction: Option<Direction>) {
        self.subject = subject;
        self.direction = direction;
        self.current = self.tree.key(value);
        self.probing = false;
        self.uncertain = false;
        self.seen.clear();
        self.answers.clear();
    }

    /// Checks a value against a schema. `around` is what it must fit besides.
    fn value(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        around: Option<&Around<'_, 'a>>,
        found: &mut Vec<Mismatch>,
    ) {
        if self.depth >= MAX_DEPTH || !self.spend(1) {
            self.uncertain = true;
            return;
        }
        self.depth += 1;
        match schema.node.get("$ref").and_then(Node::as_str) {
            Some(reference) => self.referred(reference, value, around, found),
            None => self.in_place(schema, value, around, found),
        }
        self.depth -= 1;
    }

    /// A reference that leads to nothing is reported elsewhere: everything fits it.
    fn referred(
        &mut self,
        reference: &str,
        value: Value<'_, 'a>,
        around: Option<&Around<'_, 'a>>,
        found: &mut Vec<Mismatch>,
    ) {
        let Some(target) = pointer::from_fragment(reference) else {
            return;
        };
        let Some(node) = self.tree.get(&target) else {
            return;
        };
        let path = Path::Pointer(&target);
        let schema = Schema::new(node, &path);
        let key = (address(node), address(value.node));
        if !self.probing {
            if self.seen.insert(key) {
                self.value(schema, value, around, found);
            }
            return;
        }
        if let Some(fits) = self.answers.get(&key) {
            if !fits {
                found.push(self.mismatch(value, schema, "$ref", String::new()));
            }
            return;
        }
        self.answers.insert(key, true);
        let before = found.len();
        self.value(schema, value, around, found);
        self.answers.insert(key, found.len() == before);
    }

    fn in_place(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        outer: Option<&Around<'_, 'a>>,
        found: &mut Vec<Mismatch>,
    ) {
        if is_null(value.node) && allows_null(schema.node) {
            return;
        }
        if self.has_type(schema, value, found) {
            let around = Around { schema, outer };
            self.in_enum(schema, value, found);
            self.keywords(schema, value, &around, found);
        }
    }

    /// Everything but the type and the enum.
    fn keywords(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        around: &Around<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        match &value.node.kind {
            NodeKind::Scalar(Scalar::String(text)) => self.text(schema, value, text, found),
            NodeKind::Scalar(Scalar::Number(number)) => self.number(schema, value, number, found),
            NodeKind::Scalar(Scalar::Null | Scalar::Bool(_)) => {}
            NodeKind::Sequence(items) => self.list(schema, value, items, found),
            NodeKind::Mapping(mapping) => self.object(schema, value, mapping, around, found),
        }
        for (index, member) in schema.members("allOf").iter().enumerate() {
            let list = schema.key("allOf");
            let path = Path::Index(&list, index);
            self.value(Schema::new(member, &path), value, Some(around), found);
        }
        for keyword in ["oneOf", "anyOf"] {
            self.union(schema, keyword, value, around, found);
        }
        if let Some(excluded) = schema.node.get("not") {
            self.not(schema, excluded, value, found);
        }
    }

    fn not(
        &mut self,
        schema: Schema<'_, 'a>,
        excluded: &'a Node,
        value: Value<'_, 'a>,
        found: &mut Vec<Mismatch>,
    ) {
        let before = std::mem::replace(&mut self.uncertain, false);
        let path = schema.key("not");
        let fits = self.fits(Schema::new(excluded, &path), value, None);
        if fits && !self.uncertain {
            let message = format!("{} is what `not` excludes", self.name(value));
            found.push(self.mismatch(value, schema, "not", message));
        }
        self.uncertain |= before;
    }

    /// Whether a value fits, without a word about it.
    fn fits(
        &mut self,
        schema: Schema<'_, 'a>,
        value: Value<'_, 'a>,
        around: Option<&Around<'_, 'a>>,
    ) -> bool {
        let before = std::mem::replace(&mut self.probing, true);
        let mut found = Vec::new();
        self.value(schema, value, around, &mut found);
        self.probing = before;
        found.is_empty()
    }

    /// Takes steps from those that are left; whether there were enough.
    fn spend(&mut self, steps: u64) -> bool {
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                true
            }
            None => {
                self.steps = 0;
                self.gave_up_at.get_or_insert_with(|| self.current.clone());
                false
            }
        }
    }

    fn mismatch(
        &self,
        value: Value<'_, '_>,
        schema: Schema<'_, '_>,
        keyword: &str,
        message: String,
    ) -> Mismatch {
        if self.probing {
            // Nobody reads it.
            return Mismatch {
                at: Anchor::default(),
                message: String::new(),
                keyword: Anchor::default(),
                help: None,
            };
        }
        Mismatch {
            at: value.anchor(),
            message,
            keyword: schema.anchor(keyword),
            help: None,
        }
    }

    /// What to call a value: its key, or what it is one of.
    fn name(&self, value: Value<'_, '_>) -> String {
        value.path.name(self.subject)
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

fn is_null(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::Null))
}

/// Whether a schema says by itself that null fits. In a member of a composition that is for the others to say too.
fn allows_null(schema: &Node) -> bool {
    let values = schema.get("enum").and_then(Node::as_sequence);
    is_true(schema, "nullable") || values.is_some_and(|values| values.iter().any(is_null))
}

/// What to mark of a node: its key if it reaches over lines.
fn mark(node: &Node, key: &Range<usize>) -> Range<usize> {
    match node.kind {
        NodeKind::Scalar(_) if !node.span.is_empty() => node.span.clone(),
        _ => key.clone(),
    }
}
