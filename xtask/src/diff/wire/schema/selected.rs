//! What only some of the properties or items must be.

use serde_json::{Value, json};

use super::outline::outline;
use super::pair::{DocumentSchema, Pair};
use super::subset::Subsets;
use crate::contract::{Selected, Selection};
use crate::diff::change::Side;
use crate::diff::wire::difference::Difference;
use crate::diff::witness::Step;
use crate::diff::{Level, Rule};

pub(super) fn compare(pair: &mut Pair<'_>, subsets: &mut Subsets<'_>) {
    let (base, head) = (pair.base.schema(), pair.head.schema());
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for before in &base.facets.selected {
        match head
            .facets
            .selected
            .iter()
            .find(|it| it.selection == before.selection)
        {
            Some(after) => compare_both(pair, subsets, before, after),
            None => old.push(before),
        }
    }
    for after in &head.facets.selected {
        if !base
            .facets
            .selected
            .iter()
            .any(|it| it.selection == after.selection)
        {
            new.push(after);
        }
    }
    let Some(first) = old.first().or(new.first()) else {
        return;
    };
    let keyword = first.selection.keyword();
    let rule = match pair.is_request() && !new.is_empty() {
        true => Rule::RequestExclusionAdded,
        false => Rule::ExclusionChanged,
    };
    let change = match (old.is_empty(), new.is_empty()) {
        (false, false) => "changed",
        (true, _) => "added",
        (_, true) => "removed",
    };
    let changed = Difference::new(rule, format!("`{keyword}` {change}"))
        .base(old.first().map(|it| &it.at))
        .head(new.first().map(|it| &it.at))
        .fact("from", outlines(pair.base, &old))
        .fact("to", outlines(pair.head, &new));
    pair.add(changed);
}

fn compare_both(pair: &mut Pair<'_>, subsets: &mut Subsets<'_>, old: &Selected, new: &Selected) {
    let step = match &old.selection {
        Selection::Matching(_) | Selection::Item(_) => Step::Selected,
        // They are no values that travel.
        Selection::Names | Selection::Some { .. } => {
            let direction = pair.direction;
            let is_extended = subsets.is_subset(Side::Base, old.schema, new.schema, direction);
            let is_reduced = subsets.is_subset(Side::Head, new.schema, old.schema, direction);
            // With a maximum, an extended schema excludes values as well.
            let has_most = matches!(old.selection, Selection::Some { most: Some(_), .. });
            let (is_safe, is_restricted) = pair.sender_receiver(is_extended, is_reduced);
            if is_extended && is_reduced {
                return;
            }
            let rule = match pair.is_request() && is_restricted && !has_most {
                true => Rule::RequestExclusionAdded,
                false => Rule::ExclusionChanged,
            };
            let changed = Difference::new(rule, format!("`{}` changed", old.selection.keyword()))
                .base(&old.at)
                .head(&new.at)
                .fact("from", outlines(pair.base, &[old]))
                .fact("to", outlines(pair.head, &[new]));
            return pair.add(match is_safe && !has_most {
                true => changed
                    .level(Level::Safe)
                    .consequence("previous values stay valid"),
                false => changed,
            });
        }
    };
    pair.enter(step, old.schema, new.schema, Some((&old.at, &new.at)));
}

fn outlines(schema: DocumentSchema<'_>, selected: &[&Selected]) -> Vec<Value> {
    let selected = selected.iter();
    let outline = |it: &&Selected| {
        let selection = format!("{:?}", it.selection);
        json!([selection, outline(schema.contract, it.schema)])
    };
    selected.map(outline).collect()
}
