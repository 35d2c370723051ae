//! `_tokenize`: the lexer's stream, as the library's `tokenize` wants it.

use crate::builtins::{class_to_make, codecs};
use crate::diagnostics::Class;
use crate::lexer::{Fault, Next, Stream, StreamToken, TokenKind};
use crate::object::{Bytes, Module, Opaque, Ref, Str, Value, type_flag};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use std::rc::Rc;
use std::sync::LazyLock;

/// `TokenizerIter`: where the lines come from, and what was made of them.
struct TokenizerIter {
    readline: Value,
    /// NULL if the lines are text.
    encoding: Value,
    /// As `tokenize` wants them: with comments and all line ends, and operators not told apart.
    extra: bool,
    stream: Stream,
    /// The last line: most tokens are on the same as the one before.
    line: (Rc<str>, Value),
}

impl Opaque for TokenizerIter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.readline);
        visit(&self.encoding);
        visit(&self.line.1);
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, readline, /, *, extra_tokens=None, encoding=None)", function: new },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_tokenize");
    let class = vm.define_type::<TokenizerIter>("_tokenize.TokenizerIter", METHODS, &[]);
    class.set_flag(type_flag::IMMUTABLE, true);
    vm.module_set(&module, "TokenizerIter", class.into_value());
    module
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, readline, extra, encoding] = args else { return Ok(Value::NULL) };
    if extra.is_null() {
        return Err(vm.type_error("tokenizeriter() missing required argument 'extra_tokens' (pos 2)"));
    }
    if !(encoding.is_null() || encoding.is_a::<Str>()) {
        let class = vm.type_of(encoding).name();
        return Err(vm.type_error(format!("tokenizeriter() argument 'encoding' must be str, not {class}")));
    }
    let extra = vm.truth(extra)?;
    let (readline, encoding) = (readline.clone(), encoding.clone());
    let base = vm.type_for::<TokenizerIter>();
    let class = class_to_make(vm, class, &base)?;
    let (stream, line) = (Stream::default(), (Rc::from(""), Value::NULL));
    Ok(vm.opaque(class, TokenizerIter { readline, encoding, extra, stream, line }))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    loop {
        let Some(state) = args[0].opaque_mut::<TokenizerIter>(vm) else { return Ok(Value::NULL) };
        let extra = state.extra;
        match state.stream.advance() {
            Next::Token(token) if extra || !matches!(token.kind, TokenKind::Comment | TokenKind::Nl) => {
                return Ok(tuple(vm, &args[0], &token, extra));
            }
            Next::Token(_) => {}
            Next::Lines(count) => read(vm, &args[0], count)?,
            Next::Fault(fault) => return Err(error(vm, &fault)),
            Next::End => return Ok(Value::NULL),
        }
    }
}

/// Reads lines for the stream.
fn read(vm: &mut Vm, iterator: &Value, count: usize) -> PyResult<()> {
    for _ in 0..count {
        let Some(state) = iterator.opaque::<TokenizerIter>(vm) else { return Ok(()) };
        let (readline, encoding) = (state.readline.clone(), state.encoding.clone());
        let line = match vm.call(&readline, &[]) {
            Ok(line) => decode(vm, &line, &encoding)?,
            Err(raised) if raised.is(ExceptionKind::StopIteration, vm) => String::new(),
            Err(raised) => return Err(raised),
        };
        let Some(state) = iterator.opaque_mut::<TokenizerIter>(vm) else { return Ok(()) };
        state.stream.feed(&line);
        if line.is_empty() {
            break;
        }
    }
    Ok(())
}

