//! The verifier against what the compiler makes of `tests/dis`, whole and damaged: it passes the one and survives the other.

use hyaline::bytecode::{Opcode, Program, verify};
use hyaline::codegen::{CompileOptions, generate};
use hyaline::scope::Scopes;
use hyaline::{ParseOptions, Source, parse};
use std::fs;
use std::path::Path;

/// How often each program is damaged.
const ROUNDS: usize = 300;

fn programs() -> Vec<(String, Program)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dis");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut programs = Vec::new();
    for path in paths.filter(|path| path.extension().is_some_and(|end| end == "py")) {
        let name = path.display().to_string();
        let source = Source::new(&*name, fs::read_to_string(&path).unwrap());
        let ast = parse(&source, ParseOptions::default()).ast.expect("a program");
        let compiled = generate(&source, &ast, &Scopes::of(&ast), CompileOptions::default());
        programs.push((name, compiled.program.expect("bytecode")));
    }
    programs
}

#[test]
fn what_the_compiler_makes_passes() {
    for (name, program) in programs() {
        assert_eq!(verify(&program), Ok(()), "{name}");
    }
}

#[test]
fn damage_is_survived_and_mostly_found() {
    let (mut seed, mut found, mut all) = (1u64, 0, 0);
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below.max(1)
    };
    for (_, program) in programs() {
        for _ in 0..ROUNDS {
            let mut damaged = program.clone();
            damage(&mut damaged, &mut random);
            all += 1;
            found += usize::from(verify(&damaged).is_err());
        }
    }
    // Another operand or opcode of the same kind is no fault.
    assert!(found * 2 > all, "{found} of {all}");
}

fn damage(program: &mut Program, random: &mut impl FnMut(usize) -> usize) {
    let code_count = program.codes.len();
    let code = &mut program.codes[random(code_count)];
    let at = random(code.units.len());
    match random(10) {
        0 => code.units[at] = random(1 << 16) as u16,
        1 => code.units[at] = code.units[at] & 0xff | (random(256) as u16) << 8,
        2 => code.units[at] = code.units[at] & 0xff00 | random(256) as u16,
        3 => drop(code.units.remove(at)),
        4 => code.units.insert(at, hyaline::bytecode::unit(Opcode::EXTENDED_ARG, random(256) as u8)),
        5 => code.units.truncate(at),
        6 => {
            let other = random(code.units.len());
            code.units.swap(at, other);
        }
        7 => code.stack_size = random(8) as u32,
        8 => drop(code.slots.pop()),
        _ => {
            let count = code.handlers.len();
            match code.handlers.get_mut(random(count)) {
                Some(handler) => match random(3) {
                    0 => handler.target = random(1 << 10) as u32,
                    1 => handler.depth = random(8) as u32,
                    _ => handler.start = random(1 << 10) as u32,
                },
                None => drop(code.constants.pop()),
            }
        }
    }
}
