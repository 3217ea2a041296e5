//! [`RustType`]: a type as the public API of the generated crate spells it.

use std::fmt;

use crate::names::Ident;

/// A type in a signature. `Display` spells it as a user of the crate would.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum RustType {
    Unit,
    SelfType,
    Bool,
    I32,
    I64,
    I128,
    U32,
    U64,
    F32,
    F64,
    String,
    /// `serde_json::Value`.
    Json,
    /// The crate's `Bytes`: a body as it was received.
    Bytes,
    /// The crate's `ByteStream`: a body while it is received.
    ByteStream,
    /// The crate's `ItemStream`: the items of a body while it is received.
    ItemStream(Box<RustType>),
    /// The crate's `Event`: an event of `text/event-stream`, by the type of its data.
    Event(Box<RustType>),
    /// The crate's `Timestamp`.
    Timestamp,
    /// The crate's `Secret`.
    Secret,
    /// The crate's `Base64`: bytes in JSON.
    Base64,
    /// The crate's `Base64Url`.
    Base64Url,
    /// The crate's `Upload`: a file, or other bytes, in a request.
    Upload,
    /// The crate's `Extra`: what a schema does not name.
    Extra,
    /// The crate's `FieldErrors`.
    FieldErrors,
    /// The crate's `CallOptions`.
    CallOptions,
    Option(Box<RustType>),
    /// The crate's `Patch`: keep, null or a value.
    Patch(Box<RustType>),
    Vec(Box<RustType>),
    /// `(_, _)`.
    Tuple(Vec<RustType>),
    /// `BTreeMap<String, _>`.
    Map(Box<RustType>),
    Boxed(Box<RustType>),
    /// `&str`.
    Str,
    /// `&_`.
    Reference(Box<RustType>),
    /// `&[_]`.
    Slice(Box<RustType>),
    /// A type of the module `types`.
    Named(Ident),
    /// A request of an operation, from the same module as its group.
    Request(Ident),
    /// A request that is generic over its response, with the type of that: `List<types::SparseUserPage>`.
    RequestFor(Ident, Box<RustType>),
    /// The type parameter of a request that is generic over its response.
    Generic,
    /// The items of the page that [`Generic`](RustType::Generic) is.
    ItemOfGeneric,
    /// A group of operations.
    Group(Ident),
    /// What a call comes back with: `Result<Response<_>, Error>`.
    Response(Box<RustType>),
    /// The runtime's `LenientPage`: a page without the items that do not decode.
    Lenient(Box<RustType>),
    /// The crate's `Pages`: the pages of a list, by the type of a page.
    Pages(Box<RustType>),
    /// The crate's `Items`: the items of a list, by their type.
    Items(Box<RustType>),
}

impl RustType {
    /// What is in the box, if it is one.
    pub fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner,
            ty => ty,
        }
    }

    /// Whether values are copied without `clone`.
    pub fn is_copy(&self) -> bool {
        match self {
            Self::Bool
            | Self::I32
            | Self::I64
            | Self::I128
            | Self::U32
            | Self::U64
            | Self::F32
            | Self::F64 => true,
            Self::Option(inner) | Self::Patch(inner) => inner.is_copy(),
            _ => false,
        }
    }

    /// Whether functions take it as `impl Into<_>`.
    pub fn is_made_by_into(&self) -> bool {
        matches!(
            self,
            Self::String | Self::Secret | Self::Upload | Self::Base64 | Self::Base64Url
        )
    }

    /// How a function gives a value that stays where it is.
    #[must_use]
    pub fn borrowed(&self) -> Self {
        match self {
            ty if ty.is_copy() => ty.clone(),
            Self::String => Self::Str,
            Self::Vec(item) => Self::Slice(item.clone()),
            Self::Boxed(inner) => Self::Reference(inner.clone()),
            ty => Self::Reference(Box::new(ty.clone())),
        }
    }

    /// `Option<self>`, unless it is one.
    #[must_use]
    pub fn or_none(self) -> Self {
        match self {
            Self::Option(_) => self,
            ty => ty.optional(),
        }
    }

    /// `Option<self>`.
    #[must_use]
    pub fn optional(self) -> Self {
        Self::Option(Box::new(self))
    }
}

type Around = fn(Box<RustType>) -> RustType;

