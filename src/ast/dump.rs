//! Python's `ast.dump`: a tree as the text of the calls that would build it.
//!
//! Walks the generic view of the nodes with a stack of its own, so depth costs memory, and writes as it goes: a node's
//! layout depends on its own fields and on whether its children have any, never on what is further down.

use super::arena::{Ast, Field, RawList};
use super::constant::{Constant, ConstantId};
use super::nodes::AnyNode;
use crate::source::{LineIndex, Position, Source, Span};
use crate::text::repr::{self, IntTooLong};
use std::fmt::Write as _;
use std::io;

/// The arguments of `ast.dump`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpOptions {
    /// Write the names of all fields, not only of those that follow an absent one.
    pub annotate_fields: bool,
    /// Write positions too.
    pub include_attributes: bool,
    /// Write a line for each field, with this before it once for each level.
    pub indent: Option<String>,
    /// Write empty lists too.
    pub show_empty: bool,
}

impl Default for DumpOptions {
    fn default() -> Self {
        DumpOptions { annotate_fields: true, include_attributes: false, indent: None, show_empty: false }
    }
}

/// Writes a tree as `ast.dump` does. Fails, before it writes anything, on an integer that Python cannot write.
pub fn dump(ast: &Ast, source: &Source, options: &DumpOptions, out: &mut impl io::Write) -> io::Result<()> {
    check_integers(ast).map_err(io::Error::other)?;
    let positions = Positions::new(source.lines());
    let mut dumper = Dumper { ast, positions, options, open: Vec::new(), args: Vec::new(), text: String::new() };
    dumper.value(Value::Field(Field::Node(ast.root().into())));
    while dumper.step() {
        if dumper.text.len() > FLUSH {
            out.write_all(dumper.text.as_bytes())?;
            dumper.text.clear();
        }
    }
    out.write_all(dumper.text.as_bytes())
}

/// How much text is written at once.
const FLUSH: usize = 1 << 16;

struct Dumper<'a> {
    ast: &'a Ast,
    positions: Positions<'a>,
    options: &'a DumpOptions,
    open: Vec<Open>,
    /// The arguments of all open nodes, innermost last.
    args: Vec<Arg>,
    text: String,
}

/// A construct whose end is not written yet.
enum Open {
    /// Its arguments: where they begin, which comes next.
    Node {
        first: usize,
        next: usize,
        compact: bool,
        level: usize,
    },
    List {
        items: RawList,
        element: fn(u32) -> Field,
        next: usize,
        level: usize,
    },
}

/// An argument of a node's call.
#[derive(Clone, Copy)]
struct Arg {
    keyword: Option<&'static str>,
    value: Value,
}

#[derive(Clone, Copy)]
enum Value {
    Field(Field),
    Attribute(u32),
    /// Written as an argument only to keep those behind it in their places.
    EmptyList,
}

