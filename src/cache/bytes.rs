//! Numbers and texts as bytes, and back: small numbers are short (LEB128). Reading gives `None` where bytes are missing or are
//! none that writing gives.

/// Bytes being written.
#[derive(Default)]
pub struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// The difference of two numbers that are close to each other.
    pub fn step(&mut self, from: u32, to: u32) {
        let step = to.wrapping_sub(from) as i32;
        self.number(u64::from(((step << 1) ^ (step >> 31)) as u32));
    }

    pub fn eight(&mut self, number: u64) {
        self.bytes.extend(number.to_le_bytes());
    }

    pub fn blob(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend(bytes);
    }
}

/// The number that a step, as it is written, leads to.
#[inline]
pub fn stepped(from: u32, step: u32) -> u32 {
    from.wrapping_add((step >> 1) ^ (step & 1).wrapping_neg())
}

/// Bytes being read.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    #[inline(always)]
    pub fn number(&mut self) -> Option<u64> {
        // Most are short.
        if let [byte @ ..0x80, rest @ ..] = self.rest {
            self.rest = rest;
            return Some(u64::from(*byte));
        }
        self.long_number()
    }

    #[cold]
    fn long_number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    #[inline]
    pub fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    /// Several in a row: most are short.
    #[inline]
    pub fn smalls<const N: usize>(&mut self) -> Option<[u32; N]> {
        if let Some((bytes, rest)) = self.rest.split_first_chunk::<N>()
            && bytes.iter().all(|byte| *byte < 0x80)
        {
            self.rest = rest;
            return Some(bytes.map(u32::from));
        }
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.small()?;
        }
        Some(numbers)
    }

    pub fn eight(&mut self) -> Option<u64> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u64::from_le_bytes(*bytes))
    }

    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    pub fn blob(&mut self) -> Option<&'a [u8]> {
        let count = self.number()?.try_into().ok()?;
        self.take(count)
    }

    /// As many things as a number before them says. Each takes a byte at least, so no number makes this reserve more than that.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok().filter(|count| *count <= self.rest.len())?;
        let mut list = Vec::with_capacity(count);
        for _ in 0..count {
            list.push(read(self)?);
        }
        Some(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 0x7f, 0x80, 0x3fff, 0x4000, u64::from(u32::MAX), u64::MAX, 1, 2, 3, 4];
        let mut writer = Writer::default();
        numbers.iter().for_each(|number| writer.number(*number));
        let pairs = [(0, 0), (0, u32::MAX), (u32::MAX, 0), (7, 5), (5, 7), (0, 1 << 31), (1, 1 << 31)];
        pairs.iter().for_each(|(from, to)| writer.step(*from, *to));
        let mut reader = Reader::new(&writer.bytes);
        for number in &numbers[..8] {
            assert_eq!(reader.number(), Some(*number));
        }
        assert_eq!((reader.smalls(), reader.smalls()), (Some([1, 2]), Some([3, 4])));
        for (from, to) in pairs {
            assert_eq!(reader.small().map(|step| stepped(from, step)), Some(to));
        }
        assert!(reader.is_at_end());
    }

    #[test]
    fn what_is_no_number_is_none() {
        let number = |bytes: &[u8]| Reader::new(bytes).number();
        assert_eq!(number(&[]), None);
        assert_eq!(number(&[0x80]), None);
        assert_eq!(number(&[0xff; 11]), None);
        assert_eq!(number(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]), None);
        assert_eq!(Reader::new(&[9, 0, 0]).list(|reader| reader.byte()), None);
        assert_eq!(Reader::new(&[2, 5, 6]).list(|reader| reader.byte()), Some(vec![5, 6]));
    }
}
