//! [`Mutator`]: documents that nobody would write, made of documents that somebody did.

use serde_json::{Map, Value, json};

use super::{HOSTILE, Random};

/// So many changes a document gets at most.
const CHANGES: usize = 6;
/// A mutant that has grown beyond this is not changed further.
const MAX_NODES: usize = 20_000;

/// Makes mutants.
#[derive(Clone, Debug)]
pub struct Mutator {
    random: Random,
}

impl Mutator {
    /// A mutator whose mutants are a function of the seed.
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
        }
    }

    /// A changed copy of a document. Some have nodes deleted, doubled, swapped, retyped, renamed and redirected at will;
    /// some only where an OpenAPI document may still be one, so that later stages see them too; some are damaged as
    /// text, as is whatever is no YAML.
    pub fn mutant(&mut self, document: &str) -> String {
        let Ok(mut value) = serde_yaml::from_str::<Value>(document) else {
            return self.damaged(document);
        };
        let is_gentle = match self.random.below(8) {
            0 => return self.damaged(document),
            kind => kind > 3,
        };
        set(&mut value, "/x-rust/strict", json!(false));
        for _ in 0..=self.random.below(CHANGES) {
            let pointers = pointers(&value);
            if pointers.len() > MAX_NODES {
                break;
            }
            if is_gentle {
                self.change_gently(&mut value, &pointers);
            } else {
                self.change(&mut value, &pointers);
            }
        }
        let printed = match self.random.below(2) {
            0 => serde_json::to_string_pretty(&value).ok(),
            _ => serde_yaml::to_string(&value).ok(),
        };
        printed.unwrap_or_default()
    }

    fn change(&mut self, document: &mut Value, pointers: &[String]) {
        let pointer = self.random.pick(pointers).clone();
        let other = self.random.pick(pointers).clone();
        match self.random.below(9) {
            0 => delete(document, &pointer),
            1 => self.double(document, &pointer),
            2 => swap(document, &pointer, &other),
            3 => set(document, &pointer, self.value()),
            4 => self.rename(document, &pointer, &other),
            5 => self.redirect(document, pointers),
            6 => self.refer(document, &pointer, &other),
            7 => self.replace_text(document, pointers),
            _ => {
                let graft = document.pointer(&other).cloned().unwrap_or_default();
                set(document, &pointer, graft);
            }
        }
    }

    /// A change of what stands where any schema, any name or any text may.
    fn change_gently(&mut self, document: &mut Value, pointers: &[String]) {
        let of = |is_wanted: fn(&str) -> bool| -> Vec<String> {
            let wanted = pointers.iter().filter(|pointer| is_wanted(pointer));
            wanted.cloned().collect()
        };
        let kind = self.random.below(6);
        let candidates = match kind {
            0..=2 => of(is_schema),
            3 => of(is_named),
            4 => of(is_text),
            _ => of(is_schema_reference),
        };
        if candidates.is_empty() {
            return;
        }
        let pointer = self.random.pick(&candidates).clone();
        let other = self.random.pick(&candidates).clone();
        match kind {
            0 => swap(document, &pointer, &other),
            1 => {
                let graft = document.pointer(&other).cloned().unwrap_or_default();
                set(document, &pointer, graft);
            }
            2 => {
                let reference = json!({"$ref": format!("#{other}")});
                let schema = match self.random.below(6) {
                    0 => json!({}),
                    1 => json!({"type": "array", "items": reference}),
                    2 => json!({"oneOf": [reference, {"type": "string"}], "nullable": true}),
                    3 => json!({"allOf": [reference], "description": "Another one."}),
                    4 => {
                        json!({"type": "object", "additionalProperties": reference, "required": ["x"]})
                    }
                    _ => reference,
                };
                set(document, &pointer, schema);
            }
            3 => {
                let name = *self.random.pick(HOSTILE);
                rename(document, &pointer, name);
            }
            4 => set(document, &pointer, json!(*self.random.pick(HOSTILE))),
            _ => {
                let target = document.pointer(&other).cloned().unwrap_or_default();
                set(document, &pointer, target);
            }
        }
    }

    /// Any value at all.
    fn value(&mut self) -> Value {
        match self.random.below(16) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(0),
            3 => json!(-1),
            4 => json!(u64::MAX),
            5 => json!(i64::MIN),
            6 => json!(1.797e308),
            7 => json!(5e-324),
            8 => json!("a".repeat(20_000)),
            9 => json!([]),
            10 => json!({}),
            11 => (0..70).fold(Value::Null, |inner, _| json!([inner])),
            12 => (0..20).fold(
                json!({}),
                |inner, _| json!({"items": inner, "type": "array"}),
            ),
            13 => json!(["string", 1, null, {}]),
            14 => json!({"$ref": "#"}),
            _ => json!(*self.random.pick(HOSTILE)),
        }
    }

    /// The node a second time in its list, or under another key.
    fn double(&mut self, document: &mut Value, pointer: &str) {
        let Some((parent, key)) = split(pointer) else {
            return;
        };
        let copy = document.pointer(pointer).cloned().unwrap_or_default();
        let name = self.name(&key);
        match document.pointer_mut(&parent) {
            Some(Value::Object(entries)) => drop(entries.insert(name, copy)),
            Some(Value::Array(items)) => items.push(copy),
            _ => {}
        }
    }

    /// The node under another key: a misspelt one, one from elsewhere in the document, or a hostile one.
    fn rename(&mut self, document: &mut Value, pointer: &str, other: &str) {
        let Some((_, key)) = split(pointer) else {
            return;
        };
        let name = match (self.random.below(3), split(other)) {
            (0, Some((_, other))) => other,
            _ => self.name(&key),
        };
        rename(document, pointer, &name);
    }

    fn name(&mut self, key: &str) -> String {
        match self.random.below(5) {
            0 => format!("{key}2"),
            1 => format!("{key}_"),
            2 => key.to_uppercase(),
            3 => format!("x-{key}"),
            _ => (*self.random.pick(HOSTILE)).to_owned(),
        }
    }

    /// One of the references leads elsewhere, maybe to what holds it.
    fn redirect(&mut self, document: &mut Value, pointers: &[String]) {
        let references: Vec<&String> = pointers
            .iter()
            .filter(|pointer| pointer.ends_with("/$ref"))
            .collect();
        if references.is_empty() {
            return;
        }
        let reference = *self.random.pick(&references);
        let target = match self.random.below(3) {
            0 => self.random.pick(pointers).clone(),
            1 => self.random.pick(&references).replace("/$ref", ""),
            _ => {
                // Up from the reference itself: a ring.
                let mut target = reference.as_str();
                for _ in 0..=self.random.below(6) {
                    target = target.rsplit_once('/').map_or("", |(parent, _)| parent);
                }
                target.to_owned()
            }
        };
        set(document, reference, json!(format!("#{target}")));
    }

    /// A reference instead of the node.
    fn refer(&mut self, document: &mut Value, pointer: &str, other: &str) {
        let target = match self.random.below(3) {
            0 => pointer,
            _ => other,
        };
        set(document, pointer, json!({"$ref": format!("#{target}")}));
    }

    fn replace_text(&mut self, document: &mut Value, pointers: &[String]) {
        let texts: Vec<&String> = pointers
            .iter()
            .filter(|pointer| document.pointer(pointer).is_some_and(Value::is_string))
            .collect();
        if !texts.is_empty() {
            let pointer = *self.random.pick(&texts);
            let text = *self.random.pick(HOSTILE);
            set(document, pointer, json!(text));
        }
    }

    /// The text itself with lines missing, doubled or cut, and signs that mean something to YAML.
    fn damaged(&mut self, document: &str) -> String {
        let mut lines: Vec<String> = document.lines().map(str::to_owned).collect();
        for _ in 0..=self.random.below(CHANGES) {
            if lines.is_empty() {
                break;
            }
            let at = self.random.below(lines.len());
            match self.random.below(6) {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, lines[at].clone()),
                2 => lines.truncate(at),
                3 => lines[at].insert(0, ' '),
                4 => {
                    let line = &mut lines[at];
                    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
                    if !places.is_empty() {
                        line.truncate(*self.random.pick(&places));
                    }
                }
                _ => {
                    let signs = [
                        "&a ",
                        "*a",
                        "!!binary ",
                        "? ",
                        "- ",
                        "{",
                        "[",
                        "]",
                        "}",
                        "\"",
                        "'",
                        "|",
                        ">",
                        "%",
                        "@",
                        "\t",
                        "---\n",
                        "...\n",
                        "<<: ",
                        "\u{feff}",
                        "\u{0}",
                        ": ",
                        "#",
                    ];
                    let sign = *self.random.pick(&signs);
                    let line = &mut lines[at];
                    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
                    let place = match places.is_empty() {
                        true => 0,
                        false => *self.random.pick(&places),
                    };
                    line.insert_str(place, sign);
                }
            }
        }
        lines.join("\n")
    }
}

