//! [`values`]: the values of the placeholders in the guide.

use super::super::context::Context;
use super::super::docs;
use super::super::example::{self, RequestExample, Way};
use super::super::servers;
use super::super::template::{Values, crate_values, indented as indented_code};
use crate::api::{
    FormDialect, Media, MediaKind, Method, Operation, Segment, Status, Type, TypeKind, TypeRef,
};
use crate::surface::{RustType, TypeItem};

/// The values that the API has; `None` if it has no operation that can be shown.
pub(super) fn values(context: &Context<'_>) -> Option<Values> {
    let mut values = crate_values(context);
    let RequestExample { setup, expression } = context
        .confirmed_operations()
        .find_map(|(operation, item)| example::request(operation, item, context))?;
    values.extend([("setup", setup), ("request", expression)]);
    values.push(("program", program(context)?));
    values.extend(server(context).into_iter().flatten());
    values.extend(responded(context).into_iter().flatten());
    values.extend(of_one_object(context).into_iter().flatten());
    values.extend(paged(context).into_iter().flatten());
    values.extend(with_form(context).into_iter().flatten());
    values.extend(with_upload(context).into_iter().flatten());
    values.extend(changes(context));
    Some(values)
}

/// Statements for a first program: the items of a list, or else any call.
fn program(context: &Context<'_>) -> Option<String> {
    let statements = |is_paged: bool, way| {
        context
            .confirmed_operations()
            .filter(|(_, item)| item.paging.is_some() == is_paged)
            .find_map(|(operation, item)| example::statements(operation, item, way, context))
    };
    let statements = statements(true, Way::Stream).or_else(|| statements(false, Way::Send))?;
    Some(indented_code(&statements))
}

/// How a client chooses a server by the first variable of its URL.
fn server(context: &Context<'_>) -> Option<Values> {
    let mut items = context.surface.server_setters.iter();
    let (item, variable) = items.find_map(|item| Some((item, item.variable.as_ref()?)))?;
    // Another value than the one without which it would be the same.
    let mut values = variable.values.iter();
    let value = values.find(|value| **value != variable.default)?;
    let known: Vec<String> = variable.values.iter().map(|it| docs::code(it)).collect();
    Some(vec![
        ("server_setter", item.setter.name.to_string()),
        ("server_value", format!("{value:?}")),
        ("server_values", known.join(", ")),
        (
            "server_environment",
            servers::environment_variables(context).first()?.clone(),
        ),
    ])
}

/// A request of one object by its id.
fn of_one_object(context: &Context<'_>) -> Option<Values> {
    let request = context
        .confirmed_operations()
        .filter(|(operation, item)| {
            operation.method == Method::Get && is_of_one(operation) && item.paging.is_none()
        })
        .find_map(|(operation, item)| example::request(operation, item, context))?;
    Some(vec![
        ("one_setup", request.setup),
        ("one_request", request.expression),
    ])
}

/// A request of a list in pages.
fn paged(context: &Context<'_>) -> Option<Values> {
    let (operation, item, RequestExample { setup, expression }) = context
        .confirmed_operations()
        .filter(|(_, item)| item.paging.is_some())
        .find_map(|(operation, item)| {
            Some((operation, item, example::request(operation, item, context)?))
        })?;
    let mut values = vec![("paged_setup", setup), ("paged_request", expression)];
    if let (Some(paging), Some(documented)) = (&item.paging, &operation.paging) {
        let setter = item.parameters.get(paging.parameter);
        let setter = setter.and_then(|parameter| parameter.setter.as_ref());
        values.extend(setter.map(|setter| ("paged_number", setter.name.to_string())));
        values.push(("paged_wire", documented.page.clone()));
    }
    if let RustType::Named(name) = &item.response {
        values.push(("paged_type", name.to_string()));
    }
    values.extend(id_of_items(operation, context).map(|id| ("paged_id", id)));
    Some(values)
}

