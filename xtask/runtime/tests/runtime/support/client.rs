//! A client and types as codegen renders them.

use std::fmt;

use sdk_runtime::{
    ApiClient, ApiKeyClient, Auth, Check, CheckReport, Core, Extra, FieldErrors, Method, Operation,
    Patch, Request, Response, RetryPolicy, Scheme, Secret, Service, Timestamp, Unrecognized,
    decode_error, deserialize_open_enum, has_keys, member,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

pub(crate) type Error = sdk_runtime::Error<ErrorBody>;
pub(crate) type ClientBuilder = sdk_runtime::ClientBuilder<Client>;

/// Planted, and searched for in everything that is printed.
pub(crate) const KEY: &str = "planted-key-3f9a";

#[derive(Clone, Debug)]
pub(crate) struct Client {
    core: Core,
}

impl ApiClient for Client {
    type ErrorBody = ErrorBody;

    const SERVICE: Service = Service {
        base_url: "https://api.example.com",
        schemes: &[Scheme {
            name: "Key",
            setter: "api_key",
            variable: "EXAMPLE_API_KEY",
            auth: Auth::Header {
                name: "authorization",
                prefix: Some("JWT"),
            },
        }],
        security: &[&["Key"]],
        user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        base_url_variable: "EXAMPLE_API_BASE_URL",
    };

    fn from_core(core: Core) -> Self {
        Self { core }
    }
}

impl ApiKeyClient for Client {
    const API_KEY: &'static str = "Key";
}

/// Installs a TLS provider, without which the feature `rustls-no-provider` makes no client. The second time it is there
/// already.
pub(crate) fn install_provider() {
    #[cfg(feature = "rustls-no-provider")]
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

impl Client {
    pub(crate) fn builder() -> ClientBuilder {
        install_provider();
        ClientBuilder::new()
    }

    /// A client of a server on loopback, which sends every request once.
    pub(crate) fn to(url: &str) -> Self {
        Self::builder()
            .api_key(KEY)
            .base_url(url)
            .retry(RetryPolicy::never())
            .build()
            .unwrap()
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }
}

#[derive(Clone, Debug)]
pub(crate) enum ErrorBody {
    Validation(FieldErrors),
    Detail(Detail),
    Unexpected,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Detail {
    pub(crate) detail: String,
}

impl ErrorBody {
    pub(crate) fn decode(status: u16, body: &[u8]) -> Self {
        match status {
            400 => decode_error(body).map_or(Self::Unexpected, Self::Validation),
            _ => decode_error(body).map_or(Self::Unexpected, Self::Detail),
        }
    }
}

pub(crate) static LIST: Operation<ErrorBody> = Operation {
    id: "users_list",
    method: Method::GET,
    path: "/users/",
    security: &[&["Key"]],
    success: |status| status == 200,
    error_body: ErrorBody::decode,
};

pub(crate) static RETRIEVE: Operation<ErrorBody> = Operation {
    id: "users_retrieve",
    method: Method::GET,
    path: "/users/{id}/",
    security: &[&["Key"]],
    success: |status| status == 200,
    error_body: ErrorBody::decode,
};

pub(crate) static UPDATE: Operation<ErrorBody> = Operation {
    id: "users_partial_update",
    method: Method::PATCH,
    path: "/users/{id}/",
    security: &[&["Key"]],
    success: |status| status == 200,
    error_body: ErrorBody::decode,
};

pub(crate) static DELETE: Operation<ErrorBody> = Operation {
    id: "users_destroy",
    method: Method::DELETE,
    path: "/users/{id}/",
    security: &[&["Key"]],
    success: |status| status == 204,
    error_body: ErrorBody::decode,
};

/// An operation whose successes have no documented body.
pub(crate) static PURGE: Operation<ErrorBody> = Operation {
    id: "users_purge",
    method: Method::DELETE,
    path: "/users/",
    security: &[&["Key"]],
    success: |status| matches!(status, 200..=299),
    error_body: ErrorBody::decode,
};

/// An operation with a success that has a body and one that has none.
pub(crate) static EXPORT: Operation<ErrorBody> = Operation {
    id: "users_export",
    method: Method::GET,
    path: "/users/export/",
    security: &[&["Key"]],
    success: |status| matches!(status, 200 | 204),
    error_body: ErrorBody::decode,
};

pub(crate) static LOGIN: Operation<ErrorBody> = Operation {
    id: "login",
    method: Method::POST,
    path: "/login/",
    security: &[],
    success: |status| status == 200,
    error_body: ErrorBody::decode,
};

/// A request builder as codegen renders it: a value that can be stored and moved.
#[derive(Clone, Debug)]
pub(crate) struct PartialUpdate {
    pub(crate) client: Client,
    pub(crate) id: String,
    pub(crate) body: UserPatch,
}

impl PartialUpdate {
    pub(crate) async fn send(self) -> Result<Response<User>, Error> {
        let request = Request::new(&UPDATE).path("id", &self.id).json(&self.body);
        self.client.core().send(request).await
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) active: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<JobTitle>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<Secret>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) scopes: Vec<Scope>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct UserPatch {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub(crate) expires: Patch<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) labels: Option<Vec<Label>>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Label {
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) color: Option<String>,
}

impl Check for UserPatch {
    fn check(&self, report: &mut CheckReport<'_>) {
        report.field("name", &self.name).max_length(60);
        report.field("labels", &self.labels).nested();
    }
}

impl Check for Label {
    fn check(&self, report: &mut CheckReport<'_>) {
        report.field("name", &self.name).max_length(255);
        report
            .field("color", &self.color)
            .pattern("^[a-z#]*$", |text| {
                text.chars()
                    .all(|character| matches!(character, 'a'..='z' | '#'))
            });
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum JobTitle {
    Ceo,
    Blank,
    Unrecognized(Unrecognized),
}

impl JobTitle {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Ceo => "ceo",
            Self::Blank => "",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

impl From<&str> for JobTitle {
    fn from(text: &str) -> Self {
        match text {
            "ceo" => Self::Ceo,
            "" => Self::Blank,
            other => Self::Unrecognized(Unrecognized::new(other)),
        }
    }
}

impl fmt::Display for JobTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for JobTitle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for JobTitle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_open_enum(deserializer)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Scope {
    Team(TeamScope),
    Target(TargetScope),
    Unrecognized(Value),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TeamScope {
    pub(crate) team: Team,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Team {
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TargetScope {
    pub(crate) target: u32,
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if has_keys(&value, &["team"]) {
            member(value).map(Self::Team)
        } else if has_keys(&value, &["target"]) {
            member(value).map(Self::Target)
        } else {
            Ok(Self::Unrecognized(value))
        }
    }
}
