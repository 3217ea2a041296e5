//! Blocking calls, for programs without an async runtime: the feature `blocking`.
//!
//! Each method returns the errors of the method without `_blocking`, and [`Error::InvalidRequest`] in an async runtime
//! that runs on the current thread alone.

use std::borrow::Cow;
use std::sync::mpsc::sync_channel;

use serde::de::DeserializeOwned;
use tokio::runtime::{Handle, RuntimeFlavor};

use super::super::error::{Error, FieldError, InvalidRequest};
use super::super::request::Request;
use super::super::response::{FromResponse, Response};
use super::client_core::Core;

impl Core {
    /// Sends a request as [`send`](Core::send) does, blocking the current thread.
    pub fn send_blocking<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        self.call_blocking(
            request,
            |core, request| async move { core.send(request).await },
        )
    }

    /// Sends a request as [`send_nullable`](Core::send_nullable) does, blocking the current thread.
    pub(crate) fn send_nullable_blocking<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        self.call_blocking(request, |core, request| async move {
            core.send_nullable(request).await
        })
    }

    /// Sends a request as [`send_optional`](Core::send_optional) does, blocking the current thread.
    pub fn send_optional_blocking<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<Option<T>>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        self.send_nullable_blocking(request)
    }

    /// Sends a request as [`send_empty`](Core::send_empty) does, blocking the current thread.
    pub fn send_empty_blocking<B>(&self, request: Request<B>) -> Result<Response<()>, Error<B>>
    where
        B: Send + 'static,
    {
        self.call_blocking(request, |core, request| async move {
            core.send_empty(request).await
        })
    }

    /// Sends a request as [`send_as`](Core::send_as) does, blocking the current thread.
    pub fn send_as_blocking<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: FromResponse + Send + 'static,
        B: Send + 'static,
    {
        self.call_blocking(request, |core, request| async move {
            core.send_as(request).await
        })
    }

    /// Sends a request with a function, blocking the current thread.
    pub(crate) fn call_blocking<T, B, F>(
        &self,
        request: Request<B>,
        send: impl FnOnce(Self, Request<B>) -> F,
    ) -> Result<T, Error<B>>
    where
        F: Future<Output = Result<T, Error<B>>> + Send + 'static,
        T: Send + 'static,
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(operation, |core| send(core, request))
    }

    /// Runs a call on the thread for blocking calls and waits for its result.
    pub(crate) fn wait<T, B, F>(
        &self,
        operation: Cow<'static, str>,
        call: impl FnOnce(Self) -> F,
    ) -> Result<T, Error<B>>
    where
        F: Future<Output = Result<T, Error<B>>> + Send + 'static,
        T: Send + 'static,
        B: Send + 'static,
    {
        let reject = |problem| {
            let errors = vec![FieldError::new("", problem)];
            Err(InvalidRequest::new(operation, errors).into())
        };
        let runtime = Handle::try_current().map(|runtime| runtime.runtime_flavor());
        if matches!(runtime, Ok(RuntimeFlavor::CurrentThread)) {
            return reject(
                "a blocking call would block the async runtime of this thread: use `send().await`, or call it on a thread of its own (`std::thread::spawn`)",
            );
        }
        let worker = self.blocking.get(&self.settings)?;
        let Some(runtime) = &worker.runtime else {
            return reject("the client is being dropped");
        };
        let (sender, receiver) = sync_channel(1);
        let call = call(Self::new(worker.settings.clone()));
        runtime.spawn(async move {
            // The receiver is gone only if the program is ending.
            let _ = sender.send(call.await);
        });
        match receiver.recv() {
            Ok(result) => result,
            Err(_) => reject("the transport or the provider of credentials panicked"),
        }
    }
}
