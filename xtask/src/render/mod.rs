//! [`Api`], [`Names`] and [`Surface`] → [`SourceTree`].

use crate::api::Api;
use crate::names::Names;
use crate::output::SourceTree;
use crate::surface::Surface;

/// Writes the crate.
pub fn render(api: &Api, names: &Names, surface: &Surface) -> SourceTree {
    let _ = (api, names, surface);
    SourceTree::new()
}
