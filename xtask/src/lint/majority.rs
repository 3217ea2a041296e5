//! [`Majority`]: what most names of a document have in common, if anything.

use super::words::Style;

/// So many of the names that tell a style must agree before the others stand out, of a hundred.
const SHARE: usize = 75;
/// So few names have nothing in common but chance.
const LEAST: usize = 3;

/// The style of most names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Majority {
    /// The style.
    pub(super) style: Style,
    /// How many names are in it and in no other.
    pub(super) count: usize,
}

impl Majority {
    /// The style of most of the names that fit one only: a single word fits several, and says nothing.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<Self> {
        let mut counts = Style::ALL.map(|style| (style, 0_usize));
        let mut total = 0;
        for name in names {
            let fitting: Vec<Style> = Style::ALL
                .into_iter()
                .filter(|style| style.fits(name))
                .collect();
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
}

/// Whether so many of all make a rule that the others break.
pub(super) fn is_most(count: usize, total: usize) -> bool {
    count >= LEAST && count * 100 >= total * SHARE
}