impl RustType {
    /// The types without a type inside, with how each is spelled.
    const PLAIN: [(Self, &'static str); 25] = [
        (Self::Unit, "()"),
        (Self::SelfType, "Self"),
        (Self::Bool, "bool"),
        (Self::I32, "i32"),
        (Self::I64, "i64"),
        (Self::I128, "i128"),
        (Self::U32, "u32"),
        (Self::U64, "u64"),
        (Self::F32, "f32"),
        (Self::F64, "f64"),
        (Self::String, "String"),
        (Self::Json, "serde_json::Value"),
        (Self::Bytes, "Bytes"),
        (Self::ByteStream, "ByteStream"),
        (Self::Timestamp, "Timestamp"),
        (Self::Secret, "Secret"),
        (Self::Base64, "Base64"),
        (Self::Base64Url, "Base64Url"),
        (Self::Upload, "Upload"),
        (Self::Extra, "Extra"),
        (Self::FieldErrors, "FieldErrors"),
        (Self::CallOptions, "CallOptions"),
        (Self::Str, "&str"),
        (Self::Generic, "P"),
        (Self::ItemOfGeneric, "P::Item"),
    ];

    /// The types around another one. `&[_]` comes before `&_`, which fits it too.
    const AROUND: [Around; 13] = [
        Self::Option,
        Self::Patch,
        Self::Vec,
        Self::Map,
        Self::Boxed,
        Self::Slice,
        Self::Reference,
        Self::Response,
        Self::ItemStream,
        Self::Event,
        Self::Lenient,
        Self::Pages,
        Self::Items,
    ];

    /// Of a type around another one: how to make it, what is spelled before and after the inner type, and that type.
    fn around(&self) -> Option<(Around, [&'static str; 2], &Self)> {
        Some(match self {
            Self::Option(inner) => (Self::Option, ["Option<", ">"], inner),
            Self::Patch(inner) => (Self::Patch, ["Patch<", ">"], inner),
            Self::Vec(inner) => (Self::Vec, ["Vec<", ">"], inner),
            Self::Map(inner) => (Self::Map, ["BTreeMap<String, ", ">"], inner),
            Self::Boxed(inner) => (Self::Boxed, ["Box<", ">"], inner),
            Self::Slice(inner) => (Self::Slice, ["&[", "]"], inner),
            Self::Reference(inner) => (Self::Reference, ["&", ""], inner),
            Self::Response(inner) => (Self::Response, ["Result<Response<", ">, Error>"], inner),
            Self::ItemStream(inner) => (Self::ItemStream, ["ItemStream<", ">"], inner),
            Self::Event(inner) => (Self::Event, ["Event<", ">"], inner),
            Self::Lenient(inner) => (Self::Lenient, ["LenientPage<", ">"], inner),
            Self::Pages(inner) => (Self::Pages, ["Pages<", ">"], inner),
            Self::Items(inner) => (Self::Items, ["Items<", ">"], inner),
            _ => return None,
        })
    }

    /// The type with every part replaced for which there is something else.
    #[must_use]
    pub fn replaced(&self, replace: &dyn Fn(&Self) -> Option<Self>) -> Self {
        if let Some(new) = replace(self) {
            return new;
        }
        match (self, self.around()) {
            (_, Some((around, _, inner))) => around(Box::new(inner.replaced(replace))),
            (Self::RequestFor(request, response), _) => {
                Self::RequestFor(request.clone(), Box::new(response.replaced(replace)))
            }
            _ => self.clone(),
        }
    }

    /// The type of the module `types` in it: there is one at most.
    pub fn named(&self) -> Option<&Ident> {
        match (self, self.around()) {
            (Self::Named(ident), _) => Some(ident),
            (Self::RequestFor(_, inner), _) => inner.named(),
            (_, Some((_, _, inner))) => inner.named(),
            _ => None,
        }
    }

    /// Reads a type as [`Display`](fmt::Display) spells it.
    pub(super) fn read(text: &str) -> Option<Self> {
        if let Some((plain, _)) = Self::PLAIN.into_iter().find(|(_, word)| *word == text) {
            return Some(plain);
        }
        for around in Self::AROUND {
            let sample = around(Box::new(Self::Unit));
            let spelled = sample.around().map(|(_, spelled, _)| spelled);
            let inner =
                spelled.and_then(|[start, end]| text.strip_prefix(start)?.strip_suffix(end));
            if let Some(inner) = inner {
                return Some(around(Box::new(Self::read(inner)?)));
            }
        }
        if let Some(items) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
            return Self::read_items(items).map(Self::Tuple);
        }
        if let Some(name) = text.strip_prefix("types::") {
            return Ident::read(name).map(Self::Named);
        }
        match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
            Some((request, response)) => Some(Self::RequestFor(
                Ident::read(request)?,
                Box::new(Self::read(response)?),
            )),
            None => Ident::read(text).map(Self::Request),
        }
    }
}

impl RustType {
    /// Reads the items of a tuple.
    fn read_items(text: &str) -> Option<Vec<Self>> {
        let mut items = Vec::new();
        let (mut start, mut depth) = (0, 0_usize);
        for (index, char) in text.char_indices() {
            match char {
                '<' | '(' => depth += 1,
                '>' | ')' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    items.push(Self::read(text.get(start..index)?.trim())?);
                    start = index + 1;
                }
                _ => {}
            }
        }
        items.push(Self::read(text.get(start..)?.trim())?);
        Some(items)
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, [start, end], inner)) = self.around() {
            return write!(f, "{start}{inner}{end}");
        }
        match self {
            Self::Named(ident) => write!(f, "types::{ident}"),
            Self::Request(ident) | Self::Group(ident) => write!(f, "{ident}"),
            Self::RequestFor(ident, response) => write!(f, "{ident}<{response}>"),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(ToString::to_string).collect();
                write!(f, "({})", items.join(", "))
            }
            plain => {
                let known = Self::PLAIN.into_iter().find(|(ty, _)| ty == plain);
                f.write_str(known.map_or("", |(_, word)| word))
            }
        }
    }
}
