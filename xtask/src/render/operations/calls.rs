//! The ways to send a request: `send`, `.await`, `pages` and `stream`.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::tokens::{self, Place};
use super::super::{docs, example, field_docs};
use crate::api::{Format, MediaKind, Operation};
use crate::surface::{PagingItem, ParameterItem, RequestItem, RustType};

/// The functions that send.
pub(super) fn functions(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> TokenStream {
    let send = send(operation, item, context);
    let stream = send_stream(operation, item, context);
    let paging = paging(operation, item, context);
    quote!(#send #stream #paging)
}

/// The functions that send a request that is generic over its response, each with what they need of that.
pub(super) fn generic_functions(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Vec<TokenStream> {
    let name = tokens::ident(&item.name.request);
    let send = send(operation, item, context);
    let send = quote! {
        impl<P> #name<P>
        where
            P: serde::de::DeserializeOwned + Send + 'static,
        {
            #send
        }
    };
    let paging = paging(operation, item, context).map(|paging| {
        quote! {
            impl<P> #name<P>
            where
                P: runtime::Page + serde::de::DeserializeOwned + Send + 'static,
            {
                #paging
            }
        }
    });
    [Some(send), paging].into_iter().flatten().collect()
}

/// The setter of a parameter.
pub(super) fn setter(operation: &Operation, parameter: &ParameterItem) -> Option<TokenStream> {
    let documented = &parameter.parameter;
    let setter = parameter.setter.as_ref()?;
    let result = match &setter.output {
        RustType::RequestFor(..) => quote!(self.into_sparse()),
        _ => quote!(self),
    };
    let docs = field_docs::parameter(documented, operation.provenance, &setter.output);
    let deprecated = documented
        .deprecated
        .then(|| quote!(#[deprecated = "the API documents it as deprecated"]));
    let signature = tokens::signature(setter, Place::Outside);
    let name = tokens::ident(&parameter.ident);
    let value = setter
        .arguments
        .first()
        .map(|(argument, how)| tokens::taken(argument, how, &parameter.ty));
    Some(quote! {
        #docs
        #deprecated
        pub #signature {
            self.#name = Some(#value);
            #result
        }
    })
}

/// The type of the response that a call returns.
fn response(item: &RequestItem) -> &RustType {
    match &item.send.output {
        RustType::Response(response) => response,
        other => other,
    }
}

fn send(operation: &Operation, item: &RequestItem, context: &Context<'_>) -> TokenStream {
    let [signature, blocking_signature] = [&item.send, &item.send_blocking]
        .map(|function| tokens::signature(function, Place::Outside));
    let is_optional = matches!(response(item), RustType::Option(_));
    let (send, send_blocking) = match operation.format() {
        Format::Empty => (quote!(send_empty), quote!(send_empty_blocking)),
        Format::Text | Format::Bytes | Format::Outcomes => {
            (quote!(send_as), quote!(send_as_blocking))
        }
        Format::Json if is_optional => (quote!(send_optional), quote!(send_optional_blocking)),
        Format::Json => (quote!(send), quote!(send_blocking)),
        Format::Stream => {
            return streamed(operation, [signature, blocking_signature], None, context);
        }
    };
    quote! {
        /// Sends the request, as `.await` does. [`Error`] lists the possible errors.
        pub #signature {
            self.client.core().#send(self.request()).await
        }
        /// Sends the request, blocking the current thread. It fails in an async runtime that runs on this thread alone.
        #[cfg(feature = "blocking")]
        pub #blocking_signature {
            self.client.core().#send_blocking(self.request())
        }
    }
}

/// `send_stream` and `send_stream_blocking`.
fn send_stream(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<TokenStream> {
    let (send, blocking) = item.send_stream.as_ref()?;
    let signatures = [send, blocking].map(|it| tokens::signature(it, Place::Outside));
    // The other media types are those of `send`.
    let accepted = operation.stream().map(|media| media.media_type.as_str());
    Some(streamed(operation, signatures, accepted, context))
}

/// The functions that return a stream.
fn streamed(
    operation: &Operation,
    [signature, blocking_signature]: [TokenStream; 2],
    accepted: Option<&str>,
    context: &Context<'_>,
) -> TokenStream {
    let (framing, decode, what) = match operation.stream() {
        Some(media) if media.kind == MediaKind::Events => (
            ["send_events", "send_events_blocking"],
            Some(match context.is_textual(&media.ty) {
                true => quote!(, runtime::event_text),
                false => quote!(, runtime::event_json),
            }),
            "the events of the response, each as soon as it is received",
        ),
        Some(_) => (
            ["send_lines", "send_lines_blocking"],
            None,
            "the items of the response, each as soon as it is received",
        ),
        None => (
            ["send_stream", "send_stream_blocking"],
            None,
            "the body of the response while it is received, whatever its size",
        ),
    };
    let [framing, blocking_framing] = framing.map(tokens::word);
    let accept = accepted.map(|media_type| quote!(.header("accept", #media_type)));
    let docs = docs::attributes(&format!(
        "Sends the request and returns {what}.\n\n\
         The timeouts apply until the head of the response; then the timeout of an attempt limits each wait for more of the\n\
         body. [`Error`] lists the possible errors."
    ));
    quote! {
        #docs
        pub #signature {
            self.client.core().#framing(self.request() #accept #decode).await
        }
        /// Sends the request and returns the same stream, blocking the current thread until the head of the response.
        #[cfg(feature = "blocking")]
        pub #blocking_signature {
            self.client.core().#blocking_framing(self.request() #accept #decode)
        }
    }
}

/// What `.await` does with the request.
pub(super) fn into_future(item: &RequestItem) -> TokenStream {
    let name = tokens::ident(&item.name.request);
    let response = tokens::rust_type(response(item), Place::Outside);
    let head = match &item.generic {
        None => quote!(impl IntoFuture for #name),
        Some(_) => quote! {
            impl<P> IntoFuture for #name<P>
            where
                P: serde::de::DeserializeOwned + Send + 'static,
        },
    };
    quote! {
        #head {
            type Output = Result<runtime::Response<#response>, Error>;
            type IntoFuture = runtime::ResponseFuture<#response, ErrorBody>;
            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }
    }
}

fn paging(operation: &Operation, item: &RequestItem, context: &Context<'_>) -> Option<TokenStream> {
    let paging = item.paging.as_ref()?;
    let example = example::call(operation, item, example::Way::Stream, context);
    Some(functions_of_paging(paging, item, example.as_deref()))
}

fn functions_of_paging(
    paging: &PagingItem,
    item: &RequestItem,
    example: Option<&str>,
) -> TokenStream {
    let parameter = item.parameters.get(paging.parameter);
    let page = parameter.map(|parameter| tokens::ident(&parameter.ident));
    let wire = parameter.map(|item| &item.parameter.wire);
    let start = format!(
        "starting at the page set with {}, by default the first",
        docs::code(wire.map(String::as_str).unwrap_or_default())
    );
    let pages_docs = docs::attributes(&format!(
        "Returns all pages of the list as a stream of responses, {start}.\n\n\
         Nothing is sent before the first page is requested. A page with an item that does not decode is an\n\
         [`Error::Decode`], and the stream continues with the next page; [`lenient`](runtime::Pages::lenient) returns such\n\
         pages without these items. Any other error ends the stream, and [`Error::page`] is the page to continue with."
    ));
    let example = example
        .map(|code| format!("\n\n# Example\n\n```no_run\n{code}```"))
        .unwrap_or_default();
    let stream_docs = docs::attributes(&format!(
        "Returns all items of the list in order as a stream, {start}.\n\n\
         Nothing is sent before the first item is requested. [`prefetch`](runtime::Items::prefetch) requests several pages\n\
         concurrently, and [`collect_all`](runtime::Items::collect_all) collects all items. An item that does not decode is an\n\
         [`Error::Item`] with the item's JSON, and the stream continues with the next item. Any other error ends the\n\
         stream after the items of the pages before, and [`Error::page`] is the page to continue with.{example}"
    ));
    let [send_lenient, send_lenient_blocking] =
        [&paging.send_lenient, &paging.send_lenient_blocking]
            .map(|function| tokens::signature(function, Place::Outside));
    let pages = tokens::signature(&paging.pages, Place::Outside);
    let stream = tokens::signature(&paging.stream, Place::Outside);
    quote! {
        /// Sends the request and returns the page without the items that do not decode.
        ///
        /// [`rejected`](runtime::LenientPage::rejected) has an error for each invalid item, with the item's JSON.
        /// [`send`](Self::send) fails with [`Error::Decode`] for such a page.
        ///
        /// # Errors
        ///
        /// Those of [`send`](Self::send), with [`Error::Decode`] only if the page itself does not decode.
        pub #send_lenient {
            self.client.core().send_lenient(self.request()).await
        }
        /// Sends the request as [`send_lenient`](Self::send_lenient) does, blocking the current thread.
        #[cfg(feature = "blocking")]
        pub #send_lenient_blocking {
            self.client.core().send_lenient_blocking(self.request())
        }
        #pages_docs
        pub #pages {
            let first = self.#page.take();
            runtime::Pages::new(self.client.core(), self.request(), #wire, first)
        }
        #stream_docs
        pub #stream {
            runtime::Items::new(self.pages())
        }
    }
}
