//! Frame objects: frames as programs see them, in tracebacks and by `sys._getframe`.
//!
//! A frame object looks at the frame while that lives; when it ends, it takes the frame's variables over.

use super::frame::{Frame, look};
use super::{Code, Vm};
use crate::object::{Cell_, Dict, Heap, HeapCell, Obj, Ref, Value, ValueCell};
use std::cell::Cell;

/// The payload of a frame object.
pub struct FrameObject {
    /// The frame, null once it has ended.
    frame: Cell<*const Frame>,
    pub code: Ref<Code>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    /// What the frame left: its slots, and where it was.
    slots: HeapCell<Vec<Value>>,
    unit: Cell<usize>,
    /// Where a module's or class's names live, NULL for a function.
    pub names: Value,
    back: ValueCell,
    /// What was added to `f_locals` that is no variable of the function.
    pub extra_locals: ValueCell,
    pub trace: ValueCell,
    pub trace_lines: Cell<bool>,
    pub trace_opcodes: Cell<bool>,
    /// While a trace function is shown the frame: the portable unit that this is about.
    pub(super) shown: Cell<Option<u32>>,
}

impl Drop for FrameObject {
    /// The last variable goes first, as from a frame.
    fn drop(&mut self) {
        let slots = self.slots.inner();
        while let Some(value) = slots.pop() {
            drop(value);
        }
    }
}

impl FrameObject {
    pub(super) fn traverse_fields(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        visit(self.code.value());
        visit(self.globals.value());
        visit(self.builtins.value());
        self.slots.get(heap).iter().for_each(&mut *visit);
        visit(&self.names);
        [&self.back, &self.extra_locals, &self.trace].into_iter().for_each(|cell| visit(&cell.get()));
    }

    /// The frame, while it lives.
    pub fn frame(&self) -> Option<&Frame> {
        look(self.frame.get())
    }

    /// To be called when the frame goes: nobody holds its variables any more.
    pub(super) fn forget_frame(&self) {
        if let Some(frame) = self.frame() {
            self.unit.set(frame.unit());
        }
        self.frame.set(std::ptr::null());
    }

    /// The unit of the instruction that the frame is, or was last, at.
    pub fn unit(&self) -> usize {
        self.frame().map_or(self.unit.get(), Frame::unit)
    }

    /// The unit of the portable code that the frame is at.
    pub fn portable_unit(&self) -> usize {
        self.shown.get().map_or_else(|| self.code.portable_unit(self.unit()), |unit| unit as usize)
    }

    /// The line that the frame is at, if its instruction comes from one.
    pub fn known_line(&self) -> Option<i64> {
        self.code.portable().position(self.portable_unit()).map(|position| position.line.into())
    }

    pub fn line(&self) -> i64 {
        self.known_line().unwrap_or(self.code.portable().first_line.into())
    }

    /// The variables that have values, by name; those in cells are looked up there.
    pub fn variables(&self, heap: &Heap) -> Vec<(Value, Value)> {
        let slots = match self.frame() {
            Some(frame) => frame.slots(),
            None => self.slots.get(heap).as_slice(),
        };
        variables(&self.code, slots)
    }

    /// Whether an inlined comprehension is running in a module or class: then its variables are all that is seen.
    pub fn is_in_comprehension(&self, heap: &Heap) -> bool {
        let slots = self.frame().map_or(self.slots.get(heap).as_slice(), Frame::slots);
        slots.iter().enumerate().any(|(index, slot)| self.code.is_hidden(index) && !slot.is_null())
    }

    /// Sets a variable of the frame. False if there is none of that name.
    pub fn set_variable(&self, name: &Value, value: Value, heap: &mut Heap) -> bool {
        let Some(index) = self.code.slots.iter().position(|slot| slot.is(name)) else { return false };
        let current = match self.frame() {
            Some(frame) => frame.slots()[index].clone(),
            None => self.slots.get(heap).get(index).cloned().unwrap_or_default(),
        };
        let old = match (current.get::<Cell_>(), self.frame()) {
            (Some(cell), _) if self.code.is_cell(index) => cell.contents.replace(value),
            (_, Some(frame)) => frame.set_slot(index, value),
            (_, None) => match self.slots.get_mut(heap).get_mut(index) {
                Some(slot) => std::mem::replace(slot, value),
                None => Value::NULL,
            },
        };
        drop(old);
        true
    }

