//! Case and classes of bytes.

pub fn to_upper(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_uppercase()
}

pub fn to_lower(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_lowercase()
}

pub fn swap_case(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }).collect()
}

pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

pub fn to_title(bytes: &[u8]) -> Vec<u8> {
    let mut within_word = false;
    let title = bytes.iter().map(|byte| {
        let changed = if within_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        within_word = byte.is_ascii_alphabetic();
        changed
    });
    title.collect()
}

pub fn is_alpha(bytes: &[u8]) -> bool {
    all(bytes, u8::is_ascii_alphabetic)
}

pub fn is_digit(bytes: &[u8]) -> bool {
    all(bytes, u8::is_ascii_digit)
}

pub fn is_alnum(bytes: &[u8]) -> bool {
    all(bytes, u8::is_ascii_alphanumeric)
}

pub fn is_space(bytes: &[u8]) -> bool {
    all(bytes, |&byte| super::is_white(byte))
}

pub fn is_upper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

pub fn is_lower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

/// Whether each word begins with a capital, and has no other.
pub fn is_title(bytes: &[u8]) -> bool {
    let mut within_word = false;
    let mut some = false;
    for byte in bytes {
        let cased = byte.is_ascii_alphabetic();
        if cased && byte.is_ascii_uppercase() == within_word {
            return false;
        }
        within_word = cased;
        some |= cased;
    }
    some
}

fn all(bytes: &[u8], test: impl Fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(test)
}
