//! `missing-limit`: the size of strings and arrays in request bodies is limited.

use std::collections::{BTreeMap, BTreeSet};

use super::{Linter, SHOWN, has_word};
use crate::api::{Access, CharClass, Field, StringFormat, Type, TypeId, TypeKind, TypeRef};
use crate::diagnostic::Rule;
use crate::diagnostic::phrase::list_first;
use crate::names::split_words;
use crate::source::format::Format;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let mut walk = Walk::default();
    for body in linter
        .api
        .operations
        .iter()
        .filter_map(|it| it.body.as_ref())
    {
        body.media.iter().for_each(|media| walk.enter(&media.ty));
    }
    // One finding for each object, with all of its fields.
    let mut visited = BTreeSet::new();
    let mut unlimited: BTreeMap<&str, Vec<(&Field, Keyword)>> = BTreeMap::new();
    while let Some(id) = walk.pending.pop() {
        let Some(def) = linter.api.types.get(id) else {
            continue;
        };
        let TypeKind::Struct(object) = &def.kind else {
            def.kind.parts().into_iter().for_each(|ty| walk.enter(ty));
            continue;
        };
        let fields = object.fields.iter();
        for field in fields.filter(|field| field.access != Access::ReadOnly) {
            walk.enter(&field.ty);
            if let Some(keyword) = missing_keyword(&field.wire, linter.api.target(&field.ty))
                && let Some((properties, _)) = field.at.pointer.rsplit_once('/')
                && visited.insert(&field.at.pointer)
                && !linter.is_excepted(Rule::MissingLimit, &field.at.pointer)
            {
                let fields = unlimited.entry(properties).or_default();
                fields.push((field, keyword));
            }
        }
    }
    for (properties, mut fields) in unlimited {
        fields.sort_by_key(|(_, keyword)| *keyword);
        report(linter, properties, &fields);
    }
}

/// The keyword that limits a size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keyword {
    MaxLength,
    MaxItems,
}

#[derive(Default)]
struct Walk<'a> {
    visited: BTreeSet<&'a TypeId>,
    pending: Vec<&'a TypeId>,
}

impl<'a> Walk<'a> {
    fn enter(&mut self, ty: &'a TypeRef) {
        match &ty.ty {
            Type::Array(item) | Type::Map(item) => self.enter(item),
            Type::Named(id) if self.visited.insert(id) => self.pending.push(id),
            _ => {}
        }
    }
}

/// The keyword that a property needs and does not have.
fn missing_keyword(wire: &str, ty: &TypeRef) -> Option<Keyword> {
    let constraints = &ty.constraints;
    match &ty.ty {
        Type::Array(_) if constraints.max_items.is_none() => Some(Keyword::MaxItems),
        Type::String(format) => {
            let is_limited = constraints.max_length.is_some()
                || ty.sensitive
                || is_id(wire)
                || constraints.pattern.as_deref().is_some_and(limits_length)
                || match format {
                    StringFormat::Plain => false,
                    StringFormat::DateTime
                    | StringFormat::Binary
                    | StringFormat::File
                    | StringFormat::Base64
                    | StringFormat::Base64Url => true,
                    StringFormat::Other(format) => {
                        Format::named(format).is_some_and(|format| format.has_known_length)
                    }
                };
            (!is_limited).then_some(Keyword::MaxLength)
        }
        _ => None,
    }
}

/// Whether a string is an identifier, whose form the server decides.
fn is_id(wire: &str) -> bool {
    const IDS: &str = "id uuid guid gid slug key";
    let words = split_words(wire);
    words.last().is_some_and(|it| has_word(IDS, it))
}

/// Whether a pattern limits the length: it matches the whole string and has no unlimited repetition.
fn limits_length(pattern: &str) -> bool {
    match CharClass::parse(pattern) {
        Some(class) => class.max.is_some(),
        None => {
            pattern.starts_with('^')
                && pattern.ends_with('$')
                && !pattern.contains(['*', '+'])
                && !pattern.contains(",}")
        }
    }
}

fn report(linter: &mut Linter<'_, '_>, properties: &str, fields: &[(&Field, Keyword)]) {
    let names: Vec<&str> = fields.iter().map(|(it, _)| it.wire.as_str()).collect();
    let (at, message) = match fields {
        [(field, _)] => (
            field.at.clone(),
            format!("the request property `{}` has no size limit", field.wire),
        ),
        _ => (
            linter.tree.key(properties),
            format!(
                "the request properties {} have no size limit",
                list_first(&names, SHOWN)
            ),
        ),
    };
    let has = |keyword| fields.iter().any(|(_, it)| *it == keyword);
    let keyword = match (has(Keyword::MaxLength), has(Keyword::MaxItems)) {
        (true, true) => "`maxLength` or `maxItems`",
        (true, false) => "`maxLength`",
        _ => "`maxItems`",
    };
    let help = format!("add {keyword} if the server has a limit");
    linter.report(Rule::MissingLimit, at, message, help);
}
