//! The stacks that code may have: for each entry whether it may be NULL.
//!
//! Nearly all fit a word, a bit for an entry. Others form a tree, each being another with an entry more, so that equal ones are the
//! same, and a stack costs no more than what tells it from others. `far` goes a long way down (Myers, "An applicative
//! random-access stack", 1983).

/// A way to keep stacks.
pub trait Stacks: Default {
    type Stack: Copy + PartialEq;
    const EMPTY: Self::Stack;

    fn depth(&self, stack: Self::Stack) -> usize;
    fn push(&mut self, stack: Self::Stack, may_be_null: bool) -> Self::Stack;
    /// What lies in the lowest places, at most as many as there are.
    fn lowest(&self, stack: Self::Stack, depth: usize) -> Self::Stack;
    /// Whether an entry may be NULL: the top is 1. False where there is none.
    fn may_be_null(&self, stack: Self::Stack, place: usize) -> bool;
    /// Whether an entry above a depth may be NULL.
    fn holds_null(&self, stack: Self::Stack, depth: usize) -> bool {
        self.nulls(stack, depth).next().is_some()
    }
    /// The places of the entries down to a depth that may be NULL, the top being 1.
    fn nulls(&self, stack: Self::Stack, depth: usize) -> impl Iterator<Item = usize>;
    /// Changes places: the top with the entry at `place`.
    fn swap(&mut self, stack: Self::Stack, place: usize) -> Self::Stack;
    /// What may be NULL in either of two stacks of the same depth.
    fn either(&mut self, one: Self::Stack, other: Self::Stack) -> Self::Stack;

    fn push_values(&mut self, stack: Self::Stack, count: usize) -> Self::Stack {
        (0..count).fold(stack, |stack, _| self.push(stack, false))
    }

    /// Values in place of those above a depth, none of which may be NULL.
    fn replace_values(&mut self, stack: Self::Stack, depth: usize, count: usize) -> Self::Stack {
        let below = self.lowest(stack, depth);
        self.push_values(below, count)
    }

    /// A value, and above it what may be NULL.
    fn push_with_null(&mut self, stack: Self::Stack) -> Self::Stack {
        let stack = self.push(stack, false);
        self.push(stack, true)
    }
}

/// The deepest stacks that are words: what a handler pushes before anyone looks at the depth fits too.
pub const DEEPEST_WORD: u32 = 60;

/// Stacks that are words.
#[derive(Default)]
pub struct Words;

/// How many entries, and which of them may be NULL: the lowest is the lowest bit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Word {
    depth: u32,
    nulls: u64,
}

impl Stacks for Words {
    type Stack = Word;
    const EMPTY: Word = Word { depth: 0, nulls: 0 };

    #[inline]
    fn depth(&self, stack: Word) -> usize {
        stack.depth as usize
    }

    #[inline]
    fn push(&mut self, stack: Word, may_be_null: bool) -> Word {
        Word { depth: stack.depth + 1, nulls: stack.nulls | u64::from(may_be_null) << stack.depth }
    }

    #[inline]
    fn lowest(&self, stack: Word, depth: usize) -> Word {
        let depth = stack.depth.min(depth as u32);
        Word { depth, nulls: stack.nulls & ((1 << depth) - 1) }
    }

    #[inline]
    fn may_be_null(&self, stack: Word, place: usize) -> bool {
        let from_below = self.depth(stack).checked_sub(place);
        from_below.is_some_and(|from_below| stack.nulls >> from_below & 1 != 0)
    }

    #[inline]
    fn holds_null(&self, stack: Word, depth: usize) -> bool {
        stack.nulls >> depth != 0
    }

    #[inline]
    fn nulls(&self, stack: Word, depth: usize) -> impl Iterator<Item = usize> {
        let mut rest = stack.nulls >> depth << depth;
        std::iter::from_fn(move || {
            let highest = rest.checked_ilog2()?;
            rest ^= 1 << highest;
            Some((stack.depth - highest) as usize)
        })
    }

    #[inline]
    fn swap(&mut self, stack: Word, place: usize) -> Word {
        let (top, other) = (stack.depth - 1, stack.depth - place as u32);
        let differs = (stack.nulls >> top ^ stack.nulls >> other) & 1;
        Word { nulls: stack.nulls ^ (differs << top | differs << other), ..stack }
    }

    #[inline]
    fn either(&mut self, one: Word, other: Word) -> Word {
        Word { nulls: one.nulls | other.nulls, ..one }
    }

    #[inline]
    fn push_values(&mut self, stack: Word, count: usize) -> Word {
        Word { depth: stack.depth + count as u32, ..stack }
    }

