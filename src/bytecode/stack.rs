//! How deep the stack gets, from the stack effects in `grammar/opcodes.table`.

use super::instructions::Instructions;
use super::opcode::Opcode;

/// Why code cannot be run: its stack would not be what the instructions expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackError {
    /// An instruction takes more entries than there are.
    Underflow { at: usize },
    /// Two ways to an instruction leave different depths.
    Uneven { at: usize },
    /// A jump to where there is no instruction, or code that runs off its end.
    Astray { at: usize },
}

/// The largest depth that any path through the code reaches. Visits each instruction once.
pub fn stack_size(units: &[u16]) -> Result<u32, StackError> {
    // The depth before each unit that starts an instruction, once a path to it is known.
    let mut depths: Vec<Option<u64>> = vec![None; units.len()];
    let mut starts = vec![false; units.len()];
    let instructions: Vec<_> = Instructions::new(units).collect();
    for instruction in &instructions {
        starts[instruction.at] = true;
    }
    let reach = |depths: &mut [Option<u64>], at: usize, depth: u64| match depths.get_mut(at) {
        Some(known) if starts[at] && known.is_none_or(|known| known == depth) => {
            *known = Some(depth);
            Ok(())
        }
        Some(_) if starts[at] => Err(StackError::Uneven { at }),
        _ => Err(StackError::Astray { at }),
    };

    let mut largest = 0;
    reach(&mut depths, 0, 0)?;
    // Loops are entered at their top: in order, each reachable instruction is known before it is seen.
    for instruction in instructions {
        let Some(before) = depths[instruction.at] else { continue };
        let (opcode, operand) = (instruction.opcode, instruction.operand);
        let kept = before.checked_sub(opcode.pops().with(operand)).ok_or(StackError::Underflow { at: instruction.at })?;
        let after = kept + opcode.pushes().with(operand);
        largest = largest.max(before).max(after);
        if let Some(target) = instruction.target() {
            reach(&mut depths, target, after)?;
        }
        if !opcode.ends_block() && opcode != Opcode::CACHE {
            reach(&mut depths, instruction.end(), after)?;
        }
    }
    u32::try_from(largest).map_err(|_| StackError::Astray { at: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytecode::unit;

    #[test]
    fn depth_is_the_largest_on_any_path() {
        let two = [unit(Opcode::LOAD_SMALL_INT, 1), unit(Opcode::LOAD_SMALL_INT, 2), unit(Opcode::POP_TOP, 0)];
        let code = [&two[..], &[unit(Opcode::RETURN_VALUE, 0)]].concat();
        assert_eq!(stack_size(&code), Ok(2));
    }

    #[test]
    fn bad_code_is_refused() {
        assert_eq!(stack_size(&[unit(Opcode::POP_TOP, 0)]), Err(StackError::Underflow { at: 0 }));
        assert_eq!(stack_size(&[unit(Opcode::NOP, 0)]), Err(StackError::Astray { at: 1 }));
        assert_eq!(stack_size(&[unit(Opcode::JUMP_FORWARD, 9)]), Err(StackError::Astray { at: 10 }));
        let uneven = [
            unit(Opcode::LOAD_SMALL_INT, 0),
            unit(Opcode::POP_JUMP_IF_TRUE, 1),
            0,
            unit(Opcode::LOAD_SMALL_INT, 0),
            unit(Opcode::RETURN_VALUE, 0),
        ];
        assert_eq!(stack_size(&uneven), Err(StackError::Uneven { at: 4 }));
    }
}
