//! The ways to send a request: `send`, `pages`, `stream`, and the request whose answer may lack fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::tokens::{self, Place};
use super::super::{docs, example, field_docs};
use crate::api::{Operation, Parameter, Provenance};
use crate::surface::{Function, PagingItem, ParameterItem, RequestItem, RustType, SparseItem};

/// The functions of the request of the whole answer.
pub(super) fn whole(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> TokenStream {
    let request = quote!(self);
    let send = send([&item.send, &item.send_blocking], &item.answer, &request);
    let paging = item.paging.as_ref().map(|paging| {
        let example = example::call(operation, item, example::Way::Stream, context);
        functions_of_paging(paging, item, &request, example.as_deref())
    });
    quote!(#send #paging)
}

/// The request of the answer that may lack fields, and its functions.
pub(super) fn sparse(
    operation: &Operation,
    item: &RequestItem,
    sparse: &SparseItem,
    context: &Context<'_>,
) -> [TokenStream; 2] {
    let name = tokens::ident(&sparse.ident);
    let whole = tokens::ident(&item.name.request);
    let docs = docs::attributes(&sparse_docs(operation, item, sparse, context));
    let request = quote!(self.0);
    let setters = sparse.setters.iter().filter_map(|(position, setter)| {
        let parameter = item.parameters.get(*position)?;
        let documented = find(operation, parameter)?;
        let owner = operation.provenance;
        Some(set(
            documented,
            owner,
            parameter,
            setter,
            &request,
            &quote!(self),
        ))
    });
    let send = send(
        [&sparse.send, &sparse.send_blocking],
        &RustType::Json,
        &request,
    );
    let paging = sparse.paging.as_ref();
    let paging = paging.map(|paging| functions_of_paging(paging, item, &request, None));
    let definition = quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name(#whole);
    };
    let functions = quote! {
        impl #name {
            #(#setters)*
            #send
            #paging
        }
    };
    [definition, functions]
}

/// The setter of a parameter.
pub(super) fn setter(
    operation: &Operation,
    documented: &Parameter,
    parameter: &ParameterItem,
) -> Option<TokenStream> {
    let setter = parameter.setter.as_ref()?;
    let result = match &setter.output {
        RustType::Request(sparse) => {
            let sparse = tokens::ident(sparse);
            quote!(#sparse(self))
        }
        _ => quote!(self),
    };
    let owner = operation.provenance;
    Some(set(
        documented,
        owner,
        parameter,
        setter,
        &quote!(self),
        &result,
    ))
}

pub(super) fn find<'a>(operation: &'a Operation, item: &ParameterItem) -> Option<&'a Parameter> {
    operation
        .parameters
        .iter()
        .find(|parameter| parameter.wire == item.wire && parameter.location == item.location)
}

/// A function that sets a parameter of a request and gives a result.
fn set(
    documented: &Parameter,
    owner: Option<Provenance>,
    parameter: &ParameterItem,
    setter: &Function,
    request: &TokenStream,
    result: &TokenStream,
) -> TokenStream {
    let docs = field_docs::parameter(documented, owner, &setter.output);
    let deprecated = documented
        .deprecated
        .then(|| quote!(#[deprecated = "the API documents it as deprecated"]));
    let signature = tokens::signature(setter, Place::Outside);
    let name = tokens::ident(&parameter.ident);
    let value = setter
        .arguments
        .first()
        .map(|(argument, how)| tokens::taken(argument, how, &parameter.ty));
    quote! {
        #docs
        #deprecated
        pub #signature {
            #request.#name = Some(#value);
            #result
        }
    }
}

fn send(functions: [&Function; 2], answer: &RustType, request: &TokenStream) -> TokenStream {
    let [signature, blocking_signature] =
        functions.map(|function| tokens::signature(function, Place::Outside));
    let (send, send_blocking) = match answer {
        RustType::Unit => (quote!(send_empty), quote!(send_empty_blocking)),
        RustType::Option(_) => (quote!(send_optional), quote!(send_optional_blocking)),
        _ => (quote!(send), quote!(send_blocking)),
    };
    quote! {
        /// Sends the request.
        ///
        /// # Errors
        ///
        /// [`Error::InvalidRequest`] before anything is sent, if a value cannot be sent or breaks a documented
        /// constraint; [`Error::Api`] if the API answers with an error; and what else [`Error`] lists.
        pub #signature {
            #request.client.core().#send(#request.request()).await
        }
        /// Sends the request and waits for the answer, where there is no async runtime.
        ///
        /// # Errors
        ///
        /// Those of [`send`](Self::send); and [`Error::InvalidRequest`] in an async runtime that has only this thread,
        /// which would stand still.
        #[cfg(feature = "blocking")]
        pub #blocking_signature {
            #request.client.core().#send_blocking(#request.request())
        }
    }
}

