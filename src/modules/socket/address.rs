//! Addresses between Python and the system.

use super::names::{self, host_name};
use crate::builtins::buffer::bytes_like;
use crate::builtins::text::{c_int, class_name};
use crate::modules::posix::{decode, encode};
use crate::object::{Str, Tuple, Value};
use crate::system::sockets::{Address, Place};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};
use std::net::IpAddr;

/// An address as Python has it.
pub fn to_python(vm: &mut Vm, address: &Address) -> PyResult {
    match address.place() {
        Place::Nowhere => Ok(Value::NONE),
        Place::Ip(IpAddr::V4(address), port, ..) => {
            let parts = [vm.str(&address.to_string()), Value::size(port.into())];
            Ok(vm.tuple(parts))
        }
        Place::Ip(IpAddr::V6(address), port, flow, scope) => {
            let numbers = [u32::from(port), flow, scope].map(|number| Value::size(number as usize));
            let [port, flow, scope] = numbers;
            let parts = [vm.str(&address.to_string()), port, flow, scope];
            Ok(vm.tuple(parts))
        }
        // A name that is no path is bytes.
        Place::Unix(path) => decode(vm, &path, path.first() == Some(&0)),
        Place::Other(family, rest) => {
            let parts = [Value::size(family.into()), vm.bytes(&rest)];
            Ok(vm.tuple(parts))
        }
    }
}

fn port(vm: &mut Vm, given: &Value, function: &str) -> PyResult<u16> {
    let wrong = |vm: &mut Vm| vm.overflow_error(format!("{function}(): port must be 0-65535."));
    match c_int(vm, given) {
        Ok(number) => u16::try_from(number).map_err(|_| wrong(vm)),
        Err(raised) if raised.is(ExceptionKind::OverflowError, vm) => Err(wrong(vm)),
        Err(raised) => Err(raised),
    }
}

/// The elements of a tuple, if that is what was given.
fn elements(vm: &mut Vm, given: &Value, function: &str, family: &str) -> PyResult<Vec<Value>> {
    match given.get::<Tuple>() {
        Some(tuple) => Ok(tuple.items().to_vec()),
        None => {
            let class = class_name(vm, given);
            Err(vm.type_error(format!("{function}(): {family} address must be tuple, not {class}")))
        }
    }
}

/// An address as Python has it, for a socket of a family; `function` is what it is given to.
pub fn from_python(vm: &mut Vm, given: &Value, family: i32, function: &str) -> PyResult<Address> {
    match family {
        libc::AF_UNIX => unix(vm, given),
        libc::AF_INET => {
            let parts = elements(vm, given, function, "AF_INET")?;
            let [host, number] = &parts[..] else {
                return Err(vm.type_error("AF_INET address must be a pair (host, port)"));
            };
            let host = host_name(vm, host)?;
            let number = port(vm, number, function)?;
            match names::resolve(vm, &host, family)? {
                Some(IpAddr::V4(address)) => Ok(Address::v4(address, number)),
                _ => Err(wrong_family(vm)),
            }
        }
        libc::AF_INET6 => {
            let parts = elements(vm, given, function, "AF_INET6")?;
            if !(2..=4).contains(&parts.len()) {
                return Err(vm.type_error("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"));
            }
            let host = host_name(vm, &parts[0])?;
            let number = port(vm, &parts[1], function)?;
            let mut rest = [0; 2];
            for (number, given) in rest.iter_mut().zip(&parts[2..]) {
                *number = vm.index_i64(given)? as u32;
            }
            if rest[0] > 0xfffff {
                return Err(vm.overflow_error(format!("{function}(): flowinfo must be 0-1048575.")));
            }
            match names::resolve_address(vm, &host, family)? {
                Some(Place::Ip(IpAddr::V6(address), _, _, scope)) => {
                    let scope = if rest[1] != 0 { rest[1] } else { scope };
                    Ok(Address::v6(address, number, rest[0], scope))
                }
                _ => Err(wrong_family(vm)),
            }
        }
        _ => Err(vm.raise(ExceptionKind::OSError, format!("{function}(): bad family"))),
    }
}

fn wrong_family(vm: &mut Vm) -> Raised {
    vm.raise(ExceptionKind::OSError, "address family mismatched")
}

fn unix(vm: &mut Vm, given: &Value) -> PyResult<Address> {
    let path = match given.is_a::<Str>() {
        true => encode(vm, given)?,
        false => bytes_like(vm, given)?.into_owned(),
    };
    match Address::unix(&path) {
        Some(address) => Ok(address),
        None => Err(vm.raise(ExceptionKind::OSError, "AF_UNIX path too long")),
    }
}
