//! The LR automaton's driver: LALRPOP's tables and reductions, with chains of unit reductions taken in one step.
//!
//! `grammar/derive/tables.rs` explains the tables.

use super::builder::Builder;
use super::generated::{Symbol, reduce, root, token};
use crate::ast::{Id, Mod};
use crate::lexer::Tokens;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Where parsing stopped.
#[derive(Debug)]
pub struct Failure {
    /// The place in the stream of the token that fits nowhere.
    pub token: usize,
}

/// Parses the tokens. The stream ends with `EndMarker`, which no action but the start symbol's takes.
pub fn drive(tokens: &Tokens, builder: &mut Builder) -> Result<Id<Mod>, Failure> {
    let mut states: Vec<u16> = Vec::with_capacity(256);
    let mut symbols: Vec<Symbol> = Vec::with_capacity(256);
    let mut state = 0;
    states.push(state);
    for (at, (&kind, span)) in tokens.kinds.iter().zip(&tokens.spans).enumerate() {
        let column = kind as usize;
        loop {
            let action = ACTIONS[usize::from(state)][column];
            if action > 0 {
                state = (action - 1) as u16;
                states.push(state);
                symbols.push(token(span.start, kind, span.end));
                break;
            }
            if action == 0 {
                return Err(Failure { token: at });
            }
            let (length, nonterminal) = reduce(builder, !action, &span.start, &mut symbols);
            states.truncate(states.len() - length);
            let below = states.last().copied().unwrap_or(0);
            let goto = GOTOS[usize::from(below)][nonterminal];
            state = if goto & LANDING == 0 { goto } else { LANDING_ROWS[usize::from(goto & !LANDING)][column] };
            states.push(state);
        }
    }
    let action = AT_END[usize::from(state)];
    if action >= 0 {
        return Err(Failure { token: tokens.len() });
    }
    let end = tokens.spans.last().map_or(0, |span| span.end);
    reduce(builder, !action, &end, &mut symbols);
    Ok(root(&mut symbols))
}
