//! The source lines of a position, with marks below what was being done.

use super::theme::Theme;
use crate::ast::{Ast, Expr, Id, Mod, Stmt};
use crate::parser::{ParseOptions, parse};
use crate::source::Source;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

const MARGIN: &str = "    ";

/// The lines of a stretch of source and what is marked in them: byte columns in the first and the last line.
pub struct Excerpt<'a> {
    pub lines: Vec<&'a str>,
    pub columns: Option<(u32, u32)>,
}

impl Excerpt<'_> {
    /// Adds the lines that matter, and the marks, to a report. Nothing if there is no source.
    pub fn write(&self, theme: Theme, report: &mut String) {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.trim_end()).collect();
        if lines.iter().all(|line| line.is_empty()) {
            return;
        }
        match self.columns {
            Some((start, end)) => Marked::of(&lines, start as usize, end as usize).write(theme, report),
            // Without columns, only the first line.
            None => *report += &format!("{MARGIN}{}\n", lines[0].trim()),
        }
    }
}

/// Lines without their common indentation, joined, and the marked stretch in them.
struct Marked {
    text: String,
    /// Where each line is in the text.
    lines: Vec<Range<usize>>,
    marked: Range<usize>,
    /// The operator, or the brackets of a call or subscript: marked differently from the rest.
    anchor: Option<Range<usize>>,
}

