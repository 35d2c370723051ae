//! Sockets, with addresses of any family as the system has them: bytes.

use super::{Result, check, last_error};
use rustix::io::Errno;
use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How long an address may be.
const LONGEST: usize = size_of::<libc::sockaddr_storage>();

/// An address: the family in two bytes, then what the family has.
#[derive(Clone, Copy)]
pub struct Address {
    bytes: [u8; LONGEST],
    length: usize,
}

/// What an address says.
pub enum Place {
    Nowhere,
    /// Address, port, flow and scope.
    Ip(IpAddr, u16, u32, u32),
    Unix(Vec<u8>),
    Other(u16, Vec<u8>),
}

impl Address {
    fn new(family: i32, rest: &[&[u8]]) -> Option<Address> {
        let mut bytes = [0; LONGEST];
        let mut length = 0;
        for part in [&(family as u16).to_ne_bytes()[..]].iter().chain(rest) {
            bytes.get_mut(length..length + part.len())?.copy_from_slice(part);
            length += part.len();
        }
        Some(Address { bytes, length })
    }

    pub fn v4(address: Ipv4Addr, port: u16) -> Address {
        Address::new(libc::AF_INET, &[&port.to_be_bytes(), &address.octets(), &[0; 8]]).expect("16 bytes")
    }

    pub fn v6(address: Ipv6Addr, port: u16, flow: u32, scope: u32) -> Address {
        let parts: [&[u8]; 4] = [&port.to_be_bytes(), &flow.to_be_bytes(), &address.octets(), &scope.to_ne_bytes()];
        Address::new(libc::AF_INET6, &parts).expect("28 bytes")
    }

    /// Nothing if the path is too long. One that begins with a NUL is a name and no path.
    pub fn unix(path: &[u8]) -> Option<Address> {
        const MOST: usize = 108;
        let is_path = path.first().is_some_and(|byte| *byte != 0);
        let fits = path.len() + usize::from(is_path) <= MOST;
        let end: &[u8] = if is_path { b"\0" } else { b"" };
        if fits { Address::new(libc::AF_UNIX, &[path, end]) } else { None }
    }

    pub fn place(&self) -> Place {
        let Some((family, rest)) = self.bytes[..self.length].split_first_chunk::<2>() else { return Place::Nowhere };
        let family = u16::from_ne_bytes(*family);
        let number = |at: usize| rest.get(at..at + 4).map_or([0; 4], |part| part.try_into().unwrap_or([0; 4]));
        let port = rest.first_chunk::<2>().map_or(0, |port| u16::from_be_bytes(*port));
        match i32::from(family) {
            libc::AF_INET if rest.len() >= 6 => Place::Ip(IpAddr::V4(number(2).into()), port, 0, 0),
            libc::AF_INET6 if rest.len() >= 26 => {
                let address: [u8; 16] = rest[6..22].try_into().unwrap_or([0; 16]);
                let (flow, scope) = (u32::from_be_bytes(number(2)), u32::from_ne_bytes(number(22)));
                Place::Ip(IpAddr::V6(address.into()), port, flow, scope)
            }
            libc::AF_UNIX => {
                let is_name = rest.first() == Some(&0);
                let end = if is_name { None } else { rest.iter().position(|byte| *byte == 0) };
                Place::Unix(rest[..end.unwrap_or(rest.len())].to_vec())
            }
            _ => Place::Other(family, rest.to_vec()),
        }
    }

    fn as_ptr(&self) -> *const libc::sockaddr {
        self.bytes.as_ptr().cast()
    }

    fn length(&self) -> libc::socklen_t {
        self.length as libc::socklen_t
    }
}

/// Has the system write an address.
fn received<T>(call: impl FnOnce(*mut libc::sockaddr, *mut libc::socklen_t) -> T) -> (T, Address) {
    // Aligned as any address has to be.
    let mut storage: MaybeUninit<libc::sockaddr_storage> = MaybeUninit::zeroed();
    let mut length = LONGEST as libc::socklen_t;
    let result = call(storage.as_mut_ptr().cast(), &mut length);
    let length = if (length as usize) <= LONGEST { length as usize } else { 0 };
    // SAFETY: all its bytes were zeroes at least, and bytes are all that is read.
    let bytes = unsafe { storage.as_ptr().cast::<[u8; LONGEST]>().read() };
    (result, Address { bytes, length })
}