impl Dumper<'_> {
    /// Writes the next argument, element or end. False when nothing is open.
    fn step(&mut self) -> bool {
        match self.open.last_mut() {
            None => return false,
            Some(Open::Node { first, next, .. }) if *next == self.args.len() => {
                self.args.truncate(*first);
                self.open.pop();
                self.text.push(')');
            }
            Some(Open::Node { first, next, compact, level }) => {
                let (begins, compact, level) = (*next == *first, *compact, *level);
                let arg = self.args[*next];
                *next += 1;
                self.separate(begins, compact, level);
                if let Some(keyword) = arg.keyword {
                    self.text.push_str(keyword);
                    self.text.push('=');
                }
                self.value(arg.value);
            }
            Some(Open::List { items, element, next, level }) => match self.ast.raw_items(*items).nth(*next) {
                None => {
                    self.open.pop();
                    self.text.push(']');
                }
                Some(item) => {
                    let (begins, field, level) = (*next == 0, element(item), *level);
                    *next += 1;
                    self.separate(begins, false, level);
                    self.value(Value::Field(field));
                }
            },
        }
        true
    }

    /// Writes what stands before an argument or element.
    fn separate(&mut self, begins: bool, compact: bool, level: usize) {
        match &self.options.indent {
            Some(indent) if !compact => {
                self.text.push_str(if begins { "\n" } else { ",\n" });
                // An empty indentation must not cost time for each level.
                let levels = if indent.is_empty() { 0 } else { level };
                self.text.extend(std::iter::repeat_n(indent.as_str(), levels));
            }
            _ if begins => {}
            _ => self.text.push_str(", "),
        }
    }

    /// Writes a value, or its beginning if there is something in it.
    fn value(&mut self, value: Value) {
        let field = match value {
            Value::Field(field) => field,
            Value::Attribute(number) => return self.number(number),
            Value::EmptyList => return self.text.push_str("[]"),
        };
        match field {
            Field::Absent => self.text.push_str("None"),
            Field::Node(node) => self.open_node(node),
            Field::List(items, element) => {
                self.text.push('[');
                self.open.push(Open::List { items, element, next: 0, level: self.open.len() + 1 });
            }
            Field::Identifier(name) | Field::Text(name) => repr::str(self.ast.resolve(name).as_bytes(), &mut self.text),
            Field::Int(number) => self.number(number),
            // `check_integers` has found none that is too long.
            Field::Constant(id) => constant_repr(self.ast, id, &mut self.text).unwrap_or_default(),
            Field::Operator(class) => {
                self.text.push_str(class);
                self.text.push_str("()");
            }
        }
    }

    fn number(&mut self, number: impl std::fmt::Display) {
        write!(self.text, "{number}").expect("a string takes anything");
    }

    fn open_node(&mut self, node: AnyNode) {
        self.text.push_str(node.class(self.ast));
        self.text.push('(');
        let first = self.args.len();
        self.push_fields(node);
        self.push_attributes(node);
        let args = &self.args[first..];
        let compact = args.len() <= 3 && args.iter().all(|arg| self.is_simple(arg.value));
        self.open.push(Open::Node { first, next: first, compact, level: self.open.len() + 1 });
    }

    fn push_fields(&mut self, node: AnyNode) {
        let mut by_name = self.options.annotate_fields;
        let mut skipped = 0;
        node.fields(self.ast, &mut |name, field| match field {
            Field::Absent => by_name = true,
            Field::List(items, _) if self.is_hidden(items) => skipped += usize::from(!by_name),
            _ => {
                let fillers = if by_name { 0 } else { std::mem::take(&mut skipped) };
                self.args.extend(std::iter::repeat_n(Arg { keyword: None, value: Value::EmptyList }, fillers));
                self.args.push(Arg { keyword: by_name.then_some(name), value: Value::Field(field) });
            }
        });
    }

    fn push_attributes(&mut self, node: AnyNode) {
        let Some(Span { start, end }) = node.span(self.ast).filter(|_| self.options.include_attributes) else { return };
        let (start, end) = (self.positions.of(start), self.positions.of(end));
        for (name, number) in
            [("lineno", start.line), ("col_offset", start.column), ("end_lineno", end.line), ("end_col_offset", end.column)]
        {
            self.args.push(Arg { keyword: Some(name), value: Value::Attribute(number) });
        }
    }

    fn is_hidden(&self, items: RawList) -> bool {
        !self.options.show_empty && self.ast.raw_items(items).len() == 0
    }

    /// Whether a value may stand in one line with its neighbours: it holds nothing.
    fn is_simple(&self, value: Value) -> bool {
        match value {
            Value::Field(Field::List(items, _)) => self.ast.raw_items(items).len() == 0,
            Value::Field(Field::Node(node)) => self.is_bare(node),
            _ => true,
        }
    }

    /// Whether a node is written without arguments.
    fn is_bare(&self, node: AnyNode) -> bool {
        let mut bare = !self.options.include_attributes || node.span(self.ast).is_none();
        node.fields(self.ast, &mut |_, field| {
            bare &= match field {
                Field::Absent => true,
                Field::List(items, _) => self.is_hidden(items),
                _ => false,
            }
        });
        bare
    }
}

