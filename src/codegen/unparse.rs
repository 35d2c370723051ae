//! Expressions back to source text, as CPython writes annotations that are kept as strings (PEP 563).

use crate::ast::{
    Arg, Arguments, Ast, BoolOperator, CmpOperator, Comprehension, Constant, ConstantId, Expr, Id, Keyword, List, Operator,
    UnaryOperator, constant_repr,
};
use crate::text::repr;

/// How tightly an expression binds: what binds less than its place asks for gets parentheses.
type Level = u8;
const TUPLE: Level = 0;
const TEST: Level = 1;
const OR: Level = 2;
const AND: Level = 3;
const NOT: Level = 4;
const CMP: Level = 5;
const EXPR: Level = 6;
const BXOR: Level = 7;
const BAND: Level = 8;
const SHIFT: Level = 9;
const ARITH: Level = 10;
const TERM: Level = 11;
const FACTOR: Level = 12;
const POWER: Level = 13;
const AWAIT: Level = 14;
const ATOM: Level = 15;

/// What is still to be written.
enum Piece<'a> {
    Expr(Id<Expr>, Level),
    Text(&'a str),
    /// The text of an f-string or t-string since this place becomes a literal.
    EndString(usize, char),
    /// The text since this place follows a brace that must not become two.
    AfterBrace(usize),
    /// An element of an f-string, a t-string or a format.
    Element(Id<Expr>),
}

/// Generalised UTF-8.
pub fn unparse(ast: &Ast, id: Id<Expr>) -> Vec<u8> {
    let mut writer = Writer { ast, text: Vec::new(), plan: Vec::new() };
    let mut pending = vec![Piece::Expr(id, TEST)];
    while let Some(piece) = pending.pop() {
        match piece {
            Piece::Expr(id, level) => writer.expression(id, level),
            Piece::Text(text) => writer.text.extend(text.as_bytes()),
            Piece::EndString(start, prefix) => writer.end_string(start, prefix),
            Piece::AfterBrace(start) => {
                if writer.text.get(start) == Some(&b'{') {
                    writer.text.insert(start, b' ');
                }
            }
            Piece::Element(id) => writer.element(id),
        }
        pending.extend(writer.plan.drain(..).rev());
    }
    writer.text
}

struct Writer<'a> {
    ast: &'a Ast,
    text: Vec<u8>,
    plan: Vec<Piece<'a>>,
}

impl<'a> Writer<'a> {
    fn say(&mut self, text: &'a str) {
        self.plan.push(Piece::Text(text));
    }

    fn put(&mut self, id: Id<Expr>, level: Level) {
        self.plan.push(Piece::Expr(id, level));
    }

    fn list(&mut self, items: List<Id<Expr>>, level: Level) {
        let ast = self.ast;
        for (index, item) in ast.items(items).enumerate() {
            if index > 0 {
                self.say(", ");
            }
            self.put(item, level);
        }
    }

    fn expression(&mut self, id: Id<Expr>, level: Level) {
        let own = self.level(id);
        let is_enclosed = own.is_some_and(|own| level > own);
        if is_enclosed {
            self.say("(");
        }
        self.inner(id);
        if is_enclosed {
            self.say(")");
        }
    }

    /// How tightly an expression binds, if parentheses may be needed.
    fn level(&self, id: Id<Expr>) -> Option<Level> {
        Some(match self.ast[id] {
            Expr::BoolOp { op: BoolOperator::And, .. } => AND,
            Expr::BoolOp { op: BoolOperator::Or, .. } => OR,
            Expr::BinOp { op, .. } => binary(op).1,
            Expr::UnaryOp { op: UnaryOperator::Not, .. } => NOT,
            Expr::UnaryOp { .. } => FACTOR,
            Expr::Lambda { .. } | Expr::IfExp { .. } => TEST,
            Expr::Await { .. } => AWAIT,
            Expr::Compare { .. } => CMP,
            Expr::NamedExpr { .. } => TUPLE,
            Expr::Tuple { elts, .. } if !elts.is_empty() => TUPLE,
            _ => return None,
        })
    }

