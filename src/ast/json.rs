//! A tree as JSON: a node is an object with its class as `_type` and all its fields.
//!
//! A value that JSON lacks (bytes, complex, infinity, `...`) is `{"_type": …, "repr": …}`. Keeps a stack of its own, so
//! depth costs memory.

use super::arena::{Ast, Field, RawList};
use super::constant::{Constant, ConstantId};
use super::dump::{Positions, check_integers, constant_repr};
use super::nodes::AnyNode;
use crate::source::{Source, Span};
use crate::text::repr;
use std::fmt::Write as _;
use std::io;

/// Writes a tree in one line. Fails, before it writes anything, on an integer that Python cannot write.
pub fn dump_json(ast: &Ast, source: &Source, include_attributes: bool, out: &mut impl io::Write) -> io::Result<()> {
    check_integers(ast).map_err(io::Error::other)?;
    let positions = Positions::new(source.lines());
    let mut writer = Writer { ast, positions, include_attributes, left: Vec::new(), text: String::new() };
    writer.left.push(Left::Value(Field::Node(ast.root().into())));
    while let Some(left) = writer.left.pop() {
        writer.write(left);
        if writer.text.len() > 1 << 16 {
            out.write_all(writer.text.as_bytes())?;
            writer.text.clear();
        }
    }
    out.write_all(writer.text.as_bytes())
}

struct Writer<'a> {
    ast: &'a Ast,
    positions: Positions<'a>,
    include_attributes: bool,
    /// What is still to be written, next last.
    left: Vec<Left>,
    text: String,
}

enum Left {
    Key(&'static str),
    Value(Field),
    Elements { items: RawList, element: fn(u32) -> Field, next: usize },
    Attributes(Span),
    End,
}

impl Writer<'_> {
    fn write(&mut self, left: Left) {
        match left {
            Left::Key(name) => self.put(format_args!(",\"{name}\":")),
            Left::Value(field) => self.value(field),
            Left::Elements { items, element, next } => match self.ast.raw_items(items).nth(next) {
                None => self.text.push(']'),
                Some(item) => {
                    self.text.push_str(if next == 0 { "" } else { "," });
                    self.left.push(Left::Elements { items, element, next: next + 1 });
                    self.value(element(item));
                }
            },
            Left::Attributes(span) => {
                let (start, end) = (self.positions.of(span.start), self.positions.of(span.end));
                self.put(format_args!(",\"lineno\":{},\"col_offset\":{}", start.line, start.column));
                self.put(format_args!(",\"end_lineno\":{},\"end_col_offset\":{}", end.line, end.column));
            }
            Left::End => self.text.push('}'),
        }
    }

    fn value(&mut self, field: Field) {
        match field {
            Field::Absent => self.text.push_str("null"),
            Field::Node(node) => self.node(node),
            Field::List(items, element) => {
                self.text.push('[');
                self.left.push(Left::Elements { items, element, next: 0 });
            }
            Field::Identifier(name) | Field::Text(name) => string(self.ast.resolve(name).as_bytes(), &mut self.text),
            Field::Int(number) => self.put(format_args!("{number}")),
            Field::Constant(id) => self.constant(id),
            Field::Operator(class) => self.put(format_args!("{{\"_type\":\"{class}\"}}")),
        }
    }

    fn node(&mut self, node: AnyNode) {
        self.put(format_args!("{{\"_type\":\"{}\"", node.class(self.ast)));
        self.left.push(Left::End);
        let span = node.span(self.ast).filter(|_| self.include_attributes);
        self.left.extend(span.map(Left::Attributes));
        let fields = self.left.len();
        node.fields(self.ast, &mut |name, field| self.left.extend([Left::Value(field), Left::Key(name)]));
        // Turned round as a whole, the keys are before their values again, and all is in order from the top of the stack.
        self.left[fields..].reverse();
        let (pairs, _) = self.left[fields..].as_chunks_mut::<2>();
        pairs.iter_mut().for_each(|pair| pair.reverse());
    }

    fn constant(&mut self, id: ConstantId) {
        let class = match self.ast.value(id) {
            Constant::None => return self.text.push_str("null"),
            Constant::True => return self.text.push_str("true"),
            Constant::False => return self.text.push_str("false"),
            Constant::Str(text) => return string(self.ast.text(text), &mut self.text),
            Constant::Float(value) if value.is_finite() => return repr::float(value, &mut self.text),
            Constant::Int(_) | Constant::BigInt(_) => {
                return constant_repr(self.ast, id, &mut self.text).unwrap_or_default();
            }
            Constant::Float(_) => "float",
            Constant::Complex(_) | Constant::Sum(..) => "complex",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
            Constant::Bytes(_) => "bytes",
            Constant::Ellipsis => "ellipsis",
        };
        let mut repr = String::new();
        constant_repr(self.ast, id, &mut repr).unwrap_or_default();
        self.put(format_args!("{{\"_type\":\"{class}\",\"repr\":"));
        string(repr.as_bytes(), &mut self.text);
        self.text.push('}');
    }

    fn put(&mut self, text: std::fmt::Arguments) {
        self.text.write_fmt(text).expect("a string takes anything");
    }
}

/// Writes a JSON string. Surrogates, which UTF-8 lacks, are escaped.
fn string(text: &[u8], out: &mut String) {
    out.push('"');
    for value in repr::code_points(text) {
        match char::from_u32(value) {
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some(c) if c >= ' ' => out.push(c),
            _ => write!(out, "\\u{value:04x}").expect("a string takes anything"),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ParseOptions, parse};

    #[track_caller]
    fn check(text: &str, include_attributes: bool, expected: &str) {
        let source = Source::new("x.py", text);
        let ast = parse(&source, ParseOptions::default()).ast.expect("it parses");
        let mut out = Vec::new();
        dump_json(&ast, &source, include_attributes, &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
        assert_eq!(value["body"][0]["value"], serde_json::from_str::<serde_json::Value>(expected).unwrap());
    }

    #[test]
    fn nodes() {
        check("f", false, r#"{"_type":"Name","id":"f","ctx":{"_type":"Load"}}"#);
        let attributes = r#"{"_type":"Name","id":"f","ctx":{"_type":"Load"},"lineno":1,"col_offset":0,"end_lineno":1,"end_col_offset":1}"#;
        check("f", true, attributes);
        check("[]", false, r#"{"_type":"List","elts":[],"ctx":{"_type":"Load"}}"#);
    }

    #[test]
    fn constants() {
        for (python, json) in [
            ("None", "null"),
            ("True", "true"),
            ("1.5", "1.5"),
            ("18446744073709551616", "18446744073709551616"),
            ("'\"\\\\é\\n'", r#""\"\\é\n""#),
            ("1e999", r#"{"_type":"float","repr":"inf"}"#),
            ("b'x'", r#"{"_type":"bytes","repr":"b'x'"}"#),
            ("1j", r#"{"_type":"complex","repr":"1j"}"#),
            ("...", r#"{"_type":"ellipsis","repr":"Ellipsis"}"#),
        ] {
            check(python, false, &format!(r#"{{"_type":"Constant","value":{json},"kind":null}}"#));
        }
    }
}