/// Writes a constant's `repr`.
pub fn constant_repr(ast: &Ast, id: ConstantId, out: &mut String) -> Result<(), IntTooLong> {
    match ast.value(id) {
        Constant::None => out.push_str("None"),
        Constant::True => out.push_str("True"),
        Constant::False => out.push_str("False"),
        Constant::Ellipsis => out.push_str("Ellipsis"),
        Constant::Int(value) => write!(out, "{value}").expect("a string takes anything"),
        Constant::BigInt(digits) => return repr::long_int(ast.text(digits), out),
        Constant::Float(value) => repr::float(value, out),
        Constant::Complex(value) => repr::imaginary(value, out),
        Constant::Str(text) => repr::str(ast.text(text), out),
        Constant::Bytes(text) => repr::bytes(ast.text(text), out),
        // No source has them.
        Constant::Sum(..) | Constant::Tuple(_) | Constant::FrozenSet(_) => out.push_str("..."),
    }
    Ok(())
}

pub(super) fn check_integers(ast: &Ast) -> Result<(), IntTooLong> {
    let long = ast.constants.iter().filter_map(|constant| match constant {
        Constant::BigInt(digits) => Some(ast.text(*digits)),
        _ => None,
    });
    let mut scratch = String::new();
    long.into_iter().try_for_each(|digits| {
        scratch.clear();
        repr::long_int(digits, &mut scratch)
    })
}

/// Positions of offsets, quickly when each is near the one before.
pub struct Positions<'a> {
    lines: &'a LineIndex,
    line: u32,
    start: u32,
    end: u32,
}

