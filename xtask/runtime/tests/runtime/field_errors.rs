//! Every shape in which Django REST framework reports errors.

use sdk_runtime::FieldErrors;

fn read(json: &str) -> FieldErrors {
    let errors: FieldErrors = serde_json::from_str(json).unwrap();
    let written: serde_json::Value =
        serde_json::from_str(&serde_json::to_string(&errors).unwrap()).unwrap();
    assert_eq!(&written, errors.value());
    errors
}

#[test]
fn every_shape_becomes_a_flat_list() {
    for (json, flat) in [
        // A field; several messages.
        (
            r#"{"name": ["Too long.", "Too odd."]}"#,
            &[("name", "Too long."), ("name", "Too odd.")][..],
        ),
        // An item of a list of strings.
        (
            r#"{"ids": {"1": ["May not be blank."]}}"#,
            &[("ids[1]", "May not be blank.")],
        ),
        // An item of a list of objects, up to 3.17 and from 3.18.
        (
            r#"{"labels": [{}, {"color": ["Bad."]}]}"#,
            &[("labels[1].color", "Bad.")],
        ),
        (
            r#"{"labels": {"1": {"color": ["Bad."]}}}"#,
            &[("labels[1].color", "Bad.")],
        ),
        // An object instead of another type; the whole body of the wrong type.
        (
            r#"{"labels": {"non_field_errors": ["No list."]}}"#,
            &[("labels", "No list.")],
        ),
        (
            r#"{"non_field_errors": ["No dictionary."]}"#,
            &[("", "No dictionary.")],
        ),
        // Deeper.
        (
            r#"{"user_roles": [{"role": {"id": ["A"]}, "scope": {"tier": ["B"]}}]}"#,
            &[
                ("user_roles[0].role.id", "A"),
                ("user_roles[0].scope.tier", "B"),
            ],
        ),
        (
            r#"{"user_roles": {"0": {"role": {"id": ["A"]}}}}"#,
            &[("user_roles[0].role.id", "A")],
        ),
        // What cannot be parsed; a check outside of any field.
        (
            r#"{"detail": "JSON parse error."}"#,
            &[("", "JSON parse error.")],
        ),
        (
            r#"["Null characters are not allowed."]"#,
            &[("", "Null characters are not allowed.")],
        ),
        // A list as the body, up to 3.17 and from 3.18.
        (r#"[{}, {"name": ["Bad."]}]"#, &[("[1].name", "Bad.")]),
        (r#"{"1": {"name": ["Bad."]}}"#, &[("[1].name", "Bad.")]),
        // A field that is called like the key for everything else.
        (r#"{"detail": ["Required."]}"#, &[("detail", "Required.")]),
        (r#"{"a": {"detail": "Odd."}}"#, &[("a.detail", "Odd.")]),
        // Messages and items side by side.
        (
            r#"{"ids": ["Too many.", {"a": ["Bad."]}]}"#,
            &[("ids", "Too many."), ("ids[1].a", "Bad.")],
        ),
        // A key is an index only among indices.
        (
            r#"{"a": {"1": ["x"], "b": ["y"]}}"#,
            &[("a.1", "x"), ("a.b", "y")],
        ),
        (r#"{"a": {"": ["x"]}}"#, &[("a", "x")]),
        // Shapes without a message, and unknown shapes.
        ("{}", &[]),
        ("null", &[]),
        (r#"{"a": [], "b": {}, "c": null, "d": [null]}"#, &[]),
        (r#""No.""#, &[("", "No.")]),
        (
            r#"{"code": 17, "fatal": true}"#,
            &[("code", "17"), ("fatal", "true")],
        ),
    ] {
        let errors: Vec<_> = read(json).iter().collect();
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.path.as_str(), error.message.as_str()))
            .collect();
        assert_eq!(found, flat, "{json}");
    }
}

#[test]
fn messages_for_one_location_can_be_selected() {
    let errors = read(
        r#"{"labels": {"2": {"color": ["C"]}}, "name": ["A", "B"], "non_field_errors": ["D"]}"#,
    );
    assert_eq!(errors.field("name"), ["A", "B"]);
    assert_eq!(errors.field("labels[2].color"), ["C"]);
    assert_eq!(errors.non_field_errors(), ["D"]);
    assert_eq!(errors.field("labels"), [""; 0]);
    assert_eq!(errors.detail(), None);
    assert_eq!(
        errors.to_string(),
        "labels[2].color: C; name: A; name: B; D"
    );
    assert_eq!(read(r#"{"detail": "No."}"#).detail(), Some("No."));
    assert_eq!(read(r#"{"detail": ["No."]}"#).detail(), None);
}
