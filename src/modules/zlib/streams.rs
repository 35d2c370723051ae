//! Streams of compressed data: the crate's, made to take and give vectors, and to be copied.
//!
//! The crate cannot copy a stream. A stream that was not fed much yet remembers what it was asked, and a copy of it is a new one
//! that is asked the same again; one that was fed more than [`MOST_REMEMBERED`] forgets, and cannot be copied any more.

use zlib_rs::{Deflate, DeflateConfig, DeflateError, DeflateFlush, Inflate, InflateError, InflateFlush, Status, Strategy};

const MOST_REMEMBERED: usize = 1 << 22;
/// Output comes in pieces of this size at first, and of more later.
const LEAST_ROOM: usize = 1 << 14;
const MOST_ROOM: usize = 1 << 24;

/// What went wrong, as zlib numbers it, and what the stream says of it.
pub enum Failure {
    Stream { code: i32, words: Option<&'static str> },
    Memory,
}

pub const BUFFER_ERROR: i32 = -5;
pub const STREAM_ERROR: i32 = -2;
const DATA_ERROR: i32 = -3;

pub type Result<T> = std::result::Result<T, Failure>;

pub fn failure(code: i32) -> Failure {
    Failure::Stream { code, words: None }
}

/// One call of a stream: what it read, how much room it had, and how it was to flush.
struct Call<F> {
    input: Vec<u8>,
    room: usize,
    flush: F,
}

/// The calls of a stream, nothing once they were too many.
struct Memory<F> {
    calls: Option<Vec<Call<F>>>,
    size: usize,
}

impl<F: Copy> Memory<F> {
    fn new() -> Memory<F> {
        Memory { calls: Some(Vec::new()), size: 0 }
    }

    fn note(&mut self, input: &[u8], room: usize, flush: F) {
        self.size += input.len() + size_of::<Call<F>>();
        if self.size > MOST_REMEMBERED {
            self.calls = None;
        }
        if let Some(calls) = &mut self.calls {
            calls.push(Call { input: input.to_vec(), room, flush });
        }
    }

    fn copy(&self) -> Option<Memory<F>> {
        let calls = self.calls.as_ref()?.iter();
        let calls = calls.map(|call| Call { input: call.input.clone(), room: call.room, flush: call.flush }).collect();
        Some(Memory { calls: Some(calls), size: self.size })
    }
}

/// Room for so many more bytes of output; gives where they begin.
fn make_room(out: &mut Vec<u8>, room: usize) -> Result<usize> {
    let len = out.len();
    out.try_reserve(room).map_err(|_| Failure::Memory)?;
    out.resize(len + room, 0);
    Ok(len)
}

fn next_room(len: usize) -> usize {
    len.clamp(LEAST_ROOM, MOST_ROOM)
}

/// How a compressor is set up.
#[derive(Clone)]
pub struct Options {
    pub level: i32,
    pub window_bits: i32,
    pub memory_level: i32,
    pub strategy: i32,
    pub dictionary: Option<Vec<u8>>,
}

impl Options {
    pub fn of_level(level: i32, window_bits: i32) -> Options {
        Options { level, window_bits, memory_level: 8, strategy: 0, dictionary: None }
    }

    fn are_valid(&self) -> bool {
        let window = matches!(self.window_bits, 8..=15 | 25..=31 | -15..=-9);
        window && (-1..=9).contains(&self.level) && (1..=9).contains(&self.memory_level) && (0..=4).contains(&self.strategy)
    }
}

pub struct Compressor {
    options: Options,
    stream: Deflate,
    memory: Memory<DeflateFlush>,
}

/// Why there is no stream.
pub enum Refusal {
    Options,
    Dictionary,
}

impl Compressor {
    pub fn new(options: Options) -> std::result::Result<Compressor, Refusal> {
        if !options.are_valid() {
            return Err(Refusal::Options);
        }
        let mut stream = Deflate::new_with_config(DeflateConfig {
            level: options.level,
            // A window of 256 bytes was never made right: zlib takes the next for it.
            window_bits: if options.window_bits == 8 { 9 } else { options.window_bits },
            mem_level: options.memory_level,
            strategy: Strategy::try_from(options.strategy).map_err(|()| Refusal::Options)?,
            ..DeflateConfig::default()
        });
        if let Some(dictionary) = &options.dictionary {
            stream.set_dictionary(dictionary).map_err(|_| Refusal::Dictionary)?;
        }
        Ok(Compressor { options, stream, memory: Memory::new() })
    }

    fn call(&mut self, input: &[u8], out: &mut [u8], flush: DeflateFlush) -> Result<(Status, usize, usize)> {
        let (read, written) = (self.stream.total_in(), self.stream.total_out());
        let status = self.stream.compress(input, out, flush);
        let (read, written) = ((self.stream.total_in() - read) as usize, (self.stream.total_out() - written) as usize);
        self.memory.note(&input[..read], out.len(), flush);
        match status {
            Ok(status) => Ok((status, read, written)),
            Err(DeflateError::MemError) => Err(Failure::Memory),
            Err(error) => Err(Failure::Stream { code: error as i32, words: self.stream.error_message() }),
        }
    }

    /// Compresses; whether this was the stream's end, too.
    pub fn compress(&mut self, mut input: &[u8], flush: DeflateFlush) -> Result<(Vec<u8>, bool)> {
        let mut out = Vec::new();
        loop {
            let room = next_room(out.len());
            let start = make_room(&mut out, room)?;
            let (status, read, written) = self.call(input, &mut out[start..], flush)?;
            out.truncate(start + written);
            input = &input[read..];
            if status == Status::StreamEnd || written < room && input.is_empty() {
                return Ok((out, status == Status::StreamEnd));
            }
        }
    }

