//! [`Convention`]: the case style of most names of a document.

use super::case::Style;

/// How many of a hundred names with a definite style must agree.
const SHARE: usize = 75;
/// Fewer names may agree by chance.
const LEAST: usize = 3;

/// The style of most names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Convention {
    pub(super) style: Style,
    /// How many names are in this style and no other.
    count: usize,
}

impl Convention {
    /// The style of most names that fit exactly one: a single word fits several, and proves nothing.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<Self> {
        let mut counts = Style::ALL.map(|style| (style, 0_usize));
        let mut total = 0;
        for name in names {
            let fitting = Style::ALL.into_iter().filter(|style| style.fits(name));
            let fitting: Vec<Style> = fitting.collect();
            if fitting.len() > 1 {
                continue;
            }
            total += 1;
            for (style, count) in &mut counts {
                *count += usize::from(fitting.contains(style));
            }
        }
        let (style, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        is_most(count, total).then_some(Self { style, count })
    }

    /// The message about a name in another style; `others` is what the other names belong to, in the plural.
    pub(super) fn message(self, name: &str, others: &str) -> Option<String> {
        let Self { style, count } = self;
        let style_name = style.name();
        (!style.fits(name))
            .then(|| format!("`{name}` is not in {style_name}, unlike {count} other {others}"))
    }
}

/// Whether a count is large enough a part of the total to be a convention.
pub(super) fn is_most(count: usize, total: usize) -> bool {
    count >= LEAST && count * 100 >= total * SHARE
}