    fn inner(&mut self, id: Id<Expr>) {
        let ast = self.ast;
        match ast[id] {
            Expr::BoolOp { op, values } => {
                let (word, level) = if op == BoolOperator::And { (" and ", AND) } else { (" or ", OR) };
                for (index, value) in ast.items(values).enumerate() {
                    if index > 0 {
                        self.say(word);
                    }
                    self.put(value, level + 1);
                }
            }
            Expr::BinOp { left, op, right } => {
                let (text, level) = binary(op);
                let from_right = u8::from(op == Operator::Pow);
                self.put(left, level + from_right);
                self.say(text);
                self.put(right, level + 1 - from_right);
            }
            Expr::UnaryOp { op, operand } => {
                let (text, level) = match op {
                    UnaryOperator::Invert => ("~", FACTOR),
                    UnaryOperator::UAdd => ("+", FACTOR),
                    UnaryOperator::USub => ("-", FACTOR),
                    UnaryOperator::Not => ("not ", NOT),
                };
                self.say(text);
                self.put(operand, level);
            }
            Expr::Lambda { args, body } => {
                let Arguments { posonlyargs, args: plain, .. } = ast[args];
                self.say(if posonlyargs.is_empty() && plain.is_empty() { "lambda" } else { "lambda " });
                self.arguments(args);
                self.say(": ");
                self.put(body, TEST);
            }
            Expr::IfExp { test, body, orelse } => {
                self.put(body, TEST + 1);
                self.say(" if ");
                self.put(test, TEST + 1);
                self.say(" else ");
                self.put(orelse, TEST);
            }
            Expr::Dict { keys, values } => {
                self.say("{");
                for (index, (key, value)) in ast.items(keys).zip(ast.items(values)).enumerate() {
                    if index > 0 {
                        self.say(", ");
                    }
                    match key {
                        Some(key) => {
                            self.put(key, TEST);
                            self.say(": ");
                            self.put(value, TEST);
                        }
                        None => {
                            self.say("**");
                            self.put(value, EXPR);
                        }
                    }
                }
                self.say("}");
            }
            Expr::Set { elts } => {
                self.say("{");
                self.list(elts, TEST);
                self.say("}");
            }
            Expr::GeneratorExp { elt, generators } => self.comprehension("(", elt, None, generators, ")"),
            Expr::ListComp { elt, generators } => self.comprehension("[", elt, None, generators, "]"),
            Expr::SetComp { elt, generators } => self.comprehension("{", elt, None, generators, "}"),
            Expr::DictComp { key, value, generators } => self.comprehension("{", key, Some(value), generators, "}"),
            Expr::Yield { value: None } => self.say("(yield)"),
            Expr::Yield { value: Some(value) } => self.keyword("(yield ", value),
            Expr::YieldFrom { value } => self.keyword("(yield from ", value),
            Expr::Await { value } => {
                self.say("await ");
                self.put(value, ATOM);
            }
            Expr::Compare { left, ops, comparators } => {
                self.put(left, CMP + 1);
                for (op, right) in ast.items(ops).zip(ast.items(comparators)) {
                    self.say(comparison(op));
                    self.put(right, CMP + 1);
                }
            }
            Expr::Call { func, args, keywords } => self.call(func, args, keywords),
            Expr::Constant { value, kind } => {
                if kind.is_some() {
                    self.text.push(b'u');
                }
                self.constant(value);
            }
            Expr::JoinedStr { values } => self.string(values, 'f'),
            Expr::TemplateStr { values } => self.string(values, 't'),
            Expr::FormattedValue { .. } => self.element_string(id, 'f'),
            Expr::Interpolation { .. } => self.element_string(id, 't'),
            _ => self.primary(id),
        }
    }

