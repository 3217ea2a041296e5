//! [`Api`] → [`Names`]: what everything is called in Rust.

use crate::api::Api;
use crate::diagnostic::Report;

/// The names of a crate.
#[derive(Clone, Debug)]
pub struct Names;

/// Gives everything its name. Collisions go into the report.
pub fn assign(api: &Api, report: &mut Report) -> Names {
    let _ = (api, report);
    Names
}
