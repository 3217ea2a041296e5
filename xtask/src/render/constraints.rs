//! Constraints → the calls that check them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::aliases::target;
use super::context::Context;
use super::docs;
use super::tokens;
use crate::api::{
    Bound, CharClass, Constraints, FloatFormat, IntegerFormat, StringFormat, Type, TypeKind,
    TypeRef,
};

/// The rules for a value, as method calls on `report.field(…)`; empty if there is nothing to check.
pub(super) fn rules(ty: &TypeRef, context: &Context<'_>) -> TokenStream {
    let nested = is_checked(ty, context).then(|| quote!(.nested()));
    let own = outer_rules(ty, context);
    quote!(#own #nested)
}

/// Those that what is inside of the value does not check itself.
pub(super) fn outer_rules(ty: &TypeRef, context: &Context<'_>) -> TokenStream {
    let target = target(ty, context.api);
    let own = own_rules(&ty.constraints, &target.ty);
    let inherited = if std::ptr::eq(target, ty) {
        quote!()
    } else {
        own_rules(&target.constraints, &target.ty)
    };
    let items = match &target.ty {
        Type::Array(item) if !is_checked(item, context) => {
            let rules = rules(item, context);
            (!rules.is_empty()).then(|| quote!(.items(|item| { item #rules; })))
        }
        _ => None,
    };
    quote!(#own #inherited #items)
}

/// Whether a value has checks of its own: a struct or a union, or a list or map of them.
pub(super) fn is_checked(ty: &TypeRef, context: &Context<'_>) -> bool {
    match &target(ty, context.api).ty {
        Type::Array(item) | Type::Map(item) => is_checked(item, context),
        Type::Named(id) => context
            .api
            .types
            .get(id)
            .is_some_and(|def| matches!(def.kind, TypeKind::Struct(_) | TypeKind::Union(_))),
        _ => false,
    }
}

fn own_rules(constraints: &Constraints, ty: &Type) -> TokenStream {
    let is_float = matches!(ty, Type::Number(_));
    let minimum = minimum(constraints, ty);
    let count = |name: &'static str, value: Option<u64>| {
        value.map(|value| {
            let name = tokens::word(name);
            let value = Literal::u64_unsuffixed(value);
            quote!(.#name(#value))
        })
    };
    let bound = |name: &'static str, exclusive: &'static str, bound: Option<&Bound>| {
        bound.map(|bound| {
            let name = tokens::word(if bound.exclusive { exclusive } else { name });
            let value = number(&bound.value, is_float);
            quote!(.#name(#value))
        })
    };
    let pattern = constraints
        .pattern
        .as_deref()
        .and_then(|source| Some((source, CharClass::parse(source)?)));
    let pattern = pattern.map(|(source, class)| {
        let matcher = matcher(&class);
        quote!(.pattern(#source, #matcher))
    });
    let multiple_of = constraints.multiple_of.as_ref().map(|step| {
        let step = number(step, is_float);
        quote!(.multiple_of(#step))
    });
    let unique = constraints.unique_items.then(|| quote!(.unique_items()));
    let calls = [
        count("min_length", constraints.min_length),
        count("max_length", constraints.max_length),
        pattern,
        bound("minimum", "exclusive_minimum", minimum),
        bound("maximum", "exclusive_maximum", constraints.maximum.as_ref()),
        multiple_of,
        count("min_items", constraints.min_items),
        count("max_items", constraints.max_items),
        unique,
        count("min_properties", constraints.min_properties),
        count("max_properties", constraints.max_properties),
    ];
    calls.into_iter().flatten().collect()
}

/// The minimum; none if the Rust type has no value below it.
pub(super) fn minimum<'c>(constraints: &'c Constraints, ty: &Type) -> Option<&'c Bound> {
    let unsigned = matches!(
        ty,
        Type::Integer(IntegerFormat::Uint32 | IntegerFormat::Uint64)
    );
    constraints.minimum.as_ref().filter(|bound| {
        let least = bound.value.as_f64();
        let holds = least.is_some_and(|it| it < 0.0 || it == 0.0 && !bound.exclusive);
        !(unsigned && holds)
    })
}

/// A closure that tells whether a text is of the class.
fn matcher(class: &CharClass) -> TokenStream {
    let terms = class_terms(class);
    let all = quote!(text.chars().all(|c| #(#terms)||*));
    let min = Literal::u64_unsuffixed(class.min);
    let count = match (class.min, class.max) {
        (0, None) => return quote!(|text| #all),
        (1, None) => return quote!(|text| !text.is_empty() && #all),
        (_, None) => quote!(text.chars().count() >= #min),
        (min, Some(max)) if min == max => {
            let max = Literal::u64_unsuffixed(max);
            quote!(text.chars().count() == #max)
        }
        (0, Some(max)) => {
            let max = Literal::u64_unsuffixed(max);
            quote!(text.chars().count() <= #max)
        }
        (_, Some(max)) => {
            let max = Literal::u64_unsuffixed(max);
            quote!((#min..=#max).contains(&text.chars().count()))
        }
    };
    quote!(|text| #count && #all)
}

/// The conditions of which one must hold for a character, the usual classes by their names.
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
    terms.extend(
        ranges
            .iter()
            .map(|(first, last)| quote!((#first..=#last).contains(&c))),
    );
    let singles: String = singles.iter().map(|(c, _)| *c).collect();
    match singles.chars().count() {
        0 => {}
        1 => terms.extend(singles.chars().map(|single| quote!(c == #single))),
        _ => terms.push(quote!(#singles.contains(c))),
    }
    if terms.is_empty() {
        vec![quote!(false)]
    } else {
        terms
    }
}

fn number(number: &Number, is_float: bool) -> TokenStream {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        // A literal without a suffix is an `i32` where nothing else is asked for.
        (Some(value), _, _) if !is_float && i32::try_from(value).is_err() => {
            let value = Literal::i64_suffixed(value);
            quote!(#value)
        }
        (Some(value), _, _) if !is_float => {
            let value = Literal::i64_unsuffixed(value);
            quote!(#value)
        }
        (_, Some(value), _) if !is_float => {
            let value = Literal::u64_suffixed(value);
            quote!(#value)
        }
        (_, _, Some(value)) if value.is_finite() => {
            let value = Literal::f64_unsuffixed(value);
            quote!(#value)
        }
        _ => quote!(0),
    }
}

/// Which formats a text has that a reader should know.
pub(super) fn format_words(ty: &Type) -> Option<String> {
    match ty {
        Type::String(StringFormat::DateTime) | Type::String(StringFormat::Plain) => None,
        Type::String(StringFormat::Binary) => Some("Format: `binary`.".to_owned()),
        Type::String(StringFormat::Other(format)) => {
            Some(format!("Format: {}.", docs::code(format)))
        }
        Type::Number(FloatFormat::Float) => Some("Single precision.".to_owned()),
        _ => None,
    }
}
