//! Names of hosts, services, protocols and interfaces; numbers as networks have them.

use super::State;
use super::address::{from_python, to_python};
use crate::builtins::buffer::bytes_like;
use crate::builtins::codecs;
use crate::builtins::text::{c_int, class_name, str_argument};
use crate::modules::posix::{c_string, decode, failed};
use crate::number::IntRef;
use crate::object::{ByteArray, Bytes, Exception, Str, Tuple, Value};
use crate::system::sockets::{self as system, Found, Place, Unknown};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use rustix::io::Errno;
use std::ffi::CString;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "getaddrinfo", signature: "(host, port, family=0, type=0, proto=0, flags=0)", function: getaddrinfo },
    Native { name: "getnameinfo", signature: "(sockaddr, flags, /)", function: getnameinfo },
    Native { name: "gethostname", signature: "()", function: gethostname },
    Native { name: "sethostname", signature: "(name, /)", function: sethostname },
    Native { name: "gethostbyname", signature: "(host, /)", function: gethostbyname },
    Native { name: "gethostbyname_ex", signature: "(host, /)", function: gethostbyname_ex },
    Native { name: "gethostbyaddr", signature: "(host, /)", function: gethostbyaddr },
    Native { name: "getservbyname", signature: "(servicename, protocolname=<missing>, /)", function: getservbyname },
    Native { name: "getservbyport", signature: "(port, protocolname=<missing>, /)", function: getservbyport },
    Native { name: "getprotobyname", signature: "(name, /)", function: getprotobyname },
    Native { name: "if_nameindex", signature: "()", function: if_nameindex },
    Native { name: "if_nametoindex", signature: "(oname, /)", function: if_nametoindex },
    Native { name: "if_indextoname", signature: "(if_index, /)", function: if_indextoname },
    Native { name: "inet_aton", signature: "(ip_addr, /)", function: inet_aton },
    Native { name: "inet_ntoa", signature: "(packed_ip, /)", function: inet_ntoa },
    Native { name: "inet_pton", signature: "(address_family, ip_string, /)", function: inet_pton },
    Native { name: "inet_ntop", signature: "(address_family, packed_ip, /)", function: inet_ntop },
    Native { name: "htons", signature: "(x, /)", function: |vm, args| swap_short(vm, &args[0], "htons") },
    Native { name: "ntohs", signature: "(x, /)", function: |vm, args| swap_short(vm, &args[0], "ntohs") },
    Native { name: "htonl", signature: "(x, /)", function: |vm, args| swap_long(vm, &args[0]) },
    Native { name: "ntohl", signature: "(x, /)", function: |vm, args| swap_long(vm, &args[0]) },
];

/// `gaierror`, with the number and the words.
fn unknown(vm: &mut Vm, error: Unknown) -> Raised {
    let number = match error {
        Unknown::System(error) => return failed(vm, error, &[]),
        Unknown::Number(number) => number,
    };
    let class = vm.state::<State>().unknown.clone();
    let (number, words) = (vm.int(number.into()), vm.str(&system::unknown_words(number)));
    match vm.call(&class, &[number, words]).map(|made| made.downcast::<Exception>()) {
        Ok(Ok(made)) => Raised(made),
        Ok(Err(_)) => vm.raise(ExceptionKind::OSError, "unknown host"),
        Err(raised) => raised,
    }
}

fn plain(vm: &mut Vm, words: &str) -> Raised {
    vm.raise(ExceptionKind::OSError, words)
}

/// A host's name as the system takes it: what is no ASCII is encoded as names of domains are.
pub fn host_name(vm: &mut Vm, given: &Value) -> PyResult<CString> {
    let name = if let Some(text) = given.get::<Str>() {
        if text.as_bytes().is_ascii() {
            text.as_bytes().to_vec()
        } else {
            let (encoding, errors) = (vm.str("idna"), vm.str("strict"));
            let made = codecs::encode(vm, given, &encoding, &errors)?;
            made.get::<Bytes>().map(|made| made.as_bytes().to_vec()).unwrap_or_default()
        }
    } else if given.is_a::<Bytes>() || given.is_a::<ByteArray>() {
        bytes_like(vm, given)?.into_owned()
    } else {
        let class = class_name(vm, given);
        return Err(vm.type_error(format!("str, bytes or bytearray expected, not {class}")));
    };
    CString::new(name).map_err(|_| vm.type_error("host name must not contain null character"))
}

