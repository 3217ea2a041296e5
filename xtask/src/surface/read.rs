//! Reads items as lists of them are printed: those of an older generator are known by their lists only.

use super::signature::{EnumKind, Signature, Text};
use super::{
    Argument, Function, Item, ItemPath, Member, Owner, Receiver, RustType, Trait, UNCONFIRMED,
};
use crate::names::Ident;

impl Item {
    /// Reads a printed path and a printed signature.
    pub fn read(path: &str, text: &str) -> Self {
        let gate = format!("#[cfg(feature = \"{UNCONFIRMED}\")] ");
        let (unconfirmed, text) = without(text, &gate);
        let (deprecated, text) = without(text, "#[deprecated] ");
        let mut item = Self {
            path: ItemPath::read(path),
            signature: Signature::Text(Text::read(text)),
            deprecated: false,
            unconfirmed: false,
            at: None,
            arguments: Vec::new(),
            result: Vec::new(),
        };
        if let Some(signature) = signature(text, &item.path.member) {
            let known = Self {
                signature,
                ..item.clone()
            };
            if known.to_string() == text {
                item = known;
            }
        }
        Self {
            deprecated,
            unconfirmed,
            ..item
        }
    }
}

/// Whether a string has a prefix, and the rest of it.
fn without<'a>(text: &'a str, prefix: &str) -> (bool, &'a str) {
    match text.strip_prefix(prefix) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// The signature of an item whose types are those of a generated crate.
fn signature(text: &str, member: &Member) -> Option<Signature> {
    Some(match member {
        Member::Itself => {
            if let Some((_, default)) = text.split_once("<P = ") {
                Signature::Struct(Some(RustType::read(default.strip_suffix('>')?)?))
            } else if text.starts_with("pub struct ") {
                Signature::Struct(None)
            } else if text.ends_with(" (open enum)") {
                Signature::Enum(EnumKind::Open)
            } else if text.ends_with(" (union)") {
                Signature::Enum(EnumKind::Union)
            } else if text.ends_with(" (successes)") {
                Signature::Enum(EnumKind::Outcomes)
            } else {
                Signature::Alias(RustType::read(text.split_once(" = ")?.1)?)
            }
        }
        Member::Named(_) => match (text.split_once(": "), text.split_once('(')) {
            (Some((_, ty)), _) => Signature::Field(RustType::read(ty)?),
            (None, Some((_, payload))) => {
                Signature::Variant(Some(RustType::read(payload.strip_suffix(')')?)?))
            }
            (None, None) => Signature::Variant(None),
        },
        Member::Function(name) if name.as_str() == "when_some" => Signature::WhenSome,
        Member::Function(_) => Signature::Function(Function::read(&Text::read(text))?),
        Member::Impl(_) => {
            let item = text.split_once("<Item = ");
            let item = item.and_then(|(_, rest)| rest.rsplit_once("> for "));
            Signature::Impl {
                is_generic: text.starts_with("impl<P> "),
                item: item.and_then(|(item, _)| RustType::read(item)),
            }
        }
    })
}

impl ItemPath {
    fn read(path: &str) -> Self {
        let parts = match path.split("::").next() {
            Some("types" | "webhooks") => 2,
            Some("operations") => 3,
            _ => 1,
        };
        let end = path.match_indices("::").nth(parts - 1).map(|(at, _)| at);
        let implemented = path.find(" as ");
        let end = end.into_iter().chain(implemented).min();
        let (owner, member) = end
            .and_then(|end| path.split_at_checked(end))
            .unwrap_or((path, ""));
        Self {
            owner: Owner::read(owner).unwrap_or_else(|| Owner::Root(owner.to_owned())),
            member: Member::read(member).unwrap_or(Member::Itself),
        }
    }
}

impl Owner {
    fn read(path: &str) -> Option<Self> {
        if let Some(name) = path.strip_prefix("types::") {
            return Ident::read(name).map(Self::Type);
        }
        let (module, name) = path.strip_prefix("operations::")?.split_once("::")?;
        Some(Self::Operation {
            module: Ident::read(module)?,
            name: Ident::read(name)?,
        })
    }
}

impl Member {
    fn read(text: &str) -> Option<Self> {
        if let Some(implemented) = text.strip_prefix(" as ") {
            return Some(Self::Impl(Trait::read(implemented)));
        }
        let name = text.strip_prefix("::")?;
        match name.strip_suffix("()") {
            Some(name) => Ident::read(name).map(Self::Function),
            None => Ident::read(name).map(Self::Named),
        }
    }
}

impl Trait {
    fn read(text: &str) -> Self {
        match text {
            "Default" => Self::Default,
            "FromString" => Self::FromString,
            "IntoFuture" => Self::IntoFuture,
            "IntoIterator" => Self::IntoIterator,
            _ => {
                let from = text.strip_prefix("From<");
                let from = from.and_then(|rest| rest.strip_suffix('>'));
                let from = from.map(|from| without(from, "&"));
                match from.and_then(|(by, ty)| Some((by, Ident::read(ty)?))) {
                    Some((by_reference, ty)) => Self::From { ty, by_reference },
                    None => Self::Other(text.to_owned()),
                }
            }
        }
    }
}

impl Function {
    fn read(text: &Text) -> Option<Self> {
        let (is_async, start) = without(text.start.strip_prefix("pub ")?, "async ");
        let name = start.strip_prefix("fn ")?.strip_suffix('(')?;
        let first = text.arguments.first().map(|(_, ty)| ty.as_str());
        let receiver = match first {
            Some("self") => Receiver::Value,
            Some("&self") => Receiver::Reference,
            _ => Receiver::None,
        };
        let skipped = usize::from(receiver != Receiver::None);
        let arguments = text.arguments.iter().skip(skipped);
        let arguments = arguments.map(|(name, ty)| Some((Ident::read(name)?, Argument::read(ty)?)));
        Some(Self {
            receiver,
            is_async,
            name: Ident::read(name)?,
            arguments: arguments.collect::<Option<_>>()?,
            output: match text.end.strip_prefix(") -> ") {
                Some(output) => RustType::read(output)?,
                None => RustType::Unit,
            },
        })
    }
}

impl Argument {
    fn read(text: &str) -> Option<Self> {
        let inside = |start: &str| text.strip_prefix(start)?.strip_suffix('>');
        match (inside("impl Into<"), inside("impl IntoList<")) {
            (Some(ty), _) => RustType::read(ty).map(Self::Into),
            (_, Some(ty)) => RustType::read(ty).map(Self::List),
            _ => RustType::read(text).map(Self::Exact),
        }
    }
}

impl Text {
    /// Takes a signature apart, if it is that of a function.
    pub fn read(text: &str) -> Self {
        let function = || {
            let start = text.find('(').filter(|_| text.contains("fn "))? + 1;
            let (start, rest) = text.split_at_checked(start)?;
            let end = rest.find(") -> ").or_else(|| rest.len().checked_sub(1))?;
            let (arguments, end) = rest.split_at_checked(end)?;
            let apart = |argument: &str| match argument.split_once(": ") {
                Some((name, ty)) => (name.to_owned(), ty.to_owned()),
                None => (String::new(), argument.to_owned()),
            };
            Some(Self {
                start: start.to_owned(),
                arguments: arguments_of(arguments).into_iter().map(apart).collect(),
                end: end.to_owned(),
            })
        };
        function().unwrap_or_else(|| Self {
            start: text.to_owned(),
            arguments: Vec::new(),
            end: String::new(),
        })
    }
}

/// The arguments of a function, which may have commas inside of brackets.
fn arguments_of(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let arguments = text.split(|c: char| {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    let arguments = arguments.map(str::trim);
    arguments.filter(|argument| !argument.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        for (path, text) in [
            ("types::Label", "pub struct Label"),
            (
                "types::Label::color",
                "#[deprecated] pub color: Option<Box<types::Color>>",
            ),
            (
                "types::Label::new()",
                "pub fn new(name: impl Into<String>, ids: impl IntoList<i64>) -> Self",
            ),
            (
                "types::Label as From<&Tag>",
                "impl From<&types::Tag> for Label",
            ),
            ("types::Kind", "pub enum Kind (open enum)"),
            ("types::Kind::Cat", "Cat(Box<types::Cat>)"),
            ("types::Uuid", "type Uuid = String"),
            ("webhooks::Webhook", "pub enum Webhook (open enum)"),
            ("webhooks::Webhook::Ping", "Ping(String)"),
            (
                "types::Page as IntoIterator",
                "impl IntoIterator<Item = Option<types::User>> for Page",
            ),
            (
                "operations::users::List",
                "pub struct List<P = types::UserPage>",
            ),
            (
                "operations::users::List as IntoFuture",
                "impl<P> IntoFuture for List<P>",
            ),
            (
                "operations::users::List::exclude()",
                "pub fn exclude(self, exclude: &[String]) -> List<types::Sparse>",
            ),
            (
                "operations::users::List::send()",
                "#[cfg(feature = \"unconfirmed\")] pub async fn send(self) -> Result<Response<P>, Error>",
            ),
            (
                "operations::users::List::stream()",
                "pub fn stream(self) -> Items<P::Item>",
            ),
        ] {
            let item = Item::read(path, text);
            assert!(!matches!(item.signature, Signature::Text(_)), "{text}");
            assert_eq!(
                (item.path.to_string(), item.to_string()),
                (path.to_owned(), text.to_owned())
            );
        }
    }

    #[test]
    fn what_is_unknown_stays_as_it_is_printed() {
        for (path, text) in [
            ("feature gzip", "gzip = []"),
            (
                "ApiError as fmt::Display for ApiError<B>",
                "impl fmt::Display for ApiError<B>",
            ),
            (
                "BlockingIter::unique_by()",
                "pub fn unique_by<K>(self, key: impl FnMut(&T) -> K + 'static) -> Self where K: Eq,",
            ),
            (
                "IntoList::into_list()",
                "required fn into_list(self) -> Vec<T>",
            ),
            ("Patch::Set", "Set(Vec<(T, T)>)"),
        ] {
            let item = Item::read(path, text);
            assert_eq!(
                (item.path.to_string(), item.to_string()),
                (path.to_owned(), text.to_owned())
            );
        }
    }

    #[test]
    fn commas_inside_of_brackets_are_no_ends() {
        let text = Text::read("pub fn a(self, b: BTreeMap<String, i64>, c: Vec<(A, B)>) -> C");
        assert_eq!(text.arguments.len(), 3);
    }
}
