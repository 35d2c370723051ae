//! The table of errors: name, data, CPython's exception class, CPython's words.

use std::fmt;

/// The exception that CPython raises for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    SyntaxError,
    IndentationError,
    TabError,
}

impl Class {
    pub fn name(self) -> &'static str {
        match self {
            Class::SyntaxError => "SyntaxError",
            Class::IndentationError => "IndentationError",
            Class::TabError => "TabError",
        }
    }
}

/// Each line: `Name { data }: class, "words"`. The words may use the data.
macro_rules! diagnostics {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $kind:ty),* })? : $class:ident, $words:literal;)*) => {
        /// An error's kind and data; `Display` gives CPython's words.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Message {
            $($(#[$doc])* $name $({ $($field: $kind),* })?,)*
        }

        impl Message {
            /// The exception that CPython raises.
            pub fn class(&self) -> Class {
                match self {
                    $(Message::$name $({ $($field: _),* })? => Class::$class,)*
                }
            }

            /// The error's name in this table, for machines.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Message::$name $({ $($field: _),* })? => stringify!($name),)*
                }
            }
        }

        impl fmt::Display for Message {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Message::$name $({ $($field),* })? => write!(f, $words),)*
                }
            }
        }
    };
}

diagnostics! {
    // The parser's fallback.
    InvalidSyntax: SyntaxError, "invalid syntax";

    // Lexical errors.

    // Values of literals.
    UnicodeEscape { first: usize, last: usize, reason: &'static str }: SyntaxError,
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {reason}";
    BytesEscape { at: usize }: SyntaxError, "(value error) invalid \\x escape at position {at}";
    NonAsciiBytes: SyntaxError, "bytes can only contain ASCII literal characters";
    /// CPython names the line, but no column.
    IntegerTooLong { digits: usize }: SyntaxError,
        "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals \
         to avoid decimal conversion limits.";

    // Found while the tree is built: what the grammar alone cannot forbid.
    CannotAssign { what: &'static str }: SyntaxError, "cannot assign to {what}";
    CannotDelete { what: &'static str }: SyntaxError, "cannot delete {what}";
    AugmentedTarget { what: &'static str }: SyntaxError, "'{what}' is an illegal expression for augmented assignment";
    AnnotatedTarget { what: &'static str }: SyntaxError, "only single target (not {what}) can be annotated";
    IllegalAnnotationTarget: SyntaxError, "illegal target for annotation";
    StarredHere: SyntaxError, "cannot use starred expression here";
    SlashFirst: SyntaxError, "at least one parameter must precede /";
    SlashTwice: SyntaxError, "/ may appear only once";
    SlashAfterStar: SyntaxError, "/ must be ahead of *";
    StarTwice: SyntaxError, "* may appear only once";
    NamedParametersMustFollowStar: SyntaxError, "named parameters must follow bare *";
    ParameterWithoutDefault: SyntaxError, "parameter without a default follows parameter with a default";
    ParameterAfterDoubleStar: SyntaxError, "parameters cannot follow var-keyword parameter";
    BareStarTypeComment: SyntaxError, "bare * has associated type comment";
    PositionalAfterKeyword: SyntaxError, "positional argument follows keyword argument";
    PositionalAfterUnpacking: SyntaxError, "positional argument follows keyword argument unpacking";
    UnpackingAfterKeywordUnpacking: SyntaxError, "iterable argument unpacking follows keyword argument unpacking";
    RealNumberRequired: SyntaxError, "real number required in complex literal";
    ImaginaryNumberRequired: SyntaxError, "imaginary number required in complex literal";
    WildcardTarget: SyntaxError, "cannot use '_' as a target";
    MixedBytes: SyntaxError, "cannot mix bytes and nonbytes literals";
    ConversionNotAtMark: SyntaxError, "f-string: conversion type must come right after the exclamation mark";
    InvalidConversion { name: String }: SyntaxError,
        "f-string: invalid conversion character '{name}': expected 's', 'r', or 'a'";
}
