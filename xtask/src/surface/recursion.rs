//! Which types contain themselves and need a `Box`.

use std::collections::BTreeMap;

use crate::api::{Api, Type, TypeId, TypeKind};

/// The rings of types: each type of a ring contains all others of it, directly or through others, without a list or a
/// map in between.
#[derive(Debug, Default)]
pub(super) struct Recursion {
    /// Each type by the number of the ring that it is in.
    rings: BTreeMap<TypeId, usize>,
}

impl Recursion {
    pub(super) fn of(api: &Api) -> Self {
        let mut forth: Steps<'_> = BTreeMap::new();
        let mut back: Steps<'_> = BTreeMap::new();
        for def in api.types.values() {
            for inner in contained(&def.kind) {
                forth.entry(&def.id).or_default().push(inner);
                back.entry(inner).or_default().push(&def.id);
            }
        }
        // Kosaraju's algorithm: in the order in which the search forth leaves the types, last first, the search back
        // from a type finds its ring and nothing else. It is linear; what each type reaches is not.
        let mut left = Vec::new();
        let mut seen = BTreeMap::new();
        for def in api.types.values() {
            search(&def.id, &forth, 0, &mut seen, &mut left);
        }
        let mut rings = BTreeMap::new();
        for (number, id) in left.iter().rev().enumerate() {
            search(id, &back, number, &mut rings, &mut Vec::new());
        }
        Self {
            rings: rings
                .into_iter()
                .map(|(id, ring)| (id.clone(), ring))
                .collect(),
        }
    }

    /// Whether a field of `owner` that holds `inner` must be boxed.
    pub(super) fn needs_box(&self, owner: &TypeId, inner: &TypeId) -> bool {
        self.rings
            .get(owner)
            .is_some_and(|ring| self.rings.get(inner) == Some(ring))
    }
}

/// The types next to each type.
type Steps<'a> = BTreeMap<&'a TypeId, Vec<&'a TypeId>>;

/// Gives the number to every type that can be reached and has none, and lists them in the order in which the search
/// leaves them. Without recursion: chains of types are as long as documents.
fn search<'a>(
    from: &'a TypeId,
    steps: &Steps<'a>,
    number: usize,
    numbers: &mut BTreeMap<&'a TypeId, usize>,
    left: &mut Vec<&'a TypeId>,
) {
    let next = |id: &TypeId| steps.get(id).into_iter().flatten().copied();
    if numbers.contains_key(from) {
        return;
    }
    numbers.insert(from, number);
    let mut open = vec![(from, next(from))];
    while let Some((id, inner)) = open.last_mut() {
        match inner.next() {
            Some(inner) => {
                if !numbers.contains_key(inner) {
                    numbers.insert(inner, number);
                    open.push((inner, next(inner)));
                }
            }
            None => {
                left.push(id);
                open.pop();
            }
        }
    }
}

/// Types that a type contains without a `Box`. Members of unions are boxed anyway.
fn contained(kind: &TypeKind) -> Vec<&TypeId> {
    let types: Vec<&Type> = match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| &field.ty.ty).collect(),
        TypeKind::Alias(target) => vec![&target.ty],
        TypeKind::Union(_) | TypeKind::Outcomes(_) | TypeKind::Enum(_) | TypeKind::FieldErrors => {
            Vec::new()
        }
    };
    let named = types.into_iter().filter_map(|ty| match ty {
        Type::Named(id) => Some(id),
        _ => None,
    });
    named.collect()
}
