//! Prints a [`Contract`].

use std::collections::BTreeSet;

use super::outline::Outline;
use crate::contract::{
    Additional, Content, Contract, Facets, JsonType, Limit, Operation, Parameter, Schema, SchemaId,
    Security, Selection,
};
use crate::diagnostic::Anchor;

pub(super) fn print(contract: &Contract, subject: Option<&str>, outline: &mut Outline<'_>) {
    let mut printer = Printer {
        contract,
        printed: BTreeSet::new(),
        depth: 0,
    };
    for operation in &contract.operations {
        let id = operation.id.as_ref().map(|id| id.value.as_str());
        if subject.is_none() || subject == id {
            printer.operation(operation, outline);
        }
    }
    let mut printed = BTreeSet::new();
    for schema in &contract.schemas {
        if let Some(name) = &schema.name
            && subject.is_none_or(|subject| subject == name)
            && printed.insert(name)
        {
            outline.line(format_args!("schema {name}"), &schema.at);
            outline.nested(|outline| printer.definition(schema, outline));
        }
    }
}

/// Deeper than inline schemas nest in real documents.
const MAX_DEPTH: usize = 64;

struct Printer<'a> {
    contract: &'a Contract,
    /// The inline schemas that have been printed: there may be more ways to them than can be printed.
    printed: BTreeSet<SchemaId>,
    depth: usize,
}

impl Printer<'_> {
    fn operation(&mut self, operation: &Operation, outline: &mut Outline<'_>) {
        let method = operation.method.as_str();
        let id = operation.id.as_ref();
        let id = id.map_or(String::new(), |id| format!(" ({})", id.value));
        let head = format!("{method} {}{id}", operation.path);
        outline.line(head + deprecated(&operation.deprecated), &operation.at);
        outline.nested(|outline| {
            security(&operation.security, outline);
            for server in &operation.servers {
                outline.line(format_args!("server {}", server.url), &server.at);
            }
            for parameter in &operation.parameters {
                self.parameter(parameter, outline);
            }
            if let Some(request) = &operation.request {
                outline.line(
                    format!("request{}", required(&request.required)),
                    &request.at,
                );
                outline.nested(|outline| self.content(&request.content, outline));
            }
            for response in &operation.responses {
                outline.line(format_args!("response {}", response.status), &response.at);
                outline.nested(|outline| {
                    for header in &response.headers {
                        let head = format!("header {}", header.name);
                        let rest = [required(&header.required), deprecated(&header.deprecated)];
                        outline.line(head + &rest.concat(), &header.at);
                        outline.nested(|outline| self.schema(header.schema, outline));
                    }
                    self.content(&response.content, outline);
                });
            }
            for callback in &operation.callbacks {
                outline.line(
                    format_args!("callback {}", callback.name),
                    &callback.exchange.at,
                );
                outline.nested(|outline| self.operation(&callback.exchange, outline));
            }
        });
    }

    fn parameter(&mut self, parameter: &Parameter, outline: &mut Outline<'_>) {
        let location = parameter.location.as_str();
        let (style, explode, _) = &parameter.style;
        let explode = if *explode { ", exploded" } else { "" };
        let rest = [
            required(&parameter.required),
            deprecated(&parameter.deprecated),
        ]
        .concat();
        let head = format!(
            "{location} parameter {} ({style}{explode}){rest}",
            parameter.name
        );
        outline.line(head, &parameter.at);
        outline.nested(|outline| self.schema(parameter.schema, outline));
    }

    fn content(&mut self, content: &[Content], outline: &mut Outline<'_>) {
        for content in content {
            outline.line(&content.media_type, &content.at);
            outline.nested(|outline| self.schema(content.schema, outline));
        }
    }

    /// A use of a schema: the name of a component, or a whole inline schema.
    fn schema(&mut self, id: SchemaId, outline: &mut Outline<'_>) {
        match self.contract.schema(id) {
            None => outline.plain("unresolved reference"),
            Some(Schema {
                name: Some(name),
                at,
                ..
            }) => outline.line(format_args!("schema {name}"), at),
            Some(schema) if self.depth == MAX_DEPTH => outline.line("too deep", &schema.at),
            Some(schema) if !self.printed.insert(id) => outline.line("as above", &schema.at),
            Some(schema) => {
                self.depth += 1;
                self.definition(schema, outline);
                self.depth -= 1;
            }
        }
    }

    fn definition(&mut self, schema: &Schema, outline: &mut Outline<'_>) {
        let facets = &schema.facets;
        let at = facets.types_at.as_ref().unwrap_or(&schema.at);
        let merged = if schema.is_merged { ", merged" } else { "" };
        let deprecated = deprecated(&schema.notes.deprecated);
        outline.line(types(schema) + merged + deprecated, at);
        outline.nested(|outline| {
            values(facets, outline);
            if let Some(items) = facets.items {
                outline.plain("items");
                outline.nested(|outline| self.schema(items, outline));
            }
            for property in &facets.properties {
                let mut head = format!("property {}", property.name);
                let is_required = facets.required.contains_key(&property.name);
                head.push_str(if is_required { ", required" } else { "" });
                for (at, mark) in [
                    (&property.read_only, ", read-only"),
                    (&property.write_only, ", write-only"),
                ] {
                    head.push_str(if at.is_some() { mark } else { "" });
                }
                outline.line(head, &property.at);
                outline.nested(|outline| self.schema(property.schema, outline));
            }
            match &facets.additional {
                Additional::Any => {}
                Additional::Closed(at) => outline.line("no other properties", at),
                Additional::Of(value) => {
                    outline.line("other properties", &value.at);
                    outline.nested(|outline| self.schema(value.value, outline));
                }
            }
            for selected in &facets.selected {
                let keyword = selected.selection.keyword();
                let which = match &selected.selection {
                    Selection::Matching(pattern) => format!("{keyword} {pattern}"),
                    Selection::Names => keyword.to_owned(),
                    Selection::Item(index) => format!("item {index}"),
                    Selection::Some { least, most } => match most {
                        Some(most) => format!("{keyword} {least} to {most}"),
                        None => format!("{keyword} at least {least}"),
                    },
                };
                outline.line(which, &selected.at);
                outline.nested(|outline| self.schema(selected.schema, outline));
            }
            for not in &facets.not {
                outline.line("not", &not.at);
                outline.nested(|outline| self.schema(not.value, outline));
            }
            if let Some(union) = &schema.alternatives {
                let head = match union.exclusive {
                    true => "exactly one of",
                    false => "any of",
                };
                outline.line(head, &union.at);
                outline.nested(|outline| {
                    for member in &union.members {
                        self.schema(member.value, outline);
                    }
                    if let Some(discriminator) = &union.discriminator {
                        let property = &discriminator.value.property;
                        outline.line(format!("discriminator {property}"), &discriminator.at);
                    }
                });
            }
        });
    }
}

