//! Raising, reraising, leaving `with`.

use crate::object::{Exception, Value};
use crate::vm::Vm;
use crate::vm::native::Arguments;
use crate::vm::raised::{PyResult, Raised};
use crate::vm::registers::Registers;

impl Vm {
    /// `PUSH_EXC_INFO`: the exception on top is the one being handled now; the one before is kept below it.
    pub(in crate::vm) fn push_handled(&mut self, r: &mut Registers) {
        let exception = r.pop();
        let before = match self.handled.last_mut() {
            Some(handled) => std::mem::replace(handled, exception.clone()),
            None => Value::NULL,
        };
        r.push(if before.is_null() { Value::NONE } else { before });
        r.push(exception);
    }

    /// `POP_EXCEPT`: the one on top is the one being handled again.
    pub(in crate::vm) fn pop_handled(&mut self, r: &mut Registers) {
        let before = r.pop();
        let old = self.handled.last_mut().map(|handled| std::mem::replace(handled, before));
        drop(old);
    }

    /// `RAISE_VARARGS`; whether this frame is to be noted in the traceback.
    pub(in crate::vm) fn raise_arm(&mut self, r: &mut Registers, count: u32) -> (Raised, bool) {
        match count {
            0 => match self.handled_exception().and_then(|handled| handled.downcast::<Exception>().ok()) {
                Some(exception) => (Raised(exception), false),
                None => (self.runtime_error("No active exception to reraise"), true),
            },
            1 => {
                let value = r.pop();
                (self.raise_value(&value, None), true)
            }
            _ => {
                let (cause, value) = (r.pop(), r.pop());
                (self.raise_value(&value, Some(&cause)), true)
            }
        }
    }

    /// `RERAISE`: goes on with an exception, as from the instruction that raised it.
    pub(in crate::vm) fn reraise_arm(&mut self, r: &mut Registers, depth: u32) -> Raised {
        let exception = r.pop();
        if depth > 0
            && let Some(unit) = r.peek(depth as usize).as_small()
        {
            r.note_unit(unit as usize);
        }
        match exception.downcast::<Exception>() {
            Ok(exception) => Raised(exception),
            Err(_) => self.system_error("no exception to reraise"),
        }
    }

    /// `WITH_EXCEPT_START`: calls `__exit__` with the exception.
    pub(in crate::vm) fn with_except_start(&mut self, r: &mut Registers) -> PyResult<()> {
        let exception = r.peek(1).clone();
        let (receiver, exit) = (r.peek(4).clone(), r.peek(5).clone());
        let traceback = exception.get::<Exception>().map_or(Value::NONE, |exception| exception.traceback.get());
        let class = self.type_of(&exception).value();
        let values = [receiver, class, exception, traceback];
        let values = if values[0].is_null() { &values[1..] } else { &values[..] };
        let result = self.call_with(&exit, Arguments::positional(values))?;
        r.push(result);
        Ok(())
    }

    /// `CHECK_EG_MATCH`: splits what an `except*` takes off an exception group.
    pub(in crate::vm) fn check_group_match(&mut self, r: &mut Registers) -> PyResult<()> {
        let (classes, exception) = (r.pop(), r.pop());
        let (rest, matched) = self.split_group(&exception, &classes)?;
        r.push(rest);
        r.push(matched.clone());
        if !matched.is_none()
            && let Some(handled) = self.handled.last_mut()
        {
            let old = std::mem::replace(handled, matched);
            drop(old);
        }
        Ok(())
    }
}
