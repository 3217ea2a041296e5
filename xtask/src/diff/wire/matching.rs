//! [`match_up`]: which items of two lists are the same.

/// Items of two lists: those that are the same, and those of one list only.
pub(super) struct Matched<'a, T> {
    pub(super) both: Vec<(&'a T, &'a T)>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

/// A criterion by which two items are the same.
type IsSame<'c, T> = &'c dyn Fn(&T, &T) -> bool;

/// Matches items that are the same by a criterion, by the most certain criterion first.
pub(super) fn match_up<'a, T>(
    old: &'a [T],
    new: &'a [T],
    criteria: &[IsSame<'_, T>],
) -> Matched<'a, T> {
    let mut both = Vec::new();
    let mut removed: Vec<&T> = old.iter().collect();
    let mut added: Vec<&T> = new.iter().collect();
    for is_same in criteria {
        removed.retain(|old| {
            let position = added.iter().position(|new| is_same(old, new));
            both.extend(position.map(|position| (*old, added.remove(position))));
            position.is_none()
        });
    }
    Matched {
        both,
        removed,
        added,
    }
}