    fn primary(&mut self, id: Id<Expr>) {
        let ast = self.ast;
        match ast[id] {
            Expr::Attribute { value, attr, .. } => {
                self.put(value, ATOM);
                let is_integer = matches!(ast[value], Expr::Constant { value, .. }
                    if matches!(ast.value(value), Constant::Int(_) | Constant::BigInt(_)));
                // 1.a would start with a float.
                self.say(if is_integer { " ." } else { "." });
                self.say(ast.resolve(attr));
            }
            Expr::Subscript { value, slice, .. } => {
                self.put(value, ATOM);
                self.say("[");
                self.put(slice, TUPLE);
                self.say("]");
            }
            Expr::Slice { lower, upper, step } => {
                lower.into_iter().for_each(|lower| self.put(lower, TEST));
                self.say(":");
                upper.into_iter().for_each(|upper| self.put(upper, TEST));
                if let Some(step) = step {
                    self.say(":");
                    self.put(step, TEST);
                }
            }
            Expr::Starred { value, .. } => {
                self.say("*");
                self.put(value, EXPR);
            }
            Expr::Name { id, .. } => self.say(ast.resolve(id)),
            Expr::List { elts, .. } => {
                self.say("[");
                self.list(elts, TEST);
                self.say("]");
            }
            Expr::Tuple { elts, .. } if elts.is_empty() => self.say("()"),
            Expr::Tuple { elts, .. } => {
                self.list(elts, TEST);
                if ast.len(elts) == 1 {
                    self.say(",");
                }
            }
            Expr::NamedExpr { target, value } => {
                self.put(target, ATOM);
                self.say(" := ");
                self.put(value, ATOM);
            }
            _ => {}
        }
    }

    fn keyword(&mut self, text: &'static str, value: Id<Expr>) {
        self.say(text);
        self.put(value, TEST);
        self.say(")");
    }

    fn comprehension(
        &mut self,
        open: &'static str,
        element: Id<Expr>,
        value: Option<Id<Expr>>,
        generators: List<Id<Comprehension>>,
        close: &'static str,
    ) {
        let ast = self.ast;
        self.say(open);
        self.put(element, TEST);
        if let Some(value) = value {
            self.say(": ");
            self.put(value, TEST);
        }
        for generator in ast.items(generators) {
            let Comprehension { target, iter, ifs, is_async } = ast[generator];
            self.say(if is_async != 0 { " async for " } else { " for " });
            self.put(target, TUPLE);
            self.say(" in ");
            self.put(iter, TEST + 1);
            for condition in ast.items(ifs) {
                self.say(" if ");
                self.put(condition, TEST + 1);
            }
        }
        self.say(close);
    }

    fn call(&mut self, func: Id<Expr>, args: List<Id<Expr>>, keywords: List<Id<Keyword>>) {
        let ast = self.ast;
        self.put(func, ATOM);
        let only = ast.get(args, 0).filter(|_| ast.len(args) == 1 && keywords.is_empty());
        if let Some(only) = only
            && matches!(ast[only], Expr::GeneratorExp { .. })
        {
            // Its own parentheses do.
            return self.put(only, TEST);
        }
        self.say("(");
        self.list(args, TEST);
        for (index, keyword) in ast.items(keywords).enumerate() {
            if index > 0 || !args.is_empty() {
                self.say(", ");
            }
            let Keyword { arg, value } = ast[keyword];
            match arg {
                Some(arg) => {
                    self.say(ast.resolve(arg));
                    self.say("=");
                }
                None => self.say("**"),
            }
            self.put(value, TEST);
        }
        self.say(")");
    }

    fn arguments(&mut self, args: Id<Arguments>) {
        let ast = self.ast;
        let Arguments { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults } = ast[args];
        let positional_only = ast.len(posonlyargs);
        let positional: Vec<Id<Arg>> = ast.items(posonlyargs).chain(ast.items(args)).collect();
        let without_default = positional.len() - ast.len(defaults).min(positional.len());
        let mut is_first = true;
        let mut separate = |this: &mut Self| {
            if !std::mem::take(&mut is_first) {
                this.say(", ");
            }
        };
        for (index, &arg) in positional.iter().enumerate() {
            separate(self);
            let default = index.checked_sub(without_default).and_then(|index| ast.get(defaults, index));
            self.arg(arg, default);
            if index + 1 == positional_only {
                self.say(", /");
            }
        }
        if vararg.is_some() || !kwonlyargs.is_empty() {
            separate(self);
            self.say("*");
            if let Some(vararg) = vararg {
                self.arg(vararg, None);
            }
        }
        for (arg, default) in ast.items(kwonlyargs).zip(ast.items(kw_defaults)) {
            separate(self);
            self.arg(arg, default);
        }
        if let Some(kwarg) = kwarg {
            separate(self);
            self.say("**");
            self.arg(kwarg, None);
        }
    }

