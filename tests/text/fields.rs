//! The replacement fields of `str.format`.

use crate::{escape, records, unescape};
use hyaline::text::fields::{First, MAX_DEPTH, Numbering, Parser, Step, name, too_deep, unknown_conversion};
use hyaline::text::{Class, Fault, Wtf8, Wtf8Buf};

#[test]
fn fields() {
    let mut count = 0;
    for (question, expected) in records(include_str!("fields.txt")) {
        let text = unescape(question[1]);
        let mut answer = Vec::new();
        let end = match question[0] {
            "pieces" => pieces(text.as_bytes(), &mut answer),
            "name" => steps(text.as_bytes(), &mut answer),
            _ => format(text.as_bytes(), &mut Numbering::default(), MAX_DEPTH).map(|text| answer.push(escape(&text))),
        };
        if let Err(fault) = end {
            answer.push(escape(&Wtf8Buf::from(format!("!{fault}"))));
        }
        assert_eq!(answer, expected, "{question:?}");
        count += 1;
    }
    assert!(count > 700);
}

fn shown(bytes: &[u8]) -> String {
    escape(&Wtf8::new(bytes).to_buf())
}

fn pieces(format: &[u8], out: &mut Vec<String>) -> Result<(), Fault> {
    for piece in Parser::new(format) {
        let piece = piece?;
        out.push(shown(piece.literal));
        let Some(field) = piece.field else {
            out.push("-".into());
            continue;
        };
        out.extend([shown(field.name), shown(field.spec)]);
        out.push(field.conversion.map_or("None".into(), |c| escape(&Wtf8Buf::from_iter([c]))));
    }
    Ok(())
}

fn steps(text: &[u8], out: &mut Vec<String>) -> Result<(), Fault> {
    let (first, steps) = name(text)?;
    out.push(match first {
        First::Next => "str ".into(),
        First::Number(number) => format!("int {number}"),
        First::Keyword(keyword) => format!("str {}", shown(keyword)),
    });
    for step in steps {
        out.push(match step? {
            Step::Attribute(name) => format!("True str {}", shown(name)),
            Step::Number(number) => format!("False int {number}"),
            Step::Item(name) => format!("False str {}", shown(name)),
        });
    }
    Ok(())
}

/// As the object layer would, with the arguments that the record has.
fn format(text: &[u8], numbering: &mut Numbering, depth: usize) -> Result<Wtf8Buf, Fault> {
    if depth == 0 {
        return Err(too_deep());
    }
    let mut out = Wtf8Buf::new();
    for piece in Parser::new(text) {
        let piece = piece?;
        out.push_wtf8(Wtf8::new(piece.literal));
        let Some(field) = piece.field else { continue };
        let (first, steps) = name(field.name)?;
        let mut value = match (numbering.index(first)?, first) {
            (Some(number), _) if number < 10 => number.to_string(),
            (Some(number), _) => {
                let words = format!("Replacement index {number} out of range for positional args tuple");
                return Err(Fault::new(Class::IndexError, words));
            }
            (None, First::Keyword(name)) => shown_raw(name),
            (None, _) => unreachable!("numbers are counted"),
        };
        for step in steps {
            value += &match step? {
                Step::Attribute(name) => format!(".{}", shown_raw(name)),
                Step::Number(number) => format!("[{number}]"),
                Step::Item(name) => format!("['{}']", shown_raw(name)),
            };
        }
        let converted = match field.conversion.and_then(char::from_u32) {
            None => None,
            Some('r' | 's') => Some(format!("s{value}")),
            Some('a') => {
                Some(format!("s{}", value.escape_default().to_string().replace("\\u{e9}", "\\xe9").replace("\\'", "'")))
            }
            Some(c) => return Err(unknown_conversion(c.into())),
        };
        let spec = match field.is_nested {
            true => format(field.spec, numbering, depth - 1)?,
            false => Wtf8::new(field.spec).to_buf(),
        };
        match converted {
            Some(text) => out.push_wtf8(hyaline::text::format::string(Wtf8::from(&*text), spec.as_wtf8(), "str")?.as_wtf8()),
            None => {
                out.push_str(&format!("<{value}|"));
                out.push_wtf8(spec.as_wtf8());
                out.push_char('>');
            }
        }
    }
    Ok(out)
}

fn shown_raw(bytes: &[u8]) -> String {
    Wtf8::new(bytes).to_string_lossy().into_owned()
}
