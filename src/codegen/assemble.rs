//! Labels to distances, instructions to code units.

use super::emit::{Emitted, Emitter};
use super::{Result, Unsupported};
use crate::bytecode::{CodeObject, Opcode, Operand, Position, Slot, SlotKind, stack_size, unit};

pub fn assemble(mut emitter: Emitter, name: String, first_line: u32) -> Result<CodeObject> {
    drop_unused_constants(&mut emitter);
    let (units, positions) = Layout::of(&emitter).units(&emitter.code);
    let Emitter { constants, names, locals, .. } = emitter;
    let slots = locals.into_iter().map(|name| Slot { name, kind: SlotKind::Local }).collect();
    let positions = positions.into_iter().map(|(end, position)| (end, Some(position))).collect();
    let stack_size = stack_size(&units)
        .map_err(|_| Unsupported { what: "code whose stack depth differs between paths", line: first_line })?;
    let qualname = name.clone();
    Ok(CodeObject {
        name,
        qualname,
        first_line,
        units,
        constants,
        names,
        slots,
        stack_size,
        positions,
        ..CodeObject::default()
    })
}

/// Keeps the constants that are loaded, and the first whatever it is, as CPython does.
fn drop_unused_constants(emitter: &mut Emitter) {
    let mut used = vec![false; emitter.constants.len()];
    used[..1].fill(true);
    let is_load = |emitted: &&mut Emitted| emitted.opcode.operand() == Operand::Const;
    for load in emitter.code.iter_mut().filter(is_load) {
        used[load.operand as usize] = true;
    }
    let mut places = Vec::with_capacity(used.len());
    let mut kept = 0;
    for &used in &used {
        places.push(kept);
        kept += u32::from(used);
    }
    for load in emitter.code.iter_mut().filter(is_load) {
        load.operand = places[load.operand as usize];
    }
    let mut used = used.into_iter();
    emitter.constants.retain(|_| used.next() == Some(true));
}

/// Where each instruction will stand.
struct Layout {
    /// The code unit at which each instruction's `EXTENDED_ARG`s, or itself, start; the end of the code last.
    starts: Vec<usize>,
    operands: Vec<u32>,
    extensions: Vec<usize>,
}

impl Layout {
    /// Widens operands until distances and widths agree. Widths only grow, so this ends.
    fn of(emitter: &Emitter) -> Layout {
        let code = &emitter.code;
        let operands: Vec<u32> = code.iter().map(|e| if is_jump(e) { 0 } else { e.operand }).collect();
        let extensions = operands.iter().map(|&operand| extensions(operand)).collect();
        let mut layout = Layout { starts: vec![0; code.len() + 1], operands, extensions };
        loop {
            layout.place(code);
            if !layout.aim(code, &emitter.labels) {
                return layout;
            }
        }
    }

    fn place(&mut self, code: &[Emitted]) {
        for (index, emitted) in code.iter().enumerate() {
            self.starts[index + 1] = self.starts[index] + self.extensions[index] + 1 + emitted.opcode.caches();
        }
    }

    /// Sets the distance of each jump; whether one got wider.
    fn aim(&mut self, code: &[Emitted], labels: &[usize]) -> bool {
        let mut grown = false;
        for (index, _) in code.iter().enumerate().filter(|(_, emitted)| is_jump(emitted)) {
            let target = self.starts[labels[code[index].operand as usize]];
            self.operands[index] = self.starts[index + 1].abs_diff(target) as u32;
            let needed = extensions(self.operands[index]);
            if needed > self.extensions[index] {
                self.extensions[index] = needed;
                grown = true;
            }
        }
        grown
    }

    fn units(&self, code: &[Emitted]) -> (Vec<u16>, Vec<(u32, Position)>) {
        let mut units = Vec::with_capacity(self.starts[code.len()]);
        let mut positions: Vec<(u32, Position)> = Vec::new();
        for (index, emitted) in code.iter().enumerate() {
            let bytes = self.operands[index].to_le_bytes();
            for byte in (1..=self.extensions[index]).rev() {
                units.push(unit(Opcode::EXTENDED_ARG, bytes[byte]));
            }
            units.push(unit(emitted.opcode, bytes[0]));
            units.resize(self.starts[index + 1], unit(Opcode::CACHE, 0));
            let end = units.len() as u32;
            match positions.last_mut() {
                Some((last_end, position)) if *position == emitted.position => *last_end = end,
                _ => positions.push((end, emitted.position)),
            }
        }
        (units, positions)
    }
}

fn is_jump(emitted: &Emitted) -> bool {
    matches!(emitted.opcode.operand(), Operand::Forward | Operand::Backward)
}

/// How many `EXTENDED_ARG`s an operand needs.
fn extensions(operand: u32) -> usize {
    match operand {
        0..=0xff => 0,
        0x100..=0xffff => 1,
        0x1_0000..=0xff_ffff => 2,
        _ => 3,
    }
}
