//! What a call of an operation sends and is answered: one case for each example.

use serde_json::Value;
use xtask::api::{
    Api, Format, Media, MediaKind, Operation, Parameter, ParameterLocation, ParameterStyle,
    Response, Segment, Status, Style,
};
use xtask::pipeline::Model;
use xtask::surface::RequestItem;

use crate::credentials;
use crate::form::{self, text};

/// The body of a call.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) name: String,
    pub(crate) kind: MediaKind,
    /// What it is sent as, if it is not a form.
    pub(crate) media_type: String,
    pub(crate) example: Value,
}

/// What the server answers.
#[derive(Clone)]
pub(crate) struct Answered {
    pub(crate) name: String,
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: String,
    /// What the call gives: a success, or the variant of `ErrorBody` with its value. No value: it is not looked at.
    pub(crate) is_success: bool,
    pub(crate) variant: Option<String>,
    pub(crate) value: Option<Value>,
}

/// The bodies that can be sent: each example in each media type that the client offers.
pub(crate) fn bodies(operation: &Operation, item: &RequestItem) -> Vec<Sent> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let Some(preferred) = body.preferred() else {
        return Vec::new();
    };
    let mut bodies = Vec::new();
    for offered in &item.media {
        let own = Some(&offered.media)
            .filter(|media| !media.examples.is_empty() && media.ty == preferred.ty);
        let media = own.unwrap_or(preferred);
        for (name, example) in &media.examples {
            bodies.push(Sent {
                name: format!("the body {name:?} as {:?}", offered.media.kind),
                kind: offered.media.kind,
                media_type: offered.media.media_type.clone(),
                example: example.clone(),
            });
        }
    }
    bodies
}

/// The documented answers: each example of each status, and each status without a body.
pub(crate) fn answers(
    operation: &Operation,
    item: &RequestItem,
    model: &Model,
    missing: &mut Vec<String>,
) -> Vec<Answered> {
    let mut answers = Vec::new();
    for response in &operation.responses {
        let Some(status) = status(response, operation) else {
            continue;
        };
        let is_success = operation.successes().any(|it| it.at == response.at);
        let is_success = is_success && response.status != Status::Default;
        let json = response.media.iter().find(|it| it.kind == MediaKind::Json);
        let name = format!("the answer {status}");
        let is_file = matches!(operation.format(), Format::Text | Format::Bytes);
        let empty = Answered {
            name: name.clone(),
            status,
            content_type: None,
            body: String::new(),
            is_success,
            variant: None,
            value: is_success.then(|| match is_file {
                true => "".into(),
                false => Value::Null,
            }),
        };
        if let (true, true, Some(media)) = (is_success, is_file, response.media.first()) {
            answers.extend(files(media, &empty));
            continue;
        }
        let Some(media) = json else {
            // A body that is not read must not be in the way.
            let mut answer = empty;
            if let Some(media) = response.media.first() {
                answer.content_type = Some(media.media_type.clone());
                answer.body = "text".to_owned();
                answer.value = None;
            }
            answers.push(answer);
            continue;
        };
        if media.examples.is_empty() && is_success {
            missing.push(format!("{}: {name} has no example", operation.id));
        }
        let mut variants = model.surface.error_body.iter().filter(|_| !is_success);
        let variant = variants.find(|(it, _)| *it == media.ty.ty);
        let variant = variant.map(|(_, variant)| variant.ident.unraw().to_owned());
        for (example_name, example) in &media.examples {
            let is_read = match operation.format() {
                Format::Outcomes | Format::Stream => !is_success && variant.is_some(),
                _ => is_success || variant.is_some(),
            };
            answers.push(Answered {
                name: format!("{name} {example_name:?}"),
                content_type: Some("application/json".to_owned()),
                body: example.to_string(),
                variant: variant.clone(),
                value: is_read.then(|| example.clone()),
                ..empty.clone()
            });
        }
    }
    // Without a documented success, any is one.
    if operation.successes().next().is_none() {
        answers.push(Answered {
            name: "an answer".to_owned(),
            status: 200,
            content_type: None,
            body: String::new(),
            is_success: item.response == xtask::surface::RustType::Unit,
            variant: None,
            value: None,
        });
    }
    answers
}