impl<'a> Positions<'a> {
    pub fn new(lines: &'a LineIndex) -> Positions<'a> {
        Positions { lines, line: 1, start: 0, end: 0 }
    }

    #[inline]
    pub fn of(&mut self, offset: u32) -> Position {
        if !(self.start..self.end).contains(&offset) {
            self.go_to(offset);
        }
        Position { line: self.line, column: offset - self.start }
    }

    /// Where an offset behind the last one is, if that is on the same line.
    #[inline]
    pub fn on_same_line(&self, offset: u32) -> Option<Position> {
        (offset < self.end).then(|| Position { line: self.line, column: offset - self.start })
    }

    fn go_to(&mut self, offset: u32) {
        let Position { line, column } = self.lines.position_near(self.line, offset);
        *self = Positions { lines: self.lines, line, start: offset - column, end: self.lines.end(line, offset) };
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;

    fn text(ast: &Ast, source: &str, options: DumpOptions) -> String {
        let mut out = Vec::new();
        dump(ast, &Source::new("<test>", source), &options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn module(ast: &mut Ast, body: &[Id<Stmt>]) {
        let body = ast.new_list(body);
        let root = ast.module(0, body, List::EMPTY, 0);
        ast.set_root(root);
    }

    /// `def f():\n return x`
    fn function() -> (Ast, &'static str) {
        let mut ast = Ast::new();
        let (f, x) = (ast.intern("f"), ast.intern("x"));
        let args = ast.arguments(6, List::EMPTY, List::EMPTY, None, List::EMPTY, List::EMPTY, None, List::EMPTY, 6);
        let name = ast.name(17, x, ExprContext::Load, 18);
        let result = ast.return_stmt(10, Some(name), 18);
        let body = ast.new_list(&[result]);
        let def = ast.function_def_stmt(0, f, args, body, List::EMPTY, None, None, List::EMPTY, 18);
        module(&mut ast, &[def]);
        (ast, "def f():\n return x\n")
    }

    #[test]
    fn one_line() {
        let (ast, source) = function();
        let expected =
            "Module(body=[FunctionDef(name='f', args=arguments(), body=[Return(value=Name(id='x', ctx=Load()))])])";
        assert_eq!(text(&ast, source, DumpOptions::default()), expected);
    }

    #[test]
    fn indented() {
        let (ast, source) = function();
        let options = DumpOptions { indent: Some(" ".into()), ..DumpOptions::default() };
        let expected = "Module(\n body=[\n  FunctionDef(\n   name='f',\n   args=arguments(),\n   body=[\n    Return(\n     \
                        value=Name(id='x', ctx=Load()))])])";
        assert_eq!(text(&ast, source, options), expected);
    }

    #[test]
    fn attributes() {
        let (ast, source) = function();
        let expected = "Module(body=[FunctionDef(name='f', args=arguments(), body=[Return(value=Name(id='x', ctx=Load(), lineno=2, \
                        col_offset=8, end_lineno=2, end_col_offset=9), lineno=2, col_offset=1, end_lineno=2, end_col_offset=9)], \
                        lineno=1, col_offset=0, end_lineno=2, end_col_offset=9)])";
        assert_eq!(text(&ast, source, DumpOptions { include_attributes: true, ..DumpOptions::default() }), expected);
    }

    #[test]
    fn empty_lists_shown() {
        let (ast, source) = function();
        let expected = "Module(body=[FunctionDef(name='f', args=arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], \
                        defaults=[]), body=[Return(value=Name(id='x', ctx=Load()))], decorator_list=[], type_params=[])], \
                        type_ignores=[])";
        assert_eq!(text(&ast, source, DumpOptions { show_empty: true, ..DumpOptions::default() }), expected);
    }

    #[test]
    fn without_names_of_fields() {
        let mut ast = Ast::new();
        let (c, k) = (ast.intern("C"), ast.intern("k"));
        let base = ast.name(0, k, ExprContext::Load, 0);
        let keyword = ast.keyword(0, None, base, 0);
        let keywords = ast.new_list(&[keyword]);
        let class = ast.class_def_stmt(0, c, List::EMPTY, keywords, List::EMPTY, List::EMPTY, List::EMPTY, 0);
        module(&mut ast, &[class]);
        let options = DumpOptions { annotate_fields: false, ..DumpOptions::default() };
        assert_eq!(text(&ast, "", options), "Module([ClassDef('C', [], [keyword(value=Name('k', Load()))])])");
    }

    #[test]
    fn absent_elements_and_constants() {
        let mut ast = Ast::new();
        let one = ast.add_constant(Constant::Int(1));
        let kind = ast.intern("u");
        let (none, one) = (ast.constant(0, ConstantId::NONE, None, 0), ast.constant(0, one, Some(kind), 0));
        let (keys, values) = (ast.new_list(&[None, Some(none)]), ast.new_list(&[one, none]));
        let dict = ast.dict(0, keys, values, 0);
        let root = ast.expression(0, dict, 0);
        ast.set_root(root);
        let expected = "Expression(body=Dict(keys=[None, Constant(value=None)], values=[Constant(value=1, kind='u'), \
                        Constant(value=None)]))";
        assert_eq!(text(&ast, "", DumpOptions::default()), expected);
    }

    #[test]
    fn an_integer_that_python_cannot_write() {
        let mut ast = Ast::new();
        let start = ast.text_end();
        ast.text_buffer().extend(format!("0x{}", "f".repeat(4000)).bytes());
        let end = ast.text_end();
        let value = ast.add_constant(Constant::BigInt(Text { start, end }));
        let value = ast.constant(0, value, None, 0);
        let root = ast.expression(0, value, 0);
        ast.set_root(root);
        let mut out = Vec::new();
        let error = dump(&ast, &Source::new("", ""), &DumpOptions::default(), &mut out).unwrap_err();
        assert!(error.to_string().starts_with("Exceeds the limit (4300 digits)") && out.is_empty());
    }

    #[test]
    fn depth_costs_no_stack() {
        const DEPTH: usize = 100_000;
        let mut ast = Ast::new();
        let x = ast.intern("x");
        let mut value = ast.name(0, x, ExprContext::Load, 0);
        for _ in 0..DEPTH {
            value = ast.unary_op(0, UnaryOperator::Not, value, 0);
        }
        let root = ast.expression(0, value, 0);
        ast.set_root(root);
        let dumped = text(&ast, "", DumpOptions::default());
        assert_eq!(dumped.matches("UnaryOp(op=Not(), operand=").count(), DEPTH);
        assert!(dumped.ends_with(&")".repeat(DEPTH + 2)));
    }
}
