//! How a report is drawn: in CPython's form, in a richer one, or as data.
//!
//! Takes a [`Diagnostic`] and its [`Source`]; gives text. Nothing else knows the crate that draws the richer form.

use super::{Class, Diagnostic, Message};
use crate::source::{Source, Span};
use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::{self, termcolor};
use serde_json::{Value, json};

/// Where CPython says that an error is: lines and columns from 1, columns in characters. Without columns, they are 0; an end
/// that CPython does not know is 0 or -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    pub lineno: u32,
    pub offset: usize,
    pub end_lineno: u32,
    pub end_offset: i32,
}

/// What CPython says of an error's columns, beside the first.
enum Columns {
    /// Both are known. An empty stretch stands for a token without text: CPython then gives the place before it as the
    /// first column, and no other.
    Stretch,
    /// The end is the start: what the tokenizer reports.
    Point,
    /// The end is not known.
    Open,
    Unknown,
    /// The end is that of the last token read, one too small.
    UpToCursor,
    /// Both are known, and counted in bytes: the symbol table and what comes after it take them from the tree.
    Bytes,
    /// The program's end is in no column, and marking thousands of digits would help nobody.
    None,
}

impl Columns {
    fn of(message: &Message) -> Columns {
        use Message::*;
        match message {
            IntegerTooLong { .. } | InvalidEnd => Columns::None,
            Encoding { .. } => Columns::Point,
            NeverClosed { .. } | MissingKeyColon | MixedIndentation | TooManyIndents | AfterContinuation => Columns::Open,
            UnmatchedUnindent | UnexpectedEof => Columns::Unknown,
            ExpectedImportNames | ImportFrom | EmptyTypeParams | TypeParamBound { .. } => Columns::UpToCursor,
            ExceptionsNotParenthesised | UnpackingAfterKeywordUnpacking => Columns::UpToCursor,
            InvalidCharacter { .. } | NonPrintable { .. } | TooManyBrackets | Unmatched { .. } => Columns::Point,
            Mismatched { .. } | MismatchedOnLine { .. } | InvalidNumber { .. } | InvalidDigit { .. } => Columns::Point,
            UnterminatedString { .. } | UnterminatedStringEscaped { .. } | UnterminatedTripleString { .. } => Columns::Point,
            UnterminatedInterpolated { .. } | UnterminatedTripleInterpolated { .. } | NewlineInFormatSpec { .. } => {
                Columns::Point
            }
            SingleBrace { .. } | UnclosedField { .. } | UnmatchedInField { .. } | FieldsTooDeep { .. } => Columns::Point,
            TooManyInterpolated => Columns::Point,
            UnknownFuture { .. } | Braces | LateFuture | ImportStar | DebugTarget { .. } => Columns::Bytes,
            DuplicateArgument { .. } | DuplicateTypeParameter { .. } | ReservedTypeParameter { .. } => Columns::Bytes,
            DeclaredParameter { .. } | DeclaredAfterUse { .. } | DeclaredAfterAssignment { .. } => Columns::Bytes,
            DeclaredAnnotated { .. } | NonlocalAndGlobal { .. } | NonlocalInModule | NonlocalUnbound { .. } => {
                Columns::Bytes
            }
            NonlocalTypeParameter { .. } | NamedInComprehension { .. } | NamedInIterable => Columns::Bytes,
            NamedRebinds { .. } | IterationRebinds { .. } | NotWithin { .. } | YieldInComprehension { .. } => Columns::Bytes,
            AwaitOutsideFunction | OutsideAsync { .. } | AsyncComprehension | TooManyFreeVariables => Columns::Bytes,
            TooManyBlocks | ReturnOutsideFunction | ReturnInAsyncGenerator | BreakOutsideLoop | ContinueOutsideLoop => {
                Columns::Bytes
            }
            JumpInExceptStar | YieldOutsideFunction { .. } | YieldFromInAsync | StarredTarget => Columns::Bytes,
            StarredExpression | TwoStarredTargets | TooManyStarredTargets | RepeatedKeyword { .. } => Columns::Bytes,
            TypeParameterWithoutDefault { .. } | DefaultExceptNotLast | RepeatedCapture { .. } => Columns::Bytes,
            CaptureNotLast { .. } | WildcardNotLast | DifferentAlternatives | TwoStarredPatterns => Columns::Bytes,
            TooManyStarredPatterns | RepeatedPatternAttribute { .. } | RepeatedMappingKey { .. } => Columns::Bytes,
            MappingKey | PatternValue => Columns::Bytes,
            _ => Columns::Stretch,
        }
    }
}

