//! [`TypeDef`]: a type that gets a name of its own.

use serde_json::Value;

use super::{Format, Provenance, Status, TypeRef};
use crate::diagnostic::Anchor;

/// The identity of a type: the schema it comes from, and which view of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId {
    /// The JSON pointer of the schema.
    pub pointer: String,
    /// Which view of the schema.
    pub view: View,
}

/// A schema is split into views when requests and responses have different fields of it, or responses may lack some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// The one view of a schema that is not split. It keeps the name.
    Whole,
    /// Response types: everything but `writeOnly`. It keeps the name.
    Read,
    /// What requests take: everything but `readOnly`. Named `<Name>Request`.
    Write,
    /// Response types whose fields are all optional. Named `Sparse<Name>`.
    Sparse,
    /// A page whose items are sparse, and the rest is not. Named `Sparse<Name>`.
    SparsePage,
}

/// A type that gets a name of its own.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its identity.
    pub id: TypeId,
    /// Where its name comes from.
    pub name: NameHint,
    /// The schema's description, as Markdown.
    pub docs: Option<String>,
    /// Whether the schema is deprecated.
    pub deprecated: bool,
    /// How sure the document is of it: an inline schema has the provenance of what contains it, unless it has its own.
    pub provenance: Option<Provenance>,
    /// Where it occurs.
    pub usage: Usage,
    /// What it is.
    pub kind: TypeKind,
    /// The schema's example.
    pub example: Option<Value>,
    /// Where it is defined.
    pub at: Anchor,
}

/// Where a name comes from: the names stage makes an identifier of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameHint {
    /// `x-rust-name`: taken as it is.
    Explicit(String),
    /// The key under `components/schemas`.
    Component(String),
    /// An inline schema: the parts that lead to it, as in `["User", "profile"]`.
    Inline(Vec<String>),
}

impl NameHint {
    /// The parts of the name.
    pub fn into_parts(self) -> Vec<String> {
        match self {
            Self::Explicit(name) | Self::Component(name) => vec![name],
            Self::Inline(parts) => parts,
        }
    }
}

/// In which directions a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Requests hold it.
    pub request: bool,
    /// Responses contain it (error responses too).
    pub response: bool,
}

/// The kinds of types.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A text of which some values are known.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
    /// The successful responses of an operation, distinguished by status and media type.
    Outcomes(Vec<Outcome>),
    /// Errors by field of a request, in the shapes of the document's error dialect (`x-field-errors`).
    FieldErrors,
}

impl TypeKind {
    /// The types that it is made of.
    pub fn parts(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                fields.chain(object.extra.ty()).collect()
            }
            Self::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
            Self::Alias(target) => vec![target],
            Self::Outcomes(outcomes) => outcomes.iter().filter_map(Outcome::ty).collect(),
            Self::Enum(_) | Self::FieldErrors => Vec::new(),
        }
    }
}

/// An object with known properties.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The fields, in the order of the document (of an `allOf`: member by member).
    pub fields: Vec<Field>,
    /// The wire names of required fields, in the order of the schema's `required` list.
    pub required: Vec<String>,
    /// What other properties may be there.
    pub extra: Extra,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in JSON.
    pub wire: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// Its type; `nullable` is here.
    pub ty: TypeRef,
    /// Whether it must be there (in this view).
    pub required: bool,
    /// Which directions it has in the document.
    pub access: Access,
    /// The one value that it can have, by its schema or as the tag of a member of a union.
    pub constant: Option<Value>,
    /// Whether it is the tag of a member of a union.
    pub is_tag: bool,
    /// What the server takes if it is absent. Documentation only: the client never fills it in.
    pub default: Option<Value>,
    /// An example value.
    pub example: Option<Value>,
    /// The description, as Markdown.
    pub docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How sure the document is of it: as of its schema, unless it says otherwise.
    pub provenance: Option<Provenance>,
    /// Where it is defined.
    pub at: Anchor,
}

impl Field {
    /// The value that is always sent.
    pub fn preset(&self) -> Option<&Value> {
        let is_sent = self.required || self.is_tag;
        self.constant.as_ref().filter(|_| is_sent)
    }
}

