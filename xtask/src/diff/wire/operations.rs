//! Operations: which there are, and their metadata.

use super::super::Rule;
use super::call::{Call, Roots, name, reach};
use super::difference::{Difference, Differences};
use super::documents::Documents;
use super::metadata::{compare_deprecation, compare_extensions, compare_values};
use super::phrases::{list, quote, quote_value, transition};
use super::routes::Routes;
use super::{bodies, parameters, responses, security, servers};
use crate::contract::Operation;

pub(super) fn compare(documents: &Documents<'_>, found: &mut Differences, roots: &mut Roots) {
    let routes = Routes::new(documents.base, documents.head);
    for (route, (index, old)) in &routes.base {
        let Some((index, new)) = routes.head.get(route) else {
            found.add(removed(old), [reach(*index, old, "operation")]);
            continue;
        };
        let mut call = Call {
            documents,
            index: *index,
            base: old,
            head: new,
            found,
            roots,
            reference: None,
        };
        compare_call(&mut call);
    }
    for (route, (index, new)) in &routes.head {
        if !routes.base.contains_key(route) {
            let added = about(Rule::OperationAdded, "operation added", new).head(&new.at);
            found.add(added, [reach(*index, new, "operation")]);
        }
    }
}

/// Compares two versions of an operation.
pub(super) fn compare_call(call: &mut Call<'_, '_>) {
    compare_metadata(call);
    security::compare_requirements(call);
    parameters::compare(call);
    bodies::compare(call);
    responses::compare(call);
}

fn removed(old: &Operation) -> Difference {
    let sunset = old.extensions.get("x-sunset");
    let (rule, what) = match (&old.deprecated, sunset) {
        (None, _) => (Rule::OperationRemoved, "operation removed".to_owned()),
        (Some(_), sunset) => {
            let date = sunset.map(|it| quote_value(&it.value));
            let date = date.map_or(String::new(), |date| format!(" (`x-sunset` was {date})"));
            let what = format!("deprecated operation removed{date}");
            (Rule::DeprecatedOperationRemoved, what)
        }
    };
    let removed = about(rule, what, old).base(&old.at);
    match sunset {
        Some(sunset) => removed.fact("sunset", sunset.value.clone()),
        None => removed,
    }
}

fn about(rule: Rule, what: impl Into<String>, operation: &Operation) -> Difference {
    Difference::new(rule, what)
        .subject(name(operation))
        .fact("method", operation.method.as_str())
        .fact("path", operation.path.as_str())
}

fn compare_metadata(call: &mut Call<'_, '_>) {
    let (old, new) = (call.base, call.head);
    let mut found = Vec::new();
    let id = |operation: &Operation| operation.id.as_ref().map(|id| id.value.clone());
    let (from, to) = (id(old), id(new));
    if from != to {
        let quoted = |id: &Option<String>| id.as_deref().map(quote);
        let what = transition(quoted(&from), quoted(&to));
        let what = format!("`operationId` {what}");
        found.push(
            Difference::new(Rule::OperationIdChanged, what)
                .base(old.id.as_ref().map(|it| &it.at))
                .head(new.id.as_ref().map(|it| &it.at))
                .or_at(&old.at, &new.at)
                .values(from, to),
        );
    }
    if old.tags.value != new.tags.value {
        let tags = |tags: &[String]| (!tags.is_empty()).then(|| list(tags, |tag| quote(tag)));
        let what = transition(tags(&old.tags.value), tags(&new.tags.value));
        found.push(
            Difference::new(Rule::OperationTagsChanged, format!("tags {what}"))
                .base(&old.tags.at)
                .head(&new.tags.at)
                .values(Some(old.tags.value.clone()), Some(new.tags.value.clone())),
        );
    }
    let deprecation =
        compare_deprecation(Rule::OperationDeprecated, &old.deprecated, &new.deprecated);
    found.extend(deprecation.map(|it| it.base(&old.at).or_at(&old.at, &new.at)));
    found.extend(compare_values(
        Rule::DescriptionChanged,
        &old.texts,
        &new.texts,
    ));
    found.extend(compare_extensions(&old.extensions, &new.extensions));
    found.extend(servers::compare(&old.servers, &new.servers));
    call.add("operation", found);
}
