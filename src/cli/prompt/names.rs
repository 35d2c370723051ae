//! What can complete a name: keywords, names that are known, attributes of what a name means.

use crate::lexer::{TokenClass, TokenKind};
use crate::object::{Dict, List, Ref, Str, Value};
use crate::vm::Vm;

/// The candidates for the end of a text, and where the part begins that they stand for.
pub fn complete(vm: &mut Vm, main: &Ref<Dict>, text: &str) -> (usize, Vec<String>) {
    let start = text
        .rfind(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = &text[start..];
    if word.is_empty() {
        // At a line's start there is nothing to complete: it is indented.
        let blank = text.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
        return (start, if blank { vec!["    ".into()] } else { Vec::new() });
    }
    let (mut found, start, end) = match word.rsplit_once('.') {
        Some((object, end)) => (attributes(vm, main, object), start + object.len() + 1, end),
        None => (known(vm, main), start, word),
    };
    found.retain(|name| name.starts_with(end) && (end.starts_with('_') || !name.starts_with('_')));
    found.sort();
    found.dedup();
    (start, found)
}

fn texts<'a>(names: impl Iterator<Item = &'a Value>) -> Vec<String> {
    names.filter_map(|name| Some(name.get::<Str>()?.to_string_lossy().into_owned())).collect()
}

fn known(vm: &mut Vm, main: &Ref<Dict>) -> Vec<String> {
    let words = TokenKind::ALL.iter().filter(|kind| matches!(kind.class(), TokenClass::Keyword | TokenClass::Soft));
    let mut names: Vec<String> = words.map(|kind| kind.spelling().to_string()).collect();
    for dict in [main.clone(), vm.builtins.clone()] {
        names.extend(texts(dict.table(vm).iter().map(|entry| &entry.key)));
    }
    names
}

/// The attributes of what names with dots between them mean.
fn attributes(vm: &mut Vm, main: &Ref<Dict>, object: &str) -> Vec<String> {
    let mut parts = object.split('.');
    let Some(first) = parts.next() else { return Vec::new() };
    let first = vm.intern(first);
    let builtins = vm.builtins.clone();
    let Some(mut value) = main.get_str(&first, vm).or_else(|| builtins.get_str(&first, vm)) else { return Vec::new() };
    for part in parts {
        let part = vm.intern(part);
        match vm.getattr(&value, &part) {
            Ok(found) => value = found,
            Err(_) => return Vec::new(),
        }
    }
    let dir = vm.intern("dir");
    let Some(dir) = builtins.get_str(&dir, vm) else { return Vec::new() };
    match vm.call(&dir, &[value]) {
        Ok(names) => names.get::<List>().map(|names| texts(names.items(vm).iter())).unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}
