//! Reads `grammar/opcodes.table`; writes `Opcode` and what is known of each instruction.

use std::fmt::Write;

pub struct Opcode {
    name: String,
    operand: String,
    caches: u8,
    pops: Count,
    pushes: Count,
}

/// A number of stack entries: a fixed part, and how often the operand is added to it.
struct Count {
    fixed: u8,
    operands: u8,
}

pub fn read(table: &str) -> Vec<Opcode> {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [name, operand, caches, pops, pushes] = columns[..] else {
                panic!("opcodes.table: five columns in {line:?}")
            };
            let caches = caches.parse().unwrap_or_else(|_| panic!("opcodes.table: a number of caches in {line:?}"));
            Opcode { name: name.into(), operand: operand.into(), caches, pops: count(pops), pushes: count(pushes) }
        })
        .collect()
}

fn count(text: &str) -> Count {
    let mut count = Count { fixed: 0, operands: 0 };
    for term in text.split('+') {
        match term.parse::<u8>() {
            Ok(number) => count.fixed += number,
            Err(_) if term == "n" => count.operands += 1,
            Err(_) => panic!("opcodes.table: {text:?} is no sum of numbers and n"),
        }
    }
    count
}

pub fn derive(opcodes: &[Opcode]) -> String {
    let mut text = String::from(
        "/// An instruction: a line of `grammar/opcodes.table`.\n\
         #[allow(non_camel_case_types, clippy::upper_case_acronyms)]\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u8)]\npub enum Opcode {\n",
    );
    for opcode in opcodes {
        writeln!(text, "    {},", opcode.name).unwrap();
    }
    text.push_str("}\n\nimpl Opcode {\n");
    column(&mut text, opcodes, "ALL", "Every instruction, in the order of the table.", "Opcode", |o| {
        format!("Opcode::{}", o.name)
    });
    column(&mut text, opcodes, "NAMES", "The name of each.", "&str", |o| format!("{:?}", o.name));
    column(&mut text, opcodes, "OPERANDS", "What the operand of each means.", "Operand", |o| {
        format!("Operand::{}", capital(&o.operand))
    });
    column(&mut text, opcodes, "CACHES", "How many code units of cache follow each.", "u8", |o| o.caches.to_string());
    column(&mut text, opcodes, "POPS", "How many stack entries each takes.", "Count", |o| literal(&o.pops));
    column(&mut text, opcodes, "PUSHES", "How many stack entries each leaves.", "Count", |o| literal(&o.pushes));
    text.push_str("}\n");
    text
}

fn column(text: &mut String, opcodes: &[Opcode], name: &str, doc: &str, kind: &str, value: impl Fn(&Opcode) -> String) {
    writeln!(text, "    /// {doc}\n    pub const {name}: [{kind}; {}] = [", opcodes.len()).unwrap();
    for opcode in opcodes {
        writeln!(text, "        {},", value(opcode)).unwrap();
    }
    text.push_str("    ];\n");
}

fn literal(count: &Count) -> String {
    format!("Count {{ fixed: {}, operands: {} }}", count.fixed, count.operands)
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}
