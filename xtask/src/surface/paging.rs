//! Lists in pages: what requests have for them, and how the types of pages are read.

use std::collections::BTreeMap;

use super::resolve::Resolver;
use super::response_format::response_type;
use super::{Function, ParameterItem, Receiver, RustType, StructItem};
use crate::api::{Operation, Paging, ParameterLocation, Struct, Type, TypeId, TypeKind, TypeRef};
use crate::names::Ident;

/// What a request has for lists in pages.
#[derive(Clone, Debug)]
pub struct PagingItem {
    /// The position of the parameter with the number of the page.
    pub parameter: usize,
    /// `send_lenient`.
    pub send_lenient: Function,
    /// `send_lenient_blocking`, with the feature `blocking`.
    pub send_lenient_blocking: Function,
    /// `pages`.
    pub pages: Function,
    /// `stream`.
    pub stream: Function,
}

/// How the type of a page is read.
#[derive(Clone, Debug)]
pub struct PageItem {
    /// The field with the items.
    pub items: Ident,
    /// The type of an item.
    pub item: RustType,
    /// The field with the number of pages.
    pub total: Ident,
    /// What that is called on the wire.
    pub total_wire: String,
    /// The type of the number.
    pub number: RustType,
    /// What the items are called on the wire.
    pub items_wire: String,
    /// `items` and `into_items`, unless a setter has the name.
    pub functions: Vec<Function>,
}

impl PagingItem {
    /// Its functions, in order.
    pub fn functions(&self) -> [&Function; 4] {
        [
            &self.send_lenient,
            &self.send_lenient_blocking,
            &self.pages,
            &self.stream,
        ]
    }
}

pub(super) fn of_request(
    operation: &Operation,
    response: Option<&TypeRef>,
    parameters: &[ParameterItem],
    resolver: &Resolver<'_>,
) -> Option<PagingItem> {
    let paging = operation.paging.as_ref()?;
    let response = response?;
    let parameter = parameters.iter().position(|parameter| {
        let known = &parameter.parameter;
        known.location == ParameterLocation::Query && known.wire == paging.page
    })?;
    let TypeKind::Struct(page) = &resolver.definition(response)?.kind else {
        return None;
    };
    let item = item_of(page, paging, resolver)?;
    let (response, item) = match operation.sparse {
        None => (resolver.value(response), item),
        Some(_) => (RustType::Generic, RustType::ItemOfGeneric),
    };
    let lenient = RustType::Response(Box::new(RustType::Lenient(Box::new(response.clone()))));
    Some(PagingItem {
        parameter,
        send_lenient: Function {
            is_async: true,
            ..taking_self("send_lenient", lenient.clone())
        },
        send_lenient_blocking: taking_self("send_lenient_blocking", lenient),
        pages: taking_self("pages", RustType::Pages(Box::new(response))),
        stream: taking_self("stream", RustType::Items(Box::new(item))),
    })
}

fn taking_self(name: &'static str, output: RustType) -> Function {
    Function::of_self(Ident::word(name), output)
}

/// The types that are pages, with how they are.
pub(super) fn pages<'a>(resolver: &Resolver<'a>) -> BTreeMap<&'a TypeId, &'a Paging> {
    let mut pages = BTreeMap::new();
    for operation in &resolver.api.operations {
        let responses = [response_type(operation), operation.sparse.as_ref()];
        for response in responses.into_iter().flatten() {
            if let (Some(paging), Some(def)) = (&operation.paging, resolver.definition(response)) {
                pages.insert(&def.id, paging);
            }
        }
    }
    pages
}

pub(super) fn page_item(
    page: &Struct,
    owner: &StructItem,
    paging: &Paging,
    resolver: &Resolver<'_>,
) -> Option<PageItem> {
    let ident = |wire: &str| {
        let field = owner
            .fields
            .iter()
            .find(|item| item.property.wire == wire)?;
        Some(field.ident.clone())
    };
    let item = item_of(page, paging, resolver)?;
    let functions = vec![
        Function {
            receiver: Receiver::Reference,
            ..taking_self("items", RustType::Slice(Box::new(item.clone())))
        },
        taking_self("into_items", RustType::Vec(Box::new(item.clone()))),
    ];
    let is_free = |function: &Function| {
        let mut setters = owner
            .fields
            .iter()
            .filter_map(|field| field.setter.as_ref());
        setters.all(|setter| setter.name != function.name)
    };
    let number = page.fields.iter().find(|it| it.wire == paging.pages)?;
    Some(PageItem {
        items: ident(&paging.items)?,
        item,
        total: ident(&paging.pages)?,
        total_wire: paging.pages.clone(),
        number: resolver.value(resolver.api.target(&number.ty)),
        items_wire: paging.items.clone(),
        functions: functions.into_iter().filter(is_free).collect(),
    })
}

fn item_of(page: &Struct, paging: &Paging, resolver: &Resolver<'_>) -> Option<RustType> {
    let items = page.fields.iter().find(|it| it.wire == paging.items)?;
    match &resolver.api.target(&items.ty).ty {
        Type::Array(item) => Some(resolver.item(item)),
        _ => None,
    }
}
