//! [`Generic`]: requests that are generic over their response before a change or after it, and not both.

use crate::surface::Item;

/// The defaults of the type parameter of a request, before and after: a parameter `P` with a default changes nothing for
/// code that does not name it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Generic<'a> {
    before: Option<&'a str>,
    after: Option<&'a str>,
}

impl<'a> Generic<'a> {
    pub(super) fn of(before: Option<&'a Item>, after: Option<&'a Item>) -> Self {
        Self {
            before: before.and_then(default),
            after: after.and_then(default),
        }
    }

    /// The signatures of the request or of a member, with the default in the place of `P` where only one of them has it.
    pub(super) fn align(self, before: String, after: &str) -> (String, String) {
        match (self.before, self.after) {
            (Some(default), None) => (without(&before, default, after), after.to_owned()),
            (None, Some(default)) => {
                let after = without(after, default, &before);
                (before, after)
            }
            _ => (before, after.to_owned()),
        }
    }
}

/// `types::UserPage` of `pub struct List<P = types::UserPage>`.
fn default(item: &Item) -> Option<&str> {
    let (_, default) = item.signature.split_once("<P = ")?;
    default.strip_suffix('>')
}

/// A signature with the default in the place of `P`.
fn without(signature: &str, default: &str, other: &str) -> String {
    // The item of a page follows from the page, and is compared as its field.
    if let Some((start, end)) = signature.split_once("P::Item") {
        let is_same = other.starts_with(start) && other.ends_with(end);
        return if is_same { other } else { signature }.to_owned();
    }
    if let Some(implemented) = signature.strip_prefix("impl<P> ") {
        return format!("impl {}", implemented.trim_end_matches("<P>"));
    }
    signature
        .replace(&format!("<P = {default}>"), "")
        .replace("<P>", &format!("<{default}>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Anchor;

    #[test]
    fn a_parameter_with_a_default_is_the_default() {
        let [before, after] = ["pub struct List", "pub struct List<P = types::Users>"]
            .map(|text| Item::read(text, Anchor::default()));
        let generic = Generic::of(Some(&before), Some(&after));
        for (before, after) in [
            ("pub struct List", "pub struct List<P = types::Users>"),
            ("impl IntoFuture for List", "impl<P> IntoFuture for List<P>"),
            (
                "pub fn pages(self) -> Pages<types::Users>",
                "pub fn pages(self) -> Pages<P>",
            ),
            (
                "pub fn stream(self) -> Items<types::User>",
                "pub fn stream(self) -> Items<P::Item>",
            ),
        ] {
            let (before, after) = generic.align(before.to_owned(), after);
            assert_eq!(before, after);
        }
        let (before, after) = generic.align(
            "fn f() -> Pages<types::Pets>".to_owned(),
            "fn f() -> Pages<P>",
        );
        assert_ne!(before, after);
    }
}
