//! Takes LALRPOP's parser apart into tables for hyaline's own driver.
//!
//! LALRPOP writes its LR(1) automaton as Rust: an action table, a `match` for the gotos, one function a reduction. Driving
//! those as they are spends most of its time on unit reductions: in `x` alone a name becomes an atom, a primary, … and, 17
//! steps later, an expression. None of these steps does anything but choose the next state, and the choice depends on
//! three things only: the state below, the symbol, and the next token. So the whole chain is followed here, once, and the
//! result kept in a *landing row*: from a state and a reduced symbol to the state that the chain ends in, for each next
//! token. (Known as the elimination of unit reductions; Aho and Ullman, 1973; Pager, 1977.) The language accepted, the
//! reductions that build something, their order and the state at an error are the same as without.
//!
//! LALRPOP's version is pinned in Cargo.toml; when its output changes shape, this stops the build and says where.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

/// What LALRPOP's text says of the automaton.
struct Automaton {
    /// One row a state: 0 is an error, `n > 0` shifts to state `n - 1`, `n < 0` reduces by production `-n - 1`.
    actions: Vec<Vec<i16>>,
    at_end: Vec<i16>,
    /// By nonterminal: the states it leads to from certain states, and from all others.
    gotos: HashMap<usize, (HashMap<usize, usize>, usize)>,
    productions: Vec<Production>,
}

#[derive(Clone, Copy)]
struct Production {
    length: usize,
    nonterminal: usize,
    /// One symbol, handed on as it is.
    unit: bool,
}

/// Marks a symbol that is a nonterminal and not a token kind.
const NONTERMINAL: usize = 0x100;

/// The columns of a row: token kinds, rounded up so that a place in the table is a shift and an or.
const COLUMNS: usize = 128;
/// Marks a goto that is a landing row and not a state.
const LANDING: u16 = 0x8000;

/// Gives LALRPOP's text with what the driver needs added to it, and the tables. `kinds` is the number of a token kind for
/// each of the grammar's terminals.
pub fn derive(text: &str, kinds: &[usize]) -> (String, String) {
    let automaton = read(text, kinds.len());
    (with_entry_points(text, &automaton), tables(&automaton, kinds) + &symbols(text, &automaton, kinds))
}

fn shape<T>(found: Option<T>, what: &str) -> T {
    found.unwrap_or_else(|| panic!("LALRPOP's output has changed its shape: {what}"))
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = shape(text.find(from), from) + from.len();
    let end = shape(text[start..].find(to), to);
    &text[start..start + end]
}

fn numbers(text: &str) -> Vec<i16> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split(',')).filter_map(|word| word.trim().parse().ok()).collect()
}

fn read(text: &str, terminals: usize) -> Automaton {
    let actions = numbers(between(text, "const __ACTION: &[i16] = &[", "];"));
    let at_end = numbers(between(text, "const __EOF_ACTION: &[i16] = &[", "];"));
    assert_eq!(actions.len(), at_end.len() * terminals, "LALRPOP's action table has a column a terminal");
    Automaton {
        actions: actions.chunks(terminals).map(<[i16]>::to_vec).collect(),
        at_end,
        gotos: read_gotos(between(text, "fn __goto(state: i16, nt: usize) -> i16 {", "\n    }\n")),
        productions: read_productions(text),
    }
}

/// Lines `7 => match state {`, `3 | 5..=6 => 9,`, `_ => 9,`, `},` and `7 => 9,`.
fn read_gotos(text: &str) -> HashMap<usize, (HashMap<usize, usize>, usize)> {
    let mut gotos = HashMap::new();
    let mut open: Option<(usize, HashMap<usize, usize>)> = None;
    for line in text.lines().map(str::trim) {
        let Some((pattern, result)) = line.split_once(" => ") else { continue };
        if result.starts_with("match") {
            open = Some((shape(pattern.parse().ok(), line), HashMap::new()));
            continue;
        }
        let result: usize = shape(result.trim_end_matches(',').parse().ok(), line);
        match (&mut open, pattern) {
            (Some(_), "_") => {
                let (nonterminal, states) = shape(open.take(), line);
                gotos.insert(nonterminal, (states, result));
            }
            (Some((_, states)), _) => states.extend(pattern.split(" | ").flat_map(range).map(|state| (state, result))),
            (None, "_") => {}
            (None, _) => {
                gotos.insert(shape(pattern.parse().ok(), line), (HashMap::new(), result));
            }
        }
    }
    gotos
}

