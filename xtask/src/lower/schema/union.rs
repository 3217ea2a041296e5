//! `oneOf` and `anyOf`: one of several types, unless they are one type after all.

use openapiv3::Schema;

use super::super::context::{Context, nearest, whole};
use super::super::keywords::{Keywords, SchemaRef};
use super::super::{hint, pointer};
use super::Shape;
use super::all_of::Leaf;
use crate::api::{
    Constraints, Decoding, Enum, EnumValue, Member, NameHint, StringFormat, Type, TypeKind,
    TypeRef, Union,
};
use crate::diagnostic::{Code, Diagnostic};

/// A member of `oneOf` or `anyOf` in the document.
#[derive(Clone)]
struct Alternative<'a> {
    pointer: String,
    schema: SchemaRef<'a>,
}

impl<'a> Context<'a> {
    /// What one of several schemas is.
    pub(super) fn union(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Shape {
        if !self.has_alternatives(pointer, keywords) {
            return self.plain(
                pointer,
                &Keywords {
                    one_of: Vec::new(),
                    any_of: Vec::new(),
                    ..keywords.clone()
                },
            );
        }
        let own = Leaf {
            pointer: pointer.to_owned(),
            keywords: keywords.clone(),
        };
        if keywords.is_restrictive && keywords.is_object() {
            let base = Leaf {
                keywords: Keywords {
                    one_of: Vec::new(),
                    any_of: Vec::new(),
                    ..keywords.clone()
                },
                ..own.clone()
            };
            self.claim(pointer);
            return self.distribute(pointer, &[base], &own);
        }
        if keywords.is_restrictive {
            self.constrained(pointer, Type::Any);
        }
        let alternatives = self.alternatives(&own);
        if let [only] = alternatives.as_slice() {
            return match only.schema {
                SchemaRef::Reference(_) => Shape::Type(self.type_ref(&only.pointer, only.schema)),
                SchemaRef::Schema(schema) => self.shape(&only.pointer, schema),
            };
        }
        self.claim(pointer);
        let members = alternatives
            .iter()
            .map(|alternative| Member {
                ty: TypeRef {
                    nullable: false,
                    ..self.type_ref(&alternative.pointer, alternative.schema)
                },
                name: hint::member_name(self.document, &alternative.pointer),
                at: self.value(&alternative.pointer),
            })
            .collect();
        self.unite(&own, alternatives, members)
    }

    /// Whether `oneOf` or `anyOf` distinguishes types. `anyOf: [{required: [a]}, {required: [b]}]` only says what must be
    /// set, which is not checked.
    pub(super) fn has_alternatives(&mut self, pointer: &str, keywords: &Keywords<'a>) -> bool {
        let Some((keyword, members)) = keywords.union() else {
            return false;
        };
        let only_requires = |member: &SchemaRef<'a>| match member {
            SchemaRef::Reference(_) => false,
            SchemaRef::Schema(schema) => {
                let member = Keywords::new(schema);
                member.properties.is_empty()
                    && member.additional_properties.is_none()
                    && member.items.is_none()
                    && member.all_of.is_empty()
                    && member.union().is_none()
                    && (!member.required.is_empty()
                        || (member.is_restrictive
                            && member.kind.is_none()
                            && member.format.is_none()
                            && !member.null_in_enum))
                    && !matches!(schema.schema_kind, openapiv3::SchemaKind::Any(ref any) if !any.enumeration.is_empty())
            }
        };
        if !members.iter().all(only_requires) {
            return true;
        }
        let at = self.key(&pointer::child(pointer, keyword));
        self.unsupported(
            at,
            format!("`{keyword}` has no effect here: it only says which properties must be set"),
            "say it in the description",
        );
        false
    }

