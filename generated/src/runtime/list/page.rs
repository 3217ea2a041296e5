//! [`Page`]: a response that is one page of a list.

use serde::de::DeserializeOwned;

use super::super::response::Response;

/// A response that is one page of a list.
///
/// Every generated page type implements it. To iterate over a list that this crate does not support, implement it for
/// a custom type and call `pages` of a [`RawRequest`](super::super::RawRequest):
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
    /// The type of the items.
    type Item: DeserializeOwned;

    /// The JSON property with the number of pages.
    const TOTAL: &'static str;

    /// The JSON property with the array of items. If an item does not decode, the others are decoded from it one by
    /// one.
    const ITEMS: &'static str;

    /// Returns the number of pages; `None` if the page does not contain it.
    fn total(&self) -> Option<u64>;

    /// Returns the items of the page, in order.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<P: Page> Response<P> {
    /// The items of the page, in order.
    pub fn into_items(self) -> Vec<P::Item> {
        self.into_inner().into_items()
    }
}
