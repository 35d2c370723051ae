//! Code that must not pass, each wrong in one way.

use super::*;
use crate::bytecode::{ConstId, Handler, Opcode, Slot, unit};
use Opcode::*;

fn local(name: &str, kind: SlotKind) -> Slot {
    Slot { name: name.into(), kind }
}

/// A program of these instructions, with one constant, one name and two locals, `a` and `b`, of which `a` is a parameter.
fn program(instructions: &[(Opcode, u8)]) -> Program {
    let mut units = Vec::new();
    for &(opcode, operand) in instructions {
        units.push(unit(opcode, operand));
        units.resize(units.len() + opcode.caches(), 0);
    }
    let code = CodeObject {
        argument_count: 1,
        units,
        constants: vec![ConstId(0)],
        names: vec!["n".into()],
        slots: vec![local("a", SlotKind::Local), local("b", SlotKind::Local)],
        stack_size: 3,
        ..CodeObject::default()
    };
    Program { file: "a.py".into(), codes: vec![code], constants: vec![Const::None] }
}

fn fault(program: &Program) -> &'static str {
    verify(program).map_or_else(|error| error.what, |()| "")
}

#[track_caller]
fn check(instructions: &[(Opcode, u8)], expected: &str) {
    assert_eq!(fault(&program(instructions)), expected);
}

#[test]
fn stacks() {
    check(&[(LOAD_CONST, 0), (COPY, 1), (COPY, 2), (POP_TOP, 0), (POP_TOP, 0), (RETURN_VALUE, 0)], "");
    check(&[(POP_TOP, 0), (LOAD_CONST, 0), (RETURN_VALUE, 0)], "an instruction that takes more than there is");
    check(&[(LOAD_CONST, 0), (COPY, 1), (COPY, 1), (COPY, 1), (RETURN_VALUE, 0)], "a stack that gets too deep");
    check(&[(LOAD_CONST, 0)], "code that runs off its end");
    let uneven = [(LOAD_FAST, 0), (POP_JUMP_IF_TRUE, 1), (LOAD_CONST, 0), (LOAD_CONST, 0), (RETURN_VALUE, 0)];
    check(&uneven, "a stack whose depth depends on the path");
    let endless = [(LOAD_CONST, 0), (JUMP_BACKWARD, 3), (NOP, 0)];
    check(&endless, "a stack whose depth depends on the path");
    check(&[(LOAD_CONST, 0), (POP_TOP, 0), (LOAD_CONST, 0), (POP_TOP, 0), (JUMP_BACKWARD, 6)], "");
}

#[test]
fn nulls() {
    check(&[(LOAD_FAST, 0), (PUSH_NULL, 0), (CALL, 0), (RETURN_VALUE, 0)], "");
    check(&[(PUSH_NULL, 0), (RETURN_VALUE, 0)], "NULL where a value is needed");
    check(&[(PUSH_NULL, 0), (PUSH_NULL, 0), (CALL, 0), (RETURN_VALUE, 0)], "NULL where a value is needed");
    check(&[(LOAD_FAST, 1), (RETURN_VALUE, 0)], "a local that may not be there");
    check(&[(LOAD_FAST_CHECK, 1), (LOAD_FAST, 1), (POP_TOP, 0), (RETURN_VALUE, 0)], "");
    let cleared = [(LOAD_FAST_AND_CLEAR, 1), (STORE_FAST, 0), (LOAD_FAST, 0), (RETURN_VALUE, 0)];
    check(&cleared, "a local that may not be there");
    check(&[(DELETE_FAST, 0), (LOAD_FAST, 0), (RETURN_VALUE, 0)], "a local that may not be there");
}

#[test]
fn operands() {
    for (opcode, operand) in [
        (LOAD_CONST, 1),
        (LOAD_NAME, 1),
        (LOAD_GLOBAL, 2),
        (LOAD_FAST_CHECK, 2),
        (LOAD_DEREF, 0),
        (COPY_FREE_VARS, 1),
        (LOAD_COMMON_CONSTANT, 5),
        (RESUME, 8),
        (COPY, 0),
        (SWAP, 1),
    ] {
        check(&[(opcode, operand), (LOAD_CONST, 0), (RETURN_VALUE, 0)], "an operand that means nothing");
    }
    for (opcode, operand) in
        [(BINARY_OP, 27), (COMPARE_OP, 3), (IS_OP, 2), (CALL_INTRINSIC_2, 0), (SET_FUNCTION_ATTRIBUTE, 3)]
    {
        let code = [(LOAD_CONST, 0), (LOAD_CONST, 0), (opcode, operand), (RETURN_VALUE, 0)];
        check(&code, "an operand that means nothing");
    }
    check(&[(EXTENDED_ARG, 0), (EXTENDED_ARG, 0), (EXTENDED_ARG, 0), (EXTENDED_ARG, 0)], "an operand that is too wide");
    check(&[(EXTENDED_ARG, 0)], "code that ends in the midst of an instruction");
    check(&[(CACHE, 0)], "a cache without instruction");
    check(&[(JUMP_FORWARD, 9), (LOAD_CONST, 0), (RETURN_VALUE, 0)], "a jump to no instruction");
    check(&[(LOAD_CONST, 0), (GET_ITER, 0), (FOR_ITER, 0), (RETURN_VALUE, 0)], "a loop without end");
    check(&[(LOAD_CONST, 0), (MAKE_FUNCTION, 0), (RETURN_VALUE, 0)], "a function without code");
    let mut cut = program(&[(LOAD_CONST, 0), (TO_BOOL, 0), (RETURN_VALUE, 0)]);
    cut.codes[0].units.truncate(3);
    assert_eq!(fault(&cut), "an instruction without its caches");
    cut.codes[0].units = vec![0xfff0];
    assert_eq!(fault(&cut), "no instruction");
}

