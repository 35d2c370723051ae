//! The last lines of an exception's report: class, words, notes; for a syntax error the line where it is.

use super::keyword::{self, Typo};
use super::suggest::suggestion;
use super::theme::Theme;
use super::{Trace, frames};
use crate::object::{Exception, IntRef, Kind, List, Obj, Str, Tuple, Type, Value};
use crate::vm::{ExceptionKind, PyResult, Vm};

/// Adds them to a report.
pub fn write(vm: &mut Vm, trace: &Trace, theme: Theme, report: &mut Vec<u8>) {
    let class = class_name(vm, vm.type_of(&trace.exception).to_ref().value());
    let is_syntax_error = vm.is_instance(&trace.exception, vm.exceptions.class(ExceptionKind::SyntaxError));
    match trace.exception.get::<Exception>().filter(|_| is_syntax_error) {
        Some(error) => write_syntax_error(vm, error, &class, theme, report),
        None => {
            let mut words = safe_text(vm, &trace.exception, "exception", "str", Vm::to_str);
            words.extend(suggestion(vm, trace).bytes());
            write_line(&class, &words, theme, report);
        }
    }
    write_notes(vm, &trace.exception, report);
}

/// Class and words, and nothing else.
pub fn write_brief(vm: &mut Vm, exception: &Value, report: &mut Vec<u8>) {
    let class = vm.type_of(exception).to_ref();
    let module = vm.names().__module__.clone();
    let is_unknown = class.dict().get_str(&module, vm).is_some_and(|module| !module.is_a::<Str>());
    let words = safe_text(vm, exception, "exception", "str", Vm::to_str);
    match is_unknown {
        // Without the dot, there.
        true => report.extend([&b"<unknown>"[..], vm.text(&class.qualname.get()).as_bytes()].concat()),
        false => report.extend(class_name(vm, class.value())),
    }
    report.extend([b": ", &words[..], b"\n"].concat());
}

fn write_line(class: &[u8], words: &[u8], theme: Theme, report: &mut Vec<u8>) {
    let Theme { class: paint, message, reset, .. } = theme;
    report.extend(paint.bytes());
    report.extend(class);
    report.extend(reset.bytes());
    if !words.is_empty() {
        report.extend(b": ");
        report.extend(message.bytes());
        report.extend(words);
        report.extend(reset.bytes());
    }
    report.push(b'\n');
}

/// A class's name, with its module unless everybody knows it.
pub fn class_name(vm: &mut Vm, class: &Value) -> Vec<u8> {
    let Some(class) = class.get::<Type>() else { return Vec::new() };
    let bytes = |value: &Value| value.get::<Str>().map(|text| text.as_bytes().to_vec());
    let mut name = bytes(&class.qualname.get()).unwrap_or_default();
    let module = vm.names().__module__.clone();
    if let Some(module) = class.dict().get_str(&module, vm) {
        let module = bytes(&module).unwrap_or(b"<unknown>".to_vec());
        if module != b"__main__" && module != b"builtins" {
            name = [&module[..], b".", &name].concat();
        }
    }
    name
}

/// What `str` or `repr` gives; if it fails, words that say so.
fn safe_text(vm: &mut Vm, value: &Value, what: &str, how: &str, show: fn(&mut Vm, &Value) -> PyResult) -> Vec<u8> {
    match show(vm, value) {
        Ok(text) => text.get::<Str>().map(|text| text.as_bytes().to_vec()).unwrap_or_default(),
        Err(_) => format!("<{what} {how}() failed>").into_bytes(),
    }
}

fn write_notes(vm: &mut Vm, exception: &Value, report: &mut Vec<u8>) {
    let name = vm.names().__notes__.clone();
    let notes = match vm.try_getattr(exception, &name) {
        Ok(None) => return,
        Ok(Some(notes)) if notes.is_none() => return,
        Ok(Some(notes)) => notes,
        Err(raised) => {
            let error = safe_text(vm, raised.value(), "__notes__", "repr", Vm::repr);
            let note = [b"Ignored error getting __notes__: ".to_vec(), error].concat();
            let note = vm.str_from(&note);
            vm.list(vec![note])
        }
    };
    if !is_list_like(vm, &notes) {
        report.extend(safe_text(vm, &notes, "__notes__", "repr", Vm::repr));
        report.push(b'\n');
        return;
    }
    for note in vm.collect(&notes).unwrap_or_default() {
        report.extend(safe_text(vm, &note, "note", "str", Vm::to_str));
        report.push(b'\n');
    }
}

/// Whether it is what `collections.abc.Sequence` is by nature, but no text.
fn is_list_like(vm: &Vm, value: &Value) -> bool {
    value.is_a::<List>()
        || value.is_a::<Tuple>()
        || !matches!(value.kind(), Kind::Str | Kind::Bytes) && vm.type_of(value).has_flag(crate::object::type_flag::SEQUENCE)
}

/// Where a syntax error is, as far as its fields say.
struct Place {
    line: Option<String>,
    end_line: Option<String>,
    offset: Value,
    end_offset: Option<i64>,
}

