//! Constraints → the calls that check them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::context::Context;
use super::docs;
use super::tokens;
use crate::api::{
    Bound, CharClass, Constraints, FloatFormat, IntegerFormat, StringFormat, Type, TypeKind,
    TypeRef,
};

/// The checks of a value, as method calls on `report.field(…)`; empty if there are none.
pub(super) fn rules(ty: &TypeRef, context: &Context<'_>) -> TokenStream {
    let nested = is_checked(ty, context).then(|| quote!(.nested()));
    let own = outer_rules(ty, context);
    quote!(#own #nested)
}

/// The checks of a value without those of the structs and unions in it.
pub(super) fn outer_rules(ty: &TypeRef, context: &Context<'_>) -> TokenStream {
    let target = context.api.target(ty);
    let own = own_rules(&ty.constraints, &target.ty);
    let inherited = (!std::ptr::eq(target, ty)).then(|| own_rules(&target.constraints, &target.ty));
    let items = match &target.ty {
        Type::Array(item) if !is_checked(item, context) => {
            let rules = rules(item, context);
            (!rules.is_empty()).then(|| quote!(.items(|item| { item #rules; })))
        }
        _ => None,
    };
    quote!(#own #inherited #items)
}

/// Whether a value has a check of its own: a struct or a union, or an array or map of them.
pub(super) fn is_checked(ty: &TypeRef, context: &Context<'_>) -> bool {
    match &context.api.target(ty).ty {
        Type::Array(item) | Type::Map(item) => is_checked(item, context),
        Type::Named(id) => matches!(
            context.api.types.get(id).map(|def| &def.kind),
            Some(TypeKind::Struct(_) | TypeKind::Union(_))
        ),
        _ => false,
    }
}

fn own_rules(constraints: &Constraints, ty: &Type) -> TokenStream {
    let is_float = matches!(ty, Type::Number(_));
    let count = |name: &'static str, value: Option<u64>| {
        let (name, value) = (tokens::word(name), Literal::u64_unsuffixed(value?));
        Some(quote!(.#name(#value)))
    };
    let bound = |name: &'static str, exclusive: &'static str, bound: Option<&Bound>| {
        let bound = bound?;
        let name = tokens::word(if bound.exclusive { exclusive } else { name });
        let value = number(&bound.value, is_float);
        Some(quote!(.#name(#value)))
    };
    let pattern = constraints.pattern.as_deref().and_then(|source| {
        let matcher = matcher(&CharClass::parse(source)?);
        Some(quote!(.pattern(#source, #matcher)))
    });
    let multiple_of = constraints.multiple_of.as_ref().map(|step| {
        let step = number(step, is_float);
        quote!(.multiple_of(#step))
    });
    let minimum = minimum(constraints, ty);
    let maximum = constraints.maximum.as_ref();
    let calls = [
        count("min_length", constraints.min_length),
        count("max_length", constraints.max_length),
        pattern,
        bound("minimum", "exclusive_minimum", minimum),
        bound("maximum", "exclusive_maximum", maximum),
        multiple_of,
        count("min_items", constraints.min_items),
        count("max_items", constraints.max_items),
        constraints.unique_items.then(|| quote!(.unique_items())),
        count("min_properties", constraints.min_properties),
        count("max_properties", constraints.max_properties),
    ];
    calls.into_iter().flatten().collect()
}

/// The minimum, unless the Rust type has no smaller value.
pub(super) fn minimum<'c>(constraints: &'c Constraints, ty: &Type) -> Option<&'c Bound> {
    let is_unsigned = matches!(
        ty,
        Type::Integer(IntegerFormat::Uint32 | IntegerFormat::Uint64)
    );
    constraints.minimum.as_ref().filter(|bound| {
        let value = bound.value.as_f64();
        let is_implied = value.is_some_and(|it| it < 0.0 || it == 0.0 && !bound.exclusive);
        !(is_unsigned && is_implied)
    })
}

/// A closure that tests whether a string is of the class.
fn matcher(class: &CharClass) -> TokenStream {
    let terms = class_terms(class);
    let all = quote!(text.chars().all(|c| #(#terms)||*));
    let min = Literal::u64_unsuffixed(class.min);
    let max = class.max.map(Literal::u64_unsuffixed);
    let count = match (class.min, class.max) {
        (0, None) => return quote!(|text| #all),
        (1, None) => return quote!(|text| !text.is_empty() && #all),
        (_, None) => quote!(text.chars().count() >= #min),
        (min, Some(max_count)) if min == max_count => quote!(text.chars().count() == #max),
        (0, Some(_)) => quote!(text.chars().count() <= #max),
        (_, Some(_)) => quote!((#min..=#max).contains(&text.chars().count())),
    };
    quote!(|text| #count && #all)
}

/// The conditions of which a character must satisfy one; the usual classes by their names.
fn class_terms(class: &CharClass) -> Vec<TokenStream> {
    const CLASSES: &[(&[(char, char)], &str)] = &[
        (
            &[('a', 'z'), ('A', 'Z'), ('0', '9')],
            "is_ascii_alphanumeric",
        ),
        (&[('a', 'z'), ('A', 'Z')], "is_ascii_alphabetic"),
        (&[('a', 'z')], "is_ascii_lowercase"),
        (&[('A', 'Z')], "is_ascii_uppercase"),
        (&[('0', '9')], "is_ascii_digit"),
    ];
    let mut ranges = class.ranges.clone();
    let mut terms = Vec::new();
    for (parts, method) in CLASSES {
        if parts.iter().all(|part| ranges.contains(part)) {
            ranges.retain(|range| !parts.contains(range));
            let method = tokens::word(method);
            terms.push(quote!(c.#method()));
        }
    }
    let (singles, ranges): (Vec<_>, Vec<_>) =
        ranges.into_iter().partition(|(first, last)| first == last);
    let ranges = ranges.iter();
    terms.extend(ranges.map(|(first, last)| quote!((#first..=#last).contains(&c))));
    let singles: String = singles.iter().map(|(c, _)| *c).collect();
    let mut chars = singles.chars();
    match (chars.next(), chars.next()) {
        (None, _) if terms.is_empty() => terms.push(quote!(false)),
        (None, _) => {}
        (Some(single), None) => terms.push(quote!(c == #single)),
        _ => terms.push(quote!(#singles.contains(c))),
    }
    terms
}

fn number(number: &Number, is_float: bool) -> TokenStream {
    let literal = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        // A literal without a suffix is an `i32` where the type is not given.
        (Some(value), _, _) if !is_float && i32::try_from(value).is_err() => {
            Literal::i64_suffixed(value)
        }
        (Some(value), _, _) if !is_float => Literal::i64_unsuffixed(value),
        (_, Some(value), _) if !is_float => Literal::u64_suffixed(value),
        (_, _, Some(value)) if value.is_finite() => Literal::f64_unsuffixed(value),
        _ => Literal::u64_unsuffixed(0),
    };
    quote!(#literal)
}

/// The format of a type in docs, where the Rust type does not show it.
pub(super) fn format_sentence(ty: &Type) -> Option<String> {
    match ty {
        Type::String(StringFormat::Binary) => Some("Format: `binary`.".to_owned()),
        Type::String(StringFormat::Other(format)) => {
            Some(format!("Format: {}.", docs::code(format)))
        }
        Type::Number(FloatFormat::Float) => Some("Single precision.".to_owned()),
        _ => None,
    }
}
