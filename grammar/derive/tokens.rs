//! Reads `grammar/tokens.table`; writes `TokenKind`, the raw lexer's keyword and operator rules and the grammar's list of
//! terminals.

use std::fmt::Write;

pub struct Token {
    pub kind: String,
    pub class: String,
    pub spelling: String,
    pub exact: String,
}

pub fn read(table: &str) -> Vec<Token> {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [kind, class, spelling, exact] = columns[..] else { panic!("tokens.table: four columns in {line:?}") };
            Token { kind: kind.into(), class: class.into(), spelling: spelling.into(), exact: exact.into() }
        })
        .collect()
}

/// `TokenKind` and what is known of each kind.
pub fn derive(tokens: &[Token]) -> String {
    let mut text = String::from(
        "/// The kind of a finished token: a line of `grammar/tokens.table`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\n#[repr(u8)]\npub enum TokenKind {\n",
    );
    for token in tokens {
        writeln!(text, "    /// `{}`\n    {},", token.spelling, token.kind).unwrap();
    }
    text.push_str("}\n\nimpl TokenKind {\n");
    column(&mut text, tokens, "ALL", "Every kind, in the order of the table.", "TokenKind", |t| {
        format!("TokenKind::{}", t.kind)
    });
    column(&mut text, tokens, "CLASSES", "The class of each kind.", "TokenClass", |t| {
        format!("TokenClass::{}", capital(&t.class))
    });
    column(&mut text, tokens, "SPELLINGS", "How the grammar spells each kind.", "&str", |t| format!("{:?}", t.spelling));
    column(&mut text, tokens, "EXACT_NAMES", "The exact type that `tokenize` gives each kind.", "&str", |t| {
        format!("{:?}", t.exact)
    });
    text.push_str("}\n");
    text
}

fn column(text: &mut String, tokens: &[Token], name: &str, doc: &str, kind: &str, value: impl Fn(&Token) -> String) {
    writeln!(text, "    /// {doc}\n    pub const {name}: [{kind}; {}] = [", tokens.len()).unwrap();
    for token in tokens {
        writeln!(text, "        {},", value(token)).unwrap();
    }
    text.push_str("    ];\n");
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// The raw lexer's variants that have one fixed spelling. `src/lexer/raw.rs` adds the rules for the rest.
pub fn derive_raw(tokens: &[Token]) -> String {
    let fixed: Vec<&Token> = tokens.iter().filter(|t| matches!(&*t.class, "keyword" | "op")).collect();
    let mut text = String::from(
        "macro_rules! raw_tokens {\n    ($(#[$meta:meta])* $name:ident { $($rules:tt)* }) => {\n        $(#[$meta])*\n        pub enum $name {\n            $($rules)*\n",
    );
    for token in &fixed {
        writeln!(text, "            #[token({:?})]\n            {},", token.spelling, token.kind).unwrap();
    }
    text.push_str("        }\n\n        impl $name {\n            /// The finished kind of a raw token with a fixed spelling.\n            #[inline]\n            pub fn finished(self) -> Option<TokenKind> {\n                Some(match self {\n");
    for token in &fixed {
        writeln!(text, "                    $name::{0} => TokenKind::{0},", token.kind).unwrap();
    }
    text.push_str("                    _ => return None,\n                })\n            }\n        }\n    };\n}\n");
    text
}

/// The grammar's terminals: LALRPOP's `extern` block.
pub fn derive_terminals(tokens: &[Token]) -> String {
    let mut text = String::from("extern {\n    type Location = u32;\n    type Error = ();\n    enum TokenKind {\n");
    for token in tokens.iter().filter(|t| t.class != "trivia") {
        writeln!(text, "        {:?} => TokenKind::{},", token.spelling, token.kind).unwrap();
    }
    text.push_str("    }\n}\n");
    text
}

/// The number of each terminal's kind, in the order of [`derive_terminals`].
pub fn terminal_kinds(tokens: &[Token]) -> Vec<usize> {
    tokens.iter().enumerate().filter(|(_, token)| token.class != "trivia").map(|(number, _)| number).collect()
}
