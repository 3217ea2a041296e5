//! Whether a schema allows the empty string.

use std::collections::BTreeSet;

use regress::Regex;

use crate::api::{Api, CharClass, Constraints, Type, TypeId, TypeKind, TypeRef};

/// Longer than any pattern in a real document, and short enough to compile.
const MAX_PATTERN: usize = 4_000;

/// Whether an enum value, a length or a pattern allows the empty string, and none forbids it.
///
/// A schema without any of these allows the empty string too, but so does that of a field that must not be blank in
/// Django REST framework. So only a schema that mentions it counts.
pub(super) fn is_allowed(ty: &TypeRef, api: &Api) -> bool {
    allows(ty, api, &mut BTreeSet::new()) == Some(true)
}

/// Whether the empty string is allowed; `None` if the schema does not mention it.
fn allows<'a>(ty: &'a TypeRef, api: &'a Api, visited: &mut BTreeSet<&'a TypeId>) -> Option<bool> {
    let own = constraints_allow(&ty.constraints);
    let Type::Named(id) = &ty.ty else {
        return match ty.ty {
            Type::String(_) => own,
            _ => Some(false),
        };
    };
    if !visited.insert(id) {
        return Some(false);
    }
    let named = match api.types.get(id).map(|def| &def.kind) {
        Some(TypeKind::Alias(target)) => allows(target, api, visited),
        Some(TypeKind::Enum(it)) => Some(it.values.iter().any(|value| value.wire.is_empty())),
        Some(TypeKind::Union(union)) => {
            let mut members = union.members.iter();
            Some(members.any(|it| allows(&it.ty, api, visited) == Some(true)))
        }
        _ => Some(false),
    };
    all(own, named)
}

/// Both conditions, of which each may be absent.
fn all(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a && b),
        (a, b) => a.or(b),
    }
}

fn constraints_allow(constraints: &Constraints) -> Option<bool> {
    let length = constraints.min_length.map(|length| length == 0);
    let pattern = constraints.pattern.as_deref().map(matches_empty);
    all(length, pattern)
}

/// Whether a pattern matches the empty string.
fn matches_empty(pattern: &str) -> bool {
    if let Some(class) = CharClass::parse(pattern) {
        return class.min == 0;
    }
    pattern.len() <= MAX_PATTERN && Regex::new(pattern).is_ok_and(|regex| regex.find("").is_some())
}
