//! A tree for people: a line for each node, with its simple fields and the beginning of its source.
//!
//! Keeps a stack of its own, and draws no more than the innermost branches before a line, so that the drawing is as long as
//! the tree is large.

use super::arena::{Ast, Field};
use super::dump::constant_repr;
use super::names::Name;
use super::nodes::AnyNode;
use crate::source::{Source, Span};
use crate::text::repr;
use anstyle::{AnsiColor, Style};
use std::fmt::{self, Write as _};
use std::io;

const DEPTH_SHOWN: usize = 40;
/// Characters of source shown beside a node.
const SNIPPET: usize = 40;

/// How the parts of a line look.
#[derive(Clone, Copy, Default)]
struct Paint {
    class: Style,
    field: Style,
    value: Style,
    dim: Style,
}

impl Paint {
    const COLOURS: Paint = Paint {
        class: Style::new().bold(),
        field: AnsiColor::Cyan.on_default(),
        value: AnsiColor::Green.on_default(),
        dim: Style::new().dimmed(),
    };
}

/// Draws a tree.
pub fn draw(ast: &Ast, source: &Source, colours: bool, out: &mut impl io::Write) -> io::Result<()> {
    let paint = if colours { Paint::COLOURS } else { Paint::default() };
    let mut pen = Pen { ast, source, paint, branches: Vec::new(), left: Vec::new(), text: String::new() };
    pen.node(ast.root().into());
    pen.text.push('\n');
    while let Some(branch) = pen.left.pop() {
        pen.branch(branch);
        out.write_all(pen.text.as_bytes())?;
        pen.text.clear();
    }
    out.write_all(pen.text.as_bytes())
}

struct Pen<'a> {
    ast: &'a Ast,
    source: &'a Source,
    paint: Paint,
    /// For each open node, whether the branch that is being drawn is its last.
    branches: Vec<bool>,
    /// What is still to be drawn, next last.
    left: Vec<Branch>,
    text: String,
}

/// A line below a node: a child, or the place of an absent one.
struct Branch {
    depth: usize,
    last: bool,
    field: &'static str,
    index: Option<usize>,
    child: Option<AnyNode>,
}

impl Pen<'_> {
    fn branch(&mut self, branch: Branch) {
        let Branch { depth, last, field, index, child } = branch;
        self.branches.truncate(depth);
        self.branches.push(last);
        self.trunk(depth, last);
        let index = index.map(|index| format!("[{index}]")).unwrap_or_default();
        let Paint { field: paint, value, .. } = self.paint;
        self.put(format_args!("{paint}{field}{index}{paint:#}: "));
        match child {
            Some(node) => self.node(node),
            None => self.put(format_args!("{value}None{value:#}")),
        }
        self.text.push('\n');
    }

    fn trunk(&mut self, depth: usize, last: bool) {
        let hidden = depth.saturating_sub(DEPTH_SHOWN);
        let dim = self.paint.dim;
        self.put(format_args!("{dim}"));
        if hidden > 0 {
            self.put(format_args!("…{hidden} "));
        }
        for &over in &self.branches[hidden..depth] {
            self.text.push_str(if over { "   " } else { "│  " });
        }
        self.put(format_args!("{}{dim:#}", if last { "└─ " } else { "├─ " }));
    }

    /// Draws a node's line, and leaves its children to be drawn.
    fn node(&mut self, node: AnyNode) {
        let class = self.paint.class;
        self.put(format_args!("{class}{}{class:#}", node.class(self.ast)));
        let (ast, depth, children) = (self.ast, self.branches.len(), self.left.len());
        node.fields(ast, &mut |field, value| match value {
            Field::Absent => {}
            Field::Node(child) => self.left.push(Branch { depth, last: false, field, index: None, child: Some(child) }),
            Field::List(items, element) => {
                let values = || ast.raw_items(items).map(element);
                match values().find(|value| !matches!(value, Field::Absent)) {
                    None | Some(Field::Node(_)) => self.left.extend(values().enumerate().map(|(index, value)| {
                        let child = if let Field::Node(child) = value { Some(child) } else { None };
                        Branch { depth, last: false, field, index: Some(index), child }
                    })),
                    Some(_) => {
                        let values: Vec<String> = values().map(|value| self.simple(value)).collect();
                        self.field(field, &format!("[{}]", values.join(", ")));
                    }
                }
            }
            simple => self.field(field, &self.simple(simple)),
        });
        self.left[children..].reverse();
        if let Some(last) = self.left.get_mut(children) {
            last.last = true;
        }
        if node.span(ast).is_some() {
            self.snippet(node.extent(ast));
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        let Paint { field: paint, value: green, .. } = self.paint;
        self.put(format_args!(" {paint}{name}{paint:#}={green}{value}{green:#}"));
    }

    /// A value that is no node.
    fn simple(&self, value: Field) -> String {
        let text = |name: Name| {
            let mut text = String::new();
            repr::str(self.ast.resolve(name).as_bytes(), &mut text);
            text
        };
        match value {
            Field::Identifier(name) | Field::Text(name) => text(name),
            Field::Int(number) => number.to_string(),
            Field::Operator(class) => class.into(),
            Field::Constant(id) => {
                let mut text = String::new();
                match constant_repr(self.ast, id, &mut text) {
                    Ok(()) => shortened(&text),
                    Err(_) => "…".into(),
                }
            }
            Field::Absent | Field::Node(_) | Field::List(..) => "None".into(),
        }
    }

    fn snippet(&mut self, extent: Span) {
        let text = self.source.text().get(extent.range()).unwrap_or_default();
        // Never the whole stretch: nested ones would be gone through again and again.
        let shown: String = text.chars().take_while(|c| !matches!(c, '\r' | '\n')).take(SNIPPET).collect();
        let more = if shown.len() < text.len() { "…" } else { "" };
        if !shown.is_empty() {
            let dim = self.paint.dim;
            self.put(format_args!("  {dim}{}{more}{dim:#}", shown.replace(char::is_control, " ")));
        }
    }

    fn put(&mut self, text: fmt::Arguments) {
        self.text.write_fmt(text).expect("a string takes anything");
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SNIPPET) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ParseOptions, parse};

    fn drawing(text: &str) -> String {
        let source = Source::new("x.py", text);
        let ast = parse(&source, ParseOptions::default()).ast.expect("it parses");
        let mut out = Vec::new();
        draw(&ast, &source, false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_small_tree() {
        let expected = "\
Module
├─ body[0]: Assign  x = {**a}
│  ├─ targets[0]: Name id='x' ctx=Store  x
│  └─ value: Dict  {**a}
│     ├─ keys[0]: None
│     └─ values[0]: Name id='a' ctx=Load  a
└─ body[1]: If  if x:…
   ├─ test: Name id='x' ctx=Load  x
   └─ body[0]: Global names=['y', 'z']  global y, z
";
        assert_eq!(drawing("x = {**a}\nif x:\n  global y, z\n"), expected);
    }

    #[test]
    fn deep_trees_are_drawn_in_few_columns() {
        let drawing = drawing(&format!("{}x", "not ".repeat(1000)));
        assert!(drawing.lines().all(|line| line.chars().count() < 300));
        assert!(drawing.contains("…960 "));
    }
}
