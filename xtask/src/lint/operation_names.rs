//! Names of operations and tags: `operation-id-style`, `operation-id-tag`, `tag-name`.

use std::collections::BTreeMap;

use super::majority::{Majority, is_most};
use super::words::words;
use super::{Linter, text};
use crate::diagnostic::{Anchor, Diagnostic, Rule};
use crate::source::{Node, ObjectKind, pointer};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let operations = operations(linter);
    style(linter, &operations);
    begins_with_tag(linter, &operations);
    tags(linter);
}

/// An operation with an operationId.
struct Named<'a> {
    pointer: &'a str,
    id: &'a str,
    tag: Option<&'a str>,
}

fn operations<'a>(linter: &Linter<'a, '_>) -> Vec<Named<'a>> {
    let named = |object: &'a crate::source::Object<'a>| {
        let tags = object.node.get("tags").and_then(Node::as_sequence);
        Some(Named {
            pointer: &object.pointer,
            id: text(object.node, "operationId")?,
            tag: tags.and_then(|tags| tags.first()?.as_str()),
        })
    };
    linter
        .each(ObjectKind::Operation)
        .filter_map(named)
        .collect()
}

fn place_of_id(linter: &Linter<'_, '_>, operation: &Named<'_>) -> Anchor {
    linter
        .tree
        .value(&pointer::child(operation.pointer, "operationId"))
}

fn style(linter: &mut Linter<'_, '_>, operations: &[Named<'_>]) {
    let Some(Majority { style, count }) = Majority::of(operations.iter().map(|it| it.id)) else {
        return;
    };
    for operation in operations.iter().filter(|it| !style.fits(it.id)) {
        let message = format!(
            "`{}` is not in {}, as {count} other operationIds are",
            operation.id,
            style.name()
        );
        let at = place_of_id(linter, operation);
        linter.add(
            Diagnostic::new(Rule::OperationIdStyle, at, message)
                .help(format!("call it `{}`", style.write(operation.id))),
        );
    }
}

fn begins_with_tag(linter: &mut Linter<'_, '_>, operations: &[Named<'_>]) {
    // A tag that the document's list does not have is most likely misspelt, which has been reported.
    let listed = listed_tags(linter);
    let begins = |operation: &Named<'_>| {
        operation
            .tag
            .filter(|tag| listed.is_empty() || listed.contains(tag))?;
        let (id, tag) = (words(operation.id), words(operation.tag?));
        Some(id.len() > tag.len() && id.starts_with(&tag))
    };
    let (with, without): (Vec<_>, Vec<_>) = operations
        .iter()
        .filter_map(|operation| Some((operation, begins(operation)?)))
        .partition(|(_, begins)| *begins);
    if !is_most(with.len(), with.len() + without.len()) {
        return;
    }
    for (operation, _) in without {
        let tag = operation.tag.unwrap_or_default();
        let message = format!(
            "`{}` does not begin with its tag `{tag}`, as {} other operationIds do",
            operation.id,
            with.len()
        );
        let at = place_of_id(linter, operation);
        linter.add(
            Diagnostic::new(Rule::OperationIdTag, at, message).help(format!(
                "begin it with `{}_`, and leave those words out of the rest, which names the method",
                words(tag).join("_")
            )),
        );
    }
}

/// The tags that the document describes.
fn listed_tags<'a>(linter: &Linter<'a, '_>) -> Vec<&'a str> {
    let tags = linter.tree.root.get("tags").and_then(Node::as_sequence);
    tags.into_iter()
        .flatten()
        .filter_map(|tag| text(tag, "name"))
        .collect()
}

fn tags(linter: &mut Linter<'_, '_>) {
    let tags = tags_by_place(linter);
    // Of each tag the first place; declarations come first.
    let mut spellings: BTreeMap<Vec<String>, Vec<(&str, &str)>> = BTreeMap::new();
    for (place, tag) in &tags {
        let known = spellings.entry(words(tag)).or_default();
        if known.iter().all(|(_, spelling)| spelling != tag) {
            known.push((place, tag));
        }
    }
    for (words, known) in &spellings {
        let Some(((first_place, first), others)) = known.split_first() else {
            continue;
        };
        for (place, other) in others.iter().filter(|_| !words.is_empty()) {
            let message = format!("`{other}` is the tag `{first}`, written in another way");
            linter.add(
                Diagnostic::new(Rule::TagName, linter.tree.value(place), message)
                    .related(linter.tree.value(first_place), "the other spelling")
                    .help(format!("write `{first}`")),
            );
        }
    }
    let first_of_each = || spellings.values().filter_map(|known| known.first());
    let is_capital = |tag: &str| tag.starts_with(char::is_uppercase);
    let total = spellings.len();
    let capitals = first_of_each().filter(|(_, tag)| is_capital(tag)).count();
    let capital_wanted = match (is_most(capitals, total), is_most(total - capitals, total)) {
        (true, _) => true,
        (_, true) => false,
        _ => return,
    };
    for (place, tag) in first_of_each() {
        if is_capital(tag) == capital_wanted || !tag.starts_with(char::is_alphabetic) {
            continue;
        }
        let (begins, others) = match capital_wanted {
            true => ("with a small letter", capitals),
            false => ("with a capital", total - capitals),
        };
        let message = format!("the tag `{tag}` begins {begins}, and {others} others do not");
        let mut chars = tag.chars();
        let first = chars.next().map(|c| match capital_wanted {
            true => c.to_uppercase().to_string(),
            false => c.to_lowercase().to_string(),
        });
        let better = first.unwrap_or_default() + chars.as_str();
        linter.add(
            Diagnostic::new(Rule::TagName, linter.tree.value(place), message)
                .help(format!("write `{better}`")),
        );
    }
}

/// Every mention of a tag: those that the document declares, then those of operations.
fn tags_by_place<'a>(linter: &Linter<'a, '_>) -> Vec<(String, &'a str)> {
    let declared = linter.tree.root.get("tags").and_then(Node::as_sequence);
    let declared = declared
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(index, tag)| {
            let place = pointer::child(&pointer::item("", "tags", index), "name");
            Some((place, tag.get("name")?.as_str()?))
        });
    let used = linter.each(ObjectKind::Operation).flat_map(|operation| {
        let tags = operation.node.get("tags").and_then(Node::as_sequence);
        let tags = tags.into_iter().flatten().enumerate();
        tags.filter_map(|(index, tag)| {
            let place = pointer::item(&operation.pointer, "tags", index);
            Some((place, tag.as_str()?))
        })
    });
    declared.chain(used).collect()
}
