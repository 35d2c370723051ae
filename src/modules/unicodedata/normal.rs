//! Normal forms. Surrogates are no characters of any: a text is normalized piece by piece between them.

use super::table::{Section, find, points};
use crate::text::wtf8::CodePoints;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfkc,
    Nfd,
    Nfkd,
}

impl Form {
    pub fn named(name: &[u8]) -> Option<Form> {
        Some(match name {
            b"NFC" => Form::Nfc,
            b"NFKC" => Form::Nfkc,
            b"NFD" => Form::Nfd,
            b"NFKD" => Form::Nfkd,
            _ => return None,
        })
    }

    /// Whether a text is surely in the form already.
    pub fn is_surely(self, text: &str) -> bool {
        let chars = text.chars();
        let answer = match self {
            Form::Nfc => is_nfc_quick(chars),
            Form::Nfkc => is_nfkc_quick(chars),
            Form::Nfd => is_nfd_quick(chars),
            Form::Nfkd => is_nfkd_quick(chars),
        };
        answer == IsNormalized::Yes
    }
}

/// The normal form of generalised WTF-8.
pub fn normalize(bytes: &[u8], form: Form, old: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut piece = String::new();
    for point in CodePoints::of(bytes) {
        match char::from_u32(point) {
            Some(c) => piece.push(c),
            None => {
                extend(&mut out, &piece, form, old);
                piece.clear();
                crate::object::encode(point, &mut out);
            }
        }
    }
    extend(&mut out, &piece, form, old);
    out
}

fn extend(out: &mut Vec<u8>, piece: &str, form: Form, old: bool) {
    if old {
        return out.extend(normalize_old(piece, form).as_bytes());
    }
    let mut push = |c: char| out.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
    match form {
        Form::Nfc => piece.nfc().for_each(&mut push),
        Form::Nfkc => piece.nfkc().for_each(&mut push),
        Form::Nfd => piece.nfd().for_each(&mut push),
        Form::Nfkd => piece.nfkd().for_each(&mut push),
    }
}

/// As with Unicode 3.2.0: what that had not stays as it is, and some characters were decomposed in another way.
fn normalize_old(piece: &str, form: Form) -> String {
    let mut chars: Vec<char> = Vec::with_capacity(piece.len());
    for c in piece.chars() {
        let point = c as u32;
        if let Some(value) = find(Section::OldNormal, point) {
            chars.extend(points(value).filter_map(char::from_u32));
        } else if find(Section::Old, point).is_none() {
            chars.push(c);
        } else if matches!(form, Form::Nfkc | Form::Nfkd) {
            decompose_compatible(c, |c| chars.push(c));
        } else {
            decompose_canonical(c, |c| chars.push(c));
        }
    }
    for run in chars.chunk_by_mut(|_, next| canonical_combining_class(*next) != 0) {
        run.sort_by_key(|c| canonical_combining_class(*c));
    }
    match form {
        Form::Nfd | Form::Nfkd => chars.into_iter().collect(),
        Form::Nfc | Form::Nfkc => composed(&chars),
    }
}

/// Characters in canonical order, put together.
fn composed(chars: &[char]) -> String {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    // The last character that others can be put to, and the class of the one behind it that stayed.
    let mut starter: Option<usize> = None;
    let mut last = None;
    for &c in chars {
        let class = canonical_combining_class(c);
        let is_blocked = last.is_some_and(|last| last >= class);
        if let Some(at) = starter.filter(|_| !is_blocked)
            && let Some(whole) = compose(out[at], c)
        {
            out[at] = whole;
            continue;
        }
        if class == 0 {
            (starter, last) = (Some(out.len()), None);
        } else {
            last = Some(class);
        }
        out.push(c);
    }
    out.into_iter().collect()
}