#[test]
fn handlers() {
    let body = [(NOP, 0), (LOAD_CONST, 0), (RETURN_VALUE, 0), (POP_TOP, 0), (LOAD_CONST, 0), (RETURN_VALUE, 0)];
    let mut guarded = program(&body);
    let handler = Handler { start: 0, end: 1, target: 3, depth: 0, push_lasti: false };
    let mut with = |handlers: &[Handler]| {
        guarded.codes[0].handlers = handlers.to_vec();
        fault(&guarded)
    };
    assert_eq!(with(&[handler]), "");
    assert_eq!(with(&[Handler { depth: 1, ..handler }]), "a handler that keeps more than there is");
    assert_eq!(with(&[Handler { start: 1, ..handler }]), "handlers out of order");
    assert_eq!(with(&[Handler { end: 9, ..handler }]), "handlers out of order");
    assert_eq!(with(&[Handler { target: 9, ..handler }]), "a handler in the midst of an instruction");
    assert_eq!(with(&[handler, handler]), "handlers out of order");
    let taken = Handler { start: 2, end: 3, target: 3, depth: 1, push_lasti: false };
    assert_eq!(with(&[taken]), "an instruction that takes what its handler keeps");
}

#[test]
fn generators() {
    let generator = |instructions: &[(Opcode, u8)]| {
        let mut program = program(instructions);
        program.codes[0].flags = flags::GENERATOR;
        fault(&program)
    };
    let start = [(RETURN_GENERATOR, 0), (POP_TOP, 0)];
    let delegates = [(LOAD_FAST, 0), (LOAD_CONST, 0), (SEND, 2), (YIELD_VALUE, 1), (JUMP_BACKWARD_NO_INTERRUPT, 4)];
    let end = [(END_SEND, 0), (RETURN_VALUE, 0)];
    assert_eq!(generator(&[&start[..], &delegates, &end].concat()), "");
    let yields = [(LOAD_FAST, 0), (YIELD_VALUE, 1), (RETURN_VALUE, 0)];
    assert_eq!(generator(&[&start[..], &yields].concat()), "a delegation to nobody");
    let again = [(LOAD_CONST, 0), (POP_TOP, 0), (JUMP_BACKWARD, 6)];
    assert_eq!(generator(&[&start[..], &again].concat()), "a way back to the start of a function");
}

#[test]
fn constants_and_trees() {
    let mut wrong = program(&[(LOAD_CONST, 0), (RETURN_VALUE, 0)]);
    let mut with = |constant: Const| {
        wrong.constants[0] = constant;
        fault(&wrong)
    };
    assert_eq!(with(Const::Tuple(vec![ConstId(0)])), "a constant before its elements");
    assert_eq!(with(Const::Str(b"\xff".to_vec())), "a string that is no text");
    assert_eq!(with(Const::Str(b"a\xed\xa0\x80\xed\xb0\x80b".to_vec())), "");
    let mut large = program(&[(LOAD_CONST, 0), (RETURN_VALUE, 0)]);
    large.constants = vec![Const::None];
    large.constants.extend((0..40).map(|index| Const::Tuple(vec![ConstId(index); 2])));
    assert_eq!(fault(&large), "");
    large.constants.push(Const::FrozenSet(vec![ConstId(40)]));
    assert_eq!(fault(&large), "sets that hold too much");
    assert_eq!(with(Const::Code(CodeId(0))), "code inside code that comes after it");
    assert_eq!(with(Const::Code(CodeId(7))), "code inside code that comes after it");
    let mut orphan = program(&[(LOAD_CONST, 0), (RETURN_VALUE, 0)]);
    orphan.codes.push(orphan.codes[0].clone());
    assert_eq!(fault(&orphan), "code that is nowhere");
    orphan.codes.clear();
    assert_eq!(fault(&orphan), "no code");
}

#[test]
fn slots() {
    let start = [(LOAD_CONST, 0), (RETURN_VALUE, 0)];
    let mut code = program(&start);
    code.codes[0].argument_count = 3;
    assert_eq!(fault(&code), "parameters without slots");
    let mut code = program(&start);
    code.codes[0].slots = vec![local("a", SlotKind::Free), local("b", SlotKind::Local)];
    assert_eq!(fault(&code), "slots out of order");
    let mut code = program(&start);
    code.codes[0].slots.push(local("c", SlotKind::Free));
    assert_eq!(fault(&code), "free variables that nobody fetches");
    // Beyond the slots that are followed everywhere: bound as far as no path joins.
    let mut code = program(&[(LOAD_FAST_CHECK, 70), (POP_TOP, 0), (NOP, 0), (LOAD_FAST, 70), (RETURN_VALUE, 0)]);
    code.codes[0].slots = (0..80).map(|_| local("a", SlotKind::Local)).collect();
    assert_eq!(fault(&code), "");
    code.codes[0].handlers = vec![Handler { start: 0, end: 1, target: 2, depth: 0, push_lasti: false }];
    assert_eq!(fault(&code), "a stack whose depth depends on the path");
    code.codes[0].units[2] = unit(POP_TOP, 0);
    code.codes[0].units[1] = unit(NOP, 0);
    assert_eq!(fault(&code), "a local that may not be there");
    let mut code = program(&start);
    code.codes[0].flags = flags::GENERATOR;
    assert_eq!(fault(&code), "a generator that is not made");
}
