//! [`Signature`]: what users of an item can rely on.

use std::fmt;

use super::{Function, Item, Member, RustType, UNCONFIRMED};

/// The function that sets something only if there is a value, as every request has it.
const WHEN_SOME: &str =
    "pub fn when_some<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self";

/// What users of an item can rely on, without its name, which is in its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signature {
    /// A struct. A request may be generic over its response: then with the default of that.
    Struct(Option<RustType>),
    /// An enum.
    Enum(EnumKind),
    /// A type alias with its target.
    Alias(RustType),
    /// A public field.
    Field(RustType),
    /// A variant with what it holds.
    Variant(Option<RustType>),
    /// A public function.
    Function(Function),
    /// The function `when_some`, which is the same everywhere.
    WhenSome,
    /// An implementation of the trait in the path.
    Impl {
        /// Whether it is for all types of response.
        is_generic: bool,
        /// The associated type `Item`.
        item: Option<RustType>,
    },
    /// An item that does not depend on the document, as it is printed.
    Text(Text),
}

/// The kinds of enums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum EnumKind {
    Open,
    Union,
    Outcomes,
}

/// A printed signature. Of a function, the arguments are apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// All of it, or what comes before the arguments.
    pub start: String,
    /// The arguments with their names, which `self` has none of.
    pub arguments: Vec<(String, String)>,
    /// What comes after the arguments.
    pub end: String,
}

impl Signature {
    /// The signature with every part of its types replaced for which there is something else.
    #[must_use]
    pub fn replaced(&self, replace: &dyn Fn(&RustType) -> Option<RustType>) -> Self {
        let optional = |ty: &Option<RustType>| ty.as_ref().map(|ty| ty.replaced(replace));
        match self {
            Self::Struct(default) => Self::Struct(optional(default)),
            Self::Alias(ty) => Self::Alias(ty.replaced(replace)),
            Self::Field(ty) => Self::Field(ty.replaced(replace)),
            Self::Variant(payload) => Self::Variant(optional(payload)),
            Self::Function(function) => Self::Function(function.replaced(replace)),
            Self::Impl { is_generic, item } => Self::Impl {
                is_generic: *is_generic,
                item: optional(item),
            },
            Self::Enum(_) | Self::WhenSome | Self::Text(_) => self.clone(),
        }
    }

    /// The types in it, each as a whole.
    pub fn types(&self) -> Vec<&RustType> {
        match self {
            Self::Alias(ty) | Self::Field(ty) => vec![ty],
            Self::Struct(ty) | Self::Variant(ty) | Self::Impl { item: ty, .. } => {
                ty.iter().collect()
            }
            Self::Function(function) => {
                let arguments = function.arguments.iter().map(|(_, it)| it.ty());
                arguments.chain([&function.output]).collect()
            }
            Self::Enum(_) | Self::WhenSome | Self::Text(_) => Vec::new(),
        }
    }
}

/// The signature with the name, marked if the item is gated behind a feature or deprecated.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.unconfirmed {
            write!(f, "#[cfg(feature = \"{UNCONFIRMED}\")] ")?;
        }
        if self.deprecated {
            f.write_str("#[deprecated] ")?;
        }
        let name = self.path.owner.name();
        match (&self.signature, &self.path.member) {
            (Signature::Struct(None), _) => write!(f, "pub struct {name}"),
            (Signature::Struct(Some(default)), _) => write!(f, "pub struct {name}<P = {default}>"),
            (Signature::Enum(EnumKind::Open), _) => write!(f, "pub enum {name} (open enum)"),
            (Signature::Enum(EnumKind::Union), _) => write!(f, "pub enum {name} (union)"),
            (Signature::Enum(EnumKind::Outcomes), _) => write!(f, "pub enum {name} (successes)"),
            (Signature::Alias(target), _) => write!(f, "type {name} = {target}"),
            (Signature::Field(ty), Member::Named(field)) => write!(f, "pub {field}: {ty}"),
            (Signature::Variant(payload), Member::Named(variant)) => match payload {
                Some(payload) => write!(f, "{variant}({payload})"),
                None => write!(f, "{variant}"),
            },
            (Signature::Function(function), _) => write!(f, "pub {function}"),
            (Signature::WhenSome, _) => f.write_str(WHEN_SOME),
            (Signature::Impl { is_generic, item }, Member::Impl(implemented)) => {
                match (is_generic, item) {
                    (true, _) => write!(f, "impl<P> {implemented} for {name}<P>"),
                    (_, Some(item)) => write!(f, "impl {implemented}<Item = {item}> for {name}"),
                    _ => write!(f, "impl {implemented} for {name}"),
                }
            }
            (Signature::Text(text), _) => text.fmt(f),
            // Only what is named can be a field, a variant or an implementation.
            (Signature::Field(_) | Signature::Variant(_) | Signature::Impl { .. }, _) => Ok(()),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = self.arguments.iter().map(|(name, ty)| match name.as_str() {
            "" => ty.clone(),
            name => format!("{name}: {ty}"),
        });
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        write!(f, "{}{arguments}{}", self.start, self.end)
    }
}
