//! `format(value, spec)`.

use crate::{escape, records, unescape};
use hyaline::text::format;
use hyaline::text::{Class, Fault, Wtf8, Wtf8Buf};
use num_bigint::BigInt;

struct Big(BigInt);

impl format::Integer for Big {
    fn is_negative(&self) -> bool {
        self.0.sign() == num_bigint::Sign::Minus
    }

    fn digits(&self, base: u32) -> Result<String, Fault> {
        Ok(self.0.magnitude().to_str_radix(base))
    }

    fn to_f64(&self) -> Result<f64, Fault> {
        let value: f64 = self.0.to_string().parse().unwrap();
        match value.is_finite() {
            true => Ok(value),
            false => Err(Fault::new(Class::OverflowError, "int too large to convert to float")),
        }
    }

    fn to_i64(&self) -> Option<i64> {
        i64::try_from(&self.0).ok()
    }
}

#[test]
fn formats() {
    let mut count = 0;
    for (question, expected) in records(include_str!("formats.txt")) {
        let value = unescape(question[1]);
        let spec = unescape(question[2]);
        let answer = match ask(question[0], &value, spec.as_wtf8()) {
            Ok(answer) => answer,
            Err(fault) => {
                let mut answer = Wtf8Buf::from(format!("!{:?}: ", fault.class));
                answer.push_wtf8(fault.message.as_wtf8());
                answer
            }
        };
        assert_eq!(escape(&answer), expected[0], "{question:?}");
        count += 1;
    }
    assert!(count > 1000);
}

fn ask(kind: &str, value: &Wtf8Buf, spec: Wtf8) -> Result<Wtf8Buf, Fault> {
    let text = || value.as_wtf8().as_str().unwrap();
    match kind {
        "str" => format::string(value.as_wtf8(), spec, kind),
        "bool" => format::integer(&i64::from(text() == "True"), spec, kind),
        "int" => format::integer(&Big(text().parse().unwrap()), spec, kind),
        "float" => format::float(text().parse().unwrap(), spec, kind),
        _ => {
            let (real, imaginary) = text().split_once(' ').unwrap();
            format::complex(real.parse().unwrap(), imaginary.parse().unwrap(), spec, kind)
        }
    }
}

#[test]
fn small_integers_are_formatted_like_big_ones() {
    for value in [0, -1, i64::MAX, i64::MIN] {
        for spec in ["", "x", "#b", "o", "020,", "X", ".3e"] {
            let small = format::integer(&value, spec.into(), "int").unwrap();
            assert_eq!(small, format::integer(&Big(value.into()), spec.into(), "int").unwrap());
        }
    }
}