pub fn socket(family: i32, kind: i32, protocol: i32) -> Result<i32> {
    // SAFETY: the system checks all.
    check(unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, protocol) })
}

pub fn pair(family: i32, kind: i32, protocol: i32) -> Result<[i32; 2]> {
    let mut ends = [-1; 2];
    // SAFETY: there is room for two.
    check(unsafe { libc::socketpair(family, kind | libc::SOCK_CLOEXEC, protocol, ends.as_mut_ptr()) })?;
    Ok(ends)
}

pub fn bind(fd: i32, address: &Address) -> Result<()> {
    // SAFETY: as many bytes as are said.
    check(unsafe { libc::bind(fd, address.as_ptr(), address.length()) }).map(drop)
}

pub fn connect(fd: i32, address: &Address) -> Result<()> {
    // SAFETY: as many bytes as are said.
    check(unsafe { libc::connect(fd, address.as_ptr(), address.length()) }).map(drop)
}

pub fn listen(fd: i32, backlog: i32) -> Result<()> {
    // SAFETY: the system checks both.
    check(unsafe { libc::listen(fd, backlog) }).map(drop)
}

pub fn shutdown(fd: i32, how: i32) -> Result<()> {
    // SAFETY: the system checks both.
    check(unsafe { libc::shutdown(fd, how) }).map(drop)
}

pub fn accept(fd: i32) -> Result<(i32, Address)> {
    // SAFETY: `received` gives room.
    let (fd, address) = received(|to, length| unsafe { libc::accept4(fd, to, length, libc::SOCK_CLOEXEC) });
    Ok((check(fd)?, address))
}

pub fn own_address(fd: i32) -> Result<Address> {
    // SAFETY: as above.
    let (result, address) = received(|to, length| unsafe { libc::getsockname(fd, to, length) });
    check(result).map(|_| address)
}

pub fn peer_address(fd: i32) -> Result<Address> {
    // SAFETY: as above.
    let (result, address) = received(|to, length| unsafe { libc::getpeername(fd, to, length) });
    check(result).map(|_| address)
}

pub fn send(fd: i32, bytes: &[u8], flags: i32, to: Option<&Address>) -> Result<usize> {
    let (address, length) = to.map_or((std::ptr::null(), 0), |to| (to.as_ptr(), to.length()));
    // SAFETY: as many bytes as are said.
    let sent = unsafe { libc::sendto(fd, bytes.as_ptr().cast(), bytes.len(), flags, address, length) };
    Ok(check(sent as i64)? as usize)
}

/// Receives; gives how many bytes, and who sent them.
pub fn receive(fd: i32, room: &mut [u8], flags: i32) -> Result<(usize, Address)> {
    let (to, size) = (room.as_mut_ptr().cast(), room.len());
    // SAFETY: as much room as is said; `received` gives room for the address.
    let (count, address) = received(|from, length| unsafe { libc::recvfrom(fd, to, size, flags, from, length) });
    Ok((check(count as i64)? as usize, address))
}

/// Sets an option to some bytes.
pub fn set_option(fd: i32, level: i32, option: i32, value: &[u8]) -> Result<()> {
    // SAFETY: as many bytes as are said.
    check(unsafe { libc::setsockopt(fd, level, option, value.as_ptr().cast(), value.len() as libc::socklen_t) }).map(drop)
}

/// Sets an option to nothing of some length, as one for encryption wants it.
pub fn set_option_length(fd: i32, level: i32, option: i32, length: u32) -> Result<()> {
    // SAFETY: the system checks the address, which is none.
    check(unsafe { libc::setsockopt(fd, level, option, std::ptr::null(), length) }).map(drop)
}

/// An option's value, of so many bytes at most.
pub fn option(fd: i32, level: i32, option: i32, most: usize) -> Result<Vec<u8>> {
    let mut value = vec![0u8; most];
    let mut length = most as libc::socklen_t;
    // SAFETY: as much room as is said.
    check(unsafe { libc::getsockopt(fd, level, option, value.as_mut_ptr().cast(), &mut length) })?;
    value.truncate(length as usize);
    Ok(value)
}

/// Something that travels beside the bytes: level, kind, contents.
pub type Ancillary = (i32, i32, Vec<u8>);

/// How long something of a length is beside the bytes, without what goes between, and with it.
pub fn ancillary_lengths(length: u32) -> (usize, usize) {
    // SAFETY: these only compute.
    unsafe { (libc::CMSG_LEN(length) as usize, libc::CMSG_SPACE(length) as usize) }
}

