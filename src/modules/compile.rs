//! A program's text as code: what `compile`, `exec`, `eval` and `import` share.

use super::syntax::{Doubted, decode_error, error_for_warning, late_syntax_error, syntax_error};
use super::warnings;
use crate::ast::{Ast, Mod};
use crate::builtins::codecs;
use crate::bytecode::{Position, Program};
use crate::codegen::{CompileOptions, generate};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::{LexOptions, Mode, TokenKind, lex};
use crate::object::{Ref, Value};
use crate::parser::{ParseOptions, parse};
use crate::scope::Scopes;
use crate::source::{Source, Span};
use crate::vm::{Code, ExceptionKind, PyResult, Raised, Vm};

/// So much of what cannot be decoded is kept for the error.
const SHOWN: usize = 1 << 16;

/// How programs are compiled, beside what the caller says.
#[derive(Default)]
pub struct Settings {
    /// Keep no columns: tracebacks mark nothing.
    pub no_columns: bool,
}

/// A source from bytes, in the encoding that they declare.
pub fn decode(vm: &mut Vm, name: &str, bytes: Vec<u8>) -> PyResult<Source> {
    if let Some(encoding) = Source::foreign_encoding(&bytes) {
        let (encoding, object) = (vm.str(encoding), vm.bytes(&bytes));
        if let Ok(text) = codecs::decode(vm, &bytes, &object, &encoding, &Value::NULL) {
            return Ok(Source::new(name, vm.text(&text)));
        }
    }
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]).into_owned();
    Source::from_bytes(name, bytes).map_err(|error| {
        let source = Source::new(name, shown);
        let span = error.position.map_or(Span::at(0), |position| source.span_of_character(position));
        decode_error(vm, error.fault, span, &source)
    })
}

/// Compiles a source to code that can run.
pub fn compile(vm: &mut Vm, source: &Source, mode: Mode, options: CompileOptions) -> PyResult<Ref<Code>> {
    let program = compile_program(vm, source, mode, options)?;
    Ok(vm.link(program))
}

/// Compiles a source. What is wrong with it is an exception, what is doubtful a warning.
pub fn compile_program(vm: &mut Vm, source: &Source, mode: Mode, options: CompileOptions) -> PyResult<Program> {
    let ast = parse_program(vm, source, ParseOptions { mode, type_comments: false }, false)?;
    compile_tree(vm, source, &ast, options)
}

/// Parses a source. Features of the future are looked at when the whole program has been parsed: not for a `tree` alone.
pub fn parse_program(vm: &mut Vm, source: &Source, options: ParseOptions, tree: bool) -> PyResult<Ast> {
    let mode = options.mode;
    let mut parsed = parse(source, options);
    if mode == Mode::Interactive
        && parsed.ast.is_none()
        && let Some(shorter) = without_blank_end(source)
    {
        return parse_program(vm, &shorter, ParseOptions { mode, ..options }, tree);
    }
    for doubt in &parsed.doubts {
        let as_error = match doubt.message {
            Message::InvalidEscape { .. } | Message::OctalEscape { .. } => Doubted::Escape,
            _ => Doubted::Number,
        };
        warn(vm, &doubt.message.to_string(), doubt.span, source, as_error, mode)?;
    }
    let is_late = |error: &Diagnostic| matches!(error.message, Message::UnknownFuture { .. } | Message::Braces);
    if tree {
        parsed.errors.retain(|error| !is_late(error));
    }
    if let Some(ast) = parsed.ast.filter(|_| parsed.errors.is_empty()) {
        return Ok(ast);
    }
    if source.text().is_empty() {
        return Err(no_program(vm, source));
    }
    if mode == Mode::Interactive
        && let Some(place) = end_of_first_statement(source)
    {
        return Err(several_statements(vm, source, place));
    }
    match parsed.errors.first() {
        Some(error) if is_late(error) => Err(late_syntax_error(vm, error, source)),
        Some(error) => Err(syntax_error(vm, error, source, mode)),
        None => Err(vm.system_error("a program that is wrong without an error")),
    }
}

/// Raises `_IncompleteInputError` if the source may be the beginning of a program: where more lines are to be typed.
pub fn check_whole(vm: &mut Vm, source: &Source, mode: Mode) -> PyResult<()> {
    let has_end = source.text().ends_with('\n');
    let ended = (mode == Mode::Module && !has_end).then(|| Source::new(source.name(), format!("{}\n", source.text())));
    let source = ended.as_ref().unwrap_or(source);
    let parsed = parse(source, ParseOptions { mode, type_comments: false });
    let is_whole = match &parsed.ast {
        None => !parsed.is_unfinished && has_tokens(source),
        // A block goes on until a line says otherwise.
        Some(ast) => match ast[ast.root()] {
            Mod::Interactive { body } => has_end || !ast.items(body).any(|statement| ast[statement].is_compound()),
            _ => true,
        },
    };
    if is_whole {
        return Ok(());
    }
    let text = source.text().lines().last().unwrap_or("");
    let line = if source.text().is_empty() { 0 } else { source.lines().count() - u32::from(source.text().ends_with('\n')) };
    let end = if source.text().ends_with('\n') { "\n" } else { "" };
    let (number, column) = (Value::size(line as usize), Value::size(text.chars().count() + end.len()));
    let text = vm.str(&format!("{text}{end}"));
    let fields = [vm.str(source.name()), number.clone(), column, text, number, vm.int(-1)];
    let (fields, message) = (vm.tuple(fields), vm.str("incomplete input"));
    Err(vm.raise_with(ExceptionKind::_IncompleteInputError, [message, fields]))
}

