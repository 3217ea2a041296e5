//! `missing-limit`: how long texts and lists in the body of a request may be.

use crate::diagnostic::phrase::list_first;
use std::collections::{BTreeMap, BTreeSet};

use super::words::words;
use super::{Linter, SHOWN};
use crate::api::{Access, CharClass, Field, StringFormat, Type, TypeId, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::format::Format;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let mut walk = Walk {
        seen: BTreeSet::new(),
        pending: Vec::new(),
    };
    for operation in &linter.api.operations {
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        for media in bodies {
            walk.enter(&media.ty);
        }
    }
    // Fields by the object that they stand in: one finding for each.
    let mut seen = BTreeSet::new();
    let mut unlimited: BTreeMap<&str, Vec<(&Field, Kind)>> = BTreeMap::new();
    while let Some(id) = walk.pending.pop() {
        match linter.api.types.get(id).map(|def| &def.kind) {
            Some(TypeKind::Struct(object)) => {
                for field in object
                    .fields
                    .iter()
                    .filter(|field| field.access != Access::ReadOnly)
                {
                    walk.enter(&field.ty);
                    let Some(kind) = kind(&field.wire, linter.resolve(&field.ty)) else {
                        continue;
                    };
                    let Some((holder, _)) = field.at.pointer.rsplit_once('/') else {
                        continue;
                    };
                    if seen.insert(&field.at.pointer)
                        && linter.holds(Rule::MissingLimit, &field.at.pointer)
                    {
                        let fields = unlimited.entry(holder).or_default();
                        fields.push((field, kind));
                    }
                }
            }
            Some(TypeKind::Union(union)) => union
                .members
                .iter()
                .for_each(|member| walk.enter(&member.ty)),
            Some(TypeKind::Alias(of)) => walk.enter(of),
            _ => {}
        }
    }
    for (holder, fields) in unlimited {
        report(linter, holder, &fields);
    }
}

/// What has no limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    List,
}

struct Walk<'a> {
    seen: BTreeSet<&'a TypeId>,
    pending: Vec<&'a TypeId>,
}

impl<'a> Walk<'a> {
    fn enter(&mut self, ty: &'a TypeRef) {
        match &ty.ty {
            Type::Array(item) | Type::Map(item) => self.enter(item),
            Type::Named(id) if self.seen.insert(id) => self.pending.push(id),
            _ => {}
        }
    }
}

fn kind(wire: &str, ty: &TypeRef) -> Option<Kind> {
    match &ty.ty {
        Type::Array(_) => ty.constraints.max_items.is_none().then_some(Kind::List),
        Type::String(format) => {
            let is_limited = ty.constraints.max_length.is_some()
                || is_id(wire)
                || ty.sensitive
                || ty
                    .constraints
                    .pattern
                    .as_deref()
                    .is_some_and(is_limited_pattern)
                || match format {
                    StringFormat::Plain => false,
                    StringFormat::DateTime | StringFormat::Binary => true,
                    StringFormat::Other(format) => {
                        Format::named(format).is_some_and(|format| format.has_known_length)
                    }
                };
            (!is_limited).then_some(Kind::Text)
        }
        _ => None,
    }
}

/// Whether a text names a thing. What ids look like is the server's business.
fn is_id(wire: &str) -> bool {
    let words = words(wire);
    words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "id" | "uuid" | "guid" | "gid" | "slug" | "key"
        )
    })
}

/// Whether a pattern itself limits the length: nothing in it repeats without end, and it spans the whole text.
fn is_limited_pattern(pattern: &str) -> bool {
    if let Some(class) = CharClass::parse(pattern) {
        return class.max.is_some();
    }
    pattern.starts_with('^')
        && pattern.ends_with('$')
        && !pattern.contains(['*', '+'])
        && !pattern.contains(",}")
}

fn report(linter: &mut Linter<'_, '_>, holder: &str, fields: &[(&Field, Kind)]) {
    let Some((first, _)) = fields.first() else {
        return;
    };
    let of = |wanted: Kind| -> Vec<&str> {
        let fields = fields.iter().filter(|(_, kind)| *kind == wanted);
        fields.map(|(field, _)| field.wire.as_str()).collect()
    };
    let (texts, lists) = (of(Kind::Text), of(Kind::List));
    let (names, keyword): (Vec<&str>, &str) = match (texts.is_empty(), lists.is_empty()) {
        (false, true) => (texts, "`maxLength`"),
        (true, _) => (lists, "`maxItems`"),
        _ => ([texts, lists].concat(), "`maxLength` or `maxItems`"),
    };
    let (at, may) = match fields {
        [_] => (first.at.clone(), "may"),
        _ => (linter.tree.key(holder), "each may"),
    };
    let message = format!(
        "in a request {} {may} be of any length",
        list_first(&names, SHOWN)
    );
    linter.add(
        Diagnostic::new(Rule::MissingLimit, at, message)
            .help(format!("add {keyword} if the server has a limit")),
    );
}
