//! The stream of `tokenize`, from lines that come one by one.
//!
//! Takes lines when it wants them; gives tokens when the logical line is there that they are on. What a program behind it still
//! reads, such as a terminal, is not asked for too early.

use super::fault::{self, Fault};
use super::indentation::Indentation;
use super::layout::Layout;
use super::places::{Cursor, Lines, Place};
use super::tokens::{TokenClass, TokenKind, Tokens};
use crate::source::{Source, Span};
use std::collections::VecDeque;
use std::rc::Rc;

/// A token, and the lines that it is on.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamToken {
    pub kind: TokenKind,
    pub text: String,
    pub start: Place,
    pub end: Place,
    /// The same, in memory too, as that of a token before it if they are on the same.
    pub line: Rc<str>,
}

/// What comes next.
#[derive(Debug)]
pub enum Next {
    Token(StreamToken),
    /// So many lines are wanted first; an empty one says that there are no more.
    Lines(usize),
    Fault(Box<Fault>),
    End,
}

/// Lines on their way to tokens.
#[derive(Debug)]
pub struct Stream {
    /// The lines whose tokens have not been given. Each is ended.
    text: String,
    lines: Lines,
    /// The offsets of line ends that were missing.
    added: Vec<usize>,
    indentation: Indentation,
    ready: VecDeque<StreamToken>,
    fault: Option<Box<Fault>>,
    is_ended: bool,
}

impl Default for Stream {
    fn default() -> Stream {
        Stream {
            text: String::new(),
            lines: Lines::empty(),
            added: Vec::new(),
            indentation: Indentation::new(),
            ready: VecDeque::new(),
            fault: None,
            is_ended: false,
        }
    }
}

impl Stream {
    /// Takes a line; an empty one ends the text.
    pub fn feed(&mut self, line: &str) {
        if line.is_empty() || self.is_ended {
            return self.end();
        }
        self.text.push_str(line);
        if !line.ends_with('\n') {
            self.added.push(self.text.len());
            self.text.push('\n');
        }
        self.lines.push(self.text.len());
        if line.contains('\0') {
            self.end();
        }
    }

    fn end(&mut self) {
        if self.is_ended {
            return;
        }
        self.is_ended = true;
        let source = Source::new("<string>", self.text.as_str());
        let indentation = std::mem::replace(&mut self.indentation, Indentation::new());
        let tokens = Layout::<true>::resume(&source, 0, indentation, self.lines.before).rest();
        self.give(&tokens);
    }

    /// The next token, or what there is in its place.
    pub fn advance(&mut self) -> Next {
        if self.ready.is_empty() && self.fault.is_none() && !self.is_ended && !self.text.is_empty() {
            self.logical_lines();
        }
        if let Some(token) = self.ready.pop_front() {
            return Next::Token(token);
        }
        if let Some(fault) = self.fault.take() {
            self.is_ended = true;
            return Next::Fault(fault);
        }
        if self.is_ended {
            return Next::End;
        }
        // Twice as much is looked at each time, or a long line would be looked at as often as it has parts.
        Next::Lines((self.lines.index(self.text.len()) / 2).max(1))
    }

    /// Gives the tokens of the logical lines that are complete.
    fn logical_lines(&mut self) {
        let source = Source::new("<string>", self.text.as_str());
        let mut done = 0;
        let mut tokens = Tokens::default();
        while done < self.text.len() {
            let mut layout = Layout::<true>::resume(&source, done, self.indentation.clone(), self.lines.before);
            match layout.logical_line() {
                Some(end) => {
                    (done, self.indentation) = (end, layout.indentation().clone());
                    tokens.append(layout.tokens);
                }
                None if layout.tokens.errors.is_empty() || fault::is_unfinished(&self.text, &layout.tokens) => break,
                None => {
                    tokens.append(layout.tokens);
                    break;
                }
            }
        }
        let failed = !tokens.errors.is_empty();
        self.give(&tokens);
        if failed {
            return;
        }
        self.text.drain(..done);
        self.lines.forget(done);
        self.added.retain(|&at| at >= done);
        for at in &mut self.added {
            *at -= done;
        }
    }

    fn give(&mut self, tokens: &Tokens) {
        self.fault = fault::first(&self.text, &self.lines, tokens).map(Box::new);
        let end = self.fault.as_ref().map_or(usize::MAX, |fault| fault.shown);
        let count = fault::error_token(tokens).unwrap_or(tokens.len());
        let mut cursor = Cursor::new(&self.text, &self.lines);
        let mut line = (Span::at(0), Rc::<str>::from(""));
        for (&kind, &span) in tokens.kinds[..count].iter().zip(&tokens.spans) {
            if span.start as usize >= end {
                break;
            }
            if kind == TokenKind::StartModule {
                continue;
            }
            let (start, end) = cursor.places(kind, span);
            let range = self.lines_of(kind, span);
            if line.0 != range {
                line = (range, Rc::from(self.text_of(range)));
            }
            let line = line.1.clone();
            self.ready.push_back(StreamToken { kind, text: self.text_of(span).to_owned(), start, end, line });
        }
    }

    /// A token's text, without a line end that was missing.
    fn text_of(&self, span: Span) -> &str {
        let text = &self.text[span.range()];
        let end = span.end as usize;
        let is_added = text.ends_with('\n') && self.added.binary_search(&(end - 1)).is_ok();
        if is_added { &text[..text.len() - 1] } else { text }
    }

    /// The lines that a token is on.
    fn lines_of(&self, kind: TokenKind, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        if start == self.text.len() && matches!(kind, TokenKind::EndMarker | TokenKind::Dedent) {
            return Span::at(0);
        }
        let last = if kind.class() == TokenClass::Text { self.lines.index(end) } else { self.lines.index(start) };
        let first = self.lines.start(self.lines.index(start));
        let end = self.lines.start(last + 1).min(self.text.len());
        Span::new(first as u32, end as u32)
    }
}
