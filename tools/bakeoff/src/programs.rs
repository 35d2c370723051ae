//! The programs that are run, in the assembler's language. `SIZE` stands for how often they go round.

pub struct Source {
    pub name: &'static str,
    text: &'static str,
    size: i64,
    /// Values leave the word in some encodings: to be read for itself, not averaged with the rest.
    pub is_edge: bool,
}

impl Source {
    /// A small size is for tests.
    pub fn text(&self, small: bool) -> String {
        let size = if small { self.size.min(9) } else { self.size };
        self.text.replace("SIZE", &size.to_string())
    }
}

const fn usual(name: &'static str, size: i64, text: &'static str) -> Source {
    Source { name, text, size, is_edge: false }
}

const fn edge(name: &'static str, size: i64, text: &'static str) -> Source {
    Source { name, text, size, is_edge: true }
}

pub const SOURCES: &[Source] = &[
    usual("loops", 700, LOOPS),
    usual("mandelbrot", 50, MANDELBROT),
    usual("fib", 24, FIB),
    usual("list", 300, LIST),
    usual("moves", 150_000, MOVES),
    usual("mixed", 100_000, MIXED),
    edge("wide ints", 60_000, WIDE_INTS),
    edge("far floats", 80_000, FAR_FLOATS),
];

/// Two loops, one in the other, that add.
const LOOPS: &str = "
    function main 0 3
        load_small_int 0; store_fast 0; load_small_int 0; store_fast 2
    outer:
        load_fast 0; load_const SIZE; less_int; pop_jump_if_false done
        load_small_int 0; store_fast 1
    inner:
        load_fast 1; load_const SIZE; less_int; pop_jump_if_false next
        load_fast_load_fast 2 1; add_int; store_fast 2
        load_fast 1; load_small_int 1; add_int; store_fast 1
        jump_to inner
    next:
        load_fast 0; load_small_int 1; add_int; store_fast 0
        jump_to outer
    done:
        load_fast 2; halt";

/// Steps until a point leaves the circle, summed over a square. Locals: row, column, cr, ci, zr, zi, step, total, t.
const MANDELBROT: &str = "
    function main 0 9
        load_small_int 0; store_fast 0; load_small_int 0; store_fast 7; load_const -1.25; store_fast 3
    row:
        load_fast 0; load_small_int SIZE; less_int; pop_jump_if_false done
        load_small_int 0; store_fast 1; load_const -2.0; store_fast 2
    column:
        load_fast 1; load_small_int SIZE; less_int; pop_jump_if_false row_done
        load_const 0.0; store_fast 4; load_const 0.0; store_fast 5; load_small_int 0; store_fast 6
    step:
        load_fast 6; load_small_int 50; less_int; pop_jump_if_false point_done
        load_fast_load_fast 4 4; multiply_float; load_fast_load_fast 5 5; multiply_float; add_float
        load_const 4.0; less_float; pop_jump_if_false point_done
        load_fast_load_fast 4 4; multiply_float; load_fast_load_fast 5 5; multiply_float; subtract_float
        load_fast 2; add_float; store_fast 8
        load_const 2.0; load_fast 4; multiply_float; load_fast 5; multiply_float
        load_fast 3; add_float; store_fast 5
        load_fast 8; store_fast 4
        load_fast 6; load_small_int 1; add_int; store_fast 6
        jump_to step
    point_done:
        load_fast_load_fast 7 6; add_int; store_fast 7
        load_fast 2; load_const 0.05; add_float; store_fast 2
        load_fast 1; load_small_int 1; add_int; store_fast 1
        jump_to column
    row_done:
        load_fast 3; load_const 0.05; add_float; store_fast 3
        load_fast 0; load_small_int 1; add_int; store_fast 0
        jump_to row
    done:
        load_fast 7; halt";

const FIB: &str = "
    function main 0 0
        load_small_int SIZE; call fib; halt
    function fib 1 1
        load_fast 0; load_small_int 2; less_int; pop_jump_if_false more
        load_fast 0; return_value
    more:
        load_fast 0; load_small_int 1; subtract_int; call fib
        load_fast 0; load_small_int 2; subtract_int; call fib
        add_int; return_value";

/// Builds a linked list of 1000 pairs, then walks along it, summing and changing its numbers. Locals: list, node, i, total.
const LIST: &str = "
    function main 0 4
        load_small_int 0; store_fast 2; load_small_int 0; store_fast 3
    build:
        load_fast 2; load_small_int 1000; less_int; pop_jump_if_false built
        load_fast_load_fast 2 0; build_pair; store_fast 0
        load_fast 2; load_small_int 1; add_int; store_fast 2
        jump_to build
    built:
        load_small_int 0; store_fast 2
    walk:
        load_fast 2; load_small_int SIZE; less_int; pop_jump_if_false done
        load_fast 0; store_fast 1
    node:
        load_fast 1; pop_jump_if_none walked
        load_fast_load_fast 3 1; load_slot 0; add_int; store_fast 3
        load_fast_load_fast 1 1; load_slot 0; load_small_int 1; add_int; store_slot 0
        load_fast 1; load_slot 1; store_fast 1
        jump_to node
    walked:
        load_fast 2; load_small_int 1; add_int; store_fast 2
        jump_to walk
    done:
        load_fast 3; halt";

