//! The encodings of a request's body: how one is chosen, and how the body is written in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::context::Context;
use super::super::tokens::{self, Place};
use super::super::{constraints, docs, provenance};
use super::form;
use crate::api::{Media, MediaKind, Operation};
use crate::names::Ident;
use crate::surface::{MediaItem, RequestItem};

/// The rules by which the body is written as a form, for operations that can send one.
pub(super) fn rules(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<TokenStream> {
    let media: Vec<&Media> = item.media.iter().map(|it| &it.media).collect();
    let is_needed = is_chosen(item) && !item.is_upload() || media.iter().any(|it| is_form(it.kind));
    is_needed.then(|| static_rules(operation, &media, context))
}

fn static_rules(operation: &Operation, media: &[&Media], context: &Context<'_>) -> TokenStream {
    let rules = form::rules(operation, media, context);
    quote!(static FORM: runtime::FormRules = #rules;)
}

fn is_form(kind: MediaKind) -> bool {
    matches!(kind, MediaKind::Form | MediaKind::Multipart)
}

/// Whether there is a choice.
pub(super) fn is_chosen(item: &RequestItem) -> bool {
    item.media.len() > 1
}

/// The field of the choice when nothing is chosen.
pub(super) fn initial(item: &RequestItem) -> Option<TokenStream> {
    let first = item.media.first().filter(|_| is_chosen(item))?;
    let variant = variant(&first.media);
    Some(quote!(body_media: #variant))
}

/// The functions that choose.
pub(super) fn setters(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Vec<TokenStream> {
    let setter = |choice: &MediaItem| {
        let signature = tokens::signature(choice.setter.as_ref()?, Place::Outside);
        let media = &choice.media;
        let variant = variant(media);
        let body = operation.body.as_ref()?;
        let remark = provenance::of_part(media.provenance, body.provenance)
            .map(|words| format!("\n\n{words}"))
            .unwrap_or_default();
        let limits = is_form(media.kind).then(|| format!("\n\n{}", limits(context, "")));
        let docs = docs::attributes(&format!(
            "Sends the body as {} instead of {}.{remark}{}",
            name(media),
            name(&item.media.first()?.media),
            limits.unwrap_or_default()
        ));
        Some(quote! {
            #docs
            pub #signature {
                self.body_media = #variant;
                self
            }
        })
    };
    item.media.iter().filter_map(setter).collect()
}

/// The call that writes the body into the request, unless the request can have bodies of several types.
pub(super) fn written(item: &RequestItem) -> Option<TokenStream> {
    let first = &item.media.first()?.media;
    if !item.other_bodies.is_empty() {
        return None;
    }
    Some(write_chosen(item, first, &quote!(&self.body)))
}

fn write_chosen(item: &RequestItem, first: &Media, body: &TokenStream) -> TokenStream {
    match (is_chosen(item), item.is_upload()) {
        (true, true) => quote!(.upload(self.body_media, #body)),
        (true, false) => quote!(.body(self.body_media, #body, &FORM)),
        (false, _) => write(first, body),
    }
}

/// The match that writes a body of one of several types into the request, and checks it.
pub(super) fn written_bodies(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<TokenStream> {
    let first = &item.media.first()?.media;
    let arm = |variant: &Ident, media: &Media, forms: Option<TokenStream>, write: TokenStream| {
        let rules = constraints::outer_rules(&media.ty, context);
        let check = (!rules.is_empty())
            .then(|| quote!(.check(|report| { report.field("body", body) #rules; })));
        quote!(RequestBody::#variant(body) => { #forms request #check #write })
    };
    let others = item.other_bodies.iter().map(|body| {
        let media = &body.media;
        let forms = is_form(media.kind).then(|| static_rules(operation, &[media], context));
        // What is chosen for the preferred body does not apply to another.
        let guard = is_chosen(item).then(|| {
            let default = variant(first);
            quote!(.unless_chosen(self.body_media, #default))
        });
        let write = write(media, &quote!(body));
        arm(&body.variant, media, forms, quote!(#guard #write))
    });
    let written = write_chosen(item, first, &quote!(body));
    let first = arm(&preferred(), first, None, written);
    (!item.other_bodies.is_empty()).then(|| {
        quote! {
            match &self.body {
                #first
                #(#others)*
            }
        }
    })
}

/// The bodies of several types that a request can have.
pub(super) fn bodies(item: &RequestItem) -> Option<TokenStream> {
    let first = tokens::rust_type(&item.stored_variant(item.body.as_ref()?), Place::Outside);
    let others = item.other_bodies.iter().map(|body| {
        let (variant, ty) = (&body.variant, item.stored_variant(&body.ty));
        let ty = tokens::rust_type(&ty, Place::Outside);
        quote!(#variant(#ty),)
    });
    let preferred = preferred();
    (!item.other_bodies.is_empty()).then(|| {
        quote! {
            #[derive(Clone, Debug)]
            pub(super) enum RequestBody {
                #preferred(#first),
                #(#others)*
            }
        }
    })
}

/// The variant of the body that the request has unless another is chosen.
pub(super) fn preferred() -> Ident {
    Ident::word("Preferred")
}

fn write(media: &Media, body: &TokenStream) -> TokenStream {
    let variant = variant(media);
    let name = sent_name(media);
    match media.kind {
        MediaKind::Json => match media.json_type() {
            Some(name) => quote!(.json_as(#name, #body)),
            None => quote!(.json(#body)),
        },
        MediaKind::Form | MediaKind::Multipart => quote!(.body(#variant, #body, &FORM)),
        MediaKind::Text | MediaKind::Xml => quote!(.text(#name, #body)),
        MediaKind::Events | MediaKind::JsonLines | MediaKind::Binary => {
            quote!(.upload(#variant, #body))
        }
    }
}

/// The docs of an operation's method about its body, unless JSON is the only media type.
pub(super) fn docs(item: &RequestItem, context: &Context<'_>) -> Option<String> {
    let first = &item.media.first()?.media;
    let request = item.name.request.unraw();
    let choices = item.media.iter().filter_map(|choice| {
        let setter = choice.setter.as_ref()?.name.unraw();
        let name = name(&choice.media);
        Some(format!(
            "[`{setter}`]({request}::{setter}) sends it as {name}"
        ))
    });
    let bodies = item.other_bodies.iter().map(|body| {
        let method = body.method.name.unraw();
        format!(
            "[`{method}`](Self::{method}) takes it as {}",
            name(&body.media)
        )
    });
    let others: Vec<String> = choices.chain(bodies).collect();
    let optional = item
        .has_optional_body()
        .then_some("\nThe API does not require a body: `None` sends none.\n");
    if is_plain_json(first) && others.is_empty() && optional.is_none() {
        return None;
    }
    let mut text = format!("\nThe body is sent as {}", name(first));
    if !others.is_empty() {
        text.push_str(&format!(";\n{}", others.join(",\n")));
    }
    text.push_str(".\n");
    text.extend(optional);
    text.extend(uploads(item, context).map(|words| format!("\n{words}\n")));
    text.extend(parts(first));
    if is_form(first.kind) {
        let error = format!("({}::Error::InvalidRequest)", context.root_path());
        let limits = limits(context, &error);
        text.push_str(&format!("\n{limits}\n"));
    }
    Some(text)
}

/// The docs about a body that is an upload, or contains some.
fn uploads(item: &RequestItem, context: &Context<'_>) -> Option<String> {
    let media = item.media.iter().map(|it| &it.media);
    let mut media = media.chain(item.other_bodies.iter().map(|it| &it.media));
    media
        .any(|it| it.has_uploads())
        .then(|| {
            let root = context.root_path();
            format!(
                "An [`Upload`]({root}::Upload) takes its content from memory, from a file or from a stream."
            )
        })
}

/// The files of a multipart body whose media types are documented.
fn parts(media: &Media) -> Option<String> {
    let parts = media.encodings.iter().filter_map(|encoding| {
        let types = encoding.content_type.as_deref()?;
        let is_choice = media.has_files && types.contains([',', '*']);
        is_choice.then(|| {
            format!(
                "\nThe media type of {} is one of {}.\n",
                docs::code(&encoding.wire),
                docs::code(types)
            )
        })
    });
    let parts: String = parts.collect();
    (!parts.is_empty()).then_some(parts)
}

/// What a form cannot carry, with a link to the guide if there is one. `error` is where the link to
/// `Error::InvalidRequest` leads, if that is not in scope.
fn limits(context: &Context<'_>, error: &str) -> String {
    let what = "what a form cannot carry";
    let what = context.guide_link("forms", what).unwrap_or_else(|| {
        format!("{what} (null, an empty array, an object without fields and a few more)")
    });
    format!(
        "A body with {what} is not sent: [`Error::InvalidRequest`]{error} lists the path of each such value."
    )
}

/// The runtime's `Media`.
fn variant(media: &Media) -> TokenStream {
    let name = sent_name(media);
    match media.kind {
        MediaKind::Json => quote!(runtime::Media::Json(#name)),
        MediaKind::Form => quote!(runtime::Media::Form(#name)),
        MediaKind::Multipart => quote!(runtime::Media::Multipart(#name)),
        MediaKind::Text | MediaKind::Xml => quote!(runtime::Media::Text(#name)),
        MediaKind::Events | MediaKind::JsonLines | MediaKind::Binary => {
            quote!(runtime::Media::Binary(#name))
        }
    }
}

/// The media type as it is sent: for a range, its best known type. For bytes, the runtime decides that.
fn sent_name(media: &Media) -> &str {
    match media.kind {
        MediaKind::Json => media.json_type().unwrap_or("application/json"),
        MediaKind::Text if media.is_range() => "text/plain",
        // The client chooses the boundary.
        MediaKind::Multipart if media.media_type.contains("boundary") => "multipart/form-data",
        _ => &media.media_type,
    }
}

fn is_plain_json(media: &Media) -> bool {
    media.kind == MediaKind::Json && media.json_type().is_none()
}

/// What people call it.
fn name(media: &Media) -> String {
    match (media.kind, media.media_type.as_str()) {
        _ if is_plain_json(media) => "JSON".to_owned(),
        (MediaKind::Form, "application/x-www-form-urlencoded") => {
            "a form (`application/x-www-form-urlencoded`)".to_owned()
        }
        _ => docs::code(sent_name(media)),
    }
}
