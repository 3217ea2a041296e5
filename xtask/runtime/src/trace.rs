//! [`Trace`]: a span for each call and an event for each attempt, with the feature `tracing`; does nothing without
//! it.
//!
//! Fields have the names of OpenTelemetry for HTTP clients. Queries, headers and bodies are not recorded, since they
//! may contain secrets or personal data.

use std::time::Duration;

use super::base_url::BaseUrl;
use super::call::Call;
use super::error::Error;
use super::exchange::Attempt;
use super::request::Request;

/// Traces a call.
pub(super) struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(super) fn new<B>(_: &BaseUrl, _: &Request<B>) -> Self {
        Self {}
    }

    pub(super) async fn follow<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    pub(super) fn attempt(&self, _: &Call, _: &Attempt, _: Option<Duration>) {}

    pub(super) fn failed<B>(&self, _: &Error<B>) {}
}

#[cfg(feature = "tracing")]
impl Trace {
    pub(super) fn new<B>(base_url: &BaseUrl, request: &Request<B>) -> Self {
        use std::borrow::Cow;

        let method = request.method.as_str();
        // The path of a raw request contains ids, so it is not a template.
        let template = match &request.template {
            Cow::Borrowed(template) => Some(*template),
            Cow::Owned(_) => None,
        };
        let name = match template {
            Some(template) => format!("{method} {template}"),
            None => method.to_owned(),
        };
        let (host, port) = base_url.host_and_port();
        let span = tracing::info_span!(
            "http_call",
            api.operation = template.map(|_| &*request.operation),
            otel.name = name,
            otel.kind = "client",
            otel.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
            http.request.method = method,
            http.request.resend_count = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            server.address = host,
            server.port = port,
            url.template = template,
        );
        Self { span }
    }

    pub(super) async fn follow<F: Future>(&self, call: F) -> F::Output {
        tracing::Instrument::instrument(call, self.span.clone()).await
    }

    /// Records the outcome of an attempt, and the delay before the next one.
    pub(super) fn attempt(&self, call: &Call, attempt: &Attempt, delay: Option<Duration>) {
        let resend_count = call.attempts.saturating_sub(1);
        let (status, request_id) = match attempt {
            Attempt::Answer(answer) | Attempt::TooLarge(answer) => {
                (Some(answer.status().as_u16()), answer.request_id())
            }
            Attempt::Failed(_) | Attempt::TimedOut | Attempt::NoKey(_) => (None, None),
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
    pub(super) fn failed<B>(&self, error: &Error<B>) {
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
    use super::transport_failure::FailureKind;

    match attempt {
        Attempt::Answer(answer) if answer.status().is_success() => None,
        Attempt::Answer(answer) => Some(answer.status().as_str().to_owned()),
        Attempt::TooLarge(_) => Some("response_too_large".to_owned()),
        Attempt::Failed(failure) => Some(
            match failure.kind {
                FailureKind::Connect | FailureKind::Permanent => "connect",
                FailureKind::Broken => "transport",
            }
            .to_owned(),
        ),
        Attempt::TimedOut => Some("timeout".to_owned()),
        Attempt::NoKey(_) => Some("api_key".to_owned()),
    }
}
