//! [`Api`] and [`Names`] → [`Surface`]: the public Rust API.

use crate::api::Api;
use crate::names::Names;

/// The public API of a crate.
#[derive(Clone, Debug)]
pub struct Surface;

/// Lists the public API.
pub fn surface(api: &Api, names: &Names) -> Surface {
    let _ = (api, names);
    Surface
}