    fn arg(&mut self, id: Id<Arg>, default: Option<Id<Expr>>) {
        let Arg { arg, annotation, .. } = self.ast[id];
        self.say(self.ast.resolve(arg));
        if let Some(annotation) = annotation {
            self.say(": ");
            self.put(annotation, TEST);
        }
        if let Some(default) = default {
            self.say("=");
            self.put(default, TEST);
        }
    }

    fn constant(&mut self, id: ConstantId) {
        let mut text = String::new();
        match self.ast.value(id) {
            Constant::Ellipsis => text.push_str("..."),
            // Too long to print: CPython raises; a digit string will do.
            _ => drop(constant_repr(self.ast, id, &mut text)),
        }
        if matches!(self.ast.value(id), Constant::Float(_) | Constant::Complex(_)) {
            text = text.replace("inf", "1e309");
        }
        self.text.extend(text.into_bytes());
    }

    /// An f-string or t-string: its text is written first, and becomes a literal at its end.
    fn string(&mut self, values: List<Id<Expr>>, prefix: char) {
        let ast = self.ast;
        let start = self.text.len();
        self.plan.extend(ast.items(values).map(Piece::Element));
        self.plan.push(Piece::EndString(start, prefix));
    }

    fn element_string(&mut self, id: Id<Expr>, prefix: char) {
        let start = self.text.len();
        self.plan.push(Piece::Element(id));
        self.plan.push(Piece::EndString(start, prefix));
    }

    fn end_string(&mut self, start: usize, prefix: char) {
        let body = self.text.split_off(start);
        let mut literal = String::from(prefix);
        repr::str(&body, &mut literal);
        self.text.extend(literal.into_bytes());
    }

    fn element(&mut self, id: Id<Expr>) {
        let ast = self.ast;
        match ast[id] {
            Expr::Constant { value, .. } => {
                if let Constant::Str(text) = ast.value(value) {
                    for &byte in ast.text(text) {
                        self.text.push(byte);
                        if matches!(byte, b'{' | b'}') {
                            self.text.push(byte);
                        }
                    }
                }
            }
            Expr::JoinedStr { values } => self.plan.extend(ast.items(values).map(Piece::Element)),
            Expr::FormattedValue { value, conversion, format_spec }
            | Expr::Interpolation { value, conversion, format_spec, .. } => {
                self.text.push(b'{');
                self.put(value, TEST + 1);
                self.plan.push(Piece::AfterBrace(self.text.len()));
                self.say(match u8::try_from(conversion) {
                    Ok(b's') => "!s",
                    Ok(b'r') => "!r",
                    Ok(b'a') => "!a",
                    _ => "",
                });
                if let Some(spec) = format_spec {
                    self.say(":");
                    self.plan.push(Piece::Element(spec));
                }
                self.say("}");
            }
            _ => self.put(id, TEST),
        }
    }
}

fn binary(op: Operator) -> (&'static str, Level) {
    match op {
        Operator::Add => (" + ", ARITH),
        Operator::Sub => (" - ", ARITH),
        Operator::Mult => (" * ", TERM),
        Operator::MatMult => (" @ ", TERM),
        Operator::Div => (" / ", TERM),
        Operator::Mod => (" % ", TERM),
        Operator::FloorDiv => (" // ", TERM),
        Operator::LShift => (" << ", SHIFT),
        Operator::RShift => (" >> ", SHIFT),
        Operator::BitOr => (" | ", EXPR),
        Operator::BitXor => (" ^ ", BXOR),
        Operator::BitAnd => (" & ", BAND),
        Operator::Pow => (" ** ", POWER),
    }
}

fn comparison(op: CmpOperator) -> &'static str {
    match op {
        CmpOperator::Eq => " == ",
        CmpOperator::NotEq => " != ",
        CmpOperator::Lt => " < ",
        CmpOperator::LtE => " <= ",
        CmpOperator::Gt => " > ",
        CmpOperator::GtE => " >= ",
        CmpOperator::Is => " is ",
        CmpOperator::IsNot => " is not ",
        CmpOperator::In => " in ",
        CmpOperator::NotIn => " not in ",
    }
}