    pub fn copy(&self) -> Option<Compressor> {
        let calls = self.memory.copy()?;
        let mut copy = Compressor::new(self.options.clone()).ok()?;
        for call in calls.calls.iter().flatten() {
            copy.call(&call.input, &mut vec![0; call.room], call.flush).ok()?;
        }
        copy.memory = calls;
        Some(copy)
    }
}

/// Whether there is a header, and how large the window is; nothing for what zlib refuses.
fn window(bits: i32) -> Option<(bool, u8)> {
    match bits {
        -15..=-8 => Some((false, -bits as u8)),
        0 | 8..=16 | 24..=32 | 40..=47 => Some((true, bits as u8)),
        _ => None,
    }
}

pub struct Decompressor {
    window_bits: i32,
    dictionary: Option<Vec<u8>>,
    stream: Inflate,
    memory: Memory<()>,
    /// What was wrong with the data: it stays wrong.
    wrong: Option<&'static str>,
}

/// What decompressing gave: the data, how much was read, and whether it was all.
pub struct Decompressed {
    pub out: Vec<u8>,
    pub read: usize,
    pub is_end: bool,
}

/// An error of a stream, and while what it came.
pub struct Trouble {
    pub failure: Failure,
    pub while_: &'static str,
}

impl Decompressor {
    /// Nothing if there are no such windows; a dictionary of raw data has to fit at once.
    pub fn new(window_bits: i32, dictionary: Option<Vec<u8>>) -> Option<std::result::Result<Decompressor, Trouble>> {
        let (header, bits) = window(window_bits)?;
        // Of 16 and 32 the lowest bits are the window, which stands in the header then.
        let bits = if matches!(bits, 16 | 32) { bits + 15 } else { bits };
        let mut made =
            Decompressor { window_bits, dictionary, stream: Inflate::new(header, bits), memory: Memory::new(), wrong: None };
        if window_bits < 0
            && made.dictionary.is_some()
            && let Err(trouble) = made.set_dictionary()
        {
            return Some(Err(trouble));
        }
        Some(Ok(made))
    }

    fn set_dictionary(&mut self) -> std::result::Result<(), Trouble> {
        let dictionary = self.dictionary.as_deref().unwrap_or_default();
        self.stream.set_dictionary(dictionary).map(drop).map_err(|error| {
            let code = if matches!(error, InflateError::StreamError) { STREAM_ERROR } else { DATA_ERROR };
            Trouble { failure: failure(code), while_: "setting zdict" }
        })
    }

    fn call(&mut self, input: &[u8], out: &mut [u8]) -> (std::result::Result<Status, Trouble>, usize, usize) {
        let (read, written) = (self.stream.total_in(), self.stream.total_out());
        let mut status = self.stream.decompress(input, out, InflateFlush::SyncFlush);
        let so_far = |stream: &Inflate| ((stream.total_in() - read) as usize, (stream.total_out() - written) as usize);
        let mut result = Ok(Status::Ok);
        if let Err(InflateError::NeedDict { .. }) = status
            && self.dictionary.is_some()
        {
            result = self.set_dictionary().map(|()| Status::Ok);
            if result.is_ok() {
                let (read, written) = so_far(&self.stream);
                status = self.stream.decompress(&input[read..], &mut out[written..], InflateFlush::SyncFlush);
            }
        }
        let (read, written) = so_far(&self.stream);
        self.memory.note(&input[..read], out.len(), ());
        let trouble = |failure| Trouble { failure, while_: "decompressing data" };
        let result = result.and_then(|_| match status {
            Ok(status) => Ok(status),
            Err(InflateError::NeedDict { .. }) => Err(trouble(failure(2))),
            Err(InflateError::StreamError) => Err(trouble(failure(STREAM_ERROR))),
            Err(InflateError::MemError) => Err(trouble(Failure::Memory)),
            Err(InflateError::DataError) => {
                let words = *self.wrong.get_or_insert(self.stream.error_message().unwrap_or_default());
                Err(trouble(Failure::Stream { code: DATA_ERROR, words: Some(words) }))
            }
        });
        (result, read, written)
    }

    /// Decompresses, at most so many bytes of output.
    pub fn decompress(&mut self, input: &[u8], limit: usize) -> std::result::Result<Decompressed, Trouble> {
        let (mut out, mut read) = (Vec::new(), 0);
        loop {
            let room = next_room(out.len()).min(limit - out.len());
            let start = make_room(&mut out, room).map_err(|failure| Trouble { failure, while_: "decompressing data" })?;
            let (status, more_read, written) = self.call(&input[read..], &mut out[start..]);
            out.truncate(start + written);
            read += more_read;
            let is_end = status? == Status::StreamEnd;
            let is_stuck = more_read == 0 && written == 0;
            if is_end || out.len() == limit || is_stuck || written < room && read == input.len() {
                return Ok(Decompressed { out, read, is_end });
            }
        }
    }

    pub fn copy(&self) -> Option<Decompressor> {
        let calls = self.memory.copy()?;
        let mut copy = Decompressor::new(self.window_bits, self.dictionary.clone())?.ok()?;
        for call in calls.calls.iter().flatten() {
            let _ = copy.call(&call.input, &mut vec![0; call.room]);
        }
        copy.memory = calls;
        Some(copy)
    }
}
