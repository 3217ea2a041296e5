//! [`Sender`]: sends a call, in as many attempts as its retry policy allows.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout};

use super::super::auth::Credentials;
use super::super::body::OpenBody;
use super::super::error::{
    ApiKeyError, Error, FieldError, InvalidRequest, NoResponse, TransportError, UnexpectedResponse,
};
use super::super::response::{CallInfo, RawResponse};
use super::super::transport::{BaseUrl, ReadError, Transport};
use super::attempt::{Attempt, OpenResponse};
use super::prepared_call::PreparedCall;
use super::throttle::{Throttle, WaitLimits};
use super::trace::Trace;

#[derive(Clone)]
pub(crate) struct Sender {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) base_url: BaseUrl,
    /// The servers of operations that have their own.
    pub(crate) operation_servers: Vec<BaseUrl>,
    pub(crate) credentials: Credentials,
    /// Shared with blocking calls.
    pub(crate) throttle: Arc<Throttle>,
    /// In bytes.
    pub(crate) max_response_size: usize,
}

impl Sender {
    /// Where a call goes: to the base URL, unless its operation has a server of its own.
    pub(crate) fn server(&self, index: Option<usize>) -> &BaseUrl {
        let own = index.and_then(|index| self.operation_servers.get(index));
        own.unwrap_or(&self.base_url)
    }

    /// Sends a call with retries, and returns the last response whatever its status.
    pub(crate) async fn send<B>(
        &self,
        mut call: PreparedCall,
        trace: &Trace,
    ) -> Result<(RawResponse, Option<OpenResponse>), Error<B>> {
        if Handle::try_current().is_err() {
            // tokio would panic.
            let problem =
                "no Tokio runtime is running: call it in one, such as that of `#[tokio::main]`";
            let errors = vec![FieldError::new("", problem)];
            return Err(InvalidRequest::new(call.info.operation, errors).into());
        }
        let credentials = match self.credentials.choose(call.security) {
            Ok(credentials) => credentials,
            Err(missing) => return Err(ApiKeyError::new(call.info, missing.into()).into()),
        };
        let wait = WaitLimits {
            started: Instant::now(),
            timeout: call.limits.timeout,
            max_pause: call.limits.retry.max_retry_after,
        };
        let mut last = None;
        loop {
            let permit = match self.throttle.permit(wait).await {
                Ok(permit) => permit,
                Err(reason) => {
                    return match last {
                        // The last attempt has more information than the wait for the next one.
                        Some(attempt) => self.result(call.info, attempt),
                        None => Err(self.no_response(call.info, NoResponse::NotSent(reason))),
                    };
                }
            };
            call.info.attempts += 1;
            let limit = call.limits.attempt_timeout.min(wait.left());
            let attempt = match timeout(limit, self.attempt(&call, credentials)).await {
                Ok(attempt) => attempt,
                Err(_) if wait.left().is_zero() => Attempt::TimedOut(wait.timeout),
                Err(_) => Attempt::TimedOut(limit),
            };
            drop(permit);
            if let Some(pause) = attempt.requested_pause() {
                self.throttle.pause(pause);
            }
            let delay = call.limits.retry.delay(&call.info, &attempt);
            let delay = delay.filter(|delay| *delay < wait.left());
            let can_repeat = call.request.body().is_repeatable();
            call.info.body_is_gone = delay.is_some() && !can_repeat;
            let delay = delay.filter(|_| can_repeat);
            trace.attempt(&call.info, &attempt, delay);
            let Some(delay) = delay else {
                return self.result(call.info, attempt);
            };
            call.info.may_be_processed |= attempt.may_be_processed();
            sleep(delay).await;
            last = Some(attempt);
        }
    }

    async fn attempt(&self, call: &PreparedCall, credentials: &[&str]) -> Attempt {
        let (mut head, body) = call.request.clone().into_parts();
        if let Err(problem) = self.credentials.apply(credentials, &mut head).await {
            return Attempt::NoKey(problem);
        }
        let sent = match body.open().await {
            Ok(OpenBody::Bytes(body)) => {
                let request = http::Request::from_parts(head, body);
                self.transport.send(request).await
            }
            Ok(OpenBody::Stream(body)) => {
                let request = http::Request::from_parts(head, body);
                self.transport.send_stream(request).await
            }
            Err(problem) => return Attempt::NoBody(problem),
        };
        let (head, body) = match sent {
            Ok(response) => response.into_parts(),
            Err(failure) => return Attempt::Failed(failure),
        };
        let response = |head, body| RawResponse {
            call: call.info.clone(),
            http: http::Response::from_parts(head, body),
        };
        if call
            .open
            .is_some_and(|is_open| is_open(head.status.as_u16()))
        {
            let timeout = call.limits.attempt_timeout;
            let chunks = body;
            return Attempt::Open(
                response(head, Bytes::new()),
                OpenResponse { chunks, timeout },
            );
        }
        let limit = self.max_response_size;
        let length = head.headers.get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: usize| length > limit) {
            return Attempt::TooLarge(response(head, Bytes::new()));
        }
        match body.read(limit).await {
            Ok(body) => Attempt::Response(response(head, body)),
            Err(ReadError::TooLarge) => Attempt::TooLarge(response(head, Bytes::new())),
            Err(ReadError::Failed(failure)) => Attempt::Failed(failure),
        }
    }

    /// The result of a call that ends with this attempt.
    fn result<B>(
        &self,
        call: CallInfo,
        attempt: Attempt,
    ) -> Result<(RawResponse, Option<OpenResponse>), Error<B>> {
        match attempt {
            Attempt::Response(response) => Ok((RawResponse { call, ..response }, None)),
            Attempt::Open(response, body) => Ok((RawResponse { call, ..response }, Some(body))),
            Attempt::TooLarge(response) => {
                let limit = self.max_response_size;
                let problem = format!(
                    "the body is larger than {limit} bytes and was not read: `max_response_size` sets the limit"
                );
                Err(UnexpectedResponse::new(response, problem).into())
            }
            Attempt::NoKey(problem) => {
                // This attempt was not sent.
                let attempts = call.attempts.saturating_sub(1);
                Err(ApiKeyError::new(CallInfo { attempts, ..call }, problem).into())
            }
            Attempt::NoBody(problem) => {
                let errors = vec![FieldError::new("body", problem)];
                Err(InvalidRequest::new(call.operation, errors).into())
            }
            Attempt::Failed(failure) => Err(self.no_response(call, NoResponse::Failed(failure))),
            Attempt::TimedOut(limit) => Err(self.no_response(call, NoResponse::TimedOut(limit))),
        }
    }

    fn no_response<B>(&self, call: CallInfo, reason: NoResponse) -> Error<B> {
        let server = self.server(call.server);
        TransportError::new(call, server, reason).into()
    }
}
