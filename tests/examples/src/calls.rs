//! The test of an operation: a function that calls it, and the cases that it is called with.

use std::fmt::Write as _;

use serde_json::Value;
use xtask::api::{Format, Operation, Parameter, ParameterLocation};
use xtask::pipeline::Model;
use xtask::surface::{ParameterItem, RequestItem};

use crate::cases::{self, Answered, Sent};
use crate::sample::sample;
use crate::{gate, literal, literal_pairs};

/// The tests of an operation; none if its examples are not enough to call it.
pub(crate) fn tests(
    operation: &Operation,
    item: &RequestItem,
    model: &Model,
    missing: &mut Vec<String>,
) -> String {
    let before = missing.len();
    let bodies = cases::bodies(operation, item);
    if item.body.is_some() && bodies.is_empty() {
        missing.push(format!("{}: the body has no example", operation.id));
    }
    let answers = cases::answers(operation, item, model, missing);
    let required =
        |documented: &Parameter, parameter: &ParameterItem, missing: &mut Vec<String>| {
            let example = documented.example.clone();
            let value = example.or_else(|| sample(&documented.ty, &model.api));
            if value.is_none() && parameter.setter.is_none() {
                let name = &documented.wire;
                missing.push(format!("{}: `{name}` has no example", operation.id));
            }
            value
        };
    let mut whole = Vec::new();
    let mut sparse = Vec::new();
    for parameter in &item.parameters {
        let documented = &parameter.parameter;
        let Some(value) = required(documented, parameter, missing) else {
            continue;
        };
        let is_required = parameter.setter.is_none();
        if is_required || !documented.sparse {
            whole.push((documented, parameter, value.clone()));
        }
        sparse.push((documented, parameter, value));
    }
    if missing.len() > before {
        return String::new();
    }
    let mut source = test(operation, item, &whole, &bodies, &answers, "", model);
    let success = answers.iter().filter(|it| it.is_success).cloned();
    let success: Vec<Answered> = success.collect();
    let mut with_ids = whole;
    if set_ids(&mut with_ids, model) {
        let answers = success.get(..1).unwrap_or_default();
        let bodies = bodies.get(..1).unwrap_or(&bodies);
        source += &test(operation, item, &with_ids, bodies, answers, "_ids", model);
    }
    if item.generic.is_some() {
        source += &test(
            operation, item, &sparse, &bodies, &success, "_sparse", model,
        );
    }
    source
}

/// Gives the texts in the path what has to be encoded there; whether there are any.
fn set_ids(parameters: &mut [Set<'_>], model: &Model) -> bool {
    let mut has_ids = false;
    for (documented, _, value) in parameters {
        let is_in_path = documented.location == ParameterLocation::Path;
        if let Some(text) = sample(&documented.ty, &model.api).filter(Value::is_string)
            && is_in_path
        {
            *value = text;
            has_ids = true;
        }
    }
    has_ids
}

/// A parameter with its value.
type Set<'a> = (&'a Parameter, &'a ParameterItem, Value);

fn test(
    operation: &Operation,
    item: &RequestItem,
    parameters: &[Set<'_>],
    bodies: &[Sent],
    answers: &[Answered],
    suffix: &str,
    model: &Model,
) -> String {
    // A name that has stepped aside ends in what would be twice within another.
    let [group, method] =
        [&item.name.group.module, &item.name.method].map(|name| name.unraw().trim_end_matches('_'));
    let name = format!("{group}_{method}{suffix}");
    let values: Vec<(&Parameter, Value)> = parameters
        .iter()
        .map(|(documented, _, value)| (*documented, value.clone()))
        .collect();
    let head = format!(
        "method: {}, segments: &{:?}, query: &{}, headers: &{:?}",
        literal(operation.method.as_str()),
        cases::segments(operation, &values, &model.api),
        literal_pairs(&cases::query(operation, &values, &model.api)),
        cases::headers(operation, &values, &model.api),
    );
    let mut cases = String::new();
    for (sent, answered) in pairs(bodies, answers) {
        cases += &case(&operation.id, &head, sent, answered, model);
    }
    let gate = gate(item.unconfirmed);
    format!(
        "{gate}#[test]\n#[allow(deprecated)]\nfn {name}() {{\n    \
             async fn call(url: String, body: &'static str, media: &'static str) -> Outcome {{\n        \
                 let _ = (body, media);\n\
                 {call}        \
                 outcome(request.send().await, {json})\n    \
             }}\n    \
             support::run(&[\n{cases}    ], call);\n\
         }}\n\n",
        call = call(item, parameters),
        json = match operation.format() {
            Format::Bytes => "|bytes| String::from_utf8_lossy(bytes).into()",
            // An enum of successes and a stream are no JSON.
            Format::Outcomes | Format::Stream => "|_| serde_json::Value::Null",
            _ => "support::json",
        },
    )
}

/// Each body with the first success, and each answer with the first body: each is there at least once.
fn pairs<'a>(bodies: &'a [Sent], answers: &'a [Answered]) -> Vec<(Option<&'a Sent>, &'a Answered)> {
    let success = answers.iter().find(|it| it.is_success);
    let of_bodies = bodies.iter().skip(1);
    let of_bodies = of_bodies.filter_map(|body| Some((Some(body), success.or(answers.first())?)));
    let of_answers = answers.iter().map(|answer| (bodies.first(), answer));
    of_answers.chain(of_bodies).collect()
}

fn case(
    operation: &str,
    head: &str,
    sent: Option<&Sent>,
    answered: &Answered,
    model: &Model,
) -> String {
    let sent_name = sent.map(|it| format!("{}, ", it.name)).unwrap_or_default();
    let name = format!("{operation}: {sent_name}{}", answered.name);
    let (body, media, expected) = match sent {
        Some(sent) => (
            sent.example.to_string(),
            sent.media_type.clone(),
            cases::expected(sent, model),
        ),
        None => (String::new(), String::new(), "Body::None".to_owned()),
    };
    let value = answered.value.as_ref().map(Value::to_string);
    format!(
        "        Case {{ name: {}, {head}, body: {}, media: {}, sent: {expected}, status: {}, content_type: {:?}, \
         answer: {}, is_success: {}, variant: {:?}, value: {:?} }},\n",
        literal(&name),
        literal(&body),
        literal(&media),
        answered.status,
        answered.content_type,
        literal(&answered.body),
        answered.is_success,
        answered.variant,
        value,
    )
}

/// The statements that make the request.
fn call(item: &RequestItem, parameters: &[Set<'_>]) -> String {
    let (group, method) = (&item.name.group.module, &item.name.method);
    let mut arguments = Vec::new();
    let mut setters = String::new();
    for (_, parameter, value) in parameters {
        let ty = &parameter.ty;
        let value = format!("read::<{ty}>({})", literal(&value.to_string()));
        match &parameter.setter {
            None => arguments.push(value),
            Some(setter) => writeln!(
                setters,
                "        let request = request.{}({value});",
                setter.name
            )
            .expect("a String takes everything"),
        }
    }
    if let Some(ty) = &item.body {
        arguments.push(format!("read::<{ty}>(body)"));
    }
    for media in &item.media {
        if let Some(setter) = &media.setter {
            writeln!(
                setters,
                "        let request = if media == {} {{ request.{}() }} else {{ request }};",
                literal(&media.media.media_type),
                setter.name
            )
            .expect("a String takes everything");
        }
    }
    format!(
        "        let request = client(&url).{group}().{method}({});\n{setters}",
        arguments.join(", ")
    )
}
