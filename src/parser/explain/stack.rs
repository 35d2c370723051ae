//! The automaton's stack, and what it would make of tokens that are not there.
//!
//! Takes the stack of a failed parse or a fresh one; answers in time proportional to the reductions it simulates. Nothing is
//! built.

use crate::lexer::{TokenKind, Tokens};
use crate::parser::driver::{ACTIONS, ENTERED_WITH, GOTOS, LANDING, LANDING_ROWS, NONTERMINAL, PRODUCTIONS};
use crate::source::Span;

/// A symbol of the grammar: a token kind's number, or a constant of `nonterminal`.
pub(super) type Symbol = u16;

#[derive(Clone, Copy, Debug)]
struct Entry {
    state: u16,
    span: Span,
}

#[derive(Clone, Debug)]
pub(super) struct Stack {
    entries: Vec<Entry>,
}

impl Stack {
    /// The stack after a number of tokens that the parser took. It is not the parser's own at the failure: that has been
    /// through reductions which the failing token seemed to allow.
    pub fn after_tokens(tokens: &Tokens, count: usize) -> Stack {
        let mut stack = Stack::fresh();
        tokens.kinds[..count].iter().zip(&tokens.spans).for_each(|(&kind, &span)| {
            stack.shift(kind, span);
        });
        stack
    }

    /// A stack before the first token.
    pub fn fresh() -> Stack {
        Stack { entries: vec![Entry { state: 0, span: Span::default() }] }
    }

    /// The symbol so many places below the top.
    pub fn symbol(&self, below: usize) -> Symbol {
        self.entry(below).map_or(u16::MAX, |entry| ENTERED_WITH[usize::from(entry.state)])
    }

    pub fn is(&self, below: usize, kind: TokenKind) -> bool {
        self.symbol(below) == kind as u16
    }

    pub fn span(&self, below: usize) -> Span {
        self.entry(below).map_or(Span::default(), |entry| entry.span)
    }

    pub fn depth(&self) -> usize {
        self.entries.len() - 1
    }

    /// Could this symbol come directly above the place?
    pub fn expects(&self, below: usize, nonterminal: Symbol) -> bool {
        self.entry(below).is_some_and(|entry| GOTOS[usize::from(entry.state)][usize::from(nonterminal - NONTERMINAL)] != 0)
    }

    /// The stack without so many symbols.
    pub fn without(&self, count: usize) -> Stack {
        Stack { entries: self.entries[..self.entries.len() - count].to_vec() }
    }

    fn entry(&self, below: usize) -> Option<&Entry> {
        self.entries.len().checked_sub(1 + below).map(|index| &self.entries[index])
    }

    /// Would a token of this kind fit here?
    pub fn accepts(&self, kind: TokenKind) -> bool {
        let mut kept = self.entries.len();
        let mut above: Vec<u16> = Vec::new();
        loop {
            let Some(state) = above.last().copied().or_else(|| Some(self.entries.get(kept.checked_sub(1)?)?.state)) else {
                return false;
            };
            let action = ACTIONS[usize::from(state)][kind as usize];
            if action >= 0 {
                return action > 0;
            }
            let (length, nonterminal) = PRODUCTIONS[!action as usize];
            let popped = usize::from(length).min(above.len());
            above.truncate(above.len() - popped);
            kept -= usize::from(length) - popped;
            let below = above.last().copied().or_else(|| Some(self.entries.get(kept.checked_sub(1)?)?.state));
            above.push(goto(below.unwrap_or(0), nonterminal, kind));
        }
    }

    /// Takes a token, if it fits.
    pub fn feed(&mut self, kind: TokenKind, span: Span) -> bool {
        self.accepts(kind) && self.shift(kind, span)
    }

    /// Takes a token; the stack is spoilt if it does not fit.
    fn shift(&mut self, kind: TokenKind, span: Span) -> bool {
        while let Some(top) = self.entries.last() {
            let action = ACTIONS[usize::from(top.state)][kind as usize];
            if action > 0 {
                self.entries.push(Entry { state: (action - 1) as u16, span });
                return true;
            }
            if action == 0 {
                return false;
            }
            self.reduce(!action as usize, kind, span);
        }
        false
    }

    fn reduce(&mut self, production: usize, kind: TokenKind, next: Span) {
        let (length, nonterminal) = PRODUCTIONS[production];
        let rest = self.entries.len() - usize::from(length);
        let span = match &self.entries[rest..] {
            [] => Span::at(next.start),
            [first, .., last] => Span::new(first.span.start, last.span.end),
            [only] => only.span,
        };
        self.entries.truncate(rest);
        let below = self.entries.last().map_or(0, |entry| entry.state);
        self.entries.push(Entry { state: goto(below, nonterminal, kind), span });
    }

    /// The stack after one more token, if it fits.
    pub fn after(&self, kind: TokenKind) -> Option<Stack> {
        let mut stack = self.clone();
        let end = stack.span(0).end;
        stack.feed(kind, Span::at(end)).then_some(stack)
    }
}

fn goto(below: u16, nonterminal: u16, next: TokenKind) -> u16 {
    let goto = GOTOS[usize::from(below)][usize::from(nonterminal)];
    if goto & LANDING == 0 { goto } else { LANDING_ROWS[usize::from(goto & !LANDING)][next as usize] }
}