/// The field of a list's items that holds their id.
fn id_of_items(operation: &Operation, context: &Context<'_>) -> Option<String> {
    let paging = operation.paging.as_ref()?;
    let page = Media::json(&operation.successes().next()?.media)?;
    let (page, _) = structure(&page.ty, context)?;
    let items = page.fields.iter().find(|it| it.wire == paging.items)?;
    let Type::Array(item) = &items.ty.ty else {
        return None;
    };
    let (_, item) = structure(item, context)?;
    let id = item
        .fields
        .iter()
        .find(|field| field.property.wire == "id")?;
    (id.ty == RustType::String).then(|| id.ident.to_string())
}

/// A type that is a struct, as the model and as the Surface have it.
fn structure<'a>(
    ty: &TypeRef,
    context: &Context<'a>,
) -> Option<(&'a crate::api::Struct, &'a crate::surface::StructItem)> {
    let Type::Named(id) = &ty.ty else {
        return None;
    };
    match (
        &context.api.types.get(id)?.kind,
        context.surface.types.get(id)?,
    ) {
        (TypeKind::Struct(object), TypeItem::Struct(item)) => Some((object, item)),
        _ => None,
    }
}

/// A request that can contain a file.
fn with_upload(context: &Context<'_>) -> Option<Values> {
    let RequestExample { setup, expression } = context
        .confirmed_operations()
        .filter(|(_, item)| {
            let preferred = item.media.first().map(|it| &it.media);
            preferred.is_some_and(Media::has_uploads)
        })
        .find_map(|(operation, item)| example::request(operation, item, context))?;
    Some(vec![
        ("upload_setup", setup),
        ("upload_request", expression),
    ])
}

/// Requests whose bodies may be forms.
fn with_form(context: &Context<'_>) -> Option<Values> {
    let form = sent_as(MediaKind::Form, context)?;
    let rules = match context.api.settings.form_dialect {
        FormDialect::Drf => include_str!("forms_drf.md"),
        FormDialect::OpenApi => include_str!("forms_openapi.md"),
    };
    let mut values = vec![
        ("form_setup", form.setup),
        ("form_request", form.expression),
        ("form_rules", rules.trim_end().to_owned()),
    ];
    if let Some(multipart) = sent_as(MediaKind::Multipart, context) {
        values.push(("multipart_setup", multipart.setup));
        values.push(("multipart_request", multipart.expression));
    }
    Some(values)
}

/// A request with a setter for a kind of body.
fn sent_as(kind: MediaKind, context: &Context<'_>) -> Option<RequestExample> {
    context
        .confirmed_operations()
        .filter(|(_, item)| {
            let mut media = item.media.iter();
            media.any(|it| it.media.kind == kind && it.setter.is_some())
        })
        .find_map(|(operation, item)| example::request(operation, item, context))
}

/// Calls that create and change things.
fn changes(context: &Context<'_>) -> Values {
    let creates = |operation: &Operation| {
        operation.method == Method::Post
            && !is_of_one(operation)
            && !has_ids(operation, context)
            && body(operation).is_some_and(|body| structure(body, context).is_some())
    };
    let call = |names: [&'static str; 4], is_meant: &dyn Fn(&Operation) -> bool| {
        shown(names, is_meant, context).into_iter().flatten()
    };
    let mut values = Values::new();
    values.extend(call(
        [
            "create_summary",
            "create_name",
            "create_link",
            "create_code",
        ],
        &creates,
    ));
    values.extend(call(
        ["patch_summary", "patch_name", "patch_link", "patch_code"],
        &|operation| operation.method == Method::Patch && is_of_one(operation),
    ));
    values.extend(call(
        ["bulk_summary", "bulk_name", "bulk_link", "bulk_code"],
        &|operation| operation.method != Method::Get && has_ids(operation, context),
    ));
    values.extend(call(
        [
            "nested_summary",
            "nested_name",
            "nested_link",
            "nested_code",
        ],
        &|operation| creates(operation) && holds_objects(operation, context),
    ));
    values
}

