//! [`Account`]: an account in memory that responds to a few requests as the API does. Its users are the documented examples.

use std::collections::BTreeMap;

use probely::http::{Request, Response};
use probely::{Bytes, Method, StatusCode, examples};
use serde_json::{Value, json};

/// An account: its users as JSON objects.
pub(crate) struct Account {
    users: Vec<Value>,
    /// The user that new ones are copies of.
    template: Value,
    /// The label that new ones are copies of.
    label: Value,
    /// How many requests still get a 503.
    pub(crate) outage: u32,
}

/// A status and a body.
type Reply = (StatusCode, Value);

impl Account {
    /// The account of the documented examples.
    pub(crate) fn of_examples() -> Result<Self, serde_json::Error> {
        Ok(Self {
            users: examples::users::list()?
                .results
                .iter()
                .flatten()
                .map(serde_json::to_value)
                .collect::<Result<_, _>>()?,
            template: serde_json::to_value(examples::users::create_new_user()?)?,
            label: serde_json::to_value(examples::user_labels::create()?)?,
            outage: 0,
        })
    }

    /// The response to a request.
    pub(crate) fn respond(&mut self, request: &Request<Bytes>) -> Response<Vec<u8>> {
        let (status, body) = self.reply(request);
        let mut response = Response::new(body.to_string().into_bytes());
        *response.status_mut() = status;
        let json = probely::http::HeaderValue::from_static("application/json");
        response.headers_mut().insert("content-type", json);
        response
    }

    fn reply(&mut self, request: &Request<Bytes>) -> Reply {
        if let Some(left) = self.outage.checked_sub(1) {
            self.outage = left;
            return detail(StatusCode::SERVICE_UNAVAILABLE, "Try again later.");
        }
        let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        let path = request.uri().path().trim_matches('/');
        let segments: Vec<&str> = path.split('/').collect();
        match (request.method(), &segments[..]) {
            (&Method::GET, ["users"]) => self.list(request.uri().query().unwrap_or_default()),
            (&Method::POST, ["users"]) => self.create(&body),
            (&Method::POST, ["users", "bulk", "update"]) => self.bulk_update(&body),
            (&Method::PATCH, ["users", id]) => match self.update(id, &body) {
                Some(user) => (StatusCode::OK, user),
                None => detail(StatusCode::NOT_FOUND, "Not found."),
            },
            _ => detail(StatusCode::NOT_FOUND, "Not found."),
        }
    }

    fn list(&self, query: &str) -> Reply {
        let query: BTreeMap<&str, &str> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let number = |key| query.get(key).and_then(|value| value.parse().ok());
        let (page, length) = (
            number("page").unwrap_or(1),
            number("length").unwrap_or(10).max(1),
        );
        let search = query.get("search").copied().unwrap_or_default();
        let mut found: Vec<&Value> = self
            .users
            .iter()
            .filter(|user| text(user, "name").to_lowercase().contains(search))
            .collect();
        found.sort_by_key(|user| text(user, "name"));
        let pages = found.len().div_ceil(length).max(1);
        let results: Vec<&Value> = found
            .iter()
            .copied()
            .skip(page.saturating_sub(1) * length)
            .take(length)
            .collect();
        let body = json!({
            "count": found.len(), "page_total": pages, "page": page, "length": length, "results": results,
        });
        (StatusCode::OK, body)
    }

    fn create(&mut self, body: &Value) -> Reply {
        let email = text(body, "email");
        if self.users.iter().any(|user| text(user, "email") == email) {
            let problem = json!({"email": ["A user with this email address already exists."]});
            return (StatusCode::BAD_REQUEST, problem);
        }
        let mut user = self.template.clone();
        user["id"] = json!(format!("demo{}", self.users.len()));
        user["user_roles"] = json!([]);
        self.change(&mut user, body);
        self.users.push(user.clone());
        (StatusCode::CREATED, user)
    }

    fn bulk_update(&mut self, body: &Value) -> Reply {
        let mut changes = body.clone();
        let ids = changes["ids"].take();
        let ids: Vec<&str> = ids
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if let Some(fields) = changes.as_object_mut() {
            fields.remove("ids");
        }
        let updated: Vec<&str> = ids
            .into_iter()
            .filter(|id| self.update(id, &changes).is_some())
            .collect();
        (StatusCode::OK, json!({ "ids": updated }))
    }

    fn update(&mut self, id: &str, changes: &Value) -> Option<Value> {
        let position = self.users.iter().position(|user| text(user, "id") == id)?;
        let mut user = self.users[position].clone();
        self.change(&mut user, changes);
        self.users[position] = user.clone();
        Some(user)
    }

    /// Sets the fields that are sent. A label is sent by name and color, and returned with an id too.
    fn change(&self, user: &mut Value, changes: &Value) {
        for (field, value) in changes.as_object().into_iter().flatten() {
            user[field] = value.clone();
        }
        for label in changes["labels"].as_array().into_iter().flatten() {
            let mut whole = self.label.clone();
            for (field, value) in label.as_object().into_iter().flatten() {
                whole[field] = value.clone();
            }
            let labels = user["labels"].as_array_mut();
            let sent = labels.and_then(|labels| labels.iter_mut().find(|it| *it == label));
            if let Some(sent) = sent {
                *sent = whole;
            }
        }
    }
}

fn detail(status: StatusCode, text: &str) -> Reply {
    (status, json!({ "detail": text }))
}

fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object[field].as_str().unwrap_or_default()
}
