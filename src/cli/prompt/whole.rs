//! Whether what was typed is whole, or more lines are to follow.

use crate::ast::Mod;
use crate::lexer::Mode;
use crate::source::Source;
use crate::{ParseOptions, parse};

/// Whether more lines are to follow. A block ends with an empty line.
pub fn wants_more(text: &str) -> bool {
    let text = super::stages::rest(text);
    if text.trim().is_empty() {
        return false;
    }
    let ends_blank = text.rsplit('\n').next().is_some_and(|line| line.trim().is_empty()) && text.contains('\n');
    if text.trim_end_matches([' ', '\t']).ends_with('\\') {
        return true;
    }
    let source = Source::new("<stdin>", format!("{}\n", text.trim_end_matches([' ', '\t', '\n'])));
    let parsed = parse(&source, ParseOptions { mode: Mode::Module, type_comments: false });
    let Some(error) = parsed.errors.first() else {
        let Some(ast) = parsed.ast else { return false };
        let Mod::Module { body, .. } = ast[ast.root()] else { return false };
        let last = ast.items(body).last();
        return !ends_blank && last.is_some_and(|last| ast[last].is_compound());
    };
    // What only more text can make right: something is still open, or the end is where it goes wrong.
    let words = error.message.to_string();
    if words.ends_with("was never closed") || words.starts_with("unterminated triple-quoted") {
        return true;
    }
    let is_at_end = error.span.start as usize >= source.text().len() || words.starts_with("expected an indented block");
    is_at_end && !ends_blank && error_is_last(&source, &words)
}

/// Whether the error goes away, or elsewhere, if the text goes on.
fn error_is_last(source: &Source, words: &str) -> bool {
    let longer = Source::new("<stdin>", format!("{}    pass\n", source.text()));
    let parsed = parse(&longer, ParseOptions { mode: Mode::Module, type_comments: false });
    let same = |error: &crate::diagnostics::Diagnostic| {
        error.message.to_string() == words && (error.span.start as usize) < source.text().len()
    };
    !parsed.errors.first().is_some_and(same)
}

/// How far the next line is indented: as the last one, and further behind a colon.
pub fn indentation(text: &str) -> String {
    let last = text.rsplit('\n').next().unwrap_or("");
    let blanks: String = last.chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    let code = last.split('#').next().unwrap_or("").trim_end();
    if code.ends_with(':') { blanks + "    " } else { blanks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wants_more() {
        for text in [
            "def f():",
            "def f():\n    return 1",
            "if x: pass",
            "(1,",
            "'''text",
            "x = [",
            "@decorator",
            "try:\n    pass",
            "class A:",
            "x = 1 + \\",
            ":ast (1,",
        ] {
            assert!(wants_more(text), "{text:?}");
        }
        for text in
            ["", "x = 1", "x =", "1 +", "def f():\n    return 1\n", "if x: pass\n", ")", "def f():\n\n", "a\nb", ":ast 1"]
        {
            assert!(!wants_more(text), "{text:?}");
        }
        assert_eq!(indentation("if x:\n    while y:  # why"), "        ");
    }
}
