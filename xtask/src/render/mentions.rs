//! [`Mentions`]: what items name, so that their file imports that and nothing else.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};

/// The identifiers in items. Texts and docs, which are the document's, are none.
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

    /// Whether it stands anywhere.
    pub(super) fn name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether a path starts with it.
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

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Mentions;

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
