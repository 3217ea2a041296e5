//! Blocking calls, for programs without an async runtime: the feature `blocking`.

use std::borrow::Cow;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Handle, Runtime, RuntimeFlavor};

use super::client_core::Core;
use super::client_settings::ClientSettings;
use super::config_error::ConfigError;
use super::error::Error;
use super::field_error::FieldError;
use super::invalid_request::InvalidRequest;
use super::lenient_page::LenientPage;
use super::page::Page;
use super::request::Request;
use super::response::Response;
use super::transport::Transport;

/// Creates the transport for blocking calls.
pub(super) type MakeTransport = dyn Fn() -> Result<Arc<dyn Transport>, ConfigError> + Send + Sync;

/// The worker of blocking calls, created by the first of them. It has a thread and connections of its own: a blocking
/// call may block the caller's async runtime, and with it all connections of that runtime.
#[derive(Clone, Default)]
pub(super) struct Blocking(Arc<Mutex<Option<Arc<Worker>>>>);

struct Worker {
    /// `None` only during shutdown.
    runtime: Option<Runtime>,
    core: Core,
}

impl Core {
    /// Sends a request as [`send`](Core::send) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// The errors of [`send`](Core::send), and [`Error::InvalidRequest`] in an async runtime that runs on this thread
    /// alone.
    pub fn send_blocking<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(operation, |core| async move { core.send(request).await })
    }

    /// Sends a request as [`send_lenient`](Core::send_lenient) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// The errors of [`send_lenient`](Core::send_lenient), and [`Error::InvalidRequest`] in an async runtime that
    /// runs on this thread alone.
    pub fn send_lenient_blocking<P, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<LenientPage<P>>, Error<B>>
    where
        P: Page + DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(
            operation,
            |core| async move { core.send_lenient(request).await },
        )
    }

    /// Sends a request as [`send_nullable`](Core::send_nullable) does, blocking the current thread.
    pub(super) fn send_nullable_blocking<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(operation, |core| async move {
            core.send_nullable(request).await
        })
    }

    /// Sends a request as [`send_optional`](Core::send_optional) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// The errors of [`send_optional`](Core::send_optional), and [`Error::InvalidRequest`] in an async runtime that
    /// runs on this thread alone.
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
    ///
    /// # Errors
    ///
    /// The errors of [`send_empty`](Core::send_empty), and [`Error::InvalidRequest`] in an async runtime that runs on
    /// this thread alone.
    pub fn send_empty_blocking<B>(&self, request: Request<B>) -> Result<Response<()>, Error<B>>
    where
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(
            operation,
            |core| async move { core.send_empty(request).await },
        )
    }

    /// Sends a request as [`send_bytes`](Core::send_bytes) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// The errors of [`send_bytes`](Core::send_bytes), and [`Error::InvalidRequest`] in an async runtime that runs on
    /// this thread alone.
    pub fn send_bytes_blocking<B>(&self, request: Request<B>) -> Result<Response<Bytes>, Error<B>>
    where
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(
            operation,
            |core| async move { core.send_bytes(request).await },
        )
    }

    /// Runs a call on the thread for blocking calls and waits for its result.
    pub(super) fn wait<T, B, F>(
        &self,
        operation: Cow<'static, str>,
        call: impl FnOnce(Self) -> F,
    ) -> Result<T, Error<B>>
    where
        F: Future<Output = Result<T, Error<B>>> + Send + 'static,
        T: Send + 'static,
        B: Send + 'static,
    {
        let refuse = |problem| {
            let errors = vec![FieldError::new("", problem)];
            Err(InvalidRequest::new(operation, errors).into())
        };
        let runtime = Handle::try_current().map(|runtime| runtime.runtime_flavor());
        if matches!(runtime, Ok(RuntimeFlavor::CurrentThread)) {
            return refuse(
                "a blocking call would block the async runtime of this thread: use `send().await`, or call it on a thread of its own (`std::thread::spawn`)",
            );
        }
        let worker = self.blocking.worker(&self.settings)?;
        let (sender, receiver) = sync_channel(1);
        let call = call(worker.core.clone());
        let Some(runtime) = &worker.runtime else {
            return refuse("the client is being dropped");
        };
        runtime.spawn(async move {
            // The receiver is gone only if the program is ending.
            let _ = sender.send(call.await);
        });
        match receiver.recv() {
            Ok(result) => result,
            Err(_) => refuse("the transport or the API key provider panicked"),
        }
    }
}

impl Blocking {
    fn worker(&self, settings: &ClientSettings) -> Result<Arc<Worker>, ConfigError> {
        let mut worker = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(worker) = &*worker {
            return Ok(worker.clone());
        }
        let transport = (settings.blocking_transport)()?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("blocking-calls")
            .enable_all()
            .build()
            .map_err(|error| {
                let problem = "cannot start the thread for blocking calls";
                ConfigError::new("send_blocking", problem).with_source(error)
            })?;
        let made = Arc::new(Worker {
            runtime: Some(runtime),
            core: Core::new(ClientSettings {
                transport,
                ..settings.clone()
            }),
        });
        *worker = Some(made.clone());
        Ok(made)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Dropping it would block, which panics in async code.
            runtime.shutdown_background();
        }
    }
}