impl Marked {
    fn of(lines: &[&str], start: usize, end: usize) -> Marked {
        let indent = common_indentation(lines);
        let (mut text, mut places) = (String::new(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            let from = text.len();
            text += line.get(indent..).unwrap_or("");
            places.push(from..text.len());
        }
        let place = |line: usize, column: usize| {
            let range: &Range<usize> = &places[line];
            let at = (range.start + column.saturating_sub(indent)).min(range.end);
            (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
        };
        let (start, end) = (place(0, start), place(lines.len() - 1, end));
        let marked = start..end.max(start);
        let anchor = anchor(&text[marked.clone()]).map(|anchor| anchor.start + start..anchor.end + start);
        Marked { text, lines: places, marked, anchor }
    }

    fn write(&self, theme: Theme, report: &mut String) {
        let marks = self.has_marks();
        let mut last: Option<usize> = None;
        for line in self.shown_lines() {
            match last.map_or(0, |last| line - last - 1) {
                0 => {}
                1 => self.write_line(report, line - 1, marks, theme),
                skipped => *report += &format!("{MARGIN}...<{skipped} lines>...\n"),
            }
            self.write_line(report, line, marks, theme);
            last = Some(line);
        }
    }

    /// The first and the last line, and those around the anchor's ends.
    fn shown_lines(&self) -> BTreeSet<usize> {
        let last = self.lines.len() - 1;
        let mut shown = BTreeSet::from([0, last]);
        for offset in self.anchor.iter().flat_map(|anchor| [anchor.start, anchor.end]) {
            let line = self.lines.partition_point(|line| line.end < offset);
            shown.extend(line.saturating_sub(1)..=(line + 1).min(last));
        }
        shown
    }

    fn write_line(&self, report: &mut String, line: usize, marks: bool, theme: Theme) {
        let range = self.lines[line].clone();
        let text = &self.text[range.clone()];
        if !marks {
            *report += &format!("{MARGIN}{text}\n");
            return;
        }
        let blank = text.len() - text.trim_start().len();
        let (mut shown, mut row) = (Painted::default(), Painted::default());
        for (at, c) in text.char_indices() {
            let offset = range.start + at;
            let mark = match () {
                _ if offset >= self.marked.end => None,
                _ if at < blank => Some(' '),
                _ => Some(self.mark(offset)),
            };
            let colour = match mark {
                Some('^') => theme.highlight,
                Some('~') => theme.range,
                _ => "",
            };
            shown.push(c, 1, colour);
            if let Some(mark) = mark {
                row.push(mark, if c.width() == Some(2) { 2 } else { 1 }, colour);
            }
        }
        let (shown, row) = (shown.finish(theme), row.finish(theme));
        let row = if row.trim().is_empty() { "" } else { &row };
        *report += &format!("{MARGIN}{shown}\n{MARGIN}{row}\n");
    }

    fn mark(&self, offset: usize) -> char {
        match &self.anchor {
            _ if offset < self.marked.start => ' ',
            Some(anchor) if !anchor.contains(&offset) => '~',
            _ => '^',
        }
    }

    /// Marks that would only underline a whole statement are left out, and those of a call whose value a statement takes.
    fn has_marks(&self) -> bool {
        if let Some(Statement { call }) = statement(&self.text) {
            if call.is_some_and(|call| call == self.marked) {
                return false;
            }
        } else if self.text.trim().is_empty() || is_comment(&self.text) {
            return false;
        }
        let last = &self.lines[self.lines.len() - 1];
        let before = &self.text[..self.marked.start];
        let after = &self.text[self.marked.end.min(last.end)..last.end];
        self.anchor.is_some() || !before.trim().is_empty() || !after.trim().is_empty()
    }
}

/// Text with colours, a stretch of one colour at a time.
#[derive(Default)]
struct Painted {
    text: String,
    colour: &'static str,
}

impl Painted {
    fn push(&mut self, c: char, times: usize, colour: &'static str) {
        if colour != self.colour {
            self.text += if self.colour.is_empty() { colour } else { Theme::COLOURS.reset };
            if !self.colour.is_empty() {
                self.text += colour;
            }
            self.colour = colour;
        }
        self.text.extend(std::iter::repeat_n(c, times));
    }

    fn finish(mut self, theme: Theme) -> String {
        if !self.colour.is_empty() {
            self.text += theme.reset;
        }
        self.text
    }
}

/// How many bytes of blanks and tabs all lines that are not blank begin with.
fn common_indentation(lines: &[&str]) -> usize {
    let mut common: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        common = Some(match common {
            None => indent,
            Some(known) => {
                let same = known.bytes().zip(indent.bytes()).take_while(|(a, b)| a == b).count();
                &known[..same]
            }
        });
    }
    common.map_or(0, str::len)
}

fn is_comment(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// The first statement of some lines: in `x = f()` and `return f()`, where the call is.
struct Statement {
    call: Option<Range<usize>>,
}

fn statement(text: &str) -> Option<Statement> {
    let parsed = parse(&Source::new("", text), ParseOptions::default());
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    let Mod::Module { body, .. } = ast[ast.root()] else { return None };
    let is_name = |id: Id<Expr>| matches!(ast[id], Expr::Name { .. });
    let call = match ast[ast.get(body, 0)?] {
        Stmt::Assign { targets, value, .. } => {
            let plain = ast.len(targets) == 1 && ast.items(targets).all(is_name);
            (plain && matches!(ast[value], Expr::Call { .. })).then(|| ast.span(value))
        }
        Stmt::Return { value: Some(value) } => {
            matches!(ast[value], Expr::Call { func, .. } if is_name(func)).then(|| ast.span(value))
        }
        _ => None,
    };
    // Only if it is all of the lines to their end.
    let call = call.map(|call| call.start as usize..call.end as usize);
    Some(Statement { call: call.filter(|call| !text[..call.start].contains('\n') && !text[call.end..].contains('\n')) })
}

/// In an expression, the operator of a binary operation, the brackets of a call or of a subscript.
fn anchor(text: &str) -> Option<Range<usize>> {
    // In parentheses, lines may end where they do in the source.
    const OPENING: &str = "(\n";
    let wrapped = Source::new("", format!("{OPENING}{text}\n)"));
    let parsed = parse(&wrapped, ParseOptions::default());
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    let Mod::Module { body, .. } = ast[ast.root()] else { return None };
    let (Some(first), 1) = (ast.get(body, 0), ast.len(body)) else { return None };
    let Stmt::Expr { value } = ast[first] else { return None };
    let found = anchor_in(wrapped.text(), &ast, value)?;
    Some(found.start - OPENING.len()..found.end - OPENING.len())
}

fn anchor_in(text: &str, ast: &Ast, expression: Id<Expr>) -> Option<Range<usize>> {
    let end = |id: Id<Expr>| ast.span(id).end as usize;
    match ast[expression] {
        Expr::BinOp { left, right, .. } => {
            let start = find(text, end(left), |c| !c.is_whitespace() && c != ')')?;
            let mut rest = text[start..].chars();
            let behind = start + rest.next()?.len_utf8();
            let second = rest.next().filter(|c| !c.is_whitespace() && !"\\#".contains(*c));
            let is_long = second.is_some() && behind < ast.span(right).start as usize;
            Some(start..if is_long { behind + 1 } else { behind })
        }
        Expr::Subscript { value, .. } => Some(find(text, end(value), |c| c == '[')?..end(expression)),
        Expr::Call { func, .. } => Some(find(text, end(func), |c| c == '(')?..end(expression)),
        _ => None,
    }
}

/// The first character from a place on that is wanted; comments and continued lines' ends are passed over.
fn find(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut in_comment = false;
    let mut found = text[from..].char_indices().filter(|(_, c)| {
        match c {
            '\n' => in_comment = false,
            '\\' | '#' => in_comment = true,
            _ => {}
        }
        !in_comment && *c != '\n' && wanted(*c)
    });
    found.next().map(|(at, _)| from + at)
}
