//! Colours for what is typed, by the lexer's tokens.

use crate::lexer::{LexOptions, Mode, TokenClass, TokenKind, lex};
use crate::source::Source;
use nu_ansi_term::{Color, Style};

/// What is typed, cut where the style changes.
pub fn highlight(text: &str) -> Vec<(Style, String)> {
    let source = Source::new("<stdin>", text);
    let tokens = lex(&source, LexOptions { mode: Mode::Module, type_comments: false });
    let mut parts = Vec::new();
    let (mut at, mut before) = (0, None);
    for (kind, span) in tokens.kinds.iter().zip(&tokens.spans) {
        let (start, end) = (span.start as usize, (span.end as usize).min(text.len()));
        let (Some(gap), Some(word)) = (text.get(at..start), text.get(start..end)) else { continue };
        if end <= at || word.is_empty() {
            continue;
        }
        push_gap(&mut parts, gap);
        parts.push((style(*kind, before), word.to_string()));
        (at, before) = (end, Some(*kind));
    }
    push_gap(&mut parts, text.get(at..).unwrap_or(""));
    parts
}

/// What is between tokens: comments, and blanks.
fn push_gap(parts: &mut Vec<(Style, String)>, gap: &str) {
    let mut rest = gap;
    while let Some(start) = rest.find('#') {
        let end = rest[start..].find('\n').map_or(rest.len(), |end| start + end);
        parts.push((Style::new(), rest[..start].to_string()));
        parts.push((Style::new().fg(Color::Red), rest[start..end].to_string()));
        rest = &rest[end..];
    }
    parts.push((Style::new(), rest.to_string()));
}

fn style(kind: TokenKind, before: Option<TokenKind>) -> Style {
    match kind.class() {
        TokenClass::Keyword | TokenClass::Soft => Style::new().fg(Color::Blue).bold(),
        TokenClass::Trivia => Style::new().fg(Color::Red),
        TokenClass::Text => match kind {
            TokenKind::Number => Style::new().fg(Color::Yellow),
            TokenKind::Name if matches!(before, Some(TokenKind::Def | TokenKind::Class)) => Style::new().bold(),
            TokenKind::Name | TokenKind::Error => Style::new(),
            _ => Style::new().fg(Color::Green),
        },
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        for text in ["x = 'a' # b\nif y: f'{x!r} {1}'", "'''open", "$ ? \u{e4}", "", "  \n\tx", "print(\"\u{1f40d}\""] {
            let joined: String = highlight(text).into_iter().map(|(_, part)| part).collect();
            assert_eq!(joined, text);
        }
        assert!(highlight("x # y").contains(&(Style::new().fg(Color::Red), "# y".into())));
    }
}
