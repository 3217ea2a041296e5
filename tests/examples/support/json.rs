//! Comparing JSON that was read into a type and written again.

use serde_json::{Number, Value};

/// Checks that what was written is what was read; only nulls may be gone, since `null` and an absent field are the same
/// to an optional field.
pub(super) fn assert_kept(place: &str, read: &Value, written: &Value) {
    assert_none(difference(read, written, true), place, read, written);
}

/// Checks that what was sent is what was meant, nulls included: in a request they mean something.
pub(super) fn assert_sent(place: &str, meant: &Value, sent: &Value) {
    assert_none(difference(meant, sent, false), place, meant, sent);
}

fn assert_none(difference: Option<String>, place: &str, read: &Value, written: &Value) {
    if let Some(difference) = difference {
        panic!("{place}: {difference}\nread:    {read}\nwritten: {written}");
    }
}

fn difference(read: &Value, written: &Value, nulls_may_go: bool) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let added = written.keys().find(|key| !read.contains_key(*key));
            if let Some(key) = added {
                return Some(format!("`{key}` was added"));
            }
            read.iter().find_map(|(key, value)| {
                let difference = match written.get(key) {
                    None if value.is_null() && nulls_may_go => None,
                    None => Some("was lost".to_owned()),
                    Some(other) => difference(value, other, nulls_may_go),
                };
                difference.map(|difference| format!("{key}: {difference}"))
            })
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => read
            .iter()
            .zip(written)
            .enumerate()
            .find_map(|(index, (read, written))| {
                difference(read, written, nulls_may_go)
                    .map(|difference| format!("[{index}]: {difference}"))
            }),
        (Value::Number(read), Value::Number(written)) if is_same(read, written) => None,
        _ => (read != written).then(|| format!("{read} became {written}")),
    }
}

/// JSON does not tell `1` from `1.0`.
fn is_same(a: &Number, b: &Number) -> bool {
    let is_whole = |it: &Number| it.is_i64() || it.is_u64();
    a == b || (is_whole(a) != is_whole(b) && a.as_f64() == b.as_f64())
}