/// The first operation that is meant: its summary, its name, a link to it, and a call.
fn shown(
    [summary, name, link, code]: [&'static str; 4],
    is_meant: &dyn Fn(&Operation) -> bool,
    context: &Context<'_>,
) -> Option<Values> {
    let (operation, item, statements) = context
        .confirmed_operations()
        .filter(|(operation, _)| is_meant(operation))
        .find_map(|(operation, item)| {
            let statements = example::statements(operation, item, Way::Send, context)?;
            Some((operation, item, statements))
        })?;
    let group = &item.name.group;
    let method = item.name.method.unraw();
    let path = format!(
        "{}::operations::{}::{}::{method}",
        context.root_path(),
        group.module.unraw(),
        group.ident.unraw()
    );
    let text = operation.summary.as_deref().unwrap_or(&operation.id);
    Some(vec![
        (summary, docs::line(text)),
        (name, format!("{}::{method}", group.ident.unraw())),
        (link, path),
        (code, statements),
    ])
}

/// Whether the path names an object, as `/users/{id}/` does.
fn is_of_one(operation: &Operation) -> bool {
    let mut segments = operation.segments.iter();
    segments.any(|segment| !matches!(segment, Segment::Literal(_)))
}

fn body(operation: &Operation) -> Option<&TypeRef> {
    let body = operation.body.as_ref()?;
    Some(&body.preferred()?.ty)
}

/// Whether the body names objects: it requires a list of strings.
fn has_ids(operation: &Operation, context: &Context<'_>) -> bool {
    let object = body(operation).and_then(|body| structure(body, context));
    object.is_some_and(|(object, _)| {
        let mut fields = object.fields.iter().filter(|field| field.required);
        fields.any(|field| match &field.ty.ty {
            Type::Array(item) => matches!(item.ty, Type::String(_)),
            _ => false,
        })
    })
}

/// Whether the body requires several objects.
fn holds_objects(operation: &Operation, context: &Context<'_>) -> bool {
    let object = body(operation).and_then(|body| structure(body, context));
    object.is_some_and(|(object, _)| {
        let fields = object.fields.iter().filter(|field| field.required);
        fields
            .filter(|field| structure(&field.ty, context).is_some())
            .count()
            > 1
    })
}

/// JSON as an argument, four spaces in.
fn indented(json: &str) -> String {
    let lines = json.lines().map(|line| {
        let text = line.trim_start();
        // serde_json indents by two.
        let depth = (line.len() - text.len()) / 2;
        format!("{}{text}", "    ".repeat(depth + 1))
    });
    lines.collect::<Vec<_>>().join("\n").trim_start().to_owned()
}

/// A request with a response that the document gives an example of: the shortest.
fn responded(context: &Context<'_>) -> Option<Values> {
    let candidates = context
        .confirmed_operations()
        .filter_map(|(operation, item)| {
            let success = operation.successes().next()?;
            let Status::Code(status) = success.status else {
                return None;
            };
            let (name, response) = Media::json(&success.media)?.examples.first()?;
            let response = format!("{response:#}");
            let request = example::request(operation, item, context)?;
            let key = (operation.id.clone(), name.clone());
            let function = context.names.examples.get(&key)?;
            let example = format!("{}::{function}", item.name.group.module);
            Some((response, status, request, operation, example))
        });
    let (response, status, request, operation, example) =
        candidates.min_by_key(|(response, _, _, operation, _)| {
            // A call that reads is the simplest to show.
            (operation.method != Method::Get, response.len())
        })?;
    Some(vec![
        ("response", indented(&response)),
        ("responded_method", operation.method.as_str().to_owned()),
        ("responded_request", request.expression),
        ("responded_setup", request.setup),
        ("responded_status", status.to_string()),
        ("example", example),
    ])
}
