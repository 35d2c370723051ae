//! Into the loop and out of it: running a frame until it returns or yields.

use super::Vm;
use super::frame::Frame;
use super::generator::Resumed;
use super::raised::{PyResult, Raised};
use super::registers::Registers;

/// Why the loop was left.
pub(super) enum Left {
    Done(Resumed),
    Raised(Raised),
    /// As raised, but the traceback has this frame already.
    Reraised(Raised),
    /// For the other copy of the loop: somebody began to watch, or ceased to.
    Switched,
}

impl Vm {
    /// Runs a frame until it returns or yields.
    pub(super) fn run(&mut self, frame: *mut Frame) -> PyResult<Resumed> {
        let before = std::mem::replace(&mut self.current, frame);
        let (mut r, watched) = (Registers::load(frame), self.watch.is_on());
        let result = self.run_on(&mut r);
        self.current = before;
        self.watch.note_switch(watched);
        result
    }

    /// Runs a frame by raising an exception where it is.
    pub(super) fn run_raising(&mut self, frame: *mut Frame, raised: Raised) -> PyResult<Resumed> {
        let before = std::mem::replace(&mut self.current, frame);
        let (mut r, watched) = (Registers::load(frame), self.watch.is_on());
        let raised = self.watch_throw(&mut r, raised);
        let result = match self.unwind(&mut r, raised, true) {
            Ok(()) => self.run_on(&mut r),
            Err(raised) => Err(raised),
        };
        self.current = before;
        self.watch.note_switch(watched);
        result
    }

    fn run_on(&mut self, r: &mut Registers) -> PyResult<Resumed> {
        loop {
            let left = match self.watch.is_on() {
                false => self.execute::<false>(r),
                true => self.execute::<true>(r),
            };
            match left {
                Left::Done(resumed) => return Ok(resumed),
                Left::Raised(raised) => self.unwind_raised(r, raised)?,
                Left::Reraised(raised) => self.unwind(r, raised, false)?,
                Left::Switched => {}
            }
        }
    }
}
