//! `sys.monitoring` (PEP 669): tools, the events they want, and telling them. What is told is what trace functions are told, and
//! calls of native functions, jumps and handlers.

use super::frame::Frame;
use super::marks::Mark;
use super::raised::PyResult;
use super::registers::Registers;
use super::watch::NativeCall;
use super::{Code, Vm};
use crate::bytecode::{Instructions, Opcode};
use crate::object::{Ref, Value};
use std::collections::HashSet;

/// The events, by number: their names in `sys.monitoring.events`.
pub const EVENTS: [&str; 19] = [
    "PY_START",
    "PY_RESUME",
    "PY_RETURN",
    "PY_YIELD",
    "CALL",
    "LINE",
    "INSTRUCTION",
    "JUMP",
    "BRANCH_LEFT",
    "BRANCH_RIGHT",
    "STOP_ITERATION",
    "RAISE",
    "EXCEPTION_HANDLED",
    "PY_UNWIND",
    "PY_THROW",
    "RERAISE",
    "C_RETURN",
    "C_RAISE",
    "BRANCH",
];

/// Their numbers, so far as the machine needs them.
pub mod event {
    pub const PY_START: usize = 0;
    pub const PY_RESUME: usize = 1;
    pub const PY_RETURN: usize = 2;
    pub const PY_YIELD: usize = 3;
    pub const CALL: usize = 4;
    pub const LINE: usize = 5;
    pub const INSTRUCTION: usize = 6;
    pub const JUMP: usize = 7;
    pub const BRANCH_LEFT: usize = 8;
    pub const BRANCH_RIGHT: usize = 9;
    pub const STOP_ITERATION: usize = 10;
    /// The first that no single code object can be asked for, and that cannot be disabled at a place.
    pub const RAISE: usize = 11;
    pub const EXCEPTION_HANDLED: usize = 12;
    pub const PY_UNWIND: usize = 13;
    pub const PY_THROW: usize = 14;
    pub const RERAISE: usize = 15;
    pub const C_RETURN: usize = 16;
    pub const C_RAISE: usize = 17;
    pub const BRANCH: usize = 18;
}

pub const TOOLS: usize = 6;

/// Who wants to be told.
#[derive(Default)]
pub struct Tool {
    /// NULL if nobody uses it.
    pub name: Value,
    pub callbacks: [Value; EVENTS.len()],
    /// A bit for each event.
    pub events: u32,
    /// The same for single code objects.
    pub local: Vec<(Ref<Code>, u32)>,
    /// Where it wants to hear no more of an event: a code object's address, a portable unit. What is in `heard` lives.
    disabled: HashSet<(usize, u32, usize)>,
    heard: Vec<Ref<Code>>,
}

impl Tool {
    fn wants(&self, code: &Ref<Code>, id: usize, at: u32) -> bool {
        // Who wants to hear of calls hears how they ended.
        let bit = if matches!(id, event::C_RETURN | event::C_RAISE) { 1 << event::CALL } else { 1 << id };
        let local = || self.local.iter().any(|(known, events)| known.is(code) && events & bit != 0);
        let is_wanted = self.events & bit != 0 || local();
        is_wanted && !self.callbacks[id].is_null() && !self.disabled.contains(&(address(code), at, id))
    }

    fn disable(&mut self, code: &Ref<Code>, id: usize, at: u32) {
        self.disabled.insert((address(code), at, id));
        if !self.heard.iter().any(|known| known.is(code)) {
            self.heard.push(code.clone());
        }
    }

    /// Forgets all but its name; gives what it was.
    pub fn clear(&mut self) -> Self {
        let fresh = Self { name: self.name.clone(), ..Self::default() };
        std::mem::replace(self, fresh)
    }

    fn is_active(&self) -> bool {
        self.events != 0 || self.local.iter().any(|(_, events)| *events != 0)
    }
}

fn address(code: &Ref<Code>) -> usize {
    std::ptr::from_ref::<Code>(code).addr()
}

/// All tools, and the two objects that stand for something in callbacks.
#[derive(Default)]
pub struct Monitoring {
    pub tools: [Tool; TOOLS],
    /// `DISABLE`, which a callback gives to hear no more of an event where it was.
    pub disable: Value,
    /// `MISSING`, for a call without arguments.
    pub missing: Value,
}

impl Monitoring {
    /// What was disabled is told again.
    pub fn restart(&mut self) {
        for tool in &mut self.tools {
            tool.disabled.clear();
            tool.heard.clear();
        }
    }

    pub fn is_active(&self) -> bool {
        self.tools.iter().any(Tool::is_active)
    }
}

