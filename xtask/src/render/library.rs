//! `src/lib.rs`.

use quote::quote;

use super::context::Context;
use super::examples::FEATURE;
use super::rust_file::RustFile;

pub(super) fn file(context: &Context<'_>, has_guide: bool, has_examples: bool) -> (String, String) {
    let guide = has_guide.then(|| {
        quote!(
            pub mod guide;
        )
    });
    let examples = has_examples.then(|| {
        quote! {
            #[cfg(feature = #FEATURE)]
            pub mod examples;
        }
    });
    let has_pages = context.api.operations.iter().any(|it| it.paging.is_some());
    let streams = has_pages.then(|| {
        [
            quote! {
                /// The pages of a list, one after the other: a stream.
                pub type Pages<P> = runtime::Pages<P, types::ErrorBody>;
            },
            quote! {
                /// The items of a list, page after page: a stream.
                pub type Items<T> = runtime::Items<T, types::ErrorBody>;
            },
        ]
    });
    let file = RustFile {
        attributes: "#![doc = include_str!(\"../README.md\")]\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n#![cfg_attr(docsrs, feature(doc_cfg))]\n",
        imports: vec![
            quote! {
                mod client;
                #examples
                #guide
                pub mod operations;
                pub mod runtime;
                pub mod types;
            },
            quote! {
                pub use client::{Client, ClientBuilder};
                #[doc(inline)]
                pub use runtime::{
                    ApiKeyError, CallOptions, ConfigError, DecodeError, Empty, Extra, FakeTransport, FieldError,
                    FieldErrors, FromString, IntoItem, IntoList, InvalidRequest, ItemError, LenientPage, Page,
                    ParseTimestampError, Patch, Response, ResponseBody, RetryPolicy, Secret, Timestamp, TooManyItems,
                    Transport, TransportError, TransportFailure, TransportFuture, UnexpectedResponse, Unrecognized,
                    UnrecognizedValue,
                };
                #[cfg(feature = "blocking")]
                #[doc(inline)]
                pub use runtime::BlockingIter;
                #[doc(no_inline)]
                pub use runtime::{Bytes, HeaderMap, Method, StatusCode, http, reqwest};
            },
        ],
        items: vec![
            quote! {
                /// What can go wrong with a call, of whichever operation.
                ///
                /// `match` on its variants to handle them; the methods say what they have in common.
                pub type Error = runtime::Error<types::ErrorBody>;
            },
            quote! {
                /// An answer of the API that is an error.
                pub type ApiError = runtime::ApiError<types::ErrorBody>;
            },
            quote! {
                /// A request that this crate has no method for: what [`Client::request`] makes.
                pub type RawRequest = runtime::RawRequest<types::ErrorBody>;
            },
        ]
        .into_iter()
        .chain(streams.into_iter().flatten())
        .collect(),
        ..RustFile::default()
    };
    ("src/lib.rs".to_owned(), file.into_text())
}
