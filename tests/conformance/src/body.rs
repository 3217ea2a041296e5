//! The body of a request as an expression: JSON that its type decodes, or bytes, or both in a form.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use xtask::surface::{RustType, StructItem, TypeItem};

use crate::document::Document;
use crate::scenario::{Body, File};

/// The body of a request as an expression.
pub(crate) fn argument(ty: &RustType, body: &Body, document: &Document) -> Result<String, String> {
    let is_upload = *ty == RustType::Upload;
    match (&body.base64, &body.text) {
        (Some(base64), _) if is_upload => Ok(upload(base64, None, &body.media)),
        (Some(base64), _) => Ok(format!("read_bytes::<{ty}>({base64:?})?")),
        (None, Some(text)) if is_upload => Ok(format!("{ty}::from_bytes({text:?}.as_bytes())")),
        (None, Some(text)) => {
            let json = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str()));
            Ok(format!("read::<{ty}>({:?})?", json.to_string()))
        }
        (None, None) => form(ty, body, document),
    }
}

/// A form: its type with the parts that are JSON, and then its files.
fn form(ty: &RustType, body: &Body, document: &Document) -> Result<String, String> {
    let mut parts: Map<String, Value> = body.parts.clone().into_iter().collect();
    let item = structure(ty, document);
    let fields = item.into_iter().flat_map(|item| &item.fields);
    let mut files = String::new();
    for field in fields {
        let wire = &field.property.wire;
        let sent = body.files.iter().filter(|file| file.field == *wire);
        let sent: Vec<String> = sent.map(File::upload).collect();
        let is_list = field.ty.to_string().contains("Vec<");
        let value = match (is_list, sent.as_slice()) {
            (_, []) => continue,
            (true, sent) => format!("vec![{}]", sent.join(", ")),
            (false, [only, ..]) => only.clone(),
        };
        // A required field has to be there before.
        let empty = if is_list {
            Value::Array(Vec::new())
        } else {
            "".into()
        };
        parts.insert(wire.clone(), empty);
        writeln!(files, "body.{} = {value}.into();", field.ident)
            .expect("a String takes everything");
    }
    // Without a schema that says so, the suite does not tell a number from its digits.
    let strings = parts.iter().map(|(name, value)| match value {
        Value::Number(number) => (name.clone(), number.to_string().into()),
        value => (name.clone(), value.clone()),
    });
    let strings = Value::Object(strings.collect()).to_string();
    let parts = Value::Object(parts).to_string();
    Ok(format!(
        "{{\nlet mut body = argument::<{ty}>(&[{parts:?}, {strings:?}])?;\n{files}body\n}}"
    ))
}

fn structure<'a>(ty: &RustType, document: &'a Document) -> Option<&'a StructItem> {
    let mut types = document.model.as_ref()?.surface.types.values();
    types.find_map(|item| match item {
        TypeItem::Struct(item) if ty.named() == Some(&item.ident) => Some(&**item),
        _ => None,
    })
}

impl File {
    fn upload(&self) -> String {
        upload(&self.base64, self.name.as_deref(), &self.media)
    }
}

fn upload(base64: &str, name: Option<&str>, media: &str) -> String {
    let name = name
        .map(|name| format!(".file_name({name:?})"))
        .unwrap_or_default();
    format!("runtime::Upload::from_bytes(bytes({base64:?})){name}.content_type({media:?})")
}
