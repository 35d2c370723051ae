//! The frames that an exception passed, outermost first, as a traceback lists them.

use super::excerpt::Excerpt;
use super::theme::Theme;
use crate::bytecode::Position;
use crate::object::{Ref, Traceback, Value};
use crate::source::Source;
use crate::vm::{Code, FrameObject, Vm};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// After so many repetitions of a line, the rest are counted.
const REPETITIONS: usize = 3;

/// One frame: its code, the line, and the stretch of source if that is known.
struct Entry {
    code: Ref<Code>,
    line: Option<i64>,
    position: Option<Position>,
}

/// Source files that were read for a report.
#[derive(Default)]
pub struct Sources(FxHashMap<String, Option<Rc<Source>>>);

impl Sources {
    fn of(&mut self, vm: &Vm, code: &Code) -> Option<Rc<Source>> {
        if let Some(source) = vm.source_of(code.program()) {
            return Some(source);
        }
        self.in_file(code)
    }

    fn in_file(&mut self, code: &Code) -> Option<Rc<Source>> {
        let name = code.program().file.clone();
        let read = |name: &String| {
            let bytes = crate::source::files::read(name.as_ref()).ok()?;
            Source::from_bytes(name.as_str(), bytes).ok().map(Rc::new)
        };
        self.0.entry(name).or_insert_with_key(read).clone()
    }
}

/// Adds the frames to a report. `limit` is how many of the innermost to list.
pub fn write(vm: &Vm, traceback: &Value, limit: Option<usize>, sources: &mut Sources, theme: Theme, report: &mut String) {
    let mut entries = entries(traceback);
    if let Some(limit) = limit {
        entries.drain(..entries.len().saturating_sub(limit));
    }
    let (mut last, mut count): (Option<(Value, Option<i64>, Value)>, usize) = (None, 0);
    for entry in &entries {
        let here = (entry.code.filename.clone(), entry.line, entry.code.name.clone());
        let same = |a: &Value, b: &Value| vm.text(a) == vm.text(b);
        let repeats =
            last.as_ref().is_some_and(|(file, line, name)| *line == here.1 && same(name, &here.2) && same(file, &here.0));
        if !repeats {
            write_repetitions(count, report);
            count = 0;
        }
        last = Some(here);
        count += 1;
        if count <= REPETITIONS {
            write_entry(vm, entry, sources, theme, report);
        }
    }
    write_repetitions(count, report);
}

fn write_repetitions(count: usize, report: &mut String) {
    if count > REPETITIONS {
        let more = count - REPETITIONS;
        let plural = if more > 1 { "s" } else { "" };
        *report += &format!("  [Previous line repeated {more} more time{plural}]\n");
    }
}

fn entries(traceback: &Value) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut next = traceback.clone();
    while let Ok(traceback) = next.downcast::<Traceback>() {
        if let Some(frame) = traceback.frame.get::<FrameObject>() {
            let position = usize::try_from(traceback.lasti.get()).ok().and_then(|unit| frame.code.position(unit));
            let line = match (position, traceback.line.get()) {
                (Some(position), _) => position.line.into(),
                (None, line @ 0..) => line,
                (None, _) => frame.code.portable().first_line.into(),
            };
            let line = Some(line);
            entries.push(Entry { code: frame.code.clone(), line, position });
        }
        next = traceback.next.get();
    }
    entries
}

fn write_entry(vm: &Vm, entry: &Entry, sources: &mut Sources, theme: Theme, report: &mut String) {
    let (file, name) = (vm.text(&entry.code.filename), vm.text(&entry.code.name));
    let line = entry.line.map_or("None".into(), |line| line.to_string());
    let Theme { place, reset, .. } = theme;
    *report += &format!("  File {place}\"{file}\"{reset}, line {place}{line}{reset}, in {place}{name}{reset}\n");
    let source = if theme.marks { sources.of(vm, &entry.code) } else { sources.in_file(&entry.code) };
    let Some(source) = source else { return };
    let Some(first) = entry.line.and_then(|line| u32::try_from(line).ok()).filter(|line| *line > 0) else { return };
    let position = entry.position.filter(|_| theme.marks);
    let last = position.map_or(first, |position| position.end_line.max(first));
    let lines = (first..=last).map(|line| line_of(&source, line)).collect();
    let columns = position.map(|position| (position.column, position.end_column));
    Excerpt { lines, columns: columns.filter(|(start, _)| *start != Position::NO_COLUMN) }.write(theme, report);
}

/// A line of a source, without its end; empty beyond the last.
fn line_of(source: &Source, line: u32) -> &str {
    let lines = source.lines();
    if line > lines.count() {
        return "";
    }
    let rest = &source.text()[lines.start(line) as usize..];
    rest.split(['\n', '\r']).next().unwrap_or("")
}