    /// Lets go of the variables of a frame that has ended. Cells that functions share keep what is in them.
    pub fn forget_variables(&self, heap: &mut Heap) {
        let held: Vec<Value> = self.slots.get_mut(heap).iter_mut().map(std::mem::take).collect();
        drop(held);
    }
}

/// The variables among a frame's slots that have values.
fn variables(code: &Obj<Code>, slots: &[Value]) -> Vec<(Value, Value)> {
    let value = |(index, slot): (usize, &Value)| {
        let value = match slot.get::<Cell_>().filter(|_| code.is_cell(index)) {
            Some(cell) => cell.contents.get(),
            None => slot.clone(),
        };
        if value.is_null() { None } else { Some((code.slots[index].clone(), value)) }
    };
    slots.iter().enumerate().filter_map(value).collect()
}

impl Code {
    /// Whether a slot holds a cell once the frame has begun.
    pub fn is_cell(&self, slot: usize) -> bool {
        use crate::bytecode::SlotKind::*;
        matches!(self.portable().slots[slot].kind, CellLocal | Cell | Free)
    }

    /// Whether a slot is an inlined comprehension's, which `locals()` does not show.
    pub fn is_hidden(&self, slot: usize) -> bool {
        self.portable().slots[slot].kind == crate::bytecode::SlotKind::Hidden
    }
}

impl Vm {
    /// The object of a frame: the same each time.
    pub fn frame_object(&mut self, frame: *const Frame) -> Value {
        let Some(live) = look(frame) else { return Value::NONE };
        if !live.object.is_null() {
            return live.object.clone();
        }
        let object = FrameObject {
            frame: Cell::new(frame),
            code: live.code().to_ref(),
            globals: live.globals().to_ref(),
            builtins: live.builtins().to_ref(),
            slots: HeapCell::new(Vec::new()),
            unit: Cell::new(0),
            names: live.names.clone(),
            back: ValueCell::default(),
            extra_locals: ValueCell::default(),
            trace: ValueCell::new(Value::NONE),
            trace_lines: Cell::new(true),
            trace_opcodes: Cell::new(false),
            shown: Cell::new(None),
        };
        let object = self.alloc(&self.classes.frame, object).into_value();
        super::frame::set_object(frame, object.clone());
        object
    }

    /// The object of the running frame.
    pub fn current_frame_object(&mut self) -> Value {
        self.frame_object(self.current)
    }

    /// `frame.f_back`.
    pub fn frame_back(&mut self, object: &Obj<FrameObject>) -> Value {
        match object.frame() {
            Some(frame) => self.frame_object(frame.previous),
            None if object.back.is_null() => Value::NONE,
            None => object.back.get(),
        }
    }

    /// To be called before a frame ends: whoever holds its object keeps the variables.
    #[cold]
    #[inline(never)]
    pub(super) fn detach_frame_object(&mut self, frame: *const Frame) {
        let Some(live) = look(frame) else { return };
        // Who resumed a generator is no part of it.
        let back = if live.generator.is_null() { live.previous } else { std::ptr::null_mut() };
        self.keep_variables(live, back);
    }

    /// The same for the frame of a generator that waits.
    pub(super) fn detach_waiting_frame(&mut self, frame: *const Frame) {
        if let Some(live) = look(frame) {
            self.keep_variables(live, std::ptr::null_mut());
        }
    }

    fn keep_variables(&mut self, live: &Frame, back: *mut Frame) {
        let object = live.object.clone();
        let Some(held) = object.get::<FrameObject>() else { return };
        if held.header().references() > 2 {
            let slots = live.slots().to_vec();
            let back = self.frame_object(back);
            held.back.set(back);
            held.unit.set(live.unit());
            drop(held.slots.replace(slots, self));
        }
        held.frame.set(std::ptr::null());
    }

    /// `locals()` of a function: a new dict.
    pub fn frame_variables(&mut self, frame: &Frame) -> Ref<Dict> {
        let dict = self.new_dict();
        for (name, value) in variables(frame.code(), frame.slots()) {
            drop(dict.insert_str(&name, value, self));
        }
        dict
    }
}
