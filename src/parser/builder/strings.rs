//! String literals: their values, f- and t-strings (PEP 701, 750), and the joining of adjacent ones.
//!
//! While an f-string is parsed its prefix is not at hand, so that a literal part is left undecoded (its constant is `None`)
//! until the whole string is built.

use super::{Builder, Seq};
use crate::ast::{Constant, ConstantId, Expr, Id, Item, List, Name, Text};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind;
use crate::parser::literal::string::{Prefix, decode_bytes, decode_interpolated_middle, decode_str};
use crate::source::Span;
use std::borrow::Cow;

/// What a sequence of adjacent literals holds.
#[derive(Default)]
struct Contents {
    bytes: bool,
    text: bool,
    interpolated: bool,
}

/// Plain literals.
impl Builder<'_> {
    pub fn string(&mut self, l: u32, r: u32) -> Id<Expr> {
        let source = self.source;
        let token = source.slice(Span::new(l, r));
        let prefix = Prefix::of(token);
        let start = self.ast.text_end();
        let decode = if prefix.bytes { decode_bytes } else { decode_str };
        let decoded = decode(prefix.body(token), prefix.raw, self.ast.text_buffer());
        self.check(decoded, l + (prefix.letters + prefix.quotes) as u32, Span::new(l, r));
        let text = Text { start, end: self.ast.text_end() };
        let value = self.ast.add_constant(if prefix.bytes { Constant::Bytes(text) } else { Constant::Str(text) });
        let kind = prefix.unicode.then(|| self.ast.intern("u"));
        self.ast.constant(l, value, kind, r)
    }

    /// Notes what is wrong with a text or doubtful in it: the text's start is `from`, an error's place `span`.
    fn check(&mut self, decoded: Result<Option<usize>, Message>, from: u32, span: Span) {
        match decoded {
            Ok(None) => {}
            Ok(Some(at)) => {
                let at = from as usize + at;
                let escape: String = self.source.text()[at + 1..].chars().take(3).collect();
                let is_octal = escape.starts_with(|c: char| c.is_ascii_digit()) && !escape.starts_with(['8', '9']);
                let escape = if is_octal { escape } else { escape.chars().take(1).collect() };
                let message = if is_octal { Message::OctalEscape { escape } } else { Message::InvalidEscape { escape } };
                self.doubts.push(Diagnostic::new(message, Span::new(at as u32, span.end)));
            }
            Err(message) => self.error(message, span),
        }
    }

    pub fn concatenate_strings(&mut self, l: u32, literals: Seq, r: u32) -> Id<Expr> {
        let contents = self.contents(literals);
        if contents.bytes && (contents.text || contents.interpolated) {
            self.error(Message::MixedBytes, Span::new(l, r));
        }
        let mut parts = self.take_flat(Some(literals));
        self.fold(&mut parts, contents.interpolated);
        let joined = match parts[..] {
            [only] if !contents.interpolated => {
                let only = Item::from_raw(only);
                self.ast.set_span(only, Span::new(l, r));
                only
            }
            _ => {
                let values = self.ast.list_of_raw(&parts);
                self.ast.joined_str(l, values, r)
            }
        };
        self.scratch = parts;
        joined
    }

    fn contents(&self, literals: Seq) -> Contents {
        let mut contents = Contents::default();
        for &raw in &self.stack[literals.index()..] {
            match self.literal(Item::from_raw(raw)).map(|value| self.ast.value(value)) {
                Some(Constant::Bytes(_)) => contents.bytes = true,
                Some(_) => contents.text = true,
                None => contents.interpolated = true,
            }
        }
        contents
    }
}

