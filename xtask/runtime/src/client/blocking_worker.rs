//! [`BlockingWorker`]: the thread that makes blocking calls.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::{Builder, Runtime};

use super::super::error::ConfigError;
use super::super::send::Sender;
use super::client_settings::ClientSettings;

/// The worker of blocking calls, created by the first of them. It has a thread and connections of its own: a blocking
/// call may block the caller's async runtime, and with it all connections of that runtime.
#[derive(Clone, Default)]
pub(super) struct BlockingWorker(Arc<Mutex<Option<Arc<Worker>>>>);

pub(super) struct Worker {
    /// `None` only during shutdown.
    pub(super) runtime: Option<Runtime>,
    /// The settings of the client, with the transport for blocking calls.
    pub(super) settings: Arc<ClientSettings>,
}

impl BlockingWorker {
    /// Returns the worker. The first call creates it.
    pub(super) fn get(&self, settings: &ClientSettings) -> Result<Arc<Worker>, ConfigError> {
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
        let created = Arc::new(Worker {
            runtime: Some(runtime),
            settings: Arc::new(ClientSettings {
                sender: Sender {
                    transport,
                    ..settings.sender.clone()
                },
                ..settings.clone()
            }),
        });
        *worker = Some(created.clone());
        Ok(created)
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
