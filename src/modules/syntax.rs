//! What is wrong with a program's text, as a `SyntaxError`.

use crate::diagnostics::{Diagnostic, Location};
use crate::object::Value;
use crate::source::{Source, Span};
use crate::vm::{ExceptionKind, Raised, Vm};

/// A warning about a program that is to be an error.
pub fn error_for_warning(vm: &mut Vm, words: &str, span: Span, source: &Source) -> Raised {
    let [start, end] = [span.start, span.end].map(|offset| source.position(offset));
    let place = [
        vm.str(source.name()),
        Value::size(start.line as usize),
        Value::size(start.column as usize + 1),
        vm.str(line_with_end(source, start.line)),
        Value::size(end.line as usize),
        Value::size(end.column as usize + 1),
    ];
    let (words, place) = (vm.str(words), vm.tuple(place));
    vm.raise_with(ExceptionKind::SyntaxError, [words, place])
}

/// The exception for a diagnostic of the parser.
pub fn syntax_error(vm: &mut Vm, diagnostic: &Diagnostic, source: &Source) -> Raised {
    let raised = make(vm, diagnostic, source, source);
    // Where to look for misspelt keywords: where in the program, and its text unless that is in a file.
    let is_file = std::path::Path::new(source.name()).is_file();
    let text = if is_file { Value::NONE } else { vm.str(source.text()) };
    let metadata = vm.tuple([Value::size(0), Value::size(0), text]);
    vm.set_exception_field(&raised.0, "_metadata", metadata);
    raised
}

/// The exception for a diagnostic of a later stage: CPython then looks for the line in the file, and has none without a file.
pub fn late_syntax_error(vm: &mut Vm, diagnostic: &Diagnostic, source: &Source) -> Raised {
    let text = std::fs::read(source.name()).ok().and_then(|bytes| Source::from_bytes(source.name(), bytes).ok());
    make(vm, diagnostic, source, &text.unwrap_or_else(|| Source::new(source.name(), "")))
}

/// `shown` is where the line is taken from.
fn make(vm: &mut Vm, diagnostic: &Diagnostic, source: &Source, shown: &Source) -> Raised {
    let Location { lineno, offset, end_lineno, end_offset } = Location::of(diagnostic, source);
    let class = diagnostic.message.class().name();
    let kind = ExceptionKind::ALL.iter().copied().find(|kind| kind.name() == class);
    let message = diagnostic.message.to_string();
    let text = match lineno {
        line if line == 0 || line > shown.lines().count() || shown.text().is_empty() => Value::NONE,
        line => vm.str(line_with_end(shown, line)),
    };
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

fn line_with_end(source: &Source, line: u32) -> &str {
    let lines = source.lines();
    let start = lines.start(line) as usize;
    let end = if line < lines.count() { lines.start(line + 1) as usize } else { source.text().len() };
    &source.text()[start..end]
}
