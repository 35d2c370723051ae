//! Reads `grammar/machine.table`; writes `Op`: the portable instructions and their specialised forms, as the machine runs
//! them.

use std::fmt::Write;

#[derive(Default)]
pub struct Machine {
    /// Instructions with inline caches, and how many units.
    caches: Vec<(String, u8)>,
    /// Specialised forms, and what each is a form of.
    specials: Vec<(String, String)>,
    /// Forms of loads that do what the specialised form behind them does as well: the form, the loads, what is behind them.
    fused: Vec<(String, String, String)>,
    /// Instructions that no portable one becomes.
    own: Vec<String>,
    /// Instructions that the loop leaves to a `match` of their own.
    seldom: Vec<String>,
}

pub fn read(table: &str) -> Machine {
    let mut machine = Machine::default();
    for line in table.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty()) {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["cache", name, units] => {
                let units = units.parse().unwrap_or_else(|_| panic!("machine.table: a number of units in {line:?}"));
                machine.caches.push((name.into(), units));
            }
            ["special", name, generic] => machine.specials.push((name.into(), generic.into())),
            ["own", name] => machine.own.push(name.into()),
            ["fused", name, loads, behind] => {
                let generic = machine.specials.iter().find(|(special, _)| special == loads);
                let generic = generic.map_or(loads, |(_, generic)| generic).to_string();
                machine.specials.push((name.into(), generic));
                machine.fused.push((name.into(), loads.into(), behind.into()));
            }
            ["seldom", ref names @ ..] => machine.seldom.extend(names.iter().map(|name| name.to_string())),
            _ => panic!("machine.table: {line:?}"),
        }
    }
    machine
}

/// `portable` are the names of the portable instructions, in their order.
pub fn derive(machine: &Machine, portable: &[&str]) -> String {
    let generics = machine.specials.iter().map(|(_, generic)| generic);
    for name in machine.caches.iter().map(|(name, _)| name).chain(generics) {
        assert!(portable.contains(&name.as_str()), "machine.table: {name} is not in opcodes.table");
    }
    let specials = machine.specials.iter().map(|(name, _)| name).chain(&machine.own);
    let names: Vec<&str> = portable.iter().copied().chain(specials.map(String::as_str)).collect();
    for name in &machine.seldom {
        assert!(names.contains(&name.as_str()), "machine.table: there is no {name}");
    }
    let generic = |name: &str| {
        let special = machine.specials.iter().find(|(special, _)| special == name);
        special.map_or(name.to_string(), |(_, generic)| generic.clone())
    };
    let units =
        |name: &str| machine.caches.iter().find(|(cached, _)| *cached == generic(name)).map_or(0, |(_, units)| *units);
    let mut text = String::from(
        "/// An instruction as the machine runs it: a portable one, with the same number, or a specialised form.\n\
         #[allow(non_camel_case_types, clippy::upper_case_acronyms)]\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u8)]\npub enum Op {\n",
    );
    names.iter().for_each(|name| writeln!(text, "    {name},").unwrap());
    writeln!(text, "}}\n\nimpl Op {{\n    pub const COUNT: usize = {};", names.len()).unwrap();
    let mut column = |doc: &str, name: &str, kind: &str, values: Vec<String>| {
        writeln!(text, "    /// {doc}\n    pub const {name}: [{kind}; {}] = [{}];", names.len(), values.join(", ")).unwrap();
    };
    column("All of them, by number.", "ALL", "Op", names.iter().map(|name| format!("Op::{name}")).collect());
    column("The name of each.", "NAMES", "&str", names.iter().map(|name| format!("{name:?}")).collect());
    column("How many units of cache follow.", "CACHES", "u8", names.iter().map(|name| units(name).to_string()).collect());
    let generics = names.iter().map(|name| format!("Op::{}", generic(name))).collect();
    column("What each goes back to when it does not fit.", "GENERIC", "Op", generics);
    text.push_str("\n    /// The form of loads that does what is behind them too, if there is one.\n");
    text.push_str("    pub fn fused(loads: Op, behind: Op) -> Option<Op> {\n        match (loads, behind) {\n");
    for (name, loads, behind) in &machine.fused {
        writeln!(text, "            (Op::{loads}, Op::{behind}) => Some(Op::{name}),").unwrap();
    }
    text.push_str("            _ => None,\n        }\n    }\n}\n");
    let seldom: Vec<String> = machine.seldom.iter().map(|name| format!("Op::{name}")).collect();
    writeln!(
        text,
        "\n/// Matches the instructions that the loop leaves to a `match` of their own.\n\
         macro_rules! seldom {{\n    () => {{ {} }};\n}}\npub(crate) use seldom;",
        seldom.join(" | ")
    )
    .unwrap();
    text
}
