//! The call that writes a parameter into the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::tokens;
use crate::api::{ParameterLocation, ParameterStyle, Style};
use crate::surface::ParameterItem;

/// The call that writes a parameter into the request.
pub(super) fn written(item: &ParameterItem) -> TokenStream {
    let name = tokens::ident(&item.ident);
    let parameter = &item.parameter;
    let wire = &parameter.wire;
    let (by_default, styled, default) = match parameter.location {
        ParameterLocation::Path => ("path", "path_as", Style::Simple),
        ParameterLocation::Query => ("query", "query_as", Style::Form),
        ParameterLocation::Header => ("header", "header_as", Style::Simple),
        ParameterLocation::Cookie => ("cookie", "cookie_as", Style::Form),
    };
    if parameter.style == ParameterStyle::new(default, None) {
        let method = tokens::word(by_default);
        return quote!(.#method(#wire, &self.#name));
    }
    let method = tokens::word(styled);
    let style = style(parameter.style);
    quote!(.#method(#wire, #style, &self.#name))
}

/// A style of the runtime.
fn style(style: ParameterStyle) -> TokenStream {
    let name = tokens::word(match style.style {
        Style::Form => "FORM",
        Style::SpaceDelimited => "SPACE_DELIMITED",
        Style::PipeDelimited => "PIPE_DELIMITED",
        Style::DeepObject => "DEEP_OBJECT",
        Style::Simple => "SIMPLE",
        Style::Label => "LABEL",
        Style::Matrix => "MATRIX",
    });
    // A deep object is always exploded.
    let is_default = style.explode == (style.style == Style::Form);
    let explode = (!is_default && style.style != Style::DeepObject).then(|| {
        let explode = style.explode;
        quote!(.explode(#explode))
    });
    let json = style.is_json.then(|| quote!(.json()));
    let keep_reserved = style.allow_reserved.then(|| quote!(.keep_reserved()));
    let allow_empty = style.allow_empty.then(|| quote!(.allow_empty()));
    quote!(runtime::Style::#name #explode #json #keep_reserved #allow_empty)
}
