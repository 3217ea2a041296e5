//! Forms: the encoding of a body in each dialect, and the values that are rejected.

use sdk_runtime::{Form, FormObject, FormRules, Media};
use serde_json::{Value, json};

const MULTIPART: Media = Media::Multipart("multipart/form-data");
const FORM: Media = Media::Form("application/x-www-form-urlencoded");
const WHOLE: FormRules = FormRules::DrfWhole(&[]);
const PARTIAL: FormRules = FormRules::DrfPartial(&[]);

/// `title` and the `color` of a label may be blank; `primary` of a label, `admin` and `strict` of a scope are booleans
/// without a default; the content of `metadata` is undocumented.
const OBJECTS: &[FormObject] = &[
    FormObject {
        implied: &["admin"],
        blank: &["title"],
        free: &["metadata"],
        nested: &[("labels", 1), ("scope", 2)],
    },
    FormObject {
        implied: &["primary"],
        blank: &["color"],
        free: &[],
        nested: &[],
    },
    FormObject {
        implied: &["strict"],
        blank: &[],
        free: &[],
        nested: &[("parent", 2)],
    },
];
const SPECIAL: FormRules = FormRules::DrfWhole(OBJECTS);

/// The encoded form.
fn text(form: &Form) -> &str {
    std::str::from_utf8(form.bytes().unwrap()).unwrap()
}

/// The urlencoded form with its brackets as people read them.
fn urlencoded(body: Value, rules: FormRules) -> String {
    let form = Form::new(FORM, &body, &rules).unwrap().unwrap();
    assert_eq!(form.content_type, "application/x-www-form-urlencoded");
    text(&form).replace("%5B", "[").replace("%5D", "]")
}

/// The multipart form with line breaks that can be written down, and `B` for the boundary.
fn multipart(body: Value, rules: FormRules) -> String {
    let form = Form::new(MULTIPART, &body, &rules).unwrap().unwrap();
    let (kind, boundary) = form.content_type.split_once("; boundary=").unwrap();
    assert_eq!(kind, "multipart/form-data");
    let lines: Vec<&str> = text(&form).split("\r\n").collect();
    assert!(!lines.iter().any(|line| line.contains('\n')));
    lines.join("\n").replace(boundary, "B")
}

