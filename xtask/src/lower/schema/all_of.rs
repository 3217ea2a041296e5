//! `allOf`: several schemas that a value satisfies at once, merged into one.

use super::super::context::{Context, whole};
use super::super::keywords::{Keywords, SchemaRef};
use super::super::pointer;
use super::annotations::says_something;
use super::narrow::narrow_constraints;
use super::{MAX_REFERENCES, Shape};
use crate::api::{Access, Enum, Extra, Field, Type, TypeKind, TypeRef};
use crate::diagnostic::{Anchor, Code, Diagnostic};
use openapiv3::Schema;

/// A schema of a merge, itself without `allOf`.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    pub(super) pointer: String,
    pub(super) keywords: Keywords<'a>,
}

/// A field of merged objects, with the schemas that it comes from and their pointers.
struct Merged<'a> {
    field: Field,
    sources: Vec<(String, SchemaRef<'a>)>,
}

fn pointers(leaves: &[Leaf<'_>]) -> Vec<String> {
    leaves.iter().map(|leaf| leaf.pointer.clone()).collect()
}

impl<'a> Context<'a> {
    /// What the members of an `allOf`, and the keywords beside it, are together.
    pub(super) fn all_of(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Shape {
        let mut members = keywords
            .all_of
            .iter()
            .enumerate()
            .filter(|(_, member)| says_something(member));
        if let (false, None, Some((index, member)), None) = (
            keywords.is_restrictive,
            keywords.union(),
            members.next(),
            members.next(),
        ) {
            // How DRF's generator adds a description, a default or `nullable` to a reference: it stays that type.
            let at = pointer::item(pointer, "allOf", index);
            return match member {
                SchemaRef::Reference(_) => Shape::Type(self.type_ref(&at, *member)),
                SchemaRef::Schema(schema) => self.shape(&at, schema),
            };
        }
        self.claim(pointer);
        let mut leaves = Vec::new();
        self.leaves_of(
            pointer,
            keywords,
            &mut vec![pointer.to_owned()],
            &mut leaves,
        );
        self.merge(pointer, leaves)
    }

    /// The schemas that a schema is made of, each once, members before what stands beside them.
    pub(super) fn leaves(
        &mut self,
        holder: &str,
        schema: SchemaRef<'a>,
        path: &mut Vec<String>,
        leaves: &mut Vec<Leaf<'a>>,
    ) {
        match schema {
            SchemaRef::Schema(schema) => {
                self.leaves_of(holder, &Keywords::new(schema), path, leaves)
            }
            SchemaRef::Reference(reference) => {
                let Some(target) = self.target::<Schema>(holder, reference) else {
                    return;
                };
                if path.contains(&target.pointer) {
                    self.ring(holder);
                } else if path.len() > MAX_REFERENCES {
                    self.too_deep(holder);
                } else if !leaves.iter().any(|leaf| leaf.pointer == target.pointer) {
                    path.push(target.pointer.clone());
                    self.leaves(&target.pointer, target.item.into(), path, leaves);
                    path.pop();
                }
            }
        }
    }

    fn leaves_of(
        &mut self,
        pointer: &str,
        keywords: &Keywords<'a>,
        path: &mut Vec<String>,
        leaves: &mut Vec<Leaf<'a>>,
    ) {
        for (index, member) in keywords.all_of.iter().enumerate() {
            self.leaves(
                &pointer::item(pointer, "allOf", index),
                *member,
                path,
                leaves,
            );
        }
        let own = if self.has_alternatives(pointer, keywords) {
            keywords.clone()
        } else {
            keywords.without_union()
        };
        leaves.push(Leaf {
            pointer: pointer.to_owned(),
            keywords: Keywords {
                all_of: Vec::new(),
                ..own
            },
        });
    }

    /// What schemas are together.
    pub(super) fn merge(&mut self, pointer: &str, leaves: Vec<Leaf<'a>>) -> Shape {
        let (unions, mut leaves): (Vec<_>, Vec<_>) = leaves
            .into_iter()
            .filter(|leaf| leaf.keywords.says_something())
            .partition(|leaf| leaf.keywords.union().is_some());
        let mut unions = unions.into_iter();
        if let Some(union) = unions.next() {
            for other in unions {
                let at = self.key(&other.pointer);
                self.unsupported(
                    at,
                    "a second `oneOf` or `anyOf` in one `allOf` has no effect",
                    "join the two into one",
                );
                leaves.push(Leaf {
                    keywords: other.keywords.without_union(),
                    ..other
                });
            }
            return self.distribute(pointer, &leaves, &union);
        }
        let kind = leaves.iter().find_map(|leaf| leaf.keywords.kind);
        for leaf in &mut leaves {
            if !leaf.keywords.is_object() && !leaf.keywords.is_array() {
                // `{maxLength: 5}` beside `{type: string}` is about texts too.
                leaf.keywords.kind = leaf.keywords.kind.or(kind);
            }
        }
        let first_object = leaves.iter().find(|leaf| leaf.keywords.is_object());
        let first_other = leaves
            .iter()
            .find(|leaf| !leaf.keywords.is_object() && leaf.keywords.kind.is_some());
        match (first_object, first_other) {
            (Some(object), Some(other)) => {
                let (object, other) = (self.key(&object.pointer), self.key(&other.pointer));
                self.conflict(
                    other,
                    object,
                    "an `allOf` cannot be an object and something else".to_owned(),
                );
                Shape::Type(TypeRef::plain(Type::Any))
            }
            (Some(_), None) => self.merge_objects(pointer, &leaves),
            (None, _) => self.merge_scalars(&leaves),
        }
    }

    /// Objects put together: all properties, all that is required.
    pub(super) fn merge_objects(&mut self, pointer: &str, leaves: &[Leaf<'a>]) -> Shape {
        if leaves
            .iter()
            .any(|leaf| !leaf.keywords.properties.is_empty())
        {
            self.merged
                .entry(pointers(leaves))
                .or_insert_with(|| pointer.to_owned());
        }
        let mut merged: Vec<Merged<'a>> = Vec::new();
        let mut extra = Extra::Any;
        for leaf in leaves {
            let fields = self.fields(&leaf.pointer, &leaf.keywords);
            for (field, (_, schema)) in fields.into_iter().zip(&leaf.keywords.properties) {
                let source = (field.at.pointer.clone(), *schema);
                match merged
                    .iter_mut()
                    .find(|earlier| earlier.field.wire == field.wire)
                {
                    Some(earlier) => self.merge_field(pointer, earlier, field, source),
                    None => merged.push(Merged {
                        field,
                        sources: vec![source],
                    }),
                }
            }
            let more = self.extra(&leaf.pointer, &leaf.keywords);
            extra = self.merge_extra(extra, more);
        }
        let fields = merged.into_iter().map(|merged| merged.field).collect();
        let required = leaves
            .iter()
            .map(|leaf| (leaf.pointer.clone(), leaf.keywords.required))
            .collect();
        self.structure(pointer, fields, extra, required)
    }

    fn merge_field(
        &mut self,
        holder: &str,
        earlier: &mut Merged<'a>,
        field: Field,
        source: (String, SchemaRef<'a>),
    ) {
        earlier.sources.push(source);
        let Merged {
            field: earlier,
            sources,
        } = earlier;
        let place = pointer::join(holder, &["properties", &field.wire]);
        let narrowed = self.narrow(&earlier.ty, &field.ty);
        let Some(ty) =
            narrowed.or_else(|| self.merge_nested(&place, sources, &earlier.ty, &field.ty))
        else {
            let message = format!("`{}` has two types that no value has", field.wire);
            self.conflict(field.at, earlier.at.clone(), message);
            return;
        };
        let access = match (earlier.access, field.access) {
            (Access::ReadWrite, other) | (other, Access::ReadWrite) => other,
            (earlier, _) => earlier,
        };
        *earlier = Field {
            wire: field.wire,
            rust_name: field.rust_name.or_else(|| earlier.rust_name.take()),
            ty,
            required: false,
            access,
            default: field.default.or_else(|| earlier.default.take()),
            example: field.example.or_else(|| earlier.example.take()),
            docs: field.docs.or_else(|| earlier.docs.take()),
            deprecated: earlier.deprecated || field.deprecated,
            provenance: field.provenance.or(earlier.provenance),
            at: field.at,
        };
    }

    /// A property that several members describe as an object, or as a list of objects, each with other properties.
    fn merge_nested(
        &mut self,
        pointer: &str,
        sources: &[(String, SchemaRef<'a>)],
        a: &TypeRef,
        b: &TypeRef,
    ) -> Option<TypeRef> {
        let mut leaves = Vec::new();
        for (source, schema) in sources {
            self.leaves(source, *schema, &mut vec![pointer.to_owned()], &mut leaves);
        }
        leaves.retain(|leaf| leaf.keywords.says_something());
        let ty = if leaves.is_empty() || leaves.iter().any(|leaf| leaf.keywords.union().is_some()) {
            return None;
        } else if leaves.iter().all(|leaf| leaf.keywords.is_object()) {
            self.merge_nested_objects(pointer, &leaves)
        } else if leaves.iter().all(|leaf| leaf.keywords.is_array()) {
            if self
                .merged
                .insert(pointers(&leaves), pointer.to_owned())
                .is_some()
            {
                // Lists of themselves, for which Rust has no name.
                return None;
            }
            let items: Vec<_> = leaves
                .iter()
                .filter_map(|leaf| {
                    Some((pointer::child(&leaf.pointer, "items"), leaf.keywords.items?))
                })
                .collect();
            let any = TypeRef::plain(Type::Any);
            let item = self.merge_nested(&pointer::child(pointer, "items"), &items, &any, &any)?;
            Type::Array(Box::new(item))
        } else {
            return None;
        };
        Some(TypeRef {
            ty,
            nullable: a.nullable && b.nullable,
            sensitive: a.sensitive || b.sensitive,
            constraints: narrow_constraints(&a.constraints, &b.constraints),
        })
    }

    fn merge_nested_objects(&mut self, pointer: &str, leaves: &[Leaf<'a>]) -> Type {
        if let Some(known) = self.merged.get(&pointers(leaves)) {
            return Type::Named(whole(known.as_str()));
        }
        match self.merge_objects(pointer, leaves) {
            Shape::Type(ty) => ty.ty,
            Shape::Definition(kind) => {
                self.define(pointer.to_owned(), kind);
                Type::Named(whole(pointer))
            }
        }
    }

    fn merge_extra(&self, a: Extra, b: Extra) -> Extra {
        match (a, b) {
            (Extra::Closed, _) | (_, Extra::Closed) => Extra::Closed,
            (Extra::Any, other) | (other, Extra::Any) => other,
            (Extra::Typed(a), Extra::Typed(b)) => self
                .narrow(&a, &b)
                .map_or(Extra::Any, |ty| Extra::Typed(Box::new(ty))),
        }
    }

    /// Texts, numbers, lists put together: what all of them allow.
    fn merge_scalars(&mut self, leaves: &[Leaf<'a>]) -> Shape {
        let mut merged: Option<(TypeRef, Anchor)> = None;
        let mut texts: Option<Enum> = None;
        for leaf in leaves {
            let ty = match self.plain(&leaf.pointer, &leaf.keywords) {
                Shape::Definition(TypeKind::Enum(more)) => {
                    texts = Some(match texts {
                        Some(so_far) => Enum {
                            values: so_far
                                .values
                                .into_iter()
                                .filter(|value| {
                                    more.values.iter().any(|other| other.wire == value.wire)
                                })
                                .collect(),
                        },
                        None => more,
                    });
                    continue;
                }
                Shape::Definition(_) => continue,
                Shape::Type(ty) => ty,
            };
            let at = self.key(&leaf.pointer);
            merged = match merged {
                None => Some((ty, at)),
                Some((so_far, earlier)) => match self.narrow(&so_far, &ty) {
                    Some(narrowed) => Some((narrowed, at)),
                    None => {
                        self.conflict(
                            at,
                            earlier.clone(),
                            "the members of this `allOf` have types that no value has at once"
                                .to_owned(),
                        );
                        Some((so_far, earlier))
                    }
                },
            };
        }
        match (texts, merged) {
            (Some(texts), _) => Shape::Definition(TypeKind::Enum(texts)),
            (None, Some((ty, _))) => Shape::Type(ty),
            (None, None) => Shape::Type(TypeRef::plain(Type::Any)),
        }
    }

    fn conflict(&mut self, at: Anchor, earlier: Anchor, message: String) {
        self.add(
            Diagnostic::new(Code::AllOfConflict, at, message)
                .related(earlier, "the other one is here")
                .help("give both the same type, or use `oneOf` if a value is either"),
        );
    }
}
