//! What a text algorithm has to complain about: which exception, in which words.

use super::wtf8::Wtf8Buf;
use std::fmt;

/// The exceptions that algorithms on text raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    IndexError,
    LookupError,
    MemoryError,
    OverflowError,
    TypeError,
    ValueError,
}

/// An exception to be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub class: Class,
    pub message: Wtf8Buf,
}

impl Fault {
    pub fn new(class: Class, message: impl Into<Wtf8Buf>) -> Self {
        Fault { class, message: message.into() }
    }

    pub fn value(message: impl Into<Wtf8Buf>) -> Self {
        Fault::new(Class::ValueError, message)
    }

    pub fn overflow(message: impl Into<Wtf8Buf>) -> Self {
        Fault::new(Class::OverflowError, message)
    }

    pub fn kind(message: impl Into<Wtf8Buf>) -> Self {
        Fault::new(Class::TypeError, message)
    }

    pub fn memory() -> Self {
        Fault::new(Class::MemoryError, "")
    }
}

/// As the last line of a traceback.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message.as_wtf8().to_string_lossy();
        match &*message {
            "" => write!(f, "{:?}", self.class),
            message => write!(f, "{:?}: {message}", self.class),
        }
    }
}

impl std::error::Error for Fault {}