fn write_syntax_error(vm: &mut Vm, error: &Obj<Exception>, class: &[u8], theme: Theme, report: &mut Vec<u8>) {
    let field = |name: &str| vm.exception_field(error, name).filter(|value| !value.is_none());
    let (message, file, line, end_line) = (field("msg"), field("filename"), field("lineno"), field("end_lineno"));
    let (text, offset, end_offset) = (field("text"), field("offset"), field("end_offset"));
    let mut shown = |value: Value| vm.to_str(&value).map(|text| vm.text(&text)).unwrap_or_default();
    let (line, end_line) = (line.map(&mut shown), end_line.map(&mut shown));
    let mut suffix = String::new();
    match (&line, file) {
        (Some(line), file) => {
            let file = file.map_or("<string>".into(), shown);
            let Theme { place, reset, .. } = theme;
            report.extend(format!("  File {place}\"{file}\"{reset}, line {place}{line}{reset}\n").bytes());
        }
        (None, Some(file)) => suffix = format!(" ({})", shown(file)),
        (None, None) => {}
    }
    let mut typo = None;
    if let Some(text) = text.as_ref().filter(|text| text.is_a::<Str>()) {
        let end_offset = end_offset.and_then(|end| end.as_int().and_then(IntRef::to_i64));
        let mut place = Place { line, end_line, offset: offset.unwrap_or(Value::NONE), end_offset };
        let mut text = vm.text(text);
        typo = keyword_typo(vm, error);
        if let Some(typo) = &typo {
            let line = Some(typo.line.to_string());
            let (start, end) = typo.columns;
            let (offset, end_offset) = (Value::size(start + 1), Some(end as i64 + 1));
            place = Place { line: line.clone(), end_line: line, offset, end_offset };
            text = typo.text.clone();
        }
        report.extend(marked_line(&text, &place, theme).bytes());
    }
    let mut words = match message {
        _ if typo.is_some() => {
            typo.map_or(Vec::new(), |typo| format!("invalid syntax. Did you mean '{}'?", typo.keyword).into_bytes())
        }
        Some(message) => safe_text(vm, &message, "exception", "str", Vm::to_str),
        None => Vec::new(),
    };
    if words.is_empty() {
        words = b"<no detail available>".to_vec();
    }
    write_line(class, &words, theme, report);
    if !suffix.is_empty() {
        report.pop();
        report.extend(suffix.bytes());
        report.push(b'\n');
    }
}

/// A misspelt keyword, if the compiler says where to look: in a program's text, or in its file.
fn keyword_typo(vm: &mut Vm, error: &Obj<Exception>) -> Option<Typo> {
    let message = vm.exception_field(error, "msg").map(|message| vm.text(&message))?;
    if message != "invalid syntax" && !message.contains("Perhaps you forgot a comma") {
        return None;
    }
    let metadata = vm.exception_field(error, "_metadata")?;
    let [_, _, program] = metadata.get::<Tuple>()?.items() else { return None };
    let line = vm.exception_field(error, "lineno")?.as_int()?.to_i64()?;
    let line = u32::try_from(line).ok()?;
    if program.is_a::<Str>() {
        return keyword::find(&vm.text(program), line, false);
    }
    let file = vm.exception_field(error, "filename").map(|file| vm.text(&file))?;
    let program = String::from_utf8(crate::source::files::read(file.as_ref()).ok()?).ok()?;
    keyword::find(&program, line, true)
}

/// The line without its indentation, and carets below what is wrong.
fn marked_line(text: &str, place: &Place, theme: Theme) -> String {
    let text: Vec<char> = text.chars().collect();
    let line = &text[..text.len() - text.iter().rev().take_while(|c| **c == '\n').count()];
    let spaces = line.iter().take_while(|c| matches!(c, ' ' | '\n' | '\x0c')).count();
    let shown = &line[spaces..];
    let words = |chars: &[char]| chars.iter().collect::<String>();
    let plain = format!("    {}\n", words(shown));
    let Some(offset) = place.offset.as_int().map(|offset| offset.to_i64().unwrap_or(i64::MAX)) else {
        return if place.offset.is_none() { plain } else { String::new() };
    };
    let beyond = line.len() as i64 + 1;
    let limit = |offset: i64| if !text.is_empty() && offset > text.len() as i64 { beyond } else { offset };
    let end = match place.line == place.end_line {
        true => place.end_offset.filter(|end| *end != 0).unwrap_or(offset),
        false => beyond,
    };
    let (start, end) = (limit(offset), limit(end));
    let end = if start >= end || end < 0 { start + 1 } else { end };
    let (from, to) = (start - 1 - spaces as i64, end - 1 - spaces as i64);
    let Ok(from) = usize::try_from(from) else { return plain };
    let to = to as usize;
    let (first, last) = (from.min(shown.len()), to.min(shown.len()));
    let margin: String = shown[..first].iter().map(|c| if c.is_whitespace() { *c } else { ' ' }).collect();
    let Theme { highlight, reset, .. } = theme;
    format!(
        "    {}{highlight}{}{reset}{}\n    {margin}{highlight}{}{reset}\n",
        words(&shown[..first]),
        words(&shown[first..last]),
        words(&shown[last..]),
        "^".repeat(to - from)
    )
}

/// The frames' part of a report.
pub fn write_frames(
    vm: &Vm,
    trace: &Trace,
    limit: Option<usize>,
    sources: &mut frames::Sources,
    theme: Theme,
    report: &mut Vec<u8>,
) {
    let mut text = String::new();
    frames::write(vm, &trace.traceback, limit, sources, theme, &mut text);
    report.extend(text.bytes());
}