/// The pointers of all nodes but the root.
fn pointers(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<(String, &Value)> = vec![(String::new(), document)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    open.push((format!("{pointer}/{key}"), value));
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    open.push((format!("{pointer}/{index}"), value));
                }
            }
            _ => {}
        }
        found.push(pointer);
    }
    found
}

fn keys(pointer: &str) -> Vec<&str> {
    pointer.split('/').skip(1).collect()
}

/// Whether a schema stands there.
fn is_schema(pointer: &str) -> bool {
    matches!(
        keys(pointer).as_slice(),
        [
            ..,
            "properties" | "schemas" | "allOf" | "oneOf" | "anyOf",
            _
        ] | [.., "items" | "schema" | "additionalProperties"]
    )
}

fn is_schema_reference(pointer: &str) -> bool {
    pointer.strip_suffix("/$ref").is_some_and(is_schema)
}

/// Whether the key is a name of the author's choice.
fn is_named(pointer: &str) -> bool {
    matches!(
        keys(pointer).as_slice(),
        [.., "properties" | "schemas" | "content" | "examples", _] | ["paths", _]
    )
}

/// Whether any text may stand there.
fn is_text(pointer: &str) -> bool {
    matches!(
        keys(pointer).as_slice(),
        [
            ..,
            "description"
                | "summary"
                | "title"
                | "operationId"
                | "pattern"
                | "format"
                | "default"
                | "example"
                | "name"
        ] | [.., "tags" | "enum" | "required", _]
    )
}

