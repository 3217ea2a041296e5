//! Numbers are not labels.

use probely::types::UserPatch;

pub fn program() -> UserPatch {
    UserPatch::new().labels([1, 2]) //~ `{integer}` is not an item of a list of `LabelRequest`
}
