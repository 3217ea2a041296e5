//! Conditions (`if`, `dependentRequired`, `dependentSchemas`), which `not` can say as well: that a value fits the
//! condition and not what follows from it.

use std::ops::Range;

use super::{Keywords, Run, at, is_anything};
use crate::source::tree::{Entry, Mapping, Node, NodeKind};

/// A schema whose values are excluded.
struct Excluded {
    schema: Node,
    span: Range<usize>,
    /// The keys of its parts, each with the keys that lead there in the document.
    parts: Vec<(Vec<&'static str>, Vec<String>)>,
}

impl Run {
    pub(super) fn conditions(&mut self, keywords: &mut Keywords) {
        let mut excluded = Vec::new();
        if let Some(test) = keywords.take("if") {
            excluded.extend(keywords.take("then").and_then(|it| consequence(&test, it)));
            excluded.extend(keywords.take("else").and_then(|it| consequence(&test, it)));
        }
        for keyword in ["dependentRequired", "dependentSchemas"] {
            if let Some(entry) = keywords.take(keyword) {
                let dependents = entry.value.as_mapping().into_iter().flatten();
                excluded.extend(dependents.map(|it| dependent(keyword, it)));
            }
        }
        for keyword in ["then", "else"] {
            // Without `if` they say nothing.
            keywords.take(keyword);
        }
        for Excluded {
            schema,
            span,
            parts,
        } in excluded
        {
            let index;
            let above: &[&str] = match keywords.get("not") {
                None => {
                    keywords.push("not", &span, schema);
                    &["not"]
                }
                Some(_) => {
                    let member = object(&span, vec![("not", schema)]);
                    index = keywords.push_member("allOf", &span, member).to_string();
                    self.moved(&["allOf", &index], &[]);
                    &["allOf", &index, "not"]
                }
            };
            for (keys, from) in parts {
                let here: Vec<&str> = above.iter().copied().chain(keys).collect();
                let from: Vec<&str> = from.iter().map(String::as_str).collect();
                self.moved(&here, &from);
            }
        }
    }
}

/// What `then` or `else` excludes; `None` if it says nothing.
fn consequence(test: &Entry, then: Entry) -> Option<Excluded> {
    if is_anything(&then.value) {
        return None;
    }
    let span = then.key_span;
    let holds = then.key == "then";
    let (test_at, test) = match holds {
        true => (vec!["allOf", "0"], test.value.clone()),
        false => (
            vec!["allOf", "0", "not"],
            object(&span, vec![("not", test.value.clone())]),
        ),
    };
    let not = object(&span, vec![("not", then.value)]);
    let both = at(&span, NodeKind::Sequence(vec![test, not]));
    Some(Excluded {
        schema: object(&span, vec![("allOf", both)]),
        span,
        parts: vec![
            (Vec::new(), vec![then.key.clone()]),
            (test_at, vec!["if".to_owned()]),
            (vec!["allOf", "1", "not"], vec![then.key]),
        ],
    })
}

/// What the presence of a property excludes.
fn dependent(keyword: &str, entry: &Entry) -> Excluded {
    let span = entry.key_span.clone();
    let text = |text: &str| at(&span, NodeKind::Scalar(text.into()));
    let what = match keyword {
        "dependentRequired" => object(&span, vec![("required", entry.value.clone())]),
        _ => entry.value.clone(),
    };
    let name = at(&span, NodeKind::Sequence(vec![text(&entry.key)]));
    let keywords = vec![("type", text("object")), ("required", name), ("not", what)];
    let from = vec![keyword.to_owned(), entry.key.clone()];
    Excluded {
        schema: object(&span, keywords),
        span,
        parts: vec![(Vec::new(), from.clone()), (vec!["not"], from)],
    }
}

/// A schema with these keywords, which are not written so.
fn object(span: &Range<usize>, keywords: Vec<(&str, Node)>) -> Node {
    let entries = keywords.into_iter().map(|(key, value)| Entry {
        key: key.to_owned(),
        key_span: span.clone(),
        value,
    });
    at(span, NodeKind::Mapping(Mapping::new(entries.collect())))
}
