//! Lists in pages: one page, and the streams of all pages and of all items.

#[cfg(feature = "blocking")]
mod blocking_iter;
mod item_source;
mod items;
mod lenient_page;
mod page;
mod pages;

#[cfg(feature = "blocking")]
pub use blocking_iter::BlockingIter;
#[cfg(feature = "blocking")]
pub(crate) use blocking_iter::CallingStream;
pub use items::Items;
pub use lenient_page::LenientPage;
pub use page::Page;
pub use pages::Pages;
