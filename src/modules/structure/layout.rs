//! Format strings: what they say of the fields, and where these are.

/// Fields that follow each other: one for `s` and `p`, which have as many bytes as they are counted.
pub struct Field {
    pub letter: u8,
    pub offset: usize,
    pub size: usize,
    pub count: usize,
}

/// A format that is understood.
pub struct Layout {
    pub fields: Vec<Field>,
    pub size: usize,
    /// How many values are packed into it.
    pub values: usize,
    pub is_big: bool,
    pub is_native: bool,
}

/// Size and alignment as the machine has them.
fn native(letter: u8) -> Option<(usize, usize)> {
    Some(match letter {
        b'x' | b'b' | b'B' | b'c' | b's' | b'p' | b'?' => (1, 1),
        b'h' | b'H' | b'e' => (2, 2),
        b'i' | b'I' | b'f' => (4, 4),
        b'F' => (8, 4),
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => (8, 8),
        b'D' => (16, 8),
        _ => return None,
    })
}

/// Size where nothing is aligned.
fn standard(letter: u8) -> Option<(usize, usize)> {
    match letter {
        b'n' | b'N' | b'P' => None,
        b'l' | b'L' => Some((4, 1)),
        _ => native(letter).map(|(size, _)| (size, 1)),
    }
}

const TOO_LONG: &str = "total struct size too long";
const MOST: usize = isize::MAX as usize;

/// Understands a format; an error is what `struct.error` says.
pub fn parse(format: &[u8]) -> Result<Layout, &'static str> {
    if format.contains(&0) {
        return Err("embedded null character");
    }
    let (is_native, is_big, prefixed) = match format.first() {
        Some(b'@') => (true, cfg!(target_endian = "big"), true),
        Some(b'=') => (false, cfg!(target_endian = "big"), true),
        Some(b'<') => (false, false, true),
        Some(b'>' | b'!') => (false, true, true),
        _ => (true, cfg!(target_endian = "big"), false),
    };
    let mut layout = Layout { fields: Vec::new(), size: 0, values: 0, is_big, is_native };
    let mut rest = format[usize::from(prefixed)..].iter().copied().peekable();
    while let Some(first) = rest.next() {
        if first.is_ascii_whitespace() || first == 0x0b {
            continue;
        }
        let (mut letter, mut count) = (first, 1);
        if first.is_ascii_digit() {
            count = usize::from(first - b'0');
            while let Some(digit) = rest.next_if(u8::is_ascii_digit) {
                let more = count.checked_mul(10).and_then(|count| count.checked_add(usize::from(digit - b'0')));
                count = more.filter(|count| *count <= MOST).ok_or(TOO_LONG)?;
            }
            letter = rest.next().ok_or("repeat count given without format specifier")?;
        }
        layout.add(letter, count)?;
    }
    Ok(layout)
}

impl Layout {
    fn add(&mut self, letter: u8, count: usize) -> Result<(), &'static str> {
        let entry = if self.is_native { native(letter) } else { standard(letter) };
        let (size, alignment) = entry.ok_or("bad char in struct format")?;
        let offset = self.size.checked_next_multiple_of(alignment).ok_or(TOO_LONG)?;
        let bytes = size.checked_mul(count).ok_or(TOO_LONG)?;
        self.size = offset.checked_add(bytes).filter(|size| *size <= MOST).ok_or(TOO_LONG)?;
        match letter {
            b'x' => {}
            b's' | b'p' => {
                self.fields.push(Field { letter, offset, size: count, count: 1 });
                self.values += 1;
            }
            _ if count == 0 => {}
            _ => {
                self.fields.push(Field { letter, offset, size, count });
                self.values = self.values.checked_add(count).ok_or(TOO_LONG)?;
            }
        }
        Ok(())
    }
}
