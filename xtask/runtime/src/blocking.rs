//! Calls that wait for their answer, for programs without an async runtime: the feature `blocking`.

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

/// Makes the transport for calls that wait.
pub(super) type MakeTransport = dyn Fn() -> Result<Arc<dyn Transport>, ConfigError> + Send + Sync;

/// What calls that wait are made with, once there is one: a thread and connections of their own. Those of an async
/// runtime stand still while it does, which a call that waits could bring about.
#[derive(Clone, Default)]
pub(super) struct Blocking(Arc<Mutex<Option<Arc<Worker>>>>);

struct Worker {
    /// Taken only to shut it down.
    runtime: Option<Runtime>,
    core: Core,
}

impl Core {
    /// Sends a request and waits for the answer, as [`send`](Core::send) does without blocking.
    ///
    /// # Errors
    ///
    /// What [`Error`] lists; [`Error::InvalidRequest`] too if it is called in a runtime that would stand still.
    pub fn send_blocking<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(operation, |core| async move { core.send(request).await })
    }

    /// Like [`send_lenient`](Core::send_lenient), and waits.
    ///
    /// # Errors
    ///
    /// Those of [`send_blocking`](Core::send_blocking).
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

    /// Like [`send_nullable`](Core::send_nullable), and waits.
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

    /// Like [`send_optional`](Core::send_optional), and waits.
    ///
    /// # Errors
    ///
    /// Those of [`send_blocking`](Core::send_blocking).
    pub fn send_optional_blocking<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<Option<T>>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        let operation = request.operation.clone();
        self.wait(operation, |core| async move {
            core.send_optional(request).await
        })
    }

    /// Like [`send_empty`](Core::send_empty), and waits.
    ///
    /// # Errors
    ///
    /// Those of [`send_blocking`](Core::send_blocking).
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

    /// Like [`send_bytes`](Core::send_bytes), and waits.
    ///
    /// # Errors
    ///
    /// Those of `send_bytes`, and [`Error::InvalidRequest`] in an async runtime that has only this thread.
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

    /// Runs a call on the thread for calls that wait.
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
                "waiting here may stop the async runtime that this thread belongs to: use `send().await`, or call it on a thread of its own (`std::thread::spawn`)",
            );
        }
        let worker = self.blocking.worker(&self.settings)?;
        let (sender, receiver) = sync_channel(1);
        let call = call(worker.core.clone());
        let Some(runtime) = &worker.runtime else {
            return refuse("the client is being dropped");
        };
        runtime.spawn(async move {
            // Whoever waited is there, or the program is ending.
            let _ = sender.send(call.await);
        });
        match receiver.recv() {
            Ok(result) => result,
            Err(_) => refuse("the transport or the provider of the API key panicked"),
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
                let problem = "cannot start the thread for calls that wait";
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
            // Dropping it would wait, which panics in async code.
            runtime.shutdown_background();
        }
    }
}
