//! [`objects`]: the objects of OpenAPI in a document, each with its kind, its location and the direction that it serves.

use std::ops::Range;

use super::cursor::Cursor;
use super::keywords::tables::{self, Kind, OPENAPI, PATH_ITEM, RESPONSE, SCHEMA};
use super::pointer;
use super::tree::{Mapping, Node, NodeKind, Tree};
use super::version::Version;

/// An object of OpenAPI, or a `$ref` to one.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    /// What it is.
    pub kind: ObjectKind,
    /// Its JSON pointer.
    pub pointer: String,
    /// The mapping.
    pub node: &'a Node,
    /// The location of its key.
    key: &'a Range<usize>,
    /// Which way the values go that it describes. `None` for what is under `components` without a direction of its
    /// own: schemas and examples.
    pub direction: Option<Direction>,
}

/// The kinds of objects that anything is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum ObjectKind {
    Schema,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Example,
    Link,
    SecurityScheme,
    Callback,
    PathItem,
    Operation,
    Other,
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
}

impl<'a> Object<'a> {
    /// The object as a node of its document.
    pub(crate) fn cursor(&self, tree: &'a Tree) -> Cursor<'a> {
        Cursor {
            tree,
            node: self.node,
            pointer: self.pointer.clone(),
            key: self.key.clone(),
        }
    }

    /// The value of the `$ref`, if it is one.
    pub fn reference(&self) -> Option<&'a str> {
        self.node.get("$ref")?.as_str()
    }
}

impl ObjectKind {
    const ALL: [Self; 12] = [
        Self::Schema,
        Self::Parameter,
        Self::Header,
        Self::RequestBody,
        Self::Response,
        Self::MediaType,
        Self::Example,
        Self::Link,
        Self::SecurityScheme,
        Self::Callback,
        Self::PathItem,
        Self::Operation,
    ];

    /// What to call it in a message.
    pub fn noun(self) -> &'static str {
        self.row().1
    }

    /// The key under `components`; of a path, the key of all of them.
    pub fn section(self) -> &'static str {
        self.row().2
    }

    /// Its name in the specification, the noun and the section.
    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Schema => ("Schema", "a schema", "schemas"),
            Self::Parameter => ("Parameter", "a parameter", "parameters"),
            Self::Header => ("Header", "a header", "headers"),
            Self::RequestBody => ("Request Body", "a request body", "requestBodies"),
            Self::Response => ("Response", "a response", "responses"),
            Self::MediaType => ("Media Type", "a media type", ""),
            Self::Example => ("Example", "an example", "examples"),
            Self::Link => ("Link", "a link", "links"),
            Self::SecurityScheme => ("Security Scheme", "a security scheme", "securitySchemes"),
            Self::Callback => ("Callback", "a callback", "callbacks"),
            Self::PathItem => ("Path Item", "a path", "paths"),
            Self::Operation => ("Operation", "an operation", ""),
            Self::Other => ("", "something else", ""),
        }
    }

    fn of(object: &tables::Object) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.row().0 == object.name)
            .unwrap_or(Self::Other)
    }
}

/// The objects of a document whose keywords have been checked, in its order, each before what is in it.
pub fn objects(tree: &Tree) -> Vec<Object<'_>> {
    let mut walk = Walk {
        version: Version::of(tree),
        pointer: String::new(),
        key: &tree.root.span,
        found: Vec::new(),
        in_callback: false,
    };
    walk.object(&OPENAPI, &tree.root, None);
    walk.found
}

struct Walk<'a> {
    version: Version,
    pointer: String,
    /// The location of the key of the node where it is.
    key: &'a Range<usize>,
    found: Vec<Object<'a>>,
    /// In a callback or a webhook the server sends the requests.
    in_callback: bool,
}

impl<'a> Walk<'a> {
    fn object(&mut self, object: &tables::Object, node: &'a Node, outer: Option<Direction>) {
        let NodeKind::Mapping(mapping) = &node.kind else {
            return;
        };
        let kind = ObjectKind::of(object);
        let direction = match (kind, self.in_callback) {
            (ObjectKind::RequestBody | ObjectKind::Parameter, false)
            | (ObjectKind::Response, true) => Some(Direction::Request),
            (ObjectKind::Response, false)
            | (ObjectKind::RequestBody | ObjectKind::Parameter, true) => Some(Direction::Response),
            _ => outer,
        };
        self.found.push(Object {
            kind,
            pointer: self.pointer.clone(),
            node,
            key: self.key,
            direction,
        });
        // What is beside a `$ref` is ignored, except where that is a keyword of the object.
        if mapping.get("$ref").is_none() || object.keyword("$ref", self.version).is_some() {
            for entry in mapping {
                if let Some(kind) = object.keyword(&entry.key, self.version) {
                    self.enter(&entry.key, &entry.key_span, |walk| {
                        walk.value(kind, &entry.value, direction);
                    });
                }
            }
        }
    }

    fn value(&mut self, kind: Kind, node: &'a Node, direction: Option<Direction>) {
        match (kind, &node.kind) {
            (Kind::List(item), NodeKind::Sequence(items)) => {
                for (index, item_node) in items.iter().enumerate() {
                    self.enter(&index.to_string(), &item_node.span, |walk| {
                        walk.value(*item, item_node, direction)
                    });
                }
            }
            (Kind::Map(value), NodeKind::Mapping(mapping)) => {
                self.entries(*value, mapping, direction, false)
            }
            (Kind::Object(object) | Kind::OrRef(object), _) => self.object(object, node, direction),
            (Kind::BoolOrSchema, NodeKind::Mapping(_)) => self.object(&SCHEMA, node, direction),
            (Kind::Paths, NodeKind::Mapping(mapping)) => {
                self.entries(Kind::Object(&PATH_ITEM), mapping, direction, true)
            }
            (Kind::Responses, NodeKind::Mapping(mapping)) => {
                self.entries(Kind::OrRef(&RESPONSE), mapping, direction, true)
            }
            (Kind::Callback, NodeKind::Mapping(mapping)) => self.callback(node, mapping),
            (Kind::Webhooks, NodeKind::Mapping(mapping)) => self.received(mapping),
            _ => {}
        }
    }

    fn callback(&mut self, node: &'a Node, mapping: &'a Mapping) {
        self.found.push(Object {
            kind: ObjectKind::Callback,
            pointer: self.pointer.clone(),
            node,
            key: self.key,
            direction: None,
        });
        self.received(mapping);
    }

    /// The requests that the server sends.
    fn received(&mut self, mapping: &'a Mapping) {
        let outer = std::mem::replace(&mut self.in_callback, true);
        self.entries(Kind::Object(&PATH_ITEM), mapping, None, true);
        self.in_callback = outer;
    }

    /// What is under free keys; `extensible` if they may be extensions as well.
    fn entries(
        &mut self,
        kind: Kind,
        mapping: &'a Mapping,
        direction: Option<Direction>,
        extensible: bool,
    ) {
        for entry in mapping {
            if extensible && entry.key.starts_with("x-") {
                continue;
            }
            self.enter(&entry.key, &entry.key_span, |walk| {
                walk.value(kind, &entry.value, direction);
            });
        }
    }

    fn enter(&mut self, key: &str, span: &'a Range<usize>, inside: impl FnOnce(&mut Self)) {
        self.key = span;
        let length = self.pointer.len();
        self.pointer.push('/');
        pointer::push_escaped(&mut self.pointer, key);
        inside(self);
        self.pointer.truncate(length);
    }
}
