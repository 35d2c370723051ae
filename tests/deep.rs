//! Deep and wide programs: no stage recurses with its input, so small stacks are enough for all of them.

#[path = "deep/forms.rs"]
mod forms;

use forms::{FORMS, Form};
use hyaline::ast::{DumpOptions, dump};
use hyaline::bytecode::verify;
use hyaline::codegen::{CompileOptions, generate};
use hyaline::scope::{Scopes, report};
use hyaline::{ParseOptions, Source, parse};
use std::{io, thread};

/// Some fifty bytes of stack a level: less than any native call takes.
const SIZE: usize = 20_000;
const STACK: usize = 1 << 20;

#[test]
fn every_form_passes_every_stage_on_a_small_stack() {
    let run = || FORMS.iter().for_each(through_all_stages);
    thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread").join().expect("no stage panics");
}

fn through_all_stages(form: &Form) {
    // For the message of a crash, which nothing can catch.
    println!("{}", form.name);
    let source = Source::new("<deep>", form.program(SIZE));
    let parsed = parse(&source, ParseOptions::default());
    match &parsed.ast {
        Some(ast) => {
            for indent in [None, Some(String::new())] {
                // Fails on integers that Python does not print.
                let _ = dump(ast, &source, &DumpOptions { indent, ..DumpOptions::default() }, &mut io::sink());
            }
            let scopes = Scopes::of(ast);
            assert!(!report(&source, &scopes).is_empty());
            // Says so where the program is beyond it.
            if let Ok(program) = generate(&source, ast, &scopes, CompileOptions::default()).program {
                assert_eq!(verify(&program), Ok(()), "{}", form.name);
            }
        }
        None => assert!(!parsed.errors.is_empty(), "{}: neither a tree nor an error", form.name),
    }
}
