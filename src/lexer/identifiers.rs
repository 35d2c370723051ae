//! Names with characters beyond ASCII: which are allowed, and their normal form.

use crate::diagnostics::Message;
use crate::text::repr::is_printable;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The form in which Python compares names: NFKC.
///
/// ```
/// assert_eq!(hyaline::lexer::normalize("ﬁne"), "fine");
/// ```
pub fn normalize(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfkc_quick(name.chars()) == IsNormalized::Yes {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfkc().collect())
    }
}

/// The first character that may not stand where it does in a name, and its offset.
pub(super) fn misfit(name: &str) -> Option<(usize, char)> {
    let fits = |(at, c): &(usize, char)| match at {
        0 => *c == '_' || unicode_ident::is_xid_start(*c),
        _ => unicode_ident::is_xid_continue(*c),
    };
    name.char_indices().find(|place| !fits(place))
}

/// What is wrong with a character that no token may start with or hold.
pub(super) fn complaint(character: char) -> Message {
    let code = character as u32;
    if is_printable(character) { Message::InvalidCharacter { character, code } } else { Message::NonPrintable { code } }
}
