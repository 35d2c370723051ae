//! Where a pickler writes: bytes in frames, for a file or for memory.

use super::opcode;
use crate::object::Value;
use crate::vm::{PyResult, Vm};

/// Smaller frames are not worth their header.
const LEAST_FRAME: usize = 4;
/// A frame that is so long ends before the next object; a text that is so long stands outside of frames.
const WHOLE_FRAME: usize = 64 * 1024;
const HEADER: usize = 9;
/// The start of no frame.
const NONE: usize = usize::MAX;

pub struct Output {
    bytes: Vec<u8>,
    framing: bool,
    frame: usize,
    /// The file's method; NULL for memory.
    write: Value,
}

impl Output {
    pub fn new(write: Value) -> Output {
        Output { bytes: Vec::new(), framing: false, frame: NONE, write }
    }

    /// From here on there are frames.
    pub fn start_framing(&mut self) {
        self.framing = true;
    }

    #[inline]
    fn begin(&mut self) {
        if self.frame == NONE && self.framing {
            self.frame = self.bytes.len();
            self.bytes.extend_from_slice(&[0; HEADER]);
        }
    }

    #[inline]
    pub fn op(&mut self, byte: u8) {
        self.begin();
        self.bytes.push(byte);
    }

    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        self.begin();
        self.bytes.extend_from_slice(bytes);
    }

    /// An instruction and its argument.
    #[inline]
    pub fn with<const N: usize>(&mut self, op: u8, argument: [u8; N]) {
        self.begin();
        self.bytes.push(op);
        self.bytes.extend_from_slice(&argument);
    }

    /// Ends the frame.
    pub fn commit(&mut self) {
        if !self.framing || self.frame == NONE {
            return;
        }
        let len = self.bytes.len() - self.frame - HEADER;
        let header = self.frame..self.frame + HEADER;
        if len >= LEAST_FRAME {
            self.bytes[header.start] = opcode::FRAME;
            self.bytes[header.start + 1..header.end].copy_from_slice(&(len as u64).to_le_bytes());
        } else {
            self.bytes.drain(header);
        }
        self.frame = NONE;
    }

    /// Between two objects: a frame that is long enough ends.
    #[inline]
    pub fn boundary(&mut self, vm: &mut Vm) -> PyResult<()> {
        if self.frame != NONE && self.bytes.len() - self.frame - HEADER >= WHOLE_FRAME {
            self.commit();
            if !self.write.is_null() {
                self.flush(vm)?;
            }
        }
        Ok(())
    }

    /// Gives the file what there is.
    pub fn flush(&mut self, vm: &mut Vm) -> PyResult<()> {
        self.commit();
        let bytes = vm.bytes(&self.bytes);
        self.bytes.clear();
        vm.call(&self.write, &[bytes]).map(drop)
    }

    pub fn finish(mut self, vm: &Vm) -> Value {
        self.commit();
        vm.bytes(&self.bytes)
    }

    /// A text behind its header. A long one stands outside of frames, and a file gets it as it is: `object` if that is the text.
    pub fn text(&mut self, vm: &mut Vm, header: &[u8], text: &[u8], object: Option<&Value>) -> PyResult<()> {
        if text.len() < WHOLE_FRAME {
            self.put(header);
            self.bytes.extend_from_slice(text);
            return Ok(());
        }
        self.commit();
        let framing = std::mem::replace(&mut self.framing, false);
        self.put(header);
        if self.write.is_null() {
            if self.bytes.try_reserve(text.len()).is_err() {
                return Err(vm.memory_error());
            }
            self.bytes.extend_from_slice(text);
        } else {
            let object = object.cloned().unwrap_or_else(|| vm.bytes(text));
            self.flush(vm)?;
            vm.call(&self.write, &[object])?;
        }
        self.framing = framing;
        Ok(())
    }
}
