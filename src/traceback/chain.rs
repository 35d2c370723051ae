//! Which exceptions belong to a report, and their layout: causes and contexts one above the other, groups as a tree.

use super::message::{self, write_frames};
use super::theme::Theme;
use super::{Trace, frames::Sources};
use crate::object::{Exception, Tuple, Value};
use crate::text::Wtf8;
use crate::vm::{ExceptionKind, Vm};
use rustc_hash::FxHashSet;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// How many members of a group are shown, and how deep.
const MOST_MEMBERS: usize = 15;
const DEEPEST: usize = 10;

/// An exception and those that belong to it, by their number.
struct Link {
    trace: Trace,
    cause: Option<usize>,
    context: Option<usize>,
    members: Option<Vec<usize>>,
}

/// All exceptions of a report; the first is the one reported.
pub struct Chain {
    links: Vec<Link>,
}

impl Chain {
    /// Finds them; each appears once, so that cycles end.
    pub fn of(vm: &Vm, exception: &Value) -> Chain {
        let mut chain = Chain { links: Vec::new() };
        let mut seen = FxHashSet::default();
        let first = chain.add(exception, &mut seen);
        let mut pending = vec![first];
        while let Some(index) = pending.pop() {
            let value = chain.links[index].trace.exception.clone();
            let Some(exception) = value.get::<Exception>() else { continue };
            let new = |value: &Value, seen: &FxHashSet<u64>| !value.is_none() && !seen.contains(&value.bits());
            let cause = exception.cause.get();
            let cause = new(&cause, &seen).then(|| chain.add(&cause, &mut seen));
            let context = exception.context.get();
            let needs_context = cause.is_none() && !exception.suppress_context.get();
            let context = (needs_context && new(&context, &seen)).then(|| chain.add(&context, &mut seen));
            let members = members(vm, &value)
                .map(|members| members.iter().map(|member| chain.add(member, &mut seen)).collect::<Vec<_>>());
            pending.extend(cause.into_iter().chain(context).chain(members.iter().flatten().copied()));
            let link = &mut chain.links[index];
            (link.cause, link.context, link.members) = (cause, context, members);
        }
        chain
    }

    fn add(&mut self, exception: &Value, seen: &mut FxHashSet<u64>) -> usize {
        seen.insert(exception.bits());
        self.links.push(Link { trace: Trace::of(exception), cause: None, context: None, members: None });
        self.links.len() - 1
    }

    /// The report.
    pub fn report(&self, vm: &mut Vm, limit: Option<usize>, theme: Theme) -> Vec<u8> {
        let mut printer = Printer {
            chain: self,
            limit,
            theme,
            sources: Sources::default(),
            depth: 0,
            needs_close: false,
            report: Vec::new(),
        };
        printer.write_chain(vm, 0);
        printer.report
    }
}

fn members(vm: &Vm, exception: &Value) -> Option<Vec<Value>> {
    if !vm.is_instance(exception, vm.exceptions.class(ExceptionKind::BaseExceptionGroup)) {
        return None;
    }
    let members = vm.exception_field(exception.get::<Exception>()?, "exceptions");
    Some(members.and_then(|members| Some(members.get::<Tuple>()?.items().to_vec())).unwrap_or_default())
}

struct Printer<'a> {
    chain: &'a Chain,
    limit: Option<usize>,
    theme: Theme,
    sources: Sources,
    /// How deep in groups.
    depth: usize,
    /// The innermost group's last member is being written, so that its frame is to be closed.
    needs_close: bool,
    report: Vec<u8>,
}

impl Printer<'_> {
    /// An exception, what it came from first.
    fn write_chain(&mut self, vm: &mut Vm, index: usize) {
        let mut links = Vec::new();
        let mut next = Some(index);
        while let Some(index) = next {
            let link = &self.chain.links[index];
            let (words, above) = match (link.cause, link.context) {
                (Some(cause), _) => (CAUSE, Some(cause)),
                (None, Some(context)) => (CONTEXT, Some(context)),
                (None, None) => ("", None),
            };
            links.push((words, index));
            next = above;
        }
        for (words, index) in links.into_iter().rev() {
            if !words.is_empty() {
                self.emit(words.as_bytes(), "|");
            }
            self.write_one(vm, index);
        }
    }

    fn write_one(&mut self, vm: &mut Vm, index: usize) {
        let link = &self.chain.links[index];
        let Some(members) = &link.members else {
            self.write_trace(vm, &link.trace, "Traceback (most recent call last):\n", "|");
            return;
        };
        if self.depth > DEEPEST {
            self.emit(format!("... (max_group_depth is {DEEPEST})\n").as_bytes(), "|");
            return;
        }
        let is_outermost = self.depth == 0;
        self.depth += usize::from(is_outermost);
        let margin = if is_outermost { "+" } else { "|" };
        self.write_trace(vm, &link.trace, "Exception Group Traceback (most recent call last):\n", margin);
        self.write_members(vm, members);
        if is_outermost {
            self.depth = 0;
        }
    }

    /// Each member below a line with its number. Depth is limited, so this may nest.
    fn write_members(&mut self, vm: &mut Vm, members: &[usize]) {
        let shown = if members.len() <= MOST_MEMBERS { members.len() } else { MOST_MEMBERS + 1 };
        self.needs_close = false;
        for place in 0..shown {
            let is_last = place + 1 == shown;
            if is_last {
                self.needs_close = true;
            }
            let is_cut = place >= MOST_MEMBERS;
            let title = if is_cut { "...".into() } else { (place + 1).to_string() };
            let corner = if place == 0 { "+-" } else { "  " };
            let indent = self.indent();
            self.report.extend(format!("{indent}{corner}+---------------- {title} ----------------\n").bytes());
            self.depth += 1;
            if is_cut {
                let more = members.len() - MOST_MEMBERS;
                let plural = if more > 1 { "s" } else { "" };
                self.emit(format!("and {more} more exception{plural}\n").as_bytes(), "|");
            } else {
                self.write_chain(vm, members[place]);
            }
            if is_last && self.needs_close {
                let indent = self.indent();
                self.report.extend(format!("{indent}+------------------------------------\n").bytes());
                self.needs_close = false;
            }
            self.depth -= 1;
        }
    }

    fn write_trace(&mut self, vm: &mut Vm, trace: &Trace, head: &str, margin: &str) {
        let mut text = Vec::new();
        if !trace.traceback.is_none() && self.limit != Some(0) {
            self.emit(head.as_bytes(), margin);
            write_frames(vm, trace, self.limit, &mut self.sources, self.theme, &mut text);
        }
        message::write(vm, trace, self.theme, &mut text);
        self.emit(&text, "|");
    }

    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Adds text, within a group behind its margin.
    fn emit(&mut self, text: &[u8], margin: &str) {
        if self.depth == 0 {
            self.report.extend(text);
            return;
        }
        let indent = self.indent();
        for line in Wtf8::new(text).lines(true) {
            self.report.extend(indent.bytes());
            self.report.extend(margin.bytes());
            self.report.push(b' ');
            self.report.extend(line.as_bytes());
        }
    }
}