/// The address of a host: of all for an empty name.
pub fn resolve_address(vm: &mut Vm, host: &CString, family: i32) -> PyResult<Option<Place>> {
    match (host.as_bytes(), family) {
        (b"", libc::AF_INET) => return Ok(Some(Place::Ip(Ipv4Addr::UNSPECIFIED.into(), 0, 0, 0))),
        (b"", libc::AF_INET6) => return Ok(Some(Place::Ip(Ipv6Addr::UNSPECIFIED.into(), 0, 0, 0))),
        (b"255.255.255.255" | b"<broadcast>", libc::AF_INET | libc::AF_UNSPEC) => {
            return Ok(Some(Place::Ip(Ipv4Addr::BROADCAST.into(), 0, 0, 0)));
        }
        _ => {}
    }
    match vm.without_baton(|| system::look_up(Some(host), None, [family, 0, 0, 0])) {
        Ok(found) => Ok(found.first().map(|found| found.address.place())),
        Err(error) => Err(unknown(vm, error)),
    }
}

pub fn resolve(vm: &mut Vm, host: &CString, family: i32) -> PyResult<Option<IpAddr>> {
    match resolve_address(vm, host, family)? {
        Some(Place::Ip(address, ..)) => Ok(Some(address)),
        _ => Ok(None),
    }
}

fn getaddrinfo(vm: &mut Vm, args: &[Value]) -> PyResult {
    let host = match &args[0] {
        none if none.is_none() => None,
        text if text.is_a::<Str>() || text.is_a::<Bytes>() => Some(host_name(vm, text)?),
        _ => return Err(vm.type_error("getaddrinfo() argument 1 must be string or None")),
    };
    let service = match &args[1] {
        none if none.is_none() => None,
        number if number.as_int().is_some() => {
            let number = vm.index_i64(number)?;
            CString::new(number.to_string()).ok()
        }
        text if text.is_a::<Str>() || text.is_a::<Bytes>() => Some(c_string(vm, text)?),
        _ => return Err(plain(vm, "Int or String expected")),
    };
    let mut hints = [0; 4];
    for (hint, given) in hints.iter_mut().zip(&args[2..]) {
        if !given.is_null() {
            *hint = c_int(vm, given)?;
        }
    }
    let found = match vm.without_baton(|| system::look_up(host.as_deref(), service.as_deref(), hints)) {
        Ok(found) => found,
        Err(error) => return Err(unknown(vm, error)),
    };
    let mut all = Vec::new();
    for Found { family, kind, protocol, name, address } in found {
        let numbers = [family, kind, protocol].map(|number| vm.int(number.into()));
        let [family, kind, protocol] = numbers;
        let (name, address) = (decode(vm, &name, false)?, to_python(vm, &address)?);
        all.push(vm.tuple([family, kind, protocol, name, address]));
    }
    Ok(vm.list(all))
}

fn getnameinfo(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags = c_int(vm, &args[1])?;
    let Some(parts) = args[0].get::<Tuple>().map(|parts| parts.items().to_vec()) else {
        return Err(vm.type_error("getnameinfo() argument 1 must be a tuple"));
    };
    if !(2..=4).contains(&parts.len()) {
        return Err(vm.type_error("getnameinfo(): illegal sockaddr argument"));
    }
    str_argument(vm, &parts[0], "getnameinfo(): illegal sockaddr argument")?;
    let host = c_string(vm, &parts[0])?;
    let hints = [libc::AF_UNSPEC, libc::SOCK_DGRAM, 0, libc::AI_NUMERICHOST];
    let found = match vm.without_baton(|| system::look_up(Some(&host), None, hints)) {
        Ok(found) => found,
        Err(error) => return Err(unknown(vm, error)),
    };
    let [found] = &found[..] else { return Err(plain(vm, "sockaddr resolved to multiple addresses")) };
    if found.family == libc::AF_INET && parts.len() != 2 {
        return Err(plain(vm, "IPv4 sockaddr must be 2 tuple"));
    }
    let address = from_python(vm, &args[0], found.family, "getnameinfo")?;
    match vm.without_baton(|| system::names_of(&address, flags)) {
        Ok([host, service]) => {
            let parts = [decode(vm, &host, false)?, decode(vm, &service, false)?];
            Ok(vm.tuple(parts))
        }
        Err(error) => Err(unknown(vm, error)),
    }
}

fn gethostname(vm: &mut Vm, _: &[Value]) -> PyResult {
    decode(vm, rustix::system::uname().nodename().to_bytes(), false)
}