impl Vm {
    /// Tells the tools that want it of an event in a frame, at a portable unit.
    pub(super) fn monitor(&mut self, frame: *const Frame, id: usize, at: u32, args: &[Value]) -> PyResult<()> {
        if !self.watch.is_monitored() {
            return Ok(());
        }
        let Some(live) = super::frame::look(frame) else { return Ok(()) };
        let code = live.code().to_ref();
        let place = if id == event::LINE { None } else { Some(Value::size(2 * at as usize)) };
        for number in 0..TOOLS {
            let tool = &self.monitoring.tools[number];
            if !tool.wants(&code, id, at) {
                continue;
            }
            let callback = tool.callbacks[id].clone();
            let all: Vec<Value> =
                [code.value().clone()].into_iter().chain(place.clone()).chain(args.iter().cloned()).collect();
            let result = self.call_monitor(frame, at, |vm| vm.call(&callback, &all))?;
            if !result.is(&self.monitoring.disable) {
                continue;
            }
            let tool = &mut self.monitoring.tools[number];
            if (event::RAISE..event::C_RETURN).contains(&id) {
                tool.callbacks[id] = Value::NULL;
                return Err(self.value_error(format!("Cannot disable {} events. Callback removed.", EVENTS[id])));
            }
            tool.disable(&code, id, at);
        }
        Ok(())
    }

    /// A call of any kind: its first argument is told, too.
    pub(super) fn monitor_call(&mut self, frame: *const Frame, at: u32, function: &Value, first: &Value) -> PyResult<()> {
        let first = if first.is_null() { self.monitoring.missing.clone() } else { first.clone() };
        self.monitor(frame, event::CALL, at, &[function.clone(), first])
    }

    /// What became of a call that was no call of a Python function.
    pub(super) fn monitor_native(&mut self, frame: *const Frame, id: usize, at: u32, call: &NativeCall) -> PyResult<()> {
        let first = if call.first.is_null() { self.monitoring.missing.clone() } else { call.first.clone() };
        self.monitor(frame, id, at, &[call.function.clone(), first])
    }

    /// Where the last instruction went, if it was one that may go on elsewhere than behind itself.
    pub(super) fn monitor_jump(
        &mut self,
        frame: *const Frame,
        last: &Mark,
        here: &Mark,
        fell_through: bool,
    ) -> PyResult<()> {
        use Opcode::*;
        let id = match (last.opcode, fell_through) {
            (JUMP_FORWARD, _) => event::JUMP,
            (POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE | FOR_ITER, true) => {
                event::BRANCH_LEFT
            }
            // A loop that took the next value of an `async for`: its `END_SEND` is never jumped over.
            (END_SEND, true) if matches!(here.before, super::marks::Before::NotTaken(_)) => event::BRANCH_LEFT,
            (POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE, false) => event::BRANCH_RIGHT,
            _ => return Ok(()),
        };
        self.monitor(frame, id, last.at, &[Value::size(2 * here.start as usize)])
    }

    /// A loop ends: by the `POP_ITER` where its `FOR_ITER` went, or by an `END_ASYNC_FOR`.
    pub(super) fn monitor_loop_end(&mut self, r: &Registers, last: Option<&Mark>, here: &Mark) -> PyResult<()> {
        let frame = r.frame_pointer().cast_const();
        let from = match (here.opcode, last.map(|last| last.opcode)) {
            (Opcode::POP_ITER, Some(Opcode::FOR_ITER)) => last.map(|last| last.at),
            (Opcode::END_ASYNC_FOR, _) if self.watch.is_monitored() => {
                let code = r.frame().code().to_ref();
                let mut instructions = Instructions::new(&code.portable().units);
                let end = instructions.find(|instruction| instruction.at == here.at as usize);
                end.and_then(|end| end.sender()).map(|sender| sender as u32)
            }
            _ => None,
        };
        match from {
            Some(from) => self.monitor(frame, event::BRANCH_RIGHT, from, &[Value::size(2 * here.at as usize + 2)]),
            None => Ok(()),
        }
    }

    /// Where an exception is said to come from: the last unit of the running instruction.
    pub(super) fn unit_of_raise(&self, r: &Registers) -> u32 {
        let mark = r.frame().code().marks().get(r.frame().unit_of(r));
        mark.map_or(0, |mark| mark.at + mark.opcode.caches() as u32)
    }

    /// An exception goes to a handler, which is where the frame is.
    pub(super) fn monitor_handled(&mut self, r: &Registers, target: usize, exception: &Value) -> PyResult<()> {
        if !self.watch.is_monitored() {
            return Ok(());
        }
        let at = r.frame().code().marks().get(target).map_or(0, |mark| mark.start);
        self.monitor(r.frame_pointer(), event::EXCEPTION_HANDLED, at, std::slice::from_ref(exception))
    }

    /// To be called when what tools want has changed.
    pub fn update_monitoring(&mut self) {
        let is_active = self.monitoring.is_active();
        self.watch.set_monitored(is_active);
    }
}
