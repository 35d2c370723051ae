//! The predicates: `isalpha` and its like.

use crate::text::Wtf8;
use crate::text::chars;

impl Wtf8<'_> {
    pub fn is_alpha(self) -> bool {
        self.all(chars::is_alpha)
    }

    pub fn is_decimal(self) -> bool {
        self.all(|c| chars::decimal(c).is_some())
    }

    pub fn is_digit(self) -> bool {
        self.all(|c| chars::digit(c).is_some())
    }

    pub fn is_numeric(self) -> bool {
        self.all(chars::is_numeric)
    }

    pub fn is_alnum(self) -> bool {
        self.all(chars::is_alnum)
    }

    pub fn is_space(self) -> bool {
        self.all(chars::is_space)
    }

    /// Of the empty string too.
    pub fn is_printable(self) -> bool {
        self.code_points().all(chars::is_printable)
    }

    pub fn is_identifier(self) -> bool {
        let mut rest = self.code_points();
        rest.next().is_some_and(chars::is_identifier_start) && rest.all(chars::is_identifier_continue)
    }

    pub fn is_upper(self) -> bool {
        self.has_case(chars::is_upper, |c| chars::is_lower(c) || chars::is_title(c))
    }

    pub fn is_lower(self) -> bool {
        self.has_case(chars::is_lower, |c| chars::is_upper(c) || chars::is_title(c))
    }

    /// Whether each word begins with a capital, and has no other.
    pub fn is_title(self) -> bool {
        let mut within_word = false;
        let mut some = false;
        for c in self.code_points() {
            let capital = chars::is_upper(c) || chars::is_title(c);
            let cased = capital || chars::is_lower(c);
            if cased && capital == within_word {
                return false;
            }
            within_word = cased;
            some |= cased;
        }
        some
    }

    fn all(self, test: impl Fn(u32) -> bool) -> bool {
        !self.is_empty() && self.code_points().all(test)
    }

    fn has_case(self, own: impl Fn(u32) -> bool, other: impl Fn(u32) -> bool) -> bool {
        let mut some = false;
        for c in self.code_points() {
            if other(c) {
                return false;
            }
            some = some || own(c);
        }
        some
    }
}
