//! Whether the document allows a field to be blank, which is the empty string.

use std::collections::BTreeSet;

use regress::Regex;

use crate::api::{Api, CharClass, Constraints, Type, TypeId, TypeKind, TypeRef};

/// Longer than any pattern that people write, and short enough to compile.
const MAX_PATTERN: usize = 4_000;

/// Whether an enum value, a length or a pattern allows the empty string, and none forbids it.
///
/// A schema without any of these allows the empty string too, but so does that of a field that must not be blank in
/// Django REST framework. So only a schema that mentions it counts.
pub(super) fn is_allowed(ty: &TypeRef, api: &Api) -> bool {
    verdict(ty, api, &mut BTreeSet::new()) == Verdict::Allowed
}

#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Allowed,
    Forbidden,
    /// The schema does not mention it.
    Open,
}

impl Verdict {
    fn of(is_allowed: bool) -> Self {
        if is_allowed {
            Self::Allowed
        } else {
            Self::Forbidden
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Forbidden, _) | (_, Self::Forbidden) => Self::Forbidden,
            (Self::Allowed, _) | (_, Self::Allowed) => Self::Allowed,
            _ => Self::Open,
        }
    }
}

fn verdict<'a>(ty: &'a TypeRef, api: &'a Api, seen: &mut BTreeSet<&'a TypeId>) -> Verdict {
    let own = constrained(&ty.constraints);
    let Type::Named(id) = &ty.ty else {
        return match ty.ty {
            Type::String(_) => own,
            _ => Verdict::Forbidden,
        };
    };
    if !seen.insert(id) {
        return Verdict::Forbidden;
    }
    let named = match api.types.get(id).map(|def| &def.kind) {
        Some(TypeKind::Alias(target)) => verdict(target, api, seen),
        Some(TypeKind::Enum(values)) => {
            Verdict::of(values.values.iter().any(|value| value.wire.is_empty()))
        }
        Some(TypeKind::Union(union)) => {
            let mut members = union.members.iter();
            // One member is enough.
            Verdict::of(members.any(|it| verdict(&it.ty, api, seen) == Verdict::Allowed))
        }
        _ => Verdict::Forbidden,
    };
    own.and(named)
}

fn constrained(constraints: &Constraints) -> Verdict {
    let length = match constraints.min_length {
        Some(length) => Verdict::of(length == 0),
        None => Verdict::Open,
    };
    let pattern = match &constraints.pattern {
        Some(pattern) => Verdict::of(matches_nothing(pattern)),
        None => Verdict::Open,
    };
    length.and(pattern)
}

/// Whether a pattern matches the empty string.
fn matches_nothing(pattern: &str) -> bool {
    if let Some(class) = CharClass::parse(pattern) {
        return class.min == 0;
    }
    pattern.len() <= MAX_PATTERN && Regex::new(pattern).is_ok_and(|regex| regex.find("").is_some())
}
