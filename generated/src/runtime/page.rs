//! [`Page`]: a response that is one page of a list.

use serde::de::DeserializeOwned;

/// A response that is one page of a list.
///
/// Every generated page type implements it. Implement it for a type of your own to go through a list that this crate
/// does not know, with `pages` of a [`RawRequest`](super::RawRequest):
///
/// ```text
/// #[derive(serde::Deserialize)]
/// struct TargetPage {
///     page_total: u64,
///     results: Vec<Target>,
/// }
///
/// impl Page for TargetPage {
///     type Item = Target;
///     const TOTAL: &'static str = "page_total";
///     const ITEMS: &'static str = "results";
///
///     fn total(&self) -> Option<u64> {
///         Some(self.page_total)
///     }
///
///     fn into_items(self) -> Vec<Target> {
///         self.results
///     }
/// }
///
/// let mut targets = client.request(Method::GET, "/targets/").pages::<TargetPage>("page").items();
/// while let Some(target) = targets.try_next().await? {
///     println!("{target:?}");
/// }
/// ```
pub trait Page {
    /// An item of the list.
    type Item: DeserializeOwned;

    /// The property with the number of pages, by its name in the JSON.
    const TOTAL: &'static str;

    /// The property with the array of items, by its name in the JSON. If an item does not decode, the others are read
    /// from there one by one.
    const ITEMS: &'static str;

    /// The number of pages; `None` if the page does not state it.
    fn total(&self) -> Option<u64>;

    /// The items on the page, in order.
    fn into_items(self) -> Vec<Self::Item>;
}
