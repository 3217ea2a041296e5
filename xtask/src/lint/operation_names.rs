//! Names of operations and tags: `operation-id-style`, `operation-id-tag`, `tag-name`.

use std::collections::BTreeMap;

use super::convention::{Convention, is_most};
use super::{Linter, string};
use crate::diagnostic::{Anchor, Diagnostic, Rule};
use crate::names::split_words;
use crate::source::{Node, Object, ObjectKind, pointer};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let operations: Vec<Operation<'_>> = linter
        .each(ObjectKind::Operation)
        .filter_map(|object| operation(linter, object))
        .collect();
    id_style(linter, &operations);
    id_tag(linter, &operations);
    tag_spelling(linter);
}

/// An operation with an operationId.
struct Operation<'a> {
    id: &'a str,
    /// The location of the operationId.
    at: Anchor,
    tag: Option<&'a str>,
}

fn operation<'a>(linter: &Linter<'a, '_>, object: &'a Object<'a>) -> Option<Operation<'a>> {
    let tags = object.node.get("tags").and_then(Node::as_sequence);
    let pointer = pointer::child(&object.pointer, "operationId");
    Some(Operation {
        id: string(object.node, "operationId")?,
        at: linter.tree.value(&pointer),
        tag: tags.and_then(|tags| tags.first()?.as_str()),
    })
}

fn id_style(linter: &mut Linter<'_, '_>, operations: &[Operation<'_>]) {
    let Some(convention) = Convention::of(operations.iter().map(|it| it.id)) else {
        return;
    };
    for Operation { id, at, .. } in operations {
        if let Some(message) = convention.message(id, "operationIds") {
            let help = format!("rename it to `{}`", convention.style.write(id));
            linter.report(Rule::OperationIdStyle, at.clone(), message, help);
        }
    }
}

fn id_tag(linter: &mut Linter<'_, '_>, operations: &[Operation<'_>]) {
    let declared = linter.tags();
    let is_declared = |tag: &str| {
        declared
            .iter()
            .any(|(_, it)| string(it, "name") == Some(tag))
    };
    let mut matching = 0;
    let mut others = Vec::new();
    for operation in operations {
        // A tag that is not declared is most likely misspelled, and has been reported.
        let Some(tag) = operation
            .tag
            .filter(|tag| declared.is_empty() || is_declared(tag))
        else {
            continue;
        };
        let (id, words) = (split_words(operation.id), split_words(tag));
        match id.len() > words.len() && id.starts_with(&words) {
            true => matching += 1,
            false => others.push((operation, tag, words.join("_"))),
        }
    }
    if !is_most(matching, matching + others.len()) {
        return;
    }
    for (Operation { id, at, .. }, tag, prefix) in others {
        linter.report(
            Rule::OperationIdTag,
            at.clone(),
            format!("`{id}` does not start with its tag `{tag}`, unlike {matching} other operationIds"),
            format!("start it with `{prefix}_`, and omit these words from the rest, which names the method"),
        );
    }
}

fn tag_spelling(linter: &mut Linter<'_, '_>) {
    // The spellings of each tag with their first location; declarations come first.
    let mut by_words: BTreeMap<Vec<String>, Vec<(Anchor, &str)>> = BTreeMap::new();
    for (at, tag) in tag_uses(linter) {
        let spellings = by_words.entry(split_words(tag)).or_default();
        if spellings.iter().all(|(_, spelling)| *spelling != tag) {
            spellings.push((at, tag));
        }
    }
    let mut tags = Vec::new();
    for (words, spellings) in &by_words {
        let Some(((first_at, first), others)) = spellings.split_first() else {
            continue;
        };
        tags.push((first_at, *first));
        for (at, other) in others.iter().filter(|_| !words.is_empty()) {
            let message = format!("`{other}` is another spelling of the tag `{first}`");
            let finding = Diagnostic::new(Rule::TagName, at.clone(), message)
                .related(first_at.clone(), "spelled differently here")
                .help(format!("write `{first}`"));
            linter.add(finding);
        }
    }
    let is_capital = |tag: &str| tag.starts_with(char::is_uppercase);
    let capitals = tags.iter().filter(|(_, tag)| is_capital(tag)).count();
    let small = tags.len() - capitals;
    let (wants_capital, count) = match (is_most(capitals, tags.len()), is_most(small, tags.len())) {
        (true, _) => (true, capitals),
        (_, true) => (false, small),
        _ => return,
    };
    for (at, tag) in tags {
        let mut rest = tag.chars();
        let Some(first) = rest.next().filter(|c| c.is_alphabetic()) else {
            continue;
        };
        if is_capital(tag) == wants_capital {
            continue;
        }
        let (letter, better) = match wants_capital {
            true => ("a lowercase", first.to_uppercase().to_string()),
            false => ("an uppercase", first.to_lowercase().to_string()),
        };
        linter.report(
            Rule::TagName,
            at.clone(),
            format!("the tag `{tag}` starts with {letter} letter, unlike {count} others"),
            format!("write `{better}{}`", rest.as_str()),
        );
    }
}

/// Every use of a tag: the declarations of the document, then the operations.
fn tag_uses<'a>(linter: &Linter<'a, '_>) -> Vec<(Anchor, &'a str)> {
    let declared = linter.tags().into_iter().filter_map(|(pointer, tag)| {
        let name = tag.get("name")?.as_str()?;
        Some((linter.tree.value(&pointer::child(&pointer, "name")), name))
    });
    declared.chain(linter.used_tags()).collect()
}
