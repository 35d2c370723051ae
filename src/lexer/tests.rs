//! Programs and the tokens or errors that CPython's lexer gives for them.

use super::{LexOptions, Mode, TokenKind, Tokens, lex, tokenize_bytes, tokenize_text};
use crate::Source;

fn lexed(text: &str, options: LexOptions) -> (Source, Tokens) {
    let source = Source::new("test", text);
    let tokens = lex(&source, options);
    (source, tokens)
}

/// The tokens as the grammar spells them; those with a text of their own as that text. The mode token is left out.
fn stream(text: &str, options: LexOptions) -> String {
    let (source, tokens) = lexed(text, options);
    let spelled = |(&kind, &span): (&TokenKind, _)| match kind.class() {
        super::TokenClass::Text => source.slice(span).to_owned(),
        _ => kind.spelling().to_owned(),
    };
    let words: Vec<String> = tokens.kinds.iter().zip(&tokens.spans).skip(1).map(spelled).collect();
    words.join(" ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(stream(text, LexOptions::default()), *expected, "{text:?}");
    }
}

#[test]
fn lines_and_blocks() {
    check(&[
        ("", "ENDMARKER"),
        ("\n\n  # c\n", "ENDMARKER"),
        ("x", "x NEWLINE ENDMARKER"),
        ("x\r\ny\rz\n", "x NEWLINE y NEWLINE z NEWLINE ENDMARKER"),
        ("if x:\n  y\n\n # c\nz", "if x : NEWLINE INDENT y NEWLINE DEDENT z NEWLINE ENDMARKER"),
        ("if x:\n\ty", "if x : NEWLINE INDENT y NEWLINE DEDENT ENDMARKER"),
        ("if x:\n  y\n  ", "if x : NEWLINE INDENT y NEWLINE DEDENT ENDMARKER"),
        ("  \x0Cx\ny", "x NEWLINE y NEWLINE ENDMARKER"),
        ("(a,\n\n b)\n", "( a , b ) NEWLINE ENDMARKER"),
        ("a \\\n  b", "a b NEWLINE ENDMARKER"),
        ("if x:\n  a\n\\\n  b\n", "if x : NEWLINE INDENT a NEWLINE b NEWLINE DEDENT ENDMARKER"),
        ("\u{FEFF}x", "x NEWLINE ENDMARKER"),
    ]);
}

#[test]
fn spans_of_layout_tokens_are_empty_at_the_last_visible_token() {
    let (_, tokens) = lexed("if x:  # c\n  y\n", LexOptions::default());
    let spans: Vec<_> = tokens.spans.iter().map(|span| (span.start, span.end)).collect();
    assert_eq!(spans, [(0, 0), (0, 2), (3, 4), (4, 5), (5, 5), (5, 5), (13, 14), (14, 14), (14, 14), (14, 14)]);
}

#[test]
fn soft_keywords() {
    use TokenKind::*;
    let count =
        |text: &str, wanted: TokenKind| lexed(text, LexOptions::default()).1.kinds.iter().filter(|&&k| k == wanted).count();
    let cases = [
        ("match x:\n  case 1: pass\n", Match, 1),
        ("match (a, b):\n  case _: pass\n", Match, 1),
        ("match:\n", Match, 0),
        ("match = 1\nmatch(x)\nmatch[a:b]\n", Match, 0),
        ("match x:\n  case 1:\n    case = 1\n  case 2: pass\ncase = 1\n", Case, 2),
        ("match match:\n  case case: pass\n", Case, 1),
        ("type X = int; type type = int\nif x: type Y = 1\n", Type, 3),
        ("type = 1\ntype(x)\nx = type\ntype in y\n", Type, 0),
        ("with (a, b): pass\nasync with (a as b): pass\n", WithLPar, 2),
        ("with (a), b: pass\nwith (a).b: pass\nwith f(a): pass\n", WithLPar, 0),
    ];
    for (text, kind, expected) in cases {
        assert_eq!(count(text, kind), expected, "{text:?}");
    }
}

