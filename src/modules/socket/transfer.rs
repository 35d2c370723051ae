//! Sending and receiving.

use super::address::{from_python, to_python};
use super::object::{family, when_ready};
use crate::builtins::buffer::{self, Buffer, bytes_like};
use crate::builtins::sequence::expect_memory;
use crate::builtins::text::{c_int, ssize};
use crate::object::{Tuple, Value};
use crate::system::sockets::{self as system, Ancillary, Message};
use crate::vm::{Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "recv", signature: "(self, buffersize, flags=0, /)", function: recv },
    Native { name: "recv_into", signature: "(self, /, buffer, nbytes=0, flags=0)", function: recv_into },
    Native { name: "recvfrom", signature: "(self, buffersize, flags=0, /)", function: recvfrom },
    Native { name: "recvfrom_into", signature: "(self, /, buffer, nbytes=0, flags=0)", function: recvfrom_into },
    Native { name: "recvmsg", signature: "(self, bufsize, ancbufsize=0, flags=0, /)", function: recvmsg },
    Native { name: "recvmsg_into", signature: "(self, buffers, ancbufsize=0, flags=0, /)", function: recvmsg_into },
    Native { name: "send", signature: "(self, data, flags=0, /)", function: send },
    Native { name: "sendall", signature: "(self, data, flags=0, /)", function: sendall },
    Native { name: "sendto", signature: "(self, *args)", function: sendto },
    Native { name: "sendmsg", signature: "(self, buffers, ancdata=(), flags=0, address=None, /)", function: sendmsg },
];

pub const FUNCTIONS: &[Native] = &[
    Native { name: "CMSG_LEN", signature: "(length, /)", function: |vm, args| length_beside(vm, args, "CMSG_LEN") },
    Native { name: "CMSG_SPACE", signature: "(length, /)", function: |vm, args| length_beside(vm, args, "CMSG_SPACE") },
];

fn length_beside(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let length = ssize(vm, &args[0])?;
    let Some(length) = u32::try_from(length).ok().filter(|length| *length <= 0x7fff_ffff - 64) else {
        return Err(vm.overflow_error(format!("{function}() argument out of range")));
    };
    let (without, with) = system::ancillary_lengths(length);
    Ok(Value::size(if function == "CMSG_LEN" { without } else { with }))
}

fn flags(vm: &mut Vm, given: &Value) -> PyResult<i32> {
    if given.is_null() { Ok(0) } else { c_int(vm, given) }
}

/// Room for so many bytes.
fn room(vm: &mut Vm, given: &Value, function: &str) -> PyResult<Vec<u8>> {
    let Ok(size) = usize::try_from(ssize(vm, given)?) else {
        return Err(vm.value_error(format!("negative buffersize in {function}")));
    };
    expect_memory(vm, size)?;
    let mut room = Vec::new();
    if room.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    room.resize(size, 0);
    Ok(room)
}

fn receive(vm: &mut Vm, socket: &Value, room: &mut [u8], flags: i32) -> PyResult<(usize, system::Address)> {
    when_ready(vm, socket, false, |fd| system::receive(fd, room, flags))
}

fn recv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut room, flags) = (room(vm, &args[1], "recv")?, flags(vm, &args[2])?);
    if room.is_empty() {
        return Ok(vm.bytes(b""));
    }
    let (count, _) = receive(vm, &args[0], &mut room, flags)?;
    Ok(vm.bytes(&room[..count]))
}

fn recvfrom(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut room, flags) = (room(vm, &args[1], "recvfrom")?, flags(vm, &args[2])?);
    let (count, from) = receive(vm, &args[0], &mut room, flags)?;
    let parts = [vm.bytes(&room[..count]), to_python(vm, &from)?];
    Ok(vm.tuple(parts))
}

/// Receives into a buffer, as much as is said or it holds.
fn fill(vm: &mut Vm, args: &[Value], function: &str) -> PyResult<(usize, system::Address)> {
    let target = buffer::writable(vm, &args[1], &format!("{function}() argument 1"))?;
    let wanted = if args[2].is_null() { 0 } else { ssize(vm, &args[2])? };
    let (flags, length) = (flags(vm, &args[3])?, target.byte_len());
    let wanted = match usize::try_from(wanted) {
        Err(_) => return Err(vm.value_error(format!("negative buffersize in {function}"))),
        Ok(wanted) if wanted > length => {
            let words = match function {
                "recv_into" => "buffer too small for requested bytes",
                _ => "nbytes is greater than the length of the buffer",
            };
            return Err(vm.value_error(words));
        }
        Ok(0) => length,
        Ok(wanted) => wanted,
    };
    let mut room = vec![0; wanted];
    let (count, from) = receive(vm, &args[0], &mut room, flags)?;
    target.write(vm, 0, &room[..count]);
    target.release(vm);
    Ok((count, from))
}