fn range(pattern: &str) -> std::ops::RangeInclusive<usize> {
    let number = |text: &str| shape(text.parse().ok(), pattern);
    match pattern.split_once("..=") {
        Some((from, to)) => number(from)..=number(to),
        None => number(pattern)..=number(pattern),
    }
}

/// From `__simulate_reduce`: lengths and nonterminals; from the functions that the reductions call: which are units.
fn read_productions(text: &str) -> Vec<Production> {
    let simulate = between(text, "fn __simulate_reduce<", "_ => panic!");
    let field = |entry: &str, name: &str| -> usize {
        shape(between(entry, name, ",").trim().parse().ok(), "a number in __simulate_reduce")
    };
    let units = read_units(text);
    let entries = simulate.split("SimulatedReduce::Reduce {").skip(1).enumerate();
    entries
        .map(|(index, entry)| Production {
            length: field(entry, "states_to_pop:"),
            nonterminal: field(entry, "nonterminal_produced:"),
            unit: units.contains(&index),
        })
        .collect()
}

/// The productions of one symbol whose function returns it as it came.
fn read_units(text: &str) -> Vec<usize> {
    let identities: Vec<&str> = text.split("\nfn __action").skip(1).filter(|f| is_identity(f)).map(leading_number).collect();
    let is_unit = |function: &str| {
        let calls = function.split("super::__action").nth(1).map(leading_number);
        !function.contains("__sym1") && function.contains("__sym0") && calls.is_some_and(|call| identities.contains(&call))
    };
    let functions = text.split("    fn __reduce").skip(1).filter(|f| f.starts_with(|c: char| c.is_ascii_digit()));
    functions
        .map(|f| f.split("\n    }\n").next().unwrap_or(f))
        .filter(|f| is_unit(f))
        .map(|f| shape(leading_number(f).parse().ok(), "the number of a reduction"))
        .collect()
}

fn leading_number(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("")
}

fn is_identity(function: &str) -> bool {
    let body = between(function, "{\n", "\n}");
    let parameters = function.matches("): (u32, ").count();
    parameters == 1 && function.contains(&format!("(_, {}, _): (u32, ", body.trim())) && !body.trim().is_empty()
}

/// Adds to LALRPOP's module what the driver calls: reductions by number, and a token as a symbol.
fn with_entry_points(text: &str, automaton: &Automaton) -> String {
    let variant = between(between(text, "fn __token_to_symbol<", "_ => unreachable!()"), "__Symbol::", "(");
    let root = between(between(text, "// __Start = Start", "return"), "__pop_", "(");
    let mut entry = String::from(
        "    pub(crate) type Symbol = (u32, __Symbol<>, u32);\n\n\
         \x20   /// A token as a symbol.\n    #[inline]\n    pub(crate) fn token(start: u32, kind: TokenKind, end: u32) -> Symbol {\n",
    );
    writeln!(entry, "        (start, __Symbol::{variant}(kind), end)\n    }}\n").unwrap();
    writeln!(
        entry,
        "    /// The value of the start symbol, which is all that is left.\n    \
         pub(crate) fn root(symbols: &mut alloc::vec::Vec<Symbol>) -> Id<Mod> {{\n        __pop_{root}(symbols).1\n    }}\n"
    )
    .unwrap();
    entry.push_str(
        "    /// Reduces by a production: gives the number of symbols it had and the nonterminal it made.\n    #[inline]\n    \
         pub(crate) fn reduce<'s>(b: &mut Builder<'s>, production: i16, lookahead: &u32, symbols: &mut alloc::vec::Vec<Symbol>) \
         -> (usize, usize) {\n        let phantom = core::marker::PhantomData::<(&())>;\n        match production {\n",
    );
    for (index, production) in automaton.productions.iter().enumerate() {
        if !production.unit {
            writeln!(entry, "            {index} => __reduce{index}(b, Some(lookahead), symbols, phantom),").unwrap();
        }
    }
    entry.push_str("            _ => unreachable!(\"a unit reduction is part of a landing row\"),\n        }\n    }\n\n");
    let place = "    #[inline(never)]\n    fn __symbol_type_mismatch";
    assert_eq!(text.matches(place).count(), 1, "LALRPOP's output has changed its shape: {place}");
    text.replace(place, &format!("{entry}{place}"))
}

