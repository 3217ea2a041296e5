//! `src/lib.rs`.

use quote::quote;

use super::context::Context;
use super::docs;
use super::examples::FEATURE;
use super::rust_file::{DocLine, RustFile};
use crate::surface::{RequestItem, RustType};

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
    let has_webhooks = !context.surface.webhooks.is_empty();
    let webhooks = has_webhooks.then(|| {
        quote!(
            pub mod webhooks;
        )
    });
    let has_pages = context.api.operations.iter().any(|it| it.paging.is_some());
    let streams = has_pages.then(|| {
        [
            quote! {
                /// The pages of a list, as a stream.
                pub type Pages<P> = runtime::Pages<P, types::ErrorBody>;
            },
            quote! {
                /// The items of all pages of a list, as a stream.
                pub type Items<T> = runtime::Items<T, types::ErrorBody>;
            },
        ]
    });
    let uploads = context.has_uploads().then(|| {
        quote! {
            #[doc(inline)]
            pub use runtime::{RequestBody, Upload};
        }
    });
    let base64 = context.has_base64().then(|| {
        quote! {
            #[doc(inline)]
            pub use runtime::{Base64, Base64Url, DecodeBase64Error};
        }
    });
    let responses = || {
        context
            .operations()
            .flat_map(|(_, item)| [Some(&item.response), stream_of(item)])
    };
    let returns = |is: fn(&RustType) -> bool| responses().flatten().any(is);
    let has_bytes = returns(|ty| *ty == RustType::ByteStream);
    let has_items = returns(|ty| matches!(ty, RustType::ItemStream(_)));
    let has_events = returns(
        |ty| matches!(ty, RustType::ItemStream(item) if matches!(**item, RustType::Event(_))),
    );
    let events = has_events.then(|| {
        quote! {
            #[doc(inline)]
            pub use runtime::Event;
        }
    });
    let bodies = [
        has_bytes.then(|| {
            quote! {
                /// The body of a response while it is received.
                pub type ByteStream = runtime::ByteStream<types::ErrorBody>;
            }
        }),
        has_items.then(|| {
            quote! {
                /// The items of a response while it is received.
                pub type ItemStream<T> = runtime::ItemStream<T, types::ErrorBody>;
            }
        }),
    ];
    let blocking = (has_pages || has_bytes || has_items).then(|| {
        quote! {
            #[cfg(feature = "blocking")]
            #[doc(inline)]
            pub use runtime::BlockingIter;
        }
    });
    let file = RustFile {
        index: front_page(context, has_guide),
        attributes: "#![doc = include_str!(\"../README.md\")]\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n#![cfg_attr(docsrs, feature(doc_cfg))]\n",
        imports: vec![
            quote! {
                mod client;
                #examples
                #guide
                pub mod operations;
                pub mod runtime;
                pub mod types;
                #webhooks
            },
            quote! {
                pub use client::{Client, ClientBuilder};
                #[doc(inline)]
                pub use runtime::{
                    ApiKeyError, CallOptions, ConfigError, DecodeError, Empty, Extra, FakeTransport, FieldError,
                    FieldErrors, FromString, HeaderError, IntoItem, IntoList, InvalidRequest, ItemError, LenientPage, Page,
                    ParseTimestampError, Patch, Response, ResponseBody, RetryPolicy, Secret, Timestamp, TooManyItems,
                    Transport, TransportError, TransportFailure, TransportFuture, UnexpectedResponse, Unrecognized,
                    UnrecognizedValue,
                };
                /// The bytes of a body; see [`Response::raw`].
                #[doc(inline)]
                pub use runtime::Bytes;
                /// The headers of a response; see [`Response::headers`].
                #[doc(inline)]
                pub use runtime::HeaderMap;
                /// The HTTP method of a request; see [`Client::request`].
                #[doc(inline)]
                pub use runtime::Method;
                /// The status of a response; see [`Response::status`].
                #[doc(inline)]
                pub use runtime::StatusCode;
                /// The crate of [`Method`], [`HeaderMap`] and [`StatusCode`], in the version that this crate uses.
                pub use ::http;
                /// The HTTP client of this crate, in the version that it uses; see [`ClientBuilder::http_client`].
                pub use ::reqwest;
                #uploads
                #base64
                #blocking
                #events
            },
        ],
        items: vec![
            quote! {
                /// The error type of all calls.
                ///
                /// `match` on its variants to handle them; the methods return their common properties.
                pub type Error = runtime::Error<types::ErrorBody>;
            },
            quote! {
                /// An error response (4xx or 5xx).
                pub type ApiError = runtime::ApiError<types::ErrorBody>;
            },
            quote! {
                /// A request that this crate has no method for; returned by [`Client::request`].
                pub type RawRequest = runtime::RawRequest<types::ErrorBody>;
            },
            quote! {
                /// The future of a request, which `.await` on the request returns.
                pub type ResponseFuture<T> = runtime::ResponseFuture<T, types::ErrorBody>;
            },
        ]
        .into_iter()
        .chain(streams.into_iter().flatten())
        .chain(bodies.into_iter().flatten())
        .collect(),
        ..RustFile::default()
    };
    ("src/lib.rs".to_owned(), file.into_text())
}

/// What `send_stream` returns.
fn stream_of(item: &RequestItem) -> Option<&RustType> {
    match &item.send_stream.as_ref()?.0.output {
        RustType::Response(stream) => Some(stream),
        _ => None,
    }
}

/// The docs above the README: links to where readers start, and to every call.
fn front_page(context: &Context<'_>, has_guide: bool) -> Vec<DocLine> {
    let title = docs::line(&context.api.info.title);
    let guide = match has_guide {
        true => "Start with the [guide](guide).\n",
        false => "",
    };
    let webhooks = match context.surface.webhooks.is_empty() {
        true => "",
        false => "[`webhooks`] decodes the requests that the API sends.\n",
    };
    let text = format!(
        "An unofficial client for the {title}.\n\n\
         {guide}[`Client`] makes all calls, [`Error`] is the error type of all calls, and [`operations`] lists all calls with\n\
         their signatures. [`http`](https://docs.rs/http) and [`reqwest`](https://docs.rs/reqwest) are re-exported, since\n\
         signatures use their types.\n{webhooks}"
    );
    let mut lines: Vec<DocLine> = text.lines().map(DocLine::always).collect();
    if context.surface.groups.is_empty() {
        return lines;
    }
    lines.push(DocLine::always(""));
    for group in &context.surface.groups {
        let accessor = group.name.module.unraw();
        let head = format!("- [`client.{accessor}()`](Client::{accessor}):");
        lines.push(DocLine::gated(head, group.is_unconfirmed()));
        for item in &group.requests {
            let method = item.name.method.unraw();
            let ident = group.name.ident.unraw();
            let link = format!("  [`{method}`](operations::{accessor}::{ident}::{method})");
            lines.push(DocLine::gated(link, item.unconfirmed));
        }
    }
    lines.push(DocLine::always(""));
    lines
}
