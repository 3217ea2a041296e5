//! [`LenientPage`]: a page of a list without its invalid items, and the errors of those.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::client::Core;
use super::super::error::{Error, ItemError};
use super::super::request::Request;
use super::super::response::{RawResponse, Response, Unreadable, decode, decode_item, from_json};
use super::page::Page;

/// A page of a list without the items that do not decode, which are listed in [`rejected`](LenientPage::rejected).
///
/// It derefs to the page. [`Pages::lenient`](super::Pages::lenient) and `send_lenient` of a list request return it.
#[derive(Clone, Debug)]
pub struct LenientPage<P> {
    page: P,
    rejected: Vec<ItemError>,
}

impl<P> LenientPage<P> {
    /// The errors of the items that do not decode, in order, each with its location and the item's JSON.
    pub fn rejected(&self) -> &[ItemError] {
        &self.rejected
    }

    /// The page with the valid items, and the errors of the others.
    pub fn into_parts(self) -> (P, Vec<ItemError>) {
        (self.page, self.rejected)
    }
}

impl<P> Deref for LenientPage<P> {
    type Target = P;

    fn deref(&self) -> &P {
        &self.page
    }
}

impl<P: Page> Page for LenientPage<P> {
    type Item = P::Item;

    const TOTAL: &'static str = P::TOTAL;
    const ITEMS: &'static str = P::ITEMS;

    fn total(&self) -> Option<u64> {
        self.page.total()
    }

    fn into_items(self) -> Vec<P::Item> {
        self.page.into_items()
    }
}

impl<P: IntoIterator> IntoIterator for LenientPage<P> {
    type Item = P::Item;
    type IntoIter = P::IntoIter;

    fn into_iter(self) -> P::IntoIter {
        self.page.into_iter()
    }
}

impl<'a, P> IntoIterator for &'a LenientPage<P>
where
    &'a P: IntoIterator,
{
    type Item = <&'a P as IntoIterator>::Item;
    type IntoIter = <&'a P as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.page.into_iter()
    }
}

impl Core {
    /// Sends a request for one page of a list and decodes the page without its invalid items.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config` and `Item`.
    pub async fn send_lenient<P, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<LenientPage<P>>, Error<B>>
    where
        P: Page + DeserializeOwned,
    {
        self.call(request, decode_lenient).await
    }

    /// Sends a request as [`send_lenient`](Core::send_lenient) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// The errors of [`send_lenient`](Core::send_lenient), and [`Error::InvalidRequest`] in an async runtime that
    /// runs on this thread alone.
    #[cfg(feature = "blocking")]
    pub fn send_lenient_blocking<P, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<LenientPage<P>>, Error<B>>
    where
        P: Page + DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        self.call_blocking(request, |core, request| async move {
            core.send_lenient(request).await
        })
    }
}

/// Decodes a page as a whole, which is fast, and item by item only if that fails.
pub(super) fn decode_lenient<P>(response: &RawResponse) -> Result<LenientPage<P>, Unreadable>
where
    P: Page + DeserializeOwned,
{
    match decode(response) {
        Ok(page) => Ok(LenientPage {
            page,
            rejected: Vec::new(),
        }),
        Err(error) => read_items(response).ok_or(error),
    }
}

/// The properties of a body; `None` if it is not a JSON object.
pub(super) fn properties(body: &[u8]) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_slice(body).ok()
}

/// The page with the items that decode one by one; `None` if the failure has another cause than its items.
fn read_items<P>(response: &RawResponse) -> Option<LenientPage<P>>
where
    P: Page + DeserializeOwned,
{
    let mut properties = properties(response.raw())?;
    let items: Vec<&RawValue> = serde_json::from_str(properties.get(P::ITEMS)?.get()).ok()?;
    let shared = Arc::new(response.clone());
    let mut rejected = Vec::new();
    let mut accepted = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        match decode_item::<P::Item>(item.get()).err() {
            None => accepted.push(item),
            Some(mismatch) => {
                let text = || Value::String(item.get().to_owned());
                let json = serde_json::from_str(item.get()).unwrap_or_else(|_| text());
                rejected.push(ItemError::new(
                    shared.clone(),
                    P::ITEMS,
                    index,
                    mismatch,
                    json,
                ));
            }
        }
    }
    let accepted = serde_json::value::to_raw_value(&accepted).ok()?;
    properties.insert(P::ITEMS.to_owned(), &accepted);
    let page = from_json(&serde_json::to_vec(&properties).ok()?).ok()?;
    Some(LenientPage { page, rejected })
}