impl Automaton {
    fn goto(&self, state: usize, nonterminal: usize) -> usize {
        self.gotos.get(&nonterminal).map_or(0, |(states, otherwise)| *states.get(&state).unwrap_or(otherwise))
    }

    /// The state in which the chain of unit reductions ends that starts with `nonterminal` above `state`.
    fn land(&self, state: usize, nonterminal: usize, terminal: usize) -> usize {
        let mut top = self.goto(state, nonterminal);
        while let Some(unit) = self.unit(self.actions[top][terminal]) {
            top = self.goto(state, unit.nonterminal);
        }
        top
    }

    fn unit(&self, action: i16) -> Option<Production> {
        let index = usize::try_from(-i32::from(action) - 1).ok()?;
        self.productions.get(index).copied().filter(|production| production.unit)
    }

    /// The pairs of a state and a nonterminal that really meet. LALRPOP's `match` answers for every state; which answers
    /// count follows from the reductions: a production's symbols lead back from the state that reduces it to the state
    /// that the nonterminal is pushed on.
    fn meetings(&self) -> BTreeSet<(usize, usize)> {
        let mut predecessors = self.shifts();
        let mut meetings = BTreeSet::new();
        loop {
            let before = meetings.len();
            for (state, production) in self.reductions() {
                for below in back(&predecessors, state, production.length) {
                    if meetings.insert((below, production.nonterminal)) {
                        predecessors[self.goto(below, production.nonterminal)].insert(below);
                    }
                }
            }
            if meetings.len() == before {
                return meetings;
            }
        }
    }

    /// For each state, the states that shift to it.
    fn shifts(&self) -> Vec<BTreeSet<usize>> {
        let mut predecessors = vec![BTreeSet::new(); self.actions.len()];
        for (state, row) in self.actions.iter().enumerate() {
            for &action in row.iter().filter(|&&action| action > 0) {
                predecessors[action as usize - 1].insert(state);
            }
        }
        predecessors
    }

    fn reductions(&self) -> impl Iterator<Item = (usize, Production)> + '_ {
        let productions = &self.productions;
        self.actions.iter().zip(&self.at_end).enumerate().flat_map(move |(state, (row, &end))| {
            let actions: BTreeSet<i16> = row.iter().copied().chain([end]).filter(|&action| action < 0).collect();
            let index = |action: i16| (-i32::from(action) - 1) as usize;
            actions.into_iter().filter_map(move |action| Some((state, *productions.get(index(action))?)))
        })
    }
}

fn back(predecessors: &[BTreeSet<usize>], state: usize, steps: usize) -> BTreeSet<usize> {
    let mut states = BTreeSet::from([state]);
    for _ in 0..steps {
        states = states.iter().flat_map(|&state| predecessors[state].iter().copied()).collect();
    }
    states
}

