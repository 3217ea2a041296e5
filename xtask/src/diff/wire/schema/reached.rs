//! [`Reached`]: which locations of operations lead to a pair of schemas.

use std::collections::{BTreeMap, VecDeque};

use super::PairNode;
use crate::diff::wire::call::Root;
use crate::diff::witness::Step;

/// The locations that lead to each pair, and how the first of them does.
pub(super) struct Reached<'n> {
    nodes: &'n [PairNode],
    /// The places of the locations in the order of the document.
    ranks: Vec<usize>,
    /// Of each pair, those at locations of operations that lead to it.
    tops: Vec<Vec<usize>>,
    /// Of each pair, the one before it on the shortest way from its first location, and the step from there.
    towards: Vec<Option<(usize, &'n Step)>>,
}

impl<'n> Reached<'n> {
    pub(super) fn new(nodes: &'n [PairNode], roots: &[Root]) -> Self {
        let mut sorted: Vec<(usize, &Root)> = roots.iter().enumerate().collect();
        sorted.sort_by_key(|(_, root)| &root.reach);
        let mut ranks = vec![0; roots.len()];
        for (rank, (index, _)) in sorted.into_iter().enumerate() {
            if let Some(own) = ranks.get_mut(index) {
                *own = rank;
            }
        }
        let mut reached = Self {
            nodes,
            ranks,
            tops: vec![Vec::new(); nodes.len()],
            towards: vec![None; nodes.len()],
        };
        let tops = nodes.iter().enumerate();
        let tops = tops.filter(|(_, node)| !node.roots.is_empty());
        let mut tops: Vec<usize> = tops.map(|(top, _)| top).collect();
        tops.sort_by_key(|top| nodes.get(*top).and_then(|node| reached.first(node)));
        tops.into_iter().for_each(|top| reached.walk(top));
        reached
    }

    fn rank(&self, root: usize) -> usize {
        self.ranks.get(root).copied().unwrap_or(usize::MAX)
    }

    fn first(&self, node: &PairNode) -> Option<usize> {
        node.roots.iter().map(|root| self.rank(*root)).min()
    }

    /// Goes from a pair to all that it leads to.
    fn walk(&mut self, top: usize) {
        let mut pending = VecDeque::from([(top, None)]);
        while let Some((index, from)) = pending.pop_front() {
            let (Some(tops), Some(node)) = (self.tops.get_mut(index), self.nodes.get(index)) else {
                continue;
            };
            if tops.last() == Some(&top) {
                continue;
            }
            if let (true, Some(towards)) = (tops.is_empty(), self.towards.get_mut(index)) {
                *towards = from;
            }
            tops.push(top);
            let children = node.children.iter();
            pending.extend(children.map(|(child, step)| (*child, Some((index, step)))));
        }
    }

    /// The indices of the locations that lead to a pair, in the order of the document.
    pub(super) fn roots(&self, index: usize) -> impl Iterator<Item = usize> {
        let tops = self.tops.get(index).into_iter().flatten();
        let nodes = tops.filter_map(|top| self.nodes.get(*top));
        let roots = nodes.flat_map(|node| &node.roots);
        let sorted: BTreeMap<usize, usize> = roots.map(|root| (self.rank(*root), *root)).collect();
        sorted.into_values()
    }

    /// The way from a pair outwards to its first location: each pair with the step from there.
    pub(super) fn way(&self, index: usize) -> impl Iterator<Item = (usize, &'n Step)> {
        let mut at = index;
        std::iter::from_fn(move || {
            let (next, step) = (*self.towards.get(at)?)?;
            at = next;
            Some((next, step))
        })
    }
}