fn types(schema: &Schema) -> String {
    let facets = &schema.facets;
    let types: Vec<&str> = facets.types.iter().map(|ty| ty.as_str()).collect();
    let mut head = match JsonType::only(&facets.types) {
        _ if schema.takes_anything() => "any JSON".to_owned(),
        _ if types.len() == JsonType::ALL.len() => "any type".to_owned(),
        Some(only) => only.as_str().to_owned(),
        None if types.is_empty() => "no value".to_owned(),
        None => types.join(" or "),
    };
    if facets.nullable {
        head.push_str(" or null");
    }
    if let Some(format) = &facets.format {
        head.push_str(&format!(" ({})", format.value));
    }
    head
}

/// The facets that are not schemas, a line each.
fn values(facets: &Facets, outline: &mut Outline<'_>) {
    if let Some(values) = &facets.values {
        let list: Vec<String> = values.value.iter().map(|it| it.to_string()).collect();
        outline.line(format!("one of {}", list.join(", ")), &values.at);
    }
    for (limit, value) in &facets.limits {
        let exclusive = match limit {
            Limit::ExclusiveMinimum | Limit::ExclusiveMaximum => "exclusive ",
            _ => "",
        };
        let name = limit.as_str();
        outline.line(format_args!("{exclusive}{name} {}", value.value), &value.at);
    }
    for pattern in &facets.patterns {
        outline.line(format_args!("pattern {}", pattern.value), &pattern.at);
    }
    if let Some(at) = &facets.unique_items {
        outline.line("unique items", at);
    }
    for (name, at) in &facets.required {
        if facets.properties.iter().all(|it| it.name != *name) {
            outline.line(format_args!("undeclared property {name}, required"), at);
        }
    }
}

fn security(security: &Security, outline: &mut Outline<'_>) {
    let Some(ways) = &security.ways else {
        return;
    };
    let ways = ways.iter().map(|schemes| {
        let schemes = schemes
            .iter()
            .map(|(name, scopes)| match scopes.as_slice() {
                [] => name.clone(),
                scopes => format!("{name} ({})", scopes.join(", ")),
            });
        schemes.collect::<Vec<_>>().join(" and ")
    });
    let ways: Vec<String> = ways
        .map(|way| {
            if way.is_empty() {
                "none".to_owned()
            } else {
                way
            }
        })
        .collect();
    let line = match ways.is_empty() {
        true => "security none".to_owned(),
        false => format!("security {}", ways.join(" or ")),
    };
    outline.line(line, &security.at);
}

fn required(at: &Option<Anchor>) -> &'static str {
    if at.is_some() { ", required" } else { "" }
}

fn deprecated(at: &Option<Anchor>) -> &'static str {
    if at.is_some() { ", deprecated" } else { "" }
}