fn tables(automaton: &Automaton, kinds: &[usize]) -> String {
    let states = automaton.actions.len();
    let nonterminals = automaton.productions.iter().map(|production| production.nonterminal).max().unwrap_or(0) + 1;
    let mut gotos = vec![0u16; states * nonterminals];
    let mut landings: Vec<Vec<u16>> = Vec::new();
    let mut known: HashMap<Vec<u16>, u16> = HashMap::new();
    for (state, nonterminal) in automaton.meetings() {
        let direct = automaton.goto(state, nonterminal) as u16;
        let mut row = vec![direct; COLUMNS];
        for (terminal, &kind) in kinds.iter().enumerate() {
            row[kind] = automaton.land(state, nonterminal, terminal) as u16;
        }
        gotos[state * nonterminals + nonterminal] = if row.iter().all(|&target| target == direct) {
            direct
        } else {
            let next = landings.len() as u16;
            LANDING
                | *known.entry(row.clone()).or_insert_with(|| {
                    landings.push(row);
                    next
                })
        };
    }
    let actions = automaton.actions.iter().map(|row| {
        let mut columns = vec![0i16; COLUMNS];
        kinds.iter().zip(row).for_each(|(&kind, &action)| columns[kind] = action);
        columns
    });
    let mut text = String::new();
    let sizes = [("STATES", states), ("NONTERMINALS", nonterminals), ("LANDINGS", landings.len()), ("COLUMNS", COLUMNS)];
    for (name, size) in sizes {
        writeln!(text, "pub const {name}: usize = {size};").unwrap();
    }
    writeln!(text, "pub const LANDING: u16 = {LANDING};").unwrap();
    rows(&mut text, "ACTIONS", "[[i16; COLUMNS]; STATES]", actions);
    rows(&mut text, "LANDING_ROWS", "[[u16; COLUMNS]; LANDINGS]", landings.into_iter());
    rows(&mut text, "GOTOS", "[[u16; NONTERMINALS]; STATES]", gotos.chunks(nonterminals).map(<[u16]>::to_vec));
    writeln!(text, "pub static AT_END: [i16; STATES] = {:?};", automaton.at_end).unwrap();
    text
}

/// What it takes to read a stack and to simulate reductions: the symbol that each state was entered with, the lengths and
/// nonterminals of the productions, the numbers of the nonterminals.
fn symbols(text: &str, automaton: &Automaton, kinds: &[usize]) -> String {
    let mut entered_with = vec![0; automaton.actions.len()];
    for row in &automaton.actions {
        let shifts = row.iter().zip(kinds).filter(|&(&action, _)| action > 0);
        shifts.for_each(|(&action, &kind)| entered_with[action as usize - 1] = kind);
    }
    for (state, nonterminal) in automaton.meetings() {
        entered_with[automaton.goto(state, nonterminal)] = NONTERMINAL + nonterminal;
    }
    let productions: Vec<_> =
        automaton.productions.iter().map(|production| (production.length, production.nonterminal)).collect();
    let mut code = format!("pub const NONTERMINAL: u16 = {NONTERMINAL};\n");
    writeln!(code, "pub static ENTERED_WITH: [u16; STATES] = {entered_with:?};").unwrap();
    writeln!(code, "pub static PRODUCTIONS: [(u8, u16); {}] = {productions:?};", productions.len()).unwrap();
    code.push_str("/// The nonterminals, as symbols.\n#[allow(dead_code)]\npub mod nonterminal {\n");
    for (name, number) in nonterminals(text, automaton) {
        writeln!(code, "    pub const {name}: u16 = {};", NONTERMINAL + number).unwrap();
    }
    code + "}\n"
}

/// The names of the grammar's rules, as constants: LALRPOP repeats a reduction's production in a comment.
fn nonterminals(text: &str, automaton: &Automaton) -> std::collections::BTreeMap<String, usize> {
    let functions = text.split("    fn __reduce").skip(1);
    let named = functions.filter_map(|function| {
        let production: usize = leading_number(function).parse().ok()?;
        let name = between(function, "// ", " = ");
        let plain = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.ends_with(['?', '*', '+']);
        plain.then(|| (constant_name(name), automaton.productions[production].nonterminal))
    });
    named.collect()
}

/// `Separated<WithItem>` to `SEPARATED_WITH_ITEM`.
fn constant_name(name: &str) -> String {
    let mut constant = String::new();
    for c in name.chars().filter(|&c| c != '>') {
        if (c.is_ascii_uppercase() || c == '<') && !constant.is_empty() && !constant.ends_with('_') {
            constant.push('_');
        }
        constant.extend((c != '<').then_some(c.to_ascii_uppercase()));
    }
    constant
}

fn rows<T: std::fmt::Debug>(text: &mut String, name: &str, kind: &str, rows: impl Iterator<Item = Vec<T>>) {
    writeln!(text, "pub static {name}: {kind} = [").unwrap();
    for row in rows {
        writeln!(text, "{row:?},").unwrap();
    }
    text.push_str("];\n");
}
