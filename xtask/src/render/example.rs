//! Examples in docs: calls made of the document's own examples, which the doc tests compile.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::context::Context;
use super::placeholders::Placeholders;
use super::rust_file::unparse;
use super::tokens;
use crate::api::{
    Operation, Parameter, ParameterLocation, StringFormat, Type, TypeId, TypeKind, TypeRef,
};
use crate::names::Ident;
use crate::surface::{
    Argument, Function, ParameterItem, RequestItem, RustType, StructItem, TypeItem,
};

/// So many optional parameters an example sets.
const SHOWN_PARAMETERS: usize = 3;

/// How an example calls an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By `send`.
    Send,
    /// By `stream`.
    Stream,
    /// With a sparse parameter, by `stream` if there is one.
    Sparse,
}

/// A call of the operation, for a doc test. `None` if no value can be written for something that it requires.
pub(super) fn call(
    operation: &Operation,
    item: &RequestItem,
    way: Way,
    context: &Context<'_>,
) -> Option<String> {
    let root = context.public_root();
    let statements = statements(operation, item, way, context)?;
    Some(format!(
        "# async fn example(client: {root}::Client) -> Result<(), Box<dyn std::error::Error>> {{\n{statements}# Ok(())\n# }}\n"
    ))
}

/// The call alone: imports and statements that take a `client` and may use `?`.
pub(super) fn statements(
    operation: &Operation,
    item: &RequestItem,
    way: Way,
    context: &Context<'_>,
) -> Option<String> {
    let mut example = Example {
        context,
        imports: BTreeSet::new(),
        root_imports: BTreeSet::new(),
        placeholders: Placeholders::new(context.api),
    };
    let code = example.call(operation, item, way)?;
    Some(example.imports() + &code)
}

/// A request of an operation, of what it requires and no more.
pub(super) struct RequestExample {
    /// Imports and statements before it, each with its line break.
    pub(super) setup: String,
    /// The expression that makes it, without `send`.
    pub(super) expression: String,
}