/// The responses that are returned as bytes: each example that is a string, or else some bytes.
fn files(media: &Media, empty: &Answered) -> Vec<Answered> {
    let file = |example: &str, text: &str| Answered {
        name: format!("{} {example:?}", empty.name),
        content_type: Some(media.media_type.clone()),
        body: text.to_owned(),
        value: Some(text.into()),
        ..empty.clone()
    };
    let examples = media.examples.iter();
    let texts = examples.filter_map(|(name, example)| Some(file(name, example.as_str()?)));
    let mut files: Vec<Answered> = texts.collect();
    if files.is_empty() {
        files.push(file("", "\0 any bytes"));
    }
    files
}

/// A status that an answer is for; `None` if the answer is neither a success nor an error.
fn status(response: &Response, operation: &Operation) -> Option<u16> {
    let is_free = |status: &u16| {
        let mut others = operation.responses.iter();
        !others.any(|it| it.status == Status::Code(*status))
    };
    match response.status {
        Status::Code(code) => Some(code),
        Status::Class(class @ (2..=5)) => {
            let first = class * 100;
            (first..first + 100).rev().find(is_free)
        }
        Status::Class(_) => None,
        Status::Default => (418..500).find(|status| {
            let mut others = operation.responses.iter();
            is_free(status) && !others.any(|it| it.status == Status::Class(4))
        }),
    }
}

/// The parts of the path, decoded.
pub(crate) fn segments(
    operation: &Operation,
    values: &[(&Parameter, Value)],
    api: &Api,
) -> Vec<String> {
    let of = |name: &str| {
        let found = values
            .iter()
            .find(|(it, _)| it.wire == name && it.location == ParameterLocation::Path);
        found.map_or_else(String::new, |(parameter, value)| in_path(parameter, value))
    };
    fn write(segment: &Segment, of: &dyn Fn(&str) -> String) -> String {
        match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Parameter(name) => of(name),
            Segment::Mixed(parts) => parts.iter().map(|part| write(part, of)).collect(),
        }
    }
    // A server without a host is a path, which stays.
    let own = operation.servers.first().filter(|it| !it.has_host());
    let server = own.or(api.servers.first().filter(|it| !it.has_host()));
    let base = server.map_or("", |server| server.url.trim_start_matches('/'));
    let base = base.split('/').filter(|it| !it.is_empty());
    let segments = operation.segments.iter();
    let segments = segments.map(|segment| write(segment, &of));
    base.map(str::to_owned).chain(segments).collect()
}

/// A parameter in a path, decoded.
fn in_path(parameter: &Parameter, value: &Value) -> String {
    let ParameterStyle { style, explode, .. } = parameter.style;
    let parts = match value {
        value if parameter.style.is_json => vec![value.to_string()],
        Value::Object(members) if explode => {
            let members = members.iter();
            let parts = members.filter_map(|(key, it)| Some(format!("{key}={}", text(it)?)));
            parts.collect()
        }
        value => texts(value),
    };
    let name = &parameter.wire;
    match (style, explode) {
        (Style::Label, true) => format!(".{}", parts.join(".")),
        (Style::Label, false) => format!(".{}", parts.join(",")),
        (Style::Matrix, true) if value.is_object() => format!(";{}", parts.join(";")),
        (Style::Matrix, true) => parts.iter().map(|it| format!(";{name}={it}")).collect(),
        (Style::Matrix, false) => format!(";{name}={}", parts.join(",")),
        _ => parts.join(","),
    }
}

