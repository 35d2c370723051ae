//! Properties and case mappings of code points, as checksums of what CPython 3.14 says (`record_characters.py`).

use hyaline::text::chars;
use hyaline::text::{Wtf8, Wtf8Buf, names, repr};
use std::ops::Range;

/// Beyond are nothing but variation selectors, tags and private characters.
const ALL: Range<u32> = 0..0x32400;

/// The planes in which letters are.
const LETTERS: Range<u32> = 0..0x20000;

/// As `zlib.crc32` computes it.
fn crc32(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let table: [u32; 256] =
        std::array::from_fn(|byte| (0..8).fold(byte as u32, |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }));
    !bytes.into_iter().fold(!0, |crc, byte| crc >> 8 ^ table[(crc as u8 ^ byte) as usize])
}

#[test]
fn classes() {
    let check = |name: &str, test: fn(u32) -> bool, expected: u32| {
        assert_eq!(crc32(ALL.map(|c| test(c).into())), expected, "{name}");
    };
    check("isalpha", chars::is_alpha, 0xff4e486d);
    check("isdecimal", |c| chars::decimal(c).is_some(), 0x52c43a8b);
    check("isdigit", |c| chars::digit(c).is_some(), 0x509b5f00);
    check("isnumeric", chars::is_numeric, 0x0c49439b);
    check("isalnum", chars::is_alnum, 0x0c3e2586);
    check("isspace", chars::is_space, 0xec2bb8e8);
    check("isupper", chars::is_upper, 0x546c92fa);
    check("islower", chars::is_lower, 0xeb816669);
    check("istitle", |c| chars::is_upper(c) || chars::is_title(c), 0x7b11c847);
    check("isprintable", chars::is_printable, 0x061f8494);
    check("isidentifier", chars::is_identifier_start, 0xebcb5c72);
    check("isidentifier, behind a letter", chars::is_identifier_continue, 0xc12ba56d);
}

#[test]
fn values_of_digits() {
    assert_eq!(crc32(ALL.map(|c| chars::decimal(c).unwrap_or(255))), 0xcd304dfe);
    assert_eq!(crc32(ALL.map(|c| chars::digit(c).unwrap_or(255))), 0x93f0eac9);
}

#[test]
fn case_mappings() {
    let check = |name: &str, map: fn(Wtf8) -> Wtf8Buf, around: [&str; 2], expected: u32| {
        let mut all = Vec::new();
        for c in LETTERS {
            let mut text = Wtf8Buf::from(around[0]);
            text.push(c);
            text.push_str(around[1]);
            all.extend_from_slice(map(text.as_wtf8()).as_bytes());
            all.push(b'\n');
        }
        assert_eq!(crc32(all), expected, "{name}");
    };
    check("upper", |text| text.to_upper(), ["", ""], 0x05c30e2d);
    check("lower", |text| text.to_lower(), ["", ""], 0x50e31b37);
    check("title", |text| text.to_title(), ["", ""], 0x381b66de);
    check("title, between letters", |text| text.to_title(), ["a", "a"], 0x2460efd1);
    check("capitalize", |text| text.capitalize(), ["", ""], 0x381b66de);
    check("swapcase", |text| text.swap_case(), ["", ""], 0x20529cde);
    check("casefold", |text| text.casefold(), ["", ""], 0xd2f5412e);
}

#[test]
fn sigmas() {
    let sigma = |before: &str, c, behind: &str, at: usize| {
        let mut text = Wtf8Buf::from(before);
        text.push(c);
        text.push_str(behind);
        u8::from(text.as_wtf8().to_lower().as_wtf8().code_points().nth(at) == Some('ς'.into()))
    };
    let last = |before: &'static str| {
        crc32(LETTERS.map(|c| {
            let mut text = Wtf8Buf::from(before);
            text.push(c);
            text.push_char('Σ');
            u8::from(text.as_wtf8().to_lower().as_wtf8().code_points().next_back() == Some('ς'.into()))
        }))
    };
    assert_eq!(last("A"), 0x59e70a93);
    assert_eq!(last("1"), 0x25a65ed7);
    assert_eq!(crc32(LETTERS.map(|c| sigma("AΣ", c, "A", 1))), 0x79149de5);
}

#[test]
fn white_space_and_reprs() {
    let around = |c| {
        let mut text = Wtf8Buf::from("a");
        text.push(c);
        text.push_char('b');
        text
    };
    assert_eq!(crc32(LETTERS.map(|c| around(c).as_wtf8().split_whitespace(-1).count() as u8)), 0x23ef4354);
    assert_eq!(crc32(LETTERS.map(|c| around(c).as_wtf8().lines(false).count() as u8)), 0x0aa464ef);
    let mut all = String::new();
    for c in LETTERS {
        repr::str(Wtf8Buf::from_iter([c]).as_bytes(), &mut all);
    }
    assert_eq!(crc32(all.into_bytes()), 0x03f135fd);
}

#[test]
fn names_of_all() {
    let all: String = ALL.map(|c| char::from_u32(c).and_then(names::name).unwrap_or_default() + "\n").collect();
    assert_eq!(crc32(all.into_bytes()), 0x00ab6735);
}
