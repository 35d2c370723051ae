//! Optimisation on the control-flow graph: CPython's passes, in CPython's order, so that the code is CPython's.
//!
//! | pass | does |
//! | --- | --- |
//! | `blocks` | cuts the instructions into basic blocks |
//! | `handlers` | tells each instruction the block that handles its exceptions |
//! | `inline` | copies small exit blocks to where they are jumped to |
//! | `unreachable` | empties blocks that nothing reaches; counts predecessors |
//! | `lines` | gives instructions without a place in the source their neighbours' |
//! | `loads` | turns known conditions into jumps |
//! | `peephole` | folds constants (`fold`, `evaluate`), threads jumps, merges pairs of instructions; `swaps` reorders stores |
//! | `nops` | drops what the passes before left over |
//! | `unused` | drops constants that nothing loads |
//! | `unbound` | finds locals that may have no value where they are loaded |
//! | `pairs` | makes one instruction of two loads or stores |
//! | `cold` | moves exception handlers to the end |
//! | `depth` | computes how deep the stack gets |
//! | `slots` | gives cells and free variables their slots |
//! | `jumps` | makes conditional jumps go forward |
//! | `borrow` | finds loads that need no reference of their own |

mod blocks;
mod borrow;
mod cold;
mod depth;
mod evaluate;
mod fold;
mod handlers;
mod inline;
mod jumps;
mod lines;
mod loads;
mod nops;
mod pairs;
mod peephole;
mod slots;
mod swaps;
mod unbound;
mod unreachable;
mod unused;

pub use blocks::{Block, Graph, Room};
pub use evaluate::{big_int_of, binary, negative};
pub use slots::Variables;

use super::constants::Constants;
use super::indexed::Indexed;
use super::sequence::Sequence;
use crate::bytecode::ConstId;

/// The constants of a unit: their order, and their places in it.
pub type UnitConstants = Indexed<ConstId>;

/// What the passes need of a unit.
pub struct Input<'a> {
    pub sequence: &'a mut Sequence,
    pub room: Room,
    pub constants: &'a mut Constants,
    pub unit_constants: &'a mut UnitConstants,
    pub variables: &'a Variables<'a>,
    pub first_line: i32,
    pub is_generator: bool,
}

/// A graph whose blocks stand in their final order, and its stack's depth.
pub struct Output {
    pub graph: Graph,
    pub stack_size: u32,
}

/// Optimises a unit.
pub fn optimise(input: Input) -> Output {
    let mut graph = Graph::new(input.sequence, input.room);
    if graph.has_handlers() {
        handlers::label(&mut graph);
    }

    inline::inline_small_blocks(&mut graph);
    unreachable::remove(&mut graph);
    lines::resolve(&mut graph);
    let mut folder =
        fold::Folder { constants: input.constants, unit_constants: input.unit_constants, dropped: graph.dropped };
    loads::optimise(&mut graph, &mut folder);
    peephole::optimise(&mut graph, &mut folder);
    graph.dropped = folder.dropped;
    nops::remove_nops_and_pairs(&mut graph);
    if graph.is_rewired {
        unreachable::remove(&mut graph);
    }
    nops::remove_nops_and_jumps(&mut graph);

    unused::remove(&mut graph, input.unit_constants);
    unbound::check(&mut graph, input.variables);
    let has_slots = input.variables.has_slots();
    if has_slots {
        pairs::insert(&mut graph);
    }
    if graph.has_handlers() {
        cold::push_to_end(&mut graph);
    }
    lines::resolve(&mut graph);

    jumps::expand_pseudo(&mut graph);
    let stack_size = depth::compute(&mut graph);
    slots::prepare(&mut graph, input.variables, input.first_line, input.is_generator);
    jumps::convert_pseudo(&mut graph);
    jumps::normalise(&mut graph);
    if has_slots {
        borrow::optimise(&mut graph);
    }
    Output { graph, stack_size }
}