/// The pairs of the query, decoded, with the key if it goes there.
pub(crate) fn query(
    operation: &Operation,
    values: &[(&Parameter, Value)],
    api: &Api,
) -> Vec<(String, String)> {
    let (_, fixed) = operation.template.split_once('?').unwrap_or_default();
    let fixed = fixed.split('&').filter_map(|pair| pair.split_once('='));
    let mut pairs: Vec<(String, String)> = fixed
        .map(|(key, text)| {
            let mut values = values
                .iter()
                .filter(|(it, _)| it.location == ParameterLocation::Path);
            let value = values.find(|(it, _)| text == format!("{{{}}}", it.wire));
            let text = value.map_or_else(|| text.to_owned(), |(it, value)| in_path(it, value));
            (key.to_owned(), text)
        })
        .collect();
    for (parameter, value) in values {
        if parameter.location != ParameterLocation::Query {
            continue;
        }
        let wire = &parameter.wire;
        let ParameterStyle { style, explode, .. } = parameter.style;
        let separator = match (style, value) {
            _ if parameter.style.is_json => {
                pairs.push((wire.clone(), value.to_string()));
                continue;
            }
            (Style::DeepObject, Value::Object(members)) => {
                let members = members.iter();
                let name = |key| format!("{wire}[{key}]");
                pairs.extend(members.filter_map(|(key, it)| Some((name(key), text(it)?))));
                continue;
            }
            (Style::Form, Value::Object(members)) if explode => {
                let members = members.iter();
                pairs.extend(members.filter_map(|(key, it)| Some((key.clone(), text(it)?))));
                continue;
            }
            (Style::Form, _) if explode => {
                pairs.extend(texts(value).into_iter().map(|it| (wire.clone(), it)));
                continue;
            }
            (Style::SpaceDelimited, _) => " ",
            (Style::PipeDelimited, _) => "|",
            _ => ",",
        };
        let texts = texts(value);
        if !texts.is_empty() {
            pairs.push((wire.clone(), texts.join(separator)));
        }
    }
    pairs.extend(credentials::query(operation, api));
    pairs
}

/// The headers that must be there: parameters and the key. `None`: a header that must not.
pub(crate) fn headers(
    operation: &Operation,
    values: &[(&Parameter, Value)],
    api: &Api,
) -> Vec<(String, Option<String>)> {
    let mut headers = Vec::new();
    let mut cookies = Vec::new();
    for (parameter, value) in values {
        let wire = &parameter.wire;
        match parameter.location {
            ParameterLocation::Header => {
                headers.push((wire.to_ascii_lowercase(), Some(in_path(parameter, value))));
            }
            ParameterLocation::Cookie if parameter.style.explode => {
                cookies.extend(texts(value).iter().map(|it| format!("{wire}={it}")));
            }
            ParameterLocation::Cookie => {
                cookies.push(format!("{wire}={}", texts(value).join(",")));
            }
            ParameterLocation::Path | ParameterLocation::Query => {}
        }
    }
    let mut credentials = credentials::headers(operation, api);
    if let Some((_, Some(cookie))) = credentials.iter_mut().find(|it| it.0 == "cookie") {
        cookies.push(std::mem::take(cookie));
    }
    credentials.retain(|it| it.0 != "cookie");
    if !cookies.is_empty() {
        headers.push(("cookie".to_owned(), Some(cookies.join("; "))));
    }
    headers.extend(credentials);
    headers
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let pairs = members.filter_map(|(key, it)| Some([key.clone(), text(it)?]));
            pairs.flatten().collect()
        }
        value => text(value).into_iter().collect(),
    }
}

/// A body as the server must get it, as an expression.
pub(crate) fn expected(sent: &Sent, model: &Model) -> String {
    let json = crate::literal(&sent.example.to_string());
    let form = |name: &str| {
        let dialect = model.api.settings.form_dialect;
        match form::fields(&sent.example, dialect, sent.kind) {
            Some(fields) => format!("Body::{name}(&{})", crate::literal_pairs(&fields)),
            None => "Body::Unsayable".to_owned(),
        }
    };
    match sent.kind {
        MediaKind::Form => form("Form"),
        MediaKind::Multipart => form("Multipart"),
        MediaKind::Text
        | MediaKind::Xml
        | MediaKind::Events
        | MediaKind::JsonLines
        | MediaKind::Binary => {
            let text = sent.example.as_str().map(str::to_owned);
            let text = text.unwrap_or_else(|| sent.example.to_string());
            let media_type = crate::literal(&sent.media_type);
            format!("Body::Whole({media_type}, {})", crate::literal(&text))
        }
        MediaKind::Json => {
            let media_type = crate::literal(&sent.media_type);
            format!("Body::Whole({media_type}, {json})")
        }
    }
}
