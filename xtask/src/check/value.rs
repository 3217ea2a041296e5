//! Values of the document that do not fit their schemas: examples, defaults and values of an `enum`, in words.

use std::ops::Range;

use serde_json::{Number, Value};

use super::Checker;
use crate::contract::{Facets, Limit};
use crate::diagnostic::phrase::{article, list, shorten};
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::{Direction, JsonType, Node, NodeKind, Version, nearest, pointer};
use crate::validate::{Mismatch, Problem, Reading, Step, Validator};

/// How many values of an enum a help lists.
const MAX_VALUES: usize = 8;

/// A value of the document, by pointers.
pub(super) struct Place<'p> {
    pub(super) schema: &'p str,
    pub(super) value: &'p str,
    pub(super) direction: Option<Direction>,
    /// Where the value is referred to, if that is elsewhere.
    pub(super) user: Option<&'p Anchor>,
}

/// Reports what does not fit of a value, once for each location.
pub(super) fn check(checker: &mut Checker<'_, '_>, code: Code, place: &Place<'_>) {
    let (Some(id), Some(node)) = (
        checker.contract.schema_at(place.schema),
        checker.tree.get(place.value),
    ) else {
        return;
    };
    let validator = Validator {
        contract: checker.contract,
        direction: place.direction,
        reading: Reading::Lenient,
    };
    let value = node.to_json();
    let found = match code {
        Code::InvalidEnumValue if value.is_null() => return,
        Code::InvalidEnumValue => validator.explain_enum_value(id, &value, &mut checker.budget),
        _ => validator.explain(id, &value, &mut checker.budget),
    };
    if checker.budget.is_exhausted() && checker.gave_up_at.is_none() {
        checker.gave_up_at = Some(checker.tree.key(place.value));
    }
    let (subject, fix) = match code {
        Code::InvalidDefault => ("the default", "correct the default, or the schema"),
        Code::InvalidEnumValue => ("the value", "correct the value, or the schema"),
        _ => ("the example", "correct the example, or the schema"),
    };
    for mismatch in found {
        let at = location(checker, place.value, &mismatch);
        let node = checker.tree.get(&at.pointer);
        let value = node.map(Node::to_json).unwrap_or_default();
        let keyword = checker.document.respelled(&mismatch.keyword.pointer);
        let message = message(
            &mismatch,
            keyword.as_deref(),
            subject,
            &value,
            place.direction,
        );
        if !checker.said.insert((at.span.start, message.clone())) {
            continue;
        }
        let mut finding = Diagnostic::new(code, at, message)
            .related(mismatch.keyword.clone(), "the schema says so here");
        if let Some(user) = place.user {
            finding = finding.related(user.clone(), "where the example is used");
        }
        let help = help(
            checker.document.version,
            keyword.as_deref(),
            &mismatch.problem,
            &value,
        );
        checker.add(finding.help(help.unwrap_or_else(|| fix.to_owned())));
    }
}

fn location(checker: &Checker<'_, '_>, value: &str, mismatch: &Mismatch<'_>) -> Anchor {
    let pointer = mismatch
        .path
        .iter()
        .fold(value.to_owned(), |at, step| match step {
            Step::Key(key) => pointer::child(&at, key),
            Step::Item(index) => format!("{at}/{index}"),
        });
    let mut at = checker.tree.key(&pointer);
    if let Some(node) = checker.tree.get(&pointer).filter(|_| !mismatch.is_key) {
        at.span = mark(node, at.span);
    }
    at
}

/// What to mark of a node: its key if it reaches over lines.
fn mark(node: &Node, key: Range<usize>) -> Range<usize> {
    match node.kind {
        NodeKind::Scalar(_) if !node.span.is_empty() => node.span.clone(),
        _ => key,
    }
}

fn message(
    mismatch: &Mismatch<'_>,
    keyword: Option<&str>,
    subject: &str,
    value: &Value,
    direction: Option<Direction>,
) -> String {
    let name = name(&mismatch.path, subject);
    let text = || match value {
        Value::String(text) => format!("`{}`", shorten(text)),
        other => other.to_string(),
    };
    match &mismatch.problem {
        Problem::Type(facets) => {
            format!("{name} must be {}, not {}", types(facets), describe(value))
        }
        Problem::Enum(_) => match keyword {
            Some("type") => format!("{name} must be null, not {}", describe(value)),
            Some(keyword) => format!(
                "{name} is {}, which is not the value of `{keyword}`",
                describe(value)
            ),
            None => format!(
                "{name} is {}, which is not one of the values of this `enum`",
                describe(value)
            ),
        },
        Problem::Limit(limit, bound) => limited(&name, *limit, bound, value),
        Problem::Format(noun) => format!("{name} is {}, which is not {noun}", text()),
        Problem::Pattern => format!("{name} is {}, which the pattern does not match", text()),
        Problem::EqualItems(earlier) => {
            format!(
                "this item is the same as item {} of this array",
                earlier + 1
            )
        }
        Problem::Missing { names, .. } => {
            let are = if names.len() == 1 { "is" } else { "are" };
            let holder = match (mismatch.is_key, mismatch.path.split_last()) {
                (true, Some((_, holder))) => self::name(holder, subject),
                _ => name,
            };
            let names = list(names.iter().copied());
            format!("{holder} lacks {names}, which {are} required")
        }
        Problem::OneWay(keyword) => {
            let what = match direction {
                Some(Direction::Request) => "a request",
                _ => "a response",
            };
            format!("{name} is `{keyword}`: {what} does not have it")
        }
        Problem::UnknownProperty { .. } => match mismatch.path.last() {
            Some(Step::Key(key)) => format!("there is no property `{}`", shorten(key)),
            _ => format!("there is no such property in {name}"),
        },
        Problem::NoMember(union) => {
            let own = if union.exclusive { "oneOf" } else { "anyOf" };
            let count = union.members.len();
            match keyword {
                Some(keyword) => format!("{name} fits none of the types in `{keyword}`"),
                None => format!("{name} fits none of the {count} members of `{own}`"),
            }
        }
        Problem::Name => match mismatch.path.last() {
            Some(Step::Key(key)) => {
                format!("`propertyNames` does not allow the name `{}`", shorten(key))
            }
            _ => format!("`propertyNames` does not allow a name in {name}"),
        },
        Problem::Contains(count, bound) => {
            let (items, fit) = match count {
                1 => ("item", "fits"),
                _ => ("items", "fit"),
            };
            let than = if (*count as u64) < *bound {
                "fewer"
            } else {
                "more"
            };
            format!(
                "{name} has {count} {items} that {fit} `contains`, which is {than} than {bound}"
            )
        }
        Problem::Excluded => match keyword {
            None => format!("{name} is what `not` excludes"),
            Some("false") => format!("{name} is not allowed: its schema is `false`"),
            Some(keyword) => format!("{name} does not satisfy `{keyword}`"),
        },
    }
}

