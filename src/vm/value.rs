//! A value: one 64-bit word.
//!
//! Encoding, until a bake-off against low-bit tags with rotated floats decides: NaN-boxing. A word below `FIRST_TAGGED` is
//! a float, NaN in one form only; above it, the top 16 bits are a tag and the rest its data. So every float and all
//! integers of 48 bits live in the word. Strings and functions are places in tables of the machine until there is a heap.

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Value(u64);

/// A value taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// No value: an unbound slot, or the empty place that `PUSH_NULL` makes.
    Null,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(u32),
    Function(u32),
    Builtin(Builtin),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    Print,
}

const FIRST_TAGGED: u64 = 0xfff9 << 48;
const INT: u64 = 0xfff9;
const SINGLETON: u64 = 0xfffa;
const STR: u64 = 0xfffb;
const FUNCTION: u64 = 0xfffc;
const BUILTIN: u64 = 0xfffd;
const DATA: u64 = (1 << 48) - 1;

impl Value {
    pub const NULL: Value = Value::tagged(SINGLETON, 0);
    pub const NONE: Value = Value::tagged(SINGLETON, 1);
    pub const FALSE: Value = Value::tagged(SINGLETON, 2);
    pub const TRUE: Value = Value::tagged(SINGLETON, 3);
    pub const PRINT: Value = Value::tagged(BUILTIN, 0);

    const fn tagged(tag: u64, data: u64) -> Value {
        Value(tag << 48 | data & DATA)
    }

    /// The integer, if it fits in 48 bits.
    #[inline]
    pub fn int(value: i64) -> Option<Value> {
        (value << 16 >> 16 == value).then_some(Value::tagged(INT, value as u64))
    }

    #[inline]
    pub fn float(value: f64) -> Value {
        // A NaN with other bits could pass for a tag.
        Value(if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() })
    }

    #[inline]
    pub fn bool(value: bool) -> Value {
        if value { Value::TRUE } else { Value::FALSE }
    }

    pub fn str(place: u32) -> Value {
        Value::tagged(STR, place.into())
    }

    pub fn function(place: u32) -> Value {
        Value::tagged(FUNCTION, place.into())
    }

    #[inline]
    pub fn kind(self) -> Kind {
        if self.0 < FIRST_TAGGED {
            return Kind::Float(f64::from_bits(self.0));
        }
        match self.0 >> 48 {
            INT => Kind::Int((self.0 << 16) as i64 >> 16),
            STR => Kind::Str(self.0 as u32),
            FUNCTION => Kind::Function(self.0 as u32),
            BUILTIN => Kind::Builtin(Builtin::Print),
            _ if self == Value::NONE => Kind::None,
            _ if self == Value::FALSE => Kind::Bool(false),
            _ if self == Value::TRUE => Kind::Bool(true),
            _ => Kind::Null,
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind().fmt(f)
    }
}

impl Kind {
    /// The name of the value's type.
    pub fn type_name(self) -> &'static str {
        match self {
            Kind::Null => "NULL",
            Kind::None => "NoneType",
            Kind::Bool(_) => "bool",
            Kind::Int(_) => "int",
            Kind::Float(_) => "float",
            Kind::Str(_) => "str",
            Kind::Function(_) => "function",
            Kind::Builtin(_) => "builtin_function_or_method",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_back_what_they_hold() {
        for int in [0, 1, -1, 1 << 46, (1 << 47) - 1, -(1 << 47)] {
            assert_eq!(Value::int(int).map(Value::kind), Some(Kind::Int(int)));
        }
        assert_eq!(Value::int(1 << 47), None);
        assert_eq!(Value::int(-(1 << 47) - 1), None);
        for float in [0.0, -0.0, 1.5, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Value::float(float).kind(), Kind::Float(float));
        }
        assert!(matches!(Value::float(-f64::NAN).kind(), Kind::Float(nan) if nan.is_nan()));
        assert_eq!(Value::NULL.kind(), Kind::Null);
        assert_eq!(Value::str(7).kind(), Kind::Str(7));
    }
}
