//! Numbers that something follows too closely: where they end after all, or what is wrong with them.
//!
//! The raw lexer matches well-formed numbers. Only when a letter, a digit or an underscore comes directly after one does this
//! module read it again, as CPython does, to tell `1if x else y` (allowed) from `1a` or `0o8` (not).

use crate::diagnostics::Message;

/// What is wrong with a number.
pub(super) struct Fault {
    pub message: Message,
    /// The stretch that CPython marks.
    pub start: usize,
    pub end: usize,
}

/// Reads numbers in bytes; `at` is the next unread one.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    start: usize,
    at: usize,
    /// Take what Python's `tokenize` takes: leading zeros, and letters directly behind.
    lenient: bool,
    /// A keyword follows directly, which is allowed yet.
    doubt: Option<Message>,
}

type Verdict<T = ()> = Result<T, Fault>;

/// The end of the number that starts at `start`, and what to warn of.
pub(super) fn read(bytes: &[u8], start: usize, lenient: bool) -> Verdict<(usize, Option<Message>)> {
    let mut reader = Reader { bytes, start, at: start, lenient, doubt: None };
    reader.number()?;
    Ok((reader.at, reader.doubt))
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Takes the next byte if it is this letter, in either case.
    fn take(&mut self, lower: u8) -> bool {
        let taken = self.peek().to_ascii_lowercase() == lower;
        if taken {
            self.at += 1;
        }
        taken
    }

    /// CPython marks the last character it has read.
    fn fault(&self, message: Message) -> Fault {
        Fault { message, start: self.at.saturating_sub(1), end: self.at }
    }

    fn invalid(&self, base: &'static str) -> Fault {
        self.fault(Message::InvalidNumber { base })
    }

    fn number(&mut self) -> Verdict {
        if self.peek() == b'0' {
            self.at += 1;
            match self.peek() {
                b'x' | b'X' => return self.based("hexadecimal", |byte| byte.is_ascii_hexdigit()),
                b'o' | b'O' => return self.based("octal", |byte| matches!(byte, b'0'..=b'7')),
                b'b' | b'B' => return self.based("binary", |byte| matches!(byte, b'0' | b'1')),
                _ => return self.zeros(),
            }
        }
        if self.peek() != b'.' {
            self.digits()?;
        }
        self.fraction()
    }

    /// `0x…`, `0o…`, `0b…`, from the letter on.
    fn based(&mut self, base: &'static str, is_digit: fn(u8) -> bool) -> Verdict {
        self.at += 1;
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            if !is_digit(self.peek()) {
                return Err(self.foreign_digit(base).unwrap_or_else(|| self.invalid(base)));
            }
            while is_digit(self.peek()) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        match self.foreign_digit(base) {
            Some(fault) => Err(fault),
            None => self.end(base),
        }
    }

    /// A decimal digit that the base has not.
    fn foreign_digit(&self, base: &'static str) -> Option<Fault> {
        let digit = self.peek();
        let message = Message::InvalidDigit { digit: digit as char, base };
        digit.is_ascii_digit().then(|| Fault { message, start: self.at, end: self.at + 1 })
    }

    /// After one zero: more of them, a fraction, an exponent, or an old octal number, which is no longer allowed.
    fn zeros(&mut self) -> Verdict {
        loop {
            if self.peek() == b'_' {
                self.at += 1;
                if !self.peek().is_ascii_digit() {
                    return Err(self.invalid("decimal"));
                }
            }
            if self.peek() != b'0' {
                break;
            }
            self.at += 1;
        }
        let zeros = self.at;
        let nonzero = self.peek().is_ascii_digit();
        if nonzero {
            self.digits()?;
        }
        let goes_on = matches!(self.peek(), b'.' | b'e' | b'E' | b'j' | b'J');
        if nonzero && !goes_on && !self.lenient {
            return Err(Fault { message: Message::LeadingZeros, start: self.start, end: zeros });
        }
        self.fraction()
    }

    /// What may follow an integral part.
    fn fraction(&mut self) -> Verdict {
        if self.peek() == b'.' {
            self.at += 1;
            if self.peek().is_ascii_digit() {
                self.digits()?;
            }
        }
        let before = self.at;
        if self.take(b'e') {
            let signed = matches!(self.peek(), b'+' | b'-');
            if signed {
                self.at += 1;
            }
            if self.peek().is_ascii_digit() {
                self.digits()?;
            } else if signed {
                return Err(self.invalid("decimal"));
            } else {
                self.at = before;
                return self.end("decimal");
            }
        }
        if self.take(b'j') { self.end("imaginary") } else { self.end("decimal") }
    }

    /// Digits with single underscores between them.
    fn digits(&mut self) -> Verdict {
        loop {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                return Err(self.invalid("decimal"));
            }
        }
    }

    /// Only a keyword that may follow an operand may follow a number directly.
    fn end(&mut self, base: &'static str) -> Verdict {
        let next = self.peek();
        if self.lenient || !(next.is_ascii_alphanumeric() || next == b'_') {
            return Ok(());
        }
        if !self.keyword_follows() {
            return Err(self.invalid(base));
        }
        self.doubt = Some(Message::InvalidNumber { base });
        Ok(())
    }

    fn keyword_follows(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let is_word = |word: &&str| {
            rest.starts_with(word.as_bytes())
                && !rest.get(word.len()).is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80)
        };
        ["and", "else", "for", "or", "not"].iter().any(is_word)
            || ["if", "in", "is"].iter().any(|word| rest.starts_with(word.as_bytes()))
    }
}
