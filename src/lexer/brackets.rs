//! Brackets: what is open, and whether a closer fits.

use super::tokens::TokenKind;

/// CPython's limit of open brackets, replacement fields included.
pub(super) const MAX_DEPTH: usize = 200;

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    pub kind: TokenKind,
    /// Where it stands in the source.
    pub at: u32,
    /// Which token it is.
    pub token: u32,
}

impl Bracket {
    pub fn character(self) -> char {
        match self.kind {
            TokenKind::LPar | TokenKind::WithLPar => '(',
            TokenKind::LSqb => '[',
            _ => '{',
        }
    }

    pub fn fits(self, closer: TokenKind) -> bool {
        matches!(
            (self.kind, closer),
            (TokenKind::LPar, TokenKind::RPar) | (TokenKind::LSqb, TokenKind::RSqb) | (TokenKind::LBrace, TokenKind::RBrace)
        )
    }
}
