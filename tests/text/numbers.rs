//! Texts as numbers.

use crate::{escape, records, unescape};
use hyaline::number::parse::{ParseError, invalid_literal, parse as int};
use hyaline::number::{Interrupt, radix};
use hyaline::text::float::{hex, parse};
use hyaline::text::{Fault, Wtf8, Wtf8Buf, repr};

#[test]
fn numbers() {
    let mut count = 0;
    for (question, expected) in records(include_str!("numbers.txt")) {
        let text = unescape(question[1]);
        let answer = match ask(question[0], text.as_wtf8(), question.get(2).map_or(10, |base| base.parse().unwrap())) {
            Ok(answer) => answer,
            Err(fault) => escape(&Wtf8Buf::from(format!("!{fault}"))),
        };
        assert_eq!(answer, expected[0], "{question:?}");
        count += 1;
    }
    assert!(count > 700);
}

fn ask(function: &str, text: Wtf8, base: u32) -> Result<String, Fault> {
    let mut shown = String::new();
    repr::str(text.as_bytes(), &mut shown);
    match function {
        "float" => parse::float(text).map(hex::hex).ok_or_else(|| parse::not_a_float(&shown)),
        "fromhex" => hex::from_hex(text).map(hex::hex),
        "complex" => match parse::complex(text) {
            Ok((real, imaginary)) => Ok(format!("{} {}", hex::hex(real), hex::hex(imaginary))),
            Err(why) => Err(why.fault(&shown)),
        },
        _ => {
            let error = match int(&text.as_number(), base, 4300, Interrupt::NEVER) {
                Ok(value) => return Ok(radix::to_text(value.as_ref(), 16, Interrupt::NEVER).unwrap()),
                Err(ParseError::Invalid) => invalid_literal(base, &shown),
                Err(ParseError::Other(error)) => error,
            };
            Err(Fault::value(error.message.as_ref()))
        }
    }
}

#[test]
fn bytes_are_no_text() {
    assert_eq!(parse::float_bytes(b" 1_0.5\n"), Some(10.5));
    assert_eq!(parse::float_bytes("１".as_bytes()), None);
    assert_eq!(parse::float_bytes(b"\xff"), None);
}