/// Six locals of different kinds change places again and again.
const MOVES: &str = "
    function main 0 8
        load_small_int 0; store_fast 6
        load_none; load_true; build_pair; store_fast 0
        load_small_int 7; store_fast 1
        load_const 2.5; store_fast 2
        load_fast_load_fast 0 0; build_pair; store_fast 3
        load_true; store_fast 4
    again:
        load_fast 6; load_const SIZE; less_int; pop_jump_if_false done
        load_fast_load_fast 0 1; load_fast_load_fast 2 3; load_fast_load_fast 4 5
        store_fast 0; store_fast 5; store_fast 4; store_fast 3; store_fast 2; store_fast 1
        load_fast 3; pop_top; load_fast 0; pop_jump_if_true on
    on:
        load_fast_load_fast 0 3; is; pop_jump_if_false other
    other:
        load_fast 6; load_small_int 1; add_int; store_fast 6
        jump_to again
    done:
        load_fast 6; halt";

/// Unspecialised operations over integers and floats, truth and equality. Locals: i, int, float, count.
const MIXED: &str = "
    function main 0 4
        load_small_int 0; store_fast 0; load_small_int 0; store_fast 1; load_const 0.0; store_fast 2
        load_small_int 0; store_fast 3
    again:
        load_fast 0; load_const SIZE; less; pop_jump_if_false done
        load_fast 1; load_small_int 3; add; store_fast 1
        load_fast 2; load_const 0.5; add; store_fast 2
        load_fast_load_fast 2 1; add; store_fast 2
        load_fast_load_fast 1 0; subtract; pop_jump_if_false zero
        load_fast_load_fast 3 0; add; store_fast 3
    zero:
        load_fast 2; pop_jump_if_false nought
        load_fast 2; load_const 0.25; multiply; store_fast 2
    nought:
        load_fast_load_fast 1 2; equal; pop_jump_if_true equal
        load_fast_load_fast 2 1; less; pop_jump_if_true equal
        load_fast 3; load_small_int 1; add; store_fast 3
    equal:
        load_fast 0; load_small_int 1; add; store_fast 0
        jump_to again
    done:
        load_fast_load_fast 3 2; add; halt";

/// A hash of 60 bits, as hashes, random numbers and nanoseconds since 1970 have. Locals: i, hash.
const WIDE_INTS: &str = "
    function main 0 2
        load_small_int 0; store_fast 0; load_const 1000000000000000003; store_fast 1
    again:
        load_fast 0; load_const SIZE; less_int; pop_jump_if_false done
        load_fast_load_fast 1 1; load_small_int 7; shift_right_int; xor_int; store_fast 1
        load_fast 1; load_const 1100000000000000001; add_int; load_const 1152921504606846975; and_int; store_fast 1
        load_fast 0; load_small_int 1; add_int; store_fast 0
        jump_to again
    done:
        load_fast 1; halt";

/// Floats of the order of 1e100. Locals: i, x, sum.
const FAR_FLOATS: &str = "
    function main 0 3
        load_small_int 0; store_fast 0; load_const 1e100; store_fast 1; load_const 0.0; store_fast 2
    again:
        load_fast 0; load_const SIZE; less_int; pop_jump_if_false done
        load_fast 1; load_const 1.0001; multiply_float; store_fast 1
        load_fast_load_fast 2 1; add_float; store_fast 2
        load_fast 0; load_small_int 1; add_int; store_fast 0
        jump_to again
    done:
        load_fast 2; halt";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assembler::assemble;
    use crate::dispatch;
    use crate::raw::object::{Number, live};
    use crate::raw::registers::Machine;
    use crate::word::{Flonum, NanBox, NanPointer, SelfTagged, Word};

    fn results<W: Word>(text: &str) -> Vec<u64> {
        let before = live();
        let mut machine = Machine::<W>::new(&assemble(text).unwrap());
        let results = dispatch::all::<W>()
            .iter()
            .map(|(_, run)| match run(&mut machine).unwrap().number().unwrap() {
                Number::Int(value) => value as u64,
                Number::Float(value) => value.to_bits(),
            })
            .collect();
        drop(machine);
        assert_eq!(live(), before);
        results
    }

    #[test]
    #[cfg_attr(miri, ignore = "takes too long")]
    fn all_variants_agree() {
        for source in SOURCES {
            let text = source.text(true);
            let expected = results::<NanBox>(&text);
            assert!(expected.iter().all(|result| *result == expected[0]), "{}", source.name);
            assert_eq!(results::<NanPointer>(&text), expected, "{}", source.name);
            assert_eq!(results::<Flonum>(&text), expected, "{}", source.name);
            assert_eq!(results::<SelfTagged>(&text), expected, "{}", source.name);
        }
    }

    #[test]
    fn results_are_right() {
        let fib = SOURCES.iter().find(|source| source.name == "fib").unwrap();
        assert_eq!(results::<NanBox>(&fib.text(true))[0], 34);
        let loops = SOURCES.iter().find(|source| source.name == "loops").unwrap();
        assert_eq!(results::<SelfTagged>(&loops.text(true))[0], 9 * 36);
    }

    #[test]
    fn errors_end_the_program() {
        let text =
            "function main 0 0\n load_none; call deep; halt\n function deep 1 1\n load_fast 0; call deep; return_value";
        let mut machine = Machine::<NanBox>::new(&assemble(text).unwrap());
        assert_eq!(dispatch::by_match(&mut machine).err(), Some("maximum recursion depth exceeded"));
        let text = "function main 0 0\n load_none; load_true; add_int; halt";
        let mut machine = Machine::<SelfTagged>::new(&assemble(text).unwrap());
        assert!(dispatch::by_table(&mut machine).is_err());
    }
}