/// Room for what travels beside, aligned as its headers are.
fn room(size: usize) -> Vec<u64> {
    vec![0; size.div_ceil(8)]
}

pub fn send_message(fd: i32, bytes: &[u8], beside: &[Ancillary], flags: i32, to: Option<&Address>) -> Result<usize> {
    let size = beside.iter().map(|(.., data)| ancillary_lengths(data.len() as u32).1).sum();
    let mut control = room(size);
    let mut part = libc::iovec { iov_base: bytes.as_ptr().cast_mut().cast(), iov_len: bytes.len() };
    // SAFETY: zeroes are a valid `msghdr`. Its parts live until the call is over, which only reads them; there is room in `control`
    // for every header and its data, as `CMSG_SPACE` says.
    unsafe {
        let mut message: libc::msghdr = MaybeUninit::zeroed().assume_init();
        (message.msg_iov, message.msg_iovlen) = (&mut part, 1);
        if let Some(to) = to {
            (message.msg_name, message.msg_namelen) = (to.as_ptr().cast_mut().cast(), to.length());
        }
        if !beside.is_empty() {
            (message.msg_control, message.msg_controllen) = (control.as_mut_ptr().cast(), size as _);
            let mut header = libc::CMSG_FIRSTHDR(&message);
            for (level, kind, data) in beside {
                let Some(at) = header.as_mut() else { return Err(Errno::INVAL) };
                (at.cmsg_level, at.cmsg_type) = (*level, *kind);
                at.cmsg_len = ancillary_lengths(data.len() as u32).0 as _;
                std::ptr::copy_nonoverlapping(data.as_ptr(), libc::CMSG_DATA(header), data.len());
                header = libc::CMSG_NXTHDR(&message, header);
            }
        }
        Ok(check(libc::sendmsg(fd, &message, flags) as i64)? as usize)
    }
}

/// What came: bytes, what travelled beside them, flags, who sent it.
pub struct Message {
    pub count: usize,
    pub beside: Vec<Ancillary>,
    pub flags: i32,
    pub from: Address,
}

pub fn receive_message(fd: i32, into: &mut [u8], beside: usize, flags: i32) -> Result<Message> {
    let mut control = room(beside);
    let mut part = libc::iovec { iov_base: into.as_mut_ptr().cast(), iov_len: into.len() };
    // SAFETY: as above; headers are only read as far as the system says that it wrote.
    unsafe {
        let mut message: libc::msghdr = MaybeUninit::zeroed().assume_init();
        (message.msg_iov, message.msg_iovlen) = (&mut part, 1);
        if beside > 0 {
            (message.msg_control, message.msg_controllen) = (control.as_mut_ptr().cast(), beside as _);
        }
        let (count, from) = received(|name, length| {
            (message.msg_name, message.msg_namelen) = (name.cast(), *length);
            let count = libc::recvmsg(fd, &mut message, flags);
            *length = message.msg_namelen;
            count
        });
        let count = check(count as i64)? as usize;
        let mut found = Vec::new();
        let end = control.as_ptr().cast::<u8>().add(message.msg_controllen);
        let mut header = if beside > 0 { libc::CMSG_FIRSTHDR(&message) } else { std::ptr::null_mut() };
        while let Some(at) = header.as_ref() {
            let data = libc::CMSG_DATA(header).cast_const();
            let length = at.cmsg_len.saturating_sub(ancillary_lengths(0).0);
            let length = length.min((end as usize).saturating_sub(data as usize));
            found.push((at.cmsg_level, at.cmsg_type, std::slice::from_raw_parts(data, length).to_vec()));
            header = libc::CMSG_NXTHDR(&message, header);
        }
        Ok(Message { count, beside: found, flags: message.msg_flags, from })
    }
}

/// A failed look-up: the number, or an error of the system.
pub enum Unknown {
    Number(i32),
    System(Errno),
}

fn unknown(number: i32) -> Unknown {
    if number == libc::EAI_SYSTEM { Unknown::System(last_error()) } else { Unknown::Number(number) }
}

/// The words for such a number.
pub fn unknown_words(number: i32) -> String {
    // SAFETY: the C library gives a text that stays.
    unsafe { CStr::from_ptr(libc::gai_strerror(number)) }.to_string_lossy().into_owned()
}

/// What a look-up found.
pub struct Found {
    pub family: i32,
    pub kind: i32,
    pub protocol: i32,
    pub name: Vec<u8>,
    pub address: Address,
}

