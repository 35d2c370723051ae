//! Compiled programs in files, as CPython keeps them in `__pycache__`: found again by later processes, never trusted.
//!
//! `image` turns a program into bytes and back; `header` says which source and which build of the compiler it is of, and sums
//! up the file; `files` knows where caches lie, reads them and writes them. What comes out of a file has passed the checksum
//! and [`verify_frame`](crate::bytecode::verify_frame): a file that is old, foreign or damaged is as good as none. Instructions
//! are left to whoever runs them.
//!
//! Whether a cache is of a source is told as PEP 552 has it: by the source's time and size, by a hash of its contents, or not
//! at all. Times alone miss a change: two edits of the same size may lie in one tick of the clock, and times can be set. So a source
//! that was changed shortly before it was compiled, or whose inode was since, is compared by its hash too, as git does with its index. (Comparing hashes always would be
//! simpler, but reading and hashing all sources takes 10 µs a module of 23 kB where looking at their times takes 0.6 µs, and more
//! where files are far away.)
//!
//! Takes programs and what is known of their sources; gives programs. Uses `bytecode`.

mod bytes;
mod files;
mod header;
mod image;

pub use files::{SourceFile, cache_path, load, store};
pub use header::{HashCheck, Stamp, Validation, hash as hash_of};
pub use image::{decode, encode};

/// What names of cache files have behind the module's: language and version.
pub const TAG: &str = "hyaline-314";
