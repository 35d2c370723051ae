//! The report of an exception that nothing caught, with the source that raised it and marks below.

use super::exception::{Entry, Exception};
use crate::ast::{Ast, Expr, Id, Mod, Stmt};
use crate::bytecode::Position;
use crate::lexer::Mode;
use crate::parser::{ParseOptions, parse};
use crate::source::{Source, Span};
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// CPython's text for an exception, outermost call first.
pub fn traceback(source: &Source, exception: &Exception, entries: &[Entry]) -> String {
    let mut text = String::from("Traceback (most recent call last):\n");
    for entry in entries {
        writeln!(text, "  File \"{}\", line {}, in {}", source.name(), entry.position.line, entry.function).unwrap();
        Excerpt::of(source, entry.position).write(&mut text);
    }
    writeln!(text, "{}: {}", exception.class, exception.message).unwrap();
    text
}

/// The lines of a position, and what is marked in them.
struct Excerpt<'a> {
    source: &'a Source,
    /// Each line without what follows its last visible character.
    lines: Vec<Span>,
    /// How many bytes of indentation all lines share.
    indent: usize,
    marked: Span,
    /// The operator or the call's parentheses, marked differently from the rest.
    anchor: Option<Span>,
}

impl<'a> Excerpt<'a> {
    fn of(source: &'a Source, position: Position) -> Excerpt<'a> {
        let index = source.lines();
        let lines: Vec<Span> =
            (position.line..=position.end_line.max(position.line)).map(|line| visible(source, line)).collect();
        let indentation = |line: &Span| source.slice(*line).len() - source.slice(*line).trim_start().len();
        let indent = lines.iter().filter(|line| !source.slice(**line).is_empty()).map(indentation).min().unwrap_or(0);
        let start = index.start(position.line) + position.column;
        let marked = Span::new(start, index.start(position.end_line) + position.end_column);
        let anchor = anchor(source, marked);
        Excerpt { source, lines, indent, marked, anchor }
    }

    fn write(&self, text: &mut String) {
        let marks = self.has_marks();
        let mut last = None;
        for line in self.shown_lines() {
            let skipped = line - last.map_or(line, |last: usize| last + 1);
            if skipped == 1 {
                self.write_line(text, line - 1, marks);
            } else if skipped > 1 {
                writeln!(text, "    ...<{skipped} lines>...").unwrap();
            }
            self.write_line(text, line, marks);
            last = Some(line);
        }
    }

    /// The first and the last line, and those around the anchor's ends.
    fn shown_lines(&self) -> BTreeSet<usize> {
        let last = self.lines.len() - 1;
        let mut shown = BTreeSet::from([0, last]);
        let first_start = self.lines[0].start;
        for offset in self.anchor.iter().flat_map(|anchor| [anchor.start, anchor.end]) {
            let line = (self.source.position(offset).line - self.source.position(first_start).line) as usize;
            shown.extend(line.saturating_sub(1)..=(line + 1).min(last));
        }
        shown
    }

    fn write_line(&self, text: &mut String, line: usize, marks: bool) {
        let span = self.lines[line];
        let line = self.source.slice(span).get(self.indent..).unwrap_or("");
        writeln!(text, "    {line}").unwrap();
        if !marks {
            return;
        }
        let start = span.start + self.indent as u32;
        let blank = line.len() - line.trim_start().len();
        let mut row = String::from("    ");
        for (at, c) in line.char_indices() {
            let offset = start + at as u32;
            if offset >= self.marked.end {
                break;
            }
            let mark = if at < blank { ' ' } else { self.mark(offset) };
            row.extend(std::iter::repeat_n(mark, c.width().unwrap_or(1).max(1)));
        }
        writeln!(text, "{row}").unwrap();
    }

    fn mark(&self, offset: u32) -> char {
        match self.anchor {
            _ if offset < self.marked.start => ' ',
            Some(anchor) if !anchor.range().contains(&(offset as usize)) => '~',
            _ => '^',
        }
    }

    /// Marks that would only underline whole statements are left out, and those of a call whose value the statement takes.
    fn has_marks(&self) -> bool {
        let (first, last) = (self.lines[0], self.lines[self.lines.len() - 1]);
        let start = first.start + self.indent as u32;
        let text = self.source.slice(Span::new(first.start.min(last.end), last.end));
        if let Some(value) = called_value(text.get(self.indent..).unwrap_or(""))
            && (value.start + start, value.end + start) == (self.marked.start, self.marked.end)
        {
            return false;
        }
        let is_blank = |span: Span| self.source.slice(span).trim().is_empty();
        let before = Span::new(first.start, self.marked.start.max(first.start));
        let after = Span::new(self.marked.end.min(last.end), last.end);
        self.anchor.is_some() || !is_blank(before) || !is_blank(after)
    }
}

/// A line without its end and trailing blanks.
fn visible(source: &Source, line: u32) -> Span {
    let start = source.lines().start(line);
    let rest = &source.text()[start as usize..];
    let text = rest.split(['\n', '\r']).next().unwrap_or("").trim_end();
    Span::new(start, start + text.len() as u32)
}

/// In `x = f()` and `return f()`, the call.
fn called_value(line: &str) -> Option<Span> {
    let ast = parse(&Source::new("", line), ParseOptions::default()).ast?;
    let Mod::Module { body, .. } = ast[ast.root()] else { return None };
    let is_name = |id: Id<Expr>| matches!(ast[id], Expr::Name { .. });
    match ast[ast.get(body, 0)?] {
        Stmt::Assign { targets, value, .. } => {
            let plain = ast.len(targets) == 1 && ast.items(targets).all(is_name);
            (plain && matches!(ast[value], Expr::Call { .. })).then(|| ast.span(value))
        }
        Stmt::Return { value: Some(value) } => {
            matches!(ast[value], Expr::Call { func, .. } if is_name(func)).then(|| ast.span(value))
        }
        _ => None,
    }
}

/// The operator of a binary operation, the parentheses of a call.
fn anchor(source: &Source, marked: Span) -> Option<Span> {
    // In parentheses, lines may end where they do in the source.
    const OPENING: &str = "(\n";
    let wrapped = Source::new("", format!("{OPENING}{}\n)", source.slice(marked)));
    let ast = parse(&wrapped, ParseOptions { mode: Mode::Expression, ..ParseOptions::default() }).ast?;
    let Mod::Expression { body } = ast[ast.root()] else { return None };
    let found = anchor_in(wrapped.text(), &ast, body)?;
    let shift = |offset: u32| marked.start + offset - OPENING.len() as u32;
    Some(Span::new(shift(found.start), shift(found.end)))
}

fn anchor_in(text: &str, ast: &Ast, body: Id<Expr>) -> Option<Span> {
    match ast[body] {
        Expr::BinOp { left, right, .. } => {
            let start = after_operand(text, ast.span(left).end);
            let second = text[start as usize..].chars().nth(1)?;
            let is_long = start + 1 < ast.span(right).start && !second.is_whitespace() && !"\\#".contains(second);
            Some(Span::new(start, start + 1 + u32::from(is_long)))
        }
        Expr::Call { func, .. } => {
            let from = ast.span(func).end as usize;
            let start = from + text[from..].find('(')?;
            Some(Span::new(start as u32, ast.span(body).end))
        }
        _ => None,
    }
}

/// The first character after an operand that is no blank, closing parenthesis, backslash or comment.
fn after_operand(text: &str, end: u32) -> u32 {
    let mut in_comment = false;
    let found = text[end as usize..].char_indices().find(|&(_, c)| {
        in_comment = if in_comment { c != '\n' } else { c == '#' };
        !in_comment && !c.is_whitespace() && !")\\".contains(c)
    });
    end + found.map_or(0, |(at, _)| at as u32)
}
