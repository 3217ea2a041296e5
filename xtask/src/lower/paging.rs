//! Lists in pages: what `x-paging` says of an operation.

use std::collections::BTreeMap;

use super::context::Context;
use super::pointer;
use super::response_object::{Types, object};
use crate::api::{Field, Operation, Paging, ParameterLocation, Struct, Type, TypeId, target};
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::nearest;

/// Reads how the operations' responses are pages.
pub(super) fn read(context: &mut Context<'_>, operations: &mut [Operation], types: &Types) {
    let mut known: BTreeMap<&TypeId, (Anchor, Paging)> = BTreeMap::new();
    for operation in operations {
        let at = pointer_of(operation);
        let Some(paging) = said(context, &at) else {
            continue;
        };
        let page = Page {
            operation,
            at: &at,
            paging: &paging,
        };
        let has_parameter = page.check_parameter(context, types);
        let response = object(page.operation, types);
        let has_response = match response {
            Some((_, response)) => page.check_response(context, response, types),
            None => page.report_no_object(context),
        };
        let (true, true, Some((response, _))) = (has_parameter, has_response, response) else {
            continue;
        };
        let here = context.key(&at);
        match known.get(&response.id) {
            Some((there, other))
                if (&other.items, &other.pages) != (&paging.items, &paging.pages) =>
            {
                let message = "another operation pages the same schema by other properties: this one is not paged";
                context.add(
                    Diagnostic::new(Code::InvalidPaging, here, message)
                        .related(there.clone(), "the other one")
                        .help("name the same `items` and `pages` in both"),
                );
                continue;
            }
            Some(_) => {}
            None => {
                known.insert(&response.id, (here, paging.clone()));
            }
        }
        operation.paging = Some(paging);
    }
}

/// Whether an operation has `x-paging`, right or wrong.
pub(super) fn is_said(context: &Context<'_>, operation: &Operation) -> bool {
    context.node(&pointer_of(operation)).is_some()
}

fn pointer_of(operation: &Operation) -> String {
    pointer::child(&operation.at.pointer, "x-paging")
}

fn said(context: &Context<'_>, at: &str) -> Option<Paging> {
    let node = context.node(at)?;
    let text = |key| Some(node.get(key)?.as_str()?.to_owned());
    Some(Paging {
        page: text("page")?,
        items: text("items")?,
        pages: text("pages")?,
    })
}

/// An operation with what its `x-paging` says.
struct Page<'p> {
    operation: &'p Operation,
    at: &'p str,
    paging: &'p Paging,
}

impl Page<'_> {
    /// Whether the parameter is there and takes any number.
    fn check_parameter(&self, context: &mut Context<'_>, types: &Types) -> bool {
        let (id, name) = (&self.operation.id, &self.paging.page);
        let in_query = || {
            let parameters = self.operation.parameters.iter();
            parameters.filter(|parameter| parameter.location == ParameterLocation::Query)
        };
        let Some(parameter) = in_query().find(|parameter| parameter.wire == *name) else {
            let near = nearest(name, in_query().map(|parameter| parameter.wire.as_str()));
            let help = help(near, "describe it among the `parameters` of the operation");
            let message = format!("`{id}` has no query parameter `{name}`");
            return self.report(context, "page", message, None, help);
        };
        let is_number = matches!(target(types, &parameter.ty).ty, Type::Integer(_));
        let (problem, help) = match (is_number, parameter.required) {
            (true, false) => return true,
            (false, _) => (
                "is not an integer",
                "give it `type: integer`, or name the parameter with the number of the page",
            ),
            (true, true) => (
                "is required, so a list could not be requested without a page",
                "leave `required` out if the API takes the first page without it",
            ),
        };
        let message = format!("the query parameter `{name}` of `{id}` {problem}");
        let related = Some((parameter.at.clone(), "the parameter"));
        self.report(context, "page", message, related, help.to_owned())
    }

    /// Whether the properties are there and of the right types. Both are looked at.
    fn check_response(&self, context: &mut Context<'_>, response: &Struct, types: &Types) -> bool {
        let is_array = |field: &Field| matches!(target(types, &field.ty).ty, Type::Array(_));
        let is_number = |field: &Field| matches!(target(types, &field.ty).ty, Type::Integer(_));
        let Paging { items, pages, .. } = self.paging;
        let has_items = self.check_property(
            context,
            response,
            ("items", items),
            is_array,
            ("is no array", "name the property with the items"),
        );
        let has_pages = self.check_property(
            context,
            response,
            ("pages", pages),
            is_number,
            (
                "is not an integer",
                "name the property that says how many pages there are",
            ),
        );
        has_items && has_pages
    }

    fn check_property(
        &self,
        context: &mut Context<'_>,
        response: &Struct,
        (key, name): (&str, &str),
        is_right: impl Fn(&Field) -> bool,
        (problem, remedy): (&str, &str),
    ) -> bool {
        let Some(field) = response.fields.iter().find(|field| field.wire == name) else {
            let names = response.fields.iter().map(|field| field.wire.as_str());
            let help = help(nearest(name, names), remedy);
            let id = &self.operation.id;
            let message = format!("the response of `{id}` has no property `{name}`");
            return self.report(context, key, message, None, help);
        };
        if is_right(field) {
            return true;
        }
        let message = format!("the property `{name}` {problem}");
        let related = Some((field.at.clone(), "the property"));
        self.report(context, key, message, related, remedy.to_owned())
    }

    fn report_no_object(&self, context: &mut Context<'_>) -> bool {
        let at = context.key(self.at);
        let id = &self.operation.id;
        let Paging { items, pages, .. } = self.paging;
        context.add(
            Diagnostic::new(
                Code::InvalidPaging,
                at,
                format!("`{id}` does not always respond with one object, as a page of a list is: it is not paged"),
            )
            .help(format!(
                "describe its success as an object with `{items}` and `{pages}`, or remove `x-paging`"
            )),
        );
        false
    }

    /// Reports what is wrong with the value of a key.
    fn report(
        &self,
        context: &mut Context<'_>,
        key: &str,
        message: String,
        related: Option<(Anchor, &str)>,
        help: String,
    ) -> bool {
        let at = context.value(&pointer::child(self.at, key));
        let message = format!("{message}: the list is not paged");
        let mut finding = Diagnostic::new(Code::InvalidPaging, at, message).help(help);
        if let Some((at, text)) = related {
            finding = finding.related(at, text);
        }
        context.add(finding);
        false
    }
}

fn help(near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}
