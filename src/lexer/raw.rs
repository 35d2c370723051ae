//! The raw lexer: what is regular in Python's tokens, matched by logos.
//!
//! Takes text; gives raw tokens with their spans, white space skipped. Strings are matched up to their opening quote: what
//! follows is not regular, and `strings` and `interpolated` scan it by hand. Keywords and operators come from
//! `grammar/tokens.table`.

use super::tokens::TokenKind;
use logos::{Lexer, Logos};

include!(concat!(env!("OUT_DIR"), "/raw.rs"));

raw_tokens! {
    /// A raw token. Any character starts one, so that the lexer has no error of its own.
    #[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
    #[logos(skip r"[ \t\x0C]+")]
    #[logos(subpattern digits = r"[0-9](_?[0-9])*")]
    #[logos(subpattern exponent = r"[eE][+-]?(?&digits)")]
    #[logos(subpattern float = r"((?&digits)\.(?&digits)?|\.(?&digits))(?&exponent)?|(?&digits)(?&exponent)")]
    Raw {
        #[regex(r"[A-Za-z_][A-Za-z0-9_]*")]
        Name,
        /// Possibly a name: whether its characters may stand in one is not asked here.
        #[regex(r"([A-Za-z_][A-Za-z0-9_]*)?[\u{80}-\u{10FFFF}][A-Za-z0-9_\u{80}-\u{10FFFF}]*")]
        WideName,
        #[token("match")]
        MatchName,
        #[token("case")]
        CaseName,
        #[token("type")]
        TypeName,

        /// A well-formed number; what follows may still spoil it.
        #[regex(r"[1-9](_?[0-9])*|0(_?0)*|0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+")]
        #[regex(r"(?&float)|((?&float)|(?&digits))[jJ]")]
        Number,

        /// A prefix, if there is one, and the opening quotes. The prefix may be none that Python knows.
        #[regex(r#"[bBfFrRtTuU]{0,5}('|"|'''|""")"#)]
        Quote,

        #[token("#", to_line_end)]
        Comment,
        #[regex(r"\n|\r\n?")]
        Newline,
        #[token("\\")]
        Backslash,
        #[regex(r"[\x00-\x08\x0B\x0E-\x1F\x7F$?`]")]
        Other,
    }
}

fn to_line_end(lexer: &mut Lexer<'_, Raw>) {
    let rest = lexer.remainder().as_bytes();
    lexer.bump(memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()));
}
