//! What a cache file begins with: which build wrote it, what source it is of, and a checksum of the whole.

use super::bytes::{Reader, Writer};
use std::ops::Range;
use twox_hash::XxHash3_64;

/// Tells our files from others.
const MAGIC: &[u8; 8] = b"hyaline\n";
const CHECKSUM: Range<usize> = 8..16;
/// Magic, checksum, build, flags, the source's times and size, when it was looked at, its hash.
const LENGTH: usize = 72;

/// What programs mean is the business of the build that wrote them: a hash of its version, its tables and all of its stages up
/// to the code generator and this one.
const BUILD: &str = env!("HYALINE_BUILD");

/// PEP 552's bits.
mod flag {
    pub const HASH_BASED: u64 = 1;
    pub const CHECK_SOURCE: u64 = 2;
}

/// A source that was changed so shortly before it was compiled, in nanoseconds, may change again without showing it: the coarsest
/// clock of a file system in use ticks every two seconds.
const YOUNG: i64 = 2_000_000_000;

/// What is known of a source without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// When it was changed last, in nanoseconds since 1970.
    pub modified: i64,
    /// When the file system last noted a change of it: programs can set the other time.
    pub changed: i64,
    pub size: u64,
}

/// How a cache is known to be of its source: PEP 552's kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validation {
    #[default]
    Stamp,
    CheckedHash,
    UncheckedHash,
}

/// Which of the caches that go by a hash are compared with their sources: `--check-hash-based-pycs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HashCheck {
    /// Those that ask for it.
    #[default]
    Default,
    Always,
    Never,
}

/// The header without what tells its build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub validation: Validation,
    pub stamp: Stamp,
    /// When the source was looked at, as `Stamp::modified`.
    pub seen: i64,
    pub hash: u64,
}

/// The hash of a source.
pub fn hash(source: &[u8]) -> u64 {
    XxHash3_64::oneshot(source)
}

/// A whole file of a header and an image.
pub fn seal(header: Header, image: &[u8]) -> Vec<u8> {
    let flags = match header.validation {
        Validation::Stamp => 0,
        Validation::CheckedHash => flag::HASH_BASED | flag::CHECK_SOURCE,
        Validation::UncheckedHash => flag::HASH_BASED,
    };
    let mut file = Writer { bytes: Vec::with_capacity(LENGTH + image.len()) };
    file.bytes.extend(MAGIC);
    let Header { stamp, seen, hash: of_source, .. } = header;
    for number in [0, build(), flags, stamp.modified as u64, stamp.changed as u64, stamp.size, seen as u64, of_source] {
        file.eight(number);
    }
    file.bytes.extend(image);
    let sum = hash(&file.bytes[CHECKSUM.end..]);
    file.bytes[CHECKSUM].copy_from_slice(&sum.to_le_bytes());
    file.bytes
}

/// The header and the image of a file; `None` if it is damaged or of another build.
pub fn open(file: &[u8]) -> Option<(Header, &[u8])> {
    let (head, image) = file.split_at_checked(LENGTH)?;
    let mut numbers = Reader::new(head.strip_prefix(MAGIC)?);
    let mut next = || numbers.eight();
    if next()? != hash(&file[CHECKSUM.end..]) || next()? != build() {
        return None;
    }
    let validation = match next()? {
        0 => Validation::Stamp,
        flag::HASH_BASED => Validation::UncheckedHash,
        3 => Validation::CheckedHash,
        _ => return None,
    };
    let stamp = Stamp { modified: next()? as i64, changed: next()? as i64, size: next()? };
    Some((Header { validation, stamp, seen: next()? as i64, hash: next()? }, image))
}

fn build() -> u64 {
    u64::from_str_radix(BUILD, 16).unwrap_or(0)
}

impl Header {
    /// Whether this is of a source with that stamp. `written` is when the cache was, by the clock of its file system, which may
    /// not be this machine's; `read` gives the source's hash.
    pub fn is_of(&self, stamp: Stamp, written: i64, check: HashCheck, read: impl FnOnce() -> Option<u64>) -> bool {
        let by_stamp = self.validation == Validation::Stamp;
        if by_stamp && (self.stamp.modified, self.stamp.size) != (stamp.modified, stamp.size) {
            return false;
        }
        let reads = match (self.validation, check) {
            (Validation::Stamp, _) => {
                let latest = stamp.modified.max(stamp.changed);
                stamp.changed != self.stamp.changed || latest.saturating_add(YOUNG) > written.min(self.seen)
            }
            (_, HashCheck::Always) => true,
            (_, HashCheck::Never) => false,
            (validation, HashCheck::Default) => validation == Validation::CheckedHash,
        };
        !reads || read() == Some(self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000_000;

    fn header(validation: Validation) -> Header {
        Header {
            validation,
            stamp: Stamp { modified: 100 * SECOND, changed: 100 * SECOND, size: 7 },
            seen: 103 * SECOND,
            hash: 5,
        }
    }

    #[test]
    fn headers_come_back() {
        for validation in [Validation::Stamp, Validation::CheckedHash, Validation::UncheckedHash] {
            let file = seal(header(validation), b"image");
            assert_eq!(open(&file), Some((header(validation), &b"image"[..])));
            for at in 0..file.len() * 8 {
                let mut damaged = file.clone();
                damaged[at / 8] ^= 1 << (at % 8);
                assert_eq!(open(&damaged), None, "bit {at}");
            }
            assert!((0..file.len()).all(|end| open(&file[..end]).is_none()));
        }
    }

    #[test]
    fn stamps_and_hashes() {
        let is_of = |header: Header, stamp: Stamp, written: i64, check: HashCheck, hash: u64| {
            header.is_of(stamp, written * SECOND, check, || Some(hash))
        };
        let stamped = header(Validation::Stamp);
        let same = stamped.stamp;
        assert!(is_of(stamped, same, 103, HashCheck::Default, 6));
        assert!(!is_of(stamped, Stamp { size: 8, ..same }, 103, HashCheck::Default, 5));
        assert!(!is_of(stamped, Stamp { modified: same.modified + 1, ..same }, 103, HashCheck::Default, 5));
        assert!(!is_of(Header { seen: 101 * SECOND, ..stamped }, same, 109, HashCheck::Default, 6));
        // Moved, or changed by somebody who set the time back.
        assert!(is_of(stamped, Stamp { changed: same.changed + 1, ..same }, 103, HashCheck::Default, 5));
        assert!(!is_of(stamped, Stamp { changed: same.changed + 1, ..same }, 103, HashCheck::Default, 6));
        // Young sources, and those from the future.
        for written in [101, 99] {
            assert!(is_of(stamped, same, written, HashCheck::Never, 5));
            assert!(!is_of(stamped, same, written, HashCheck::Never, 6));
        }
        let other = Stamp { modified: 1, changed: 1, size: 1 };
        for (validation, check, reads) in [
            (Validation::CheckedHash, HashCheck::Default, true),
            (Validation::CheckedHash, HashCheck::Never, false),
            (Validation::UncheckedHash, HashCheck::Default, false),
            (Validation::UncheckedHash, HashCheck::Always, true),
        ] {
            assert!(is_of(header(validation), other, 103, check, 5));
            assert_eq!(is_of(header(validation), other, 103, check, 6), !reads);
        }
        assert!(!header(Validation::CheckedHash).is_of(other, 0, HashCheck::Default, || None));
    }
}
