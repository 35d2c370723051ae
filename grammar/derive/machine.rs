//! Reads `grammar/machine.table`; writes `Op`: the portable instructions and their specialised forms, as the machine runs
//! them.

use std::fmt::Write;

pub struct Machine {
    /// Instructions with inline caches, and how many units.
    caches: Vec<(String, u8)>,
    /// Specialised forms, and what each is a form of.
    specials: Vec<(String, String)>,
}

pub fn read(table: &str) -> Machine {
    let mut machine = Machine { caches: Vec::new(), specials: Vec::new() };
    for line in table.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty()) {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["cache", name, units] => {
                let units = units.parse().unwrap_or_else(|_| panic!("machine.table: a number of units in {line:?}"));
                machine.caches.push((name.into(), units));
            }
            ["special", name, generic] => machine.specials.push((name.into(), generic.into())),
            _ => panic!("machine.table: {line:?}"),
        }
    }
    machine
}

/// `portable` are the names of the portable instructions, in their order.
pub fn derive(machine: &Machine, portable: &[&str]) -> String {
    for name in machine.caches.iter().map(|(name, _)| name).chain(machine.specials.iter().map(|(_, generic)| generic)) {
        assert!(portable.contains(&name.as_str()), "machine.table: {name} is not in opcodes.table");
    }
    let names: Vec<&str> = portable.iter().copied().chain(machine.specials.iter().map(|(name, _)| name.as_str())).collect();
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
    text.push_str("}\n");
    text
}
