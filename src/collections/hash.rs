//! Hashes of containers and texts, equal to CPython's: a program that depends on them (under a fixed `PYTHONHASHSEED`) sees
//! the same.

/// CPython keeps -1 for errors.
const ERROR: i64 = -1;

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// The round of xxHash that CPython uses.
#[inline]
fn xx(sum: u64, hash: i64) -> u64 {
    sum.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
}

fn not_error(hash: u64, instead: i64) -> i64 {
    if hash as i64 == ERROR { instead } else { hash as i64 }
}

/// The hash of a tuple, from those of its elements one after the other.
pub struct TupleHash {
    sum: u64,
    length: u64,
}

impl Default for TupleHash {
    fn default() -> Self {
        TupleHash { sum: PRIME_5, length: 0 }
    }
}

impl TupleHash {
    #[inline]
    pub fn add(&mut self, hash: i64) {
        self.sum = xx(self.sum, hash);
        self.length += 1;
    }

    pub fn finish(self) -> i64 {
        not_error(self.sum.wrapping_add(self.length ^ PRIME_5 ^ 3_527_539), 1_546_275_796)
    }
}

/// Of a slice, from the hashes of its start, stop and step.
pub fn hash_slice(hashes: [i64; 3]) -> i64 {
    not_error(hashes.into_iter().fold(PRIME_5, xx), 1_546_275_796)
}

/// Of a frozenset with elements of these hashes, in any order.
pub fn hash_frozenset(hashes: impl IntoIterator<Item = i64>) -> i64 {
    let shuffle = |hash: u64| (hash ^ 89_869_747 ^ hash << 16).wrapping_mul(3_644_798_167);
    let (mut hash, mut count) = (0, 0u64);
    for element in hashes {
        hash ^= shuffle(element as u64);
        count += 1;
    }
    hash ^= (count + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    not_error(hash.wrapping_mul(69_069).wrapping_add(907_133_923), 590_923_713)
}

/// The secret of a process' hashes of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey {
    k0: u64,
    k1: u64,
}

impl HashKey {
    /// From `PYTHONHASHSEED`: 0 turns the secret off, other seeds go through CPython's linear congruential generator.
    pub fn from_seed(seed: u32) -> Self {
        if seed == 0 {
            return Self::from_bytes([0; 16]);
        }
        let mut state = seed;
        Self::from_bytes(std::array::from_fn(|_| {
            state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
            (state >> 16) as u8
        }))
    }

    /// From sixteen random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let both = u128::from_le_bytes(bytes);
        Self { k0: both as u64, k1: (both >> 64) as u64 }
    }

    /// Of bytes, and of a text in ASCII.
    pub fn hash_bytes(self, bytes: &[u8]) -> i64 {
        if bytes.is_empty() { 0 } else { not_error(self.sip_1_3(bytes), -2) }
    }

    /// Of a text in WTF-8. CPython hashes how it stores it: in one, two or four bytes a character, as its largest needs.
    pub fn hash_text(self, text: &[u8]) -> i64 {
        if text.is_ascii() {
            return self.hash_bytes(text);
        }
        let largest = text.iter().copied().max().unwrap_or(0);
        let mut bytes = Vec::with_capacity(text.len() * 2);
        match largest {
            // The first byte of U+00FF is C3.
            0xC2..=0xC3 => code_points(text).for_each(|code| bytes.push(code as u8)),
            // The first byte of U+FFFF is EF.
            0xC4..=0xEF => code_points(text).for_each(|code| bytes.extend((code as u16).to_le_bytes())),
            _ => code_points(text).for_each(|code| bytes.extend(code.to_le_bytes())),
        }
        self.hash_bytes(&bytes)
    }

    /// SipHash with one round a word and three at the end (Aumasson and Bernstein, 2012). Written out, for a hasher that
    /// takes its input in parts is slower on short texts.
    fn sip_1_3(self, bytes: &[u8]) -> u64 {
        let mut state = [
            self.k0 ^ 0x736f_6d65_7073_6575,
            self.k1 ^ 0x646f_7261_6e64_6f6d,
            self.k0 ^ 0x6c79_6765_6e65_7261,
            self.k1 ^ 0x7465_6462_7974_6573,
        ];
        let mut absorb = |word: u64| {
            state[3] ^= word;
            round(&mut state);
            state[0] ^= word;
        };
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            absorb(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        absorb(u64::from_le_bytes(last) | (bytes.len() as u64) << 56);
        state[2] ^= 0xFF;
        (0..3).for_each(|_| round(&mut state));
        state[0] ^ state[1] ^ state[2] ^ state[3]
    }
}

#[inline]
fn round([v0, v1, v2, v3]: &mut [u64; 4]) {
    *v0 = v0.wrapping_add(*v1);
    *v2 = v2.wrapping_add(*v3);
    *v1 = v1.rotate_left(13) ^ *v0;
    *v3 = v3.rotate_left(16) ^ *v2;
    *v0 = v0.rotate_left(32);
    *v2 = v2.wrapping_add(*v1);
    *v0 = v0.wrapping_add(*v3);
    *v1 = v1.rotate_left(17) ^ *v2;
    *v3 = v3.rotate_left(21) ^ *v0;
    *v2 = v2.rotate_left(32);
}

/// The code points of WTF-8, surrogates among them.
fn code_points(text: &[u8]) -> impl Iterator<Item = u32> {
    let mut rest = text.iter();
    std::iter::from_fn(move || {
        let first = u32::from(*rest.next()?);
        let (lead, more) = match first {
            ..0xC0 => (first, 0),
            0xC0..0xE0 => (first & 0x1F, 1),
            0xE0..0xF0 => (first & 0x0F, 2),
            _ => (first & 0x07, 3),
        };
        Some(rest.by_ref().take(more).fold(lead, |code, byte| code << 6 | u32::from(byte & 0x3F)))
    })
}
