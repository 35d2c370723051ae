//! The stacks that code may have: for each entry whether it may be NULL.
//!
//! They form a tree, each being another with an entry more, so that equal ones are the same, and a stack costs no more than what
//! tells it from others. `far` goes a long way down (Myers, "An applicative random-access stack", 1983).

/// A stack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Stack(u32);

pub const EMPTY: Stack = Stack(0);

struct Node {
    below: Stack,
    far: Stack,
    depth: u32,
    may_be_null: bool,
    /// The stacks with an entry more: a value, what may be NULL. 0 if there was none yet.
    above: [u32; 2],
}

pub struct Stacks {
    nodes: Vec<Node>,
}

impl Stacks {
    pub fn new() -> Self {
        let empty = Node { below: EMPTY, far: EMPTY, depth: 0, may_be_null: false, above: [0; 2] };
        Stacks { nodes: vec![empty] }
    }

    fn node(&self, stack: Stack) -> &Node {
        &self.nodes[stack.0 as usize]
    }

    pub fn depth(&self, stack: Stack) -> usize {
        self.node(stack).depth as usize
    }

    pub fn push(&mut self, stack: Stack, may_be_null: bool) -> Stack {
        let known = self.node(stack).above[usize::from(may_be_null)];
        if known != 0 {
            return Stack(known);
        }
        let new = self.nodes.len() as u32;
        let down = self.node(stack).far;
        let further = self.node(down).far;
        let is_even = self.depth(stack) - self.depth(down) == self.depth(down) - self.depth(further);
        let far = if is_even { further } else { stack };
        let depth = self.node(stack).depth + 1;
        self.nodes[stack.0 as usize].above[usize::from(may_be_null)] = new;
        self.nodes.push(Node { below: stack, far, depth, may_be_null, above: [0; 2] });
        Stack(new)
    }

    pub fn push_values(&mut self, stack: Stack, count: usize) -> Stack {
        (0..count).fold(stack, |stack, _| self.push(stack, false))
    }

    /// A value, and above it what may be NULL.
    pub fn push_with_null(&mut self, stack: Stack) -> Stack {
        let stack = self.push(stack, false);
        self.push(stack, true)
    }

    /// What lies in the lowest places, at most as many as there are.
    pub fn lowest(&self, mut stack: Stack, depth: usize) -> Stack {
        while self.depth(stack) > depth {
            let Node { below, far, .. } = *self.node(stack);
            stack = if self.depth(far) >= depth { far } else { below };
        }
        stack
    }

    /// Whether an entry may be NULL: the top is 1. False where there is none.
    pub fn may_be_null(&self, stack: Stack, place: usize) -> bool {
        let depth = (self.depth(stack) + 1).saturating_sub(place);
        self.node(self.lowest(stack, depth)).may_be_null
    }

    /// The places of the entries down to a depth that may be NULL, the top being 1.
    pub fn nulls(&self, mut stack: Stack, depth: usize) -> impl Iterator<Item = usize> {
        let top = self.depth(stack);
        std::iter::from_fn(move || {
            while self.depth(stack) > depth {
                let Node { below, may_be_null, depth, .. } = *self.node(stack);
                stack = below;
                if may_be_null {
                    return Some(top - depth as usize + 1);
                }
            }
            None
        })
    }

    /// Changes places: the top with the entry at `place`.
    pub fn swap(&mut self, stack: Stack, place: usize) -> Stack {
        let mut entries = Vec::with_capacity(place);
        let mut rest = stack;
        for _ in 0..place {
            entries.push(self.node(rest).may_be_null);
            rest = self.node(rest).below;
        }
        entries.swap(0, place - 1);
        entries.iter().rev().fold(rest, |stack, &may_be_null| self.push(stack, may_be_null))
    }

    /// What may be NULL in either of two stacks of the same depth.
    pub fn either(&mut self, one: Stack, other: Stack) -> Stack {
        let (mut left, mut right) = (one, other);
        let mut entries = Vec::new();
        while left != right {
            entries.push(self.node(left).may_be_null || self.node(right).may_be_null);
            (left, right) = (self.node(left).below, self.node(right).below);
        }
        entries.iter().rev().fold(left, |stack, &may_be_null| self.push(stack, may_be_null))
    }
}
