//! [`Keywords`]: a schema as the flat list of keywords that it is in OpenAPI.

use openapiv3::{
    AdditionalProperties, AnySchema, BooleanType, IntegerFormat, IntegerType, NumberFormat,
    NumberType, ObjectType, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, StringType,
    Type, VariantOrUnknownOrEmpty,
};

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug)]
pub(super) enum SchemaRef<'a> {
    /// `$ref`.
    Reference(&'a str),
    /// A schema in place.
    Schema(&'a Schema),
}

/// The `type` of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

/// The keywords of a schema. `openapiv3` sorts schemas into kinds by the keywords they use; composition needs them side
/// by side. Bounds and `enum` are not here: `openapiv3` keeps numbers as `f64` or `i64`, the tree keeps them exactly.
#[derive(Clone, Debug)]
pub(super) struct Keywords<'a> {
    pub(super) data: &'a SchemaData,
    pub(super) kind: Option<Kind>,
    pub(super) format: Option<String>,
    pub(super) properties: Vec<(&'a str, SchemaRef<'a>)>,
    pub(super) required: &'a [String],
    pub(super) additional_properties: Option<&'a AdditionalProperties>,
    pub(super) items: Option<SchemaRef<'a>>,
    pub(super) all_of: Vec<SchemaRef<'a>>,
    pub(super) one_of: Vec<SchemaRef<'a>>,
    pub(super) any_of: Vec<SchemaRef<'a>>,
    /// Whether its `enum` has null.
    pub(super) null_in_enum: bool,
    /// Whether its `enum` has nothing else.
    pub(super) only_null_in_enum: bool,
    /// Whether it says anything about values, beside its type and its composition.
    pub(super) is_restrictive: bool,
}

