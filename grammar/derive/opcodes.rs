//! Reads `grammar/opcodes.table`; writes `Opcode` and what is known of each instruction, and `Op`, which has the
//! pseudo-instructions too.

use std::fmt::Write;

pub struct Opcode {
    name: String,
    pseudo: bool,
    operand: String,
    pops: Count,
    pushes: Count,
    /// Names and sizes in code units.
    caches: Vec<(String, u8)>,
}

/// A number of stack entries: a fixed part, and what is added to it for the operand.
#[derive(Default)]
struct Count {
    fixed: u8,
    operands: u8,
    odd: bool,
    bytes: bool,
}

pub fn read(table: &str) -> Vec<Opcode> {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(opcode).collect()
}

fn opcode(line: &str) -> Opcode {
    let (pseudo, rest) = line.strip_prefix("pseudo ").map_or((false, line), |rest| (true, rest));
    let columns: Vec<&str> = rest.split_whitespace().collect();
    let [name, operand, pops, pushes, caches] = columns[..] else { panic!("opcodes.table: five columns in {line:?}") };
    let cache = |text: &str| {
        let (name, size) = text.split_once(':').unwrap_or_else(|| panic!("opcodes.table: `name:units` in {line:?}"));
        (name.to_string(), size.parse().unwrap_or_else(|_| panic!("opcodes.table: a number of units in {line:?}")))
    };
    let caches = caches.split(',').filter(|&text| text != "-").map(cache).collect();
    Opcode { name: name.into(), pseudo, operand: operand.into(), pops: count(pops), pushes: count(pushes), caches }
}

fn count(text: &str) -> Count {
    let mut count = Count::default();
    for term in text.split('+') {
        match (term, term.parse::<u8>()) {
            (_, Ok(number)) => count.fixed += number,
            ("n", _) => count.operands += 1,
            ("2n", _) => count.operands += 2,
            ("odd", _) => count.odd = true,
            ("bytes", _) => count.bytes = true,
            _ => panic!("opcodes.table: {text:?} is no sum of numbers, n, 2n, odd and bytes"),
        }
    }
    count
}

/// The names of the instructions, in their order.
pub fn names(opcodes: &[Opcode]) -> Vec<&str> {
    opcodes.iter().filter(|opcode| !opcode.pseudo).map(|opcode| opcode.name.as_str()).collect()
}

/// The instructions of the machine.
pub fn derive(opcodes: &[Opcode]) -> String {
    let real: Vec<&Opcode> = opcodes.iter().filter(|opcode| !opcode.pseudo).collect();
    let mut text = enumeration("Opcode", "An instruction: a line of `grammar/opcodes.table`.", &real);
    column(&mut text, &real, "ALL", "Every instruction, in the order of the table.", "Opcode", |o| {
        format!("Opcode::{}", o.name)
    });
    column(&mut text, &real, "NAMES", "The name of each.", "&str", |o| format!("{:?}", o.name));
    column(&mut text, &real, "OPERANDS", "What the operand of each means.", "Operand", |o| {
        format!("Operand::{}", capital(&o.operand))
    });
    effects(&mut text, &real);
    column(&mut text, &real, "CACHES", "How many code units of cache follow each.", "u8", |o| {
        o.caches.iter().map(|(_, size)| size).sum::<u8>().to_string()
    });
    column(&mut text, &real, "CACHE_FIELDS", "What is in them: names and sizes.", "&[(&str, u8)]", |o| {
        format!("&{:?}", o.caches)
    });
    text + "}\n"
}

/// The instructions of the code generator: the machine's, with the same numbers, and the pseudo-instructions.
pub fn derive_ops(opcodes: &[Opcode]) -> String {
    let all: Vec<&Opcode> = opcodes.iter().collect();
    let mut text = enumeration("Op", "An instruction of the machine or a pseudo-instruction.", &all);
    effects(&mut text, &all);
    column(&mut text, &all, "ALL", "In order.", "Op", |o| format!("Op::{}", o.name));
    column(&mut text, &all, "REAL", "The machine's instruction.", "Option<Opcode>", |o| match o.pseudo {
        true => "None".into(),
        false => format!("Some(Opcode::{})", o.name),
    });
    text + "}\n"
}

fn enumeration(name: &str, doc: &str, opcodes: &[&Opcode]) -> String {
    let mut text = format!(
        "/// {doc}\n#[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u8)]\npub enum {name} {{\n",
    );
    for opcode in opcodes {
        writeln!(text, "    {},", opcode.name).unwrap();
    }
    writeln!(text, "}}\n\nimpl {name} {{").unwrap();
    text
}

fn effects(text: &mut String, opcodes: &[&Opcode]) {
    column(text, opcodes, "POPS", "How many stack entries each takes.", "Count", |o| literal(&o.pops));
    column(text, opcodes, "PUSHES", "How many stack entries each leaves.", "Count", |o| literal(&o.pushes));
}

fn column(text: &mut String, opcodes: &[&Opcode], name: &str, doc: &str, kind: &str, value: impl Fn(&Opcode) -> String) {
    writeln!(text, "    /// {doc}\n    pub const {name}: [{kind}; {}] = [", opcodes.len()).unwrap();
    for opcode in opcodes {
        writeln!(text, "        {},", value(opcode)).unwrap();
    }
    text.push_str("    ];\n");
}

fn literal(count: &Count) -> String {
    let Count { fixed, operands, odd, bytes } = count;
    format!("Count::new({fixed}, {operands}, {odd}, {bytes})")
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}
