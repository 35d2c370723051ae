//! Python's names of codecs, and decoding by them.
//!
//! The codecs are those of `encoding_rs`, held to Python's rules where the web's differ. Latin-1 and ASCII are done by hand:
//! on the web both names mean windows-1252. Python's other codecs (`cp437`, `utf-7`, `mac-greek` …) are unknown here.

use super::encoding::DecodeFault;
use encoding_rs::{self as web, DecoderResult, Encoding};

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Codec {
    Utf8,
    Latin1,
    Ascii,
    /// One byte a character; the web fills the holes of Windows' tables with control characters.
    Table(&'static Encoding),
    /// Several bytes a character, with Python's name.
    Multibyte(&'static Encoding, &'static str),
}

/// Python's names, as `fold` writes them, and what they stand for.
static NAMES: &[(&[&str], Codec)] = &[
    (&["utf_8", "utf8", "u8", "utf", "cp65001", "utf8_ucs2", "utf8_ucs4", "utf_8_sig"], Codec::Utf8),
    (
        &[
            "latin_1",
            "latin1",
            "latin",
            "l1",
            "iso_8859_1",
            "iso8859_1",
            "iso8859",
            "8859",
            "cp819",
            "iso_ir_100",
            "csisolatin1",
            "ibm819",
            "iso_8859_1_1987",
        ],
        Codec::Latin1,
    ),
    (&["ascii", "us_ascii", "us", "646", "ansi_x3.4_1968", "iso646_us", "cp367", "ibm367", "iso_ir_6"], Codec::Ascii),
    (&["iso8859_2", "iso_8859_2", "latin2", "l2", "iso_ir_101", "csisolatin2"], Codec::Table(web::ISO_8859_2)),
    (&["iso8859_3", "iso_8859_3", "latin3", "l3", "iso_ir_109", "csisolatin3"], Codec::Table(web::ISO_8859_3)),
    (&["iso8859_4", "iso_8859_4", "latin4", "l4", "iso_ir_110", "csisolatin4"], Codec::Table(web::ISO_8859_4)),
    (&["iso8859_5", "iso_8859_5", "cyrillic", "iso_ir_144", "csisolatincyrillic"], Codec::Table(web::ISO_8859_5)),
    (&["iso8859_6", "iso_8859_6", "arabic", "asmo_708", "ecma_114", "iso_ir_127"], Codec::Table(web::ISO_8859_6)),
    (&["iso8859_7", "iso_8859_7", "greek", "greek8", "ecma_118", "elot_928", "iso_ir_126"], Codec::Table(web::ISO_8859_7)),
    (&["iso8859_8", "iso_8859_8", "hebrew", "iso_ir_138", "csisolatinhebrew"], Codec::Table(web::ISO_8859_8)),
    (&["iso8859_10", "iso_8859_10", "latin6", "l6", "iso_ir_157", "csisolatin6"], Codec::Table(web::ISO_8859_10)),
    (&["iso8859_13", "iso_8859_13", "latin7", "l7"], Codec::Table(web::ISO_8859_13)),
    (&["iso8859_14", "iso_8859_14", "latin8", "l8", "iso_celtic", "iso_ir_199"], Codec::Table(web::ISO_8859_14)),
    (&["iso8859_15", "iso_8859_15", "latin9", "l9"], Codec::Table(web::ISO_8859_15)),
    (&["iso8859_16", "iso_8859_16", "latin10", "l10", "iso_ir_226"], Codec::Table(web::ISO_8859_16)),
    (&["cp1250", "windows_1250", "1250"], Codec::Table(web::WINDOWS_1250)),
    (&["cp1251", "windows_1251", "1251"], Codec::Table(web::WINDOWS_1251)),
    (&["cp1252", "windows_1252", "1252"], Codec::Table(web::WINDOWS_1252)),
    (&["cp1253", "windows_1253", "1253"], Codec::Table(web::WINDOWS_1253)),
    (&["cp1254", "windows_1254", "1254"], Codec::Table(web::WINDOWS_1254)),
    (&["cp1255", "windows_1255", "1255"], Codec::Table(web::WINDOWS_1255)),
    (&["cp1256", "windows_1256", "1256"], Codec::Table(web::WINDOWS_1256)),
    (&["cp1257", "windows_1257", "1257"], Codec::Table(web::WINDOWS_1257)),
    (&["cp1258", "windows_1258", "1258"], Codec::Table(web::WINDOWS_1258)),
    (&["cp874"], Codec::Table(web::WINDOWS_874)),
    (&["cp866", "866", "ibm866", "csibm866"], Codec::Table(web::IBM866)),
    (&["koi8_r", "cskoi8r"], Codec::Table(web::KOI8_R)),
    (&["mac_roman", "macroman", "macintosh"], Codec::Table(web::MACINTOSH)),
    (&["gbk", "936", "cp936", "ms936"], Codec::Multibyte(web::GBK, "gbk")),
    (&["gb2312", "chinese", "euc_cn", "euccn", "gb2312_80", "iso_ir_58"], Codec::Multibyte(web::GBK, "gb2312")),
    (&["gb18030", "gb18030_2000"], Codec::Multibyte(web::GB18030, "gb18030")),
    (&["big5", "big5_tw", "csbig5"], Codec::Multibyte(web::BIG5, "big5")),
    (&["big5hkscs", "big5_hkscs", "hkscs"], Codec::Multibyte(web::BIG5, "big5hkscs")),
    (&["euc_jp", "eucjp", "ujis", "u_jis"], Codec::Multibyte(web::EUC_JP, "euc_jp")),
    (&["shift_jis", "csshiftjis", "shiftjis", "sjis", "s_jis"], Codec::Multibyte(web::SHIFT_JIS, "shift_jis")),
    (&["cp932", "932", "ms932", "mskanji", "ms_kanji", "windows_31j"], Codec::Multibyte(web::SHIFT_JIS, "cp932")),
    (&["iso2022_jp", "csiso2022jp", "iso2022jp", "iso_2022_jp"], Codec::Multibyte(web::ISO_2022_JP, "iso2022_jp")),
    (&["euc_kr", "euckr", "korean", "ksc5601", "ks_c_5601", "ksx1001"], Codec::Multibyte(web::EUC_KR, "euc_kr")),
    (&["cp949", "949", "ms949", "uhc"], Codec::Multibyte(web::EUC_KR, "cp949")),
];

/// The codec that Python finds under a name.
pub(super) fn find(name: &str) -> Option<Codec> {
    let name = fold(name);
    NAMES.iter().find(|(names, _)| names.contains(&&*name)).map(|&(_, codec)| codec)
}

/// Lower case, and one underscore for each run of anything but letters, digits and dots.
fn fold(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_ascii_lowercase()
}

/// Decodes; in error, says what Python's codec says.
pub(super) fn decode(codec: Codec, bytes: &[u8]) -> Result<String, DecodeFault> {
    match codec {
        Codec::Utf8 => utf8(bytes).map(str::to_owned),
        Codec::Latin1 => Ok(bytes.iter().map(|&byte| byte as char).collect()),
        Codec::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
            Some(at) => Err(undecodable("ascii", bytes, at, "ordinal not in range(128)")),
            None => Ok(bytes.iter().map(|&byte| byte as char).collect()),
        },
        Codec::Table(encoding) => table(encoding, bytes),
        Codec::Multibyte(encoding, name) => multibyte(encoding, name, bytes),
    }
}

