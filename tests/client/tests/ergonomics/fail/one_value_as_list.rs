//! One string is not a list of labels.

use probely::types::UserPatch;

pub fn program() -> UserPatch {
    UserPatch::new().labels("prod") //~ `&str` is not a list of `LabelRequest`
}
