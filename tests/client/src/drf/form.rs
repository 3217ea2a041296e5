//! What is read from a form.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::field::{Field, Kind, text};

/// The names and values of a form, or of an object nested in it.
type Pairs = [(String, String)];

/// The values of the fields; `None` if the response is a 400. Unknown names are ignored.
pub fn read_form(fields: &[Field], form: &Pairs, partial: bool) -> Option<Map<String, Value>> {
    let mut read = Map::new();
    for field in fields {
        match value(field, form, partial)? {
            Read::Value(value) => {
                read.insert(field.name.to_owned(), value);
            }
            Read::Absent if field.required && !partial => return None,
            Read::Absent | Read::Ignored => {}
        }
    }
    Some(read)
}

enum Read {
    Value(Value),
    /// The form has no key of the field.
    Absent,
    /// The form has a key of the field, which the field reads as absent.
    Ignored,
}

fn value(field: &Field, form: &Pairs, partial: bool) -> Option<Read> {
    let name = field.name;
    let texts: Vec<&str> = form
        .iter()
        .filter(|(key, _)| key == name)
        .map(|(_, text)| text.as_str())
        .collect();
    let read = match field.kind {
        // Of a repeated key, the last value applies.
        Kind::Text { blank, null } => match texts.last() {
            None => Read::Absent,
            Some(&"") if blank => Read::Value("".into()),
            Some(&"") if null => Read::Value(Value::Null),
            Some(&"") if !field.required => Read::Ignored,
            Some(value) => Read::Value(text(value, blank)?.into()),
        },
        Kind::Boolean { default, null } => match (texts.last(), default) {
            (None | Some(&""), _) if partial => Read::Ignored,
            (None | Some(&""), Some(default)) => Read::Value(default.into()),
            (None, None) if null => Read::Value(Value::Null),
            (None, None) => Read::Value(false.into()),
            (Some(text), _) => Read::Value(boolean(text)?.into()),
        },
        Kind::Texts | Kind::Many if !texts.is_empty() => items(texts)?,
        Kind::Many if partial => Read::Absent,
        Kind::Many => Read::Value(Value::Array(Vec::new())),
        // Versions up to 3.17 see none of its keys, in a partial update either.
        Kind::Map => Read::Value(Value::Object(Map::new())),
        Kind::Json => match texts.last() {
            Some(text) => Read::Value(serde_json::from_str(text).ok()?),
            None => Read::Absent,
        },
        Kind::Texts => {
            let indexed: Vec<(String, String)> = indexed(name, form)
                .into_values()
                .flatten()
                .filter(|(rest, _)| rest.is_empty())
                .collect();
            // Older versions do not read these in a partial update.
            if indexed.is_empty() || partial {
                Read::Absent
            } else {
                items(indexed.iter().map(|(_, text)| text.as_str()).collect())?
            }
        }
        Kind::Objects(fields) => {
            let items = indexed(name, form).into_values().map(|item| {
                let item = last_of_each_key(item);
                // An index alone is a string where an object is expected.
                let is_object = item.iter().all(|(rest, _)| !rest.is_empty());
                let object = read_form(fields, &item, partial)?;
                is_object.then(|| object.into())
            });
            match items.collect::<Option<Vec<Value>>>()? {
                items if items.is_empty() => Read::Absent,
                items => Read::Value(items.into()),
            }
        }
        Kind::Object(fields) => {
            let inside: Vec<(String, String)> = form
                .iter()
                .filter_map(|(key, text)| {
                    let rest = key.strip_prefix(name)?.strip_prefix('.')?;
                    Some((rest.to_owned(), text.clone()))
                })
                .collect();
            if inside.is_empty() {
                Read::Absent
            } else {
                Read::Value(read_form(fields, &inside, partial)?.into())
            }
        }
    };
    Some(read)
}

/// The contents of `name[0]`, `name[1]`, … by index.
fn indexed(name: &str, form: &Pairs) -> BTreeMap<u64, Vec<(String, String)>> {
    let mut items: BTreeMap<u64, Vec<(String, String)>> = BTreeMap::new();
    for (key, text) in form {
        let rest = key.strip_prefix(name).and_then(|it| it.strip_prefix('['));
        if let Some((index, rest)) = rest.and_then(|it| it.split_once(']'))
            && let Ok(index) = index.parse()
        {
            let item = items.entry(index).or_default();
            item.push((rest.to_owned(), text.clone()));
        }
    }
    items
}

/// For an item, the framework reads only the last value of each key.
fn last_of_each_key(item: Vec<(String, String)>) -> Vec<(String, String)> {
    let last: BTreeMap<String, String> = item.into_iter().collect();
    last.into_iter().collect()
}

fn items(texts: Vec<&str>) -> Option<Read> {
    let items: Option<Vec<Value>> = texts
        .into_iter()
        .map(|item| Some(text(item, false)?.into()))
        .collect();
    Some(Read::Value(items?.into()))
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" | "1" | "on" | "yes" | "t" => Some(true),
        "false" | "False" | "FALSE" | "0" | "off" | "no" | "f" => Some(false),
        _ => None,
    }
}
