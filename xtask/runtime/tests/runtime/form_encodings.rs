//! The fields of an urlencoded form with an encoding of their own.

use sdk_runtime::{FieldEncoding, FieldStyle, Form, FormRules, Media};
use serde_json::json;

const FORM: Media = Media::Form("application/x-www-form-urlencoded");

#[test]
fn documented_encodings_are_followed() {
    const RULES: FormRules = FormRules::OpenApi(&[
        encoding("deep", FieldStyle::Deep),
        encoding("joined", FieldStyle::Joined(",")),
        encoding("piped", FieldStyle::Joined("|")),
        encoding("members", FieldStyle::Members),
        encoding("json", FieldStyle::Json),
    ]);
    for (body, expected) in [
        (
            json!({"deep": {"a": {"b": "c"}, "list": [{"d": 1}, {"d": 2}]}}),
            "deep[a][b]=c&deep[list][0][d]=1&deep[list][1][d]=2",
        ),
        (json!({"deep": ["a", "b"]}), "deep[0]=a&deep[1]=b"),
        (json!({"deep": 1, "joined": [1, 2]}), "deep=1&joined=1%2C2"),
        (
            json!({"joined": {"a": 1, "b": true}}),
            "joined=a%2C1%2Cb%2Ctrue",
        ),
        (json!({"piped": ["a", "b"]}), "piped=a%7Cb"),
        (json!({"members": {"a": 1, "b": 2}}), "a=1&b=2"),
        (json!({"json": {"a": 1}}), "json=%7B%22a%22%3A1%7D"),
        (json!({"json": []}), "json=[]"),
    ] {
        let form = Form::new(FORM, &body, &RULES).unwrap().unwrap();
        let text = String::from_utf8(form.bytes().unwrap().to_vec()).unwrap();
        assert_eq!(text.replace("%5B", "[").replace("%5D", "]"), expected);
    }
}

const fn encoding(name: &'static str, style: FieldStyle) -> FieldEncoding {
    FieldEncoding {
        name,
        style,
        content_type: "",
    }
}