fn recv_into(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (count, _) = fill(vm, args, "recv_into")?;
    Ok(Value::size(count))
}

fn recvfrom_into(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (count, from) = fill(vm, args, "recvfrom_into")?;
    let parts = [Value::size(count), to_python(vm, &from)?];
    Ok(vm.tuple(parts))
}

fn message(vm: &mut Vm, args: &[Value], room: &mut [u8]) -> PyResult<Message> {
    let beside = if args[2].is_null() { 0 } else { ssize(vm, &args[2])? };
    let Some(beside) = usize::try_from(beside).ok().filter(|size| *size <= 1 << 30) else {
        return Err(vm.value_error("invalid ancillary data buffer length"));
    };
    let flags = flags(vm, &args[3])?;
    when_ready(vm, &args[0], false, |fd| system::receive_message(fd, room, beside, flags))
}

/// What came beside the bytes, flags and sender.
fn told(vm: &mut Vm, first: Value, message: &Message) -> PyResult {
    let mut beside = Vec::new();
    for (level, kind, data) in &message.beside {
        let parts = [vm.int((*level).into()), vm.int((*kind).into()), vm.bytes(data)];
        beside.push(vm.tuple(parts));
    }
    let parts = [first, vm.list(beside), vm.int(message.flags.into()), to_python(vm, &message.from)?];
    Ok(vm.tuple(parts))
}

fn recvmsg(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut room = room(vm, &args[1], "recvmsg()")?;
    let message = message(vm, args, &mut room)?;
    let bytes = vm.bytes(&room[..message.count]);
    told(vm, bytes, &message)
}

fn recvmsg_into(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut targets: Vec<Buffer> = Vec::new();
    for target in vm.collect(&args[1])? {
        targets.push(buffer::writable(vm, &target, "recvmsg_into() argument 1")?);
    }
    let mut room = vec![0; targets.iter().map(Buffer::byte_len).sum()];
    let message = message(vm, args, &mut room)?;
    let mut rest = &room[..message.count];
    for target in &targets {
        let (part, after) = rest.split_at(rest.len().min(target.byte_len()));
        target.write(vm, 0, part);
        rest = after;
    }
    told(vm, Value::size(message.count), &message)
}

fn send(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (bytes, flags) = (bytes_like(vm, &args[1])?, flags(vm, &args[2])?);
    let sent = when_ready(vm, &args[0], true, |fd| system::send(fd, &bytes, flags, None))?;
    Ok(Value::size(sent))
}

fn sendall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (bytes, flags) = (bytes_like(vm, &args[1])?, flags(vm, &args[2])?);
    let mut rest = &bytes[..];
    loop {
        let sent = when_ready(vm, &args[0], true, |fd| system::send(fd, rest, flags, None))?;
        rest = &rest[sent..];
        if rest.is_empty() {
            return Ok(Value::NONE);
        }
        vm.attend()?;
    }
}

fn sendto(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (flags, address) = match args {
        [_, _, address] => (0, address),
        [_, _, flags, address] => (c_int(vm, flags)?, address),
        _ => {
            let given = args.len() - 1;
            return Err(vm.type_error(format!("sendto() takes 2 or 3 arguments ({given} given)")));
        }
    };
    let bytes = bytes_like(vm, &args[1])?;
    let family = family(vm, &args[0]);
    let to = from_python(vm, address, family, "sendto")?;
    let sent = when_ready(vm, &args[0], true, |fd| system::send(fd, &bytes, flags, Some(&to)))?;
    Ok(Value::size(sent))
}

fn beside(vm: &mut Vm, given: &Value) -> PyResult<Vec<Ancillary>> {
    let mut all = Vec::new();
    if given.is_null() {
        return Ok(all);
    }
    for item in vm.collect(given)? {
        let parts = item.get::<Tuple>().map(|parts| parts.items().to_vec()).unwrap_or_default();
        let [level, kind, data] = &parts[..] else {
            return Err(vm.type_error("[sendmsg() ancillary data items] must be 3-item tuples"));
        };
        all.push((c_int(vm, level)?, c_int(vm, kind)?, bytes_like(vm, data)?.into_owned()));
    }
    Ok(all)
}

fn sendmsg(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut bytes = Vec::new();
    for part in vm.collect(&args[1])? {
        bytes.extend_from_slice(&bytes_like(vm, &part)?);
    }
    let (beside, flags) = (beside(vm, &args[2])?, flags(vm, &args[3])?);
    let to = match args[4].given().filter(|address| !address.is_none()) {
        Some(address) => {
            let family = family(vm, &args[0]);
            Some(from_python(vm, address, family, "sendmsg")?)
        }
        None => None,
    };
    let send = |fd| system::send_message(fd, &bytes, &beside, flags, to.as_ref());
    let sent = when_ready(vm, &args[0], true, send)?;
    Ok(Value::size(sent))
}