/// Whether there is more than comments and blanks.
fn has_tokens(source: &Source) -> bool {
    let tokens = lex(source, LexOptions { mode: Mode::Interactive, type_comments: false });
    let blank = [TokenKind::Newline, TokenKind::Indent, TokenKind::Dedent, TokenKind::EndMarker];
    tokens.kinds.iter().any(|kind| !blank.contains(kind))
}

/// Compiles a tree. The source says where its nodes stand.
pub fn compile_tree(vm: &mut Vm, source: &Source, ast: &Ast, options: CompileOptions) -> PyResult<Program> {
    let compiled = generate(source, ast, &Scopes::of_module(ast, options.top_level_await), options);
    for warning in &compiled.warnings {
        warn(vm, &warning.message, warning.span, source, Doubted::Tree, Mode::Module)?;
    }
    let mut program = compiled.program.map_err(|error| late_syntax_error(vm, &error, source))?;
    if vm.state::<Settings>().no_columns {
        let positions = program.codes.iter_mut().flat_map(|code| code.positions.iter_mut());
        for position in positions.filter_map(|(_, position)| position.as_mut()) {
            (position.column, position.end_column) = (Position::NO_COLUMN, Position::NO_COLUMN);
            position.end_line = position.line;
        }
    }
    Ok(program)
}

/// Issues a `SyntaxWarning`, which is a `SyntaxError` where warnings are errors.
fn warn(vm: &mut Vm, message: &str, span: Span, source: &Source, what: Doubted, mode: Mode) -> PyResult<()> {
    let line = source.position(span.start).line;
    let issued = warnings::warn_about(vm, ExceptionKind::SyntaxWarning, message, source.name(), line);
    issued.map_err(|raised| match raised.is(ExceptionKind::SyntaxWarning, vm) {
        true => error_for_warning(vm, message, span, source, what, mode),
        false => raised,
    })
}

/// A simple interactive statement without the blanks on the line behind it, if it can be parsed so.
fn without_blank_end(source: &Source) -> Option<Source> {
    let text = source.text().trim_end_matches([' ', '\t']);
    if text.len() == source.text().len() || !text.ends_with('\n') {
        return None;
    }
    let shorter = Source::new(source.name(), text);
    let parsed = parse(&shorter, ParseOptions { mode: Mode::Interactive, type_comments: false });
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    let Mod::Interactive { body } = ast[ast.root()] else { return None };
    let first = ast.items(body).next()?;
    (!ast[first].is_compound()).then_some(shorter)
}

/// Where the line's end behind a simple statement is, if it is whole and more follows it: then it is not alone, where it has to be.
fn end_of_first_statement(source: &Source) -> Option<Span> {
    let tokens = lex(source, LexOptions { mode: Mode::Interactive, type_comments: false });
    let newline = tokens.kinds.iter().position(|kind| *kind == TokenKind::Newline)?;
    let at = tokens.spans[newline].start as usize;
    let rest = &source.text()[at..];
    let line_end = at + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let first = Source::new(source.name(), &source.text()[..line_end]);
    let parsed = parse(&first, ParseOptions { mode: Mode::Module, type_comments: false });
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    let Mod::Module { body, .. } = ast[ast.root()] else { return None };
    let statement = ast.items(body).next()?;
    if ast[statement].is_compound() {
        return None;
    }
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Some(Span { start: (at + blanks) as u32, end: line_end as u32 })
}

/// Nothing at all is on no line.
fn no_program(vm: &mut Vm, source: &Source) -> Raised {
    let zero = || Value::size(0);
    let fields = [vm.str(source.name()), zero(), zero(), vm.str(""), zero(), zero()];
    let fields = vm.tuple(fields);
    let message = vm.str("invalid syntax");
    vm.raise_with(ExceptionKind::SyntaxError, [message, fields])
}

fn several_statements(vm: &mut Vm, source: &Source, place: Span) -> Raised {
    let start = source.position(place.start);
    let line = source.lines().start(start.line) as usize;
    let column = |end: u32| Value::size(source.text()[line..end as usize].chars().count() + 1);
    let number = Value::size(start.line as usize);
    let fields = [
        vm.str(source.name()),
        number.clone(),
        column(place.start),
        vm.str(&source.text()[line..place.end as usize]),
        number,
        column(place.end),
    ];
    let fields = vm.tuple(fields);
    let message = vm.str("multiple statements found while compiling a single statement");
    vm.raise_with(ExceptionKind::SyntaxError, [message, fields])
}
