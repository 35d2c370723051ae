//! Mapped memory as storage of buffers: what `mmap` objects hold.

use crate::object::{Opaque, Value};
use crate::system::memory::Mapping;
use rustix::fd::OwnedFd;
use std::rc::Rc;

pub struct Mapped {
    /// Nothing once it is closed.
    pub memory: Option<Mapping>,
    /// Buffers hold it too: while they do, the memory stays where it is.
    pub exported: Rc<()>,
    pub position: usize,
    pub offset: u64,
    pub access: i32,
    /// What is mapped, if it is a file that is to be known further on.
    pub file: Option<OwnedFd>,
    pub is_shared_memory: bool,
}

impl Opaque for Mapped {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Mapped {
    pub const READ_ONLY: i32 = 1;

    pub fn bytes(&self) -> &[u8] {
        self.memory.as_ref().map_or(&[], Mapping::bytes)
    }

    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.memory.as_mut().map_or(&mut [], Mapping::bytes_mut)
    }

    pub fn is_exported(&self) -> bool {
        Rc::strong_count(&self.exported) > 1
    }
}
