//! The table of errors: name, data, CPython's exception class, CPython's words.

use crate::source::DecodeFault;
use std::fmt;

/// The exception that CPython raises for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    SyntaxError,
    IndentationError,
    TabError,
    RecursionError,
}

impl Class {
    pub fn name(self) -> &'static str {
        match self {
            Class::SyntaxError => "SyntaxError",
            Class::IndentationError => "IndentationError",
            Class::TabError => "TabError",
            Class::RecursionError => "RecursionError",
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
    // The same at the program's end, which has no column.
    InvalidEnd: SyntaxError, "invalid syntax";

    // What is doubtful in strings.
    InvalidEscape { escape: String }: SyntaxError, "\"\\{escape}\" is an invalid escape sequence. Such sequences will not work in the future. Did you mean \"\\\\{escape}\"? A raw string is also an option.";
    OctalEscape { escape: String }: SyntaxError, "\"\\{escape}\" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean \"\\\\{escape}\"? A raw string is also an option.";

    /// Bytes that are no text.
    Encoding { fault: DecodeFault }: SyntaxError, "{fault}";

    // What the parser could not go on from: blocks and statements.
    UnexpectedIndent: IndentationError, "unexpected indent";
    UnexpectedUnindent: IndentationError, "unexpected unindent";
    ExpectedBlock { after: &'static str, line: u32 }: IndentationError, "expected an indented block after {after} on line {line}";
    ExpectedColon: SyntaxError, "expected ':'";
    ExpectedParenthesis: SyntaxError, "expected '('";
    ExpectedHandler: SyntaxError, "expected 'except' or 'finally' block";
    ExceptAndExceptStar: SyntaxError, "cannot have both 'except' and 'except*' on the same 'try'";
    ExceptStarWithoutType: SyntaxError, "expected one or more exception types";
    ExceptionsNotParenthesised: SyntaxError, "multiple exception types must be parenthesized when using 'as'";
    ExceptTarget { statement: &'static str, what: &'static str }: SyntaxError, "cannot use {statement} statement with {what}";
    ElifAfterElse: SyntaxError, "'elif' block follows an 'else' block";
    ExpectedImportNames: SyntaxError, "Expected one or more names after 'import'";
    TrailingImportComma: SyntaxError, "trailing comma not allowed without surrounding parentheses";
    ImportFrom: SyntaxError, "Did you mean to use 'from ... import ...' instead?";
    ImportTarget { what: &'static str }: SyntaxError, "cannot use {what} as import target";
    MissingCallParentheses { name: &'static str }: SyntaxError,
        "Missing parentheses in call to '{name}'. Did you mean {name}(...)?";
    YieldTarget: SyntaxError, "assignment to yield expression not possible";

    // Expressions that the parser could not go on from.
    MissingComma: SyntaxError, "invalid syntax. Perhaps you forgot a comma?";
    PartOfString: SyntaxError, "invalid syntax. Is this intended to be part of the string?";
    MissingElse: SyntaxError, "expected 'else' after 'if' expression";
    StatementAfterElse: SyntaxError, "expected expression after 'else', but statement is given";
    StatementBeforeIf: SyntaxError, "expected expression before 'if', but statement is given";
    EqualOrWalrus: SyntaxError, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
    AssignHere { what: &'static str }: SyntaxError, "cannot assign to {what} here. Maybe you meant '==' instead of '='?";
    NamedTarget { what: &'static str }: SyntaxError, "cannot use assignment expressions with {what}";
    NotAfterOperator: SyntaxError, "'not' after an operator must be parenthesized";
    MissingIn: SyntaxError, "'in' expected after for-loop variables";
    InvalidStar: SyntaxError, "Invalid star expression";
    DoubleStarredHere: SyntaxError, "cannot use double starred expression here";
    UnparenthesisedGenerator: SyntaxError, "Generator expression must be parenthesized";
    UnparenthesisedTarget: SyntaxError, "did you forget parentheses around the comprehension target?";
    IterableInComprehension: SyntaxError, "iterable unpacking cannot be used in comprehension";
    DictInComprehension: SyntaxError, "dict unpacking cannot be used in dict comprehension";
    MissingKeyColon: SyntaxError, "':' expected after dictionary key";
    MissingDictValue: SyntaxError, "expression expected after dictionary key and ':'";
    StarredDictValue: SyntaxError, "cannot use a starred expression in a dictionary value";
    MissingArgumentValue: SyntaxError, "expected argument value expression";
    AssignmentInArgument: SyntaxError, "expression cannot contain assignment, perhaps you meant \"==\"?";
    AssignedUnpacking { what: &'static str }: SyntaxError, "cannot assign to {what} argument unpacking";
    MissingDefault: SyntaxError, "expected default value expression";
    StarDefault: SyntaxError, "var-positional argument cannot have default value";
    DoubleStarDefault: SyntaxError, "var-keyword argument cannot have default value";
    ParenthesisedParameters { of: &'static str }: SyntaxError, "{of} parameters cannot be parenthesized";
    ExpectedSlashComma: SyntaxError, "expected comma between / and *";
    EmptyTypeParams: SyntaxError, "Type parameter list cannot be empty";
    TypeParamBound { with: &'static str, of: &'static str }: SyntaxError, "cannot use {with} with {of}";
    PatternTarget { what: &'static str }: SyntaxError, "cannot use {what} as pattern target";
    PositionalAfterKeywordPattern: SyntaxError, "positional patterns follow keyword patterns";
    MixedTemplate: SyntaxError, "cannot mix t-string literals with string or bytes literals";

    // Replacement fields; the prefix is `f` or `t`.
    FieldWithoutValue { prefix: char, before: &'static str }: SyntaxError,
        "{prefix}-string: valid expression required before '{before}'";
    FieldValue { prefix: char }: SyntaxError, "{prefix}-string: expecting a valid expression after '{{'";
    FieldExpects { prefix: char, what: &'static str }: SyntaxError, "{prefix}-string: expecting {what}";
    ConversionMissing { prefix: char }: SyntaxError, "{prefix}-string: missing conversion character";
    ConversionNotName { prefix: char }: SyntaxError, "{prefix}-string: invalid conversion character";
    LambdaInField { prefix: char }: SyntaxError, "{prefix}-string: lambda expressions are not allowed without parentheses";

    // Lexical errors.
    /// Hyaline's own: CPython reads more, if it has the memory.
    SourceTooLong: SyntaxError, "source code of 4 GiB or more";
    NullBytes: SyntaxError, "source code string cannot contain null bytes";
    InvalidCharacter { character: char, code: u32 }: SyntaxError, "invalid character '{character}' (U+{code:04X})";
    NonPrintable { code: u32 }: SyntaxError, "invalid non-printable character U+{code:04X}";
    UnexpectedEof: SyntaxError, "unexpected EOF while parsing";
    AfterContinuation: SyntaxError, "unexpected character after line continuation character";
    TooManyIndents: IndentationError, "too many levels of indentation";
    UnmatchedUnindent: IndentationError, "unindent does not match any outer indentation level";
    MixedIndentation: TabError, "inconsistent use of tabs and spaces in indentation";
    TooManyBrackets: SyntaxError, "too many nested parentheses";
    Unmatched { closer: char }: SyntaxError, "unmatched '{closer}'";
    Mismatched { closer: char, opener: char }: SyntaxError,
        "closing parenthesis '{closer}' does not match opening parenthesis '{opener}'";
    MismatchedOnLine { closer: char, opener: char, line: u32 }: SyntaxError,
        "closing parenthesis '{closer}' does not match opening parenthesis '{opener}' on line {line}";
    NeverClosed { opener: char }: SyntaxError, "'{opener}' was never closed";
    InvalidNumber { base: &'static str }: SyntaxError, "invalid {base} literal";
    InvalidDigit { digit: char, base: &'static str }: SyntaxError, "invalid digit '{digit}' in {base} literal";
    LeadingZeros: SyntaxError,
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
    IncompatiblePrefixes { first: char, second: char }: SyntaxError, "'{first}' and '{second}' prefixes are incompatible";
    UnterminatedString { line: u32 }: SyntaxError, "unterminated string literal (detected at line {line})";
    /// A backslash before the quote that would have ended it.
    UnterminatedStringEscaped { line: u32 }: SyntaxError,
        "unterminated string literal (detected at line {line}); perhaps you escaped the end quote?";
    UnterminatedTripleString { line: u32 }: SyntaxError,
        "unterminated triple-quoted string literal (detected at line {line})";

    // Lexical errors of f-strings and t-strings; the prefix is `f` or `t`.
    UnterminatedInterpolated { prefix: char, line: u32 }: SyntaxError,
        "unterminated {prefix}-string literal (detected at line {line})";
    UnterminatedTripleInterpolated { prefix: char, line: u32 }: SyntaxError,
        "unterminated triple-quoted {prefix}-string literal (detected at line {line})";
    NewlineInFormatSpec { prefix: char }: SyntaxError,
        "{prefix}-string: newlines are not allowed in format specifiers for single quoted {prefix}-strings";
    SingleBrace { prefix: char }: SyntaxError, "{prefix}-string: single '}}' is not allowed";
    UnclosedField { prefix: char }: SyntaxError, "{prefix}-string: expecting '}}'";
    UnmatchedInField { prefix: char, closer: char }: SyntaxError, "{prefix}-string: unmatched '{closer}'";
    FieldsTooDeep { prefix: char }: SyntaxError, "{prefix}-string: expressions nested too deeply";
    TooManyInterpolated: SyntaxError, "too many nested f-strings or t-strings";

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
    SlashFirst: SyntaxError, "at least one argument must precede /";
    SlashTwice: SyntaxError, "/ may appear only once";
    SlashAfterStar: SyntaxError, "/ must be ahead of *";
    StarTwice: SyntaxError, "* argument may appear only once";
    NamedParametersMustFollowStar: SyntaxError, "named arguments must follow bare *";
    ParameterWithoutDefault: SyntaxError, "parameter without a default follows parameter with a default";
    ParameterAfterDoubleStar: SyntaxError, "arguments cannot follow var-keyword argument";
    BareStarTypeComment: SyntaxError, "bare * has associated type comment";
    PositionalAfterKeyword: SyntaxError, "positional argument follows keyword argument";
    PositionalAfterUnpacking: SyntaxError, "positional argument follows keyword argument unpacking";
    UnpackingAfterKeywordUnpacking: SyntaxError, "iterable argument unpacking follows keyword argument unpacking";
    RealNumberRequired: SyntaxError, "real number required in complex literal";
    ImaginaryNumberRequired: SyntaxError, "imaginary number required in complex literal";
    WildcardTarget: SyntaxError, "cannot use '_' as a target";
    UnknownFuture { name: String }: SyntaxError, "future feature {name} is not defined";
    NewerFeature { feature: String, since: i64 }: SyntaxError, "{feature} only supported in Python 3.{since} and greater";
    Braces: SyntaxError, "not a chance";
    BarryAsFlufl: SyntaxError, "with Barry as BDFL, use '<>' instead of '!='";
    MixedBytes: SyntaxError, "cannot mix bytes and nonbytes literals";
    ConversionNotAtMark { prefix: char }: SyntaxError, "{prefix}-string: conversion type must come right after the exclamation mark";
    InvalidConversion { prefix: char, name: String }: SyntaxError,
        "{prefix}-string: invalid conversion character '{name}': expected 's', 'r', or 'a'";

    // The symbol table's. CPython counts their columns in bytes.
    /// Hyaline's own: such depth is beyond CPython's parser.
    TooManyFreeVariables: SyntaxError, "too many free variables in nested scopes";
    LateFuture: SyntaxError, "from __future__ imports must occur at the beginning of the file";
    ImportStar: SyntaxError, "import * only allowed at module level";
    DebugTarget { verb: &'static str }: SyntaxError, "cannot {verb} __debug__";
    DuplicateArgument { name: String }: SyntaxError, "duplicate argument '{name}' in function definition";
    DuplicateTypeParameter { name: String }: SyntaxError, "duplicate type parameter '{name}'";
    ReservedTypeParameter { name: String }: SyntaxError, "reserved name '{name}' cannot be used for type parameter";
    /// `declaration` is `global` or `nonlocal`, here and below.
    DeclaredParameter { name: String, declaration: &'static str }: SyntaxError, "name '{name}' is parameter and {declaration}";
    DeclaredAfterUse { name: String, declaration: &'static str }: SyntaxError,
        "name '{name}' is used prior to {declaration} declaration";
    DeclaredAfterAssignment { name: String, declaration: &'static str }: SyntaxError,
        "name '{name}' is assigned to before {declaration} declaration";
    DeclaredAnnotated { name: String, declaration: &'static str }: SyntaxError, "annotated name '{name}' can't be {declaration}";
    NonlocalAndGlobal { name: String }: SyntaxError, "name '{name}' is nonlocal and global";
    NonlocalInModule: SyntaxError, "nonlocal declaration not allowed at module level";
    NonlocalUnbound { name: String }: SyntaxError, "no binding for nonlocal '{name}' found";
    NonlocalTypeParameter { name: String }: SyntaxError, "nonlocal binding not allowed for type parameter '{name}'";
    NamedInComprehension { place: &'static str }: SyntaxError,
        "assignment expression within a comprehension cannot be used {place}";
    NamedInIterable: SyntaxError, "assignment expression cannot be used in a comprehension iterable expression";
    NamedRebinds { name: String }: SyntaxError, "assignment expression cannot rebind comprehension iteration variable '{name}'";
    IterationRebinds { name: String }: SyntaxError,
        "comprehension inner loop cannot rebind assignment expression target '{name}'";
    NotWithin { what: &'static str, place: &'static str }: SyntaxError, "{what} cannot be used within {place}";
    YieldInComprehension { of: &'static str }: SyntaxError, "'yield' inside {of}";
    AwaitOutsideFunction: SyntaxError, "'await' outside function";
    OutsideAsync { what: &'static str }: SyntaxError, "'{what}' outside async function";
    AsyncComprehension: SyntaxError, "asynchronous comprehension outside of an asynchronous function";

    // The compiler's. Their columns are bytes too.
    TooDeepForCompiler: RecursionError, "maximum recursion depth exceeded during compilation";
    TooManyBlocks: SyntaxError, "too many statically nested blocks";
    ReturnOutsideFunction: SyntaxError, "'return' outside function";
    ReturnInAsyncGenerator: SyntaxError, "'return' with value in async generator";
    BreakOutsideLoop: SyntaxError, "'break' outside loop";
    ContinueOutsideLoop: SyntaxError, "'continue' not properly in loop";
    JumpInExceptStar: SyntaxError, "'break', 'continue' and 'return' cannot appear in an except* block";
    YieldOutsideFunction { what: &'static str }: SyntaxError, "'{what}' outside function";
    YieldFromInAsync: SyntaxError, "'yield from' inside async function";
    StarredTarget: SyntaxError, "starred assignment target must be in a list or tuple";
    StarredExpression: SyntaxError, "can't use starred expression here";
    TwoStarredTargets: SyntaxError, "multiple starred expressions in assignment";
    TooManyStarredTargets: SyntaxError, "too many expressions in star-unpacking assignment";
    RepeatedKeyword { name: String }: SyntaxError, "keyword argument repeated: {name}";
    TypeParameterWithoutDefault { name: String }: SyntaxError,
        "non-default type parameter '{name}' follows default type parameter";
    DefaultExceptNotLast: SyntaxError, "default 'except:' must be last";
    RepeatedCapture { name: String }: SyntaxError, "multiple assignments to name '{name}' in pattern";
    CaptureNotLast { name: String }: SyntaxError, "name capture '{name}' makes remaining patterns unreachable";
    WildcardNotLast: SyntaxError, "wildcard makes remaining patterns unreachable";
    DifferentAlternatives: SyntaxError, "alternative patterns bind different names";
    TwoStarredPatterns: SyntaxError, "multiple starred names in sequence pattern";
    TooManyStarredPatterns: SyntaxError, "too many expressions in star-unpacking sequence pattern";
    RepeatedPatternAttribute { name: String }: SyntaxError, "attribute name repeated in class pattern: {name}";
    RepeatedMappingKey { key: String }: SyntaxError, "mapping pattern checks duplicate key ({key})";
    MappingKey: SyntaxError, "mapping pattern keys may only match literals and attribute lookups";
    PatternValue: SyntaxError, "patterns may only match literals and attribute lookups";
}