impl Location {
    pub fn of(diagnostic: &Diagnostic, source: &Source) -> Location {
        let Diagnostic { message, span } = diagnostic;
        if matches!(message, Message::Encoding { fault } if !fault.has_position()) {
            // Found before there were any lines.
            return Location { lineno: 0, offset: 0, end_lineno: 0, end_offset: 0 };
        }
        let columns = Columns::of(message);
        if matches!(columns, Columns::Bytes) || span.end as usize > source.text().len() {
            return Location::in_bytes(source, *span);
        }
        if let (Columns::Stretch, true) = (&columns, span.start == span.end) {
            return Location::before(source, span.start, message);
        }
        if *message == Message::InvalidEnd {
            let text = source.text();
            let lineno = place(source, text.strip_suffix('\n').unwrap_or(text).len() as u32).0;
            return Location { lineno, offset: 0, end_lineno: lineno, end_offset: 0 };
        }
        let (lineno, offset) = place(source, span.start);
        let (mut end_lineno, mut end) = place(source, span.end);
        // A line's end belongs to the line.
        if end == 1 && end_lineno > lineno {
            let before = place(source, source.text()[..span.end as usize].trim_end_matches(['\r', '\n']).len() as u32);
            (end_lineno, end) = (before.0, before.1 + 1);
        }
        if end_lineno > lineno {
            // CPython looks for the end's column in the first line.
            end = end.min(line_text(source, lineno).chars().count() + 1);
        }
        match columns {
            Columns::UpToCursor if span.start == span.end => {
                Location { lineno, offset, end_lineno: lineno, end_offset: offset as i32 }
            }
            Columns::Stretch | Columns::Bytes => Location { lineno, offset, end_lineno, end_offset: end as i32 },
            Columns::Point => Location { lineno, offset, end_lineno: lineno, end_offset: offset as i32 },
            Columns::Open => Location { lineno, offset, end_lineno: lineno, end_offset: 0 },
            Columns::Unknown => Location { lineno, offset, end_lineno: lineno, end_offset: -1 },
            Columns::UpToCursor => Location { lineno, offset, end_lineno, end_offset: end as i32 - 1 },
            Columns::None => Location { lineno, offset: 0, end_lineno, end_offset: 0 },
        }
    }

    fn in_bytes(source: &Source, span: Span) -> Location {
        let [start, end] = [span.start, span.end].map(|at| source.position(at));
        let (offset, end_offset) = (start.column as usize + 1, end.column as i32 + 1);
        Location { lineno: start.line, offset, end_lineno: end.line, end_offset }
    }

    /// The place of a token without text; at the end of the text, that is after the last line's end.
    fn before(source: &Source, at: u32, message: &Message) -> Location {
        let text = source.text();
        let (lineno, offset) = match text.strip_suffix('\n') {
            Some(lines) if at as usize == text.len() => {
                let (line, column) = place(source, lines.trim_end_matches('\r').len() as u32);
                (line, column)
            }
            // CPython ends a line that the file does not end; its end is a token with text.
            None if at as usize == text.len() => {
                let (lineno, offset) = place(source, at);
                let is_layout = message.class() != Class::SyntaxError || *message == Message::ExpectedHandler;
                let end_offset = if is_layout { -1 } else { offset as i32 + 1 };
                return Location { lineno, offset, end_lineno: lineno, end_offset };
            }
            _ => {
                let (line, column) = place(source, at);
                (line, column - 1)
            }
        };
        Location { lineno, offset, end_lineno: lineno, end_offset: -1 }
    }
}

/// The report that CPython's `traceback` module writes.
pub fn render_python(diagnostic: &Diagnostic, source: &Source, colours: bool) -> String {
    let paint = if colours { Paint::COLOURS } else { Paint::NONE };
    let Paint { place, mark, class, message, reset } = paint;
    let location = Location::of(diagnostic, source);
    let (name, line) = (source.name(), location.lineno);
    let mut report = format!("  File {place}\"{name}\"{reset}, line {place}{line}{reset}\n");
    if line > 0 {
        report.push_str(&marked_line(line_text(source, line), &location, mark, reset));
    }
    let Diagnostic { message: words, .. } = diagnostic;
    report.push_str(&format!("{class}{}{reset}: {message}{words}{reset}\n", words.class().name()));
    report
}

