//! What only some of the properties or items must be.

use super::pair::Pair;
use super::subset::Subsets;
use crate::contract::{Selected, Selection};
use crate::diff::Rule;
use crate::diff::change::Side;
use crate::diff::wire::difference::Difference;
use crate::diff::witness::Step;

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
        .head(new.first().map(|it| &it.at));
    pair.add(changed);
}

fn compare_both(pair: &mut Pair<'_>, subsets: &mut Subsets<'_>, old: &Selected, new: &Selected) {
    let step = match &old.selection {
        Selection::Matching(_) | Selection::Item(_) => Step::Selected,
        // They are no values that travel.
        Selection::Names | Selection::Some { .. } => {
            let direction = pair.direction;
            let is_same = subsets.is_subset(Side::Base, old.schema, new.schema, direction)
                && subsets.is_subset(Side::Head, new.schema, old.schema, direction);
            if !is_same {
                let what = format!("`{}` changed", old.selection.keyword());
                let changed = Difference::new(Rule::ExclusionChanged, what);
                pair.add(changed.base(Some(&old.at)).head(Some(&new.at)));
            }
            return;
        }
    };
    pair.enter(step, old.schema, new.schema, Some((&old.at, &new.at)));
}
