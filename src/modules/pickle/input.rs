//! Where an unpickler reads: bytes in memory, or those that a file has given so far.

use super::{Fault, fault};
use crate::builtins::buffer::bytes_like;
use crate::builtins::memoryview;
use crate::builtins::sequence::expect_memory;
use crate::builtins::text::ssize;
use crate::object::{ByteArray, Bytes, Ref, Value};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// So many bytes are looked at ahead where a file lets one look without reading.
const AHEAD: usize = 8192 * 16;

/// A file's methods.
pub struct File {
    read: Value,
    readline: Value,
    /// NULL where the file has none.
    readinto: Value,
    peek: Value,
}

#[derive(Default)]
pub struct Input {
    data: Option<Ref<Bytes>>,
    at: usize,
    /// Up to here, what the data are is read from the file. Beyond, it was only looked at.
    read: usize,
    file: Option<File>,
}

impl File {
    pub fn of(vm: &mut Vm, file: &Value) -> PyResult<File> {
        let mut get = |name: &str| {
            let name = vm.intern(name);
            Ok(vm.try_getattr(file, &name)?.unwrap_or_default())
        };
        let [peek, readinto, read, readline] = [get("peek")?, get("readinto")?, get("read")?, get("readline")?];
        if read.is_null() || readline.is_null() {
            return Err(vm.type_error("file must have 'read' and 'readline' attributes"));
        }
        Ok(File { read, readline, readinto, peek })
    }
}

impl Input {
    pub fn of_file(file: File) -> Input {
        Input { file: Some(file), ..Input::default() }
    }

    pub fn of_data(vm: &mut Vm, data: &Value) -> PyResult<Input> {
        let mut input = Input::default();
        input.take_data(vm, data)?;
        Ok(input)
    }

    pub fn is_file(&self) -> bool {
        self.file.is_some()
    }

