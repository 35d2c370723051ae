//! UTF-16 and UTF-32.

use super::Flaw;
use crate::text::{Wtf8, Wtf8Buf};

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

impl Order {
    pub(super) fn choose<T>(self, little: T, big: T) -> T {
        match self {
            Order::Little => little,
            Order::Big => big,
        }
    }

    pub(super) fn unit16(self, bytes: &[u8]) -> Option<u32> {
        let unit = *bytes.first_chunk()?;
        Some(self.choose(u16::from_le_bytes(unit), u16::from_be_bytes(unit)).into())
    }

    pub(super) fn unit32(self, bytes: &[u8]) -> Option<u32> {
        let unit = *bytes.first_chunk()?;
        Some(self.choose(u32::from_le_bytes(unit), u32::from_be_bytes(unit)))
    }
}

/// The order that a signature tells, and how long that is. Without one, the order is little-endian.
pub(super) fn order<const N: usize>(bytes: &[u8]) -> (Order, usize) {
    let signature = |order: Order| match N {
        2 => order.unit16(bytes) == Some(0xfeff),
        _ => order.unit32(bytes) == Some(0xfeff),
    };
    match (signature(Order::Little), signature(Order::Big)) {
        (true, _) => (Order::Little, N),
        (_, true) => (Order::Big, N),
        _ => (Order::Little, 0),
    }
}

pub(super) fn decode16(order: Order, bytes: &[u8], mut at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    let flaw = |start, end, reason| Err(Flaw { start, end, reason });
    while at < bytes.len() {
        let (first, second) = (order.unit16(&bytes[at..]), bytes.get(at + 2..).and_then(|rest| order.unit16(rest)));
        match (first, second) {
            (None | Some(0xd800..0xdc00), None) if !is_final => return Ok(at),
            (None, _) => return flaw(at, bytes.len(), "truncated data"),
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                out.push(0x10000 + ((high & 0x3ff) << 10 | low & 0x3ff));
                at += 2;
            }
            (Some(0xd800..0xdc00), Some(_)) => return flaw(at, at + 2, "illegal UTF-16 surrogate"),
            (Some(0xd800..0xdc00), None) => return flaw(at, bytes.len(), "unexpected end of data"),
            (Some(0xdc00..0xe000), _) => return flaw(at, at + 2, "illegal encoding"),
            (Some(unit), _) => out.push(unit),
        }
        at += 2;
    }
    Ok(at)
}

pub(super) fn decode32(order: Order, bytes: &[u8], mut at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    while at < bytes.len() {
        let reason = match order.unit32(&bytes[at..]) {
            None if !is_final => return Ok(at),
            None => return Err(Flaw { start: at, end: bytes.len(), reason: "truncated data" }),
            Some(0xd800..0xe000) => "code point in surrogate code point range(0xd800, 0xe000)",
            Some(0x110000..) => "code point not in range(0x110000)",
            Some(unit) => {
                out.push(unit);
                at += 4;
                continue;
            }
        };
        return Err(Flaw { start: at, end: at + 4, reason });
    }
    Ok(at)
}

pub(super) fn encode16(order: Order, text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    encode_wide(text, at, |c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.extend(order.choose(unit.to_le_bytes(), unit.to_be_bytes()));
        }
    })
}

pub(super) fn encode32(order: Order, text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    encode_wide(text, at, |c| out.extend(order.choose(u32::from(c).to_le_bytes(), u32::from(c).to_be_bytes())))
}

fn encode_wide(text: Wtf8<'_>, at: usize, mut push: impl FnMut(char)) -> Result<(), Flaw> {
    for (offset, c) in Wtf8::new(&text.as_bytes()[at..]).code_point_offsets() {
        let start = at + offset;
        match char::from_u32(c) {
            Some(c) => push(c),
            None => return Err(Flaw { start, end: start + 3, reason: "surrogates not allowed" }),
        }
    }
    Ok(())
}
