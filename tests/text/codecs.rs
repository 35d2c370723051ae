//! Codecs and their error handlers.

use crate::{escape, records, unescape};
use hyaline::text::codecs::{
    Charmap, Codec, CodecError, Errors, Order, Refusal, decode, decode_message, decode_with, encode, encode_message,
    encode_with, find, normalize,
};
use hyaline::text::{Wtf8, Wtf8Buf, names};

/// The decoding table of cp1252: its second quarter; else it is Latin-1.
const CP1252: &str = "\u{20ac}\u{fffe}\u{201a}\u{192}\u{201e}\u{2026}\u{2020}\u{2021}\u{2c6}\u{2030}\u{160}\u{2039}\u{152}\
                      \u{fffe}\u{17d}\u{fffe}\u{fffe}\u{2018}\u{2019}\u{201c}\u{201d}\u{2022}\u{2013}\u{2014}\u{2dc}\u{2122}\
                      \u{161}\u{203a}\u{153}\u{fffe}\u{17e}\u{178}";

fn raw(text: &Wtf8Buf) -> Vec<u8> {
    text.as_wtf8().code_points().map(|c| c as u8).collect()
}

fn shown(bytes: &[u8]) -> String {
    escape(&bytes.iter().map(|&byte| byte.into()).collect())
}

#[test]
fn codecs() {
    let table: Wtf8Buf = (0..0x80).chain(CP1252.chars().map(u32::from)).chain(0xa0..0x100).collect();
    let charmap = Charmap::new(table.as_wtf8());
    let codec = |name: &str| if name == "charmap" { Codec::Charmap(&charmap) } else { find(name).unwrap() };
    let mut count = 0;
    for (question, expected) in records(include_str!("codecs.txt")) {
        let answer = match question[0] {
            "decode" => {
                let bytes = raw(&unescape(question[4]));
                let errors = Errors::named(question[2]).unwrap();
                match decode_with(codec(question[1]), &bytes, question[3] == "True", errors) {
                    Ok((text, done)) => vec![escape(&text), done.to_string()],
                    Err(refusal) => vec![refused(refusal, |CodecError { encoding, start, end, reason }| {
                        format!("UnicodeDecodeError: {}", decode_message(encoding, &bytes, start, end, reason))
                    })],
                }
            }
            "encode" => {
                let text = unescape(question[3]);
                let text = text.as_wtf8();
                let errors = Errors::named(question[2]).unwrap();
                match encode_with(codec(question[1]), text, errors) {
                    Ok(bytes) => vec![shown(&bytes)],
                    Err(refusal) => vec![refused(refusal, |CodecError { encoding, start, end, reason }| {
                        format!("UnicodeEncodeError: {}", encode_message(encoding, text, start, end, reason))
                    })],
                }
            }
            _ => {
                let name = unescape(question[1]);
                vec![find(&normalize(name.as_wtf8().as_str().unwrap())).map_or("None", name_of).to_string()]
            }
        };
        assert_eq!(answer, expected, "{question:?}");
        count += 1;
    }
    assert!(count > 1900);
}

fn refused(refusal: Refusal, message: impl Fn(CodecError) -> String) -> String {
    let words = match refusal {
        Refusal::Raise(error) => message(error),
        Refusal::Fault(fault) => fault.to_string(),
    };
    escape(&Wtf8Buf::from(format!("!{words}")))
}

/// What `codecs.lookup` calls a codec.
fn name_of(codec: Codec) -> &'static str {
    match codec {
        Codec::Utf8Sig => "utf-8-sig",
        Codec::Utf7 => "utf-7",
        Codec::Latin1 => "iso8859-1",
        Codec::UnicodeEscape => "unicode-escape",
        Codec::RawUnicodeEscape => "raw-unicode-escape",
        codec => codec.name(),
    }
}

#[test]
fn signatures() {
    let strict = |error: &CodecError| Err::<(Wtf8Buf, usize), _>(*error);
    let signed =
        |bytes: &[u8], is_final| decode(Codec::Utf8Sig, bytes, is_final, strict).map(|(text, done)| (escape(&text), done));
    assert_eq!(signed(b"\xef\xbb\xbfa", true), Ok(("a".into(), 4)));
    assert_eq!(signed(b"a", true), Ok(("a".into(), 1)));
    assert_eq!(signed(b"\xef\xbb", false), Ok((String::new(), 0)));
    assert_eq!(signed(b"\xef\xbb\xbf\xff", true).unwrap_err().start, 0);
    let encoded = encode::<CodecError>(Codec::Utf8Sig, Wtf8::from("é"), |error| Err(*error));
    assert_eq!(encoded, Ok(b"\xef\xbb\xbf\xc3\xa9".to_vec()));
    assert_eq!(Codec::Utf16(Some(Order::Big)).name(), "utf-16-be");
}

#[test]
fn a_handler_may_go_back_or_far_ahead() {
    let mut times = 0;
    let text = decode(Codec::Ascii, b"a\xffb\xff", true, |error| {
        times += 1;
        Ok::<_, CodecError>((Wtf8Buf::from("<>"), if times == 1 { 2 } else { error.end + 100 }))
    });
    assert_eq!(text.map(|(text, done)| (escape(&text), done)), Ok(("a<>b<>".into(), 4)));
}

#[test]
fn warnings() {
    let warning = |text: &str| hyaline::text::codecs::escape::warning(text.as_bytes());
    assert_eq!(warning(r"\n\x41\377\\d"), None);
    assert_eq!(
        warning(r"\n\q\z").unwrap(),
        "\"\\q\" is an invalid escape sequence. Such sequences will not work in the future. "
    );
    assert_eq!(
        warning(r"\400\z").unwrap(),
        "\"\\400\" is an invalid octal escape sequence. Such sequences will not work in the future. "
    );
}

#[test]
fn escapes_of_bytes() {
    let decode = hyaline::text::codecs::escape::decode_bytes;
    assert_eq!(
        decode(br"a\x41\101\n\q\").map_err(|fault| fault.to_string()),
        Err(r"ValueError: Trailing \ in string".into())
    );
    assert_eq!(decode(br"a\x41\101\n\q"), Ok(b"aAA\n\\q".to_vec()));
    assert_eq!(decode(br"a\x4").unwrap_err().to_string(), r"ValueError: invalid \x escape at position 1");
}

#[test]
fn names_of_characters() {
    assert_eq!(names::name('é').as_deref(), Some("LATIN SMALL LETTER E WITH ACUTE"));
    assert_eq!(names::name('一').as_deref(), Some("CJK UNIFIED IDEOGRAPH-4E00"));
    assert_eq!(names::name('각').as_deref(), Some("HANGUL SYLLABLE GAG"));
    assert_eq!(names::name('\n'), None);
    assert_eq!(names::name('\u{378}'), None);
}