    pub fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(data) = &self.data {
            visit(data.value());
        }
        if let Some(file) = &self.file {
            [&file.read, &file.readline, &file.readinto, &file.peek].into_iter().for_each(visit);
        }
    }

    /// Reads from these bytes from now on; gives how many they are.
    fn take_data(&mut self, vm: &mut Vm, data: &Value) -> PyResult<usize> {
        let data = match vm.type_of(data).is(&vm.types().bytes) {
            true => data.clone(),
            false => {
                let bytes = bytes_like(vm, data)?;
                vm.bytes(&bytes)
            }
        };
        let data = data.downcast::<Bytes>().ok();
        let len = data.as_ref().map_or(0, |data| data.as_bytes().len());
        (self.data, self.at, self.read) = (data, 0, len);
        Ok(len)
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        self.data.as_ref().map_or(&[], |data| data.as_bytes())
    }

    #[inline]
    pub fn byte(&mut self, vm: &mut Vm) -> PyResult<u8> {
        match self.bytes().get(self.at) {
            Some(&byte) => {
                self.at += 1;
                Ok(byte)
            }
            None => self.next(vm, 1).map(|bytes| bytes[0]),
        }
    }

    #[inline]
    pub fn array<const N: usize>(&mut self, vm: &mut Vm) -> PyResult<[u8; N]> {
        Ok(self.next(vm, N)?.try_into().unwrap_or([0; N]))
    }

    /// The next bytes, just as many.
    #[inline]
    pub fn next(&mut self, vm: &mut Vm, count: usize) -> PyResult<&[u8]> {
        if self.bytes().len() - self.at < count {
            self.fill(vm, count)?;
        }
        let from = self.at;
        self.at += count;
        Ok(self.bytes().get(from..from + count).unwrap_or_default())
    }

    /// Goes back by bytes that were just read.
    pub fn back(&mut self, count: usize) {
        self.at = self.at.saturating_sub(count);
    }

    /// Makes the file give so many bytes.
    #[cold]
    fn fill(&mut self, vm: &mut Vm, count: usize) -> PyResult<()> {
        if self.at.checked_add(count).is_none_or(|end| isize::try_from(end).is_err()) {
            return Err(fault(vm, Fault::Unpickling, "read would overflow (invalid bytecode)"));
        }
        if self.file.is_none() {
            return Err(truncated(vm));
        }
        self.skip_read(vm)?;
        if self.look_ahead(vm, count)? {
            return Ok(());
        }
        let Some(file) = &self.file else { return Ok(()) };
        let data = vm.call(&file.read, &[Value::size(count)])?;
        if self.take_data(vm, &data)? < count { Err(truncated(vm)) } else { Ok(()) }
    }

    /// Looks at what comes without reading it, if the file can; whether that is enough.
    fn look_ahead(&mut self, vm: &mut Vm, count: usize) -> PyResult<bool> {
        let Some(file) = self.file.as_mut().filter(|file| !file.peek.is_null() && count < AHEAD) else { return Ok(false) };
        match vm.call(&file.peek, &[Value::size(AHEAD)]) {
            Ok(data) => {
                let len = self.take_data(vm, &data)?;
                self.read = 0;
                Ok(count <= len)
            }
            Err(raised) if raised.is(ExceptionKind::NotImplementedError, vm) => {
                file.peek = Value::NULL;
                Ok(false)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Reads from the file what was only looked at and has been used.
    pub fn skip_read(&mut self, vm: &mut Vm) -> PyResult<()> {
        let Some(file) = self.file.as_ref().filter(|_| self.at > self.read) else { return Ok(()) };
        vm.call(&file.read, &[Value::size(self.at - self.read)])?;
        self.read = self.at;
        Ok(())
    }

    /// A line, without its end.
    pub fn line(&mut self, vm: &mut Vm) -> PyResult<Vec<u8>> {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        if let Some(len) = memchr::memchr(b'\n', rest) {
            let line = rest[..len].to_vec();
            self.at += len + 1;
            return Ok(line);
        }
        if self.file.is_none() {
            return Err(truncated(vm));
        }
        self.skip_read(vm)?;
        let Some(file) = &self.file else { return Err(truncated(vm)) };
        let data = vm.call(&file.readline, &[])?;
        let len = self.take_data(vm, &data)?;
        match self.bytes().split_last() {
            Some((b'\n', line)) => {
                let line = line.to_vec();
                self.at = len;
                Ok(line)
            }
            _ => Err(truncated(vm)),
        }
    }

    /// Bytes that may be many: from a file they come without being looked at ahead.
    pub fn take(&mut self, vm: &mut Vm, count: usize) -> PyResult<Vec<u8>> {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        if count <= rest.len() {
            let taken = rest[..count].to_vec();
            self.at += count;
            return Ok(taken);
        }
        expect_memory(vm, count)?;
        if self.file.is_none() {
            return Err(truncated(vm));
        }
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let mut taken = rest.to_vec();
        self.at += taken.len();
        self.skip_read(vm)?;
        let Some(file) = &self.file else { return Err(truncated(vm)) };
        let left = count - taken.len();
        if file.readinto.is_null() {
            let data = vm.call(&file.read, &[Value::size(left)])?;
            let Some(bytes) = data.get::<Bytes>() else {
                let class = vm.type_of(&data).value();
                let shown = vm.repr(&class)?;
                let message = format!("read() returned non-bytes object ({})", vm.text(&shown));
                return Err(vm.value_error(message));
            };
            match bytes.as_bytes().get(..left) {
                Some(bytes) => taken.extend_from_slice(bytes),
                None => return Err(truncated(vm)),
            }
            return Ok(taken);
        }
        let readinto = file.readinto.clone();
        let room = vm.bytearray(vec![0; left]);
        let view = memoryview::of(vm, &room)?;
        let got = vm.call(&readinto, &[view])?;
        match usize::try_from(ssize(vm, &got)?) {
            Err(_) => Err(vm.value_error("readinto() returned negative size")),
            Ok(got) if got < left => Err(truncated(vm)),
            Ok(_) => {
                taken.extend_from_slice(room.get::<ByteArray>().map_or(&[], |room| room.bytes(vm)));
                Ok(taken)
            }
        }
    }
}

#[cold]
pub fn truncated(vm: &mut Vm) -> Raised {
    fault(vm, Fault::Unpickling, "pickle data was truncated")
}
