//! [`without_blanks`]: descriptions that say nothing are none.

use std::collections::BTreeSet;

use super::apply::apply;
use super::broken::Broken;
use crate::source::objects::objects;
use crate::source::pointer;
use crate::source::tree::{Node, Tree};

/// A document without its blank descriptions and summaries, which many tools write. Nothing is reported of them.
pub(super) fn without_blanks(mut tree: Tree) -> Tree {
    let is_blank = |node: &Node, key: &str| {
        let text = node.get(key).and_then(Node::as_str);
        text.is_some_and(|text| text.trim().is_empty())
    };
    let blanks = objects(&tree).into_iter().flat_map(|object| {
        let keys = ["description", "summary"].into_iter();
        let blank = keys.filter(move |key| is_blank(object.node, key));
        blank.map(move |key| pointer::child(&object.pointer, key))
    });
    let blanks: BTreeSet<String> = blanks.collect();
    if !blanks.is_empty()
        && let Some(root) = apply(&tree, Vec::new(), blanks, &mut Broken::default())
    {
        tree.root = root;
    }
    tree
}
