//! The functions that instructions call by number.

use crate::bytecode::{CommonConstant, Intrinsic1, Intrinsic2};
use crate::object::{List, Value};
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;
use crate::vm::{ExceptionKind, Function, Vm};

impl Vm {
    pub(in crate::vm) fn common_constant(&mut self, which: u32) -> Value {
        let builtin = |vm: &mut Vm, name: &str| {
            let name = vm.intern(name);
            vm.builtins.get_str(&name, vm).unwrap_or(Value::NONE)
        };
        match CommonConstant::decode(which) {
            Some(CommonConstant::AssertionError) => self.exceptions.class(ExceptionKind::AssertionError).value().clone(),
            Some(CommonConstant::NotImplementedError) => {
                self.exceptions.class(ExceptionKind::NotImplementedError).value().clone()
            }
            Some(CommonConstant::Tuple) => self.types().tuple.value().clone(),
            Some(CommonConstant::All) => builtin(self, "all"),
            _ => builtin(self, "any"),
        }
    }

    pub(in crate::vm) fn intrinsic_1(&mut self, r: &mut Registers, which: u32) -> PyResult<()> {
        let value = r.pop();
        let Some(which) = Intrinsic1::decode(which) else { return Err(self.system_error("bad intrinsic")) };
        let result = match which {
            Intrinsic1::Print => {
                let hook = self.displayhook()?;
                self.call(&hook, &[value])?
            }
            Intrinsic1::ImportStar => {
                self.import_star(r, &value)?;
                Value::NONE
            }
            Intrinsic1::StopIterationError => self.stop_iteration_error(&value),
            Intrinsic1::AsyncGenWrap => self.wrap_async_value(value),
            Intrinsic1::UnaryPositive => self.positive(&value)?,
            Intrinsic1::ListToTuple => {
                let items = value.get::<List>().map(|list| list.items(self).clone()).unwrap_or_default();
                self.tuple(items)
            }
            other => self.typing_intrinsic(other.text(), &[value])?,
        };
        r.push(result);
        Ok(())
    }

    pub(in crate::vm) fn intrinsic_2(&mut self, r: &mut Registers, which: u32) -> PyResult<()> {
        let (second, first) = (r.pop(), r.pop());
        let Some(which) = Intrinsic2::decode(which) else { return Err(self.system_error("bad intrinsic")) };
        let result = match which {
            Intrinsic2::PrepReraiseStar => self.prepare_reraise_star(&first, &second)?,
            Intrinsic2::SetFunctionTypeParams => {
                if let Some(function) = first.get::<Function>() {
                    function.type_params.set(second);
                }
                first
            }
            other => self.typing_intrinsic(other.text(), &[first, second])?,
        };
        r.push(result);
        Ok(())
    }

    /// What makes type variables and aliases, which a later stage brings.
    fn typing_intrinsic(&mut self, what: &'static str, args: &[Value]) -> PyResult {
        match self.typing_hook {
            Some(hook) => hook(self, what, args),
            None => Err(self.runtime_error("type parameters are not available")),
        }
    }

    fn displayhook(&mut self) -> PyResult {
        let (sys, name) = (self.intern("sys"), self.names().displayhook.clone());
        let modules = self.modules.clone();
        match modules.get_str(&sys, self) {
            Some(sys) => match self.try_getattr(&sys, &name)? {
                Some(hook) => Ok(hook),
                None => Err(self.runtime_error("lost sys.displayhook")),
            },
            None => Err(self.runtime_error("lost sys.displayhook")),
        }
    }
}
