//! A program's text as code: what `compile`, `exec`, `eval` and `import` share.

use super::syntax::{error_for_warning, late_syntax_error, syntax_error};
use super::warnings;
use crate::codegen::{CompileOptions, generate};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::Mode;
use crate::object::Ref;
use crate::parser::{ParseOptions, parse};
use crate::scope::Scopes;
use crate::source::{Source, Span};
use crate::vm::{Code, ExceptionKind, PyResult, Vm};

/// So much of what cannot be decoded is kept for the error.
const SHOWN: usize = 1 << 16;

/// A source from bytes, in the encoding that they declare.
pub fn decode(vm: &mut Vm, name: &str, bytes: Vec<u8>) -> PyResult<Source> {
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]).into_owned();
    Source::from_bytes(name, bytes).map_err(|error| {
        let source = Source::new(name, shown);
        let span = error.position.map_or(Span::at(0), |position| source.span_of_character(position));
        syntax_error(vm, &Diagnostic::new(Message::Encoding { fault: error.fault }, span), &source)
    })
}

/// Compiles a source. What is wrong with it is an exception, what is doubtful a warning.
pub fn compile(vm: &mut Vm, source: &Source, mode: Mode, options: CompileOptions) -> PyResult<Ref<Code>> {
    let parsed = parse(source, ParseOptions { mode, type_comments: false });
    let Some(ast) = parsed.ast.filter(|_| parsed.errors.is_empty()) else {
        return match parsed.errors.first() {
            Some(error) => Err(syntax_error(vm, error, source)),
            None => Err(vm.system_error("a program that is wrong without an error")),
        };
    };
    let compiled = generate(source, &ast, &Scopes::of(&ast), options);
    for warning in &compiled.warnings {
        let line = source.position(warning.span.start).line;
        let issued = warnings::warn_about(vm, ExceptionKind::SyntaxWarning, &warning.message, source.name(), line);
        issued.map_err(|raised| match raised.is(ExceptionKind::SyntaxWarning, vm) {
            true => error_for_warning(vm, &warning.message, warning.span, source),
            false => raised,
        })?;
    }
    match compiled.program {
        Ok(program) => vm.link(program),
        Err(error) => Err(late_syntax_error(vm, &error, source)),
    }
}
