//! No local is loaded unchecked that may not be there: for code with many slots.
//!
//! What code does to slots is told in events, run by run, from where paths meet to where they meet again. Most loads follow a
//! store in their run; for the slots of the others the events are followed along every path, 64 slots at a time.

use super::operands::{Fault, Layout, Placed};
use super::parameters;
use crate::bytecode::code::CodeObject;
use crate::bytecode::opcode::Opcode;

#[derive(Clone, Copy)]
enum Event {
    /// A path leads to this instruction, where paths meet.
    Path(u32),
    Bind(u32),
    Unbind(u32),
    /// A load of a slot, by this instruction.
    Load(u32, u32),
}

struct Events<'a> {
    code: &'a CodeObject,
    layout: &'a Layout,
    /// By instruction: whether the first or the second value that it stores may be NULL.
    stores_null: &'a [[bool; 2]],
    events: Vec<Event>,
    /// For each slot the run that bound it last.
    bound_in: Vec<u32>,
    run: u32,
    /// The slots that are loaded in other runs than they are bound.
    is_needed: Vec<bool>,
}

/// `is_reached` tells whether paths lead to an instruction where they would meet.
pub fn check(
    code: &CodeObject,
    layout: &Layout,
    is_reached: impl Fn(Placed) -> bool,
    stores_null: &[[bool; 2]],
) -> Result<(), Fault> {
    let mut all = Events {
        code,
        layout,
        stores_null,
        events: Vec::new(),
        bound_in: vec![0; code.slots.len()],
        run: 0,
        is_needed: vec![false; code.slots.len()],
    };
    // For each instruction where paths meet, its events.
    let mut runs = vec![(0, 0); layout.instructions.len()];
    for (index, _) in layout.instructions.iter().enumerate().filter(|(_, placed)| is_reached(**placed)) {
        let start = all.events.len();
        all.run(index);
        runs[index] = (start, all.events.len());
    }
    let Events { mut events, is_needed, .. } = all;
    // The needed ones, numbered. Of the others nothing is left in the events but what leaves no mark.
    let mut numbers = vec![u32::MAX; is_needed.len()];
    let needed: Vec<usize> = (0..is_needed.len()).filter(|&slot| is_needed[slot]).collect();
    needed.iter().enumerate().for_each(|(number, &slot)| numbers[slot] = number as u32);
    for event in &mut events {
        if let Event::Bind(slot) | Event::Unbind(slot) | Event::Load(slot, _) = event {
            *slot = numbers[*slot as usize];
        }
    }
    for (group, slots) in needed.chunks(64).enumerate() {
        let parameters = slots.iter().take_while(|&&slot| (slot as u64) < parameters(code)).count() as u32;
        let unbound = u64::MAX.checked_shl(parameters).unwrap_or(0);
        follow(group as u32, unbound, &events, &runs)
            .map_err(|index| (layout.instructions[index as usize].start as usize, "a local that may not be there"))?;
    }
    Ok(())
}

impl Events<'_> {
    fn run(&mut self, mut index: usize) {
        self.run += 1;
        let mut told = None;
        loop {
            let placed = self.layout.instructions[index];
            let handler = placed.handler(self.code).and_then(|handler| self.layout.at(handler.target as usize));
            if let Some(handler) = handler.filter(|&handler| told != Some(handler)) {
                self.events.push(Event::Path(handler as u32));
                told = Some(handler);
            }
            let before = self.events.len();
            self.instruction(index, placed);
            if self.events.len() > before {
                told = None;
            }
            if let Some(target) = placed.target() {
                self.events.push(Event::Path(target as u32));
            }
            if placed.opcode.ends_block() {
                return;
            }
            index += 1;
            if self.layout.instructions[index].join().is_some() {
                return self.events.push(Event::Path(index as u32));
            }
        }
    }

    fn instruction(&mut self, index: usize, placed: Placed) {
        use Opcode::*;
        let (opcode, slot) = (placed.opcode, placed.operand);
        match opcode {
            LOAD_FAST | LOAD_FAST_BORROW => self.load(slot, index),
            LOAD_FAST_LOAD_FAST | LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
                self.load(slot >> 4, index);
                self.load(slot & 15, index);
            }
            LOAD_FAST_CHECK | MAKE_CELL => self.store(slot, false),
            LOAD_FAST_AND_CLEAR | DELETE_FAST => self.store(slot, true),
            STORE_FAST => self.store(slot, self.stores_null[index][0]),
            STORE_FAST_LOAD_FAST => {
                self.store(slot >> 4, self.stores_null[index][0]);
                self.load(slot & 15, index);
            }
            STORE_FAST_STORE_FAST => {
                self.store(slot >> 4, self.stores_null[index][0]);
                self.store(slot & 15, self.stores_null[index][1]);
            }
            COPY_FREE_VARS => {
                let first = self.code.slots.len() as u32 - slot;
                (first..first + slot).for_each(|slot| self.store(slot, false));
            }
            _ => {}
        }
    }

    fn store(&mut self, slot: u32, may_be_null: bool) {
        self.bound_in[slot as usize] = if may_be_null { 0 } else { self.run };
        self.events.push(if may_be_null { Event::Unbind(slot) } else { Event::Bind(slot) });
    }

    fn load(&mut self, slot: u32, index: usize) {
        if self.bound_in[slot as usize] != self.run {
            self.is_needed[slot as usize] = true;
            self.events.push(Event::Load(slot, index as u32));
            // What follows loads it as well or as badly.
            self.bound_in[slot as usize] = self.run;
        }
    }
}

/// Fails with an instruction that loads a slot of a group that may be NULL there. `unbound` are those that may be at the start.
fn follow(group: u32, unbound: u64, events: &[Event], runs: &[(usize, usize)]) -> Result<(), u32> {
    let bit = |slot: u32| if slot / 64 == group { 1u64 << (slot % 64) } else { 0 };
    // What may be NULL where paths meet, for those that were come to.
    let mut states: Vec<Option<u64>> = vec![None; runs.len()];
    let mut pending = vec![0];
    states[0] = Some(unbound);
    while let Some(index) = pending.pop() {
        let mut unbound = states[index].unwrap_or(0);
        let (start, end) = runs[index];
        for &event in &events[start..end] {
            match event {
                Event::Bind(slot) => unbound &= !bit(slot),
                Event::Unbind(slot) => unbound |= bit(slot),
                Event::Load(slot, instruction) if unbound & bit(slot) != 0 => return Err(instruction),
                Event::Load(..) => {}
                Event::Path(target) => {
                    let target = target as usize;
                    let met = states[target].unwrap_or(0) | unbound;
                    if states[target] != Some(met) {
                        states[target] = Some(met);
                        pending.push(target);
                    }
                }
            }
        }
    }
    Ok(())
}