impl<'a> Keywords<'a> {
    /// The keywords of a schema.
    pub(super) fn new(schema: &'a Schema) -> Self {
        let nulls = nulls(&schema.schema_kind);
        let mut keywords = Self {
            data: &schema.schema_data,
            kind: None,
            format: None,
            properties: Vec::new(),
            required: &[],
            additional_properties: None,
            items: None,
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            null_in_enum: nulls.contains(&true),
            only_null_in_enum: nulls.contains(&true) && !nulls.contains(&false),
            is_restrictive: is_restrictive(&schema.schema_kind),
        };
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => {
                keywords.kind = Some(Kind::String);
                keywords.format = format_name(&string.format, string_format);
            }
            SchemaKind::Type(Type::Number(number)) => {
                keywords.kind = Some(Kind::Number);
                keywords.format = format_name(&number.format, number_format);
            }
            SchemaKind::Type(Type::Integer(integer)) => {
                keywords.kind = Some(Kind::Integer);
                keywords.format = format_name(&integer.format, integer_format);
            }
            SchemaKind::Type(Type::Boolean(_)) => keywords.kind = Some(Kind::Boolean),
            SchemaKind::Type(Type::Array(array)) => {
                keywords.kind = Some(Kind::Array);
                keywords.items = array.items.as_ref().map(boxed);
            }
            SchemaKind::Type(Type::Object(object)) => {
                keywords.kind = Some(Kind::Object);
                keywords.properties = object
                    .properties
                    .iter()
                    .map(|(name, schema)| (name.as_str(), boxed(schema)))
                    .collect();
                keywords.required = &object.required;
                keywords.additional_properties = object.additional_properties.as_ref();
            }
            SchemaKind::OneOf { one_of } => {
                keywords.one_of = one_of.iter().map(SchemaRef::from).collect()
            }
            SchemaKind::AllOf { all_of } => {
                keywords.all_of = all_of.iter().map(SchemaRef::from).collect()
            }
            SchemaKind::AnyOf { any_of } => {
                keywords.any_of = any_of.iter().map(SchemaRef::from).collect()
            }
            SchemaKind::Not { .. } => {}
            SchemaKind::Any(any) => {
                keywords.kind = any.typ.as_deref().and_then(kind);
                keywords.format.clone_from(&any.format);
                keywords.properties = any
                    .properties
                    .iter()
                    .map(|(name, schema)| (name.as_str(), boxed(schema)))
                    .collect();
                keywords.required = &any.required;
                keywords.additional_properties = any.additional_properties.as_ref();
                keywords.items = any.items.as_ref().map(boxed);
                keywords.all_of = any.all_of.iter().map(SchemaRef::from).collect();
                keywords.one_of = any.one_of.iter().map(SchemaRef::from).collect();
                keywords.any_of = any.any_of.iter().map(SchemaRef::from).collect();
            }
        }
        keywords
    }

    /// The members of `oneOf`, or else of `anyOf`, with the keyword.
    pub(super) fn union(&self) -> Option<(&'static str, &[SchemaRef<'a>])> {
        if !self.one_of.is_empty() {
            Some(("oneOf", &self.one_of))
        } else if !self.any_of.is_empty() {
            Some(("anyOf", &self.any_of))
        } else {
            None
        }
    }

    /// The same without `oneOf` and `anyOf`.
    pub(super) fn without_union(&self) -> Self {
        Self {
            one_of: Vec::new(),
            any_of: Vec::new(),
            ..self.clone()
        }
    }

    /// Whether it says anything about values, be it only their type.
    pub(super) fn says_something(&self) -> bool {
        self.is_restrictive
            || self.kind.is_some()
            || !self.all_of.is_empty()
            || self.union().is_some()
    }

    /// Whether null is the only value: OpenAPI 3.0 has no type for it, and documents say it in one of these ways.
    pub(super) fn is_null(&self) -> bool {
        let is_empty_object = self.kind == Some(Kind::Object)
            && self.properties.is_empty()
            && matches!(
                self.additional_properties,
                Some(AdditionalProperties::Any(false))
            );
        self.only_null_in_enum
            || (self.data.nullable && (is_empty_object || !self.says_something()))
    }

    /// Whether it describes an object: by its type, or without one by what only objects have.
    pub(super) fn is_object(&self) -> bool {
        match self.kind {
            Some(kind) => kind == Kind::Object,
            None => {
                !self.properties.is_empty()
                    || !self.required.is_empty()
                    || self.additional_properties.is_some()
            }
        }
    }

    /// Whether it describes a list: by its type, or without one by its items.
    pub(super) fn is_array(&self) -> bool {
        match self.kind {
            Some(kind) => kind == Kind::Array,
            None => self.items.is_some(),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Schema>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

/// `properties`, `items` and `additionalProperties` are boxed in `openapiv3`.
pub(super) fn boxed(schema: &ReferenceOr<Box<Schema>>) -> SchemaRef<'_> {
    match schema {
        ReferenceOr::Reference { reference } => SchemaRef::Reference(reference),
        ReferenceOr::Item(schema) => SchemaRef::Schema(schema),
    }
}

/// Which of the values of an `enum` are null.
fn nulls(kind: &SchemaKind) -> Vec<bool> {
    fn among<T>(values: &[Option<T>]) -> Vec<bool> {
        values.iter().map(Option::is_none).collect()
    }
    match kind {
        SchemaKind::Type(Type::String(string)) => among(&string.enumeration),
        SchemaKind::Type(Type::Number(number)) => among(&number.enumeration),
        SchemaKind::Type(Type::Integer(integer)) => among(&integer.enumeration),
        SchemaKind::Type(Type::Boolean(boolean)) => among(&boolean.enumeration),
        SchemaKind::Any(any) => any
            .enumeration
            .iter()
            .map(serde_json::Value::is_null)
            .collect(),
        _ => Vec::new(),
    }
}

fn is_restrictive(kind: &SchemaKind) -> bool {
    match kind {
        SchemaKind::Type(Type::String(string)) => *string != StringType::default(),
        SchemaKind::Type(Type::Number(number)) => *number != NumberType::default(),
        SchemaKind::Type(Type::Integer(integer)) => *integer != IntegerType::default(),
        SchemaKind::Type(Type::Boolean(boolean)) => *boolean != BooleanType::default(),
        SchemaKind::Type(Type::Object(object)) => *object != ObjectType::default(),
        SchemaKind::Type(Type::Array(array)) => {
            array.items.is_some()
                || array.min_items.is_some()
                || array.max_items.is_some()
                || array.unique_items
        }
        SchemaKind::OneOf { .. } | SchemaKind::AllOf { .. } | SchemaKind::AnyOf { .. } => false,
        SchemaKind::Not { .. } => true,
        SchemaKind::Any(any) => {
            let rest = AnySchema {
                typ: None,
                all_of: Vec::new(),
                one_of: Vec::new(),
                any_of: Vec::new(),
                ..any.clone()
            };
            rest != AnySchema::default()
        }
    }
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "string" => Kind::String,
        "number" => Kind::Number,
        "integer" => Kind::Integer,
        "boolean" => Kind::Boolean,
        "array" => Kind::Array,
        "object" => Kind::Object,
        _ => return None,
    })
}

fn format_name<T>(
    format: &VariantOrUnknownOrEmpty<T>,
    name: fn(&T) -> &'static str,
) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(name(known).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(other) => Some(other.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: &StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

fn number_format(format: &NumberFormat) -> &'static str {
    match format {
        NumberFormat::Float => "float",
        NumberFormat::Double => "double",
    }
}

fn integer_format(format: &IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int32 => "int32",
        IntegerFormat::Int64 => "int64",
    }
}
