//! [`Response`]: a documented response, and how its body is read.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Media, MediaKind, Operation, Provenance, StringFormat, Type, TypeRef};
use crate::diagnostic::Anchor;

/// A documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// For which status.
    pub status: Status,
    /// The description, as Markdown.
    pub docs: String,
    /// The type of its documented headers, if it has any.
    pub headers: Option<TypeRef>,
    /// The media types of its body; empty: it has none.
    pub media: Vec<Media>,
    /// How sure the document is of it: as of the operation, unless it says otherwise.
    pub provenance: Option<Provenance>,
    /// Where it is defined.
    pub at: Anchor,
}

/// The statuses that a documented response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred: `4` for `4XX`.
    Class(u16),
    /// All that are not documented.
    Default,
}

/// How the bodies of an operation's successes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// There are none.
    Empty,
    /// As JSON.
    Json,
    /// As a string.
    Text,
    /// As they are.
    Bytes,
    /// As an enum of the successes: [`TypeKind::Outcomes`](super::TypeKind::Outcomes).
    Outcomes,
    /// Item by item, while they are received.
    Stream,
}

/// A body of a response: the media types that are read alike.
#[derive(Clone, Debug)]
pub struct ResponseBody<'a> {
    /// [`Json`](Format::Json), [`Text`](Format::Text) or [`Bytes`](Format::Bytes).
    pub format: Format,
    /// The media types, in the order of the document.
    pub media: Vec<&'a Media>,
    /// The type of the first.
    pub ty: &'a TypeRef,
}

/// An example of a response that is a success.
#[derive(Clone, Copy, Debug)]
pub struct SuccessExample<'a> {
    /// The status of the response.
    pub status: Status,
    /// Its name (`""` for the single `example`).
    pub name: &'a str,
    /// The body of the response.
    pub value: &'a Value,
}

impl Response {
    /// The bodies that it may have, in the order of the document. Streams are read by themselves.
    pub fn bodies(&self) -> Vec<ResponseBody<'_>> {
        let mut bodies: Vec<ResponseBody<'_>> = Vec::new();
        for media in &self.media {
            let Some(format) = media.format() else {
                continue;
            };
            let is_alike = |body: &&mut ResponseBody<'_>| {
                body.format == format && (format != Format::Json || *body.ty == media.ty)
            };
            match bodies.iter_mut().find(is_alike) {
                Some(body) => body.media.push(media),
                None => bodies.push(ResponseBody {
                    format,
                    media: vec![media],
                    ty: &media.ty,
                }),
            }
        }
        bodies
    }

    /// The media types of an error that are decoded: JSON with a type, and text.
    pub fn error_media(&self) -> impl Iterator<Item = &Media> {
        let mut media = self.media.iter();
        let text = media.find(|media| media.format() == Some(Format::Text));
        let json = Media::json(&self.media).filter(|media| media.ty.ty != Type::Any);
        json.into_iter().chain(text)
    }
}

impl Media {
    /// How a response in it is read as a whole; `None` if it is a stream.
    pub fn format(&self) -> Option<Format> {
        Some(match (self.kind, &self.ty.ty) {
            (MediaKind::Events | MediaKind::JsonLines, _) => return None,
            (MediaKind::Json, _) => Format::Json,
            (MediaKind::Text, Type::String(StringFormat::Binary)) => Format::Bytes,
            (MediaKind::Text, _) => Format::Text,
            (MediaKind::Form | MediaKind::Multipart | MediaKind::Xml | MediaKind::Binary, _) => {
                Format::Bytes
            }
        })
    }
}

impl Operation {
    /// The documented responses that are no errors. `default` is one if no other 2xx is documented.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        let mut statuses = self.responses.iter().map(|it| it.status);
        let has_success = statuses.any(Status::is_success);
        let is_success = move |status: Status| {
            let is_default = status == Status::Default && !has_success;
            is_default || status.is_success() || status.is_redirect()
        };
        let responses = self.responses.iter();
        responses.filter(move |response| is_success(response.status))
    }

    /// The documented responses that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Response> {
        self.responses
            .iter()
            .filter(|response| response.status.is_error())
    }

    /// How its successes are read.
    pub fn format(&self) -> Format {
        if self.outcomes.is_some() {
            return Format::Outcomes;
        }
        let bodies = self.successes().flat_map(Response::bodies);
        let formats: BTreeSet<Format> = bodies.map(|body| body.format).collect();
        match formats.last() {
            // Bytes can hold text, and JSON beside others makes outcomes.
            Some(format) => *format,
            None if self.stream().is_some() => Format::Stream,
            None => Format::Empty,
        }
    }

    /// The media type of a success that is read item by item.
    pub fn stream(&self) -> Option<&Media> {
        let mut media = self.successes().flat_map(|response| &response.media);
        media.find(|media| media.format().is_none())
    }

    /// The JSON examples of its successes with their names, the first of each name.
    pub fn success_examples(&self) -> impl Iterator<Item = SuccessExample<'_>> {
        let mut seen = BTreeSet::new();
        // The enum of several successes is not JSON.
        let successes = self.successes().filter(|_| self.outcomes.is_none());
        successes
            .flat_map(|response| {
                let examples = Media::json(&response.media).map(|media| &media.examples);
                let examples = examples.into_iter().flatten();
                examples.map(|(name, value)| SuccessExample {
                    status: response.status,
                    name,
                    value,
                })
            })
            .filter(move |example| seen.insert(example.name))
    }
}

impl Status {
    /// Whether it includes 2xx.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }

    /// The hundred that it is in.
    pub fn class(self) -> Self {
        match self {
            Self::Code(code) => Self::Class(code / 100),
            status => status,
        }
    }

    /// Whether it includes 3xx.
    pub fn is_redirect(self) -> bool {
        matches!(self, Self::Code(300..=399) | Self::Class(3))
    }

    /// Whether it includes 4xx, 5xx or the rest.
    pub fn is_error(self) -> bool {
        matches!(
            self,
            Self::Code(400..=599) | Self::Class(4 | 5) | Self::Default
        )
    }
}
