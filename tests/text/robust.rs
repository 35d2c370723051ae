//! No bytes, however broken, make any algorithm panic.

use hyaline::text::codecs::{self, Errors};
use hyaline::text::float::{hex, parse};
use hyaline::text::strings::Ends;
use hyaline::text::{Wtf8, bytes, fields, format, index::CharIndex, printf, repr};

/// Linear congruential: the same bytes each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }

    fn bytes(&mut self) -> Vec<u8> {
        const INTERESTING: &[u8] =
            b"aA0 .,_%{}[]()+-*<>=!:#zjexns\\N\t\n\r\xc2\x85\xe2\x80\xa8\xed\xa0\xb0\x80\xf0\x9f\xf4\xff\xc0\x8a\xce\xa3\0";
        (0..self.below(14)).map(|_| INTERESTING[self.below(INTERESTING.len())]).collect()
    }
}

#[test]
fn anything_goes() {
    let mut random = Random(42);
    for _ in 0..3000 {
        let (one, two, three) = (random.bytes(), random.bytes(), random.bytes());
        let (a, b) = (random.below(9), random.below(9));
        strings(Wtf8::new(&one), Wtf8::new(&two), Wtf8::new(&three), a.min(b)..a.max(b));
        formatting(&one, Wtf8::new(&two));
        coding(&one, a > b);
        bytes::lines(&one, true).count();
        let _ = bytes::from_hex(&one);
        bytes::hex(&one, Some(b':'), a as isize - 4);
        let _ = bytes::replace(&one, &two, &three, -1);
    }
}

fn strings(text: Wtf8, other: Wtf8, third: Wtf8, range: std::ops::Range<usize>) {
    let index = CharIndex::new(text.as_bytes());
    for text in [text, text.indexed(&index)] {
        text.slice(range.clone());
        text.get(range.start);
        let inside = range.start.min(text.len_chars())..range.end.min(text.len_chars());
        text.find(other, inside.clone());
        text.rfind(other, inside.clone());
        text.count(other, inside);
    }
    [text.to_upper(), text.to_lower(), text.to_title(), text.capitalize(), text.swap_case(), text.casefold()]
        .iter()
        .for_each(|text| assert!(text.len_chars() <= text.as_bytes().len()));
    let _ = text.split(other, 3).map(Iterator::count);
    let _ = (text.rsplit(other, 3), text.partition(other), text.rpartition(other));
    text.split_whitespace(2).count();
    text.rsplit_whitespace(2);
    text.lines(true).count();
    let _ = (text.replace(other, third, 2), text.strip(Ends::Both, other), text.trim(Ends::Both));
    let _ = text.expand_tabs(range.start);
    let _ = (text.is_title(), text.is_identifier(), text.is_upper(), text.is_printable());
}

fn formatting(spec: &[u8], value: Wtf8) {
    let text = Wtf8::new(spec);
    let _ = (format::string(value, text, "str"), format::integer(&-5i64, text, "int"));
    let _ = (format::float(-1.5e300, text, "float"), format::complex(1.5, f64::NAN, text, "complex"));
    let mut parser = printf::Parser::new(spec, printf::Of::Str, true);
    while let Some(piece) = parser.next() {
        if let Ok(printf::Piece::Conversion(conversion)) = piece {
            let _ = (parser.unsupported(&conversion), printf::text(value, &conversion), printf::integer(&7i64, &conversion));
            let _ = (printf::float(0.1, &conversion), printf::bytes(value.as_bytes(), &conversion));
        }
    }
    for field in fields::Parser::new(spec).filter_map(|piece| piece.ok()?.field) {
        let _ = fields::name(field.name).map(|(_, steps)| steps.count());
    }
    let _ = (parse::float(text), parse::complex(text), hex::from_hex(text));
    repr::str(spec, &mut String::new());
}

fn coding(bytes: &[u8], is_final: bool) {
    let all = "utf_8 utf_8_sig utf_16 utf_16_be utf_32 utf_32_be utf_7 ascii latin_1 unicode_escape raw_unicode_escape";
    for codec in all.split(' ').map(|name| codecs::find(name).unwrap()) {
        for errors in [Errors::Strict, Errors::Replace, Errors::SurrogateEscape, Errors::SurrogatePass, Errors::NameReplace]
        {
            let _ = codecs::decode_with(codec, bytes, is_final, errors);
            let _ = codecs::encode_with(codec, Wtf8::new(bytes), errors);
        }
    }
    let _ = (codecs::escape::warning(bytes), codecs::escape::decode_bytes(bytes));
}