fn sethostname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = c_string(vm, &args[0])?;
    match system::set_host_name(name.as_bytes()) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn gethostbyname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let host = host_name(vm, &args[0])?;
    let address = resolve(vm, &host, libc::AF_INET)?;
    Ok(vm.str(&address.map_or(String::new(), |address| address.to_string())))
}

/// Name, aliases and addresses of a host.
fn host_entry(vm: &mut Vm, name: Value, addresses: Vec<String>) -> Value {
    let addresses = addresses.iter().map(|address| vm.str(address)).collect();
    let parts = [name, vm.list(Vec::new()), vm.list(addresses)];
    vm.tuple(parts)
}

fn gethostbyname_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let host = host_name(vm, &args[0])?;
    match vm.without_baton(|| system::look_up(Some(&host), None, [libc::AF_INET, libc::SOCK_STREAM, 0, libc::AI_CANONNAME]))
    {
        Ok(found) => {
            let name = found.first().map(|found| found.name.clone()).unwrap_or_default();
            let name = decode(vm, &name, false)?;
            let address = |found: &Found| match found.address.place() {
                Place::Ip(address, ..) => Some(address.to_string()),
                _ => None,
            };
            let addresses = found.iter().filter_map(address).collect();
            Ok(host_entry(vm, name, addresses))
        }
        Err(error) => Err(unknown(vm, error)),
    }
}

fn gethostbyaddr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let host = host_name(vm, &args[0])?;
    let found = match vm.without_baton(|| system::look_up(Some(&host), None, [libc::AF_UNSPEC, libc::SOCK_STREAM, 0, 0])) {
        Ok(found) => found,
        Err(error) => return Err(unknown(vm, error)),
    };
    let Some(first) = found.first() else { return Err(plain(vm, "unknown host")) };
    match vm.without_baton(|| system::names_of(&first.address, libc::NI_NAMEREQD)) {
        Ok([name, _]) => {
            let address = match first.address.place() {
                Place::Ip(address, ..) => address.to_string(),
                _ => String::new(),
            };
            let name = decode(vm, &name, false)?;
            Ok(host_entry(vm, name, vec![address]))
        }
        Err(_) => {
            let class = vm.state::<State>().host_error.clone();
            let (number, words) = (Value::size(1), vm.str("Unknown host"));
            match vm.call(&class, &[number, words])?.downcast::<Exception>() {
                Ok(made) => Err(Raised(made)),
                Err(_) => Err(plain(vm, "Unknown host")),
            }
        }
    }
}

fn optional(vm: &mut Vm, given: &Value) -> PyResult<Option<CString>> {
    match given.given() {
        Some(given) => c_string(vm, given).map(Some),
        None => Ok(None),
    }
}

fn getservbyname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (name, protocol) = (c_string(vm, &args[0])?, optional(vm, &args[1])?);
    match system::service_port(&name, protocol.as_deref()) {
        Some(port) => Ok(Value::size(port.into())),
        None => Err(plain(vm, "service/proto not found")),
    }
}

fn getservbyport(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (port, protocol) = (c_int(vm, &args[0])?, optional(vm, &args[1])?);
    let Ok(port) = u16::try_from(port) else {
        return Err(vm.overflow_error("getservbyport: port must be 0-65535."));
    };
    match system::service_name(port, protocol.as_deref()) {
        Some(name) => decode(vm, name.to_bytes(), false),
        None => Err(plain(vm, "port/proto not found")),
    }
}

fn getprotobyname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = c_string(vm, &args[0])?;
    match system::protocol_number(&name) {
        Some(number) => Ok(vm.int(number.into())),
        None => Err(plain(vm, "protocol not found")),
    }
}

fn interfaces(vm: &mut Vm) -> PyResult<Vec<(u32, Vec<u8>)>> {
    system::interfaces().map_err(|error| failed(vm, error, &[]))
}

fn if_nameindex(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut all = Vec::new();
    for (number, name) in interfaces(vm)? {
        let pair = [Value::size(number as usize), decode(vm, &name, false)?];
        all.push(vm.tuple(pair));
    }
    Ok(vm.list(all))
}

fn if_nametoindex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let wanted = c_string(vm, &args[0])?;
    match interfaces(vm)?.iter().find(|(_, name)| *name == wanted.as_bytes()) {
        Some((number, _)) => Ok(Value::size(*number as usize)),
        None => Err(plain(vm, "no interface with this name")),
    }
}

fn if_indextoname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let wanted = vm.index_i64(&args[0])?;
    match interfaces(vm)?.iter().find(|(number, _)| i64::from(*number) == wanted) {
        Some((_, name)) => decode(vm, name, false),
        None => Err(failed(vm, Errno::NXIO, &[])),
    }
}