    /// A union of objects that all have the properties of `base` too.
    pub(super) fn distribute(
        &mut self,
        pointer: &str,
        base: &[Leaf<'a>],
        union: &Leaf<'a>,
    ) -> Shape {
        let beside = Leaf {
            keywords: Keywords {
                one_of: Vec::new(),
                any_of: Vec::new(),
                ..union.keywords.clone()
            },
            ..union.clone()
        };
        let mut base: Vec<Leaf<'a>> = base
            .iter()
            .filter(|leaf| leaf.keywords.says_something())
            .cloned()
            .collect();
        if beside.keywords.is_restrictive && !base.iter().any(|leaf| leaf.pointer == beside.pointer)
        {
            base.push(beside);
        }
        let keyword = union
            .keywords
            .union()
            .map_or("oneOf", |(keyword, _)| keyword);
        let alternatives = self.alternatives(union);
        let mut members = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let mut leaves = base.clone();
            self.leaves(
                &alternative.pointer,
                alternative.schema,
                &mut vec![pointer.to_owned()],
                &mut leaves,
            );
            let name = hint::member_name(self.document, &alternative.pointer);
            let ty = if leaves
                .iter()
                .all(|leaf| leaf.keywords.is_object() || !leaf.keywords.says_something())
            {
                // Each member is a type of its own here: the one that it refers to lacks the properties of the base.
                let id = pointer::item(pointer, keyword, index);
                match self.merge_objects(&id, &leaves) {
                    Shape::Type(ty) => ty,
                    Shape::Definition(kind) => {
                        let name = self.name_in(pointer, &name);
                        self.define_as(id.clone(), name, kind);
                        TypeRef::plain(Type::Named(whole(id)))
                    }
                }
            } else {
                let at = self.value(&alternative.pointer);
                self.unsupported(
                    at,
                    "this member is not merged with the properties beside the union",
                    "make it an object, or write the properties into each member",
                );
                TypeRef {
                    nullable: false,
                    ..self.type_ref(&alternative.pointer, alternative.schema)
                }
            };
            members.push(Member {
                ty,
                name,
                at: self.value(&alternative.pointer),
            });
        }
        self.unite(union, alternatives, members)
    }

    /// The name of a type that a member of the union at `pointer` becomes there.
    fn name_in(&self, pointer: &str, member: &NameHint) -> NameHint {
        let mut parts = match hint::type_name(self.document, pointer) {
            NameHint::Explicit(name) | NameHint::Component(name) => vec![name],
            NameHint::Inline(parts) => parts,
        };
        match member {
            NameHint::Explicit(name) | NameHint::Component(name) => parts.push(name.clone()),
            NameHint::Inline(more) => parts.extend(more.last().cloned()),
        }
        NameHint::Inline(parts)
    }

    /// The members of a union but for null, each schema once.
    fn alternatives(&self, union: &Leaf<'a>) -> Vec<Alternative<'a>> {
        let Some((keyword, members)) = union.keywords.union() else {
            return Vec::new();
        };
        let mut alternatives: Vec<Alternative<'a>> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let same = |other: &Alternative<'a>| matches!((other.schema, *member), (SchemaRef::Reference(a), SchemaRef::Reference(b)) if a == b);
            if !self.is_null(*member, 0) && !alternatives.iter().any(same) {
                alternatives.push(Alternative {
                    pointer: pointer::item(&union.pointer, keyword, index),
                    schema: *member,
                });
            }
        }
        alternatives
    }

    /// Whether null is the only value.
    fn is_null(&self, schema: SchemaRef<'a>, depth: usize) -> bool {
        match schema {
            SchemaRef::Schema(schema) => {
                let keywords = Keywords::new(schema);
                let only_null = |value: &serde_json::Value| value.is_null();
                match &schema.schema_kind {
                    openapiv3::SchemaKind::Any(any) => {
                        let says_nothing = !keywords.says_something() && keywords.data.nullable;
                        says_nothing
                            || (!any.enumeration.is_empty()
                                && any.enumeration.iter().all(only_null))
                    }
                    openapiv3::SchemaKind::Type(openapiv3::Type::String(text)) => {
                        !text.enumeration.is_empty() && text.enumeration.iter().all(Option::is_none)
                    }
                    _ => false,
                }
            }
            SchemaRef::Reference(_) if depth > super::MAX_REFERENCES => false,
            SchemaRef::Reference(reference) => self
                .peek::<Schema>(reference)
                .is_some_and(|target| self.is_null(target.item.into(), depth + 1)),
        }
    }

    /// One type for members that are one, else a union.
    fn unite(
        &mut self,
        union: &Leaf<'a>,
        alternatives: Vec<Alternative<'a>>,
        members: Vec<Member>,
    ) -> Shape {
        if members.is_empty() {
            return Shape::Type(TypeRef::plain(Type::Any));
        }
        if union.keywords.data.discriminator.is_none()
            && let Some(shape) = self.one_text(&alternatives, &members)
        {
            return shape;
        }
        let decoding = self
            .discriminator(union, &alternatives)
            .unwrap_or(Decoding::InOrder);
        Shape::Definition(TypeKind::Union(Union { members, decoding }))
    }

