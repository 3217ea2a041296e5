//! The source of a call: through the typed API of the generated client, with the values of a scenario.

use serde_json::{Value, json};
use xtask::api::{
    AuthLocation, AuthScheme, AuthSchemeKind, MediaKind, ParameterLocation, Requirement,
};
use xtask::surface::{Argument, Function, ParameterItem, RequestItem, RustType};

use crate::body;
use crate::document::{Document, Found};
use crate::scenario::{Body, Call};
use crate::template::decoded;

/// The body of a function that makes a call; an error says why the client has no such call.
pub(crate) fn source(
    call: &Call,
    found: &Found<'_>,
    document: &Document,
) -> Result<String, String> {
    let item = document.request(found, call)?;
    let mut arguments = Vec::new();
    let mut setters = String::new();
    for parameter in &item.parameters {
        let name = &parameter.parameter.wire;
        match (values(parameter, call, found), &parameter.setter) {
            (Some(values), setter) => {
                let value = format!("argument::<{}>(&{values:?})?", parameter.ty);
                match setter {
                    None => arguments.push(value),
                    Some(setter) => {
                        setters += &format!("let request = request.{}({value});\n", setter.name);
                    }
                }
            }
            (None, None) => {
                return Err(format!(
                    "the scenario has no value for the required `{name}`"
                ));
            }
            (None, Some(_)) => {}
        }
    }
    let other = call.body.as_ref().and_then(|body| {
        let mut others = item.other_bodies.iter();
        others.find(|it| it.media.media_type == body.media)
    });
    let method = other.map_or(&item.method, |other| &other.method);
    match (
        other.map(|other| &other.ty).or(item.body.as_ref()),
        &call.body,
    ) {
        (Some(ty), Some(body)) => arguments.push(body::argument(ty, body, document)?),
        // A scenario without a body sends none where that is possible.
        (Some(ty), None) => arguments.push(match is_optional(method) {
            true => format!("None::<{ty}>"),
            false => format!("argument::<{ty}>(&[\"{{}}\", \"null\"])?"),
        }),
        (None, Some(_)) => return Err("the request takes no body".to_owned()),
        (None, None) => {}
    }
    setters += &media(call, item);
    Ok(format!(
        "let client = Client::builder().base_url(format!(\"{{server}}{}\")){};\n\
         let client = client.retry(runtime::RetryPolicy::never()).build().map_err(|it| it.to_string())?;\n\
         let request = client.{}().{}({});\n\
         {setters}\
         {}\n",
        found.prefix,
        credentials(call, item, document),
        item.name.group.module,
        method.name,
        arguments.join(", "),
        sent(item, call),
    ))
}

/// Whether a method takes an `Option` of its body.
fn is_optional(method: &Function) -> bool {
    let body = method.arguments.last();
    body.is_some_and(|(_, argument)| {
        matches!(
            argument,
            Argument::Exact(RustType::Option(_)) | Argument::Into(RustType::Option(_))
        )
    })
}

/// The choice of a media type that is not the first.
fn media(call: &Call, item: &RequestItem) -> String {
    let Some(body) = &call.body else {
        return String::new();
    };
    let kind = MediaKind::of(&body.media);
    let chosen = item.media.iter().find(|it| it.media.kind == kind);
    match chosen.and_then(|it| it.setter.as_ref()) {
        Some(setter) => format!("let request = request.{}();\n", setter.name),
        None => String::new(),
    }
}

/// The setters of the credentials that a scenario sends; of those of its operation, if it expects that any are refused.
fn credentials(call: &Call, item: &RequestItem, document: &Document) -> String {
    let Some(api) = document.model.as_ref().map(|it| &it.api) else {
        return String::new();
    };
    let sent = |scheme: &AuthScheme| match &scheme.kind {
        AuthSchemeKind::Key {
            location: AuthLocation::Header,
            name,
            prefix,
        } => {
            let value = call.header(name)?.as_str()?;
            match prefix {
                Some(prefix) => value.strip_prefix(prefix)?.strip_prefix(' '),
                None => Some(value),
            }
        }
        AuthSchemeKind::Key {
            location: AuthLocation::Query,
            name,
            ..
        } => call.query.get(name)?.as_str(),
        _ => None,
    };
    let schemes = api.used_schemes().into_iter();
    let mut keys: Vec<(&String, &str)> = schemes
        .filter_map(|(name, scheme)| Some((name, sent(scheme)?)))
        .collect();
    let mut operations = api.operations.iter();
    let operation = operations.find(|it| it.id == item.operation);
    let is_optional = operation.is_none_or(|it| it.auth.iter().any(Requirement::is_empty));
    if keys.is_empty() && !is_optional {
        let first = operation.and_then(|it| it.auth.first());
        keys.extend(
            first
                .into_iter()
                .flatten()
                .map(|(name, _)| (name, "invalid")),
        );
    }
    let calls = keys.iter();
    calls
        .map(|(name, key)| format!(".secret_credential({name:?}, {key:?})"))
        .collect()
}

