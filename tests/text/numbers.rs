//! Texts as numbers.

use crate::{escape, records, unescape};
use hyaline::text::number::{hex, parse};
use hyaline::text::{Fault, Wtf8, Wtf8Buf, repr};
use num_bigint::BigInt;

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
            let int = parse::int(text, base).ok_or_else(|| parse::not_an_int(base, &shown))?;
            int.check_length(4300)?;
            let value = BigInt::parse_bytes(int.digits.as_bytes(), int.base).unwrap();
            Ok(if int.is_negative { -value } else { value }.to_str_radix(16))
        }
    }
}

#[test]
fn bytes_are_no_text() {
    assert_eq!(parse::float_bytes(b" 1_0.5\n"), Some(10.5));
    assert_eq!(parse::float_bytes("１".as_bytes()), None);
    assert_eq!(parse::float_bytes(b"\xff"), None);
    assert_eq!(parse::int_bytes(b" -0x1F ", 0).unwrap().digits, "1F");
    assert_eq!(parse::int_bytes(b"\xff", 16), None);
}
