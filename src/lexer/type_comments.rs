//! `# type:` comments, for those who ask for them.

use super::layout::Layout;
use super::tokens::{TokenKind, TypeIgnoreComment};
use crate::source::Span;

const IGNORE: &[u8] = b"ignore";

impl<const TRIVIA: bool> Layout<'_, TRIVIA> {
    /// A comment: a type comment becomes a token, `# type: ignore` is noted beside the tokens, any other is nothing.
    pub(super) fn type_comment(&mut self, start: usize, end: usize) {
        let Some(length) = prefix(&self.bytes[start..end]) else { return };
        let text = start + length;
        if ignores(&self.bytes[text..end]) {
            let comment = Span::new(start as u32, end as u32);
            let tag = Span::new((text + IGNORE.len()) as u32, end as u32);
            self.tokens.type_ignores.push(TypeIgnoreComment { comment, tag });
        } else {
            self.push(TokenKind::TypeComment, text, end);
        }
    }
}

/// The length of `# type: `, where any white space, also none, may stand for a space.
fn prefix(comment: &[u8]) -> Option<usize> {
    let after = |at: usize, word: &str| comment[at..].starts_with(word.as_bytes()).then_some(at + word.len());
    let blanks = |at: usize| at + comment[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let hash = after(0, "#")?;
    let word = after(blanks(hash), "type:")?;
    Some(blanks(word))
}

/// `ignore`, and nothing that would make a longer word of it.
fn ignores(text: &[u8]) -> bool {
    text.strip_prefix(IGNORE)
        .is_some_and(|rest| !rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80))
}