    /// Members that are all texts are one text. DRF describes a choice that may be blank or null as
    /// `oneOf: [TitleEnum, BlankEnum, NullEnum]`.
    fn one_text(&mut self, alternatives: &[Alternative<'a>], members: &[Member]) -> Option<Shape> {
        let mut enums: Vec<(&Alternative<'a>, &Member, Vec<EnumValue>)> = Vec::new();
        let mut format: Option<StringFormat> = None;
        let mut constraints: Vec<&Constraints> = Vec::new();
        for (alternative, member) in alternatives.iter().zip(members) {
            match &member.ty.ty {
                Type::String(StringFormat::Binary) => return None,
                Type::String(other) => {
                    let same = format.as_ref().is_none_or(|format| format == other);
                    format = Some(if same {
                        other.clone()
                    } else {
                        StringFormat::Plain
                    });
                    constraints.push(&member.ty.constraints);
                }
                Type::Named(id) => enums.push((alternative, member, self.values_of(&id.pointer)?)),
                _ => return None,
            }
        }
        if enums.is_empty() {
            let mut ty = TypeRef::plain(Type::String(format.unwrap_or(StringFormat::Plain)));
            if let Some(all) = constraints
                .first()
                .filter(|first| constraints.iter().all(|other| other == *first))
            {
                ty.constraints = (*all).clone();
            }
            return Some(Shape::Type(ty));
        }
        let is_blank = |values: &[EnumValue]| values.iter().all(|value| value.wire.is_empty());
        let mut others = enums.iter().filter(|(_, _, values)| !is_blank(values));
        if let (
            Some((
                Alternative {
                    schema: SchemaRef::Reference(_),
                    ..
                },
                member,
                _,
            )),
            None,
            None,
        ) = (others.next(), others.next(), &format)
        {
            // The one enum with something in it: it gets the blank value, and stays the type.
            if let Type::Named(id) = &member.ty.ty {
                let blank = enums
                    .iter()
                    .flat_map(|(_, _, values)| values)
                    .find(|value| value.wire.is_empty());
                if let Some(blank) = blank {
                    self.blank
                        .entry(id.pointer.clone())
                        .or_insert_with(|| blank.at.clone());
                }
                return Some(Shape::Type(member.ty.clone()));
            }
        }
        let mut values: Vec<EnumValue> = Vec::new();
        for value in enums.into_iter().flat_map(|(_, _, values)| values) {
            if !values.iter().any(|known| known.wire == value.wire) {
                values.push(value);
            }
        }
        Some(Shape::Definition(TypeKind::Enum(Enum { values })))
    }

    /// The values of the schema at a pointer, if it is an enum of texts.
    fn values_of(&mut self, pointer: &str) -> Option<Vec<EnumValue>> {
        if let Some(definition) = self.types.get(pointer) {
            return match &definition.kind {
                TypeKind::Enum(texts) => Some(texts.values.clone()),
                _ => None,
            };
        }
        self.node(&pointer::child(pointer, "enum"))?;
        let SchemaRef::Schema(schema) = self.at::<Schema>(pointer)?.into() else {
            return None;
        };
        match self.plain(pointer, &Keywords::new(schema)) {
            Shape::Definition(TypeKind::Enum(texts)) => Some(texts.values),
            _ => None,
        }
    }

    /// The values of a `discriminator` that its mapping gives; those of other members are found when all types are known.
    fn discriminator(
        &mut self,
        union: &Leaf<'a>,
        alternatives: &[Alternative<'a>],
    ) -> Option<Decoding> {
        let discriminator = union.keywords.data.discriminator.as_ref()?;
        let targets: Vec<String> = alternatives
            .iter()
            .map(|alternative| match alternative.schema {
                SchemaRef::Reference(reference) => {
                    pointer::from_fragment(reference).unwrap_or_default()
                }
                SchemaRef::Schema(_) => alternative.pointer.clone(),
            })
            .collect();
        let mut mapping = Vec::new();
        for (value, reference) in &discriminator.mapping {
            let at = pointer::join(&union.pointer, &["discriminator", "mapping", value]);
            // A mapping has references or, as OpenAPI allows as well, bare names of schemas.
            let reference = if reference.contains(['#', '/']) {
                reference.clone()
            } else {
                format!("#/components/schemas/{reference}")
            };
            let target = pointer::from_fragment(&reference);
            if let Some(index) = targets
                .iter()
                .position(|other| target.as_ref() == Some(other))
            {
                mapping.push((value.clone(), index));
            } else if self.peek::<Schema>(&reference).is_some() {
                let at = self.value(&at);
                self.unsupported(
                    at,
                    format!("`{value}` is decoded as an unknown member: its schema is none of this union"),
                    "add the schema to the members of the union, or remove it here",
                );
            } else {
                let at = self.value(&at);
                let name = reference.rsplit('/').next().unwrap_or_default();
                let known = self
                    .document
                    .openapi
                    .components
                    .iter()
                    .flat_map(|components| components.schemas.keys());
                let near = nearest(name, known.map(String::as_str))
                    .map(|near| format!("did you mean `#/components/schemas/{near}`?"));
                self.add(
                    Diagnostic::new(
                        Code::InvalidRef,
                        at,
                        format!("`{reference}` does not exist"),
                    )
                    .help(near.unwrap_or_else(|| "refer to a member of this union".to_owned())),
                );
            }
        }
        Some(Decoding::Discriminator {
            property: discriminator.property_name.clone(),
            mapping,
        })
    }
}