#[test]
fn strings_and_numbers() {
    check(&[
        (r#"'' "" '''''' """a"b""""#, r#"'' "" '''''' """a"b""" NEWLINE ENDMARKER"#),
        (r"'a\'b' rb'\\' Rb'' bb'x'", r"'a\'b' rb'\\' Rb'' bb 'x' NEWLINE ENDMARKER"),
        ("'a\\\nb' '\\\r\n'", "'a\\\nb' '\\\r\n' NEWLINE ENDMARKER"),
        (
            "1_0 0xF_f 0o17 0b1 00_0 1. .5 1e5 1.e-5j 09.5 0e0",
            "1_0 0xF_f 0o17 0b1 00_0 1. .5 1e5 1.e-5j 09.5 0e0 NEWLINE ENDMARKER",
        ),
        ("1if x else 0x1for 1_0and 1é", "1 if x else 0x1f or 1_0 and 1 é NEWLINE ENDMARKER"),
        ("1..a 1...b", "1. . a 1. . . b NEWLINE ENDMARKER"),
    ]);
}

#[test]
fn fstrings() {
    check(&[
        ("f'a{b}c'", "f' a { b } c ' NEWLINE ENDMARKER"),
        ("f'{{a}}{b}'", "f' { a} { b } ' NEWLINE ENDMARKER"),
        ("f'{a:}{b:{c}.{d}}'", "f' { a :  } { b : { c } . { d }  } ' NEWLINE ENDMARKER"),
        ("f'{a!r:>{w}}'", "f' { a ! r : > { w }  } ' NEWLINE ENDMARKER"),
        ("f'{a:=5}{(a:=5)}{a!=b}'", "f' { a : =5 } { ( a := 5 ) } { a != b } ' NEWLINE ENDMARKER"),
        ("f'{x[a:b]}{ {1: 2}[1] }'", "f' { x [ a : b ] } { { 1 : 2 } [ 1 ] } ' NEWLINE ENDMARKER"),
        (r"f'\N{DASH}{x}' rf'\N{x}' f'\{x}'", r"f' \N{DASH} { x } ' rf' \N { x } ' f' \ { x } ' NEWLINE ENDMARKER"),
        ("f'{f\"{'x'}\"}'", "f' { f\" { 'x' } \" } ' NEWLINE ENDMARKER"),
        ("f'{a\n+ # c\nb}'", "f' { a + b } ' NEWLINE ENDMARKER"),
        ("f'''{a:\nb}\n'''", "f''' { a : \nb } \n ''' NEWLINE ENDMARKER"),
        ("t'{a}' Rt''", "t' { a } ' Rt' ' NEWLINE ENDMARKER"),
    ]);
}

#[test]
fn type_comments() {
    let options = LexOptions { type_comments: true, ..LexOptions::default() };
    let text = "x = 1  #type:  int # c\ny = 2  # type: ignore[z]\n# type: ignored\n# types: a\n";
    assert_eq!(stream(text, options), "x = 1 int # c NEWLINE y = 2 NEWLINE ignored NEWLINE ENDMARKER");
    let (source, tokens) = lexed(text, options);
    assert_eq!(source.slice(tokens.type_ignores[0].tag), "[z]");
}

#[test]
fn modes_that_need_no_line_end() {
    let single = LexOptions { mode: Mode::Interactive, ..LexOptions::default() };
    let cases = [
        ("", "ENDMARKER"),
        ("x", "x NEWLINE ENDMARKER"),
        ("x\n", "x NEWLINE NEWLINE ENDMARKER"),
        ("if x:\n  y\n", "if x : NEWLINE INDENT y NEWLINE DEDENT NEWLINE ENDMARKER"),
        ("if x:\n  y", "if x : NEWLINE INDENT y NEWLINE DEDENT NEWLINE ENDMARKER"),
    ];
    for (text, expected) in cases {
        assert_eq!(stream(text, single), expected, "{text:?}");
    }
    assert_eq!(stream("x", LexOptions { mode: Mode::Expression, ..LexOptions::default() }), "x ENDMARKER");
}

#[test]
fn errors() {
    let cases = [
        ("a)", "1:1 unmatched ')'"),
        ("(\na]", "2:1 closing parenthesis ']' does not match opening parenthesis '(' on line 1"),
        ("x = (1,\n", "1:4 '(' was never closed"),
        ("é€", "1:1 invalid character '€' (U+20AC)"),
        ("a\u{A0}b", "1:1 invalid non-printable character U+00A0"),
        ("x = 'abc\\'\n", "1:4 unterminated string literal (detected at line 1); perhaps you escaped the end quote?"),
        ("x = '''a\n\n", "1:4 unterminated triple-quoted string literal (detected at line 2)"),
        ("f'{a'", "1:4 f-string: expecting '}'"),
        ("t'}'", "1:2 t-string: single '}' is not allowed"),
        ("f'{a:\n}'", "1:5 f-string: newlines are not allowed in format specifiers for single quoted f-strings"),
        ("f'{a)}'", "1:4 f-string: unmatched ')'"),
        ("rbf''", "1:0 'b' and 'f' prefixes are incompatible"),
        ("1__0", "1:1 invalid decimal literal"),
        ("0o18", "1:3 invalid digit '8' in octal literal"),
        ("1jx", "1:1 invalid imaginary literal"),
        ("x = 1e+", "1:6 invalid decimal literal"),
        ("010", "1:0 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"),
        ("if x:\n    a\n  b\n", "3:3 unindent does not match any outer indentation level"),
        ("if x:\n\ta\n        b\n", "3:0 inconsistent use of tabs and spaces in indentation"),
        ("x \\ y", "1:3 unexpected character after line continuation character"),
        ("x = \\", "1:5 unexpected EOF while parsing"),
    ];
    for (text, expected) in cases {
        let (source, tokens) = lexed(text, LexOptions::default());
        let error = tokens.errors.first().unwrap_or_else(|| panic!("no error in {text:?}"));
        let start = source.position(error.span.start);
        let column = source.text()[..error.span.start as usize].chars().rev().take_while(|c| *c != '\n').count();
        assert_eq!(format!("{}:{column} {}", start.line, error.message), expected, "{text:?}");
    }
}

#[test]
fn limits() {
    let nested = |depth: usize| "f'{".repeat(depth) + "x" + &"}'".repeat(depth);
    let indented =
        |depth: usize| (0..depth).map(|i| " ".repeat(i) + "if x:\n").collect::<String>() + &" ".repeat(depth) + "x\n";
    let cases = [
        ("(".repeat(200) + &")".repeat(200), None),
        ("(".repeat(201), Some("too many nested parentheses")),
        (nested(149), None),
        (nested(150), Some("too many nested f-strings or t-strings")),
        (indented(99), None),
        (indented(100), Some("too many levels of indentation")),
        ("f'{a:{b:{c:{d}}}}'".into(), Some("f-string: expressions nested too deeply")),
    ];
    for (text, expected) in cases {
        let (_, tokens) = lexed(&text, LexOptions::default());
        assert_eq!(tokens.errors.first().map(|error| error.message.to_string()).as_deref(), expected);
    }
}

#[test]
fn tokenize_keeps_comments_and_line_ends() {
    let listing = tokenize_text("test", "if x:\n  y  # é\n\n(\r\n)");
    let rows: Vec<String> =
        listing.rows(false).map(|r| format!("{} {:?} {:?} {:?}", r.name, r.text, r.start, r.end)).collect();
    let expected = [
        r#"NAME "if" (1, 0) (1, 2)"#,
        r#"NAME "x" (1, 3) (1, 4)"#,
        r#"OP ":" (1, 4) (1, 5)"#,
        r#"NEWLINE "\n" (1, 5) (1, 6)"#,
        r#"INDENT "  " (2, 0) (2, 2)"#,
        r#"NAME "y" (2, 2) (2, 3)"#,
        r#"COMMENT "\# é" (2, 5) (2, 8)"#,
        r#"NEWLINE "\n" (2, 8) (2, 9)"#,
        r#"NL "\n" (3, 0) (3, 1)"#,
        r#"DEDENT "" (4, 0) (4, 0)"#,
        r#"OP "(" (4, 0) (4, 1)"#,
        r#"NL "\r\n" (4, 1) (4, 3)"#,
        r#"OP ")" (5, 0) (5, 1)"#,
        r#"NEWLINE "" (5, 1) (5, 2)"#,
        r#"ENDMARKER "" (6, 0) (6, 0)"#,
    ];
    assert_eq!(rows, expected.map(|row| row.replace("\\#", "#")));
}

#[test]
fn tokenize_errors() {
    let cases: &[(&[u8], &str)] = &[
        (b"x = (1,\n", "1:0 unexpected EOF in multi-line statement"),
        (b"x = '''a", "1:5 EOF in multi-line string"),
        (b"x\n\0", "2:0 source code cannot contain null bytes"),
        (b"x\n\n'\0'  # \0\n", "3:0 source code cannot contain null bytes"),
        (b"x \\ y", "1:6 unexpected character after line continuation character"),
    ];
    for (bytes, expected) in cases {
        let listing = tokenize_bytes("test", bytes).expect("it is UTF-8");
        let error = listing.error().expect("it is wrong");
        let (line, column) = error.place.expect("it has a place");
        assert_eq!(format!("{line}:{column} {}", error.message), *expected);
    }
}