/// The spellings of the value of a parameter as JSON, of which the first that its type reads is meant; `None` if the
/// scenario does not set it.
fn values(parameter: &ParameterItem, call: &Call, found: &Found<'_>) -> Option<Vec<String>> {
    let name = &parameter.parameter.wire;
    let value = match parameter.parameter.location {
        ParameterLocation::Path => found.values.get(name).map(|it| decoded(it).into()),
        ParameterLocation::Query => call.query.get(name).cloned(),
        ParameterLocation::Header => call.header(name).cloned(),
        ParameterLocation::Cookie => cookie(name, call),
    };
    // The values of all expansions of RFC 6570 in the suite, which are not read back from what they are expanded to.
    let mut segments = call.path.split('/').skip(1);
    let is_expansion = segments.next() == Some("routes")
        && match (segments.next(), segments.next()) {
            (Some("path"), Some(kind)) => ["simple", "path", "label", "matrix"].contains(&kind),
            (Some("query"), Some(kind)) => kind.starts_with("query-"),
            _ => false,
        };
    if is_expansion {
        let members = call.query.clone().into_iter().collect();
        let values = [
            json!("a"),
            json!(["a", "b"]),
            json!({"a": 1, "b": 2}),
            Value::Object(members),
        ];
        return Some(values.iter().map(Value::to_string).collect());
    }
    let value = value.or_else(|| only_value(parameter))?;
    Some(spellings(&value).iter().map(Value::to_string).collect())
}

fn cookie(name: &str, call: &Call) -> Option<Value> {
    let mut cookies = call.header("cookie")?.as_str()?.split("; ");
    cookies
        .find_map(|it| it.strip_prefix(name)?.strip_prefix('='))
        .map(Value::from)
}

/// A value of a required parameter that the scenario does not name: the server takes any.
fn only_value(parameter: &ParameterItem) -> Option<Value> {
    let of = &parameter.parameter;
    let is_required = parameter.setter.is_none();
    let value = of.default.as_ref().or(of.example.as_ref());
    is_required.then(|| value.cloned().unwrap_or_else(|| "1".into()))
}

/// What a value on the wire may be as JSON: the string, what it reads as, or its parts.
fn spellings(value: &Value) -> Vec<Value> {
    let Value::String(text) = value else {
        let text = (!value.is_array() && !value.is_object()).then(|| value.to_string().into());
        return [value.clone()].into_iter().chain(text).collect();
    };
    let separator = [',', '|', ' ', '\n']
        .into_iter()
        .find(|it| text.contains(*it));
    let parts = || text.split(separator.unwrap_or(','));
    vec![
        text.as_str().into(),
        json_or_text(text),
        parts().map(Value::from).collect(),
        parts().map(json_or_text).collect(),
    ]
}

/// The call, compared with what it must give, as an expression.
fn sent(item: &RequestItem, call: &Call) -> String {
    let RustType::ItemStream(value) = &item.response else {
        return format!("outcome!(request.send().await, {})", expected(call));
    };
    let text = call.response.as_ref().and_then(|it| it.text.as_deref());
    let text = text.unwrap_or_default();
    let (shown, items) = match value.as_ref() {
        RustType::Event(data) => (
            "|it| json!({\"event\": it.event, \"data\": it.data})",
            // The documents cannot say that the data is JSON, unless all of it is.
            match data.as_ref() {
                RustType::String => events(text, |data| data.into()),
                _ => events(text, json_or_text),
            },
        ),
        _ => ("|it| json!(it)", text.lines().map(json_or_text).collect()),
    };
    format!(
        "streamed(request.send().await, {shown}, {:?}).await",
        items.to_string()
    )
}

/// The events of a stream that have data. The one that only ends it is none.
fn events(text: &str, data_of: impl Fn(&str) -> Value) -> Value {
    let events = text.split("\n\n").filter_map(|event| {
        let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name));
        let data = field("data: ").filter(|data| *data != "[DONE]")?;
        Some(json!({"event": field("event: "), "data": data_of(data)}))
    });
    events.collect()
}

fn json_or_text(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// What the call must give, as an expression.
fn expected(call: &Call) -> String {
    let body = match &call.response {
        None => "Body::None".to_owned(),
        Some(Body {
            base64: Some(base64),
            ..
        }) => format!("Body::Base64({base64:?})"),
        Some(Body {
            text: Some(text),
            media,
            ..
        }) if MediaKind::of(media) == MediaKind::Json => {
            format!("Body::Json({text:?}.replace(\"{{{{server}}}}\", server))")
        }
        Some(Body { text, .. }) => format!("Body::Text({:?})", text.as_deref().unwrap_or_default()),
    };
    format!("Expected {{ status: {}, body: {body} }}", call.status)
}