fn decode(vm: &mut Vm, line: &Value, encoding: &Value) -> PyResult<String> {
    let line = match (line.get::<Bytes>(), encoding.is_null()) {
        (Some(bytes), false) => {
            let errors = vm.str("replace");
            codecs::decode(vm, bytes.as_bytes(), line, encoding, &errors)?
        }
        (_, false) => return Err(vm.type_error("readline() returned a non-bytes object")),
        _ if !line.is_a::<Str>() => return Err(vm.type_error("readline() returned a non-string object")),
        _ => line.clone(),
    };
    match line.get::<Str>().and_then(|line| line.as_str()) {
        Some(text) => Ok(text.to_owned()),
        None => Err(codecs::surrogates(vm, &line)),
    }
}

/// The types of tokens, in the order of their numbers.
const TYPES: &str = "ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI PLUS MINUS STAR \
    SLASH VBAR AMPER LESS GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX \
    LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL \
    CIRCUMFLEXEQUAL LEFTSHIFTEQUAL RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL RARROW ELLIPSIS \
    COLONEQUAL EXCLAMATION OP TYPE_IGNORE TYPE_COMMENT SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE FSTRING_END TSTRING_START \
    TSTRING_MIDDLE TSTRING_END COMMENT NL ERRORTOKEN ENCODING";
const OP: u8 = 55;
const DEDENT: u8 = 6;

static NUMBERS: LazyLock<[u8; TokenKind::ALL.len()]> = LazyLock::new(|| {
    TokenKind::ALL.map(|kind| {
        let name = if kind == TokenKind::Error { "OP" } else { kind.exact_name() };
        TYPES.split_ascii_whitespace().position(|known| known == name).unwrap_or_default() as u8
    })
});

fn tuple(vm: &mut Vm, iterator: &Value, token: &StreamToken, extra: bool) -> Value {
    let exact = NUMBERS[token.kind as usize];
    let number = if extra && exact > DEDENT && exact < OP { OP } else { exact };
    // Without what `tokenize` wants, the ends of lines are no text, and indentation is at no place.
    let (is_end, is_indentation) =
        (token.kind == TokenKind::Newline, matches!(token.kind, TokenKind::Indent | TokenKind::Dedent));
    let is_bare = !extra && (is_end || is_indentation);
    let [start, end] = [token.start, if is_bare { token.start } else { token.end }].map(|(line, column)| {
        let column = if is_bare && is_indentation { vm.int(-1) } else { Value::size(column as usize) };
        vm.tuple([Value::size(line as usize), column])
    });
    let (text, line) = (vm.str(if is_bare { "" } else { &token.text }), line(vm, iterator, &token.line));
    vm.tuple([Value::size(number.into()), text, start, end, line])
}

fn line(vm: &mut Vm, iterator: &Value, line: &Rc<str>) -> Value {
    let last = iterator.opaque::<TokenizerIter>(vm).map(|state| &state.line);
    if let Some((_, value)) = last.filter(|(known, value)| !value.is_null() && Rc::ptr_eq(known, line)) {
        return value.clone();
    }
    let value = vm.str(line);
    if let Some(state) = iterator.opaque_mut::<TokenizerIter>(vm) {
        state.line = (line.clone(), value.clone());
    }
    value
}

fn error(vm: &mut Vm, fault: &Fault) -> Raised {
    let kind = match fault.class {
        Class::IndentationError => ExceptionKind::IndentationError,
        Class::TabError => ExceptionKind::TabError,
        _ => ExceptionKind::SyntaxError,
    };
    let message = vm.str(&fault.message);
    let (file, line, column) =
        (vm.str("<string>"), Value::size(fault.place.0 as usize), Value::size(fault.place.1 as usize));
    let Some(text) = &fault.line else {
        let raised = vm.raise_with(kind, [message]);
        for (name, value) in [("filename", file), ("lineno", line), ("offset", column)] {
            vm.set_exception_field(&raised.0, name, value);
        }
        return raised;
    };
    let text = vm.str(text);
    let (end_line, end) = fault.end.map_or((Value::NONE, Value::NONE), |end| (line.clone(), Value::size(end as usize)));
    let place = vm.tuple([file, line, column, text, end_line, end]);
    vm.raise_with(kind, [message, place])
}
