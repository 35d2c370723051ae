//! `format % arguments`.

use crate::{escape, records, unescape};
use hyaline::text::printf::{self, Conversion, Malformed, Of, Parser, Piece};
use hyaline::text::{Class, Fault, Wtf8, Wtf8Buf, repr};

enum Argument {
    Int(i64),
    Float(f64),
    Text(Wtf8Buf),
}

#[test]
fn formats() {
    let mut count = 0;
    for (question, expected) in records(include_str!("printf.txt")) {
        let of = if question[0] == "str" { Of::Str } else { Of::Bytes };
        let format = raw(of, unescape(question[1]));
        let arguments = question[2..].iter().map(|field| match field.split_at(1) {
            ("i", value) => Argument::Int(value.parse().unwrap()),
            ("f", value) => Argument::Float(value.parse().unwrap()),
            (_, value) => Argument::Text(unescape(value)),
        });
        let answer = match apply(&format, of, &arguments.collect::<Vec<_>>()) {
            Ok(answer) if of == Of::Str => escape(&answer.into()),
            Ok(answer) => escape(&answer.into_iter().map(u32::from).collect()),
            Err(fault) => escape(&Wtf8Buf::from(format!("!{fault}"))),
        };
        assert_eq!(answer, expected[0], "{question:?}");
        count += 1;
    }
    assert!(count > 1000);
}

/// Bytes are recorded as Latin-1.
fn raw(of: Of, text: Wtf8Buf) -> Vec<u8> {
    match of {
        Of::Str => text.as_bytes().to_vec(),
        Of::Bytes => text.as_wtf8().code_points().map(|c| c as u8).collect(),
    }
}

/// As the object layer would, but for arguments whose type is wrong.
fn apply(format: &[u8], of: Of, arguments: &[Argument]) -> Result<Vec<u8>, Fault> {
    let mut left = arguments.iter();
    let mut next = || left.next().ok_or_else(|| Fault::new(Class::TypeError, "not enough arguments for format string"));
    let mut out = Vec::new();
    let mut parser = Parser::new(format, of, false);
    while let Some(piece) = parser.next() {
        match piece {
            Ok(Piece::Literal(literal)) => out.extend_from_slice(literal),
            Ok(Piece::Conversion(mut conversion)) => {
                if conversion.takes_width {
                    conversion.set_width(int(next()?));
                }
                if conversion.takes_precision {
                    conversion.set_precision(i32::try_from(int(next()?)).unwrap_or(i32::MAX));
                }
                let argument = next()?;
                if !b"diuoxXeEfFgGcsra".contains(&conversion.letter().unwrap_or(0))
                    && (of == Of::Str || conversion.kind != 98)
                {
                    return Err(parser.unsupported(&conversion));
                }
                match of {
                    Of::Str => out.extend(convert(argument, &conversion)?.as_bytes()),
                    Of::Bytes => match argument {
                        Argument::Text(text) => out.extend(printf::bytes(&raw(of, text.clone()), &conversion)?),
                        argument => out.extend(convert(argument, &conversion)?.as_bytes()),
                    },
                }
            }
            Err(Malformed { stars, fault }) => {
                for _ in 0..stars {
                    next()?;
                }
                return Err(fault);
            }
        }
    }
    match left.next() {
        None => Ok(out),
        Some(_) => {
            let what = if of == Of::Str { "string" } else { "bytes" };
            Err(Fault::new(Class::TypeError, format!("not all arguments converted during {what} formatting")))
        }
    }
}

fn int(argument: &Argument) -> isize {
    match argument {
        Argument::Int(value) => *value as isize,
        _ => panic!("* wants int"),
    }
}

fn convert(argument: &Argument, conversion: &Conversion) -> Result<Wtf8Buf, Fault> {
    match (argument, conversion.letter()) {
        (Argument::Int(value), Some(b'c')) => printf::text(Wtf8Buf::from_iter([*value as u32]).as_wtf8(), conversion),
        (Argument::Int(value), Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G')) => printf::float(*value as f64, conversion),
        (Argument::Int(value), _) => printf::integer(value, conversion),
        (Argument::Float(value), _) => printf::float(*value, conversion),
        (Argument::Text(value), Some(letter @ (b'r' | b'a'))) => {
            let mut text = String::new();
            match letter {
                b'r' => repr::str(value.as_bytes(), &mut text),
                _ => repr::ascii(value.as_bytes(), &mut text),
            }
            printf::text(Wtf8::from(&*text), conversion)
        }
        (Argument::Text(value), _) => printf::text(value.as_wtf8(), conversion),
    }
}