/// The line without its indentation, and carets under what is marked.
fn marked_line(text: &str, location: &Location, mark: &str, reset: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let spaces = chars.iter().take_while(|c| matches!(c, ' ' | '\n' | '\x0c')).count();
    let shown = &chars[spaces..];
    let end_of_line = chars.len() + 1;
    let start = location.offset.min(end_of_line);
    let end = match location.end_lineno == location.lineno {
        true if location.end_offset <= 0 => start,
        true => (location.end_offset as usize).min(end_of_line),
        false => end_of_line,
    };
    let end = if start >= end { start + 1 } else { end };
    // A mark that begins in what is cut off is not drawn.
    let Some(from) = start.checked_sub(1 + spaces) else { return format!("    {}\n", text_of(shown)) };
    let to = end - 1 - spaces;
    let (before, rest) = shown.split_at(from.min(shown.len()));
    let (marked, after) = rest.split_at((to - from).min(rest.len()));
    let margin: String = before.iter().map(|&c| if is_space(c) { c } else { ' ' }).collect();
    let (before, marked, after, carets) = (text_of(before), text_of(marked), text_of(after), "^".repeat(to - from));
    format!("    {before}{mark}{marked}{reset}{after}\n    {margin}{mark}{carets}{reset}\n")
}

fn text_of(chars: &[char]) -> String {
    chars.iter().collect()
}

/// Python's `str.isspace`: tabs keep their width, so that carets stand where they should.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// A line, without its end.
fn line_text(source: &Source, line: u32) -> &str {
    let lines = source.lines();
    let start = lines.start(line) as usize;
    let end = if line < lines.count() { lines.start(line + 1) as usize } else { source.text().len() };
    source.text()[start..end].trim_end_matches(['\r', '\n'])
}

/// Line and column, in characters, from 1.
fn place(source: &Source, offset: u32) -> (u32, usize) {
    let position = source.position(offset);
    let start = (offset - position.column) as usize;
    let before = source.text().get(start..offset as usize).unwrap_or_default();
    (position.line, before.chars().count() + 1)
}

/// The escape sequences of CPython's default theme.
struct Paint {
    place: &'static str,
    mark: &'static str,
    class: &'static str,
    message: &'static str,
    reset: &'static str,
}

impl Paint {
    const NONE: Paint = Paint { place: "", mark: "", class: "", message: "", reset: "" };
    const COLOURS: Paint =
        Paint { place: "\x1b[35m", mark: "\x1b[1;31m", class: "\x1b[1;35m", message: "\x1b[35m", reset: "\x1b[0m" };
}

/// A richer report: the lines around, with the marked stretch whole.
pub fn render_pretty(diagnostic: &Diagnostic, source: &Source, colours: bool) -> String {
    let file = SimpleFile::new(source.name(), source.text());
    let Diagnostic { message, span } = diagnostic;
    let report = codespan::Diagnostic::error()
        .with_code(message.class().name())
        .with_message(message)
        .with_labels(vec![codespan::Label::primary((), span.range())]);
    let mut buffer = if colours { termcolor::Buffer::ansi() } else { termcolor::Buffer::no_color() };
    let styles = term::Styles::default();
    let mut writer = term::StylesWriter::new(&mut buffer, &styles);
    // Writing to memory cannot fail; a stretch beyond the text leaves the report unfinished.
    let _ = term::emit_to_write_style(&mut writer, &term::Config::default(), &file, &report);
    String::from_utf8_lossy(buffer.as_slice()).into_owned()
}

