//! The loop over instructions.
//!
//! One `match` over dense opcodes: a jump through a table. Short instructions are here; longer ones are in `arms`, so that what
//! they need does not take registers from the loop. An exception leaves the loop for `unwind`, which brings it back to a handler.

use super::Vm;
use super::frame::FrameKind;
use super::fused::{SlotAndSmall, Slots, TopAndSlot, TopAndSmall};
use super::generator::Resumed;
use super::op::{Op, seldom};
use super::registers::Registers;
use super::run::Left;
use crate::bytecode::Comparison;
use crate::object::{ATTENTION, Cell_, Kind, List, RangeIterator, Value};
use std::sync::atomic::Ordering;

impl Vm {
    /// There are two copies of this: one that is watched, and shows each instruction to `watch` before it executes it, one by one;
    /// and one that is fast.
    pub(super) fn execute<const WATCHED: bool>(&mut self, registers: &mut Registers) -> Left {
        let mut r = *registers;
        macro_rules! leave {
            ($left:expr) => {{
                let left = $left;
                *registers = r;
                return left;
            }};
        }
        // The value of a fallible operation; its exception leaves the loop.
        macro_rules! attempt {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(raised) => leave!(Left::Raised(raised)),
                }
            };
        }
        // Lends the registers to a function. A copy of them: those whose address nobody takes stay in the processor's.
        macro_rules! lend {
            ($lent:ident => $call:expr) => {{
                #[allow(unused_mut)]
                let mut $lent = r;
                let result = $call;
                r = $lent;
                result
            }};
        }
        // After something may have died: what waits is done at once.
        macro_rules! attend {
            () => {
                if ATTENTION.load(Ordering::Relaxed) {
                    r.save();
                    if let Some(left) = self.attend_between::<WATCHED>() {
                        leave!(left);
                    }
                }
            };
        }
        // A specialised form: goes on behind its caches if it fits, else back to the form that fits all.
        macro_rules! special {
            ($generic:ident: $fitting:expr => |$value:pat_param| $then:expr) => {
                match $fitting {
                    Some($value) => {
                        r.skip_caches(Op::$generic.caches());
                        $then
                    }
                    None => {
                        r.miss(Op::$generic);
                        r.again();
                    }
                }
            };
        }
        // A form that does not fit any more.
        macro_rules! back_to {
            ($generic:ident) => {{
                r.rewrite(Op::$generic);
                r.again();
            }};
        }
        // Drops a value; what waits for its end is done at once.
        macro_rules! discard {
            ($value:expr) => {{
                let value = $value;
                if value.is_object() {
                    drop(value);
                    attend!();
                }
            }};
        }
        // Goes on with an iterator's next item, which mostly goes to a variable at once; or behind the loop.
        macro_rules! loop_on {
            ($next:expr, $distance:expr) => {
                match $next {
                    Some(item) => {
                        let (op, slot) = r.peek_op();
                        if op == Op::STORE_FAST && !WATCHED {
                            r.skip_caches(1);
                            discard!(r.set_slot(slot, item));
                        } else {
                            r.push(item);
                        }
                    }
                    None => r.jump_forward($distance + 1),
                }
            };
        }
        // An attribute takes its owner's place, with room below a call's arguments if the operand asks for it.
        macro_rules! attribute {
            ($value:expr, $operand:expr) => {{
                let owner = r.replace(1, $value);
                if $operand & 1 != 0 {
                    r.push(Value::NULL);
                }
                discard!(owner);
            }};
        }
        // Pushes a variable of a module or the builtins, with room below a call's arguments if the operand asks for it.
        macro_rules! variable {
            ($generic:ident: $fitting:expr, $is_call:expr) => {
                match $fitting {
                    Some(value) => {
                        r.skip_caches(Op::$generic.caches());
                        r.push(value);
                        if $is_call {
                            r.push(Value::NULL);
                        }
                    }
                    None => back_to!($generic),
                }
            };
        }
        // What a remembered function does: its operands give way to its result.
        macro_rules! by_function {
            ($generic:ident, $operands:expr, $call:expr) => {
                special!($generic: $call => |result| {
                    let result = attempt!(result);
                    r.drop_operands($operands - 1);
                    drop(r.replace(1, result));
                    attend!();
                })
            };
        }
        // Enters the special method that an operator remembers.
        macro_rules! enter_method {
            ($generic:ident, $kind:ident) => {
                special!($generic: lend!(lent => self.method_that_fits(&lent)) => |function| {
                    attempt!(self.enter_call());
                    lend!(lent => lent.enter_operator(&mut self.stack, &self.heap, function, FrameKind::$kind));
                    self.current = r.frame_pointer();
                })
            };
        }
        macro_rules! float {
            ($operator:tt) => {
                special!(BINARY_OP: Value::both_inline_floats(r.peek(2), r.peek(1)) => |(x, y)| {
                    let result = self.float(x $operator y);
                    r.replace_two(result);
                })
            };
        }
        macro_rules! unbound {
            ($slot:expr) => {{
                r.save_next();
                let raised = lend!(lent => self.unbound_slot(&lent, $slot));
                leave!(Left::Raised(raised));
            }};
        }
        loop {
            if WATCHED && let Some(left) = lend!(lent => self.watch_instruction(&mut lent)) {
                leave!(left);
            }
            let (op, operand) = r.fetch();
            let op = if WATCHED { op.apart() } else { op };
            match op {
                Op::NOP | Op::RESUME | Op::CACHE | Op::EXTENDED_ARG | Op::NOT_TAKEN => {}

                // Loads that may become one with the operator behind them.
                Op::LOAD_FAST_LOAD_FAST_AHEAD if r.fuse(Op::LOAD_FAST_LOAD_FAST, 0) => r.again(),
                Op::LOAD_FAST_LOAD_SMALL_INT_AHEAD if r.fuse(Op::LOAD_FAST_LOAD_SMALL_INT, 1) => r.again(),
                Op::LOAD_FAST_AHEAD if r.fuse(Op::LOAD_FAST, 0) => r.again(),
                Op::LOAD_SMALL_INT_AHEAD if r.fuse(Op::LOAD_SMALL_INT, 0) => r.again(),

                // Stack and constants.
                Op::POP_TOP => discard!(r.pop()),
                Op::PUSH_NULL => r.push(Value::NULL),
                Op::COPY => {
                    let value = r.peek(operand as usize).clone();
                    r.push(value);
                }
                Op::SWAP => r.swap(operand as usize),
                Op::LOAD_CONST => {
                    let value = r.constant(operand).clone();
                    r.push(value);
                }
                Op::LOAD_SMALL_INT | Op::LOAD_SMALL_INT_AHEAD => r.push(Value::size(operand as usize)),

                // Variables.
                Op::LOAD_FAST | Op::LOAD_FAST_BORROW | Op::LOAD_FAST_AHEAD => {
                    let value = r.slot(operand).clone();
                    r.push(value);
                }
                Op::LOAD_FAST_CHECK => {
                    let value = r.slot(operand).clone();
                    if value.is_null() {
                        unbound!(operand);
                    }
                    r.push(value);
                }
                Op::LOAD_FAST_AND_CLEAR => {
                    let value = r.set_slot(operand, Value::NULL);
                    r.push(value);
                }
                // Loads that are one with the operator behind them.
                Op::LOAD_FAST_LOAD_FAST_ADD_INT => r.fused_number::<Slots>(operand, Value::add_small),
                Op::LOAD_FAST_LOAD_FAST_SUBTRACT_INT => r.fused_number::<Slots>(operand, Value::subtract_small),
                Op::LOAD_FAST_LOAD_FAST_MULTIPLY_INT => r.fused_number::<Slots>(operand, Value::multiply_small),
                Op::LOAD_FAST_LOAD_FAST_ADD_FLOAT => r.fused_number::<Slots>(operand, |a, b| self.add_floats(a, b)),
                Op::LOAD_FAST_LOAD_FAST_SUBTRACT_FLOAT => {
                    r.fused_number::<Slots>(operand, |a, b| self.subtract_floats(a, b))
                }
                Op::LOAD_FAST_LOAD_FAST_MULTIPLY_FLOAT => {
                    r.fused_number::<Slots>(operand, |a, b| self.multiply_floats(a, b))
                }
                Op::LOAD_FAST_LOAD_FAST_SUBSCR_LIST => r.fused_item::<Slots>(operand, |a, b| self.list_item(a, b)),
                Op::LOAD_FAST_LOAD_FAST_COMPARE_INT => r.fused_comparison::<Slots>(operand, Value::compare_small),
                Op::LOAD_FAST_LOAD_FAST_STORE_LIST => {
                    discard!(r.fused_store(operand, |list, index, value| self.try_replace_item(list, index, value)))
                }
                Op::LOAD_FAST_LOAD_SMALL_INT_ADD => r.fused_number::<SlotAndSmall>(operand, Value::add_small),
                Op::LOAD_FAST_LOAD_SMALL_INT_SUBTRACT => r.fused_number::<SlotAndSmall>(operand, Value::subtract_small),
                Op::LOAD_FAST_LOAD_SMALL_INT_NUMBERS => {
                    r.fused_operator::<SlotAndSmall>(operand, |op, a, b| self.word_op(op, a, b))
                }
                Op::LOAD_FAST_LOAD_SMALL_INT_SUBSCR_LIST => {
                    r.fused_item::<SlotAndSmall>(operand, |a, b| self.list_item(a, b))
                }
                Op::LOAD_FAST_LOAD_SMALL_INT_COMPARE => r.fused_comparison::<SlotAndSmall>(operand, Value::compare_small),
                Op::LOAD_FAST_ADD_INT => r.fused_number::<TopAndSlot>(operand, Value::add_small),
                Op::LOAD_FAST_ADD_FLOAT => r.fused_number::<TopAndSlot>(operand, |a, b| self.add_floats(a, b)),
                Op::LOAD_FAST_SUBTRACT_FLOAT => r.fused_number::<TopAndSlot>(operand, |a, b| self.subtract_floats(a, b)),
                Op::LOAD_FAST_MULTIPLY_FLOAT => r.fused_number::<TopAndSlot>(operand, |a, b| self.multiply_floats(a, b)),
                Op::LOAD_FAST_SUBSCR_LIST => r.fused_item::<TopAndSlot>(operand, |a, b| self.list_item(a, b)),
                Op::LOAD_FAST_COMPARE_INT => r.fused_comparison::<TopAndSlot>(operand, Value::compare_small),
                Op::LOAD_SMALL_INT_ADD => r.fused_number::<TopAndSmall>(operand, Value::add_small),
                Op::LOAD_SMALL_INT_SUBTRACT => r.fused_number::<TopAndSmall>(operand, Value::subtract_small),
                Op::LOAD_SMALL_INT_NUMBERS => r.fused_operator::<TopAndSmall>(operand, |op, a, b| self.word_op(op, a, b)),
                Op::LOAD_SMALL_INT_COMPARE => r.fused_comparison::<TopAndSmall>(operand, Value::compare_small),

                // Two joined instructions: the second stays behind the first.
                Op::LOAD_FAST_LOAD_SMALL_INT | Op::LOAD_FAST_LOAD_SMALL_INT_AHEAD => {
                    let (value, (_, small)) = (r.slot(operand).clone(), r.fetch());
                    r.push(value);
                    r.push(Value::size(small as usize));
                }
                Op::LOAD_FAST_LOAD_CONST => {
                    let (value, (_, constant)) = (r.slot(operand).clone(), r.fetch());
                    r.push(value);
                    let value = r.constant(constant).clone();
                    r.push(value);
                }
                // An attribute of a variable, which is only looked at; if that does not fit, the two instructions apart.
                Op::LOAD_FAST_LOAD_ATTR => match r.slot_attribute(operand) {
                    Some((value, beside)) => {
                        r.skip_caches(1 + Op::LOAD_ATTR.caches());
                        r.push(value);
                        if let Some(beside) = beside {
                            r.push(beside);
                        }
                    }
                    None => {
                        let value = r.slot(operand).clone();
                        r.push(value);
                    }
                },
                Op::LOAD_FAST_LOAD_FAST | Op::LOAD_FAST_BORROW_LOAD_FAST_BORROW | Op::LOAD_FAST_LOAD_FAST_AHEAD => {
                    let first = r.slot(operand >> 4).clone();
                    r.push(first);
                    let second = r.slot(operand & 15).clone();
                    r.push(second);
                }
                Op::STORE_FAST => {
                    let value = r.pop();
                    discard!(r.set_slot(operand, value));
                }
                Op::STORE_FAST_LOAD_FAST => {
                    let value = r.pop();
                    let old = r.set_slot(operand >> 4, value);
                    let value = r.slot(operand & 15).clone();
                    r.push(value);
                    discard!(old);
                }
                Op::STORE_FAST_STORE_FAST => {
                    let value = r.pop();
                    drop(r.set_slot(operand >> 4, value));
                    let value = r.pop();
                    drop(r.set_slot(operand & 15, value));
                    attend!();
                }
                Op::LOAD_GLOBAL_MODULE => variable!(LOAD_GLOBAL: self.module_variable(&r), operand & 1 != 0),
                Op::LOAD_GLOBAL_BUILTIN => variable!(LOAD_GLOBAL: self.builtin_variable(&r), operand & 1 != 0),
                Op::LOAD_NAME_MODULE => {
                    variable!(LOAD_NAME: self.module_variable(&r).filter(|_| r.frame().is_module()), false)
                }
                Op::LOAD_NAME_BUILTIN => {
                    variable!(LOAD_NAME: self.builtin_variable(&r).filter(|_| r.frame().is_module()), false)
                }
                Op::STORE_NAME_MODULE | Op::STORE_GLOBAL_MODULE => match self.store_known_variable(&mut r, op) {
                    Some(old) => discard!(old),
                    None => {
                        r.rewrite(op.generic());
                        r.again();
                    }
                },
                Op::LOAD_DEREF => {
                    let value = r.slot(operand).get::<Cell_>().map_or(Value::NULL, |cell| cell.contents.get());
                    if value.is_null() {
                        unbound!(operand);
                    }
                    r.push(value);
                }
                Op::STORE_DEREF => {
                    let value = r.pop();
                    let old = r.slot(operand).get::<Cell_>().map(|cell| cell.contents.replace(value));
                    discard!(old.unwrap_or(Value::NULL));
                }

                // Operators.
                Op::UNARY_NEGATIVE => {
                    r.save_next();
                    let value = r.pop();
                    let result = attempt!(self.negative(&value));
                    r.push(result);
                }
                Op::UNARY_NOT => {
                    let value = r.pop();
                    r.push(Value::bool(value.is_false()));
                }
                Op::TO_BOOL => {
                    r.skip_caches(Op::TO_BOOL.caches());
                    match r.peek(1).truth_at_once() {
                        Some(truth) => r.decided::<WATCHED>(truth),
                        None => {
                            r.save_next();
                            let value = r.pop();
                            let truth = attempt!(self.truth(&value));
                            r.push(Value::bool(truth));
                            drop(value);
                            attend!();
                        }
                    }
                }
                Op::BINARY_OP => {
                    r.save_next();
                    if let Some(special) = lend!(lent => self.special_binary_op(&lent, operand)) {
                        r.rewrite(special);
                        r.again();
                    } else {
                        if !lend!(lent => self.specialize_operator(&lent, operand)) {
                            lend!(lent => self.specialize_python_operator(&lent, operand));
                        }
                        attempt!(lend!(lent => self.binary_op_arm(&mut lent, operand)));
                        r.skip_caches(Op::BINARY_OP.caches());
                        attend!();
                    }
                }
                Op::BINARY_OP_NATIVE => {
                    r.save_next();
                    by_function!(BINARY_OP, 2, lend!(lent => self.operator_by_native(&lent)))
                }
                Op::BINARY_OP_FUNCTION => enter_method!(BINARY_OP, Operator),
                Op::COMPARE_OP_FUNCTION => enter_method!(COMPARE_OP, Comparison),
                Op::BINARY_OP_ADD_INT => {
                    special!(BINARY_OP: Value::add_small(r.peek(2), r.peek(1)) => |sum| r.computed::<WATCHED>(sum))
                }
                Op::BINARY_OP_SUBTRACT_INT => {
                    special!(BINARY_OP: Value::subtract_small(r.peek(2), r.peek(1)) => |rest| r.computed::<WATCHED>(rest))
                }
                Op::BINARY_OP_MULTIPLY_INT => {
                    special!(BINARY_OP: Value::multiply_small(r.peek(2), r.peek(1)) => |product| r.computed::<WATCHED>(product))
                }
                Op::BINARY_OP_ADD_FLOAT => float!(+),
                Op::BINARY_OP_SUBTRACT_FLOAT => float!(-),
                Op::BINARY_OP_MULTIPLY_FLOAT => float!(*),
                // Other operators on numbers in words: the operand says which.
                Op::BINARY_OP_NUMBERS => {
                    special!(BINARY_OP: self.word_op(operand, r.peek(2), r.peek(1)) => |result| r.replace_two(result))
                }
                Op::BINARY_OP_SUBSCR_LIST_INT => special!(BINARY_OP: self.list_item(r.peek(2), r.peek(1)) => |item| {
                    r.forget_word();
                    drop(r.replace(1, item));
                }),
                Op::BINARY_OP_SUBSCR_TUPLE_INT => special!(BINARY_OP: self.tuple_item(r.peek(2), r.peek(1)) => |item| {
                    r.forget_word();
                    discard!(r.replace(1, item));
                }),
                Op::BINARY_OP_SUBSCR_TEXT_INT => {
                    special!(BINARY_OP: self.getitem_at_once(r.peek(2), r.peek(1)) => |item| {
                        r.forget_word();
                        drop(r.replace(1, item));
                    })
                }
                // Where a variable is added to that holds the text alone, it may grow in place.
                Op::BINARY_OP_ADD_STR => {
                    r.save_next();
                    special!(BINARY_OP: lend!(lent => self.add_strs(&mut lent)) => |sum| r.push(sum))
                }
                Op::BINARY_OP_SUBSCR_DICT => {
                    r.save_next();
                    by_function!(BINARY_OP, 2, lend!(lent => self.dict_item(&lent)))
                }
                Op::COMPARE_OP => {
                    r.save_next();
                    if let Some(special) = lend!(lent => self.special_compare_op(&lent)) {
                        r.rewrite(special);
                        r.again();
                    } else {
                        lend!(lent => self.specialize_python_comparison(&lent, operand));
                        attempt!(lend!(lent => self.compare_op_arm(&mut lent, operand)));
                        r.skip_caches(Op::COMPARE_OP.caches());
                        attend!();
                    }
                }
                Op::COMPARE_OP_INT => special!(COMPARE_OP: Value::compare_small(r.peek(2), r.peek(1)) => |ordering| {
                    r.compared::<WATCHED>(Comparison::holds(operand, Some(ordering)))
                }),
                Op::COMPARE_OP_FLOAT => special!(COMPARE_OP: Value::both_inline_floats(r.peek(2), r.peek(1)) => |(x, y)| {
                    r.compared::<WATCHED>(Comparison::holds(operand, x.partial_cmp(&y)))
                }),
                Op::COMPARE_OP_STR => special!(COMPARE_OP: self.equal_strs(r.peek(2), r.peek(1)) => |equal| {
                    let is_not = Comparison::decode(operand) == Some(Comparison::NotEqual);
                    drop(r.replace(1, Value::NONE));
                    drop(r.replace(2, Value::NONE));
                    r.compared::<WATCHED>(equal != is_not);
                }),
                Op::IS_OP => {
                    let b = r.pop();
                    let a = r.pop();
                    let result = a.is(&b) != (operand != 0);
                    r.push(Value::NONE);
                    r.decided::<WATCHED>(result);
                    drop(b);
                    discard!(a);
                }
                Op::CONTAINS_OP => {
                    r.save_next();
                    lend!(lent => self.specialize_contains(&lent));
                    r.skip_caches(Op::CONTAINS_OP.caches());
                    let container = r.pop();
                    let value = r.pop();
                    let result = attempt!(self.contains(&container, &value)) != (operand != 0);
                    r.push(Value::NONE);
                    r.decided::<WATCHED>(result);
                    drop((container, value));
                    attend!();
                }
                Op::CONTAINS_OP_NATIVE => {
                    r.save_next();
                    special!(CONTAINS_OP: lend!(lent => self.contains_by_native(&lent)) => |result| {
                        let result = attempt!(result).is_true() != (operand != 0);
                        drop(r.pop());
                        drop(r.replace(1, Value::NONE));
                        r.decided::<WATCHED>(result);
                        attend!();
                    })
                }

                // Attributes and items.
                Op::LOAD_ATTR | Op::LOAD_ATTR_MANY => {
                    r.save_next();
                    if op == Op::LOAD_ATTR || !lend!(lent => self.load_attr_by_form(&mut lent, operand)) {
                        attempt!(lend!(lent => self.load_attr_arm(&mut lent, operand)));
                    }
                    r.skip_caches(Op::LOAD_ATTR.caches());
                    attend!();
                }
                Op::LOAD_ATTR_SLOT => {
                    special!(LOAD_ATTR: r.attribute_slot(r.peek(1)) => |value| attribute!(value, operand))
                }
                Op::LOAD_ATTR_METHOD => special!(LOAD_ATTR: r.value_of_shape() => |method| {
                    let owner = r.replace(1, method);
                    r.push(owner);
                }),
                Op::LOAD_ATTR_TYPE_METHOD => special!(LOAD_ATTR: self.value_of_type(&r) => |method| {
                    let owner = r.replace(1, method);
                    r.push(owner);
                }),
                Op::LOAD_ATTR_CLASS => special!(LOAD_ATTR: r.value_of_class() => |value| attribute!(value, operand)),
                Op::LOAD_ATTR_CLASS_METHOD => special!(LOAD_ATTR: self.class_method_that_fits(&r) => |(callable, first)| {
                    drop(r.replace(1, callable));
                    r.push(first);
                }),
                // A value that the class has and the instance has not.
                Op::LOAD_ATTR_CLASS_VALUE => special!(LOAD_ATTR: r.value_of_shape() => |value| attribute!(value, operand)),
                Op::LOAD_ATTR_MODULE => special!(LOAD_ATTR: self.value_of_module(&r) => |value| attribute!(value, operand)),
                // The owner becomes the argument of the property's function.
                Op::LOAD_ATTR_PROPERTY => match lend!(lent => self.getter_that_fits(&lent)) {
                    Some(function) => {
                        attempt!(self.enter_call());
                        r.skip_caches(Op::LOAD_ATTR.caches());
                        lend!(lent => lent.enter_with(&mut self.stack, &self.heap, function));
                        self.current = r.frame_pointer();
                    }
                    None => {
                        r.miss(Op::LOAD_ATTR);
                        r.again();
                    }
                },
                Op::LOAD_SUPER_ATTR => {
                    r.save_next();
                    lend!(lent => self.specialize_super_attr(&lent, operand));
                    attempt!(lend!(lent => self.load_super_attr(&mut lent, operand)));
                    r.skip_caches(Op::LOAD_SUPER_ATTR.caches());
                    attend!();
                }
                Op::LOAD_SUPER_ATTR_METHOD => special!(LOAD_SUPER_ATTR: self.super_method_that_fits(&r) => |method| {
                    let object = r.pop();
                    drop(r.replace(1, object));
                    drop(r.replace(2, method));
                }),
                Op::STORE_ATTR => {
                    r.save_next();
                    attempt!(lend!(lent => self.store_attr_arm(&mut lent, operand)));
                    r.skip_caches(Op::STORE_ATTR.caches());
                    attend!();
                }
                Op::STORE_ATTR_SLOT => special!(STORE_ATTR: r.store_in_slot() => |old| {
                    drop(old);
                    attend!();
                }),
                Op::STORE_ATTR_NEW_SLOT => special!(STORE_ATTR: r.store_in_new_slot() => |()| {}),
                Op::STORE_SUBSCR => {
                    r.save_next();
                    if self.can_replace_item(r.peek(2), r.peek(1)) {
                        r.rewrite(Op::STORE_SUBSCR_LIST_INT);
                    }
                    r.skip_caches(Op::STORE_SUBSCR.caches());
                    let key = r.pop();
                    let container = r.pop();
                    let value = r.pop();
                    attempt!(self.setitem(&container, &key, &value));
                    drop((key, container));
                    attend!();
                }
                Op::STORE_SUBSCR_LIST_INT => {
                    let (index, list, value) = (r.pop(), r.pop(), r.pop());
                    match self.try_replace_item(&list, &index, value) {
                        Ok(old) => {
                            r.skip_caches(Op::STORE_SUBSCR.caches());
                            drop(list);
                            discard!(old);
                        }
                        Err(value) => {
                            r.push(value);
                            r.push(list);
                            r.push(index);
                            back_to!(STORE_SUBSCR)
                        }
                    }
                }

                // Displays.
                Op::BUILD_TUPLE => {
                    let tuple = self.tuple(r.drain(operand as usize));
                    r.push(tuple);
                    attend!();
                }
                Op::BUILD_LIST => {
                    let items = r.take_operands(operand as usize);
                    let list = self.list(items);
                    r.push(list);
                    attend!();
                }
                Op::LIST_APPEND => {
                    let item = r.pop();
                    if let Some(list) = r.peek(operand as usize).get::<List>() {
                        list.items_mut(self).push(item);
                    }
                }
                Op::UNPACK_SEQUENCE => {
                    r.save_next();
                    if self.so_many_items(r.peek(1), operand as usize).is_some() {
                        r.rewrite(Op::UNPACK_SEQUENCE_ITEMS);
                        r.again();
                        continue;
                    }
                    attempt!(lend!(lent => self.unpack_sequence(&mut lent, operand)));
                    r.skip_caches(Op::UNPACK_SEQUENCE.caches());
                    attend!();
                }
                Op::UNPACK_SEQUENCE_ITEMS => match self.unpack_items(&mut r, operand as usize) {
                    true => attend!(),
                    false => back_to!(UNPACK_SEQUENCE),
                },

                // Jumps and loops.
                Op::JUMP_FORWARD => r.jump_forward(operand),
                Op::JUMP_BACKWARD => {
                    r.jump_backward(operand);
                    attend!();
                }
                Op::JUMP_BACKWARD_NO_INTERRUPT => r.jump_backward(operand),
                Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE => {
                    if r.pop().is_true() == (op == Op::POP_JUMP_IF_TRUE) {
                        r.jump_forward(operand);
                    }
                }
                Op::POP_JUMP_IF_NONE | Op::POP_JUMP_IF_NOT_NONE => {
                    let value = r.pop();
                    if value.is_none() == (op == Op::POP_JUMP_IF_NONE) {
                        r.jump_forward(operand);
                    }
                    discard!(value);
                }
                Op::FOR_ITER => {
                    r.save_next();
                    if let Some(special) = lend!(lent => self.special_for_iter(&lent)) {
                        r.rewrite(special);
                        r.again();
                        continue;
                    }
                    lend!(lent => self.specialize_next(&lent));
                    let iterator = r.peek(1).clone();
                    let next = attempt!(self.next(&iterator));
                    r.skip_caches(Op::FOR_ITER.caches());
                    loop_on!(next, operand);
                    drop(iterator);
                    attend!();
                }
                Op::FOR_ITER_NATIVE => {
                    r.save_next();
                    special!(FOR_ITER: lend!(lent => self.next_by_native(&lent)) => |next| {
                        loop_on!(attempt!(next), operand);
                        attend!();
                    })
                }
                Op::FOR_ITER_LIST => special!(FOR_ITER: self.next_in_list(&r) => |next| loop_on!(next, operand)),
                Op::FOR_ITER_TUPLE => special!(FOR_ITER: self.next_in_tuple(&r) => |next| loop_on!(next, operand)),
                Op::FOR_ITER_RANGE => {
                    let range = r.peek(1).get::<RangeIterator>();
                    special!(FOR_ITER: range.map(|range| self.next_of_range(range)) => |next| loop_on!(next, operand))
                }
                Op::FOR_ITER_GENERATOR => match self.plain_generator(r.peek(1)) {
                    Some(generator) => {
                        r.save_next();
                        let goes_on = attempt!(self.check_resumable(&generator));
                        r.skip_caches(Op::FOR_ITER.caches());
                        match if goes_on { self.begin_resume(&generator) } else { None } {
                            Some(frame) => {
                                if let Err(raised) = self.enter_call() {
                                    self.end_resume(&generator, false);
                                    leave!(Left::Raised(raised));
                                }
                                r.resume(frame, Value::NONE, FrameKind::ForIter);
                                self.current = frame;
                            }
                            None => r.jump_forward(operand + 1),
                        }
                    }
                    None => back_to!(FOR_ITER),
                },
                Op::END_FOR | Op::POP_ITER => discard!(r.pop()),

                // Functions, classes and calls.
                Op::CALL => {
                    let count = operand as usize;
                    if matches!(r.peek(count + 2).kind(), Kind::Native | Kind::Type) {
                        lend!(lent => self.specialize_call(&lent, count));
                    }
                    r.skip_caches(Op::CALL.caches());
                    // A method that was looked up on its class is a function with its receiver beside it.
                    match r.peek(count + 2).kind() {
                        Kind::Function => {
                            if self.can_be_entered(&r, count) {
                                attempt!(self.enter_call());
                                r.enter(&mut self.stack, &self.heap, count, Value::NULL);
                                self.current = r.frame_pointer();
                            } else {
                                attempt!(lend!(lent => self.enter_bound(&mut lent, count, &Value::NULL)));
                            }
                        }
                        Kind::Native => {
                            r.save();
                            attempt!(lend!(lent => self.call_native_arm(&mut lent, count)));
                            attend!();
                        }
                        Kind::Method if r.peek(count + 1).is_null() => {
                            lend!(lent => self.spread_method(&mut lent, count));
                            r.again_with_caches(Op::CALL.caches());
                        }
                        _ => {
                            r.save();
                            attempt!(lend!(lent => self.call_arm(&mut lent, count)));
                            attend!();
                        }
                    }
                }
                Op::CALL_NATIVE => {
                    r.save_behind(Op::CALL.caches());
                    let count = operand as usize;
                    by_function!(CALL, count + 2, lend!(lent => self.call_known_native(&mut lent, count)))
                }
                Op::CALL_TYPE => {
                    r.save_behind(Op::CALL.caches());
                    let count = operand as usize;
                    by_function!(CALL, count + 2, lend!(lent => self.call_known_type(&mut lent, count)))
                }
                Op::CALL_KW => {
                    r.skip_caches(Op::CALL_KW.caches());
                    r.save();
                    let names = r.pop();
                    attempt!(lend!(lent => self.call_kw_arm(&mut lent, operand as usize, &names)));
                    attend!();
                }
                Op::CALL_FUNCTION_EX => {
                    r.save();
                    attempt!(lend!(lent => self.call_function_ex(&mut lent)));
                    attend!();
                }
                Op::RETURN_VALUE => {
                    let value = r.pop();
                    let kind = r.frame().kind.get();
                    if kind == FrameKind::Call && r.frame().object.is_null() {
                        self.depth -= 1;
                        r.leave_call(&mut self.stack);
                        self.current = r.frame_pointer();
                        r.push(value);
                        attend!();
                    } else {
                        r.save();
                        match lend!(lent => self.return_arm(&mut lent, kind, value)) {
                            Ok(Some(done)) => leave!(Left::Done(done)),
                            Ok(None) => attend!(),
                            Err(raised) => leave!(Left::Raised(raised)),
                        }
                    }
                }

                // Generators and coroutines.
                Op::RETURN_GENERATOR => {
                    if let Some(done) = attempt!(lend!(lent => self.return_generator(&mut lent))) {
                        leave!(Left::Done(done));
                    }
                }
                Op::YIELD_VALUE => {
                    let value = r.pop();
                    let kind = r.frame().kind.get();
                    lend!(lent => self.suspend_arm(&mut lent));
                    match kind {
                        FrameKind::Entry => leave!(Left::Done(Resumed::Yielded(value))),
                        _ => r.push(value),
                    }
                }
                Op::SEND => {
                    r.save_next();
                    match lend!(lent => self.send_arm(&mut lent)) {
                        Ok(true) => {}
                        Ok(false) => r.jump_forward(operand),
                        Err(raised) => leave!(Left::Raised(raised)),
                    }
                    attend!();
                }
                Op::END_SEND => {
                    let value = r.pop();
                    drop(r.replace(1, value));
                    attend!();
                }
                Op::END_ASYNC_FOR | Op::CLEANUP_THROW => {
                    r.save_next();
                    if let Some(raised) = lend!(lent => self.end_waiting(&mut lent, op)) {
                        leave!(Left::Reraised(raised));
                    }
                }

                // Exceptions and with.
                Op::RAISE_VARARGS => {
                    r.save_next();
                    match lend!(lent => self.raise_arm(&mut lent, operand)) {
                        (raised, true) => leave!(Left::Raised(raised)),
                        (raised, false) => leave!(Left::Reraised(raised)),
                    }
                }
                Op::RERAISE => {
                    r.save_next();
                    let raised = lend!(lent => self.reraise_arm(&mut lent, operand));
                    leave!(Left::Reraised(raised));
                }

                // What takes long or is seldom has a `match` of its own, so that this one stays small.
                seldom!() => {
                    r.save_next();
                    attempt!(lend!(lent => self.execute_rare(&mut lent, op, operand)));
                    attend!();
                }
            }
        }
    }
}