fn functions_of_paging(
    paging: &PagingItem,
    item: &RequestItem,
    request: &TokenStream,
    example: Option<&str>,
) -> TokenStream {
    let parameter = item.parameters.get(paging.parameter);
    let page = parameter.map(|parameter| tokens::ident(&parameter.ident));
    let wire = parameter.map(|parameter| &parameter.wire);
    let start = format!(
        "from the page that {} names, or from the first",
        docs::code(wire.map(String::as_str).unwrap_or_default())
    );
    let pages_docs = docs::attributes(&format!(
        "All pages of the list, {start}: a stream of them, with their counts.\n\n\
         Nothing is sent before the first is requested. A page with an item that does not decode is an\n\
         [`Error::Decode`], and the stream continues with the next page; [`lenient`](runtime::Pages::lenient) gives such\n\
         pages without these items. Any other error ends the stream, and [`Error::page`] is the page to continue with."
    ));
    let example = example
        .map(|code| format!("\n\n# Example\n\n```no_run\n{code}```"))
        .unwrap_or_default();
    let stream_docs = docs::attributes(&format!(
        "All items of the list, {start}: a stream of them, in order.\n\n\
         Nothing is sent before the first is requested; [`prefetch`](runtime::Items::prefetch) requests several pages at\n\
         once, and [`collect_all`](runtime::Items::collect_all) collects everything. An item that does not decode is an\n\
         [`Error::Item`] with the item's JSON, and the stream continues with the next item. Any other error ends the\n\
         stream, after the items of the pages before, and [`Error::page`] is the page to continue with.{example}"
    ));
    let [send_lenient, send_lenient_blocking] =
        [&paging.send_lenient, &paging.send_lenient_blocking]
            .map(|function| tokens::signature(function, Place::Outside));
    let pages = tokens::signature(&paging.pages, Place::Outside);
    let stream = tokens::signature(&paging.stream, Place::Outside);
    quote! {
        /// Sends the request and returns the page without the items that do not decode.
        ///
        /// [`rejected`](runtime::LenientPage::rejected) has an error for each of those, with the item's JSON.
        /// [`send`](Self::send) fails with [`Error::Decode`] for such a page.
        ///
        /// # Errors
        ///
        /// Those of [`send`](Self::send), with [`Error::Decode`] only if the page itself does not decode.
        pub #send_lenient {
            #request.client.core().send_lenient(#request.request()).await
        }
        /// Sends the request as [`send_lenient`](Self::send_lenient) does, blocking the current thread.
        ///
        /// # Errors
        ///
        /// Those of [`send_lenient`](Self::send_lenient); and [`Error::InvalidRequest`] in an async runtime that has only
        /// this thread, which would stand still.
        #[cfg(feature = "blocking")]
        pub #send_lenient_blocking {
            #request.client.core().send_lenient_blocking(#request.request())
        }
        #pages_docs
        pub #pages {
            let first = #request.#page.take();
            runtime::Pages::new(#request.client.core(), #request.request(), #wire, first)
        }
        #stream_docs
        pub #stream {
            runtime::Items::new(self.pages())
        }
    }
}

fn sparse_docs(
    operation: &Operation,
    item: &RequestItem,
    sparse: &SparseItem,
    context: &Context<'_>,
) -> String {
    let summary = operation.summary.as_deref().unwrap_or(&operation.id);
    let request = item.name.request.unraw();
    let is_sparse = |parameter: &&ParameterItem| {
        let setter = parameter.setter.as_ref();
        setter.is_some_and(|setter| setter.output == RustType::Request(sparse.ident.clone()))
    };
    let setters: Vec<String> = item
        .parameters
        .iter()
        .filter(is_sparse)
        .map(|parameter| format!("[`{request}::{}`]", parameter.ident.unraw()))
        .collect();
    let example = example::call(operation, item, example::Way::Sparse, context)
        .map(|code| format!("\n\n# Example\n\n```no_run\n{code}```"))
        .unwrap_or_default();
    format!(
        "{}, with an answer that may lack fields: what {} makes.\n\nEverything else is set before, on [`{request}`].{example}",
        docs::line(summary.trim().trim_end_matches('.')),
        setters.join(" or "),
    )
}