/// All errors as one JSON object.
pub fn render_json(diagnostics: &[Diagnostic], source: &Source) -> Value {
    let errors = diagnostics.iter().map(|diagnostic| {
        let Location { lineno, offset, end_lineno, end_offset } = Location::of(diagnostic, source);
        json!({
            "class": diagnostic.message.class().name(),
            "code": diagnostic.message.code(),
            "message": diagnostic.message.to_string(),
            "filename": source.name(),
            "lineno": lineno,
            "offset": offset,
            "end_lineno": end_lineno,
            "end_offset": end_offset,
        })
    });
    json!({ "errors": errors.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn diagnostic(text: &str, marked: &str) -> (Diagnostic, Source) {
        let start = text.find(marked).expect("the mark is in the text") as u32;
        let span = Span::new(start, start + marked.len() as u32);
        (Diagnostic::new(Message::InvalidSyntax, span), Source::new("x.py", text))
    }

    #[track_caller]
    fn check(text: &str, marked: &str, expected: &str) {
        let (diagnostic, source) = diagnostic(text, marked);
        let report = render_python(&diagnostic, &source, false);
        let (head, tail) = ("  File \"x.py\", line ", "SyntaxError: invalid syntax\n");
        assert_eq!(report.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)), Some(expected));
    }

    #[test]
    fn carets() {
        check("x = foo bar\n", "bar", "1\n    x = foo bar\n            ^^^\n");
        check("if 1:\n  foo bar", "bar", "2\n    foo bar\n        ^^^\n");
        check("if 1:\r\n  foo bar\r\n", "bar", "2\n    foo bar\n        ^^^\n");
    }

    #[test]
    fn tabs_stay() {
        check("if 1:\n\tfoo\tbar baz\n", "bar", "2\n    \tfoo\tbar baz\n    \t   \t^^^\n");
    }

    #[test]
    fn columns_are_characters() {
        check("if 1:\n    é = \"日本\" foo\n", "foo", "2\n    é = \"日本\" foo\n             ^^^\n");
    }

    #[test]
    fn a_mark_over_several_lines_ends_with_the_first() {
        check("x = (a +\n b) = 1\n", "a +\n b", "1\n    x = (a +\n         ^^^\n");
    }

    #[test]
    fn nothing_to_mark_is_one_caret() {
        check("  \n", "\n", "1\n    \n    ^\n");
    }

    #[test]
    fn a_token_without_text_is_where_the_text_before_it_ends() {
        let source = Source::new("x.py", "x\n  y\n");
        let location = Location::of(&Diagnostic::new(Message::UnexpectedIndent, Span::at(4)), &source);
        assert_eq!(location, Location { lineno: 2, offset: 2, end_lineno: 2, end_offset: -1 });
        let location = Location::of(&Diagnostic::new(Message::ExpectedHandler, Span::at(6)), &source);
        assert_eq!(location, Location { lineno: 2, offset: 4, end_lineno: 2, end_offset: -1 });
    }

    #[test]
    fn a_mark_in_the_indentation_is_not_drawn() {
        check("   foo", " ", "1\n    foo\n");
    }

    #[test]
    fn integers_too_long_have_no_column() {
        let source = Source::new("x.py", "x = 1\n");
        let diagnostic = Diagnostic::new(Message::IntegerTooLong { digits: 4301 }, Span::new(4, 5));
        assert!(
            render_python(&diagnostic, &source, false)
                .starts_with("  File \"x.py\", line 1\n    x = 1\nSyntaxError: Exceeds")
        );
        assert_eq!(render_json(&[diagnostic], &source)["errors"][0]["offset"], 0);
    }

    #[test]
    fn colours() {
        let (diagnostic, source) = diagnostic("a b c", "b");
        let expected = "  File \x1b[35m\"x.py\"\x1b[0m, line \x1b[35m1\x1b[0m\n    a \x1b[1;31mb\x1b[0m c\n      \x1b[1;31m^\x1b[0m\n\
                        \x1b[1;35mSyntaxError\x1b[0m: \x1b[35minvalid syntax\x1b[0m\n";
        assert_eq!(render_python(&diagnostic, &source, true), expected);
    }

    #[test]
    fn pretty() {
        let (diagnostic, source) = diagnostic("x = foo bar\n", "bar");
        let report = render_pretty(&diagnostic, &source, false);
        assert!(report.starts_with("error[SyntaxError]: invalid syntax\n") && report.contains("x.py:1:9"), "{report}");
        assert!(render_pretty(&diagnostic, &source, true).contains('\x1b'));
    }

    #[test]
    fn data() {
        let (diagnostic, source) = diagnostic("é bar\n", "bar");
        let expected = r#"{"errors":[{"class":"SyntaxError","code":"InvalidSyntax","message":"invalid syntax","filename":"x.py","lineno":1,"offset":3,"end_lineno":1,"end_offset":6}]}"#;
        assert_eq!(render_json(&[diagnostic], &source).to_string(), expected);
    }
}