/// A request of the operation. `None` if no value can be written for something that it requires.
pub(super) fn request(
    operation: &Operation,
    item: &RequestItem,
    context: &Context<'_>,
) -> Option<RequestExample> {
    let mut example = Example {
        context,
        imports: BTreeSet::new(),
        root_imports: BTreeSet::new(),
        placeholders: Placeholders::new(context.api),
    };
    let Parts {
        body, expression, ..
    } = example.parts(operation, item, Way::Send)?;
    let body = body.map_or_else(String::new, |body| {
        body_of_function(quote!(let body = #body;))
    });
    let expression = body_of_function(quote!(let request = #expression;));
    let expression = expression
        .trim()
        .trim_start_matches("let request = ")
        .trim_end_matches(';');
    Some(RequestExample {
        setup: example.imports() + &body,
        expression: expression.to_owned(),
    })
}

struct Example<'a> {
    context: &'a Context<'a>,
    /// Types that the example names.
    imports: BTreeSet<Ident>,
    /// What else of the crate it names.
    root_imports: BTreeSet<&'static str>,
    placeholders: Placeholders<'a>,
}

/// What a call is made of.
struct Parts {
    /// The value of `body`.
    body: Option<TokenStream>,
    /// The request without setters.
    expression: TokenStream,
    /// Some setters.
    setters: Vec<TokenStream>,
}

impl Example<'_> {
    /// A name from the root of the crate, imported unless a type of the document has it.
    fn of_root(&mut self, name: &'static str) -> Option<proc_macro2::Ident> {
        let mut types = self.context.names.types.values();
        if types.any(|it| it.ident.as_str() == name) {
            return None;
        }
        self.root_imports.insert(name);
        Some(tokens::word(name))
    }

    fn imports(&self) -> String {
        let types = self.type_imports();
        let names: Vec<&str> = self.root_imports.iter().copied().collect();
        let root = self.context.public_root();
        match names.as_slice() {
            [] => types,
            names if types.is_empty() => format!("{}\n", root_import(&root, names)),
            names => root_import(&root, names) + &types,
        }
    }

    fn type_imports(&self) -> String {
        let root = self.context.public_root();
        let imports: Vec<String> = self.imports.iter().map(Ident::to_string).collect();
        match imports.as_slice() {
            [] => String::new(),
            [one] => format!("use {root}::types::{one};\n\n"),
            many => format!("use {root}::types::{{{}}};\n\n", many.join(", ")),
        }
    }

    fn call(&mut self, operation: &Operation, item: &RequestItem, way: Way) -> Option<String> {
        let Parts {
            body,
            expression,
            setters,
        } = self.parts(operation, item, way)?;
        let body = body.map(|body| quote!(let body = #body;));
        let request = quote!(#expression #(#setters)*);
        let statements = match (&item.paging, &item.response) {
            (Some(_), _) if way != Way::Send => quote! {
                #body
                let mut items = #request.stream();
                while let Some(item) = items.try_next().await? {
                    println!("{item:?}");
                }
            },
            (_, RustType::Unit) => quote!(#body #request.send().await?;),
            (_, RustType::ItemStream(_)) => quote! {
                #body
                let mut items = #request.send().await?.into_inner();
                while let Some(item) = items.try_next().await? {
                    println!("{item:?}");
                }
            },
            (_, RustType::Bytes) => quote! {
                #body
                let file = #request.send().await?;
                println!("{} bytes of {:?}", file.len(), file.content_type());
            },
            _ => quote! {
                #body
                let response = #request.send().await?;
                println!("{response:?}");
            },
        };
        Some(body_of_function(statements))
    }

    fn parts(&mut self, operation: &Operation, item: &RequestItem, way: Way) -> Option<Parts> {
        let group = tokens::ident(&item.name.group.module);
        let method = tokens::ident(&item.name.method);
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        let mut sparse = None;
        let page = item.paging.as_ref().filter(|_| way != Way::Send);
        let page = page.map(|paging| paging.parameter);
        for (position, parameter) in item.parameters.iter().enumerate() {
            let documented = &parameter.parameter;
            match &parameter.setter {
                None => {
                    let value = documented
                        .example
                        .clone()
                        .unwrap_or_else(|| self.placeholders.value(&documented.ty));
                    arguments.push(self.argument(&parameter.argument, &documented.ty, &value)?);
                }
                // The parameter that makes it another request comes after all others.
                Some(setter) if setter.output != RustType::SelfType => {
                    if way == Way::Sparse && sparse.is_none() {
                        sparse = self.set(setter, documented, parameter);
                    }
                }
                Some(setter)
                    if setters.len() < SHOWN_PARAMETERS
                        && is_shown(documented)
                        && page != Some(position) =>
                {
                    setters.extend(self.set(setter, documented, parameter));
                }
                Some(_) => {}
            }
        }
        let mut body = None;
        if item.body.is_some() {
            let media = operation.body.as_ref()?.preferred()?;
            body = Some(if item.is_upload() {
                self.upload()?
            } else {
                let value = media.examples.first().map(|(_, value)| value.clone());
                let value = value.unwrap_or_else(|| self.placeholders.value(&media.ty));
                self.value(&media.ty, &value)?
            });
            arguments.push(quote!(body));
        }
        if way == Way::Sparse {
            setters.push(sparse?);
        }
        Some(Parts {
            body,
            expression: quote!(client.#group().#method(#(#arguments),*)),
            setters,
        })
    }

    /// A file: the document has no example of one.
    fn upload(&mut self) -> Option<TokenStream> {
        let upload = self.of_root("Upload")?;
        Some(quote!(#upload::from_path("path/to/file")))
    }

    /// A setter with the documented example, if there is one that can be written.
    fn set(
        &mut self,
        setter: &Function,
        documented: &Parameter,
        parameter: &ParameterItem,
    ) -> Option<TokenStream> {
        let example = documented.example.as_ref()?;
        let value = self.argument(&parameter.argument, &documented.ty, example)?;
        let name = tokens::ident(&setter.name);
        Some(quote!(.#name(#value)))
    }

    /// A value in the position of an argument.
    fn argument(
        &mut self,
        argument: &Argument,
        ty: &TypeRef,
        value: &Value,
    ) -> Option<TokenStream> {
        match (argument, &ty.ty, value) {
            (Argument::Into(_), Type::Named(_), value) => self.converted(ty, value),
            (_, Type::String(StringFormat::File), _) => self.upload(),
            (Argument::Into(_), _, Value::String(text)) if parsed_as(ty).is_some() => {
                self.parsed(ty, text)
            }
            (Argument::Into(_), _, Value::String(text)) => Some(quote!(#text)),
            (Argument::List(_), _, Value::Array(items)) if items.is_empty() => {
                let empty = self.of_root("Empty")?;
                Some(quote!(#empty))
            }
            (Argument::List(_), Type::Array(item), Value::Array(items)) => {
                let items: Option<Vec<TokenStream>> = items
                    .iter()
                    .map(|value| self.list_item(item, value))
                    .collect();
                items.map(|items| quote!([#(#items),*]))
            }
            (Argument::List(_), Type::Named(id), value) => {
                match &self.context.api.types.get(id)?.kind {
                    TypeKind::Alias(target) => self.argument(argument, target, value),
                    _ => None,
                }
            }
            (Argument::Exact(RustType::Option(_)), _, Value::Null) => Some(quote!(None)),
            (Argument::Exact(RustType::Option(_)), ..) => {
                let value = self.value(ty, value)?;
                Some(quote!(Some(#value)))
            }
            (Argument::List(_), ..) | (_, _, Value::Null) => None,
            _ => self.value(ty, value),
        }
    }

    /// A value that converts into the type: a string, where one makes the whole value.
    fn converted(&mut self, ty: &TypeRef, value: &Value) -> Option<TokenStream> {
        let Type::Named(id) = &ty.ty else {
            return self.value(ty, value);
        };
        match (
            self.context.surface.types.get(id),
            &self.context.api.types.get(id)?.kind,
            value,
        ) {
            (Some(TypeItem::Struct(item)), _, Value::Object(fields))
                if item.from_string && fields.len() == 1 =>
            {
                let (wire, inner) = fields.iter().next()?;
                let mut properties = item.fields.iter().map(|field| &field.property);
                let field = properties.find(|it| it.wire == *wire)?;
                match inner {
                    Value::String(text) if field.required => Some(quote!(#text)),
                    inner if field.required => self.converted(&field.ty, inner),
                    _ => self.value(ty, value),
                }
            }
            (_, TypeKind::Alias(target), Value::String(text)) => match target.ty {
                Type::String(StringFormat::File) => self.upload(),
                Type::String(_) if parsed_as(target).is_some() => self.parsed(target, text),
                Type::String(_) => Some(quote!(#text)),
                _ => self.value(ty, value),
            },
            _ => self.value(ty, value),
        }
    }

    /// An item of a list as [`Argument::List`] takes it: its type can be inferred.
    fn list_item(&mut self, ty: &TypeRef, value: &Value) -> Option<TokenStream> {
        match (&ty.ty, value) {
            _ if ty.nullable => self.item(ty, value),
            (Type::String(StringFormat::File), _) => self.upload(),
            (_, Value::String(text)) if parsed_as(ty).is_some() => self.parsed(ty, text),
            (Type::String(_), Value::String(text)) => Some(quote!(#text)),
            (Type::Tuple(types), Value::Array(items)) if types.len() == items.len() => {
                let items = types.iter().zip(items);
                let items: Option<Vec<TokenStream>> =
                    items.map(|(item, value)| self.item(item, value)).collect();
                items.map(|items| quote!((#(#items),*)))
            }
            (Type::Any, value) => {
                let text = value.to_string();
                Some(quote!(#text.parse::<serde_json::Value>()?))
            }
            _ => self.converted(ty, value),
        }
    }

    fn parsed(&mut self, ty: &TypeRef, text: &str) -> Option<TokenStream> {
        let ty = self.of_root(parsed_as(ty)?)?;
        Some(quote!(#text.parse::<#ty>()?))
    }

    /// An item of a list, which may be null.
    fn item(&mut self, ty: &TypeRef, value: &Value) -> Option<TokenStream> {
        match (ty.nullable, value) {
            (true, Value::Null) => Some(quote!(None)),
            (true, value) => {
                let value = self.value(ty, value)?;
                Some(quote!(Some(#value)))
            }
            (false, value) => self.value(ty, value),
        }
    }

    /// An expression of exactly the type, without an `Option` around.
    fn value(&mut self, ty: &TypeRef, value: &Value) -> Option<TokenStream> {
        match (&ty.ty, value) {
            (Type::Named(id), value) => self.named(id, value),
            (Type::String(StringFormat::File), _) => self.upload(),
            (Type::Boolean, Value::Bool(value)) => Some(quote!(#value)),
            (Type::Integer(format), Value::Number(number)) => tokens::integer(*format, number),
            (Type::Number(format), Value::Number(number)) => tokens::float(*format, number),
            (Type::String(StringFormat::DateTime), Value::String(text)) => {
                Some(quote!(#text.parse()?))
            }
            (Type::String(_), Value::String(text)) if ty.sensitive => Some(quote!(#text.into())),
            (_, Value::String(text)) if parsed_as(ty).is_some() => self.parsed(ty, text),
            (Type::String(_), Value::String(text)) => Some(quote!(#text.to_owned())),
            (Type::Array(item), Value::Array(items)) => {
                let items: Option<Vec<TokenStream>> =
                    items.iter().map(|value| self.item(item, value)).collect();
                items.map(|items| quote!(vec![#(#items),*]))
            }
            (Type::Any, value) => {
                let text = value.to_string();
                Some(quote!(#text.parse()?))
            }
            _ => None,
        }
    }

    fn named(&mut self, id: &TypeId, value: &Value) -> Option<TokenStream> {
        let context = self.context;
        let def = context.api.types.get(id)?;
        match (&def.kind, context.surface.types.get(id)?, value) {
            (_, TypeItem::Struct(item), Value::Object(fields)) => self.structure(item, fields),
            (TypeKind::Enum(known), TypeItem::Enum(item), value) => {
                let mut values = known.values.iter();
                let position = values.position(|it| known.json(it) == *value)?;
                let variant = tokens::ident(&item.variants.get(position)?.ident);
                self.imports.insert(item.ident.clone());
                let name = tokens::ident(&item.ident);
                Some(quote!(#name::#variant))
            }
            (TypeKind::Alias(target), _, value) => self.value(target, value),
            _ => None,
        }
    }

    fn structure(&mut self, item: &StructItem, fields: &Map<String, Value>) -> Option<TokenStream> {
        let constructor = item.constructor.as_ref()?;
        let mut arguments = Vec::new();
        for (name, argument) in &constructor.arguments {
            let field = item.fields.iter().find(|field| field.ident == *name)?;
            let field = &field.property;
            let value = fields
                .get(&field.wire)
                .cloned()
                .unwrap_or_else(|| self.placeholders.value(&field.ty));
            arguments.push(self.argument(argument, &field.ty, &value)?);
        }
        let setters: Vec<TokenStream> = item
            .fields
            .iter()
            .filter(|field| !field.property.deprecated)
            .filter_map(|field| {
                let setter = field.setter.as_ref()?;
                let property = &field.property;
                let value = fields.get(&property.wire)?;
                let value = self.argument(&field.argument, &property.ty, value)?;
                let name = tokens::ident(&setter.name);
                Some(quote!(.#name(#value)))
            })
            .collect();
        self.imports.insert(item.ident.clone());
        let name = tokens::ident(&item.ident);
        Some(quote!(#name::new(#(#arguments),*)#(#setters)*))
    }
}

/// Optional parameters that an example sets: plain values in the query.
fn is_shown(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Query
        && !parameter.deprecated
        && !matches!(parameter.ty.ty, Type::Array(_))
}

/// The type of the crate that a string is parsed as.
fn parsed_as(ty: &TypeRef) -> Option<&'static str> {
    match &ty.ty {
        _ if ty.sensitive => None,
        Type::String(StringFormat::DateTime) => Some("Timestamp"),
        Type::String(StringFormat::Base64) => Some("Base64"),
        Type::String(StringFormat::Base64Url) => Some("Base64Url"),
        _ => None,
    }
}

/// Statements as in a function, formatted and without its indentation.
fn body_of_function(statements: TokenStream) -> String {
    let text = unparse(quote!(async fn example() { #statements }));
    let lines: Vec<&str> = text.lines().collect();
    let inner = lines
        .get(1..lines.len().saturating_sub(1))
        .unwrap_or_default();
    inner
        .iter()
        .map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line)))
        .collect()
}

fn root_import(root: &str, names: &[&str]) -> String {
    match names {
        [one] => format!("use {root}::{one};\n"),
        many => format!("use {root}::{{{}}};\n", many.join(", ")),
    }
}
