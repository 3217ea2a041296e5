//! `src/webhooks.rs`: the enum of deliveries, and the function that decodes one.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs;
use super::mentions::Mentions;
use super::rust_file::RustFile;
use super::tokens::{self, Place};
use crate::api::{Format, Media, ParameterLocation, Webhook};
use crate::surface::VariantItem;

/// The file, if the API has webhooks.
pub(super) fn file(context: &Context<'_>) -> Option<(String, String)> {
    let example = example(context)?;
    let variants = context.surface.webhooks.iter();
    let variants: Vec<(&VariantItem, &Webhook)> = variants.zip(&context.api.webhooks).collect();
    let items = vec![definition(&variants), functions(&variants)];
    let mentions = Mentions::of(&items);
    let root = context.root();
    let map = quote!(
        use std::collections::BTreeMap;
    );
    let map = mentions.name("BTreeMap").then_some(map);
    let types = mentions.module("types").then(|| quote!(, types));
    let file = RustFile {
        docs: format!(
            "Webhooks: requests that the API sends to a server of yours.\n\n\
             [`Webhook::decode`] decodes the body of one by its name, which the API sends in a header or in the body. It does\n\
             not check signatures: do so before.\n\n\
             ```\n{example}\n```"
        ),
        imports: vec![quote!(#map), quote!(use #root::{Error, runtime #types};)],
        items,
        ..RustFile::default()
    };
    Some(("src/webhooks.rs".to_owned(), file.into_text()))
}

/// A function that decodes webhooks and distinguishes one, if the API has any: the first that shows most.
pub(super) fn example(context: &Context<'_>) -> Option<String> {
    let variants = context.surface.webhooks.iter().rev();
    let shown = variants.max_by_key(|it| (!it.deprecated, it.payload.is_some()))?;
    let (root, ident) = (context.public_root(), shown.ident.unraw());
    let (pattern, text) = match shown.payload {
        Some(_) => ("(payload)", "{payload:?}"),
        None => ("", "received"),
    };
    Some(format!(
        "use {root}::webhooks::Webhook;\n\n\
         fn receive(name: &str, body: &[u8]) -> Result<(), {root}::Error> {{\n\
         \x20   match Webhook::decode(name, body)? {{\n\
         \x20       Webhook::{ident}{pattern} => println!(\"{text}\"),\n\
         \x20       Webhook::Unrecognized {{ name, .. }} => println!(\"unknown webhook {{name}}\"),\n\
         \x20       other => println!(\"{{other:?}}\"),\n\
         \x20   }}\n\
         \x20   Ok(())\n\
         }}"
    ))
}

fn definition(variants: &[(&VariantItem, &Webhook)]) -> TokenStream {
    let variants = variants.iter().map(|(variant, webhook)| {
        let docs = docs::attributes(&variant_docs(webhook));
        let deprecated = tokens::deprecated(variant.deprecated);
        let ident = &variant.ident;
        let payload = variant.payload.as_ref();
        let payload = payload.map(|ty| tokens::rust_type(ty, Place::Outside));
        let payload = payload.map(|ty| quote!((#ty)));
        quote!(#docs #deprecated #ident #payload)
    });
    quote! {
        /// The body of a webhook.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Webhook {
            #(#variants,)*
            /// A webhook that is newer than this version of the crate.
            Unrecognized {
                /// The name that it was decoded by.
                name: String,
                /// The body, as received.
                body: runtime::Bytes,
            },
        }
    }
}

fn variant_docs(webhook: &Webhook) -> String {
    let name = docs::code(&webhook.name);
    let name = match webhook.key == webhook.name {
        true => format!("webhook {name}."),
        false => format!(
            "webhook {name} with the method {}, decoded by the name {}.",
            webhook.method.as_str(),
            docs::code(&webhook.key)
        ),
    };
    let mut paragraphs = vec![match &webhook.summary {
        Some(summary) => format!("{}: the {name}", docs::line(summary.trim_end_matches('.'))),
        None => format!("The {name}"),
    }];
    let text = webhook.docs.as_ref();
    let text = text.filter(|text| Some(*text) != webhook.summary.as_ref());
    paragraphs.extend(text.map(|text| docs::prose(text.trim())));
    let body = webhook.body.as_ref();
    let body = body.filter(|body| body.format() != Some(Format::Json));
    paragraphs.extend(body.map(|body| format!("The body as {}.", docs::code(&body.media_type))));
    let of = |location: ParameterLocation| {
        let parameters = webhook.parameters.iter();
        let parameters = parameters.filter(move |(it, _)| *it == location);
        parameters.map(|(_, name)| docs::code(name)).collect()
    };
    let lists: [(&str, Vec<String>); 5] = [
        ("Headers", of(ParameterLocation::Header)),
        ("Query parameters", of(ParameterLocation::Query)),
        ("Path parameters", of(ParameterLocation::Path)),
        ("Cookies", of(ParameterLocation::Cookie)),
        (
            "Documented responses",
            webhook.statuses.iter().map(|it| docs::code(it)).collect(),
        ),
    ];
    let lists = lists.iter().filter(|(_, list)| !list.is_empty());
    let lists = lists.map(|(what, list)| format!("{what}: {}.", list.join(", ")));
    paragraphs.push(lists.collect::<Vec<_>>().join("\n"));
    paragraphs.join("\n\n")
}

fn functions(variants: &[(&VariantItem, &Webhook)]) -> TokenStream {
    let arms = variants.iter().map(|(variant, webhook)| {
        let (key, ident) = (&webhook.key, &variant.ident);
        let read = match webhook.body.as_ref().map(Media::format) {
            None => quote!(Ok(Self::#ident)),
            Some(Some(Format::Json)) => quote!(delivery.json().map(Self::#ident)),
            Some(_) => quote!(runtime::FromResponse::from_response(delivery).map(Self::#ident)),
        };
        quote!(#key => #read)
    });
    let is_deprecated = variants.iter().any(|(variant, _)| variant.deprecated);
    let allow = is_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #allow
        impl Webhook {
            /// Decodes the body of the webhook with a name.
            ///
            /// # Errors
            ///
            /// [`Error::Decode`]: the body does not match the documentation.
            pub fn decode(name: &str, body: &[u8]) -> Result<Self, Error> {
                runtime::decode_delivery(name, body, |delivery| match name {
                    #(#arms,)*
                    _ => runtime::FromResponse::from_response(delivery).map(|body| {
                        Self::Unrecognized { name: name.to_owned(), body }
                    }),
                })
            }
        }
    }
}