/// The pointer of the parent, and the key.
fn split(pointer: &str) -> Option<(String, String)> {
    let (parent, key) = pointer.rsplit_once('/')?;
    Some((parent.to_owned(), key.replace("~1", "/").replace("~0", "~")))
}

fn set(document: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = document.pointer_mut(pointer) {
        *place = value;
    }
}

fn delete(document: &mut Value, pointer: &str) {
    let Some((parent, key)) = split(pointer) else {
        return;
    };
    match document.pointer_mut(&parent) {
        Some(Value::Object(entries)) => drop(Map::shift_remove(entries, &key)),
        Some(Value::Array(items)) => {
            if let Ok(index) = key.parse::<usize>()
                && index < items.len()
            {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The entry under another key, in its place.
fn rename(document: &mut Value, pointer: &str, name: &str) {
    let Some((parent, key)) = split(pointer) else {
        return;
    };
    let Some(Value::Object(entries)) = document.pointer_mut(&parent) else {
        return;
    };
    let renamed = std::mem::take(entries).into_iter().map(|(old, value)| {
        let key = if old == key { name.to_owned() } else { old };
        (key, value)
    });
    *entries = renamed.collect();
}

fn swap(document: &mut Value, pointer: &str, other: &str) {
    let one = document.pointer(pointer).cloned().unwrap_or_default();
    let two = document.pointer(other).cloned().unwrap_or_default();
    set(document, pointer, two);
    set(document, other, one);
}
