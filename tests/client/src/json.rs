//! Comparing JSON that was read into a type and written again.

use serde_json::Value;

/// Checks that the written value equals the one read. Only nulls may be missing, since `null` and an absent field are
/// the same to an optional field.
///
/// # Panics
///
/// With the location of the first difference.
pub fn assert_kept(read: &Value, written: &Value) {
    if let Some(difference) = difference(read, written) {
        panic!("{difference}\nread:    {read}\nwritten: {written}");
    }
}

fn difference(read: &Value, written: &Value) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let added = written.keys().find(|key| !read.contains_key(*key));
            if let Some(key) = added {
                return Some(format!("`{key}` was added"));
            }
            read.iter().find_map(|(key, value)| {
                let difference = match written.get(key) {
                    None if value.is_null() => None,
                    None => Some("was lost".to_owned()),
                    Some(other) => difference(value, other),
                };
                difference.map(|difference| format!("{key}: {difference}"))
            })
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => read
            .iter()
            .zip(written)
            .enumerate()
            .find_map(|(index, (read, written))| {
                difference(read, written).map(|difference| format!("[{index}]: {difference}"))
            }),
        _ => (read != written).then(|| format!("{read} became {written}")),
    }
}
