//! Characters by name, as `\N{name}` finds them, and their names, as CPython 3.14 has them (Unicode 16.0).

mod aliases;

use aliases::ALIASES;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Which letters a name is written in does not matter, but for the two families that CPython computes.
pub fn character(name: &str) -> Option<char> {
    ideograph(name).or_else(|| own_name(name)).or_else(|| alias(name)).or_else(|| variation_selector(name))
}

/// `unicodedata.name`: no aliases.
pub fn name(c: char) -> Option<String> {
    let name = unicode_names2::name(c).filter(|_| is_assigned(c))?.to_string();
    // CPython 3.14 names no Tangut ideographs.
    (!name.starts_with("TANGUT IDEOGRAPH-")).then_some(name)
}

/// `CJK UNIFIED IDEOGRAPH-` and four or five digits, capitals only. Five may begin with a zero.
fn ideograph(name: &str) -> Option<char> {
    let digits = name.strip_prefix("CJK UNIFIED IDEOGRAPH-")?;
    let plain = matches!(digits.len(), 4 | 5) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
    let found = plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(char::from_u32)?;
    is_assigned(found)
        .then(|| unicode_names2::name(found))
        .flatten()?
        .to_string()
        .starts_with("CJK UNIFIED")
        .then_some(found)
}

fn own_name(name: &str) -> Option<char> {
    let found = unicode_names2::character(name).filter(|&c| is_assigned(c))?;
    // The crate forgives spaces, hyphens and underscores; CPython does not.
    let own = unicode_names2::name(found)?.to_string();
    let same = match own.starts_with("HANGUL SYLLABLE ") {
        true => own == name,
        false => own.eq_ignore_ascii_case(name),
    };
    // CPython 3.14 names no Tangut ideographs.
    (same && !own.starts_with("CJK UNIFIED IDEOGRAPH-") && !own.starts_with("TANGUT IDEOGRAPH-")).then_some(found)
}

fn alias(name: &str) -> Option<char> {
    let name = name.to_ascii_uppercase();
    ALIASES.binary_search_by_key(&&*name, |&(alias, _)| alias).ok().map(|at| ALIASES[at].1)
}

/// `VS1` to `VS256`.
fn variation_selector(name: &str) -> Option<char> {
    let digits = name.get(2..).filter(|_| name[..2].eq_ignore_ascii_case("VS"))?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    match digits.parse().ok().filter(|_| plain)? {
        number @ 1..=16 => char::from_u32(0xfe00 - 1 + number),
        number @ 17..=256 => char::from_u32(0xe0100 - 17 + number),
        _ => None,
    }
}

/// Whether Unicode 16.0 has the character: the crate of names is newer.
fn is_assigned(c: char) -> bool {
    get_general_category(c) != GeneralCategory::Unassigned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, c: char) {
        assert_eq!(character(name), Some(c), "{name}");
    }

    #[test]
    fn names_of_every_sort() {
        check("LATIN SMALL LETTER A", 'a');
        check("latin Small letter a", 'a');
        check("lf", '\n');
        check("LINE FEED", '\n');
        check("BELL", '\u{1f514}');
        check("vs1", '\u{fe00}');
        check("VS256", '\u{e01ef}');
        check("HANGUL SYLLABLE GAG", '각');
        check("HANGUL JUNGSEONG O-E", '\u{1180}');
        check("HANGUL JUNGSEONG OE", '\u{116c}');
        check("CJK UNIFIED IDEOGRAPH-4E00", '一');
        check("CJK UNIFIED IDEOGRAPH-03400", '\u{3400}');
        check("nushu character-1b170", '\u{1b170}');
    }

    #[test]
    fn what_cpython_does_not_know() {
        for name in [
            "",
            "VS",
            "VS0",
            "VS01",
            "VS257",
            "é",
            "vé",
            "LATINSMALLLETTERA",
            " LATIN SMALL LETTER A",
            "LATIN_SMALL_LETTER_A",
            "LINEFEED",
            "KEYCAP DIGIT ONE",
            "HANGUL SYLLABLE",
            "hangul syllable gag",
            "cjk unified ideograph-4e00",
            "CJK UNIFIED IDEOGRAPH-4e00",
            "CJK UNIFIED IDEOGRAPH-A000",
            "CJK UNIFIED IDEOGRAPH-003400",
            "CJK UNIFIED IDEOGRAPH-+4E00",
            "TANGUT IDEOGRAPH-17000",
            "CONTROL-0000",
            "private-use-E000",
        ] {
            assert_eq!(character(name), None, "{name}");
        }
    }

    #[test]
    fn aliases_are_sorted() {
        assert!(ALIASES.is_sorted());
    }
}
