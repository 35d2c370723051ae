//! What is wrong with a program's text, as a `SyntaxError`.

use crate::diagnostics::{Diagnostic, Location, Message};
use crate::lexer::Mode;
use crate::object::Value;
use crate::source::{DecodeFault, Source, Span, files};
use crate::vm::{ExceptionKind, Raised, Vm};

/// What a warning about a program is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Doubted {
    /// An escape, of which two characters are marked.
    Escape,
    /// A number with a keyword directly behind it: its last digit is marked.
    Number,
    /// Found in the tree.
    Tree,
}

/// A warning about a program that is to be an error. Stages after the parser look for the line in the file.
pub fn error_for_warning(vm: &mut Vm, words: &str, span: Span, source: &Source, what: Doubted, mode: Mode) -> Raised {
    // What will be some day is so now.
    let words = words.replace(" Such sequences will not work in the future.", "");
    let [start, end] = [span.start, span.end].map(|offset| source.position(offset));
    let mut line = match what {
        Doubted::Tree => line_of_file(source, start.line),
        _ => Some(line_with_end(source, start.line).to_owned()),
    };
    let characters = |column: u32| match line.as_ref().and_then(|line| line.get(..column as usize)) {
        Some(before) if what != Doubted::Tree => before.chars().count(),
        _ => column as usize,
    };
    let columns = match what {
        Doubted::Escape => [characters(start.column) + 1, characters(start.column) + 3],
        Doubted::Number => [characters(end.column); 2],
        Doubted::Tree => [start.column as usize + 1, end.column as usize + 1],
    };
    if let Some(line) = line.as_mut().filter(|line| what == Doubted::Escape && mode == Mode::Module && !line.ends_with('\n'))
    {
        line.push('\n');
    }
    let last_line = if what == Doubted::Tree { end.line } else { start.line };
    let place = [
        vm.str(source.name()),
        Value::size(start.line as usize),
        Value::size(columns[0]),
        line.map_or(Value::NONE, |line| vm.str(&line)),
        Value::size(last_line as usize),
        Value::size(columns[1]),
    ];
    let (words, place) = (vm.str(&words), vm.tuple(place));
    vm.raise_with(ExceptionKind::SyntaxError, [words, place])
}

/// The exception for a diagnostic of the parser.
pub fn syntax_error(vm: &mut Vm, diagnostic: &Diagnostic, source: &Source, mode: Mode) -> Raised {
    let mut location = Location::of(diagnostic, source);
    let mut line = line_with_end(source, location.lineno).to_owned();
    // CPython ends the last line of a program, but of no expression and no interactive statement. Its lexer, whose errors are
    // points, shows no line's end.
    let is_lexers = match diagnostic.message {
        Message::LeadingZeros | Message::IncompatiblePrefixes { .. } => true,
        Message::ExpectedImportNames | Message::EmptyTypeParams => false,
        _ => location.offset > 0 && i32::try_from(location.offset) == Ok(location.end_offset),
    };
    // Nor does the line have its end once the lexer is past it.
    let is_read_on = match diagnostic.message {
        Message::NeverClosed { .. } => source.lines().count() - u32::from(source.text().ends_with('\n')) > location.lineno,
        _ => location.end_lineno > location.lineno,
    };
    if is_lexers || is_read_on {
        line.truncate(line.trim_end_matches(['\r', '\n']).len());
    } else if !line.ends_with('\n') {
        let is_at_end = diagnostic.span.start as usize == source.text().len();
        match mode {
            Mode::Module => line.push('\n'),
            _ if is_at_end && location.end_offset == -1 => location.offset -= 1,
            _ => {}
        }
    }
    let raised = make(vm, diagnostic, source, location, Some(line.as_str()).filter(|_| !source.text().is_empty()));
    // Where to look for misspelt keywords: where in the program, and its text unless that is in a file.
    let is_file = std::path::Path::new(source.name()).is_file();
    let end = if mode == Mode::Module && !source.text().ends_with('\n') { "\n" } else { "" };
    let text = if is_file { Value::NONE } else { vm.str(&format!("{}{end}", source.text())) };
    let metadata = vm.tuple([Value::size(0), Value::size(0), text]);
    vm.set_exception_field(&raised.0, "_metadata", metadata);
    raised
}

/// The exception for a diagnostic of a later stage: CPython then looks for the line in the file, and has none without a file.
pub fn late_syntax_error(vm: &mut Vm, diagnostic: &Diagnostic, source: &Source) -> Raised {
    let location = Location::of(diagnostic, source);
    let line = line_of_file(source, location.lineno);
    make(vm, diagnostic, source, location, line.as_deref())
}

/// A line of the file that a source is named after, if there is one.
fn line_of_file(source: &Source, line: u32) -> Option<String> {
    let file = Source::from_bytes(source.name(), files::read(source.name().as_ref()).ok()?).ok()?;
    Some(line_with_end(&file, line)).filter(|line| !line.is_empty()).map(str::to_owned)
}

/// The exception for bytes that are no text; `shown` is as much of that as can be shown.
pub fn decode_error(vm: &mut Vm, fault: DecodeFault, span: Span, shown: &Source) -> Raised {
    if fault.has_position() {
        let diagnostic = Diagnostic::new(Message::Encoding { fault }, span);
        let location = Location::of(&diagnostic, shown);
        let line = line_with_end(shown, location.lineno).trim_end_matches(['\r', '\n']).trim_start_matches('\u{feff}');
        return make(vm, &diagnostic, shown, location, Some(line));
    }
    let place = [vm.str(shown.name()), Value::size(0), vm.int(-1), Value::NONE];
    let (message, place) = (vm.str(&fault.to_string()), vm.tuple(place));
    vm.raise_with(ExceptionKind::SyntaxError, [message, place])
}

fn make(vm: &mut Vm, diagnostic: &Diagnostic, source: &Source, location: Location, line: Option<&str>) -> Raised {
    let Location { lineno, offset, end_lineno, end_offset } = location;
    let class = diagnostic.message.class().name();
    let kind = ExceptionKind::ALL.iter().copied().find(|kind| kind.name() == class);
    let message = diagnostic.message.to_string();
    let text = line.map_or(Value::NONE, |line| vm.str(line));
    let place = [
        vm.str(source.name()),
        Value::size(lineno as usize),
        Value::size(offset),
        text,
        Value::size(end_lineno as usize),
        vm.int(end_offset.into()),
    ];
    let place = vm.tuple(place);
    let message = vm.str(&message);
    vm.raise_with(kind.unwrap_or(ExceptionKind::SyntaxError), [message, place])
}

/// A line of a source, with its end; nothing if there is no such line.
fn line_with_end(source: &Source, line: u32) -> &str {
    let lines = source.lines();
    if line == 0 || line > lines.count() {
        return "";
    }
    let start = lines.start(line) as usize;
    let end = if line < lines.count() { lines.start(line + 1) as usize } else { source.text().len() };
    source.text().get(start..end).unwrap_or_default()
}
