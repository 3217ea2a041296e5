//! [`Trace`]: a span for each call and an event for each attempt, with the feature `tracing`; does nothing without
//! it.
//!
//! Fields have the names of OpenTelemetry for HTTP clients. Queries, headers and bodies are not recorded, since they
//! may contain secrets or personal data.

use std::time::Duration;

use http::Method;

use super::super::error::Error;
use super::super::response::CallInfo;
use super::super::transport::BaseUrl;
use super::attempt::Attempt;

pub(crate) struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(crate) fn new(_: &BaseUrl, _: &Method, _: Option<(&str, &str)>) -> Self {
        Self {}
    }

    pub(crate) async fn follow<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    pub(super) fn attempt(&self, _: &CallInfo, _: &Attempt, _: Option<Duration>) {}

    pub(crate) fn failed<B>(&self, _: &Error<B>) {}
}

#[cfg(feature = "tracing")]
impl Trace {
    /// Begins the span of a call, with the operation id and the path template if the API describes the operation. The
    /// path of any other request contains ids.
    pub(crate) fn new(
        base_url: &BaseUrl,
        method: &Method,
        described: Option<(&str, &str)>,
    ) -> Self {
        let (operation, template) = described.unzip();
        let name = match template {
            Some(template) => format!("{method} {template}"),
            None => method.to_string(),
        };
        let (host, port) = base_url.host_and_port();
        let span = tracing::info_span!(
            "http_call",
            api.operation = operation,
            otel.name = name,
            otel.kind = "client",
            otel.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
            http.request.method = method.as_str(),
            http.request.resend_count = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            server.address = host,
            server.port = port,
            url.template = template,
        );
        Self { span }
    }

    pub(crate) async fn follow<F: Future>(&self, call: F) -> F::Output {
        tracing::Instrument::instrument(call, self.span.clone()).await
    }

    /// Records the outcome of an attempt, and the delay before the next one.
    pub(super) fn attempt(&self, call: &CallInfo, attempt: &Attempt, delay: Option<Duration>) {
        let resend_count = call.attempts.saturating_sub(1);
        let (status, request_id) = match attempt {
            Attempt::Response(response)
            | Attempt::Open(response, _)
            | Attempt::TooLarge(response) => {
                (Some(response.status().as_u16()), response.request_id())
            }
            Attempt::Failed(_) | Attempt::TimedOut(_) | Attempt::NoKey(_) | Attempt::NoBody(_) => {
                (None, None)
            }
        };
        let error = error_type(attempt);
        tracing::debug!(
            http.request.resend_count = resend_count,
            http.response.status_code = status,
            error.r#type = error,
            request_id,
            retry_delay_seconds = delay.map(|delay| delay.as_secs_f64()),
            "attempt {}",
            call.attempts
        );
        if delay.is_some() {
            return;
        }
        if resend_count > 0 {
            self.span.record("http.request.resend_count", resend_count);
        }
        if let Some(status) = status {
            self.span.record("http.response.status_code", status);
        }
    }

    /// Records that the call has failed, for any reason, including a response that does not decode.
    pub(crate) fn failed<B>(&self, error: &Error<B>) {
        let kind = match error {
            Error::Config(_) => "config",
            Error::InvalidRequest(_) => "invalid_request",
            Error::ApiKey(_) => "api_key",
            Error::Connect(_) => "connect",
            Error::Timeout(_) => "timeout",
            Error::Transport(_) => "transport",
            Error::Decode(_) | Error::Item(_) => "decode",
            Error::TooManyItems(_) => "too_many_items",
            Error::UnexpectedResponse(_) => "unexpected_response",
            Error::Api(error) => &error.status().as_u16().to_string(),
        };
        self.span.record("error.type", kind);
        self.span.record("otel.status_code", "ERROR");
    }
}

/// OpenTelemetry's `error.type`: the status, or the reason why there is none.
#[cfg(feature = "tracing")]
fn error_type(attempt: &Attempt) -> Option<String> {
    use super::super::transport::FailureKind;

    match attempt {
        Attempt::Open(..) => None,
        Attempt::Response(response) if response.status().is_success() => None,
        Attempt::Response(response) => Some(response.status().as_str().to_owned()),
        Attempt::TooLarge(_) => Some("response_too_large".to_owned()),
        Attempt::Failed(failure) => Some(
            match failure.kind {
                FailureKind::Connect | FailureKind::Permanent => "connect",
                FailureKind::Broken => "transport",
                FailureKind::Unreadable => "body",
            }
            .to_owned(),
        ),
        Attempt::TimedOut(_) => Some("timeout".to_owned()),
        Attempt::NoKey(_) => Some("api_key".to_owned()),
        Attempt::NoBody(_) => Some("body".to_owned()),
    }
}
