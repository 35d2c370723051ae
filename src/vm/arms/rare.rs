//! Instructions that take long or are seldom: each is a function of its own.

use crate::object::{Value, type_flag};
use crate::vm::Vm;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

impl Vm {
    /// Executes an instruction that the loop itself does not know. Its caches are still ahead.
    #[inline(never)]
    pub(in crate::vm) fn execute_rare(&mut self, r: &mut Registers, op: Op, operand: u32) -> PyResult<()> {
        match op {
            Op::LOAD_COMMON_CONSTANT => {
                let value = self.common_constant(operand);
                r.push(value);
            }
            Op::DELETE_FAST => return self.delete_fast(r, operand),
            Op::MAKE_CELL => {
                let value = r.set_slot(operand, Value::NULL);
                let cell = self.new_cell(value);
                drop(r.set_slot(operand, cell));
            }
            Op::UNARY_INVERT => {
                let value = r.pop();
                let result = self.invert(&value)?;
                r.push(result);
            }
            Op::DELETE_SUBSCR => {
                let (key, container) = (r.pop(), r.pop());
                return self.delitem(&container, &key);
            }
            Op::PUSH_EXC_INFO => self.push_handled(r),
            Op::POP_EXCEPT => self.pop_handled(r),
            Op::CHECK_EXC_MATCH => {
                let classes = r.pop();
                let matches = self.exception_matches(r.peek(1), &classes)?;
                r.push(Value::bool(matches));
            }
            Op::GET_ITER => {
                let value = r.pop();
                let iterator = self.iter(&value)?;
                r.push(iterator);
            }
            Op::LOAD_GLOBAL => return self.load_global(r, operand),
            Op::LOAD_NAME => return self.load_name(r, operand),
            Op::STORE_NAME => return self.store_name(r, operand),
            Op::STORE_GLOBAL => return self.store_global(r, operand),
            Op::DELETE_NAME => return self.delete_name(r, operand),
            Op::DELETE_GLOBAL => return self.delete_global(r, operand),
            Op::DELETE_DEREF => return self.delete_deref(r, operand),
            Op::LOAD_LOCALS => return self.load_locals(r),
            Op::LOAD_FROM_DICT_OR_DEREF => return self.load_from_dict_or_deref(r, operand),
            Op::LOAD_FROM_DICT_OR_GLOBALS => return self.load_from_dict_or_globals(r, operand),
            Op::SETUP_ANNOTATIONS => return self.set_up_annotations(r),
            Op::CALL_INTRINSIC_1 => return self.intrinsic_1(r, operand),
            Op::CALL_INTRINSIC_2 => return self.intrinsic_2(r, operand),
            Op::DELETE_ATTR => return self.delete_attr(r, operand),
            Op::LOAD_SPECIAL => return self.load_special(r, operand),
            Op::BINARY_SLICE => return self.binary_slice(r),
            Op::STORE_SLICE => return self.store_slice(r),
            Op::BUILD_SET => return self.build_set(r, operand),
            Op::BUILD_MAP => return self.build_map(r, operand),
            Op::LIST_EXTEND => return self.list_extend(r, operand),
            Op::SET_ADD => return self.set_add(r, operand),
            Op::SET_UPDATE => return self.set_update_arm(r, operand),
            Op::MAP_ADD => return self.map_add(r, operand),
            Op::DICT_UPDATE => return self.dict_update_arm(r, operand),
            Op::DICT_MERGE => return self.dict_merge(r, operand),
            Op::UNPACK_EX => return self.unpack_ex(r, operand),
            Op::CONVERT_VALUE => return self.convert_value(r, operand),
            Op::FORMAT_SIMPLE => return self.format_simple(r),
            Op::FORMAT_WITH_SPEC => return self.format_with_spec(r),
            Op::BUILD_INTERPOLATION => return self.build_interpolation(r, operand),
            Op::BUILD_TEMPLATE => return self.build_template(r),
            Op::LOAD_BUILD_CLASS => return self.load_build_class(r),
            Op::GET_YIELD_FROM_ITER => return self.get_yield_from_iter(r),
            Op::GET_AWAITABLE => return self.get_awaitable(r, operand),
            Op::GET_AITER => return self.get_aiter(r),
            Op::GET_ANEXT => return self.get_anext(r),
            Op::CHECK_EG_MATCH => return self.check_group_match(r),
            Op::WITH_EXCEPT_START => return self.with_except_start(r),
            Op::IMPORT_NAME => return self.import_name_arm(r, operand),
            Op::IMPORT_FROM => return self.import_from(r, operand),
            Op::GET_LEN => return self.get_len(r),
            Op::MATCH_KEYS => return self.match_keys(r),
            Op::MATCH_CLASS => return self.match_class(r, operand),
            Op::COPY_FREE_VARS => self.copy_free_variables(r, operand),
            Op::BUILD_STRING => self.build_string(r, operand),
            Op::BUILD_SLICE => self.build_slice(r, operand),
            Op::MAKE_FUNCTION => self.make_function(r),
            Op::SET_FUNCTION_ATTRIBUTE => self.set_function_attribute(r, operand),
            Op::MATCH_MAPPING => self.match_flag(r, type_flag::MAPPING),
            Op::MATCH_SEQUENCE => self.match_flag(r, type_flag::SEQUENCE),
            Op::FAULT => return Err(self.fault(r)),
            _ => return Err(self.system_error("an instruction that nobody knows")),
        }
        Ok(())
    }
}