/// The rejected values, each with its path; the same in both media.
fn rejected(body: Value, rules: FormRules) -> Vec<String> {
    let [urlencoded, multipart] = [FORM, MULTIPART].map(|media| {
        let errors = Form::new(media, &body, &rules).unwrap_err();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    assert_eq!(urlencoded, multipart);
    assert!(
        urlencoded.iter().all(|it| it.contains("JSON")),
        "{urlencoded:?}"
    );
    urlencoded
}

/// The locations of the rejected values.
fn rejected_at(body: Value, rules: FormRules) -> Vec<String> {
    let path = |error: String| {
        error
            .split_once(": ")
            .map_or(String::new(), |it| it.0.to_owned())
    };
    rejected(body, rules).into_iter().map(path).collect()
}

#[test]
fn lists_and_objects_are_written_as_the_framework_reads_them() {
    for (body, form) in [
        (json!({"ids": ["a", "b"]}), "ids=a&ids=b"),
        (json!({"ids": ["a"]}), "ids=a"),
        (json!({"scope": {"tier": "team"}}), "scope.tier=team"),
        (
            json!({"labels": [{"name": "x", "color": "#00FF00"}, {"name": "y"}]}),
            "labels[0]color=%2300FF00&labels[0]name=x&labels[1]name=y",
        ),
        (
            json!({"user_roles": [{"role": {"id": "A"}, "scope": {"tier": "team", "team": {"id": "T"}}}]}),
            "user_roles[0]role.id=A&user_roles[0]scope.team.id=T&user_roles[0]scope.tier=team",
        ),
        (
            json!({"active": true, "blocked": false, "count": 3, "ratio": 0.1}),
            "active=true&blocked=false&count=3&ratio=0.1",
        ),
        (json!({"name": "null"}), "name=null"),
        // Whether an item may be blank is checked as in JSON, and so is white space alone.
        (json!({"ids": ["", "a", " "]}), "ids=&ids=a&ids=%20"),
        (json!({"name": "\t\u{1f}\u{3000}"}), "name=%09%1F%E3%80%80"),
        (
            json!({"scope": {"tags": ["a", "b"], "teams": [{"id": "A"}, {"id": "B"}]}}),
            "scope.tags=a&scope.tags=b&scope.teams[0]id=A&scope.teams[1]id=B",
        ),
        (
            json!({"groups": [{"teams": [{"id": "A"}, {"id": "B"}]}]}),
            "groups[0]teams[0]id=A&groups[0]teams[1]id=B",
        ),
        (
            json!({"name": "a b+c&d=e;f/ü😀\r\n"}),
            "name=a%20b%2Bc%26d%3De%3Bf%2F%C3%BC%F0%9F%98%80%0D%0A",
        ),
    ] {
        for rules in [WHOLE, PARTIAL] {
            assert_eq!(urlencoded(body.clone(), rules), form);
        }
    }
}

#[test]
fn multipart_has_a_part_for_each_field() {
    let body = json!({"ids": ["a", "b"], "labels": [{"name": "x"}], "scope": {"tier": "ü"}});
    let expected = "--B\n\
        Content-Disposition: form-data; name=\"ids\"\n\na\n--B\n\
        Content-Disposition: form-data; name=\"ids\"\n\nb\n--B\n\
        Content-Disposition: form-data; name=\"labels[0]name\"\n\nx\n--B\n\
        Content-Disposition: form-data; name=\"scope.tier\"\n\nü\n--B--\n";
    for rules in [WHOLE, PARTIAL] {
        assert_eq!(multipart(body.clone(), rules), expected);
    }
}

/// `f32` is not written as the `f64` next to it, and the type of the body need not be a map.
#[test]
fn a_body_is_written_as_in_json() {
    #[derive(serde::Serialize)]
    struct Body {
        ratio: f32,
        secret: sdk_runtime::Secret,
    }
    let body = Body {
        ratio: 0.1,
        secret: "s3cret".into(),
    };
    let form = Form::new(FORM, &body, &WHOLE).unwrap().unwrap();
    assert_eq!(text(&form), "ratio=0.1&secret=s3cret");
}

#[test]
fn everything_that_the_framework_would_ignore_is_rejected_at_once() {
    let body = json!({
        "none": null,
        "ids": [],
        "scope": {},
        "labels": [{"name": "x", "color": null}, {}, {"tags": ["a"], "scope": {"ids": ["a", "b"]}}],
        "lists": [["a"]],
        "object": {"list": [], "lists": [[]], "empty": {}},
        "mixed": [{"a": "x"}, "b", null],
        "items": ["a", null],
        "name": "",
    });
    for rules in [WHOLE, PARTIAL] {
        assert_eq!(
            rejected_at(body.clone(), rules),
            [
                "ids",
                "items[1]",
                "labels[0].color",
                "labels[1]",
                "labels[2].scope.ids",
                "labels[2].tags",
                "lists[0]",
                "mixed[1]",
                "mixed[2]",
                "name",
                "none",
                "object.empty",
                "object.list",
                "object.lists[0]",
                "scope",
            ]
        );
    }
}

#[test]
fn a_rejection_has_the_reason_and_a_fix() {
    let object = "a form cannot carry an object without fields; send the body as JSON";
    for (body, message) in [
        (
            json!({"a": []}),
            "a: a form cannot carry an empty array: the server would read the field as absent; send the body as JSON",
        ),
        (
            json!({"a": null}),
            "a: a form cannot carry null; send the body as JSON",
        ),
        (json!({"a": {}}), &format!("a: {object}")),
        (json!({"a": [{}]}), &format!("a[0]: {object}")),
        (
            json!({"a": [["b"]]}),
            "a[0]: a form cannot carry an array inside another array; send the body as JSON",
        ),
        (
            json!({"a": [{"b": ["c"]}]}),
            "a[0].b: a form cannot carry an array of values inside an item of another array; send the body as JSON",
        ),
        (
            json!({"a": [{"b": "c"}, "d"]}),
            "a[1]: a form cannot carry an array of both objects and other values; send the body as JSON",
        ),
        (
            json!({"a.b": "c"}),
            "a.b: a form cannot carry a field of this name; send the body as JSON",
        ),
        (
            json!(["a"]),
            "only an object can be sent as a form; send the body as JSON",
        ),
        (
            json!({"a": ""}),
            "a: the API does not document that this field may be blank, so the server may ignore an empty string in \
             a form; send the body as JSON",
        ),
        (
            json!({"metadata": "x"}),
            "metadata: the API does not document what this field contains, so the server may ignore it in a form; \
             send the body as JSON",
        ),
    ] {
        assert_eq!(rejected(body, FormRules::DrfPartial(FREE)), [message]);
    }
    assert_eq!(
        rejected(json!({"title": "x"}), SPECIAL),
        [
            "admin: the server may read this field as false, null or empty where a form lacks it; set it, or send the \
             body as JSON"
        ]
    );
}

const FREE: &[FormObject] = &[FormObject {
    implied: &[],
    blank: &[],
    free: &["metadata"],
    nested: &[],
}];

#[test]
fn a_name_with_another_meaning_is_rejected() {
    for name in ["", "a[0]", "a]", "a.b", "[]"] {
        assert_eq!(rejected_at(json!({ name: "x" }), PARTIAL), [name]);
        assert_eq!(
            rejected_at(json!({"labels": [{ name: "x" }]}), WHOLE),
            [format!(
                "labels[0]{}{name}",
                if name.is_empty() || name.starts_with('[') {
                    ""
                } else {
                    "."
                }
            )]
        );
    }
}

/// Servers disagree on how such names are escaped.
#[test]
fn a_name_that_is_invalid_in_a_header_is_rejected_in_multipart() {
    for rules in [PARTIAL, FormRules::OpenApi(&[])] {
        for name in ["a\"b", "a\\b", "a\r\nb", "a\u{7f}", " a", "a "] {
            let body = json!({ name: "x" });
            assert!(Form::new(FORM, &body, &rules).is_ok(), "{name:?}");
            let errors = Form::new(MULTIPART, &body, &rules).unwrap_err();
            assert_eq!(errors.len(), 1, "{name:?}");
            assert_eq!(errors[0].path, name);
        }
        assert!(multipart(json!({"größe": "x"}), rules).contains("name=\"größe\""));
    }
}

#[test]
fn an_empty_string_is_sent_where_the_field_may_be_blank() {
    let body = |title: &str| json!({"title": title, "admin": true});
    for rules in [SPECIAL, FormRules::DrfPartial(OBJECTS)] {
        assert_eq!(urlencoded(body(""), rules), "admin=true&title=");
        assert_eq!(
            urlencoded(body(" \r\n"), rules),
            "admin=true&title=%20%0D%0A"
        );
        // The same name elsewhere is another field.
        let elsewhere = json!({"admin": true, "color": "", "scope": {"strict": true, "title": ""}});
        assert_eq!(rejected_at(elsewhere, rules), ["color", "scope.title"]);
        let inside = json!({"admin": true, "labels": [{"primary": true, "color": ""}]});
        assert_eq!(
            urlencoded(inside, rules),
            "admin=true&labels[0]color=&labels[0]primary=true"
        );
    }
    for rules in [PARTIAL, WHOLE] {
        assert_eq!(rejected_at(body(""), rules), ["title"]);
    }
}

/// The framework reads such a field as JSON or by its keys: which is not documented.
#[test]
fn a_field_with_undocumented_content_is_rejected() {
    for value in [
        json!({"a": "x"}),
        json!("x"),
        json!(["x"]),
        json!(1),
        json!(null),
    ] {
        let body = json!({"admin": true, "metadata": value});
        assert_eq!(rejected_at(body, SPECIAL), ["metadata"]);
    }
}

#[test]
fn an_absent_boolean_that_the_framework_reads_as_false_is_rejected() {
    let body = json!({"labels": [{"primary": true}, {"name": "x"}], "scope": {"parent": {"tier": "team"}}});
    assert_eq!(
        rejected_at(body.clone(), SPECIAL),
        [
            "admin",
            "labels[1].primary",
            "scope.strict",
            "scope.parent.strict"
        ]
    );
    assert!(!urlencoded(body, PARTIAL).contains("admin"));
    // Where there is no object, there is no boolean in it.
    assert_eq!(urlencoded(json!({"admin": false}), SPECIAL), "admin=false");
}

/// Several objects for one field are the members of a union: what one forbids, it does not allow.
#[test]
fn a_union_allows_what_all_its_members_allow() {
    const UNION: FormRules = FormRules::DrfWhole(&[
        FormObject {
            implied: &[],
            blank: &[],
            free: &[],
            nested: &[("owner", 1), ("owner", 2)],
        },
        FormObject {
            implied: &["admin"],
            blank: &["title", "nick"],
            free: &[],
            nested: &[],
        },
        FormObject {
            implied: &[],
            blank: &["title"],
            free: &["notes"],
            nested: &[],
        },
    ]);
    let body = json!({"owner": {"title": "", "nick": "", "notes": "x"}});
    assert_eq!(
        rejected_at(body, UNION),
        ["owner.admin", "owner.nick", "owner.notes"]
    );
}

/// Django responds to more than 1,000 fields with an HTML page.
#[test]
fn more_than_a_thousand_fields_are_rejected() {
    let body = |count: usize| json!({"ids": vec!["a"; count], "name": "CI"});
    assert_eq!(urlencoded(body(999), WHOLE).matches('=').count(), 1000);
    assert_eq!(
        rejected(body(1000), WHOLE),
        ["a form can have at most 1000 fields, and this body has 1001; send the body as JSON"]
    );
    assert_eq!(
        urlencoded(body(5000), FormRules::OpenApi(&[]))
            .matches('=')
            .count(),
        5001
    );
}

#[test]
fn only_an_object_is_a_form() {
    for body in [json!([]), json!(["a"]), json!("a"), json!(1), json!(true)] {
        for rules in [WHOLE, PARTIAL, FormRules::OpenApi(&[])] {
            assert_eq!(rejected_at(body.clone(), rules), [""]);
        }
    }
    assert_eq!(urlencoded(json!({}), FormRules::OpenApi(&[])), "");
    assert!(Form::new(MULTIPART, &json!({}), &FormRules::OpenApi(&[])).is_err());
    for media in [FORM, MULTIPART] {
        assert!(Form::new(media, &None::<Value>, &WHOLE).unwrap().is_none());
    }
}

/// A `PATCH` without fields changes nothing; otherwise the server reports the missing fields, as for JSON.
#[test]
fn a_body_without_fields_is_an_empty_form() {
    for rules in [WHOLE, PARTIAL] {
        assert_eq!(urlencoded(json!({}), rules), "");
        assert_eq!(multipart(json!({}), rules), "--B--\n");
    }
    assert_eq!(rejected_at(json!({}), SPECIAL), ["admin"]);
}

#[test]
fn openapi_forms_have_scalars_and_arrays_of_them() {
    let body = json!({"ids": ["a", "b"], "name": "", "n": 1, "list[]": [true], "a.b": "x y"});
    assert_eq!(
        urlencoded(body, FormRules::OpenApi(&[])),
        "a.b=x%20y&ids=a&ids=b&list[]=true&n=1&name="
    );
    let body = json!({"a": {"b": 1}, "c": [{"d": 1}, "e"], "f": [["g"]], "h": null, "i": [], "j": [null], "": 1});
    let errors = Form::new(FORM, &body, &FormRules::OpenApi(&[])).unwrap_err();
    let paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
    assert_eq!(paths, ["", "a", "c[0]", "f[0]", "h", "i", "j[0]"]);
}

#[test]
fn openapi_multipart_has_nested_values_as_json() {
    let body = json!({"ids": ["a", "b"], "address": {"city": "Porto"}, "labels": [{"a": null}, {"b": []}]});
    let part = |name: &str, rest: &str| {
        format!("--B\nContent-Disposition: form-data; name=\"{name}\"\n{rest}\n")
    };
    let json = "Content-Type: application/json\n\n";
    let expected = [
        part("address", &format!("{json}{{\"city\":\"Porto\"}}")),
        part("ids", "\na"),
        part("ids", "\nb"),
        part("labels", &format!("{json}{{\"a\":null}}")),
        part("labels", &format!("{json}{{\"b\":[]}}")),
        "--B--\n".to_owned(),
    ];
    assert_eq!(multipart(body, FormRules::OpenApi(&[])), expected.concat());
    let body = json!({"h": null, "i": [], "j": [null]});
    let errors = Form::new(MULTIPART, &body, &FormRules::OpenApi(&[])).unwrap_err();
    let paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
    assert_eq!(paths, ["h", "i", "j[0]"]);
}

#[test]
fn a_boundary_occurs_in_no_value() {
    let boundary = |text: &str| {
        let form = Form::new(MULTIPART, &json!({"a": text, "b": "x"}), &WHOLE);
        let content_type = form.unwrap().unwrap().content_type;
        let boundary = content_type.split_once("boundary=").unwrap().1.to_owned();
        assert!(!text.contains(&boundary), "{text}");
        assert!(boundary.len() <= 70);
        boundary
    };
    let first = boundary("x");
    assert_eq!(boundary("x"), first);
    let second = boundary(&format!("--{first}--"));
    assert_ne!(first, second);
    boundary(&format!("{first}\r\n--{second}"));
    boundary(&first[..first.len() - 1]);
    boundary(
        &(0..2000)
            .map(|n| first.replace('0', &n.to_string()))
            .collect::<String>(),
    );
}