    #[inline]
    fn replace_values(&mut self, stack: Word, depth: usize, count: usize) -> Word {
        Word { depth: (depth + count) as u32, ..stack }
    }
}

/// A stack of a tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Branch(u32);

struct Node {
    below: Branch,
    far: Branch,
    depth: u32,
    may_be_null: bool,
    /// The stacks with an entry more: a value, what may be NULL. 0 if there was none yet.
    above: [u32; 2],
}

pub struct Tree {
    nodes: Vec<Node>,
}

impl Default for Tree {
    fn default() -> Self {
        let empty = Node { below: Tree::EMPTY, far: Tree::EMPTY, depth: 0, may_be_null: false, above: [0; 2] };
        Tree { nodes: vec![empty] }
    }
}

impl Tree {
    fn node(&self, stack: Branch) -> &Node {
        &self.nodes[stack.0 as usize]
    }
}

impl Stacks for Tree {
    type Stack = Branch;
    const EMPTY: Branch = Branch(0);

    fn depth(&self, stack: Branch) -> usize {
        self.node(stack).depth as usize
    }

    fn push(&mut self, stack: Branch, may_be_null: bool) -> Branch {
        let known = self.node(stack).above[usize::from(may_be_null)];
        if known != 0 {
            return Branch(known);
        }
        let new = self.nodes.len() as u32;
        let down = self.node(stack).far;
        let further = self.node(down).far;
        let is_even = self.depth(stack) - self.depth(down) == self.depth(down) - self.depth(further);
        let far = if is_even { further } else { stack };
        let depth = self.node(stack).depth + 1;
        self.nodes[stack.0 as usize].above[usize::from(may_be_null)] = new;
        self.nodes.push(Node { below: stack, far, depth, may_be_null, above: [0; 2] });
        Branch(new)
    }

    fn lowest(&self, mut stack: Branch, depth: usize) -> Branch {
        while self.depth(stack) > depth {
            let Node { below, far, .. } = *self.node(stack);
            stack = if self.depth(far) >= depth { far } else { below };
        }
        stack
    }

    fn may_be_null(&self, stack: Branch, place: usize) -> bool {
        let depth = (self.depth(stack) + 1).saturating_sub(place);
        self.node(self.lowest(stack, depth)).may_be_null
    }

    fn nulls(&self, mut stack: Branch, depth: usize) -> impl Iterator<Item = usize> {
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

    fn swap(&mut self, stack: Branch, place: usize) -> Branch {
        let mut entries = Vec::with_capacity(place);
        let mut rest = stack;
        for _ in 0..place {
            entries.push(self.node(rest).may_be_null);
            rest = self.node(rest).below;
        }
        entries.swap(0, place - 1);
        entries.iter().rev().fold(rest, |stack, &may_be_null| self.push(stack, may_be_null))
    }

    fn either(&mut self, one: Branch, other: Branch) -> Branch {
        let (mut left, mut right) = (one, other);
        let mut entries = Vec::new();
        while left != right {
            entries.push(self.node(left).may_be_null || self.node(right).may_be_null);
            (left, right) = (self.node(left).below, self.node(right).below);
        }
        entries.iter().rev().fold(left, |stack, &may_be_null| self.push(stack, may_be_null))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same done to words and to a tree.
    #[test]
    fn both_agree() {
        let (mut words, mut tree) = (Words, Tree::default());
        let mut pairs = vec![(Words::EMPTY, Tree::EMPTY)];
        let mut seed = 1u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        };
        for _ in 0..20_000 {
            // Late ones, so that they grow.
            let (word, branch) = pairs[pairs.len() - 1 - random(pairs.len().min(4))];
            let depth = words.depth(word);
            assert_eq!(depth, tree.depth(branch));
            let place = 1 + random(depth + 1);
            assert_eq!(words.may_be_null(word, place), tree.may_be_null(branch, place));
            let down_to = random(depth + 1);
            let nulls: Vec<usize> = words.nulls(word, down_to).collect();
            assert_eq!(nulls, tree.nulls(branch, down_to).collect::<Vec<_>>());
            let other = pairs[pairs.len() - 1 - random(pairs.len().min(20))];
            let null = random(2) == 1;
            pairs.push(match random(5) {
                0 if random(4) == 0 => (words.lowest(word, down_to), tree.lowest(branch, down_to)),
                1 if depth >= 2 => {
                    let place = 2 + random(depth - 1);
                    (words.swap(word, place), tree.swap(branch, place))
                }
                2 if words.depth(other.0) == depth => (words.either(word, other.0), tree.either(branch, other.1)),
                _ if depth < 60 => (words.push(word, null), tree.push(branch, null)),
                _ => continue,
            });
        }
        assert!(pairs.iter().any(|(word, _)| words.depth(*word) > 30));
    }
}