/// f- and t-strings.
impl Builder<'_> {
    /// `m` is where the opening token, and with it the prefix, ends.
    pub fn joined_str(&mut self, l: u32, m: u32, parts: Option<Seq>, r: u32) -> Id<Expr> {
        let values = self.interpolated_values(l, m, parts, r);
        self.ast.joined_str(l, values, r)
    }

    pub fn template_str(&mut self, l: u32, m: u32, parts: Option<Seq>, r: u32) -> Id<Expr> {
        let values = self.interpolated_values(l, m, parts, r);
        self.ast.template_str(l, values, r)
    }

    pub fn concatenate_templates(&mut self, l: u32, templates: Seq, r: u32) -> Id<Expr> {
        let mut parts = self.take_flat(Some(templates));
        self.fold(&mut parts, true);
        let values = self.ast.list_of_raw(&parts);
        self.scratch = parts;
        self.ast.template_str(l, values, r)
    }

    /// Literal text between replacement fields, not decoded yet. The token of `a{{` is `a{`; the node has both braces.
    pub fn literal_part(&mut self, l: u32, r: u32) -> Id<Expr> {
        let around = self.source.text().as_bytes().get((r as usize).saturating_sub(1)..r as usize + 1);
        let escape = l < r && matches!(around, Some(b"{{" | b"}}"));
        let r = if escape { r + 1 } else { r };
        self.ast.constant(l, ConstantId::NONE, None, r)
    }

    fn interpolated_values(&mut self, l: u32, m: u32, parts: Option<Seq>, r: u32) -> List<Id<Expr>> {
        let opening = self.text_of(l, m);
        let raw = opening.contains(['r', 'R']);
        let quotes = if opening.ends_with("\"\"\"") || opening.ends_with("'''") { 3 } else { 1 };
        let closing = Span::new(r.saturating_sub(quotes), r);
        let mut parts = self.take_flat(parts);
        for &part in &parts {
            let id: Id<Expr> = Item::from_raw(part);
            if let Some(value) = self.literal(id) {
                self.decode_part(id, value, raw, closing);
            }
        }
        self.specs_of(l, raw);
        self.fold(&mut parts, true);
        let values = self.ast.list_of_raw(&parts);
        self.scratch = parts;
        values
    }

    /// Texts of formats with backslashes, in a string that starts at `l`: now that its prefix is known, those of a raw one stay.
    fn specs_of(&mut self, l: u32, raw: bool) {
        while let Some(id) = self.specs.pop_if(|id| self.ast.span(*id).start >= l) {
            let span = self.ast.span(id);
            if !raw {
                continue;
            }
            self.doubts.retain(|doubt| !(span.start..span.end).contains(&doubt.span.start));
            let text = self.source.slice(span);
            let start = self.ast.text_end();
            let decoded = decode_str(text, true, self.ast.text_buffer());
            self.check(decoded, span.start, span);
            let text = Text { start, end: self.ast.text_end() };
            let decoded = self.ast.add_constant(Constant::Str(text));
            if let Expr::Constant { value, .. } = &mut self.ast[id] {
                *value = decoded;
            }
        }
    }

    /// Decodes a literal part; CPython shows its errors at the closing quotes. The text of `{expression=}` stays as it is written.
    fn decode_part(&mut self, id: Id<Expr>, value: ConstantId, raw: bool, closing: Span) {
        if matches!(self.ast.value(value), Constant::Str(_)) {
            return;
        }
        let text = self.source.slice(self.ast.span(id));
        let text = if text.ends_with("{{") || text.ends_with("}}") { &text[..text.len() - 1] } else { text };
        let start = self.ast.text_end();
        let result = decode_interpolated_middle(text, raw, self.ast.text_buffer());
        let from = self.ast.span(id).start;
        self.check(result, from, closing);
        let text = Text { start, end: self.ast.text_end() };
        let decoded = self.ast.add_constant(Constant::Str(text));
        if let Expr::Constant { value, .. } = &mut self.ast[id] {
            *value = decoded;
        }
    }
}