/// Decodes; what does not fit becomes U+FFFD.
pub(super) fn decode_lossy(codec: Codec, bytes: &[u8]) -> String {
    match codec {
        Codec::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Codec::Latin1 => bytes.iter().map(|&byte| byte as char).collect(),
        Codec::Ascii => bytes.iter().map(|&byte| if byte.is_ascii() { byte as char } else { '\u{fffd}' }).collect(),
        Codec::Table(encoding) | Codec::Multibyte(encoding, _) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn undecodable(codec: &'static str, bytes: &[u8], at: usize, reason: &'static str) -> DecodeFault {
    DecodeFault::Undecodable { codec, byte: bytes.get(at).copied().unwrap_or(0), at, reason }
}

fn utf8(bytes: &[u8]) -> Result<&str, DecodeFault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let reason = match (error.error_len(), bytes[at]) {
            (None, _) => "unexpected end of data",
            (_, 0xC2..=0xF4) => "invalid continuation byte",
            _ => "invalid start byte",
        };
        undecodable("utf-8", bytes, at, reason)
    })
}

fn table(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, DecodeFault> {
    let is_windows = encoding.name().starts_with("windows-");
    let text = encoding.decode_without_bom_handling(bytes).0;
    let is_hole = |c: char| c == '\u{fffd}' || (is_windows && matches!(c, '\u{80}'..='\u{9f}'));
    match text.chars().position(is_hole) {
        Some(at) => Err(undecodable("charmap", bytes, at, "character maps to <undefined>")),
        None => Ok(text.into_owned()),
    }
}

fn multibyte(encoding: &'static Encoding, name: &'static str, bytes: &[u8]) -> Result<String, DecodeFault> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(bad, consumed), read) => {
            let at = read.saturating_sub(usize::from(bad) + usize::from(consumed));
            Err(undecodable(name, bytes, at, "illegal multibyte sequence"))
        }
        (DecoderResult::OutputFull, read) => Err(undecodable(name, bytes, read, "illegal multibyte sequence")),
    }
}