/// What to call a value: its key, or what it is an item of.
fn name(path: &[Step], subject: &str) -> String {
    match path.split_last() {
        None => subject.to_owned(),
        Some((Step::Key(key), _)) => format!("`{key}`"),
        Some((Step::Item(_), holder)) => format!("an item of {}", name(holder, subject)),
    }
}

fn limited(name: &str, limit: Limit, bound: &Number, value: &Value) -> String {
    let is_least = matches!(
        limit,
        Limit::MinLength | Limit::MinItems | Limit::MinProperties
    );
    let counted = |count: usize, one: &str, many: &str| {
        let noun = if count == 1 { one } else { many };
        let than = if is_least { "fewer than" } else { "more than" };
        format!("{name} has {count} {noun}, which is {than} {bound}")
    };
    match value {
        Value::String(text) => counted(text.chars().count(), "character", "characters"),
        Value::Array(items) => counted(items.len(), "item", "items"),
        Value::Object(object) => counted(object.len(), "property", "properties"),
        _ => {
            let is_equal = value == &Value::Number(bound.clone());
            let than = match limit {
                Limit::Minimum => "less than",
                Limit::Maximum => "greater than",
                Limit::ExclusiveMinimum if is_equal => "not greater than",
                Limit::ExclusiveMaximum if is_equal => "not less than",
                Limit::ExclusiveMinimum => "less than",
                Limit::ExclusiveMaximum => "greater than",
                _ => "not a multiple of",
            };
            format!("{name} is {value}, which is {than} {bound}")
        }
    }
}

/// A value in words.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string `{}`", shorten(text)),
    }
}

fn types(facets: &Facets) -> String {
    match JsonType::only(&facets.types) {
        Some(JsonType::Boolean) => "`true` or `false`".to_owned(),
        Some(only) => article(only.as_str()),
        None => "of another type".to_owned(),
    }
}

fn help(
    version: Version,
    keyword: Option<&str>,
    problem: &Problem<'_>,
    value: &Value,
) -> Option<String> {
    match problem {
        Problem::Type(facets) => {
            type_help(version, JsonType::only(&facets.types), value).map(str::to_owned)
        }
        Problem::Enum(_) if keyword.is_some() => None,
        Problem::Enum(values) => Some(enum_help(values, value)),
        Problem::Missing { names, found } => Some(match (found, names.first()) {
            (Some(found), Some(first)) => format!("rename `{found}` to `{first}`"),
            _ => format!(
                "add {}, or correct the `required` list",
                list(names.iter().copied())
            ),
        }),
        Problem::OneWay(_) => Some("remove it from the example, or correct the schema".to_owned()),
        Problem::UnknownProperty { similar } => {
            similar.map(|similar| format!("did you mean `{similar}`?"))
        }
        _ => None,
    }
}

fn type_help(version: Version, only: Option<JsonType>, value: &Value) -> Option<&'static str> {
    match (only?, value) {
        (_, Value::Null) => Some(version.spelled(
            "remove it, or write `nullable: true` in the schema",
            "remove it, or add `'null'` to the `type` of the schema",
        )),
        (JsonType::String, Value::Number(_) | Value::Bool(_)) => Some("write it in quotes"),
        (JsonType::Integer | JsonType::Number, Value::String(text))
            if text.parse::<f64>().is_ok() =>
        {
            Some("write it without quotes")
        }
        (JsonType::Boolean, Value::String(text)) if matches!(text.as_str(), "true" | "false") => {
            Some("write it without quotes")
        }
        (JsonType::Object | JsonType::Array, Value::String(text))
            if text.trim_start().starts_with(['{', '[']) =>
        {
            Some("write it without quotes, as the value itself")
        }
        _ => None,
    }
}

fn enum_help(values: &[Value], value: &Value) -> String {
    let strings = values.iter().filter_map(Value::as_str);
    if let Some(near) = value.as_str().and_then(|text| nearest(text, strings)) {
        return format!("did you mean `{near}`?");
    }
    let shown = values.iter().take(MAX_VALUES).map(|value| match value {
        Value::String(text) => format!("`{}`", shorten(text)),
        other => format!("`{other}`"),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match values.len().saturating_sub(MAX_VALUES) {
        0 => format!("write {shown}, or add the value to the `enum`"),
        more => format!("write {shown} or one of {more} more, or add the value to the `enum`"),
    }
}