/// An address as C reads it: one to four numbers, decimal, octal or hexadecimal, the last of which fills the rest.
fn address_of(text: &str) -> Option<Ipv4Addr> {
    let number = |part: &str| match part {
        _ if part.starts_with(['+', '-']) => None,
        _ if part.starts_with("0x") || part.starts_with("0X") => u32::from_str_radix(&part[2..], 16).ok(),
        _ if part.starts_with('0') && part.len() > 1 => u32::from_str_radix(&part[1..], 8).ok(),
        _ => part.parse().ok(),
    };
    let parts: Vec<u32> = text.split('.').map(number).collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|part| *part > 255) {
        return None;
    }
    let room = 8 * (4 - first.len() as u32);
    if room < 32 && *last >= 1 << room {
        return None;
    }
    let high = first.iter().zip([24, 16, 8]).fold(0, |sum, (part, shift)| sum | part << shift);
    Some(Ipv4Addr::from(high | last))
}

fn inet_aton(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = str_argument(vm, &args[0], "inet_aton() argument")?.to_string_lossy().into_owned();
    match address_of(text.split_ascii_whitespace().next().unwrap_or("")) {
        Some(address) => Ok(vm.bytes(&address.octets())),
        None => Err(plain(vm, "illegal IP address string passed to inet_aton")),
    }
}

fn inet_ntoa(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_like(vm, &args[0])?.into_owned();
    match <[u8; 4]>::try_from(bytes) {
        Ok(address) => Ok(vm.str(&Ipv4Addr::from(address).to_string())),
        Err(_) => Err(plain(vm, "packed IP wrong length for inet_ntoa")),
    }
}

fn inet_pton(vm: &mut Vm, args: &[Value]) -> PyResult {
    let family = c_int(vm, &args[0])?;
    let text = str_argument(vm, &args[1], "inet_pton() argument 2")?.to_string_lossy().into_owned();
    let bytes = match family {
        libc::AF_INET => text.parse::<Ipv4Addr>().ok().map(|address| address.octets().to_vec()),
        libc::AF_INET6 => text.parse::<Ipv6Addr>().ok().map(|address| address.octets().to_vec()),
        _ => return Err(failed(vm, Errno::AFNOSUPPORT, &[])),
    };
    match bytes {
        Some(bytes) => Ok(vm.bytes(&bytes)),
        None => Err(plain(vm, "illegal IP address string passed to inet_pton")),
    }
}

fn inet_ntop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (family, bytes) = (c_int(vm, &args[0])?, bytes_like(vm, &args[1])?.into_owned());
    let text = match family {
        libc::AF_INET => <[u8; 4]>::try_from(bytes).ok().map(|address| Ipv4Addr::from(address).to_string()),
        libc::AF_INET6 => <[u8; 16]>::try_from(bytes).ok().map(|address| Ipv6Addr::from(address).to_string()),
        _ => return Err(vm.value_error(format!("unknown address family {family}"))),
    };
    match text {
        Some(text) => Ok(vm.str(&text)),
        None => Err(vm.value_error("invalid length of packed IP address string")),
    }
}

fn swap_short(vm: &mut Vm, given: &Value, function: &str) -> PyResult {
    let index = vm.index(given)?;
    let negative = index.as_int().is_some_and(|index| index.is_negative());
    match index.as_int().and_then(IntRef::to_i64).map(u16::try_from) {
        Some(Ok(number)) => Ok(Value::size(number.to_be().into())),
        _ if negative => {
            Err(vm.overflow_error(format!("{function}: can't convert negative Python int to C 16-bit unsigned integer")))
        }
        _ => Err(vm.overflow_error(format!("{function}: Python int too large to convert to C 16-bit unsigned integer"))),
    }
}

fn swap_long(vm: &mut Vm, given: &Value) -> PyResult {
    if given.as_int().is_none() {
        let class = class_name(vm, given);
        return Err(vm.type_error(format!("expected int, {class} found")));
    }
    let negative = given.as_int().is_some_and(|index| index.is_negative());
    match given.as_int().and_then(IntRef::to_i64).map(u32::try_from) {
        Some(Ok(number)) => Ok(Value::size(number.to_be() as usize)),
        _ if negative => Err(vm.overflow_error("can't convert negative value to unsigned int")),
        _ => Err(vm.overflow_error("int larger than 32 bits")),
    }
}
