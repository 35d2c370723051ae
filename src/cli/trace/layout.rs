//! Steps of a trace as text: for people, with a head for each line of the program; or as data, one JSON object a line.

use super::observe::Step;
use crate::bytecode::Operand;
use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};
use std::fmt::Write;

/// Calls are indented, so deep.
const MOST_INDENTED: usize = 16;
/// How many operands are shown, from the top.
const OPERANDS: usize = 8;
const NAME_WIDTH: usize = 22;
const MEANING_WIDTH: usize = 18;
const MEANING_MOST: usize = 24;

/// How the parts of a line look.
#[derive(Clone, Copy, Default)]
struct Paint {
    head: Style,
    change: Style,
    outcome: Style,
    dim: Style,
}

impl Paint {
    const COLOURS: Paint = Paint {
        head: Style::new().bold(),
        change: AnsiColor::Green.on_default(),
        outcome: AnsiColor::Yellow.on_default(),
        dim: Style::new().dimmed(),
    };
}

pub enum Layout {
    Text(Text),
    Json,
}

/// The layout for people.
#[derive(Default)]
pub struct Text {
    paint: Paint,
    /// Of which call and line the last step was.
    last: Option<(usize, usize, Option<u32>)>,
}

impl Layout {
    pub fn text(colours: bool) -> Layout {
        Layout::Text(Text { paint: if colours { Paint::COLOURS } else { Paint::default() }, last: None })
    }

    pub fn json() -> Layout {
        Layout::Json
    }

    pub fn step(&mut self, step: &Step) -> String {
        match self {
            Layout::Text(text) => text.step(step),
            Layout::Json => format!("{}\n", data(step)),
        }
    }

    /// What happens to a call, not by one of its instructions.
    pub fn note(&mut self, depth: usize, function: &str, what: &str) -> String {
        match self {
            Layout::Text(text) => {
                text.last = None;
                let (indent, paint) = (indent(depth), text.paint.outcome);
                format!("{indent}{paint}{function} {what}{paint:#}\n")
            }
            Layout::Json => format!("{}\n", json!({ "depth": depth, "function": function, "outcome": what })),
        }
    }

    /// What is said where a limit ends the trace.
    pub fn end(&mut self) -> String {
        match self {
            Layout::Text(_) => "… and so on\n".into(),
            Layout::Json => String::new(),
        }
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth.min(MOST_INDENTED))
}

impl Text {
    fn step(&mut self, step: &Step) -> String {
        let (mut out, indent, paint) = (String::new(), indent(step.depth), self.paint);
        let here = Some((step.depth, step.frame, step.line));
        if self.last != here {
            let line = step.line.map_or(String::new(), |line| format!(":{line}"));
            let source = step.source.as_deref().unwrap_or("");
            let head = paint.head;
            let _ = writeln!(out, "{indent}{}{line}  {head}{source}{head:#}", step.function);
        }
        self.last = here;
        let instruction = step.instruction;
        let name = format!("{:<NAME_WIDTH$}", instruction.opcode.name());
        let meaning = match step.meaning.as_deref().map(|meaning| meaning.split(", file ").next().unwrap_or(meaning)) {
            Some(meaning) if meaning.starts_with("<code object") => format!("{meaning}>"),
            Some(meaning) if meaning.chars().count() > MEANING_MOST => {
                meaning.chars().take(MEANING_MOST - 1).chain(['…']).collect()
            }
            Some(meaning) => meaning.to_owned(),
            None if instruction.opcode.operand() == Operand::None => String::new(),
            None => instruction.operand.to_string(),
        };
        let dim = paint.dim;
        let _ = write!(out, "{indent}  {dim}{:>4}{dim:#} {name} {meaning:<MEANING_WIDTH$} ", 2 * instruction.at);
        out.push_str(&stack(&step.before));
        match (&step.after, &step.outcome) {
            (_, Some(outcome)) => {
                let _ = write!(out, " → {}{outcome}{:#}", paint.outcome, paint.outcome);
            }
            (Some(after), None) => {
                let _ = write!(out, " → {}", stack(after));
            }
            (None, None) => {}
        }
        for (name, value) in &step.changes {
            let change = match value {
                Some(value) => format!("{name} = {value}"),
                None => format!("{name} unbound"),
            };
            let _ = write!(out, "  {}{change}{:#}", paint.change, paint.change);
        }
        out.push('\n');
        out
    }
}

fn stack(operands: &[String]) -> String {
    let hidden = operands.len().saturating_sub(OPERANDS);
    format!("[{}{}]", if hidden > 0 { "…, " } else { "" }, operands[hidden..].join(", "))
}

fn data(step: &Step) -> Value {
    let instruction = step.instruction;
    let changes = step.changes.iter().map(|(name, value)| (name.clone(), json!(value)));
    json!({
        "depth": step.depth,
        "function": step.function,
        "file": step.file,
        "line": step.line,
        "offset": 2 * instruction.at,
        "opcode": instruction.opcode.name(),
        "operand": (instruction.opcode.operand() != Operand::None).then_some(instruction.operand),
        "meaning": step.meaning,
        "before": step.before,
        "after": step.after,
        "outcome": step.outcome,
        "changes": changes.collect::<serde_json::Map<_, _>>(),
    })
}