/// In which directions a property exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both.
    ReadWrite,
    /// `readOnly`: only in responses.
    ReadOnly,
    /// `writeOnly`: only in requests.
    WriteOnly,
}

/// Properties that a schema does not name.
#[derive(Clone, Debug, PartialEq)]
pub enum Extra {
    /// Anything may be there, or nothing should be (`additionalProperties: false`): a newer server may send it anyway.
    Any,
    /// Values of one type.
    Typed(Box<TypeRef>),
    /// What is not documented is not kept: the headers of a response have it anyway.
    Ignored,
}

impl Extra {
    /// The type of the values, if it is known.
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Typed(ty) => Some(ty),
            Self::Any | Self::Ignored => None,
        }
    }
}

/// A success of an operation.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The statuses that it is for.
    pub status: Status,
    /// Its body: how it is read, and its type. `None`: it has none.
    pub body: Option<(Format, TypeRef)>,
    /// The media types of the body, in the order of the document.
    pub media: Vec<String>,
    /// Whether another success with its status has another body.
    pub is_one_of_several: bool,
    /// The description of the response, as Markdown.
    pub docs: String,
    /// Where it is defined.
    pub at: Anchor,
}

impl Outcome {
    /// The type of its body.
    pub fn ty(&self) -> Option<&TypeRef> {
        self.body.as_ref().map(|(_, ty)| ty)
    }
}

/// A text of which some values are known. All are open: others may come.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The known values, in the order of the document, without `null`.
    pub values: Vec<EnumValue>,
    /// Whether the values are integers, which have names (`x-enum-varnames`).
    pub is_integer: bool,
}

impl Enum {
    /// A value as JSON.
    pub fn json(&self, value: &EnumValue) -> Value {
        let integer = value.wire.parse::<i64>().ok().filter(|_| self.is_integer);
        integer.map_or_else(|| value.wire.as_str().into(), Value::from)
    }
}

/// A known value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The text; of an integer its decimal digits.
    pub wire: String,
    /// What it is called (`x-enum-varnames`).
    pub name: Option<String>,
    /// What it means (`x-enumDescriptions`).
    pub docs: Option<String>,
    /// Where it stands.
    pub at: Anchor,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The members, in the order of the document, without `null`.
    pub members: Vec<Member>,
    /// How to distinguish them.
    pub decoding: Decoding,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its type.
    pub ty: TypeRef,
    /// Where the name of its variant comes from.
    pub name: NameHint,
    /// Where it stands.
    pub at: Anchor,
}

/// How the members of a union are distinguished. The numbers are indices of members.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoding {
    /// It is this member.
    Only(usize),
    /// By the value of a property.
    Discriminator {
        /// The property.
        property: String,
        /// Its values with their members, in the order of the document: strings, integers or booleans.
        mapping: Vec<(Value, usize)>,
        /// What values without the property are; none: unrecognized.
        absent: Option<Box<Decoding>>,
        /// What values with another value of it are; none: unrecognized.
        unknown: Option<Box<Decoding>>,
    },
    /// By the kind of JSON value: the kinds that only some members can be, with how to distinguish these.
    JsonType(Vec<(Vec<JsonKind>, Decoding)>),
    /// By keys that a member requires and no other declares. A member without one comes last and takes every other object.
    RequiredKeys(Vec<(usize, Vec<String>)>),
    /// Not provable: the one that knows most of the value.
    BestFit(Vec<Candidate>),
}

impl Decoding {
    /// Itself, or the cases of it.
    pub fn cases(&self) -> Vec<&Self> {
        match self {
            Self::JsonType(cases) => cases.iter().flat_map(|(_, it)| it.cases()).collect(),
            decoding => vec![decoding],
        }
    }
}

/// A member that a value may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The member.
    pub member: usize,
    /// Its constants whose Rust type has other values too: integers and booleans.
    pub constants: Vec<(String, Value)>,
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `true` and `false`.
    Boolean,
    /// A number, whole or not.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl JsonKind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Boolean,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];
}
