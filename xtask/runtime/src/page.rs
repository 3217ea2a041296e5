//! [`Page`]: an answer that is one page of a list.

/// An answer that is one page of a list.
pub trait Page {
    /// What the list has.
    type Item;

    /// The property that says how many pages there are, as the API calls it.
    const TOTAL: &'static str;

    /// How many pages there are, if the page says so.
    fn total(&self) -> Option<u64>;

    /// What is on the page, in order.
    fn into_items(self) -> Vec<Self::Item>;
}
