//! [`exchange`]: sends a call, with retries.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout};

use super::answer::Answer;
use super::api_key::{ApiKeyError, KeyProblem};
use super::call::Call;
use super::client_settings::ClientSettings;
use super::error::Error;
use super::field_error::FieldError;
use super::invalid_request::InvalidRequest;
use super::limits::Limits;
use super::retry_policy::End;
use super::throttle::Patience;
use super::trace::Trace;
use super::transport::ReadError;
use super::transport_error::{Failure, TransportError};
use super::transport_failure::{FailureKind, TransportFailure};
use super::unexpected_response::UnexpectedResponse;

/// A prepared call.
pub(super) struct Exchange {
    pub(super) call: Call,
    pub(super) authenticated: bool,
    /// The complete request, except for the API key.
    pub(super) request: http::Request<Bytes>,
    pub(super) limits: Limits,
}

/// The outcome of an attempt.
pub(super) enum Attempt {
    /// A complete response.
    Answer(Answer),
    /// A response that is too large, without its body.
    TooLarge(Answer),
    /// No response: the transport failed.
    Failed(TransportFailure),
    /// No response: the attempt timed out.
    TimedOut,
    /// Not sent: there was no API key.
    NoKey(KeyProblem),
}

/// Sends a call with retries, and returns the last response whatever its status.
pub(super) async fn exchange<B>(
    settings: &ClientSettings,
    mut exchange: Exchange,
    trace: &Trace,
) -> Result<Answer, Error<B>> {
    if Handle::try_current().is_err() {
        // tokio would panic.
        let problem =
            "no Tokio runtime is running: call it in one, such as that of `#[tokio::main]`";
        let errors = vec![FieldError::new("", problem)];
        return Err(InvalidRequest::new(exchange.call.operation, errors).into());
    }
    let started = Instant::now();
    let patience = Patience {
        started,
        timeout: exchange.limits.timeout,
        pause: exchange.limits.retry.max_retry_after,
    };
    let mut last = None;
    loop {
        let turn = match settings.throttle.turn(patience).await {
            Ok(turn) => turn,
            Err(reason) => {
                return match last {
                    // The last attempt has more information than the timeout.
                    Some((attempt, limit)) => {
                        Attempt::into_result(attempt, exchange.call, settings, limit)
                    }
                    None => {
                        let failure = Failure::NoTurn(reason);
                        Err(TransportError::new(exchange.call, &settings.base_url, failure).into())
                    }
                };
            }
        };
        exchange.call.attempts += 1;
        let left = exchange.limits.timeout.saturating_sub(started.elapsed());
        let limit = exchange.limits.attempt_timeout.min(left);
        let attempt = timeout(limit, attempt(settings, &exchange))
            .await
            .unwrap_or(Attempt::TimedOut);
        drop(turn);
        if let Some(pause) = attempt.pause() {
            settings.throttle.pause(pause);
        }
        let left = exchange.limits.timeout.saturating_sub(started.elapsed());
        let delay = attempt.end().and_then(|end| {
            let Call {
                attempts, method, ..
            } = &exchange.call;
            exchange.limits.retry.delay(*attempts, method, &end)
        });
        let delay = delay.filter(|delay| *delay < left);
        trace.attempt(&exchange.call, &attempt, delay);
        match delay {
            Some(delay) => {
                exchange.call.may_be_done |= attempt.may_have_done_something();
                sleep(delay).await;
                last = Some((attempt, limit));
            }
            None => {
                let limit = if left.is_zero() {
                    exchange.limits.timeout
                } else {
                    limit
                };
                return attempt.into_result(exchange.call, settings, limit);
            }
        }
    }
}

async fn attempt(settings: &ClientSettings, exchange: &Exchange) -> Attempt {
    let mut request = exchange.request.clone();
    if exchange.authenticated {
        if let Err(problem) = settings.api_key.apply(&mut request).await {
            return Attempt::NoKey(problem);
        }
    }
    let (head, body) = match settings.transport.send(request).await {
        Ok(response) => response.into_parts(),
        Err(failure) => return Attempt::Failed(failure),
    };
    let answer = |head, body| Answer {
        call: exchange.call.clone(),
        http: http::Response::from_parts(head, body),
    };
    let limit = settings.max_response_size;
    let length = head.headers.get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > limit) {
        return Attempt::TooLarge(answer(head, Bytes::new()));
    }
    match body.read(limit).await {
        Ok(body) => Attempt::Answer(answer(head, body)),
        Err(ReadError::TooLarge) => Attempt::TooLarge(answer(head, Bytes::new())),
        Err(ReadError::Failed(failure)) => Attempt::Failed(failure),
    }
}

impl Attempt {
    /// The input of the retry policy; `None` if the outcome is never retried.
    fn end(&self) -> Option<End> {
        match self {
            Self::Answer(answer) => Some(End::Answer {
                status: answer.status(),
                retry_after: answer.retry_after(),
            }),
            Self::Failed(failure) => Some(End::Failure(failure.kind)),
            Self::TimedOut => Some(End::Timeout),
            Self::TooLarge(_) | Self::NoKey(_) => None,
        }
    }

    /// The pause of all requests of the client that the server requests.
    fn pause(&self) -> Option<Duration> {
        match self {
            Self::Answer(answer) if matches!(answer.status().as_u16(), 429 | 503) => {
                answer.retry_after()
            }
            _ => None,
        }
    }

    /// Whether the server may have processed the request.
    fn may_have_done_something(&self) -> bool {
        match self {
            Self::Answer(answer) => answer.status() != StatusCode::TOO_MANY_REQUESTS,
            Self::Failed(failure) => failure.kind == FailureKind::Broken,
            Self::TooLarge(_) | Self::TimedOut => true,
            Self::NoKey(_) => false,
        }
    }

    fn into_result<B>(
        self,
        call: Call,
        settings: &ClientSettings,
        limit: Duration,
    ) -> Result<Answer, Error<B>> {
        let failure = match self {
            Self::Answer(answer) => return Ok(answer),
            Self::TooLarge(answer) => {
                let limit = settings.max_response_size;
                let problem = format!(
                    "the body is larger than {limit} bytes and was not read: `max_response_size` sets the limit"
                );
                return Err(UnexpectedResponse::new(answer, problem).into());
            }
            Self::NoKey(problem) => {
                // This attempt was not sent.
                let attempts = call.attempts.saturating_sub(1);
                return Err(ApiKeyError::new(Call { attempts, ..call }, problem).into());
            }
            Self::Failed(failure) => failure.into(),
            Self::TimedOut => Failure::Timeout(limit),
        };
        Err(TransportError::new(call, &settings.base_url, failure).into())
    }
}
