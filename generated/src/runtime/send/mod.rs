//! Sends a call: credentials, attempts, timeouts, pauses and traces.

mod attempt;
mod limits;
mod prepared_call;
mod retry_policy;
mod sender;
mod throttle;
mod trace;

pub use retry_policy::RetryPolicy;

pub(crate) use attempt::OpenResponse;
pub(crate) use limits::{Limits, ZERO};
pub(crate) use prepared_call::PreparedCall;
pub(crate) use sender::Sender;
pub(crate) use throttle::Throttle;
pub(crate) use trace::Trace;
