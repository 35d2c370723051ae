//! Integers as bits: shifts, the bitwise operators on endless two's complement, and bytes.

use super::error::{NumberError, Result};
use super::int::{Int, IntRef, MAX_BITS, check_bits, short};
use num_bigint::BigInt;

pub(super) const TOO_MANY_DIGITS: NumberError = NumberError::overflow("too many digits in integer");

/// Beyond the bits that CPython can count.
const UNCOUNTABLE: i64 = i64::MAX - 64;

pub fn shift_left(a: IntRef, count: IntRef) -> Result<Int> {
    if count.is_negative() {
        return Err(NumberError::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    let IntRef::Small(count @ ..UNCOUNTABLE) = count else { return Err(TOO_MANY_DIGITS) };
    let count = count.unsigned_abs();
    if let Some(short) = a.to_i128()
        && a.bit_length() + count < 127
    {
        return Ok((short << count).into());
    }
    check_bits(a.bit_length() + count)?;
    Ok((a.to_big() << count).into())
}

/// Rounds down.
pub fn shift_right(a: IntRef, count: IntRef) -> Result<Int> {
    if count.is_negative() {
        return Err(NumberError::value("negative shift count"));
    }
    let count = match count {
        IntRef::Small(count) => count.unsigned_abs(),
        IntRef::Big(_) => u64::MAX,
    };
    if let Some(a) = a.to_i128() {
        return Ok((a >> count.min(127)).into());
    }
    Ok(match a {
        IntRef::Small(a) => Int::Small(a >> count.min(63)),
        IntRef::Big(a) if count >= a.bits() => Int::Small(if IntRef::Big(a).is_negative() { -1 } else { 0 }),
        IntRef::Big(a) => (a >> count).into(),
    })
}

macro_rules! bitwise {
    ($($name:ident $operator:tt)*) => {$(
        pub fn $name(a: IntRef, b: IntRef) -> Int {
            use IntRef::{Big, Small};
            if let Some((a, b)) = short(a, b) {
                return (a $operator b).into();
            }
            match (a, b) {
                (Small(a), Small(b)) => Int::Small(a $operator b),
                (Small(small), Big(big)) | (Big(big), Small(small)) => (big $operator &BigInt::from(small)).into(),
                (Big(a), Big(b)) => (a $operator b).into(),
            }
        }
    )*};
}

bitwise! {
    and &
    or |
    xor ^
}

pub fn invert(a: IntRef) -> Int {
    match a {
        IntRef::Small(a) => Int::Small(!a),
        IntRef::Big(a) => (!a).into(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "little" => Ok(Self::Little),
            "big" => Ok(Self::Big),
            _ => Err(NumberError::value("byteorder must be either 'little' or 'big'")),
        }
    }
}

/// `int.to_bytes`.
pub fn to_bytes(a: IntRef, length: i64, order: ByteOrder, signed: bool) -> Result<Vec<u8>> {
    let Ok(length) = u64::try_from(length) else {
        return Err(NumberError::value("length argument must be non-negative"));
    };
    if a.is_negative() && !signed {
        return Err(NumberError::overflow("can't convert negative int to unsigned"));
    }
    if length > MAX_BITS / 8 {
        return Err(NumberError::MEMORY);
    }
    // A negative number needs the bits of its complement, and every signed one a bit for the sign.
    let bits = if a.is_negative() { invert(a).as_ref().bit_length() } else { a.bit_length() };
    if bits + u64::from(signed) > length * 8 && !(signed && length == 0 && a.is_zero()) {
        return Err(NumberError::overflow("int too big to convert"));
    }
    let mut bytes = match a {
        IntRef::Small(a) => a.to_le_bytes().to_vec(),
        IntRef::Big(a) => a.to_signed_bytes_le(),
    };
    bytes.resize(length as usize, if a.is_negative() { 0xFF } else { 0 });
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes`.
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> Int {
    if !signed && bytes.len() < 16 {
        let shift = |value: i128, byte: &u8| value << 8 | i128::from(*byte);
        return match order {
            ByteOrder::Big => bytes.iter().fold(0, shift).into(),
            ByteOrder::Little => bytes.iter().rev().fold(0, shift).into(),
        };
    }
    let mut little = bytes.to_vec();
    if order == ByteOrder::Big {
        little.reverse();
    }
    if !signed {
        little.push(0);
    }
    BigInt::from_signed_bytes_le(&little).into()
}
