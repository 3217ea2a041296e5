//! [`Mentions`]: the names in items, so that their file imports these and nothing else.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::surface::UNCONFIRMED;

/// The identifiers in items, without those in strings and docs.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    names: BTreeSet<String>,
    modules: BTreeSet<String>,
}

impl Mentions {
    pub(super) fn of(items: &[TokenStream]) -> Self {
        let mut mentions = Self::default();
        for item in items {
            mentions.gather(item.clone());
        }
        mentions
    }

    /// The identifiers without the feature `unconfirmed`.
    pub(super) fn of_confirmed(items: &[TokenStream]) -> Self {
        let items: Vec<TokenStream> = items.iter().cloned().map(confirmed).collect();
        Self::of(&items)
    }

    /// Whether a name is used.
    pub(super) fn name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether a path starts with a name.
    pub(super) fn module(&self, name: &str) -> bool {
        self.modules.contains(name)
    }

    fn gather(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        // `::` is a colon that is joint to the next.
        let is_joint = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint);
        let (mut was_joint, mut is_inside) = (false, false);
        while let Some(token) = tokens.next() {
            let joint = is_joint(Some(&token));
            match token {
                TokenTree::Group(group) => self.gather(group.stream()),
                TokenTree::Ident(ident) => {
                    if is_joint(tokens.peek()) && !is_inside {
                        self.modules.insert(ident.to_string());
                    }
                    self.names.insert(ident.to_string());
                }
                TokenTree::Literal(_) | TokenTree::Punct(_) => {}
            }
            is_inside = was_joint;
            was_joint = joint;
        }
    }
}

/// Removes items, variants, functions and elements of a list that require the feature `unconfirmed`.
fn confirmed(tokens: TokenStream) -> TokenStream {
    let mut left = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if is_gate(&group) => {
                // The `#` before it.
                left.pop();
                skip_item(&mut tokens);
            }
            TokenTree::Group(group) => {
                let inner = confirmed(group.stream());
                left.push(TokenTree::Group(proc_macro2::Group::new(
                    group.delimiter(),
                    inner,
                )));
            }
            token => left.push(token),
        }
    }
    left.into_iter().collect()
}

/// Whether it is the bracket of `#[cfg(feature = "unconfirmed")]`.
fn is_gate(group: &proc_macro2::Group) -> bool {
    let text: String = group.stream().to_string().split_whitespace().collect();
    group.delimiter() == Delimiter::Bracket && text == format!("cfg(feature=\"{UNCONFIRMED}\")")
}

/// Skips the item of an attribute: up to its braces, its semicolon, or the comma after a variant or an element.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    let mut is_function = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(sign) if sign.as_char() == ';' => return,
            TokenTree::Punct(sign) if sign.as_char() == ',' && !is_function => return,
            TokenTree::Ident(word) if word == "fn" => is_function = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Mentions;

    #[test]
    fn items_behind_the_feature_are_omitted() {
        let mentions = Mentions::of_confirmed(&[quote! {
            #[cfg(feature = "unconfirmed")]
            /// Of it.
            impl From<a::A> for B { fn from(a: a::A) -> Self { b::new(a) } }
            enum E { #[cfg(feature = "unconfirmed")] C(c::C), D(d::D) }
            impl F {
                #[cfg(feature = "unconfirmed")]
                pub fn f(g: g::G, h: h::H) -> Map<i::I, j::J> { k::new() }
                #[cfg(feature = "other")]
                fn l() { [#[cfg(feature = "unconfirmed")] m::m(), n::n()] }
            }
        }]);
        let modules = ["a", "b", "c", "d", "g", "h", "i", "j", "k", "m", "n"];
        let left = modules.into_iter().filter(|it| mentions.module(it));
        assert_eq!(left.collect::<Vec<_>>(), ["d", "n"]);
    }

    #[test]
    fn only_paths_name_modules() {
        let mentions = Mentions::of(&[quote! {
            /// Of runtime::Docs.
            fn types(value: text::Text) { self.types; crate::runtime::call("types :: a") }
        }]);
        let modules = ["text", "crate", "types", "runtime", "value"];
        assert_eq!(
            modules.map(|module| mentions.module(module)),
            [true, true, false, false, false]
        );
        assert!(mentions.name("types") && !mentions.name("Docs"));
    }
}