/// Replacement fields.
#[allow(clippy::too_many_arguments)] // one for each part of the field
impl Builder<'_> {
    /// `{value!conversion:spec}`, or `{value=…}`: then the expression's text and the value, as a joined string that the
    /// string around it takes apart. The text starts at `i`.
    pub fn formatted_value(
        &mut self,
        l: u32,
        i: u32,
        value: Id<Expr>,
        debug: Option<TokenKind>,
        conversion: Option<Id<Expr>>,
        spec: Option<Id<Expr>>,
        r: u32,
    ) -> Id<Expr> {
        let d = self.text_end(conversion, spec, r);
        let conversion = self.conversion_code(conversion, debug, spec);
        let field = self.ast.formatted_value(l, value, conversion, spec, r);
        self.with_debug_text(l, i, debug, d, field, r)
    }

    /// As [`Builder::formatted_value`], in a t-string: keeps the expression's text.
    pub fn interpolation(
        &mut self,
        l: u32,
        i: u32,
        value: Id<Expr>,
        debug: Option<TokenKind>,
        conversion: Option<Id<Expr>>,
        spec: Option<Id<Expr>>,
        r: u32,
    ) -> Id<Expr> {
        let d = self.text_end(conversion, spec, r);
        let conversion = self.conversion_code(conversion, debug, spec);
        let text = self.expression_text(i, d).into_owned();
        let text = self.text_constant(text.trim_end_matches(|c: char| c.is_whitespace() || c == '='));
        let field = self.ast.interpolation(l, value, text, conversion, spec, r);
        self.with_debug_text(l, i, debug, d, field, r)
    }

    /// Where the text of a field's expression ends, `=` included: at what comes next in the field.
    fn text_end(&self, conversion: Option<Id<Expr>>, spec: Option<Id<Expr>>, r: u32) -> u32 {
        conversion.or(spec).map_or(r - 1, |next| self.ast.span(next).start)
    }

    /// `!r`: `m` is where the mark stands, `l` where the name does.
    pub fn conversion(&mut self, m: u32, l: u32, name: Name, r: u32) -> Id<Expr> {
        if l != m + 1 {
            self.error(Message::ConversionNotAtMark { prefix: 'f' }, Span::new(m, r));
        } else if !matches!(self.ast.resolve(name), "s" | "r" | "a") {
            let name = self.ast.resolve(name).to_string();
            self.error(Message::InvalidConversion { prefix: 'f', name }, Span::new(l, r));
        }
        self.name_load(m, name, r)
    }

    pub fn format_spec(&mut self, l: u32, parts: Option<Seq>, r: u32) -> Id<Expr> {
        let mut parts = self.take_flat(parts);
        self.fold(&mut parts, true);
        let values = self.ast.list_of_raw(&parts);
        self.scratch = parts;
        self.ast.joined_str(l, values, r)
    }

    pub fn format_spec_text(&mut self, l: u32, r: u32) -> Id<Expr> {
        let source = self.source;
        let start = self.ast.text_end();
        let decoded = decode_str(source.slice(Span::new(l, r)), false, self.ast.text_buffer());
        self.check(decoded, l, Span::new(l, r));
        let text = Text { start, end: self.ast.text_end() };
        let value = self.ast.add_constant(Constant::Str(text));
        let id = self.ast.constant(l, value, None, r);
        if source.slice(Span::new(l, r)).contains('\\') {
            self.specs.push(id);
        }
        id
    }

    /// The code of `s`, `r` or `a`, or -1. `{x=}` shows the `repr` unless it has a format.
    fn conversion_code(&self, conversion: Option<Id<Expr>>, debug: Option<TokenKind>, spec: Option<Id<Expr>>) -> i16 {
        match conversion.map(|conversion| self.ast[conversion]) {
            Some(Expr::Name { id, .. }) => self.ast.resolve(id).bytes().next().map_or(-1, i16::from),
            _ if debug.is_some() && spec.is_none() => i16::from(b'r'),
            _ => -1,
        }
    }

    fn with_debug_text(&mut self, l: u32, i: u32, debug: Option<TokenKind>, d: u32, field: Id<Expr>, r: u32) -> Id<Expr> {
        if debug.is_none() {
            return field;
        }
        let text = self.expression_text(i, d).into_owned();
        let text = self.text_constant(&text);
        let text = self.ast.constant(i, text, None, d);
        let values = self.ast.new_list(&[text, field]);
        self.ast.joined_str(l, values, r)
    }

    fn text_constant(&mut self, text: &str) -> ConstantId {
        let start = self.ast.text_end();
        self.ast.text_buffer().extend_from_slice(text.as_bytes());
        let text = Text { start, end: self.ast.text_end() };
        self.ast.add_constant(Constant::Str(text))
    }

    /// The text of a replacement field's expression, without comments, with `\n` for every line end.
    fn expression_text(&self, i: u32, d: u32) -> Cow<'_, str> {
        let text = self.text_of(i, d);
        if text.contains(['#', '\r']) { Cow::Owned(without_comments(text)) } else { Cow::Borrowed(text) }
    }
}

