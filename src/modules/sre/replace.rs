//! `sub`, `subn`, and the templates that say what is put in place of a match.

use super::matches;
use super::pattern::pattern_of;
use super::run::{Found, How, Search, Subject, find};
use crate::builtins::buffer::bytes_like;
use crate::object::{List, Opaque, Str, Value};
use crate::vm::{PyResult, Raised, Vm};
use std::rc::Rc;

/// A replacement: literal text, then groups with literal text behind each.
#[derive(Clone)]
pub struct Template {
    first: Rc<[u8]>,
    rest: Rc<[(usize, Vec<u8>)]>,
}

impl Opaque for Template {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Template {
    fn literal(text: Vec<u8>) -> Template {
        Template { first: text.into(), rest: Rc::new([]) }
    }

    /// Writes what stands for a match.
    pub fn fill(&self, subject: &Subject, found: &Found, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.first);
        for (group, text) in self.rest.iter() {
            if let Some(Some(place)) = found.groups.get(*group) {
                out.extend_from_slice(subject.raw(*place));
            }
            out.extend_from_slice(text);
        }
    }
}

fn text_bytes(vm: &mut Vm, text: &Value) -> PyResult<Vec<u8>> {
    match text.get::<Str>() {
        Some(text) => Ok(text.as_bytes().to_vec()),
        None => Ok(bytes_like(vm, text)?.into_owned()),
    }
}

/// `_sre.template`: from a list of literals and groups, one after the other.
pub fn template(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(parts) = args[1].get::<List>().map(|parts| parts.items(vm).clone()) else {
        return Err(vm.type_error("_sre.template() argument 2 must be list"));
    };
    let Some((first, rest)) = parts.split_first() else { return Err(vm.type_error("invalid template")) };
    let first = text_bytes(vm, first)?;
    let mut groups = Vec::new();
    for pair in rest.chunks(2) {
        let number = vm.index_i64(&pair[0])?;
        let Ok(number) = usize::try_from(number) else { return Err(vm.type_error("invalid template")) };
        let text = match pair.get(1) {
            Some(text) => text_bytes(vm, text)?,
            None => Vec::new(),
        };
        groups.push((number, text));
    }
    Ok(vm.new_opaque(Template { first: first.into(), rest: groups.into() }))
}

/// The template that a text is, by `re`'s own reading of it.
pub fn compiled(vm: &mut Vm, pattern: &Value, text: &Value) -> PyResult<Template> {
    let (re, function) = (crate::builtins::import(vm, "re")?, vm.intern("_compile_template"));
    let made = vm.call_method(&re, &function, &[pattern.clone(), text.clone()])?;
    match made.opaque::<Template>(vm) {
        Some(template) => Ok(template.clone()),
        None => Err(vm.type_error("the result of compiling a replacement string is of another type")),
    }
}

/// Text or bytes, as the subject is.
pub fn joined(vm: &mut Vm, subject: &Subject, bytes: &[u8]) -> Value {
    if subject.is_text() { vm.str_from(bytes) } else { vm.bytes(bytes) }
}

/// `sub`, and `subn` which counts.
pub fn sub(vm: &mut Vm, args: &[Value], counts: bool) -> PyResult {
    let (pattern, replacement, string) = (&args[0], &args[1], &args[2]);
    let most = if args[3].is_null() { 0 } else { vm.index_clamped(&args[3])? };
    let function = vm.is_callable(replacement);
    let template = match function {
        true => None,
        false => {
            let is_text = replacement.is_a::<Str>();
            // What is neither is for the template's compiler to refuse.
            let text = text_bytes(vm, replacement).unwrap_or_else(|_| b"\\".to_vec());
            let plain = !text.contains(&b'\\') && pattern_of(vm, pattern).is_text.is_none_or(|pattern| pattern == is_text);
            Some(if plain { Template::literal(text) } else { compiled(vm, pattern, replacement)? })
        }
    };
    let subject = Subject::of(vm, pattern, string)?;
    let (mut made, mut last, mut count) = (Vec::new(), 0, 0i64);
    // How many pieces there are: messages name the one that does not fit.
    let mut pieces = 0;
    let fits = template.is_none() || replacement.is_a::<Str>() == subject.is_text();
    let end = subject.len();
    let mut next = (most >= 0).then_some(Search { start: 0, end, how: How::Search, must_advance: false });
    while let Some(search) = next {
        let batch = if most > 0 { usize::try_from(most - count).unwrap_or(64).min(64) } else { 64 };
        let (found, more) = find(vm, pattern, &subject, search, batch)?;
        next = more;
        vm.attend()?;
        for found in found {
            let (start, stop) = found.whole();
            made.extend_from_slice(subject.raw((last, start)));
            pieces += usize::from(start > last);
            match &template {
                Some(_) if !fits => return Err(no_fit(vm, &subject, replacement, pieces)),
                Some(template) => template.fill(&subject, &found, &mut made),
                None => {
                    let found = matches::make(vm, pattern, subject.clone(), (0, end), found);
                    let text = vm.call(replacement, &[found])?;
                    if !text.is_none() {
                        made.extend(result_bytes(vm, &subject, &text, pieces)?);
                    }
                }
            }
            pieces += 1;
            (last, count) = (stop, count + 1);
        }
        if most > 0 && count >= most {
            break;
        }
    }
    let result = match count {
        // Nothing was found: the text itself.
        0 if subject.is_plain() => string.clone(),
        _ => {
            made.extend_from_slice(subject.raw((last, end)));
            joined(vm, &subject, &made)
        }
    };
    Ok(if counts { vm.tuple([result, Value::size(count as usize)]) } else { result })
}

/// What a function gave in place of a match: text for text, bytes for bytes.
fn result_bytes(vm: &mut Vm, subject: &Subject, text: &Value, piece: usize) -> PyResult<Vec<u8>> {
    match subject.is_text() == text.is_a::<Str>() {
        true => text_bytes(vm, text),
        false => Err(no_fit(vm, subject, text, piece)),
    }
}

/// The words of `str.join` and `bytes.join`, which put the pieces together.
fn no_fit(vm: &mut Vm, subject: &Subject, text: &Value, piece: usize) -> Raised {
    let class = vm.type_of(text).name();
    let wanted = if subject.is_text() { "str instance," } else { "a bytes-like object," };
    vm.type_error(format!("sequence item {piece}: expected {wanted} {class} found"))
}
