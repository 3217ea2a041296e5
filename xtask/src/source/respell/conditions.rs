//! Conditions (`if`, `dependentRequired`, `dependentSchemas`), which `not` can say as well: that a value fits the
//! condition and not what follows from it.

use std::ops::Range;

use super::{Keywords, Run, at, is_anything, object};
use crate::source::pointer;
use crate::source::tree::{Entry, Node, NodeKind};

/// A schema whose values are excluded.
struct Excluded {
    schema: Node,
    span: Range<usize>,
    /// The keys of its parts, each with the keys that lead there in the document.
    parts: Vec<(Vec<&'static str>, Vec<String>)>,
}

impl Run {
    pub(super) fn conditions(&mut self, keywords: &mut Keywords) {
        let restricts = |it: &Entry| !is_anything(&it.value);
        let test = keywords.take("if");
        let then = keywords.take("then").filter(restricts);
        let otherwise = keywords.take("else").filter(restricts);
        // Without `if`, the others have no effect.
        if let Some(Entry {
            key_span, value, ..
        }) = test
        {
            let mut test = value;
            if let Some(then) = then {
                let place = self.exclude(keywords, consequence(test, then)) + "/allOf/0";
                // If each `if` in another were copied, schemas would grow exponentially.
                let place = NodeKind::Scalar(pointer::to_fragment(&place).as_str().into());
                test = object(&key_span, vec![("$ref", at(&key_span, place))]);
            }
            if let Some(otherwise) = otherwise {
                self.exclude(keywords, consequence(test, otherwise));
            }
        }
        for keyword in ["dependentRequired", "dependentSchemas"] {
            if let Some(entry) = keywords.take(keyword)
                && let NodeKind::Mapping(dependents) = entry.value.kind
            {
                for entry in dependents.into_entries() {
                    self.exclude(keywords, dependent(keyword, entry));
                }
            }
        }
    }

    /// Excludes the values of a schema, beside what is excluded already; returns the pointer of the schema.
    fn exclude(&mut self, keywords: &mut Keywords, excluded: Excluded) -> String {
        let Excluded {
            schema,
            span,
            parts,
        } = excluded;
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
        pointer::join(&self.pointer, above)
    }
}

/// What `then` or `else` excludes.
fn consequence(test: Node, then: Entry) -> Excluded {
    let span = then.key_span;
    let (test_at, test) = match then.key == "then" {
        true => (vec!["allOf", "0"], test),
        false => (
            vec!["allOf", "0", "not"],
            object(&span, vec![("not", test)]),
        ),
    };
    let not = object(&span, vec![("not", then.value)]);
    let both = at(&span, NodeKind::Sequence(vec![test, not]));
    Excluded {
        schema: object(&span, vec![("allOf", both)]),
        span,
        parts: vec![
            (Vec::new(), vec![then.key.clone()]),
            (test_at, vec!["if".to_owned()]),
            (vec!["allOf", "1", "not"], vec![then.key]),
        ],
    }
}

/// What the presence of a property excludes.
fn dependent(keyword: &str, entry: Entry) -> Excluded {
    let span = entry.key_span;
    let text = |text: &str| at(&span, NodeKind::Scalar(text.into()));
    let what = match keyword {
        "dependentRequired" => object(&span, vec![("required", entry.value)]),
        _ => entry.value,
    };
    let name = at(&span, NodeKind::Sequence(vec![text(&entry.key)]));
    let keywords = vec![("type", text("object")), ("required", name), ("not", what)];
    let from = vec![keyword.to_owned(), entry.key];
    Excluded {
        schema: object(&span, keywords),
        span,
        parts: vec![(Vec::new(), from.clone()), (vec!["not"], from)],
    }
}