/// Sequences of parts.
impl Builder<'_> {
    /// Takes the parts off the stack into the scratch list, joined strings replaced by what they join.
    fn take_flat(&mut self, parts: Option<Seq>) -> Vec<u32> {
        let mut flat = std::mem::take(&mut self.scratch);
        flat.clear();
        let Some(parts) = parts else { return flat };
        for &raw in &self.stack[parts.index()..] {
            match self.ast[<Id<Expr>>::from_raw(raw)] {
                Expr::JoinedStr { values } | Expr::TemplateStr { values } => flat.extend(self.ast.raw_items(values.raw())),
                _ => flat.push(raw),
            }
        }
        self.stack.truncate(parts.index());
        flat
    }

    /// Makes one constant of each run of constants; drops empty ones if told to.
    fn fold(&mut self, parts: &mut Vec<u32>, drop_empty: bool) {
        let (mut read, mut written) = (0, 0);
        while read < parts.len() {
            let run = parts[read..].iter().take_while(|&&raw| self.literal(Item::from_raw(raw)).is_some()).count();
            if run == 0 {
                parts[written] = parts[read];
                (read, written) = (read + 1, written + 1);
                continue;
            }
            let constant = self.join_constants(&parts[read..read + run]);
            read += run;
            if !(drop_empty && self.is_empty_text(constant)) {
                parts[written] = constant.into_raw();
                written += 1;
            }
        }
        parts.truncate(written);
    }

    fn join_constants(&mut self, run: &[u32]) -> Id<Expr> {
        let first: Id<Expr> = Item::from_raw(run[0]);
        let [_, .., last] = *run else { return first };
        let start = self.ast.text_end();
        let mut bytes = false;
        for &raw in run {
            let value = self.literal(Item::from_raw(raw)).map(|value| self.ast.value(value));
            if let Some(Constant::Str(text) | Constant::Bytes(text)) = value {
                bytes = matches!(value, Some(Constant::Bytes(_)));
                self.ast.text_buffer().extend_from_within(text.start as usize..text.end as usize);
            }
        }
        let text = Text { start, end: self.ast.text_end() };
        let value = self.ast.add_constant(if bytes { Constant::Bytes(text) } else { Constant::Str(text) });
        let kind = match self.ast[first] {
            Expr::Constant { kind, .. } => kind,
            _ => None,
        };
        let end = self.ast.span(<Id<Expr>>::from_raw(last)).end;
        self.ast.constant(self.ast.span(first).start, value, kind, end)
    }

    fn is_empty_text(&self, id: Id<Expr>) -> bool {
        match self.literal(id).map(|value| self.ast.value(value)) {
            Some(Constant::Str(text)) => text.start == text.end,
            _ => false,
        }
    }
}

/// Leaves out each `#` and what follows it on its line, unless a quote is open: one without a backslash before it.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut quote = None;
    let (mut comment, mut escaped) = (false, false);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for c in text.chars() {
        match c {
            '\n' => comment = false,
            _ if comment => continue,
            _ if escaped => {}
            '"' | '\'' if quote.is_none() => quote = Some(c),
            '"' | '\'' if quote == Some(c) => quote = None,
            '#' if quote.is_none() => {
                comment = true;
                continue;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped && quote.is_some();
        kept.push(c);
    }
    kept
}