/// The addresses of a host and a service.
pub fn look_up(host: Option<&CStr>, service: Option<&CStr>, hints: [i32; 4]) -> std::result::Result<Vec<Found>, Unknown> {
    let text = |text: Option<&CStr>| text.map_or(std::ptr::null(), CStr::as_ptr);
    let mut all = Vec::new();
    // SAFETY: zeroes are valid hints. The list is the C library's, read and given back before this ends.
    unsafe {
        let mut wanted: libc::addrinfo = MaybeUninit::zeroed().assume_init();
        [wanted.ai_family, wanted.ai_socktype, wanted.ai_protocol, wanted.ai_flags] = hints;
        let mut list = std::ptr::null_mut();
        let number = libc::getaddrinfo(text(host), text(service), &wanted, &mut list);
        if number != 0 {
            return Err(unknown(number));
        }
        let mut at = list.as_ref();
        while let Some(entry) = at {
            let mut bytes = [0; LONGEST];
            let length = (entry.ai_addrlen as usize).min(LONGEST);
            std::ptr::copy_nonoverlapping(entry.ai_addr.cast::<u8>(), bytes.as_mut_ptr(), length);
            let name = if entry.ai_canonname.is_null() { b"" } else { CStr::from_ptr(entry.ai_canonname).to_bytes() };
            all.push(Found {
                family: entry.ai_family,
                kind: entry.ai_socktype,
                protocol: entry.ai_protocol,
                name: name.to_vec(),
                address: Address { bytes, length },
            });
            at = entry.ai_next.as_ref();
        }
        libc::freeaddrinfo(list);
    }
    Ok(all)
}

/// Host and service of an address, as names or numbers.
pub fn names_of(address: &Address, flags: i32) -> std::result::Result<[Vec<u8>; 2], Unknown> {
    let (mut host, mut service) = ([0u8; 1025], [0u8; 32]);
    // SAFETY: as much room as is said, and as many bytes.
    let number = unsafe {
        libc::getnameinfo(
            address.as_ptr(),
            address.length(),
            host.as_mut_ptr().cast(),
            host.len() as _,
            service.as_mut_ptr().cast(),
            service.len() as _,
            flags,
        )
    };
    if number != 0 {
        return Err(unknown(number));
    }
    let text = |bytes: &[u8]| bytes.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
    Ok([text(&host), text(&service)])
}

/// The port of a service.
pub fn service_port(name: &CStr, protocol: Option<&CStr>) -> Option<u16> {
    // SAFETY: texts end with a NUL; the entry is read before the next is asked for, by the one thread that asks.
    unsafe {
        let entry = libc::getservbyname(name.as_ptr(), protocol.map_or(std::ptr::null(), CStr::as_ptr));
        entry.as_ref().map(|entry| u16::from_be(entry.s_port as u16))
    }
}

/// The service at a port.
pub fn service_name(port: u16, protocol: Option<&CStr>) -> Option<CString> {
    // SAFETY: as above.
    unsafe {
        let entry = libc::getservbyport(port.to_be().into(), protocol.map_or(std::ptr::null(), CStr::as_ptr));
        entry.as_ref().map(|entry| CStr::from_ptr(entry.s_name).to_owned())
    }
}

/// The number of a protocol.
pub fn protocol_number(name: &CStr) -> Option<i32> {
    // SAFETY: as above.
    unsafe { libc::getprotobyname(name.as_ptr()).as_ref().map(|entry| entry.p_proto) }
}

/// The network interfaces: numbers and names.
pub fn interfaces() -> Result<Vec<(u32, Vec<u8>)>> {
    let mut all = Vec::new();
    // SAFETY: the list is the C library's, ends with a zero, and is given back.
    unsafe {
        let list = libc::if_nameindex();
        if list.is_null() {
            return Err(last_error());
        }
        let mut at = list;
        while (*at).if_index != 0 && !(*at).if_name.is_null() {
            all.push(((*at).if_index, CStr::from_ptr((*at).if_name).to_bytes().to_vec()));
            at = at.add(1);
        }
        libc::if_freenameindex(list);
    }
    Ok(all)
}

pub fn set_host_name(name: &[u8]) -> Result<()> {
    // SAFETY: as many bytes as are said.
    check(unsafe { libc::sethostname(name.as_ptr().cast(), name.len()) }).map(drop)
}
