//! Values for bodies: those that a form can carry, and any others.

use client_tests::drf::{Field, Kind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Which values are generated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wanted {
    /// Values that a form can carry, with every field that a form needs.
    Plain,
    /// The same, and fields that the serializer does not have.
    Unknown,
    /// Anything of the right type, null, and fields that the serializer does not have.
    Anything,
}

/// An object with these fields.
pub(crate) fn object(fields: &'static [Field], wanted: Wanted) -> BoxedStrategy<Value> {
    let known: Vec<_> = fields.iter().map(|field| member(field, wanted)).collect();
    let unknown = match wanted {
        Wanted::Plain => Just(Vec::new()).boxed(),
        Wanted::Unknown => vec((name(), text(Wanted::Unknown).prop_map(Value::from)), 0..2).boxed(),
        Wanted::Anything => {
            prop_oneof![3 => Just(Vec::new()), 1 => vec((name(), json()), 1..3)].boxed()
        }
    };
    let members = (known, unknown).prop_map(|(known, unknown)| {
        let members: Map<String, Value> = known.into_iter().flatten().chain(unknown).collect();
        Value::Object(members)
    });
    members.boxed()
}

fn member(field: &'static Field, wanted: Wanted) -> impl Strategy<Value = Option<(String, Value)>> {
    // Fields that a whole update needs.
    let is_needed = matches!(field.kind, Kind::Boolean { default: None, .. } | Kind::Many);
    let weight = match wanted {
        Wanted::Plain | Wanted::Unknown if is_needed || field.required => 0,
        _ => 1,
    };
    let is_carried = wanted == Wanted::Anything || !matches!(field.kind, Kind::Map | Kind::Json);
    let there = value(field.kind, wanted)
        .prop_map(move |it| is_carried.then(|| (field.name.to_owned(), it)));
    prop_oneof![weight => Just(None), 3 => there]
}

fn value(kind: Kind, wanted: Wanted) -> BoxedStrategy<Value> {
    let size = match wanted {
        Wanted::Plain | Wanted::Unknown => 1..4_usize,
        Wanted::Anything => 0..4,
    };
    let value = match kind {
        Kind::Text { blank, .. } => {
            let weight = u32::from(blank || wanted == Wanted::Anything);
            let filled = text(wanted).prop_filter("it may not be blank", |text| !text.is_empty());
            prop_oneof![weight => Just(String::new()), 6 => filled]
                .prop_map(Value::from)
                .boxed()
        }
        Kind::Boolean { .. } => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Texts | Kind::Many => vec(text(wanted), size).prop_map(Value::from).boxed(),
        Kind::Json => json().boxed(),
        Kind::Map => {
            let members = vec(("[a-c]", json()), 0..3);
            members
                .prop_map(|members| Value::Object(members.into_iter().collect()))
                .boxed()
        }
        Kind::Objects(fields) => vec(object(fields, wanted), size)
            .prop_map(Value::from)
            .boxed(),
        Kind::Object(fields) => object(fields, wanted),
    };
    match wanted {
        Wanted::Plain | Wanted::Unknown => value,
        Wanted::Anything => prop_oneof![15 => value, 1 => Just(Value::Null)].boxed(),
    }
}

/// Strings, among them those with a meaning in a form.
pub(crate) fn text(wanted: Wanted) -> BoxedStrategy<String> {
    let special = select(vec![
        "null",
        "true",
        "a&b=c",
        "a+b%20c;d",
        " x ",
        "\r\n--form-boundary-0-end--\r\n",
        "form-boundary-1-end",
        "x\r\n",
        "\r",
        "[\"a\"]",
        "ü😀\u{0}",
    ]);
    let special = special.prop_map(str::to_owned);
    let usual = "[a-z#]{1,6}";
    let blank = select(vec!["", " ", "\r\n", "\u{1f}", "\u{a0}"]).prop_map(str::to_owned);
    match wanted {
        Wanted::Unknown => prop_oneof![usual, special, any::<String>()]
            .prop_filter("a form carries no blank text of an unknown field", |text| {
                !text.is_empty()
            })
            .boxed(),
        Wanted::Plain | Wanted::Anything => {
            prop_oneof![6 => usual, 2 => special, 2 => any::<String>(), 1 => blank].boxed()
        }
    }
}

/// Names of unknown fields, some of which look like parts of a field.
fn name() -> impl Strategy<Value = String> {
    let harmless = select(vec!["x", "Name", "größe", "a b", "a&b"]);
    let harmful = select(vec![
        "",
        "ids[]",
        "ids[0]",
        "ids[1]",
        "labels[0]name",
        "labels[9]name",
        "members[0]name",
        "scope.tier",
        "scope.team.id",
        "[0]name",
        ".tier",
        "a\"; name=\"name",
        "\\name",
        " name",
        "active ",
        "note\r\n",
    ]);
    prop_oneof![harmless, harmful].prop_map(str::to_owned)
}

/// Any JSON.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text(Wanted::Anything).prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec(("[a-c]", inner), 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
